// Where do the layers of a stacked area lie?
import type { SplitSeries } from './series.ts'

export type Band = { min: (number | null)[]; max: (number | null)[] }
export type Layer = { series: SplitSeries; bottom: (number | null)[]; top: (number | null)[] }

/** The sum of each year. Where a part is unknown so is the whole: a smaller sum would look like a fall. */
export function totals(series: readonly Pick<SplitSeries, 'values'>[], length: number): (number | null)[] {
  return Array.from({ length }, (_, at) => {
    const parts = series.map(({ values }) => values[at] ?? null)
    const known = parts.filter((part) => part !== null)
    return known.length === 0 || known.length < parts.length ? null : known.reduce((sum, part) => sum + part, 0)
  })
}

/** Each layer on the one before it, with a hole in all of them where the sum is unknown. */
export function stack(series: readonly SplitSeries[], length: number): Layer[] {
  let bottom: (number | null)[] = totals(series, length).map((sum) => (sum === null ? null : 0))
  return series.map((one) => {
    const top = bottom.map((value, index) => (value === null ? null : value + (one.values[index] ?? 0)))
    const layer = { series: one, bottom, top }
    bottom = top
    return layer
  })
}
