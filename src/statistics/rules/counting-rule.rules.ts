// What counts? A counting rule is a named, versioned value: the same facts give other figures under another rule.
import type { Status } from '#register/index.ts'

/** Whether something leaves a cooperation in the count or takes it out. */
export type Counts = 'in' | 'out'

export type CountingRule = {
  /** A shipped rule's name, or that name with changes: `nkk-2022~unit:pair~paused:out`. */
  id: string
  version: number
  /** What is counted: cooperations, agreements, pairs of actors, home actors, or counterparts. */
  unit: 'cooperation' | 'agreement' | 'pair' | 'actor' | 'counterpart'
  /** A year's stock is what stood on its last day, or whatever stood at any time in it. */
  reading: 'year-end' | 'any-time'
  dormant: Counts
  paused: Counts
  partlyEnded: Counts
  /** A time-limited agreement whose term ran out. */
  lapsed: Counts
  /** An agreement that a side chose not to renew. */
  notRenewed: Counts
  /** Where an end is known to the year at best, it counts from that date. Where it is looser than a year, the best
   * guess lets it end at the first possible day, in the middle, or not at all; what was resumed afterwards did end. */
  unknownEnd: 'earliest' | 'middle' | 'never'
  /** A cooperation whose existence sources dispute. */
  disputed: 'upper-bound' | Counts
}

/** The parts of a rule that a reader may change, each with its choices. The first is no default: the base rule is. */
export const ruleChoices = {
  unit: ['cooperation', 'agreement', 'pair', 'actor', 'counterpart'],
  reading: ['year-end', 'any-time'],
  dormant: ['in', 'out'],
  paused: ['in', 'out'],
  partlyEnded: ['in', 'out'],
  lapsed: ['in', 'out'],
  notRenewed: ['in', 'out'],
  unknownEnd: ['earliest', 'middle', 'never'],
  disputed: ['upper-bound', 'in', 'out'],
} as const satisfies { [Part in Exclude<keyof CountingRule, 'id' | 'version'>]: readonly CountingRule[Part][] }

export type RulePart = keyof typeof ruleChoices

/**
 * The counting of NKK's report no. 1/2022: one for each pair of actors and kind (note 4); a twinning and a partnership
 * of the same body are two, and a term that ran out is no ending, only what was actively ended is (note 20). Pausing,
 * dormancy and partial ending leave it in force, as the report's own figures require. The report does not say where it
 * placed the one end that it could not date: the middle is taken, and the other placings are readings of their own.
 */
export const nkk2022: CountingRule = {
  id: 'nkk-2022',
  version: 1,
  unit: 'cooperation',
  reading: 'year-end',
  dormant: 'in',
  paused: 'in',
  partlyEnded: 'in',
  lapsed: 'in',
  notRenewed: 'out',
  unknownEnd: 'middle',
  disputed: 'upper-bound',
}

/** Plausible readings of the report's rule where it leaves a choice, and the rule of SKR's survey of 2018. */
export const countingRules: readonly CountingRule[] = [
  nkk2022,
  { ...nkk2022, id: 'nkk-2022-undated-stays', unknownEnd: 'never' },
  { ...nkk2022, id: 'nkk-2022-undated-gone', unknownEnd: 'earliest' },
  { ...nkk2022, id: 'nkk-2022-any-time', reading: 'any-time' },
  { ...nkk2022, id: 'nkk-2022-text', disputed: 'in' },
  { ...nkk2022, id: 'nkk-2022-without-paused', paused: 'out' },
  { ...nkk2022, id: 'nkk-2022-active-only', paused: 'out', dormant: 'out' },
  { ...nkk2022, id: 'nkk-2022-bodies', unit: 'actor' },
  // Every agreement counts, also several of one pair (note 10).
  { ...nkk2022, id: 'skr-2018', unit: 'agreement' },
]

/** The shipped rule of that name, or one with changes to it, or undefined. Changes stand in the order of `ruleChoices`. */
export function findCountingRule(id: string): CountingRule | undefined {
  const [name = '', ...changes] = id.split('~')
  const base = countingRules.find((rule) => rule.id === name)
  if (!base || changes.length === 0) return base
  const changed: Record<string, string | number> = { ...base }
  for (const change of changes) {
    const [part = '', choice = '', ...more] = change.split(':')
    if (!isRulePart(part) || !(ruleChoices[part] as readonly string[]).includes(choice) || more.length > 0)
      return undefined
    changed[part] = choice
  }
  return composeRule(base, changed as CountingRule)
}

/** The base rule with the parts of `wanted`, under a name that says what differs; the base itself where nothing does. */
export function composeRule(base: CountingRule, wanted: Pick<CountingRule, RulePart>): CountingRule {
  const parts = Object.keys(ruleChoices).filter(isRulePart)
  const changes = parts.filter((part) => base[part] !== wanted[part])
  if (changes.length === 0) return base
  const id = [base.id, ...changes.map((part) => `${part}:${wanted[part]}`)].join('~')
  // One object for each name, so that what was counted under it can be kept.
  const known = composed.get(id) ?? { ...wanted, id, version: base.version }
  composed.set(id, known)
  return known
}

const composed = new Map<string, CountingRule>()

function isRulePart(part: string): part is RulePart {
  return Object.hasOwn(ruleChoices, part)
}

/** Whether a state counts as in force. What is looser, lapse and non-renewal, is decided by the ending event. */
export function countsAsInForce(rule: CountingRule, status: Status): boolean {
  switch (status) {
    case 'active':
      return true
    case 'dormant':
      return rule.dormant === 'in'
    case 'paused':
      return rule.paused === 'in'
    case 'partly_ended':
      return rule.partlyEnded === 'in'
    case 'ended':
      return false
  }
}
