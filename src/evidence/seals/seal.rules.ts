// What is evidence under seal, in what states can it be, and what may be decided about it?
import type { Day } from '#platform/time/day.ts'

/** What stands in the envelope. All of it is text as somebody wrote it, empty where nothing is known. */
export const secretFields = [
  'person',
  'role',
  'place',
  'date',
  'title',
  'address',
  'files',
  'locators',
  'supports',
  'content',
] as const
export type SecretField = (typeof secretFields)[number]
/**
 * `date` is EDTF. `files` are names of files, `locators` places in open sources where the same person or conversation is
 * cited (`nkk-2022 note:3`), one a line. `supports` says which facts about single bodies it bears out: nobody else is told.
 */
export type Secret = Readonly<Record<SecretField, string>>

/**
 * `proposed` waits for a second person. `unsealed`: two people have decided that its keepers may read it, so that it can be
 * proposed as an open source.
 */
export type SealState = 'proposed' | 'sealed' | 'unsealed' | 'refused' | 'destroyed'

export type Seal = {
  id: string
  kind: string
  state: SealState
  sunsetOn: Day
  sealedBy: string
  createdAt: Date
  toldFrom: number | null
  toldTo: number | null
  /** Scheme and code, `reason/state_conduct`. */
  codes: readonly string[]
}

export const decisionActs = ['seal', 'grant', 'unseal', 'destroy', 'prolong', 'rule'] as const
export type DecisionAct = (typeof decisionActs)[number]

export type DecisionState = 'proposed' | 'confirmed' | 'declined' | 'withdrawn'

export type Decision = {
  id: string
  seal: string
  act: DecisionAct
  state: DecisionState
  /** Of a grant: who may open it. */
  person: string | null
  /** Of a grant its last day, of a prolongation the new sunset. */
  until: Day | null
  /** Of a ruling. */
  finding: string | null
  proposedBy: string
  proposedAt: Date
  decidedBy: string | null
  revokedAt: Date | null
}

/** In which states of the evidence an act may be proposed; sealing is proposed together with the evidence itself. */
const possible: Record<DecisionAct, readonly SealState[]> = {
  seal: [],
  grant: ['sealed'],
  unseal: ['sealed'],
  destroy: ['sealed', 'unsealed'],
  prolong: ['sealed'],
  rule: ['sealed'],
}

export function mayFollow(act: DecisionAct, state: SealState): boolean {
  return possible[act].includes(state)
}

/** Whether the grant opens the evidence on this day: it does on its last day, and not after that. */
export function isGrantGood(decision: Decision, today: Day): boolean {
  const { act, state, revokedAt, until } = decision
  return act === 'grant' && state === 'confirmed' && revokedAt === null && until !== null && today <= until
}

export function isDue({ state, sunsetOn }: Pick<Seal, 'state' | 'sunsetOn'>, today: Day): boolean {
  return state === 'sealed' && sunsetOn < today
}

const block = 1024

/** As text whose length tells little about that of what it holds. */
export function writeSecret(value: unknown): string {
  const text = JSON.stringify(value)
  const bytes = new TextEncoder().encode(text).length
  return text + ' '.repeat((block - (bytes % block)) % block)
}
