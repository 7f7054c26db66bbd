// Does a claim hold? The verdict is computed from what the register gives under each reading, and never typed.
import type { Claim } from '#register/index.ts'
import type { Computed } from './binding.rules.ts'
import type { Remedy } from './remedy.rules.ts'

export const verdicts = ['reproduces', 'reading', 'differs', 'not-computable'] as const
export type Verdict = (typeof verdicts)[number]

/** What one rule gives, and whether the claim holds under it. */
export type Reading = { rule: string; value: number | null; holds: boolean }

export type JudgedClaim = {
  claim: Claim
  verdict: Verdict
  /** Under the base rule. */
  computed: Computed | undefined
  /** Stated less computed, where both are numbers and equality was claimed. */
  difference: number | undefined
  /** All readings, the base rule first. */
  readings: Reading[]
  /** What would make it true, where it differs. */
  remedy: Remedy | undefined
}

/** Whether the value meets what was stated, at the precision in which it was stated. */
export function meets(claim: Pick<Claim, 'stated' | 'comparison'>, value: number | null): boolean {
  if (value === null || claim.stated === null) return false
  const stated = Number(claim.stated)
  switch (claim.comparison) {
    case 'more_than':
      return value > stated
    case 'less_than':
      return value < stated
    case 'about':
      return Math.abs(value - stated) <= Math.abs(stated) * roughly
    case 'equals':
    case null: {
      const decimals = claim.stated.split('.')[1]?.length ?? 0
      return Number(value.toFixed(decimals)) === stated
    }
  }
}

/** “About” is taken as within a twentieth. */
const roughly = 0.05

/** Judges by readings, of which the first is the base rule's. */
export function judge(
  claim: Claim,
  computed: Computed | undefined,
  values: readonly { rule: string; value: number | null }[],
  remedyOf: () => Remedy | undefined = () => undefined,
): JudgedClaim {
  const readings = values.map(({ rule, value }) => ({ rule, value, holds: meets(claim, value) }))
  const [base, ...others] = readings
  const isNumber = claim.comparison === 'equals' && computed?.value !== null && computed !== undefined
  const verdict = verdictOf(base, others)
  return {
    claim,
    computed,
    readings,
    verdict,
    difference: isNumber ? Number(claim.stated) - (computed.value ?? 0) : undefined,
    remedy: verdict === 'differs' ? remedyOf() : undefined,
  }
}

function verdictOf(base: Reading | undefined, others: readonly Reading[]): Verdict {
  if (!base) return 'not-computable'
  if (base.holds) return 'reproduces'
  return others.some(({ holds }) => holds) ? 'reading' : 'differs'
}

/** Two claims that hold under some reading each, and under none together. */
export type Contradiction = { a: JudgedClaim; b: JudgedClaim }

/** Found by search over the readings. A claim that is repeated in the source is one claim. */
export function contradictionsOf(judged: readonly JudgedClaim[]): Contradiction[] {
  const once = new Map(
    judged
      .filter(({ readings }) => readings.some(({ holds }) => holds))
      .map((each) => [
        `${each.claim.measure} ${each.claim.parameters} ${each.claim.comparison} ${each.claim.stated}`,
        each,
      ]),
  )
  const claims = [...once.values()]
  const rulesOf = ({ readings }: JudgedClaim) => new Set(readings.flatMap(({ rule, holds }) => (holds ? [rule] : [])))
  return claims.flatMap((a, index) =>
    claims.slice(index + 1).flatMap((b) => (rulesOf(a).isDisjointFrom(rulesOf(b)) ? [{ a, b }] : [])),
  )
}
