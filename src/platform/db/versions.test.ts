import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import type { Database } from './database.ts'
import {
  applyVersions,
  countsOf,
  planVersions,
  type FactRow,
  type VersionCounts,
  type VersionedTable,
} from './versions.ts'

/** Plans and carries out at once, as a changeset of one table would. */

const table: VersionedTable = {
  name: 'probe.fact',
  key: ['place', 'year'],
  columns: ['place', 'year', 'label', 'degrees'],
  reach: 'dataset',
}

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
  await database.write(async (tx) => {
    await sql`create schema probe`.execute(tx)
    await sql`
      create table probe.fact (
        place text not null, year integer not null, label text, degrees double precision,
        dataset text not null, recorded_from integer not null, recorded_to integer,
        primary key (dataset, place, year, recorded_from)
      )`.execute(tx)
  })
})
beforeEach(() => database.write((tx) => sql`truncate probe.fact`.execute(tx)))
afterAll(() => database?.close())

function record(rows: readonly FactRow[], revision: number, dataset = 'ours'): Promise<VersionCounts> {
  return database.write(async (tx) => {
    const plan = await planVersions(tx, table, dataset, rows, revision)
    await applyVersions(tx, [plan])
    return countsOf(plan)
  })
}

/** What the table held at a revision, as the two clocks say. */
async function heldAt(revision: number, dataset = 'ours'): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    select place, year, label, degrees from probe.fact
    where dataset = ${dataset} and recorded_from <= ${revision} and (recorded_to is null or recorded_to > ${revision})
    order by place collate "C", year`.execute(database.reader)
  return rows
}

async function everything(): Promise<unknown[]> {
  const { rows } = await sql`select * from probe.fact order by dataset, place collate "C", year, recorded_from`.execute(
    database.reader,
  )
  return rows
}

const mora = { place: 'Mora', year: 2007, label: 'active', degrees: 61.0043 }
const kalix = { place: 'Kalix', year: 2009, label: null, degrees: null }

describe('facts in versions', () => {
  test('new facts are added, and the same again changes nothing', async () => {
    expect(await record([mora, kalix], 1)).toEqual({ added: 2, changed: 0, withdrawn: 0 })
    const before = await everything()
    expect(await record([kalix, mora], 2)).toEqual({ added: 0, changed: 0, withdrawn: 0 })
    expect(await everything()).toEqual(before)
  })

  test('a changed fact closes what stood and both can be read', async () => {
    await record([mora], 1)
    expect(await record([{ ...mora, label: 'ended' }], 2)).toEqual({ added: 0, changed: 1, withdrawn: 0 })
    expect(await heldAt(1)).toEqual([mora])
    expect(await heldAt(2)).toEqual([{ ...mora, label: 'ended' }])
  })

  test('a withdrawn fact is closed and not deleted', async () => {
    await record([mora, kalix], 1)
    expect(await record([mora], 2)).toEqual({ added: 0, changed: 0, withdrawn: 1 })
    expect(await heldAt(2)).toEqual([mora])
    expect(await heldAt(1)).toEqual([kalix, mora])
  })

  test('a withdrawn fact may come back', async () => {
    await record([mora], 1)
    await record([], 2)
    expect(await record([mora], 3)).toEqual({ added: 1, changed: 0, withdrawn: 0 })
    expect(await Promise.all([1, 2, 3].map((revision) => heldAt(revision)))).toEqual([[mora], [], [mora]])
  })

  test('an absent cell is an unknown one', async () => {
    await record([{ place: 'Kalix', year: 2009 }], 1)
    expect(await heldAt(1)).toEqual([kalix])
    expect(await record([kalix], 2)).toEqual({ added: 0, changed: 0, withdrawn: 0 })
    expect(await record([{ place: 'Kalix', year: 2009 }], 3)).toEqual({ added: 0, changed: 0, withdrawn: 0 })
  })

  test('another dataset is left alone', async () => {
    await record([mora], 1)
    await record([{ ...mora, label: 'theirs' }], 2, 'theirs')
    await record([], 3)
    expect(await heldAt(3)).toEqual([])
    expect(await heldAt(3, 'theirs')).toEqual([{ ...mora, label: 'theirs' }])
  })

  test('a plan alone changes nothing', async () => {
    await record([mora], 1)
    const before = await everything()
    const plan = await database.write((tx) => planVersions(tx, table, 'ours', [kalix], 2))
    expect(countsOf(plan)).toEqual({ added: 1, changed: 0, withdrawn: 1 })
    expect(await everything()).toEqual(before)
  })

  test('a fact may move from one dataset to another, whichever is planned first', async () => {
    await database.write((tx) =>
      sql`create unique index fact_current on probe.fact (place, year) where recorded_to is null`.execute(tx),
    )
    const move = (from: string, to: string, revision: number) =>
      database.write(async (tx) => {
        const adding = await planVersions(tx, table, to, [mora], revision)
        const closing = await planVersions(tx, table, from, [], revision)
        await applyVersions(tx, [adding, closing])
      })
    await record([mora], 1)
    await move('ours', 'theirs', 2)
    expect([await heldAt(2), await heldAt(2, 'theirs')]).toEqual([[], [mora]])
    await move('theirs', 'ours', 3)
    expect([await heldAt(3), await heldAt(3, 'theirs')]).toEqual([[mora], []])
    await database.write((tx) => sql`drop index probe.fact_current`.execute(tx))
  })

  test('the whole key tells facts apart', async () => {
    expect(await record([mora, { ...mora, year: 2008 }], 1)).toMatchObject({ added: 2 })
    expect(
      await record(
        [
          { ...mora, label: 'x' },
          { ...mora, year: 2008 },
        ],
        2,
      ),
    ).toEqual({ added: 0, changed: 1, withdrawn: 0 })
  })

  test('more rows than one statement can take', async () => {
    const many = Array.from({ length: 12_000 }, (_, year) => ({ ...kalix, year }))
    expect(await record(many, 1)).toMatchObject({ added: 12_000 })
    expect(await heldAt(1)).toHaveLength(12_000)
  })
})

const facts = fc.uniqueArray(
  fc.record({
    place: fc.constantFrom('Mora', 'Kalix', "Xi'an", '北湖'),
    year: fc.integer({ min: 2000, max: 2002 }),
    label: fc.option(fc.constantFrom('a', 'b', '')),
    degrees: fc.option(fc.constantFrom(0, -25.2, 61.0043)),
  }),
  { selector: ({ place, year }) => `${place} ${year}`, maxLength: 6 },
)

test(
  'whatever is recorded, every earlier revision can be read back, and again is nothing',
  { timeout: 60_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 5 }), async (contents) => {
        await database.write((tx) => sql`truncate probe.fact`.execute(tx))
        for (const [index, rows] of contents.entries()) {
          const before = new Map((contents[index - 1] ?? []).map((row) => [`${row.place} ${row.year}`, row]))
          const isSame = (row: FactRow) =>
            JSON.stringify(before.get(`${row.place} ${row.year}`)) === JSON.stringify(row)
          const kept = rows.filter((row) => before.has(`${row.place} ${row.year}`))
          expect(await record(rows, index + 1)).toEqual({
            added: rows.length - kept.length,
            changed: kept.filter((row) => !isSame(row)).length,
            withdrawn: before.size - kept.length,
          })
          expect(await record(rows, index + 1)).toEqual({ added: 0, changed: 0, withdrawn: 0 })
        }
        for (const [index, rows] of contents.entries()) expect(await heldAt(index + 1)).toEqual(sorted(rows))
      }),
      { numRuns: 40 },
    )
  },
)

test('what two datasets share is held once as of every revision of a load, and not less than before and after it', async () => {
  const shared: VersionedTable = { ...table, key: ['place'], reach: 'shared' }
  const places = fc.subarray(['Mora', 'Kalix', 'Orsa', '北湖'])
  const loads = fc.array(fc.record({ ours: places, theirs: places }), { minLength: 1, maxLength: 4 })
  const heldIn = async (revision: number) =>
    (await Promise.all(['ours', 'theirs'].map((dataset) => heldAt(revision, dataset)))).flat().map(({ place }) => place)
  await fc.assert(
    fc.asyncProperty(loads, async (contents) => {
      await database.write((tx) => sql`truncate probe.fact`.execute(tx))
      const rowsOf = (held: readonly string[]) => held.map((place) => ({ ...mora, place }))
      let before: string[] = []
      for (const [index, { ours, theirs }] of contents.entries()) {
        const [first, second] = [2 * index + 1, 2 * index + 2]
        // The first dataset has what both bring.
        const rest = theirs.filter((place) => !ours.includes(place))
        await database.write(async (tx) => {
          const plans = [
            await planVersions(tx, shared, 'ours', rowsOf(ours), first),
            await planVersions(tx, shared, 'theirs', rowsOf(rest), second),
          ]
          await applyVersions(tx, plans)
        })
        const between = await heldIn(first)
        expect(between).toEqual([...new Set(between)])
        const now = [...ours, ...rest]
        expect(between).toEqual(expect.arrayContaining(before.filter((place) => now.includes(place))))
        expect(new Set(await heldIn(second))).toEqual(new Set(now))
        expect(await heldIn(second)).toHaveLength(now.length)
        before = now
      }
    }),
    { numRuns: 40 },
  )
})

function sorted(rows: readonly { place: string; year: number }[]) {
  return rows.toSorted((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : a.year - b.year))
}
