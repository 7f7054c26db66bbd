// How many, and how sure is that? The one way from lives and a rule to figures: yearly series and single figures, whole
// or split. Pages, API, charts and claims all use it.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { groupsOf } from './grouping.rules.ts'
import { livesOf, type CountedRows, type Countable } from './life.rules.ts'
import type { Years } from './surety.rules.ts'
import { stepsOf, tallyGroups, tallyRows, YearTally, type Figure, type Split } from './year-tally.rules.ts'

export type { Figure, Split }
export type SeriesPoint = Figure & { year: number }

/** The figure of each year, over the rows that the mask chooses, or over all. */
export function seriesOf(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): SeriesPoint[] {
  return seriesBy(counted, measure, rule, years, undefined, mask)[0] ?? []
}

/** The same for each value of a split. */
export function seriesBy(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  { from, to }: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): SeriesPoint[][] {
  const { different, ofRow } = livesOf(counted, measure, rule)
  const tally = new YearTally(split?.size ?? 1, Math.max(0, to - from + 1))
  const rows = { lives: stepsOf(different, from, to), ofRow, split, mask }
  const groups = groupsOf(counted, rule.unit)
  if (groups) tallyGroups(tally, rows, groups)
  else tallyRows(tally, rows, rule.unit === 'agreement' ? counted.agreements : undefined)
  return tally.read().map((figures) => figures.map((figure, index) => ({ year: from + index, ...figure })))
}
