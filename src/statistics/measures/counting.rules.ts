// How many, year by year? The one way from lives and a rule to series, whole or split. Pages, API, charts and claims all
// use it.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { setsOf } from './life-sets.rules.ts'
import { livesOf, type Countable, type CountedRows, type YearlyMeasure } from './life.rules.ts'
import type { Split } from './split.rules.ts'
import { countYears, type Years } from './surety.rules.ts'
import { tallyYears, type Figure } from './year-tally.rules.ts'

export type SeriesPoint = Figure & { year: number }

/** The figure of each year, over the rows that the mask chooses, or over all. */
export function seriesOf(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): SeriesPoint[] {
  const figureIn = seriesBy(counted, measure, rule, years, undefined, mask)
  return Array.from({ length: countYears(years) }, (_, index) => ({
    year: years.from + index,
    ...figureIn(0, years.from + index),
  }))
}

/** The same for each value of a split, as a function of value and year. A `change` is the net change in the year. */
export function seriesBy(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): (value: number, year: number) => Figure {
  const lives = livesOf(counted, measure, rule)
  const { sets, steps } = setsOf(lives, years, measure === 'change')
  const figures = tallyYears({ counted, unit: rule.unit, lives, sets, steps, split, mask }, years)
  const count = countYears(years)
  // Years in a row mostly have the same figure, and of a fine split there are tens of thousands.
  let last: Figure = { min: 0, best: 0, max: 0 }
  return (value, year) => {
    const at = value * 3 * count + (year - years.from)
    const [min, best, max] = [figures[at] as number, figures[at + count] as number, figures[at + 2 * count] as number]
    if (min !== last.min || best !== last.best || max !== last.max) last = { min, best, max }
    return last
  }
}
