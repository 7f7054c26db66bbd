// Who may see what of a round, code in it, close it and decide on its disagreements?
import { may, type Account } from '#accounts/index.ts'
import { isPublished, type Coder, type CodingRound } from './coding-round.rules.ts'

type Member = Pick<Account, 'person' | 'role'>
type Round = Pick<CodingRound, 'state' | 'isPublic' | 'isGuarded'>

/** The number under which somebody codes in a round; undefined for who does not. */
export function numberOf(member: Pick<Account, 'person'>, coders: readonly Pick<Coder, 'number' | 'person'>[]) {
  return coders.find(({ person }) => person === member.person)?.number
}

/** Rounds that are not published are for those who code. */
export function maySeeRound(member: Member | undefined, round: Round): boolean {
  return may(member?.role, 'code') || isPublished(round)
}

export type RoundAct = 'code' | 'close' | 'adjudicate' | 'publish'
export type RoundRefusal = 'not-a-coder' | 'a-coder' | 'closed' | 'still-open'

/**
 * Why somebody who may code at all may not do this in a round; undefined where they may. Whoever codes in a round neither
 * sees how far the others are nor decides on what they differ in.
 */
export function refuseInRound(
  act: RoundAct,
  member: Pick<Account, 'person'>,
  { state }: Pick<CodingRound, 'state'>,
  coders: readonly Pick<Coder, 'number' | 'person'>[],
): RoundRefusal | undefined {
  const isCoder = numberOf(member, coders) !== undefined
  if (act === 'code' && !isCoder) return 'not-a-coder'
  if (act !== 'code' && isCoder) return 'a-coder'
  if (['code', 'close'].includes(act) && state !== 'open') return 'closed'
  if (act === 'adjudicate' && state === 'open') return 'still-open'
  if (act === 'adjudicate' && state === 'adjudicated') return 'closed'
  return undefined
}
