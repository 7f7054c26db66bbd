// How long did cooperations last that have ended? The median, because a few very long or short ones would move a mean.
import { daysAYear } from '#platform/time/day.ts'
import { after, before } from '#register/index.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { never } from './course.rules.ts'
import type { DecisiveRow } from './figure.rules.ts'
import { keepFew } from './kept.rules.ts'
import { eventsOf, isDoubtful, type CountedRows } from './life.rules.ts'
import type { Split } from './split.rules.ts'
import { countedIn, countYears, type Years } from './surety.rules.ts'
import { addTo } from './number-column.rules.ts'
import type { Figure } from './year-tally.rules.ts'

const readings = ['min', 'best', 'max'] as const
type Reading = (typeof readings)[number]

/**
 * Days from the start to each end, by rows and the year that the end is placed in: the fewest, the best guess and the
 * most that dates allow. `ascending` are the places of all lengths from the shortest to the longest in each reading, so
 * that a median can be found without sorting.
 */
type Lengths = {
  row: Int32Array
  year: Int16Array
  days: Record<Reading, Int32Array>
  ascending: Record<Reading, Int32Array>
}

/** Where nobody knows how early it began or how late it ended. */
const endless = 2 ** 31 - 1

const keep = keepFew<Lengths>(6, 8_000_000)

function lengthsOf(counted: CountedRows, rule: CountingRule): Lengths {
  return keep(counted.spans, counted.rows, rule.id, () => measureLengths(counted, rule))
}

function measureLengths(counted: CountedRows, rule: CountingRule): Lengths {
  const { spans } = counted
  const found: { row: number[]; year: number[] } & Record<Reading, number[]> = {
    row: [],
    year: [],
    min: [],
    best: [],
    max: [],
  }
  for (let row = 0; row < counted.rows; row += 1) {
    const isOut = counted.disputed[row] && rule.disputed === 'out'
    // What has only possibly ended has no length yet.
    if (isOut || isDoubtful(counted, row, rule)) continue
    const first = spans.offset[row] as number
    const [startEarliest, startLatest] = [spans.fromEarliest[first] as number, spans.fromLatest[first] as number]
    const events = eventsOf(counted, row, 'ended', rule)
    events.forEach(({ at, best: year }, index) => {
      const isFollowed = events.some((event, other) => other > index && event.best === year)
      // Nor has one of which nothing but its ending is known.
      if (year === never || isFollowed || at === first) return
      const [endEarliest, endLatest] = [spans.fromEarliest[at] as number, spans.fromLatest[at] as number]
      const best = (spans.fromBest[at] as number) - (spans.fromBest[first] as number)
      const isOpen = startEarliest === before || endLatest === after
      found.row.push(row)
      found.year.push(year)
      found.best.push(best)
      found.min.push(Math.max(0, Math.min(best, endEarliest - startLatest)))
      found.max.push(isOpen ? endless : Math.max(best, endLatest - startEarliest))
    })
  }
  const of = <T>(make: (reading: Reading) => T) => ({ min: make('min'), best: make('best'), max: make('max') })
  return {
    row: Int32Array.from(found.row),
    year: Int16Array.from(found.year),
    days: of((reading) => Int32Array.from(found[reading])),
    ascending: of((reading) => placesByLength(found[reading])),
  }
}

/** A number holds 53 bits: the days and the place fit together, and numbers sort fast. */
function placesByLength(days: readonly number[]): Int32Array {
  const packed = new Float64Array(days).map((each, place) => each * days.length + place).toSorted()
  return new Int32Array(packed.map((each) => each - Math.floor(each / days.length) * days.length))
}

/** 1 for the lengths of chosen rows in the years; of those of one row for the last alone, unless each year is asked for. */
function chosenOf({ row, year }: Lengths, { from, to }: Years, isByYear: boolean, mask?: Uint8Array): Uint8Array {
  const chosen = new Uint8Array(row.length)
  let follower = -1
  for (let place = row.length - 1; place >= 0; place -= 1) {
    const [of, when] = [row[place] as number, year[place] as number]
    if (when < from || when > to || (mask && !mask[of]) || (of === follower && !isByYear)) continue
    chosen[place] = 1
    follower = of
  }
  return chosen
}

/** How surely each row that has a length ended in the years, as an index into `sureties`. */
export function lengthsIn(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  const surety = countedIn(counted, 'ended', rule, years)
  const found = new Uint8Array(surety.length)
  const lengths = lengthsOf(counted, rule)
  chosenOf(lengths, years, false).forEach((isIn, place) => {
    const row = lengths.row[place] as number
    if (isIn) found[row] = surety[row] as number
  })
  return found
}

/**
 * The median length in years of those that ended in the years, for each value of a split in the last year; undefined
 * where none did.
 */
export function medianLengthBy(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): (Figure | undefined)[] {
  const lengths = lengthsOf(counted, rule)
  const medianOf = mediansOf(lengths, chosenOf(lengths, years, false, mask), split, { from: years.to, to: years.to })
  return Array.from({ length: split?.size ?? 1 }, (_, value) => medianOf(value))
}

