// How many, and how sure is that? The one way from lives and a rule to figures: yearly series, single figures, and the
// rows that could change them. Pages, API, charts and claims all use it.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { livesOf, type CountedRows, type Stretch, type YearlyMeasure } from './life.rules.ts'

/** min: what is certain; best: by best dates; max: what is possible. */
export type Figure = { min: number; best: number; max: number }
export type SeriesPoint = Figure & { year: number }

/** Years, both included. */
export type Years = { from: number; to: number }

/** How a row counts; the sums over rows are the figure, where the unit is the cooperation. */
export type Counted = 'no' | 'possibly' | 'best' | 'certainly'

/** The figure of each year, over the rows that the mask chooses, or over all. */
export function seriesOf(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  { from, to }: Years,
  mask?: Uint8Array,
): SeriesPoint[] {
  if (rule.unit === 'pair' || rule.unit === 'actor') {
    return yearsOf(from, to).map((year) => ({
      year,
      ...figureOf(counted, measure, rule, { from: year, to: year }, mask),
    }))
  }
  const { different, ofRow } = livesOf(counted, measure, rule)
  const weights = weightOfLives(counted, rule, ofRow, different.length, mask)
  const years = Math.max(0, to - from + 1)
  // Differences from year to year, summed at the end: each stretch costs two steps and not one for each year.
  const [min, best, max] = [new Int32Array(years + 1), new Int32Array(years + 1), new Int32Array(years + 1)]
  const at = (year: number) => (year <= from ? 0 : year > to ? years : year - from)
  different.forEach((stretches, life) => {
    const weight = weights[life] as number
    if (weight === 0) return
    for (const [certainFrom, certainTo, bestFrom, bestTo, possibleFrom, possibleTo] of stretches) {
      addTo(min, at(certainFrom), weight)
      addTo(min, at(certainTo), -weight)
      addTo(best, at(bestFrom), weight)
      addTo(best, at(bestTo), -weight)
      addTo(max, at(possibleFrom), weight)
      addTo(max, at(possibleTo), -weight)
    }
  })
  const sum = { min: 0, best: 0, max: 0 }
  return yearsOf(from, to).map((year, index) => {
    sum.min += min[index] as number
    sum.best += best[index] as number
    sum.max += max[index] as number
    return { year, ...sum }
  })
}

function yearsOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index)
}

/** How many rows, or agreements, of the mask have each life. */
function weightOfLives(
  counted: CountedRows,
  rule: CountingRule,
  ofRow: Int32Array,
  lives: number,
  mask: Uint8Array | undefined,
): Int32Array {
  const weights = new Int32Array(lives)
  const { agreements } = counted
  const isByAgreement = rule.unit === 'agreement'
  for (let row = 0; row < ofRow.length; row += 1) {
    const weight = isByAgreement ? (agreements[row] as number) : 1
    addTo(weights, ofRow[row] as number, mask ? (mask[row] as number) * weight : weight)
  }
  return weights
}

function addTo(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by
}

/** How each row counts in the years: in force in some of them, or with an event in them. */
export function countedIn(counted: CountedRows, measure: YearlyMeasure, rule: CountingRule, years: Years): Counted[] {
  const { different, ofRow } = livesOf(counted, measure, rule)
  const answers = different.map((stretches) => lifeIn(stretches, years, measure !== 'in-force'))
  return Array.from(ofRow, (life) => answers[life] ?? 'no')
}

function lifeIn(stretches: readonly Stretch[], { from, to }: Years, areEvents: boolean): Counted {
  const overlaps = (start: number, end: number) => start < end && start <= to && end > from
  // An event is certain to lie in several years together, though not in any one of them.
  const isCertain = ([certainFrom, certainTo, bestFrom, bestTo, start, end]: Stretch) =>
    overlaps(certainFrom, certainTo) || (areEvents && overlaps(bestFrom, bestTo) && start >= from && end <= to + 1)
  if (stretches.some(isCertain)) return 'certainly'
  if (stretches.some(([, , start, end]) => overlaps(start, end))) return 'best'
  return stretches.some(([, , , , start, end]) => overlaps(start, end)) ? 'possibly' : 'no'
}

/** The figure of the years taken together, in the rule's unit. */
export function figureOf(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): Figure {
  const readings = countedIn(counted, measure, rule, years)
  if (rule.unit === 'pair' || rule.unit === 'actor') return groupedFigure(counted, rule.unit, readings, mask)
  const figure = { min: 0, best: 0, max: 0 }
  readings.forEach((reading, row) => {
    if (reading === 'no' || (mask && !mask[row])) return
    const weight = rule.unit === 'agreement' ? (counted.agreements[row] as number) : 1
    figure.max += weight
    if (reading !== 'possibly') figure.best += weight
    if (reading === 'certainly') figure.min += weight
  })
  return figure
}

/** A pair, or a home actor, counts as surely as the surest of its rows. */
function groupedFigure(
  { home, counterpart }: CountedRows,
  unit: 'pair' | 'actor',
  readings: readonly Counted[],
  mask: Uint8Array | undefined,
): Figure {
  const possible = new Set<number>()
  const best = new Set<number>()
  const certain = new Set<number>()
  readings.forEach((reading, row) => {
    if (reading === 'no' || (mask && !mask[row])) return
    const group = (home[row] as number) * 2 ** 24 + (unit === 'pair' ? (counterpart[row] as number) : 0)
    possible.add(group)
    if (reading !== 'possibly') best.add(group)
    if (reading === 'certainly') certain.add(group)
  })
  return { min: certain.size, best: best.size, max: possible.size }
}

/** Rows that could change the figure by one, and which way. */
export type DecisiveRow = { row: number; effect: 'more' | 'less' }

export function decisiveRows(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  return countedIn(counted, measure, rule, years).flatMap((reading, row): DecisiveRow[] => {
    if (mask && !mask[row]) return []
    if (reading === 'possibly') return [{ row, effect: 'more' }]
    return reading === 'best' ? [{ row, effect: 'less' }] : []
  })
}
