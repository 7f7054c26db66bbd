// Who may know of evidence under seal, open it, and decide about it?
import { may, type Account } from '#accounts/index.ts'
import type { Day } from '#platform/time/day.ts'
import { isGrantGood, type Decision, type Seal } from './seal.rules.ts'

type Member = Pick<Account, 'person' | 'role'>
type Proved = Pick<Account, 'codeGivenAt'>

/** How long after a code of the app evidence may be opened. */
export const proofMinutes = 15

export function isRecentlyProved({ codeGivenAt }: Proved, now: Date): boolean {
  return codeGivenAt !== null && now.getTime() - codeGivenAt.getTime() < proofMinutes * 60_000
}

export function hasGrant({ person, role }: Member, seal: string, decisions: readonly Decision[], today: Day): boolean {
  return (
    may(role, 'work-sealed') &&
    decisions.some((one) => one.seal === seal && one.person === person && isGrantGood(one, today))
  )
}

/**
 * Keepers know that it is there, what kind it is and what is to be decided: otherwise nobody could grant anything. So do
 * who sealed it and who has a grant. To everybody else it does not exist.
 */
export function mayKnow(
  member: Member,
  { id, sealedBy }: Pick<Seal, 'id' | 'sealedBy'>,
  decisions: readonly Decision[],
  today: Day,
) {
  return (
    may(member.role, 'keep-seals') ||
    (may(member.role, 'work-sealed') && sealedBy === member.person) ||
    hasGrant(member, id, decisions, today)
  )
}

/** Nobody by role alone, keepers and administrators neither, until two people have unsealed it. */
export function mayOpen(
  member: Member,
  { id, state }: Pick<Seal, 'id' | 'state'>,
  decisions: readonly Decision[],
  today: Day,
) {
  if (state === 'unsealed' && may(member.role, 'keep-seals')) return true
  return ['sealed', 'unsealed'].includes(state) && hasGrant(member, id, decisions, today)
}

/** Administrators and those who have a grant see who has opened it, when, and what for. */
export function maySeeLog(member: Member, seal: Pick<Seal, 'id'>, decisions: readonly Decision[], today: Day): boolean {
  return may(member.role, 'administer') || hasGrant(member, seal.id, decisions, today)
}

export type DecisionRefusal = 'not-a-keeper' | 'own' | 'no-grant' | 'closed'

/** Why somebody may not confirm or decline; undefined where they may. A ruling needs somebody who can see what it is about. */
export function refuseDecision(
  member: Member,
  decision: Decision,
  decisions: readonly Decision[],
  today: Day,
): DecisionRefusal | undefined {
  if (!may(member.role, 'keep-seals')) return 'not-a-keeper'
  if (decision.state !== 'proposed') return 'closed'
  if ([decision.proposedBy, decision.person].includes(member.person)) return 'own'
  if (decision.act === 'rule' && !hasGrant(member, decision.seal, decisions, today)) return 'no-grant'
  return undefined
}

/** Whether somebody may propose this: keepers all, those who know of it a grant for themselves. */
export function mayPropose(
  member: Member,
  { act, person, seal }: Pick<Decision, 'act' | 'person' | 'seal'>,
  decisions: readonly Decision[],
  today: Day,
): boolean {
  if (act === 'grant' && person === member.person) return true
  if (act === 'rule' && !hasGrant(member, seal, decisions, today)) return false
  return may(member.role, 'keep-seals')
}
