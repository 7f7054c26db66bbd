import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { dayFromNumber, dayNumber, yearOf } from '#platform/time/day.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { actors, censusOf, registers, type GeneratedCooperation } from '../../../checks/harness/generated-register.ts'
import { littleland } from '../../../checks/harness/littleland.ts'
import { listActors } from '../actors/actor.queries.ts'
import { eventKinds, foldStatus, spansOf, statuses, type Span, type StatusEvent } from '../cooperations/status.rules.ts'
import { formalities, initiators } from '../cooperations/cooperation.rules.ts'
import { listCooperations } from '../cooperations/cooperation.queries.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { readCensus } from './census.queries.ts'
import { CensusBuilder } from './census-builder.rules.ts'
import {
  actorColumns, firstDayOf, noStatus, statusesOn, yearOfDayNumber, type Census,
} from './census.rules.ts' // prettier-ignore
import { after, before } from './entry.rules.ts'

test('the year of a day number is the year of that day', () => {
  const anyDay = fc.integer({ min: dayNumber('1000-01-01'), max: dayNumber('2999-12-31') })
  fc.assert(
    fc.property(anyDay, (day) => yearOfDayNumber(day) === new Date(day * 86_400_000).getUTCFullYear()),
    { numRuns: 1000 },
  )
})

test('a year begins on its first day and not the day before', () => {
  for (let year = 1000; year < 3000; year += 1) {
    expect(yearOfDayNumber(firstDayOf(year))).toBe(year)
    expect(yearOfDayNumber(firstDayOf(year) - 1)).toBe(year - 1)
  }
})

test('a city lies in the highest actor above it, which is its own top', () => {
  const { codeOf, top, parent } = actorColumns(actors)
  const code = (id: string) => codeOf.get(id) ?? -1
  expect(top[code('xb-village')]).toBe(code('xb-province'))
  expect(top[code('xb-province')]).toBe(code('xb-province'))
  expect(parent[code('xb-village')]).toBe(code('xb-city'))
})

test('names sort as in Swedish: å, ä, ö last, capitals and small letters alike', () => {
  const { rank } = actorColumns(actors)
  const names = actors.toSorted((a, b) => (rank[actors.indexOf(a)] ?? 0) - (rank[actors.indexOf(b)] ?? 0))
  const expected = 'Alfa Beihu Beihu Dongshan länsstyrelsen Zeta Åby Ängland Öxvik'
  expect(names.map(({ sortName }) => sortName).join(' ')).toBe(expected)
})

test('an entry with an actor that is not there is refused', () => {
  const builder = new CensusBuilder(actorColumns([]), 1)
  expect(() =>
    builder.add({
      no: 1,
      home: 'x',
      counterpart: 'y',
      kind: 'twinning',
      disputed: false,
      reasons: [],
      agreements: 1,
      ending: undefined,
      spans: [],
    }),
  ).toThrow(/unknown actor/)
})

describe('for every register', () => {
  test('the census holds each cooperation as it was given', () => {
    fc.assert(
      fc.property(registers, ({ cooperations, census }) => {
        expect(census.rows).toBe(cooperations.length)
        cooperations.forEach((cooperation, row) => {
          const { spans } = cooperation
          const last = spans[spans.length - 1]
          expect(census.no[row]).toBe(cooperation.no)
          expect(census.actors.rows[census.home[row] ?? -1]?.id).toBe(cooperation.home)
          expect(census.actors.rows[census.counterpart[row] ?? -1]?.id).toBe(cooperation.counterpart)
          expect(census.kinds[census.kind[row] ?? -1]).toBe(cooperation.kind)
          expect(census.disputed[row]).toBe(cooperation.disputed ? 1 : 0)
          expect(reasonsOf(census, row)).toEqual(cooperation.reasons.toSorted())
          expect(census.status[row]).toBe(last ? statuses.indexOf(last.status) : noStatus)
          expect(census.startYear[row]).toBe(spans[0] ? yearOf(spans[0].from.best) : 0)
          expect(census.endYear[row]).toBe(last?.status === 'ended' ? yearOf(last.from.best) : 0)
          expect(spansAt(census, row)).toEqual(expectedSpans(spans))
        })
      }),
    )
  })

  test('the status on a day is what the events fold to on that day', () => {
    fc.assert(
      fc.property(
        registers,
        fc.integer({ min: dayNumber('1980-01-01'), max: dayNumber('2030-12-31') }),
        ({ cooperations, census }, day) => {
          const on = dayFromNumber(day)
          const folded = cooperations.map(({ events }) => foldStatus(events, on)?.status)
          expect([...statusesOn(census, day)].map((code) => statuses[code])).toEqual(folded)
        },
      ),
    )
  })
})

