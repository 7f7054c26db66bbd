// How many were in force each year, and how sure is that? The one function from stretches of status and a counting
// rule to a yearly series; pages, API and charts all use it.
import { after, before, statuses, yearOfDayNumber, type SpanColumns } from '#register/index.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'

/** min: certainly in force at the year's end; best: by best dates; max: possibly in force. */
export type SeriesPoint = { year: number; min: number; best: number; max: number }

/** What is counted: stretches of status by row, and 1 for each row whose existence is disputed. */
export type CountedRows = { rows: number; spans: SpanColumns; disputed: Uint8Array }

/**
 * Stretches in force as years: from the first year end at which it stood to the first at which it no longer did. Three
 * readings of each: certain, best and possible. A stretch that a reading does not have is empty (first = last).
 */
type Stretches = {
  offset: Int32Array
  certainFrom: Int16Array
  certainTo: Int16Array
  bestFrom: Int16Array
  bestTo: Int16Array
  possibleFrom: Int16Array
  possibleTo: Int16Array
}

const never = 9999
const always = -9999

/** The series of the years `from` to `to`, both included, over the rows that the mask chooses, or over all. */
export function seriesOf(
  counted: CountedRows,
  rule: CountingRule,
  { from, to }: { from: number; to: number },
  mask?: Uint8Array,
): SeriesPoint[] {
  const stretches = stretchesInForce(counted, rule)
  const { offset, certainFrom, certainTo, bestFrom, bestTo, possibleFrom, possibleTo } = stretches
  const years = Math.max(0, to - from + 1)
  // Differences from year to year, summed at the end: each stretch costs two steps and not one for each year.
  const min = new Int32Array(years + 1)
  const best = new Int32Array(years + 1)
  const max = new Int32Array(years + 1)
  const at = (changeYear: number) => (changeYear <= from ? 0 : changeYear > to ? years : changeYear - from)
  for (let row = 0; row < counted.rows; row += 1) {
    if (mask && !mask[row]) continue
    const end = offset[row + 1] as number
    for (let index = offset[row] as number; index < end; index += 1) {
      mark(min, at(certainFrom[index] as number), at(certainTo[index] as number))
      mark(best, at(bestFrom[index] as number), at(bestTo[index] as number))
      mark(max, at(possibleFrom[index] as number), at(possibleTo[index] as number))
    }
  }
  const point = { min: 0, best: 0, max: 0 }
  return Array.from({ length: years }, (_, index) => {
    point.min += min[index] as number
    point.best += best[index] as number
    point.max += max[index] as number
    return { year: from + index, ...point }
  })
}

function mark(differences: Int32Array, first: number, last: number): void {
  differences[first] = (differences[first] as number) + 1
  differences[last] = (differences[last] as number) - 1
}

/** How a row counts at the end of a year. */
export type InForce = 'no' | 'possibly' | 'best' | 'certainly'

/** How each row counts at the end of the year; the sums over rows are the year's point of the series. */
export function inForceAt(counted: CountedRows, rule: CountingRule, year: number): InForce[] {
  const { offset, ...years } = stretchesInForce(counted, rule)
  const stands = (froms: Int16Array, tos: Int16Array, index: number) =>
    (froms[index] as number) <= year && year < (tos[index] as number)
  return Array.from({ length: counted.rows }, (_, row) => {
    let answer: InForce = 'no'
    for (let index = offset[row] as number; index < (offset[row + 1] as number); index += 1) {
      if (stands(years.certainFrom, years.certainTo, index)) return 'certainly'
      if (stands(years.bestFrom, years.bestTo, index)) answer = 'best'
      else if (answer === 'no' && stands(years.possibleFrom, years.possibleTo, index)) answer = 'possibly'
    }
    return answer
  })
}

const cache = new WeakMap<SpanColumns, Map<CountingRule, Stretches>>()

function stretchesInForce(counted: CountedRows, rule: CountingRule): Stretches {
  const byRule = cache.get(counted.spans) ?? new Map<CountingRule, Stretches>()
  cache.set(counted.spans, byRule)
  const known = byRule.get(rule) ?? makeStretches(counted, rule)
  byRule.set(rule, known)
  return known
}

function makeStretches({ rows, spans, disputed }: CountedRows, rule: CountingRule): Stretches {
  const counts = statuses.map((status) => rule.inForce.includes(status))
  const capacity = spans.status.length
  const offset = new Int32Array(rows + 1)
  const columns = Array.from({ length: 6 }, () => new Int16Array(capacity))
  const [certainFrom, certainTo, bestFrom, bestTo, possibleFrom, possibleTo] = columns as [
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
    Int16Array,
  ]
  let next = 0
  for (let row = 0; row < rows; row += 1) {
    const end = spans.offset[row + 1] as number
    const firstOfRow = next
    for (let index = spans.offset[row] as number; index < end; index += 1) {
      if (!counts[spans.status[index] as number]) continue
      // Neighbouring stretches that both count are one: a change from active to dormant changes no figure.
      let last = index
      while (last + 1 < end && counts[spans.status[last + 1] as number]) last += 1
      certainFrom[next] = yearOfChange(spans.fromLatest[index] as number)
      certainTo[next] = Math.max(certainFrom[next] as number, yearOfChange(spans.toEarliest[last] as number))
      bestFrom[next] = yearOfChange(spans.fromBest[index] as number)
      bestTo[next] = Math.max(bestFrom[next] as number, yearOfChange(spans.toBest[last] as number))
      possibleFrom[next] = yearOfChange(spans.fromEarliest[index] as number)
      possibleTo[next] = Math.max(possibleFrom[next] as number, yearOfChange(spans.toLatest[last] as number))
      // A pause with loose dates must not let one cooperation count twice as possible.
      if (next > firstOfRow) possibleFrom[next] = Math.max(possibleFrom[next] as number, possibleTo[next - 1] as number)
      possibleTo[next] = Math.max(possibleFrom[next] as number, possibleTo[next] as number)
      if (disputed[row]) {
        certainTo[next] = certainFrom[next] as number
        bestTo[next] = bestFrom[next] as number
      }
      next += 1
      index = last
    }
    offset[row + 1] = next
  }
  return { offset, certainFrom, certainTo, bestFrom, bestTo, possibleFrom, possibleTo }
}

/** The year whose end is the first at which a change on this day shows. */
function yearOfChange(day: number): number {
  if (day === before) return always
  return day === after ? never : yearOfDayNumber(day)
}
