import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { eventLists } from '../../../checks/harness/generated-register.ts'
import { littleland } from '../../../checks/harness/littleland.ts'
import { listCooperations } from '../cooperations/cooperation.queries.ts'
import { formalities, initiators } from '../cooperations/cooperation.rules.ts'
import { eventKinds, spansOf, statuses } from '../cooperations/status.rules.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { readCensus } from './census.queries.ts'
import { CensusBuilder } from './census-builder.rules.ts'
import { actorColumns } from './census.rules.ts'
import { after, before, entryOf, readEntry, writeEntry, type CensusEntry, type EntryFacts } from './entry.rules.ts'

const days = fc.oneof(fc.integer({ min: -400_000, max: 400_000 }), fc.constantFrom(before, after))

/** Entries of every shape, with texts that would break a line or a list. */
const entries: fc.Arbitrary<CensusEntry> = fc.record({
  no: fc.integer({ min: 1 }),
  home: fc.string({ unit: 'grapheme' }),
  counterpart: fc.constantFrom('xb-city', 'a|b', 'a,b', 'a\nb', '"', '\\', ''),
  kind: fc.string(),
  disputed: fc.boolean(),
  reasons: fc.array(fc.string()),
  agreements: fc.nat(),
  ending: fc.option(
    fc.record({
      kind: fc.constantFrom(...eventKinds),
      initiator: fc.constantFrom(...initiators),
      formality: fc.constantFrom(...formalities),
    }),
    { nil: undefined },
  ),
  spans: fc.array(fc.record({ status: fc.constantFrom(...statuses), from: fc.tuple(days, days, days) })),
})

test('what is written is one line, and is read as it was', () => {
  fc.assert(
    fc.property(entries, (entry) => {
      const line = writeEntry(entry)
      expect(line).not.toContain('\n')
      expect(readEntry(line)).toEqual(entry)
    }),
  )
})

const facts = eventLists.map((events): EntryFacts => ({
  no: 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', standing: 'asserted', reasons: [], agreements: [],
  events: events.map((event) => ({ ...event, initiator: 'home', formality: 'lapse' })),
})) // prettier-ignore

test('how it ended is told of the event that ended it last, and of none where nothing did', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const end = spansOf(given.events).findLast(({ status }) => status === 'ended')
      const event = given.events.find(({ id }) => id === end?.because)
      expect(entryOf(given).ending).toEqual(event && { kind: event.kind, initiator: 'home', formality: 'lapse' })
    }),
  )
})

test('reasons count once, and not those given for an event that a ruling does not follow', () => {
  const event = { date: '2020', agreement: null, initiator: 'home', formality: 'unknown' } as const
  const given: EntryFacts = {
    no: 1, home: 'xl-aby', counterpart: 'xb-city', kind: 'twinning', standing: 'disputed', agreements: ['a', 'b'],
    events: [{ ...event, id: 'e1', kind: 'ended', rank: 'normal' }, { ...event, id: 'e2', kind: 'ended', rank: 'deprecated' }],
    reasons: [{ event: 'e1', code: 'z' }, { event: 'e1', code: 'a' }, { event: 'e1', code: 'z' }, { event: 'e2', code: 'n' }],
  } // prettier-ignore
  expect(entryOf(given)).toMatchObject({ disputed: true, agreements: 2, reasons: ['a', 'z'] })
})

test('an ending in a form that nothing counts is refused', () => {
  const event = { id: 'e1', kind: 'ended', date: '2020', agreement: null, rank: 'normal', initiator: 'home' } as const
  const given = { no: 1, home: 'x', counterpart: 'y', kind: 'twinning', standing: 'asserted', reasons: [], agreements: [] } as const // prettier-ignore
  // @ts-expect-error -- a codebook may hold a code that the program does not know
  expect(() => entryOf({ ...given, events: [{ ...event, formality: 'shouting' }] })).toThrow(/e1 .*shouting/)
})

describe.each([
  ['Littleland', littleland],
  ['the register of NKK 1/2022', { reference: 'data/reference', datasets: ['data/nkk-2022'] }],
])('the census of %s', (_, folders) => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
    if (!(await loadPackages(database, folders, new Date())).ok) throw new Error('The packages have faults')
  })
  afterAll(() => database?.close())

  test('is what the entries of its cooperations make', async () => {
    const census = await readCensus(database.reader)
    const builder = new CensusBuilder(actorColumns(census.actors.rows), 0)
    const nos = [...census.no].toSorted((a, b) => a - b)
    for (const cooperation of await listCooperations(database.reader, nos)) builder.add(entryOf(cooperation))
    expect(builder.build(census.revision)).toEqual(census)
  })

  test('is the same read from the kept lines and folded from the facts as of the latest revision', async () => {
    const { asOf: present, ...kept } = await readCensus(database.reader)
    const { asOf, ...folded } = await readCensus(database.reader, kept.revision)
    expect([present, asOf]).toEqual([undefined, kept.revision])
    expect(folded).toEqual(kept)
  })
})
