// How many were in force each year, and how sure is that? The one function from stretches of status and a counting
// rule to a yearly series; pages, API and charts all use it.
import { after, before, statuses, yearOfDayNumber, type SpanColumns } from '#register/index.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'

/** min: certainly in force at the year's end; best: by best dates; max: possibly in force. */
export type SeriesPoint = { year: number; min: number; best: number; max: number }

/** What is counted: stretches of status by row, and 1 for each row whose existence is disputed. */
export type CountedRows = { rows: number; spans: SpanColumns; disputed: Uint8Array }

/**
 * A stretch in force as years: from the first year end at which it stood to the first at which it no longer did. Three
 * readings of it: certain, best and possible. A stretch that a reading does not have is empty (first = last).
 */
type Stretch = readonly [
  certainFrom: number,
  certainTo: number,
  bestFrom: number,
  bestTo: number,
  possibleFrom: number,
  possibleTo: number,
]

/**
 * Every different life, as the stretches in it, and which one each row has. Sources mostly know years, so that a
 * million cooperations have some ten thousand lives: rows are counted by life, and years only once for each.
 */
type Lives = { different: readonly (readonly Stretch[])[]; ofRow: Int32Array }

const never = 9999
const always = -9999

/** The series of the years `from` to `to`, both included, over the rows that the mask chooses, or over all. */
export function seriesOf(
  counted: CountedRows,
  rule: CountingRule,
  { from, to }: { from: number; to: number },
  mask?: Uint8Array,
): SeriesPoint[] {
  const { different, ofRow } = livesInForce(counted, rule)
  const rowsOf = new Int32Array(different.length)
  if (mask) for (let row = 0; row < ofRow.length; row += 1) addTo(rowsOf, ofRow[row] as number, mask[row] as number)
  else for (let row = 0; row < ofRow.length; row += 1) addTo(rowsOf, ofRow[row] as number, 1)

  const years = Math.max(0, to - from + 1)
  // Differences from year to year, summed at the end: each stretch costs two steps and not one for each year.
  const [min, best, max] = [new Int32Array(years + 1), new Int32Array(years + 1), new Int32Array(years + 1)]
  const at = (changeYear: number) => (changeYear <= from ? 0 : changeYear > to ? years : changeYear - from)
  different.forEach((stretches, life) => {
    const rows = rowsOf[life] as number
    if (rows === 0) return
    for (const [certainFrom, certainTo, bestFrom, bestTo, possibleFrom, possibleTo] of stretches) {
      addTo(min, at(certainFrom), rows)
      addTo(min, at(certainTo), -rows)
      addTo(best, at(bestFrom), rows)
      addTo(best, at(bestTo), -rows)
      addTo(max, at(possibleFrom), rows)
      addTo(max, at(possibleTo), -rows)
    }
  })
  const point = { min: 0, best: 0, max: 0 }
  return Array.from({ length: years }, (_, index) => {
    point.min += min[index] as number
    point.best += best[index] as number
    point.max += max[index] as number
    return { year: from + index, ...point }
  })
}

function addTo(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by
}

/** How a row counts at the end of a year. */
export type InForce = 'no' | 'possibly' | 'best' | 'certainly'

/** How each row counts at the end of the year; the sums over rows are the year's point of the series. */
export function inForceAt(counted: CountedRows, rule: CountingRule, year: number): InForce[] {
  const { different, ofRow } = livesInForce(counted, rule)
  const answers = different.map((stretches): InForce => {
    const stands = (reading: 0 | 2 | 4) =>
      stretches.some((stretch) => stretch[reading] <= year && year < stretch[(reading + 1) as 1 | 3 | 5])
    return stands(0) ? 'certainly' : stands(2) ? 'best' : stands(4) ? 'possibly' : 'no'
  })
  return Array.from(ofRow, (life) => answers[life] ?? 'no')
}

const cache = new WeakMap<SpanColumns, Map<CountingRule, Lives>>()

function livesInForce(counted: CountedRows, rule: CountingRule): Lives {
  const byRule = cache.get(counted.spans) ?? new Map<CountingRule, Lives>()
  cache.set(counted.spans, byRule)
  const known = byRule.get(rule) ?? makeLives(counted, rule)
  byRule.set(rule, known)
  return known
}

function makeLives(counted: CountedRows, rule: CountingRule): Lives {
  const counts = statuses.map((status) => rule.inForce.includes(status))
  // A tree of years: equal lives come to the same node. A number holds the node and the year that leads on from it.
  const nodes = new Map<number, number>()
  const lifeAt = new Map<number, number>()
  const different: Stretch[][] = []
  const ofRow = new Int32Array(counted.rows)
  for (let row = 0; row < counted.rows; row += 1) {
    const stretches = stretchesOf(counted, row, counts)
    let node = 0
    for (const stretch of stretches) {
      for (const year of stretch) {
        const step = node * 2 ** 15 + (year - always)
        const next = nodes.get(step) ?? nodes.size + 1
        if (next > nodes.size) nodes.set(step, next)
        node = next
      }
    }
    let life = lifeAt.get(node)
    if (life === undefined) {
      life = different.push(stretches) - 1
      lifeAt.set(node, life)
    }
    ofRow[row] = life
  }
  return { different, ofRow }
}

function stretchesOf({ spans, disputed }: CountedRows, row: number, counts: readonly boolean[]): Stretch[] {
  const stretches: Stretch[] = []
  const end = spans.offset[row + 1] as number
  for (let index = spans.offset[row] as number; index < end; index += 1) {
    if (!counts[spans.status[index] as number]) continue
    // Neighbouring stretches that both count are one: a change from active to dormant changes no figure.
    let last = index
    while (last + 1 < end && counts[spans.status[last + 1] as number]) last += 1
    const certainFrom = yearOfChange(spans.fromLatest[index] as number)
    const bestFrom = yearOfChange(spans.fromBest[index] as number)
    const possibleEnd = yearOfChange(spans.toLatest[last] as number)
    // A pause with loose dates must not let one cooperation count twice as possible.
    const possibleFrom = Math.max(yearOfChange(spans.fromEarliest[index] as number), stretches.at(-1)?.[5] ?? always)
    const isSure = !disputed[row]
    stretches.push([
      certainFrom,
      isSure ? Math.max(certainFrom, yearOfChange(spans.toEarliest[last] as number)) : certainFrom,
      bestFrom,
      isSure ? Math.max(bestFrom, yearOfChange(spans.toBest[last] as number)) : bestFrom,
      possibleFrom,
      Math.max(possibleFrom, possibleEnd),
    ])
    index = last
  }
  return stretches
}

/** The year whose end is the first at which a change on this day shows. */
function yearOfChange(day: number): number {
  if (day === before) return always
  return day === after ? never : yearOfDayNumber(day)
}
