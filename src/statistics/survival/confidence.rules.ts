// How sure is a share or a curve, given how many were counted? What the ways of reckoning limits have in common.

/** The levels that limits are given for; each has its two-sided quantile of the normal distribution. */
const quantiles = { 0.9: 1.644_853_627, 0.95: 1.959_963_985, 0.99: 2.575_829_304 }
export type Confidence = keyof typeof quantiles

export function quantileOf(confidence: Confidence): number {
  return quantiles[confidence]
}

export type Interval = { low: number; high: number }

/**
 * Wilson's score interval for a share (1927). It stays within 0 and 1 and covers what it promises even where few were
 * counted, which the textbook interval does not (Brown, Cai & DasGupta 2001, Statistical Science 16: 101–133); and
 * unlike the exact one it is not wider than need be. `of` may be a fraction, as in a life table.
 */
export function wilsonInterval(count: number, of: number, confidence: Confidence = 0.95): Interval {
  if (of <= 0) return { low: 0, high: 1 }
  const z2 = quantileOf(confidence) ** 2
  const share = Math.min(1, count / of)
  const middle = share + z2 / (2 * of)
  const reach = Math.sqrt(z2 * ((share * (1 - share)) / of + z2 / (4 * of * of)))
  const scale = 1 + z2 / of
  // Rounding must not carry a limit across the share itself, or out of the possible.
  return {
    low: count <= 0 ? 0 : Math.min(share, Math.max(0, (middle - reach) / scale)),
    high: share >= 1 ? 1 : Math.max(share, Math.min(1, (middle + reach) / scale)),
  }
}
