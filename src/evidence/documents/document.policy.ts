// Who may hand in a document, decide on it, and see it?
import { may, type Account } from '#accounts/index.ts'
import { visibleTo } from '../sources/source.policy.ts'
import type { Visibility } from '../sources/source.rules.ts'
import { narrower, type Document } from './document.rules.ts'

type Member = Pick<Account, 'person' | 'role'> & { organisation: Pick<Account['organisation'], 'actor'> }

/**
 * Curators hand in documents of any source that is not under seal; contributors those of sources that a cooperation of
 * the actor that their organisation is rests on. `actors` are the parties of the cooperations that cite the source.
 */
export function mayHandIn(
  member: Member | undefined,
  source: { visibility: Visibility },
  actors: readonly string[],
): boolean {
  if (!member || source.visibility === 'sealed') return false
  if (may(member.role, 'propose-any')) return true
  const { actor } = member.organisation
  return may(member.role, 'propose-own') && source.visibility === 'public' && actor !== null && actors.includes(actor)
}

export function mayDecide(member: Pick<Member, 'role'> | undefined): boolean {
  return may(member?.role, 'review')
}

export type DecisionRefusal = 'closed' | 'second-person'

/** Why a curator may not accept a document; undefined where they may. */
export function refuseAcceptance(
  member: Pick<Member, 'person'>,
  { state, person }: Pick<Document, 'state' | 'person'>,
  needsSecondPerson: boolean,
): DecisionRefusal | undefined {
  if (state !== 'handed_in') return 'closed'
  return needsSecondPerson && person === member.person ? 'second-person' : undefined
}

/**
 * Accepted documents are seen by whom they are for; others by curators and by who handed them in, and what has been
 * withdrawn by curators only. What belongs to a source under seal is seen by nobody here.
 */
export function maySeeDocument(
  member: Pick<Member, 'person' | 'role'> | undefined,
  document: Pick<Document, 'state' | 'visibility' | 'sourceVisibility' | 'person'>,
): boolean {
  if (document.sourceVisibility === 'sealed') return false
  if (mayDecide(member)) return true
  if (document.state === 'accepted') {
    const shownTo = narrower(document.visibility, document.sourceVisibility)
    return visibleTo(member).some((visibility) => visibility === shownTo)
  }
  const isOwn = member !== undefined && document.person === member.person
  return isOwn && document.state !== 'withdrawn' && document.sourceVisibility === 'public'
}
