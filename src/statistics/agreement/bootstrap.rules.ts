// How far could a coefficient have come out otherwise, had other units of the same sort been coded?
import type { Interval } from '../survival/confidence.rules.ts'
import type { Coefficient, ReliabilityData, UnitCounts } from './reliability.rules.ts'

export type BootstrapOptions = {
  /** The same seed draws the same samples, so that a figure can be reckoned again. */
  seed: number
  replicates?: number
  /** Between 0 and 1. */
  confidence?: number
}

export const bootstrapReplicates = 1000
/** Below this the percentiles of a bootstrap say next to nothing. */
export const fewestUnits = 5
/** Samples of which too many have no coefficient would give an interval of the others only. */
const leastDefined = 0.9

/**
 * The percentile interval of a coefficient over samples of units drawn with replacement, each as large as the data: units
 * are what could have been others, coders stay the same. Samples in which the coefficient is undefined are left out;
 * undefined where those are more than a tenth, or units fewer than five.
 *
 * Efron & Tibshirani (1993), An Introduction to the Bootstrap, chapter 13; Zapf et al. (2016), Measuring inter-rater
 * reliability for nominal data, BMC Medical Research Methodology 16: 93, who find it to hold what it promises for alpha.
 */
export function bootstrapInterval(
  data: ReliabilityData,
  coefficient: (units: ReliabilityData, counts: UnitCounts) => Coefficient,
  { seed, replicates = bootstrapReplicates, confidence = 0.95 }: BootstrapOptions,
): Interval | undefined {
  if (data.length < fewestUnits) return undefined
  const next = randomBelow(seed)
  const { kinds, kindOf } = alike(data)
  const values: number[] = []
  for (let replicate = 0; replicate < replicates; replicate++) {
    const counts = kinds.map(() => 0)
    for (let draw = 0; draw < data.length; draw++) counts[kindOf[next(data.length)]!]! += 1
    const drawn = coefficient(kinds, counts)
    if (drawn.ok) values.push(drawn.value)
  }
  if (values.length < leastDefined * replicates) return undefined
  values.sort((a, b) => a - b)
  const tail = (1 - confidence) / 2
  return { low: quantile(values, tail), high: quantile(values, 1 - tail) }
}

/** Units with the same codes count alike, and there are few sorts of them: a sample is how often each was drawn. */
function alike(data: ReliabilityData): { kinds: ReliabilityData; kindOf: number[] } {
  const places = new Map<string, number>()
  const kinds: ReliabilityData[number][] = []
  const kindOf = data.map((unit) => {
    const key = unit.join()
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, kinds.length)
    return kinds.push(unit) - 1
  })
  return { kinds, kindOf }
}

/** Between the two values that lie nearest, as most programs reckon it (type 7 of Hyndman & Fan 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!]
  return low + (high - low) * (place - Math.floor(place))
}

/** Whole numbers from 0 up to, not including, a limit (Mulberry32: 32 bits of state are plenty for drawing units). */
function randomBelow(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}
