// What is a proposal, in what states can it be, and what may follow on each?
import type { Language } from '#platform/i18n/language.ts'
import type { ProposedChange, EditedResource } from './change.rules.ts'

export const proposalStates = ['proposed', 'sent_back', 'accepted', 'rejected', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** `change`: new values of facts. `report`: an error in words, by anybody. */
export type ProposalKind = 'change' | 'report'

/** The fact on whose page a proposal was made. */
export type Subject = { resource: EditedResource; id: string }

export type Proposal = {
  id: number
  kind: ProposalKind
  state: ProposalState
  /** Null for a report by somebody without an account. */
  person: string | null
  organisation: string | null
  /** Whom the journal names. */
  author: string
  language: Language
  message: string
  about: Subject
  reverts: number | null
  answers: number | null
  sourceUrl: string | null
  email: string | null
  revision: number | null
  createdAt: Date
}

export type ProposalAct = 'change' | 'comment' | 'send_back' | 'accept' | 'reject' | 'withdraw' | 'answer'

export type Step = {
  act: 'proposed' | 'changed' | 'commented' | 'sent_back' | 'accepted' | 'rejected' | 'withdrawn' | 'answered'
  person: string | null
  /** The person's name or pseudonym; shown to signed-in people only. */
  name: string | null
  said: string | null
  at: Date
}

/** Something unlikely that the author stands by. */
export type StoodBy = { code: string; id: string; reason: string }

export type ProposalWithChanges = Proposal & { changes: ProposedChange[]; warnings: StoodBy[]; steps: Step[] }

/** In which states of which kind an act is possible at all. */
const possible: Record<ProposalAct, { kinds: readonly ProposalKind[]; states: readonly ProposalState[] }> = {
  change: { kinds: ['change'], states: ['proposed', 'sent_back'] },
  comment: { kinds: ['change', 'report'], states: ['proposed', 'sent_back'] },
  send_back: { kinds: ['change'], states: ['proposed'] },
  accept: { kinds: ['change'], states: ['proposed'] },
  reject: { kinds: ['change', 'report'], states: ['proposed', 'sent_back'] },
  withdraw: { kinds: ['change'], states: ['proposed', 'sent_back'] },
  answer: { kinds: ['report'], states: ['proposed'] },
}

export function isPossible(act: ProposalAct, { kind, state }: Pick<Proposal, 'kind' | 'state'>): boolean {
  return possible[act].kinds.includes(kind) && possible[act].states.includes(state)
}
