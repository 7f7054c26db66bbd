// Which shade does a value get, and what does each shade stand for?
import type { FigureLink } from './figure-frame.tsx'
import { textWidth } from './lanes.ts'
import { valueTicks } from './plot-geometry.ts'
import { extent, isWhole, type SeriesGap, type SplitSeries } from './series.ts'

export type HeatRow = SplitSeries & {
  labelLang?: string
  /** The rows behind the whole line. */
  href?: string
}

export type HeatMapSpec = {
  id: string
  title: string
  summary: string
  years: number[]
  /** Drawn in this order. Values are nought or more; what is below keeps its number and gets no shade. */
  rows: HeatRow[]
  gaps: SeriesGap[]
  /** What the rows are, over the column of their names: "County". */
  categoryLabel: string
  unit: string
  source: string
  tableCaption: string
  format?: (value: number) => string
  downloads?: FigureLink[]
  headingLevel?: 1 | 2 | 3
}

/** How much of the one colour is in each shade. Styles and files use the same; text on them keeps 4.5:1. */
export const heatShares = [0.14, 0.32, 0.5, 0.74, 1] as const

/** A shade is 1 to 5, the darkest the highest; 0 is paper. */
export type HeatClass = { above: number; to: number; shade: number }

/** At most five classes of equal width, each at a round value; whole numbers up to five get one each. */
export function heatClasses(rows: readonly SplitSeries[]): HeatClass[] {
  const { high } = extent(rows.map(({ values }) => ({ values })))
  if (high === 0) return []
  const ticks = valueTicks(high, { most: heatShares.length, isWhole: isWhole(rows) })
  const count = ticks.length - 1
  return ticks.slice(1).map((to, index) => ({
    above: ticks[index] ?? 0,
    to,
    // Fewer classes are spread over all shades, so that the highest is always the darkest.
    shade: count === 1 ? 3 : Math.round(1 + (index * (heatShares.length - 1)) / (count - 1)),
  }))
}

export function shadeOf(value: number, classes: readonly HeatClass[]): number {
  return value <= 0 ? 0 : (classes.find(({ to }) => value <= to)?.shade ?? heatShares.length)
}

/** The bounds of a class as they are read: of whole numbers "3–4", where 2 belongs to the one before. */
export function classBounds({ above, to }: HeatClass, areWhole: boolean): [low: number, high: number] {
  return [areWhole ? above + 1 : above, to]
}

/** Whether the longest value can be written in a cell; all are written or none, or the eye takes gaps for noughts. */
export function cellsFit(texts: readonly string[], cellPx: number, textSize: number): boolean {
  return Math.max(0, ...texts.map((text) => textWidth(text, textSize))) + 6 <= cellPx
}

export function gapAt(gaps: readonly SeriesGap[], year: number): SeriesGap | undefined {
  return gaps.find(({ from, to }) => year >= from && year <= to)
}
