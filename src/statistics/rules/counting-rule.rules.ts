// What counts? A counting rule is a named, versioned value: the same facts give other figures under another rule.
import type { Status } from '#register/index.ts'

export type CountingRule = {
  id: string
  version: number
  /** What is counted. */
  unit: 'cooperation'
  /** A year's figure is the stock on its last day. */
  yearReading: 'year-end'
  /** States in which a cooperation counts as in force. */
  inForce: readonly Status[]
  /** A cooperation whose existence sources dispute counts only in the upper bound. */
  disputed: 'upper-bound'
}

/**
 * The counting of NKK's report no. 1/2022: one for each pair of actors and kind (note 4); a twinning and a partnership
 * of the same body are two, and only what was actively ended has ended (note 20); pausing, dormancy and partial ending
 * leave it in force, as the report's own figure of 29 requires.
 */
export const nkk2022: CountingRule = {
  id: 'nkk-2022',
  version: 1,
  unit: 'cooperation',
  yearReading: 'year-end',
  inForce: ['active', 'dormant', 'paused', 'partly_ended'],
  disputed: 'upper-bound',
}

export const countingRules: readonly CountingRule[] = [nkk2022]

export function findCountingRule(id: string): CountingRule | undefined {
  return countingRules.find((rule) => rule.id === id)
}
