// Who may propose which changes, see a proposal, and decide on it?
import { may, type Account } from '#accounts/index.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { subjectOf, type ProposedChange } from './change.rules.ts'
import { isPossible, type Proposal, type ProposalAct, type ProposalWithChanges } from './proposal.rules.ts'

type Member = Pick<Account, 'person' | 'role'> & { organisation: Pick<Account['organisation'], 'actor'> }

/** The parties of a cooperation as it stands. */
export type PartiesOf = (cooperation: string) => FactRow | undefined

/**
 * Contributors speak for the cooperations of the actor that their organisation is. They may add a source, or an actor,
 * to go with them, and change neither: others lean on those too. Who may propose anything may propose anything.
 */
export function mayPropose(member: Member, changes: readonly ProposedChange[], partiesOf: PartiesOf): boolean {
  if (may(member.role, 'propose-any')) return true
  const { actor } = member.organisation
  if (!may(member.role, 'propose-own') || !actor) return false
  const own = new Set(
    changes.flatMap(({ resource, act, id, fields }) =>
      resource === 'cooperations' && act === 'add' && [fields.home, fields.counterpart].includes(actor) ? [id] : [],
    ),
  )
  return changes.every(({ resource, act, id }) => {
    if (resource === 'sources' || resource === 'actors') return act === 'add'
    if (['actor_names', 'actor_redirects', 'conflicts', 'statements'].includes(resource)) return false
    const subject = subjectOf(id)
    const parties = partiesOf(subject)
    return parties ? [parties.home, parties.counterpart].includes(actor) : own.has(subject)
  })
}

/** Whether somebody may propose anything at all about a cooperation with these parties. */
export function mayProposeAbout(member: Member | undefined, parties: readonly string[]): boolean {
  if (!member) return false
  if (may(member.role, 'propose-any')) return true
  return may(member.role, 'propose-own') && parties.some((party) => party === member.organisation.actor)
}

/** Authors see their own proposals, curators all. */
export function maySee(member: Member, { person }: Pick<Proposal, 'person'>): boolean {
  return may(member.role, 'review') || (person !== null && person === member.person)
}

export type ActRefusal = 'closed' | 'not-yours' | 'not-a-curator' | 'second-person'

/** Why somebody may not act on a proposal so; undefined where they may. */
export function refuseAct(
  act: ProposalAct,
  member: Member,
  proposal: Pick<ProposalWithChanges, 'kind' | 'state' | 'person' | 'steps'>,
  needsSecondPerson: boolean,
): ActRefusal | undefined {
  const isOwn = proposal.person === member.person
  const isCurator = may(member.role, 'review')
  if (act === 'withdraw' && !isOwn) return 'not-yours'
  if (['change', 'comment'].includes(act) && !isOwn && !isCurator) return 'not-yours'
  if (['send_back', 'accept', 'reject', 'answer'].includes(act) && !isCurator) return 'not-a-curator'
  if (!isPossible(act, proposal)) return 'closed'
  // Whoever has changed what somebody else proposed has written it too.
  const hasWritten = proposal.steps.some(
    (step) => ['proposed', 'changed'].includes(step.act) && step.person === member.person,
  )
  return act === 'accept' && hasWritten && needsSecondPerson ? 'second-person' : undefined
}
