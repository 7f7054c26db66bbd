// What would make a claim true that differs from the register: another reading of the rule, or another ruling between
// the statements that sources make?
import type { Census, Claim, Conflict } from '#register/index.ts'
import type { Years } from '../measures/surety.rules.ts'
import { composeRule, nkk2022, ruleChoices, type CountingRule, type RulePart } from '../rules/counting-rule.rules.ts'
import { computeBinding, type Binding } from './binding.rules.ts'

export type Remedy = {
  /** Rules with the fewest changes under which the claim holds. */
  rules: string[]
  /** Points on which a ruling went against what stands at the claim's place. */
  conflicts: Conflict[]
}

const parts = Object.keys(ruleChoices) as RulePart[]

/** Every rule that differs from the base in one part, or in two. */
const changedOnce = parts.flatMap((part) => changesOf(nkk2022, part))
const changedTwice = changedOnce.flatMap((rule) =>
  parts
    .slice(1 + Math.max(...parts.map((part, index) => (rule[part] === nkk2022[part] ? -1 : index))))
    .flatMap((part) => changesOf(rule, part)),
)

function changesOf(rule: CountingRule, part: RulePart): CountingRule[] {
  return ruleChoices[part]
    .filter((choice) => choice !== rule[part])
    .map((choice) => composeRule(nkk2022, { ...rule, [part]: choice }))
}

/** Two changes at once are looked for in a register of this size at most: each rule is counted anew over all rows. */
const mostRows = 10_000

type Asked = { census: Census; binding: Binding; coverage: Years; holds: (value: number | null) => boolean }

export function rulesThatWouldDo({ census, binding, coverage, holds }: Asked): string[] {
  // A count of bodies may have been meant as a count of cooperations: the same measure in the rule's own unit.
  const asCounted =
    binding.measure === 'distinct-actors' ? { ...binding, measure: binding.event ?? 'in-force' } : undefined
  const doesHold = (rule: CountingRule) =>
    holds(computeBinding(census, binding, rule, coverage).value) ||
    (asCounted !== undefined && holds(computeBinding(census, asCounted, rule, coverage).value))
  if (asCounted && doesHold(nkk2022)) return [nkk2022.id]
  const once = changedOnce.filter(doesHold)
  const found = once.length > 0 || census.rows > mostRows ? once : changedTwice.filter(doesHold)
  return found.map(({ id }) => id)
}

/** Told apart by place; by the cooperation where the claim is about one; and by the value, where that was the point. */
export function conflictsAt(claim: Claim, conflicts: readonly Conflict[]): Conflict[] {
  const lost = (conflict: Conflict, value?: string) =>
    conflict.statements.some(
      (each) =>
        each.rank === 'deprecated' && each.locator === claim.locator && (value === undefined || each.value === value),
    )
  const cooperation = new URLSearchParams(claim.parameters ?? '').get('cooperation')
  const here = conflicts.filter(
    (conflict) => lost(conflict) && (cooperation === null || conflict.subjectId === cooperation),
  )
  const sameValue = here.filter((conflict) => lost(conflict, claim.stated ?? ''))
  return sameValue.length > 0 ? sameValue : here
}
