// Where do the steps of curves of survival lie, and what can be read from them?
import type { FigureLink } from './figure-frame.tsx'
import { round, type Plot } from './plot-geometry.ts'

/** A share, 0 to 1, that holds from a time on until the next step. Times are years since the start. */
export type Step = { time: number; share: number }

export type StepCurve = {
  key: string
  label: string
  /** The rows behind the curve. */
  href?: string
  /** The first at time 0, times rising. */
  steps: Step[]
  /** How far the curve is known: the longest time that anything was followed. */
  until: number
  /** The band of confidence, two curves of their own. */
  low?: Step[]
  high?: Step[]
  /** How far uncertain dates may move the curve. */
  doubtLow?: Step[]
  doubtHigh?: Step[]
  /** When something left the count without having ended. */
  censored: number[]
  /** When half had ended; null if so many never did. */
  median: number | null
  /** How many were still followed at the beginning of each whole year: the index is the years since the start. */
  atRisk: number[]
}

export type StepSpec = {
  id: string
  title: string
  summary: string
  /** One to four. */
  curves: StepCurve[]
  /** What the share is of, above the picture: "share of cooperations still in force". */
  unit: string
  /** Below the axis: "years since the start". */
  timeLabel: string
  /** What the band of confidence is: "95 % confidence". */
  bandLabel: string
  /** What the dotted outline is: "what uncertain dates can change". */
  doubtLabel: string
  /** What the short strokes are: "in force when last heard of". */
  censoredLabel: string
  /** Over the small table: "still followed". */
  atRiskLabel: string
  source: string
  tableCaption: string
  downloads?: FigureLink[]
  headingLevel?: 1 | 2 | 3
}

/** The share at a time: that of the last step before or at it. */
export function shareAt(steps: readonly Step[], time: number): number {
  return steps.findLast((step) => step.time <= time)?.share ?? 1
}

export function lastTime(curves: readonly StepCurve[]): number {
  return Math.max(1, ...curves.map(({ until }) => until))
}

export function isEmptyOfCurves({ curves }: Pick<StepSpec, 'curves'>): boolean {
  return curves.every(({ steps }) => steps.length === 0)
}

/** Every corner of a curve up to a time, as points. */
export function corners(steps: readonly Step[], until: number): { time: number; share: number }[] {
  const points: { time: number; share: number }[] = []
  for (const { time, share } of steps) {
    if (time > until) break
    const last = points.at(-1)
    if (last) points.push({ time, share: last.share })
    points.push({ time, share })
  }
  const last = points.at(-1)
  return last && last.time < until ? [...points, { time: until, share: last.share }] : points
}

export function stepLine(steps: readonly Step[], until: number, plot: Plot): string {
  const points = pointsOf(steps, until, plot)
  return points.length === 0 ? '' : `M${points.join('L')}`
}

/** The ground between two curves. */
export function stepRibbon(high: readonly Step[], low: readonly Step[], until: number, plot: Plot): string {
  const [over, under] = [pointsOf(high, until, plot), pointsOf(low, until, plot)]
  return over.length === 0 || under.length === 0 ? '' : `M${[...over, ...under.toReversed()].join('L')}Z`
}

function pointsOf(steps: readonly Step[], until: number, plot: Plot): string[] {
  return corners(steps, until).map(({ time, share }) => `${plot.x(time)} ${plot.y(share)}`)
}

/** Short strokes across the curve; those that would run into each other on the picture are one. */
export function censorStrokes({ censored, steps, until }: StepCurve, plot: Plot): { x: number; y: number }[] {
  const strokes: { x: number; y: number }[] = []
  for (const time of censored.filter((one) => one <= until).toSorted((a, b) => a - b)) {
    const [x, y] = [plot.x(time), plot.y(shareAt(steps, time))]
    const last = strokes.at(-1)
    if (!last || x - last.x >= 2 || y !== last.y) strokes.push({ x: round(x), y: round(y) })
  }
  return strokes
}

/** Whole years since the start that the axis names. */
export function timeTicks(last: number, most: number): number[] {
  const step = [1, 2, 5, 10, 20, 25, 50].find((candidate) => last / candidate <= most) ?? 100
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, index) => index * step)
}
