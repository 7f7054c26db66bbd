import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { dayNumber, yearOf } from '#platform/time/day.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { registers } from '../../../checks/harness/generated-register.ts'
import { listActors } from '../actors/actor.queries.ts'
import { foldStatus, spansOf, statuses } from '../cooperations/status.rules.ts'
import { listCooperations } from '../cooperations/cooperation.queries.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { readCensus } from './census.queries.ts'
import {
  actorColumns, after, before, CensusBuilder, firstDayOf, noStatus, statusesOn, yearOfDayNumber, type Census,
} from './census.rules.ts' // prettier-ignore

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

test('a city lies in the highest actor above it, which is its own top; names sort as in Swedish', () => {
  fc.assert(
    fc.property(registers, ({ actors, census }) => {
      const codeOf = (id: string) => census.actors.codeOf.get(id) ?? -1
      expect(census.actors.top[codeOf('xb-village')]).toBe(codeOf('xb-province'))
      expect(census.actors.top[codeOf('xb-province')]).toBe(codeOf('xb-province'))
      expect(census.actors.parent[codeOf('xb-village')]).toBe(codeOf('xb-city'))
      const names = [...census.actors.rank]
        .map((rank, code) => ({ rank, name: actors[code]?.sortName }))
        .toSorted((a, b) => a.rank - b.rank)
      expect(names.map(({ name }) => name)).toEqual([
        'Alfa',
        'Beihu',
        'Beihu',
        'Dongshan',
        'länsstyrelsen',
        'Zeta',
        'Åby',
        'Ängland',
        'Öxvik',
      ])
    }),
    { numRuns: 1 },
  )
})

test('an entry with an actor that is not there is refused', () => {
  const builder = new CensusBuilder(actorColumns([]), 1)
  expect(() =>
    builder.add({ no: 1, home: 'x', counterpart: 'y', kind: 'twinning', disputed: false, reasons: [], spans: [] }),
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
          expect(census.reasonCodes.filter((_, bit) => (census.reasons[row] ?? 0) & (1 << bit)).toSorted()).toEqual(
            cooperation.reasons.toSorted(),
          )
          expect(census.status[row]).toBe(last ? statuses.indexOf(last.status) : noStatus)
          expect(census.startYear[row]).toBe(spans[0] ? yearOf(spans[0].from.best) : 0)
          expect(census.endYear[row]).toBe(last?.status === 'ended' ? yearOf(last.from.best) : 0)
          expect(spansAt(census, row)).toEqual(spans.map((span) => [
            statuses.indexOf(span.status), ...numbers(span.from, before, after), ...numbers(span.to, before, after),
          ])) // prettier-ignore
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
          const on = new Date(day * 86_400_000).toISOString().slice(0, 10)
          const folded = cooperations.map(({ events }) => foldStatus(events, on)?.status)
          expect([...statusesOn(census, day)].map((code) => statuses[code])).toEqual(folded)
        },
      ),
    )
  })
})

describe('read from the database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
    const loaded = await loadPackages(
      database,
      { reference: 'data/reference', datasets: ['data/nkk-2022'] },
      new Date(),
    )
    if (!loaded.ok) throw new Error('The packages have faults')
  })
  afterAll(() => database?.close())

  test('it says of each cooperation what its events, reasons and standing say', async () => {
    const census = await readCensus(database.reader)
    const cooperations = await listCooperations(database.reader, [...census.no])
    expect(cooperations).toHaveLength(census.rows)
    expect(census.rows).toBe(57)
    cooperations.forEach((cooperation, row) => {
      const standing = new Set(
        cooperation.events.filter((event) => event.rank !== 'deprecated').map((event) => event.id),
      )
      const given = cooperation.reasons.filter((reason) => standing.has(reason.event)).map((reason) => reason.code)
      expect(cooperation.no).toBe(census.no[row])
      expect(census.actors.rows[census.home[row] ?? -1]?.id).toBe(cooperation.home)
      expect(census.actors.rows[census.counterpart[row] ?? -1]?.id).toBe(cooperation.counterpart)
      expect(census.kinds[census.kind[row] ?? -1]).toBe(cooperation.kind)
      expect(census.disputed[row]).toBe(cooperation.standing === 'disputed' ? 1 : 0)
      expect(census.reasonCodes.filter((_, bit) => (census.reasons[row] ?? 0) & (1 << bit)).toSorted()).toEqual(
        [...new Set(given)].toSorted(),
      )
      expect(spansAt(census, row)).toEqual(spansOf(cooperation.events).map((span) => [
        statuses.indexOf(span.status), ...numbers(span.from, before, after), ...numbers(span.to, before, after),
      ])) // prettier-ignore
    })
  })

  test('it stands at the latest revision and knows every actor', async () => {
    const census = await readCensus(database.reader)
    expect(census.revision).toBe(2)
    expect(census.actors.rows.map((actor) => actor.id).toSorted()).toEqual(
      (await listActors(database.reader)).map((actor) => actor.id).toSorted(),
    )
    expect(new Set(census.actors.codeOf.keys()).size).toBe(census.actors.rows.length)
  })

  test('the rows stand by number, as the search for one relies on', async () => {
    const { no } = await readCensus(database.reader)
    expect([...no]).toEqual([...no].toSorted((a, b) => a - b))
  })
})

function spansAt(census: Census, row: number): number[][] {
  const { offset, status, fromEarliest, fromBest, fromLatest, toEarliest, toBest, toLatest } = census.spans
  const columns = [status, fromEarliest, fromBest, fromLatest, toEarliest, toBest, toLatest]
  const rows: number[][] = []
  for (let at = offset[row] ?? 0; at < (offset[row + 1] ?? 0); at += 1)
    rows.push(columns.map((column) => column[at] ?? Number.NaN))
  return rows
}

function numbers(
  bounds: { earliest: string | null; best: string; latest: string | null } | null,
  first: number,
  last: number,
): number[] {
  if (!bounds) return [last, last, last]
  return [
    bounds.earliest === null ? first : dayNumber(bounds.earliest),
    dayNumber(bounds.best),
    bounds.latest === null ? last : dayNumber(bounds.latest),
  ]
}
