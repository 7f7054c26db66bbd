// Does the address of a source still lead somewhere?
import type { OutsideAnswer, OutsideFault } from '#platform/http/outside.ts'

export type LinkFault = OutsideFault | 'status'
export type LinkState = { status: number | null; fault: LinkFault | null }

/** Statuses by which sites send programs away: people may still read there. */
const refusesPrograms = [401, 402, 403, 405, 406, 407, 429, 451, 999]

export function judgeAnswer(answer: OutsideAnswer): LinkState {
  if (!answer.ok) return { status: null, fault: answer.fault }
  const { status } = answer
  return { status, fault: status < 400 || refusesPrograms.includes(status) ? null : 'status' }
}

/** Faults that may be those of our own network as well. */
export function mayBeOurs({ fault }: LinkState): boolean {
  return fault !== null && ['no-such-host', 'no-answer', 'too-slow'].includes(fault)
}
