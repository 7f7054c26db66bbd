// Where do the bars of each year stand, on each other or side by side?
import { round, type Plot } from './plot-geometry.ts'
import type { SeriesSpec, SplitSeries } from './series.ts'

export type BarSpec = SeriesSpec & {
  /** How several series share a year: on each other (then their sum is shown too), or side by side. */
  arrangement: 'stacked' | 'beside'
}

/** A bar from one value to another; for a stack `isOpen` marks where a part of unknown size would lie. */
export type Bar = { series: number; at: number; from: number; to: number; isOpen: boolean }

const groupShare = 0.74

/** What is above nought is piled upwards and what is below downwards. */
export function stackedBars(series: readonly SplitSeries[], length: number): Bar[] {
  return Array.from({ length }, (_, at) => {
    const bars: Bar[] = []
    let [above, below] = [0, 0]
    for (const [index, { values }] of series.entries()) {
      const value = values[at] ?? null
      if (value === null) continue
      const from = value < 0 ? below : above
      bars.push({ series: index, at, from, to: from + value, isOpen: false })
      if (value < 0) below += value
      else above += value
    }
    const unknown = series.findIndex(({ values }) => (values[at] ?? null) === null)
    if (unknown >= 0 && bars.length > 0) bars.push({ series: unknown, at, from: above, to: above, isOpen: true })
    return bars
  }).flat()
}

export function besideBars(series: readonly SplitSeries[], length: number): Bar[] {
  return series.flatMap(({ values }, index) =>
    Array.from({ length }, (_, at) => ({ series: index, at, from: 0, to: values[at] ?? null, isOpen: false })).flatMap(
      (bar) => (bar.to === null ? [] : [{ ...bar, to: bar.to }]),
    ),
  )
}

export type Across = { x: number; width: number }

/** Where on the axis a bar stands, a hair apart from the next one of its year. */
export function acrossOf(year: number, place: number, places: number, plot: Plot): Across {
  const slot = plot.x(1) - plot.x(0)
  const each = (slot * groupShare) / places
  const gap = places > 1 && each > 5 ? 1 : 0
  return { x: round(plot.x(year) - (slot * groupShare) / 2 + place * each), width: Math.max(0.8, round(each - gap)) }
}

/** Lowest and highest point that the bars and their bands reach. */
export function barExtent(bars: readonly Bar[], bands: readonly SplitSeries[]): { low: number; high: number } {
  const bounds = bands.flatMap(({ min = [], max = [] }) => [...min, ...max]).filter((value) => value !== null)
  const ends = bars.flatMap(({ from, to }) => [from, to])
  return { low: Math.min(0, ...ends, ...bounds), high: Math.max(0, ...ends, ...bounds) }
}