/** The same of those that ended in each year, as a function of value and year. */
export function medianLengthByYear(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): (value: number, year: number) => Figure | undefined {
  const lengths = lengthsOf(counted, rule)
  const medianOf = mediansOf(lengths, chosenOf(lengths, years, true, mask), split, years)
  return (value, year) => medianOf(value * countYears(years) + year - years.from)
}

/**
 * By value * years + year, and what is of earlier years in the first; undefined where there is none. The lengths are passed from
 * the shortest to the longest: the median is where half of a part has passed.
 */
function mediansOf(
  { row, year, days, ascending }: Lengths,
  chosen: Uint8Array,
  split: Split | undefined,
  { from, to }: Years,
): (part: number) => Figure | undefined {
  const count = countYears({ from, to })
  const cells = new Int32Array(row.length).fill(-1)
  for (let place = 0; place < cells.length; place += 1) {
    if (!chosen[place]) continue
    const code = split ? (split.codes[row[place] as number] as number) : 0
    cells[place] = code * count + Math.max(0, (year[place] as number) - from)
  }
  const parts = split && !split.isPlain ? partsOf(split, { from, to }) : undefined
  const sizes = new Int32Array((split?.size ?? 1) * count)
  eachPart(cells, parts, undefined, (part) => addTo(sizes, part, 1))
  const medians = {
    min: new Float64Array(sizes.length),
    best: new Float64Array(sizes.length),
    max: new Float64Array(sizes.length),
  }
  for (const reading of readings) {
    const median = medians[reading]
    const passed = new Int32Array(sizes.length)
    eachPart(cells, parts, ascending[reading], (part, place) => {
      const size = sizes[part] as number
      const rank = passed[part] as number
      passed[part] = rank + 1
      if (rank !== (size - 1) >> 1 && rank !== size >> 1) return
      // Half-way between the two in the middle, which are one where their number is odd.
      const isOnlyMiddle = size % 2 === 1
      const length = yearsIn(days[reading][place] as number)
      median[part] = (median[part] as number) + (isOnlyMiddle ? length : length / 2)
    })
  }
  const { min, best, max } = medians
  return (part) =>
    sizes[part] ? { min: min[part] as number, best: best[part] as number, max: max[part] as number } : undefined
}

/** The parts that a code and a year together belong to. */
function partsOf(split: Split, { from, to }: Years): number[][] {
  const count = countYears({ from, to })
  return Array.from({ length: split.codeCount * count }, (_, cell) => {
    const year = cell % count
    return split.valuesIn(Math.floor(cell / count), from + year).map((value) => value * count + year)
  })
}

/** Calls with the parts of each chosen length, in an order if one is given. Without `parts` each cell is a part. */
function eachPart(
  cells: Int32Array,
  parts: readonly (readonly number[])[] | undefined,
  order: Int32Array | undefined,
  visit: (part: number, place: number) => void,
): void {
  for (let index = 0; index < cells.length; index += 1) {
    const place = order ? (order[index] as number) : index
    const cell = cells[place] as number
    if (cell < 0) continue
    if (!parts) visit(cell, place)
    else for (const part of parts[cell] as readonly number[]) visit(part, place)
  }
}

function yearsIn(days: number): number {
  return days === endless ? Number.POSITIVE_INFINITY : days / daysAYear
}

/** Rows whose own uncertain dates would move the median, by years. */
export function decisiveForMedian(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  const lengths = lengthsOf(counted, rule)
  const { row, days, ascending } = lengths
  const chosen = chosenOf(lengths, years, false, mask)
  const sorted = ascending.best.filter((place) => chosen[place]).map((place) => days.best[place] as number)
  const found: DecisiveRow[] = []
  for (let place = 0; place < chosen.length; place += 1) {
    if (!chosen[place]) continue
    const best = days.best[place] as number
    const rank = rankOf(sorted, best)
    const median = medianWithOneMoved(sorted, rank, best)
    const shorter = medianWithOneMoved(sorted, rank, days.min[place] as number) - median
    const longer = medianWithOneMoved(sorted, rank, days.max[place] as number) - median
    const furthest = Math.abs(longer) > Math.abs(shorter) ? longer : shorter
    if (furthest !== 0) found.push({ row: row[place] as number, by: furthest / daysAYear })
  }
  return found
}

/** The median if the value at a rank were another: only the two or three around the middle have to be looked at. */
function medianWithOneMoved(sorted: Int32Array, from: number, to: number): number {
  const middle = sorted.length >> 1
  const upper = valueWithOneMoved(sorted, from, to, middle)
  return sorted.length % 2 === 1 ? upper : (valueWithOneMoved(sorted, from, to, middle - 1) + upper) / 2
}

/** What stands at a rank once the value at `from` is taken out and `to` put in. */
function valueWithOneMoved(sorted: Int32Array, from: number, to: number, rank: number): number {
  const below = rank === 0 ? Number.NEGATIVE_INFINITY : (sorted[rank - 1 < from ? rank - 1 : rank] as number)
  const above = rank === sorted.length - 1 ? endless : (sorted[rank < from ? rank : rank + 1] as number)
  const value = Math.max(below, Math.min(above, to))
  return value === endless ? Number.POSITIVE_INFINITY : value
}

/** The place of the first of the values that is no less, in halves. */
function rankOf(sorted: Int32Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) < value) low = middle + 1
    else high = middle
  }
  return low
}
