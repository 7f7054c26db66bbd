// How long do cooperations live? The product-limit estimate of Kaplan and Meier (1958), which learns from those that
// still go on: of them it is known that they have lived so long at least.
import { quantileOf, type Confidence, type Interval } from './confidence.rules.ts'

/** A life, or `rows` equal ones. Not ended means that it still went on when last seen: it is censored. */
export type Lifetime = { years: number; isEnded: boolean; rows?: number }

/** Many lives as columns, one entry for equal ones: `rows` says how many, which may be none. */
export type LifeColumns = {
  rows: Int32Array
  years: Float64Array
  isEnded: Uint8Array
  /** First day, and the last or the last on which they were seen, as day numbers. */
  start: Int32Array
  end: Int32Array
}

/** Every different life with its number of rows, however they are given. */
export function forEachLife(
  lives: readonly Lifetime[] | LifeColumns,
  visit: (years: number, isEnded: boolean, rows: number) => void,
): void {
  if (!('start' in lives)) {
    for (const { years, isEnded, rows = 1 } of lives) if (rows > 0) visit(years, isEnded, rows)
    return
  }
  for (let life = 0; life < lives.rows.length; life += 1) {
    const rows = lives.rows[life] as number
    if (rows > 0) visit(lives.years[life] as number, lives.isEnded[life] === 1, rows)
  }
}

/** What happens at one age. Those censored at it count as at risk of what ends at it, as is usual. */
export type SurvivalStep = Interval & {
  time: number
  /** Alive and under observation just before. */
  atRisk: number
  ended: number
  censored: number
  /** Share that lives longer than this. */
  survival: number
  /** Greenwood's. Null where nobody is left: the formula divides by those who are. */
  standardError: number | null
}

export type SurvivalCurve = {
  rows: number
  ended: number
  /** One for each age at which something ended or was last seen, ascending. */
  steps: readonly SurvivalStep[]
  /** The age that half do not outlive, with its limits; null where the curve, or a limit, has not come down so far. */
  median: { years: number | null; low: number | null; high: number | null }
}

// A product of fractions that should be one half can come out a hair above it.
const hair = 1e-12

/**
 * The variance is Greenwood's (1926). The limits are those of log(-log S), carried back to S (Kalbfleisch & Prentice
 * 1980, The Statistical Analysis of Failure Time Data; Klein & Moeschberger 2003, Survival Analysis, 4.3): they stay
 * within 0 and 1 and are about right from some 25 lives on, where the plain ones need many more. The register is small.
 */
export function kaplanMeier(
  lifetimes: readonly Lifetime[] | LifeColumns,
  { confidence = 0.95 }: { confidence?: Confidence } = {},
): SurvivalCurve {
  const z = quantileOf(confidence)
  const tallies = tally(lifetimes)
  const rows = tallies.reduce((sum, { ended, censored }) => sum + ended + censored, 0)
  const steps: SurvivalStep[] = []
  let [atRisk, survival, hazardSum] = [rows, 1, 0]
  let limits: Interval = { low: 1, high: 1 }
  for (const { time, ended, censored } of tallies) {
    if (ended > 0) {
      survival *= (atRisk - ended) / atRisk
      hazardSum += ended / (atRisk * (atRisk - ended))
      limits = limitsOf(survival, hazardSum, z, limits)
    }
    const standardError = survival > 0 ? survival * Math.sqrt(hazardSum) : null
    steps.push({ time, atRisk, ended, censored, survival, standardError, ...limits })
    atRisk -= ended + censored
  }
  const firstDown = (of: (step: SurvivalStep) => number) => steps.find((step) => of(step) <= 0.5 + hair)?.time ?? null
  return {
    rows,
    ended: tallies.reduce((sum, { ended }) => sum + ended, 0),
    steps,
    // Brookmeyer & Crowley (1982): the ages at which the limits of the curve hold one half.
    median: {
      years: firstDown((step) => step.survival),
      low: firstDown((step) => step.low),
      high: firstDown((step) => step.high),
    },
  }
}

function limitsOf(survival: number, hazardSum: number, z: number, before: Interval): Interval {
  // Where all have ended the formula gives nothing: the upper limit stays where it was, too wide rather than too narrow.
  if (survival <= 0) return { low: 0, high: before.high }
  const reach = Math.exp((z * Math.sqrt(hazardSum)) / -Math.log(survival))
  return { low: Math.min(survival, survival ** reach), high: Math.max(survival, survival ** (1 / reach)) }
}

type Tally = { time: number; ended: number; censored: number }

/** How many ended and how many were last seen at each age, ascending. */
function tally(lifetimes: readonly Lifetime[] | LifeColumns): Tally[] {
  const byTime = new Map<number, Tally>()
  forEachLife(lifetimes, (years, isEnded, rows) => {
    let known = byTime.get(years)
    if (!known) byTime.set(years, (known = { time: years, ended: 0, censored: 0 }))
    if (isEnded) known.ended += rows
    else known.censored += rows
  })
  return [...byTime.values()].toSorted((a, b) => a.time - b.time)
}

/** The share that lives longer than this many years. Beyond the last step the curve is continued as it ended. */
export function survivalAt({ steps }: Pick<SurvivalCurve, 'steps'>, years: number): number {
  return steps.findLast((step) => step.time <= years)?.survival ?? 1
}

/** How many were alive and under observation just before each of these ages, as stands below a curve. */
export function atRiskAt({ steps }: Pick<SurvivalCurve, 'steps'>, times: readonly number[]): number[] {
  return times.map((time) => steps.find((step) => step.time >= time)?.atRisk ?? 0)
}

/**
 * The mean number of years lived within the first `horizon` years: the area under the curve. Null where the horizon
 * lies beyond what anybody was observed to live, unless all have ended by then.
 */
export function restrictedMean({ steps }: Pick<SurvivalCurve, 'steps'>, horizon: number): number | null {
  const last = steps.at(-1)
  if (!last || (horizon > last.time && last.survival > 0)) return null
  let [area, from, height] = [0, 0, 1]
  for (const { time, survival } of steps) {
    if (time >= horizon) break
    area += height * (time - from)
    from = time
    height = survival
  }
  return area + height * (horizon - from)
}
