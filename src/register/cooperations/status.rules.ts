// In what state is a cooperation on a given day? Never stored by hand: folded from its events.
import type { Day } from '#platform/time/day.ts'
import { boundsOf, type Bounds } from '#platform/time/edtf.ts'

export const statuses = ['active', 'dormant', 'paused', 'partly_ended', 'ended'] as const
export type Status = (typeof statuses)[number]

export const eventKinds = [
  'established',
  'signed',
  'renewed',
  'activity',
  'affirmed',
  'proposed',
  'evaluated',
  'prepared',
  'dormant',
  'paused',
  'resumed',
  'partly_ended',
  'not_renewed',
  'lapsed',
  'ended',
] as const
export type EventKind = (typeof eventKinds)[number]

/** What the fold needs of an event. `date` is EDTF. `recordedFrom` and `recordedTo` are revisions of the register. */
export type StatusEvent = {
  id: string
  kind: EventKind
  date: string | null
  /** Set when the event touches only one agreement: the layer ends, the cooperation does not. */
  agreement: string | null
  rank: 'preferred' | 'normal' | 'deprecated'
  recordedFrom?: number
  recordedTo?: number | null
}

/** A stretch of one status. `to` is null while it goes on; `because` is the event that began it. */
export type Span = { status: Status; from: Bounds; to: Bounds | null; because: string }

export type StatusOn = { status: Status; since: Bounds; because: string }

type DatedEvent = { event: StatusEvent; when: Bounds }

/**
 * The stretches of status in order of time, from the first sign of life to the present. A last stretch `ended`
 * stays open. The order in which events are given does not matter. Deprecated events, events of a single
 * agreement and undated ones change nothing.
 */
export function spansOf(events: readonly StatusEvent[]): Span[] {
  const spans: Span[] = []
  for (const { event, when } of inOrder(events)) {
    const current = spans.at(-1)
    const next = statusAfter(current?.status, event.kind)
    if (next === undefined || next === current?.status) continue
    // A stretch cannot begin before the one it follows, whatever the loose bounds of the two dates allow.
    const from = current ? notBefore(when, current.from) : when
    if (current) current.to = from
    spans.push({ status: next, from, to: null, because: event.id })
  }
  return spans
}

/** The status on a day, by best dates; undefined before the first sign of life. Without a day: the latest known. */
export function foldStatus(events: readonly StatusEvent[], on?: Day): StatusOn | undefined {
  return statusAmong(spansOf(events), on)
}

/** The same where the stretches are at hand. */
export function statusAmong(spans: readonly Span[], on?: Day): StatusOn | undefined {
  const span = spans.findLast((candidate) => on === undefined || candidate.from.best <= on)
  return span && { status: span.status, since: span.from, because: span.because }
}

/** The events that the register held at a revision. Later knowledge never changes this. */
export function knownAt<E extends StatusEvent>(events: readonly E[], revision: number): E[] {
  return events.filter(
    ({ recordedFrom = 0, recordedTo = null }) =>
      recordedFrom <= revision && (recordedTo === null || recordedTo > revision),
  )
}

function inOrder(events: readonly StatusEvent[]): DatedEvent[] {
  const dated = events.flatMap((event) => {
    if (event.rank === 'deprecated' || event.agreement !== null || event.date === null) return []
    const when = boundsOf(event.date)
    return when ? [{ event, when }] : []
  })
  return dated
    .map(({ event, when }) => ({ event, when: { ...when, best: yieldToSharper({ event, when }, dated) } }))
    .toSorted(
      (a, b) =>
        compare(a.when.best, b.when.best) || phaseOf(a.event) - phaseOf(b.event) || compare(a.event.id, b.event.id),
    )
}

/** Kinds stand in the order that a life takes; of two events that may be of one day the earlier phase came first. */
function phaseOf(event: StatusEvent): number {
  return eventKinds.indexOf(event.kind)
}

/**
 * The best day of an event, moved where a sharper date within its bounds shows that the middle cannot be right:
 * what was established “in 2019” and ended in March of that year was established by March.
 */
function yieldToSharper(loose: DatedEvent, all: readonly DatedEvent[]): Day {
  const { earliest, best, latest } = loose.when
  if (earliest === null || latest === null) return best
  let floor = earliest
  let ceiling = latest
  for (const { event, when } of all) {
    const isWithin =
      when.earliest !== null && when.latest !== null && when.earliest >= earliest && when.latest <= latest
    const isSharper = isWithin && (when.earliest !== earliest || when.latest !== latest)
    if (!isSharper || event.kind === loose.event.kind) continue
    if (phaseOf(event) < phaseOf(loose.event)) floor = later(floor, when.best)
    else ceiling = earlier(ceiling, when.best)
  }
  // Sharper dates that contradict one another decide nothing.
  return floor > ceiling ? best : earlier(later(best, floor), ceiling)
}

/** The status that an event leads to; the same one or undefined where it changes nothing. */
function statusAfter(status: Status | undefined, kind: EventKind): Status | undefined {
  switch (kind) {
    case 'established':
    case 'resumed':
      return 'active'
    case 'renewed':
      return status === undefined || status === 'dormant' ? 'active' : status
    case 'activity':
      return status === undefined || status === 'dormant' ? 'active' : status
    case 'dormant':
      return status === undefined || status === 'active' ? 'dormant' : status
    case 'paused':
      return status === 'ended' ? status : 'paused'
    case 'partly_ended':
      return status === 'ended' ? status : 'partly_ended'
    case 'not_renewed':
    case 'lapsed':
    case 'ended':
      return 'ended'
    // Signing adds a document; motions, evaluations, committee steps and assurances prepare or confirm. None of
    // them changes the state that the cooperation is in.
    case 'signed':
    case 'affirmed':
    case 'proposed':
    case 'evaluated':
    case 'prepared':
      return status
  }
}

function notBefore(when: Bounds, floor: Bounds): Bounds {
  const earliest = when.earliest === null ? floor.earliest : later(when.earliest, floor.earliest)
  const best = later(when.best, floor.best)
  const latest = when.latest === null ? null : later(when.latest, best)
  return { earliest: earliest === null ? null : earlier(earliest, best), best, latest }
}

function later(a: Day, b: Day | null): Day {
  return b !== null && b > a ? b : a
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
