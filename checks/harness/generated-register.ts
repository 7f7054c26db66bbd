// Makes small registers for property tests: actors within actors, cooperations with events of every kind and every
// sort of uncertain date. What comes out is what the loader lets in, and no more regular than that.
import fc from 'fast-check'
import {
  actorColumns, after, before, CensusBuilder, eventKinds, formalities, initiators, rowOf, spansOf, type Actor, type Census,
  type CensusEntry, type EventKind, type Formality, type Initiator, type Span, type StatusEvent,
} from '#register/index.ts' // prettier-ignore
import { dayNumber } from '#platform/time/day.ts'

export type GeneratedCooperation = {
  no: number
  home: string
  counterpart: string
  kind: string
  disputed: boolean
  reasons: readonly string[]
  /** One where nothing is said. */
  agreements?: number
  /** How the latest ending came about, if there is one; unknown where nothing is said. */
  initiator?: Initiator
  formality?: Formality
  events: readonly StatusEvent[]
  spans: readonly Span[]
}
export type GeneratedRegister = {
  actors: readonly Actor[]
  /** One for each row of the census, in its order. */
  cooperations: readonly GeneratedCooperation[]
  census: Census
}

const two = (number: number) => String(number).padStart(2, '0')

/** Dates of every shape in EDTF that the register holds, beginning in these years. */
function datesFrom(first: number, last: number): fc.Arbitrary<string> {
  const year = fc.integer({ min: first, max: last })
  const day = fc
    .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`)
  return fc.oneof(
    { arbitrary: year.map(String), weight: 4 },
    { arbitrary: day, weight: 3 },
    { arbitrary: day.map((text) => text.slice(0, 7)), weight: 2 },
    { arbitrary: fc.tuple(year, fc.constantFrom('~', '?')).map(([y, qualifier]) => `${y}${qualifier}`), weight: 2 },
    { arbitrary: fc.tuple(year, fc.nat(20)).map(([y, more]) => `[${y}..${y + more}]`), weight: 2 },
    { arbitrary: year.map((y) => `[..${y}]`), weight: 1 },
    { arbitrary: year.map((y) => `[${y}..]`), weight: 1 },
  )
}

export const edtfDates = datesFrom(1984, 2022)

function eventListsOf(kinds: readonly EventKind[], dates: fc.Arbitrary<string>): fc.Arbitrary<StatusEvent[]> {
  return fc
    .array(
      fc.record({
        kind: fc.constantFrom(...kinds),
        date: fc.option(dates, { nil: null, freq: 10 }),
        agreement: fc.option(fc.constant('one-layer'), { nil: null, freq: 1 }),
        rank: fc.constantFrom('preferred' as const, 'normal' as const, 'normal' as const, 'deprecated' as const),
      }),
      { maxLength: 8 },
    )
    .map((events) =>
      events.map((event, index) => ({
        ...event,
        agreement: index % 4 === 3 ? event.agreement : null,
        id: `event-${index}`,
      })),
    )
}

/** Events of one cooperation, each with its own identifier; some undated, of one layer only, or deprecated. */
export const eventLists = eventListsOf(eventKinds, edtfDates)

const blank = {
  nameLocal: null, nameRomanised: null, scbCode: null, gbt2260: null, iso31662: null, lat: null, lon: null, former: [], dataset: 'generated',
} // prettier-ignore

function makeActor(id: string, name: string, more: Partial<Actor> & Pick<Actor, 'kind' | 'country'>): Actor {
  return { id, parent: null, county: null, nameSv: name, nameEn: name, sortName: name, ...blank, ...more }
}

/** Names with letters that sort differently by code point, and two actors of one name. */
export const actors: readonly Actor[] = [
  makeActor('xl-oxvik', 'Öxvik', { kind: 'municipality', country: 'XL', county: '02' }),
  makeActor('xl-aby', 'Åby', { kind: 'municipality', country: 'XL', county: '01' }),
  makeActor('xl-zeta', 'Zeta', { kind: 'region', country: 'XL', county: '01' }),
  makeActor('xl-board', 'länsstyrelsen', { kind: 'county_board', country: 'XL' }),
  makeActor('xb-village', 'Beihu', { kind: 'county', country: 'XB', parent: 'xb-city' }),
  makeActor('xb-city', 'Beihu', { kind: 'city', country: 'XB', parent: 'xb-province' }),
  makeActor('xb-province', 'Dongshan', { kind: 'province', country: 'XB' }),
  makeActor('xc-state', 'Ängland', { kind: 'state', country: 'XC' }),
  makeActor('xc-town', 'Alfa', { kind: 'city', country: 'XC', parent: 'xc-state' }),
]
export const homeIds = actors.filter((actor) => actor.country === 'XL').map((actor) => actor.id)
export const counterpartIds = actors.filter((actor) => actor.country !== 'XL').map((actor) => actor.id)
export const kindCodes = ['twinning', 'municipal_partnership', 'friendship'] as const
export const reasonCodes = ['lack_of_activity', 'state_conduct', 'doubtful_value'] as const

function registersOf(events: fc.Arbitrary<StatusEvent[]>, maxLength: number): fc.Arbitrary<GeneratedRegister> {
  return fc
    .array(
      fc.record({
        home: fc.constantFrom(...homeIds),
        counterpart: fc.constantFrom(...counterpartIds),
        kind: fc.constantFrom(...kindCodes),
        disputed: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
        reasons: fc.subarray([...reasonCodes]),
        agreements: fc.integer({ min: 1, max: 4 }),
        initiator: fc.constantFrom(...initiators),
        formality: fc.constantFrom(...formalities),
        events,
        gap: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength },
    )
    .map((drawn) => {
      let no = 0
      const added = drawn.map(({ gap, ...rest }) => ({ ...rest, no: (no += gap), spans: spansOf(rest.events) }))
      const census = censusOf(actors, added)
      const cooperations = added.toSorted((a, b) => (rowOf(census, a.no) ?? 0) - (rowOf(census, b.no) ?? 0))
      return { actors, cooperations, census }
    })
}

export const registers = registersOf(eventLists, 24)

/** Few cooperations, of which each comes and goes several times in the same years. */
export const busyRegisters = registersOf(
  eventListsOf(['established', 'paused', 'resumed', 'lapsed', 'not_renewed', 'ended'], datesFrom(2000, 2006)),
  8,
)

/** The census of these cooperations, grown from a capacity that is too small. */
export function censusOf(rows: readonly Actor[], cooperations: readonly GeneratedCooperation[], revision = 1): Census {
  const builder = new CensusBuilder(actorColumns(rows), 0)
  for (const cooperation of cooperations) builder.add(entryOf(cooperation))
  return builder.build(revision)
}

function entryOf(cooperation: GeneratedCooperation): CensusEntry {
  const { no, home, counterpart, kind, disputed, reasons, agreements = 1, spans } = cooperation
  return {
    no,
    home,
    counterpart,
    kind,
    disputed,
    reasons,
    agreements,
    ending: endingOf(cooperation),
    spans: spans.map(({ status, from }) => ({ status, from: numbersOf(from) })),
  }
}

/** Of the latest ending, also where the cooperation has been resumed since, as the census reads it. */
function endingOf({ events, spans, initiator = 'unknown', formality = 'unknown' }: GeneratedCooperation) {
  const end = spans.findLast(({ status }) => status === 'ended')
  const event = end && events.find(({ id }) => id === end.because)
  return event && { kind: event.kind, initiator, formality }
}

function numbersOf({ earliest, best, latest }: Span['from']): [number, number, number] {
  return [
    earliest === null ? before : dayNumber(earliest),
    dayNumber(best),
    latest === null ? after : dayNumber(latest),
  ]
}

/** An event for examples. */
export function happened(kind: EventKind, date: string): StatusEvent {
  return { id: `${kind}-${date}`, kind, date, agreement: null, rank: 'normal' }
}

let numbered = 0

/** A cooperation for examples: the twinning of Åby and a city, with these events. */
export function cooperationOf(
  events: readonly StatusEvent[],
  more: Partial<GeneratedCooperation> = {},
): GeneratedCooperation {
  numbered += 1
  return {
    no: numbered, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', reasons: [], disputed: false, events,
    spans: spansOf(events), ...more,
  } // prettier-ignore
}