test('a stretch has begun on its very first day, and not the day before', () => {
  fc.assert(
    fc.property(registers, ({ cooperations, census }) => {
      for (const { spans } of cooperations) {
        for (const { from } of spans) {
          for (const day of [from.best, dayFromNumber(dayNumber(from.best) - 1)]) {
            const folded = cooperations.map(({ events }) => foldStatus(events, day)?.status)
            expect([...statusesOn(census, dayNumber(day))].map((code) => statuses[code])).toEqual(folded)
          }
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('a census that grows many times keeps every row and stretch', () => {
  const events = ['1986', '1989', '1990', '2020'].map((date, index): StatusEvent => ({
    id: date, date, kind: (['established', 'paused', 'resumed', 'ended'] as const)[index] ?? 'activity', agreement: null, rank: 'normal',
  })) // prettier-ignore
  const spans = spansOf(events)
  const cooperations = Array.from({ length: 500 }, (_, index): GeneratedCooperation => ({
    no: index + 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', disputed: false, reasons: [], events, spans,
  })) // prettier-ignore
  const census = censusOf(actors, cooperations)
  expect(census.rows).toBe(500)
  for (const row of [0, 1, 15, 16, 17, 255, 499]) expect(spansAt(census, row)).toEqual(expectedSpans(spans))
  expect(census.spans.status).toHaveLength(2000)
})

describe.each([
  ['Littleland', littleland, 10],
  ['the register of NKK 1/2022', { reference: 'data/reference', datasets: ['data/nkk-2022'] }, 57],
])('%s, read from the database', (_, folders, expected) => {
  let database: Database
  let census: Census
  beforeAll(async () => {
    database = await openTestDatabase()
    const loaded = await loadPackages(database, folders, new Date())
    if (!loaded.ok) throw new Error('The packages have faults')
    census = await readCensus(database.reader)
  })
  afterAll(() => database?.close())

  test('says of each cooperation what its events, reasons and standing say', async () => {
    const cooperations = await listCooperations(database.reader, [...census.no])
    expect(cooperations).toHaveLength(expected)
    expect(census.rows).toBe(expected)
    cooperations.forEach((cooperation, row) => {
      const followed = new Set(
        cooperation.events.filter((event) => event.rank !== 'deprecated').map((event) => event.id),
      )
      const given = cooperation.reasons.filter((reason) => followed.has(reason.event)).map((reason) => reason.code)
      expect(cooperation.no).toBe(census.no[row])
      expect(census.actors.rows[census.home[row] ?? -1]?.id).toBe(cooperation.home)
      expect(census.actors.rows[census.counterpart[row] ?? -1]?.id).toBe(cooperation.counterpart)
      expect(census.kinds[census.kind[row] ?? -1]).toBe(cooperation.kind)
      expect(census.disputed[row]).toBe(cooperation.standing === 'disputed' ? 1 : 0)
      expect(reasonsOf(census, row)).toEqual([...new Set(given)].toSorted())
      expect(spansAt(census, row)).toEqual(expectedSpans(spansOf(cooperation.events)))
      const end = spansOf(cooperation.events).findLast(({ status }) => status === 'ended')
      const ending = cooperation.events.find(({ id }) => id === end?.because)
      expect(eventKinds[census.endKind[row] ?? -1]).toBe(ending?.kind)
      expect(initiators[census.endInitiator[row] ?? -1]).toBe(ending?.initiator)
      expect(formalities[census.endFormality[row] ?? -1]).toBe(ending?.formality)
    })
  })

  test('stands at the latest revision and knows every actor', async () => {
    expect(census.revision).toBe(2)
    const known = (await listActors(database.reader)).map((actor) => actor.id)
    expect(census.actors.rows.map((actor) => actor.id).toSorted()).toEqual(known.toSorted())
    expect(census.actors.codeOf.size).toBe(known.length)
  })

  test('has its rows by the names of the parties, as counting in groups relies on', () => {
    const places = Array.from(census.home, (home, row) => [
      census.actors.rank[home] ?? 0,
      census.actors.rank[census.counterpart[row] ?? -1] ?? 0,
    ])
    expect(places).toEqual(places.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d))
  })
})

function reasonsOf(census: Census, row: number): string[] {
  return census.reasonCodes.filter((_, bit) => (census.reasons[row] ?? 0) & (1 << bit)).toSorted()
}

/** Status and the six days of each stretch, as the columns of the census hold them. */
function expectedSpans(spans: readonly Span[]): number[][] {
  return spans.map(({ status, from, to }) => [statuses.indexOf(status), ...numbers(from), ...numbers(to)])
}

function spansAt(census: Census, row: number): number[][] {
  const { offset, status, fromEarliest, fromBest, fromLatest, toEarliest, toBest, toLatest } = census.spans
  const columns = [status, fromEarliest, fromBest, fromLatest, toEarliest, toBest, toLatest]
  const rows: number[][] = []
  for (let at = offset[row] ?? 0; at < (offset[row + 1] ?? 0); at += 1) {
    rows.push(columns.map((column) => column[at] ?? Number.NaN))
  }
  return rows
}

function numbers(bounds: Span['to']): number[] {
  if (!bounds) return [after, after, after]
  const { earliest, best, latest } = bounds
  return [
    earliest === null ? before : dayNumber(earliest),
    dayNumber(best),
    latest === null ? after : dayNumber(latest),
  ]
}
