// What is a cooperation, with everything that hangs on it?
import type { Day } from '#platform/time/day.ts'
import type { Bounds } from '#platform/time/edtf.ts'
import { boundsOf } from '#platform/time/edtf.ts'
import { spansOf, statusAmong, type EventKind, type Span, type Status, type StatusEvent } from './status.rules.ts'

/** Which side acted, as the codebook scheme `initiator` has it. */
export const initiators = ['home', 'counterpart', 'mutual', 'unknown'] as const
export type Initiator = (typeof initiators)[number]

/** In what form it came about, as the codebook scheme `formality` has it. */
export const formalities = ['formal_decision', 'lapse', 'informal', 'unknown'] as const
export type Formality = (typeof formalities)[number]

export type CooperationEvent = StatusEvent & {
  kind: EventKind
  initiator: Initiator
  formality: Formality
  bodySv: string | null
  bodyEn: string | null
  diaryNumber: string | null
  noteSv: string | null
  noteEn: string | null
}

export type Agreement = {
  id: string
  layer: string
  designation: string | null
  designationLang: string | null
  signed: string | null
  term: string
  renewalMonths: number | null
  noticeMonths: number | null
  parent: string | null
  noteSv: string | null
  noteEn: string | null
}

export type Reason = {
  id: string
  event: string
  code: string
  stance: 'decision_maker' | 'opposition'
  statedBySv: string | null
  statedByEn: string | null
  noteSv: string | null
  noteEn: string | null
}

/** What hangs on a cooperation. */
export type Dossier = {
  events: CooperationEvent[]
  reasons: Reason[]
  agreements: Agreement[]
  /** Revisions that touched it or what hangs on it, the latest first, with the numbers of facts taken in and closed. */
  history: { revision: number; taken: number; closed: number }[]
  /** How many points about it sources disagree on. */
  conflicts: number
  /** How many citations its facts rest on. */
  citations: number
}

export type Cooperation = Dossier & {
  no: number
  id: string
  home: string
  counterpart: string
  kind: string
  designation: string | null
  designationLang: string | null
  standing: 'asserted' | 'disputed'
  appendixRow: number | null
  noteSv: string | null
  noteEn: string | null
  dataset: string
}

/** A date as its source gives it, with what days it can mean. */
export type DatedAs = Bounds & { edtf: string }

/** What a list says of a cooperation in one line, folded from its events. */
export type Outline = {
  spans: Span[]
  status: Status | undefined
  statusSince: DatedAs | undefined
  because: CooperationEvent | undefined
  established: DatedAs | undefined
  ended: DatedAs | undefined
  endedBy: Initiator | undefined
  isDisputed: boolean
}

/** The outline as it was on a day, by best dates; without a day, as last known. */
export function outlineOf(cooperation: Pick<Cooperation, 'events' | 'standing' | 'conflicts'>, on?: Day): Outline {
  const { events } = cooperation
  const eventOf = new Map(events.map((event) => [event.id, event]))
  const spans = spansOf(events)
  const status = statusAmong(spans, on)
  const because = status && eventOf.get(status.because)
  const first = spans[0] && eventOf.get(spans[0].because)
  const end = status?.status === 'ended' ? because : undefined
  return {
    spans,
    status: status?.status,
    statusSince: datedAs(because),
    because,
    established: datedAs(first),
    ended: datedAs(end),
    endedBy: end?.initiator,
    isDisputed: cooperation.standing === 'disputed' || cooperation.conflicts > 0,
  }
}

export function datedAs(event: Pick<StatusEvent, 'date'> | undefined): DatedAs | undefined {
  const bounds = event?.date ? boundsOf(event.date) : undefined
  return bounds && event?.date ? { edtf: event.date, ...bounds } : undefined
}
