// What does one cooperation bring to the census? Folded from what is held about it, and kept as one line of text.
import { dayNumber } from '#platform/time/day.ts'
import type { Bounds } from '#platform/time/edtf.ts'
import {
  formalities,
  initiators,
  type Cooperation,
  type CooperationEvent,
  type Formality,
  type Initiator,
  type Reason,
} from '../cooperations/cooperation.rules.ts'
import { spansOf, type EventKind, type Status, type StatusEvent } from '../cooperations/status.rules.ts'

/** Days since 1970-01-01; these two stand for no bound, before everything or after everything. */
export const before = -(2 ** 31)
export const after = 2 ** 31 - 1

/** Earliest, best and latest day number. */
export type DayNumbers = readonly [earliest: number, best: number, latest: number]

export type CensusEntry = {
  no: number
  home: string
  counterpart: string
  kind: string
  disputed: boolean
  reasons: readonly string[]
  agreements: number
  ending: { kind: EventKind; initiator: Initiator; formality: Formality } | undefined
  /** In order of time: each goes on until the next begins, the last one to this day. */
  spans: readonly { status: Status; from: DayNumbers }[]
}

/** What the entry is made of; a `Cooperation` holds all of it. */
export type EntryFacts = Pick<Cooperation, 'no' | 'home' | 'counterpart' | 'kind' | 'standing'> & {
  events: readonly (StatusEvent & Pick<CooperationEvent, 'initiator' | 'formality'>)[]
  reasons: readonly Pick<Reason, 'event' | 'code'>[]
  agreements: readonly unknown[]
}

export function entryOf({ events, reasons, agreements, standing, ...facts }: EntryFacts): CensusEntry {
  const { no, home, counterpart, kind } = facts
  const eventOf = new Map(events.map((event) => [event.id, event]))
  const spans = spansOf(events)
  const end = spans.findLast(({ status }) => status === 'ended')
  const given = reasons.filter(({ event }) => (eventOf.get(event)?.rank ?? 'deprecated') !== 'deprecated')
  return {
    no,
    home,
    counterpart,
    kind,
    disputed: standing === 'disputed',
    reasons: [...new Set(given.map(({ code }) => code))].toSorted(),
    agreements: agreements.length,
    ending: endingOf(end && eventOf.get(end.because)),
    spans: spans.map(({ status, from }) => ({ status, from: numbersOf(from) })),
  }
}

/** A codebook may hold codes that nothing here counts: better refused when they are loaded than miscounted. */
function endingOf(event: EntryFacts['events'][number] | undefined): CensusEntry['ending'] {
  if (!event) return undefined
  const { id, kind, initiator, formality } = event
  if (!initiators.includes(initiator) || !formalities.includes(formality))
    throw new Error(`Event ${id} is of an unknown initiator or formality: ${initiator}, ${formality}`)
  return { kind, initiator, formality }
}

function numbersOf({ earliest, best, latest }: Bounds): DayNumbers {
  return [
    earliest === null ? before : dayNumber(earliest),
    dayNumber(best),
    latest === null ? after : dayNumber(latest),
  ]
}

type Written = [
  no: number,
  home: string,
  counterpart: string,
  kind: string,
  disputed: 0 | 1,
  reasons: readonly string[],
  agreements: number,
  ending: [EventKind, Initiator, Formality] | null,
  spans: [Status, ...DayNumbers][],
]

/** The entry as one line of JSON without names; `readEntry` is its inverse. */
export function writeEntry(entry: CensusEntry): string {
  const { no, home, counterpart, kind, disputed, reasons, agreements, ending, spans } = entry
  const written: Written = [
    no,
    home,
    counterpart,
    kind,
    disputed ? 1 : 0,
    reasons,
    agreements,
    ending ? [ending.kind, ending.initiator, ending.formality] : null,
    spans.map(({ status, from }) => [status, ...from]),
  ]
  return JSON.stringify(written)
}

export function readEntry(line: string): CensusEntry {
  const written: Written = JSON.parse(line)
  const [no, home, counterpart, kind, disputed, reasons, agreements, ending, spans] = written
  return {
    no,
    home,
    counterpart,
    kind,
    disputed: disputed === 1,
    reasons,
    agreements,
    ending: ending ? { kind: ending[0], initiator: ending[1], formality: ending[2] } : undefined,
    spans: spans.map(([status, ...from]) => ({ status, from })),
  }
}
