// How long did cooperations last that have ended? The median, because a few very long or short ones would move a mean.
import { daysAYear } from '#platform/time/day.ts'
import { after, before } from '#register/index.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import type { DecisiveRow } from './figure.rules.ts'
import { eventsOf, type CountedRows } from './life.rules.ts'
import { byBest, countedIn, type Years } from './surety.rules.ts'
import { valuesBy, type Figure, type Split } from './year-tally.rules.ts'

/** Years from start to the latest end in the years, of each row that has both: shortest, best and longest that dates allow. */
type Lengths = { rows: number[]; shortest: number[]; best: number[]; longest: number[] }

function lengthsOf(counted: CountedRows, rule: CountingRule, years: Years, mask?: Uint8Array): Lengths {
  const { spans } = counted
  const surety = countedIn(counted, 'ended', rule, years)
  const lengths: Lengths = { rows: [], shortest: [], best: [], longest: [] }
  for (let row = 0; row < surety.length; row += 1) {
    // What has only possibly ended has no length yet.
    if ((surety[row] as number) < byBest || (mask && !mask[row])) continue
    const first = spans.offset[row] as number
    const isIn = ({ best }: { best: number }) => years.from <= best && best <= years.to
    const end = eventsOf(counted, row, 'ended', rule).findLast(isIn)?.at ?? first
    // Nor has one of which nothing but its ending is known.
    if (end === first) continue
    const [startEarliest, startLatest] = [spans.fromEarliest[first] as number, spans.fromLatest[first] as number]
    const [endEarliest, endLatest] = [spans.fromEarliest[end] as number, spans.fromLatest[end] as number]
    const best = (spans.fromBest[end] as number) - (spans.fromBest[first] as number)
    const isOpen = startEarliest === before || endLatest === after
    lengths.rows.push(row)
    lengths.best.push(best / daysAYear)
    lengths.shortest.push(Math.max(0, Math.min(best, endEarliest - startLatest)) / daysAYear)
    lengths.longest.push(isOpen ? Number.POSITIVE_INFINITY : Math.max(best, endLatest - startEarliest) / daysAYear)
  }
  return lengths
}

/** How surely each row that has a length ended in the years, as an index into `sureties`. */
export function lengthsIn(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  const surety = countedIn(counted, 'ended', rule, years)
  const found = new Uint8Array(surety.length)
  for (const row of lengthsOf(counted, rule, years).rows) found[row] = surety[row] as number
  return found
}

/** The median length in years of those that ended in the years, for each value of a split; undefined where none did. */
export function medianLengthBy(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): (Figure | undefined)[] {
  const lengths = lengthsOf(counted, rule, years, mask)
  const places = Array.from({ length: split?.size ?? 1 }, (): number[] => [])
  const valuesOf = valuesBy(split)
  lengths.rows.forEach((row, place) => valuesOf(row).forEach((value) => places[value]?.push(place)))
  return places.map((chosen) => {
    const of = (all: readonly number[]) => medianOf(chosen.map((place) => all[place] as number).toSorted(ascending))
    return chosen.length === 0
      ? undefined
      : { min: of(lengths.shortest), best: of(lengths.best), max: of(lengths.longest) }
  })
}

function ascending(a: number, b: number): number {
  return a - b
}

function medianOf(sorted: ArrayLike<number>): number {
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

/** Rows whose own uncertain dates would move the median, by years. */
export function decisiveForMedian(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  const { rows, shortest, best, longest } = lengthsOf(counted, rule, years, mask)
  if (rows.length === 0) return []
  const sorted = Float64Array.from(best).toSorted()
  const median = medianOf(sorted)
  return rows.flatMap((row, place) => {
    const moves = [shortest[place] as number, longest[place] as number]
      .map((length) => medianWithOneMoved(sorted, best[place] as number, length) - median)
      .filter((by) => Math.abs(by) > 1e-9)
    const [largest] = moves.toSorted((a, b) => Math.abs(b) - Math.abs(a))
    return largest === undefined ? [] : { row, by: largest }
  })
}

/** The median if one of the values were another: only the two or three around the middle have to be looked at. */
function medianWithOneMoved(sorted: Float64Array, from: number, to: number): number {
  const size = sorted.length
  const place = sorted.indexOf(from)
  // The value at a rank once `from` is taken out and `to` put in.
  const at = (rank: number): number => {
    const without = (index: number) => sorted[index < place ? index : index + 1]
    const lower = rank > 0 ? (without(rank - 1) ?? Number.POSITIVE_INFINITY) : Number.NEGATIVE_INFINITY
    const upper = rank < size - 1 ? (without(rank) ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
    return Math.max(lower, Math.min(upper, to))
  }
  const middle = size >> 1
  return size % 2 === 1 ? at(middle) : (at(middle - 1) + at(middle)) / 2
}
