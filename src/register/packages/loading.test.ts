import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findSource } from '#evidence/index.ts'
import type { Database } from '#platform/db/database.ts'
import { dayNumber } from '#platform/time/day.ts'
import { emptyDatabase, openTestDatabase } from '../../../checks/harness/database.ts'
import {
  append,
  changedLittleland,
  littleland,
  replace,
  withoutLines,
  type Changes,
} from '../../../checks/harness/littleland.ts'
import { listActorNames } from '../actors/actor.queries.ts'
import { readCensus } from '../census/census.queries.ts'
import { after as goesOn } from '../census/entry.rules.ts'
import { latestRevision, listChangesets, listDatasets, revisionChannel } from '../changesets/changeset.queries.ts'
import { listCodes, listCounties } from '../codebook/codebook.queries.ts'
import { findCooperation, listCooperations } from '../cooperations/cooperation.queries.ts'
import { spansOf, statuses } from '../cooperations/status.rules.ts'
import { loadPackages, type LoadResult } from './package.commands.ts'

const now = new Date('2026-11-24T08:00:00Z')
const later = new Date('2026-11-25T08:00:00Z')
const real = { reference: 'data/reference', datasets: ['data/nkk-2022'] }

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => emptyDatabase(database))
afterAll(() => database?.close())

async function load(folders: typeof littleland = littleland, at = now) {
  return loaded(await loadPackages(database, folders, at))
}

function loaded(result: LoadResult): Extract<LoadResult, { ok: true }> {
  if (!result.ok) throw new Error(`Not loaded: ${JSON.stringify(result.faults)}`)
  return result
}

/** Every row of every table of ours, as text. */
async function everything(): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in ('register', 'evidence') order by 1`.execute(database.reader)
  expect(tables.length).toBeGreaterThan(10)
  const held: Record<string, string[]> = {}
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t order by 1`.execute(
      database.reader,
    )
    held[name] = rows.map(({ row }) => row)
  }
  return held
}

const change = (changes: Changes) => changedLittleland(changes)
const visit = 'smaby-zarechye-twinning.activity-2021'
const withoutVisit = {
  'events.csv': withoutLines(visit),
  'citations.csv': (text: string) =>
    text
      .split('\n')
      .filter((line) => !line.includes(visit))
      .join('\n'),
}

describe('loading', () => {
  test('Littleland makes a changeset of each package, and everything in it is held', async () => {
    await load()
    const [second, first] = await listChangesets(database.reader, 10)
    expect(first).toMatchObject({
      revision: 1,
      dataset: 'littleland-reference',
      added: 5,
      withdrawn: 0,
      recorded_at: now,
    })
    expect(second).toMatchObject({ revision: 2, dataset: 'littleland', kind: 'import', changed: 0, withdrawn: 0 })
    const held = await everything()
    const rowsOf = (file: string) =>
      readFileSync(`${littleland.datasets[0]}/${file}`, 'utf8').trim().split('\n').length - 1
    expect(held['register.actor']).toHaveLength(rowsOf('actors.csv'))
    expect(held['register.event']).toHaveLength(rowsOf('events.csv'))
    expect(held['register.statement']).toHaveLength(rowsOf('statements.csv'))
    expect(held['evidence.citation']).toHaveLength(rowsOf('citations.csv'))
    expect(await listCounties(database.reader)).toMatchObject([
      { country: 'XL', code: '01' },
      { country: 'XL', code: '02' },
    ])
    expect(await listDatasets(database.reader)).toMatchObject([
      { id: 'littleland', covers_from: '1986-01-01', covers_to: '2021-12-31', licence: 'CC0-1.0' },
      { id: 'littleland-reference' },
    ])
  })

  test('twice changes nothing', async () => {
    await load()
    const before = await everything()
    expect(await loadPackages(database, littleland, later)).toEqual({
      ok: true, revision: 2, changed: false, counts: { added: 0, changed: 0, withdrawn: 0 },
    }) // prettier-ignore
    expect(await everything()).toEqual(before)
  })

  test('a database whose tables an earlier program derived gets them anew, without a new revision', async () => {
    await load()
    const before = await everything()
    await database.write(async (tx) => {
      await sql`update register.derivation set version = 0`.execute(tx)
      await sql`truncate register.census_entry, register.dossier, register.actor_text, register.cooperation_text`.execute(
        tx,
      )
    })
    expect(await load(littleland, later)).toMatchObject({ revision: 2, changed: false })
    expect(await everything()).toEqual(before)
  })

  test('the shipped packages twice changes nothing', async () => {
    await load(real)
    const before = await everything()
    expect((await load(real, later)).changed).toBe(false)
    expect(await everything()).toEqual(before)
  })

  test('the same rows in another order, with other line ends, are the same facts', async () => {
    await load()
    const before = await everything()
    const turned = (text: string) => {
      const [header, ...rows] = text.trim().split('\n')
      return [header, ...rows.toReversed(), ''].join('\r\n')
    }
    const result = await load(change({ 'events.csv': turned, 'citations.csv': turned }), later)
    expect(result).toMatchObject({ revision: 2, counts: { added: 0, changed: 0, withdrawn: 0 } })
    const after = await everything()
    expect({ ...after, 'register.dataset': [] }).toEqual({ ...before, 'register.dataset': [] })
  })

  test('a faulty package changes nothing, however good the rest is', async () => {
    await load()
    const before = await everything()
    const faulty = change({
      'conflicts.csv': replace('Which Beihu?', 'Which of them?'),
      'events.csv': replace('[1996..2021]', 'long ago'),
    })
    const result = await loadPackages(database, faulty, later)
    expect(result.ok ? [] : result.faults).toContainEqual(
      expect.objectContaining({ column: 'date', message: expect.stringContaining('“long ago”') }),
    )
    expect(await everything()).toEqual(before)
  })

  test('two at once load once', async () => {
    const results = await Promise.all([
      loadPackages(database, littleland, now),
      loadPackages(database, littleland, now),
    ])
    expect(results.filter((result) => loaded(result).changed)).toHaveLength(1)
    expect(await latestRevision(database.reader)).toBe(2)
  })

  test('a new revision is announced', async () => {
    const heard = new Promise<string>((resolve) => void database.listen(revisionChannel, resolve))
    // The listener must stand before the notice goes out.
    await new Promise((resolve) => setTimeout(resolve, 100))
    await load()
    expect(await heard).toBe('2')
  })

  test('no name of an actor is held twice', async () => {
    await load(real)
    const names = (await listActorNames(database.reader)).map(({ actor, name }) => `${actor} ${name}`)
    expect(names).toEqual([...new Set(names)])
  })
})

describe('a later version of a package', () => {
  test('a withdrawn row is closed and not deleted', async () => {
    await load()
    const result = await load(change(withoutVisit), later)
    expect(result).toMatchObject({ revision: 3, changed: true, counts: { added: 0, changed: 0, withdrawn: 2 } })
    const { rows } = await sql`select date, recorded_from, recorded_to from register.event where id = ${visit}`.execute(
      database.reader,
    )
    expect(rows).toEqual([{ date: '2021-11-02', recorded_from: 2, recorded_to: 3 }])
    const cooperation = await findCooperation(database.reader, 'smaby-zarechye-twinning')
    expect(cooperation?.events.map((event) => event.id)).not.toContain(visit)
    expect(cooperation && spansOf(cooperation.events).at(-1)?.status).toBe('dormant')
  })

  test('a changed row stands beside the one it replaces', async () => {
    await load()
    const result = await load(change({ 'events.csv': replace(',1999?,', ',1998,') }), later)
    expect(result).toMatchObject({ revision: 3, counts: { added: 0, changed: 1, withdrawn: 0 } })
    const { rows } = await sql`
      select date, recorded_from, recorded_to from register.event
      where id = 'ovre-ason-zarechye-twinning.established-1999' order by recorded_from`.execute(database.reader)
    expect(rows).toEqual([{ date: '1999?', recorded_from: 2, recorded_to: 3 }, { date: '1998', recorded_from: 3, recorded_to: null }]) // prettier-ignore
  })

  test.each<[string, Changes]>([
    ['events', { 'events.csv': replace(',1999?,', ',1998,') }],
    ['a withdrawn event', withoutVisit],
    ['the standing of a cooperation', { 'cooperations.csv': replace('twinning,,,disputed', 'twinning,,,asserted') }],
  ])('after a change of %s the census and the stretches are those of the facts', async (_, changes) => {
    await load()
    await load(change(changes), later)
    const census = await readCensus(database.reader)
    const cooperations = await listCooperations(database.reader, [...census.no])
    expect(cooperations).toHaveLength(10)
    const { status, fromBest, toBest } = census.spans
    expect([...fromBest].map((from, at) => [statuses[status[at] ?? -1], from, toBest[at]])).toEqual(
      cooperations.flatMap(({ events }) =>
        spansOf(events).map((span) => [
          span.status,
          dayNumber(span.from.best),
          span.to ? dayNumber(span.to.best) : goesOn,
        ]),
      ),
    )
    expect([...census.disputed]).toEqual(cooperations.map(({ standing }) => (standing === 'disputed' ? 1 : 0)))
  })

  test('going back to the first version is a further revision, and all three can be read', async () => {
    await load()
    await load(change({ 'events.csv': replace(',1999?,', ',1998,') }), later)
    expect((await load(littleland, later)).revision).toBe(4)
    const dateAt = async (revision: number) => {
      const { rows } = await sql<{ date: string }>`
        select date from register.event where id = 'ovre-ason-zarechye-twinning.established-1999'
        and recorded_from <= ${revision} and (recorded_to is null or recorded_to > ${revision})`.execute(
        database.reader,
      )
      return rows.map(({ date }) => date)
    }
    expect(await Promise.all([1, 2, 3, 4].map(dateAt))).toEqual([[], ['1999?'], ['1998'], ['1999?']])
  })

  test('what a dataset says of itself is known from a revision on', async () => {
    await load()
    const widened = change({ 'datapackage.json': replace('"to": "2021-12-31"', '"to": "2023-12-31"') })
    expect(await load(widened, later)).toMatchObject({ revision: 3, counts: { added: 0, changed: 1, withdrawn: 0 } })
    const endAt = async (asOf?: number) =>
      (await listDatasets(database.reader, asOf)).find(({ id }) => id === 'littleland')?.covers_to
    expect(await Promise.all([1, 2, 3, undefined].map(endAt))).toEqual([undefined, '2021-12-31', '2023-12-31', '2023-12-31']) // prettier-ignore
  })

  test('a new label in the codebook is taken over', async () => {
    await load()
    await load(
      change({ 'reference/codebook.csv': replace('status,paused,Pausat,Paused', 'status,paused,Uppehåll,On hold') }),
      later,
    )
    const paused = (await listCodes(database.reader)).find(
      ({ scheme, code }) => scheme === 'status' && code === 'paused',
    )
    expect(paused).toMatchObject({ label_sv: 'Uppehåll', label_en: 'On hold' })
  })
})

test('of a sealed source and of one for members nothing but their kind can be read', async () => {
  await load()
  for (const id of ['sealed-conversation', 'members-survey']) {
    const source = await findSource(database.reader, id)
    const { kind, visibility, ...rest } = source ?? {}
    expect(kind && visibility).toBeTruthy()
    expect(Object.entries(rest).filter(([column, value]) => column !== 'id' && value !== null)).toEqual([])
  }
  expect((await findSource(database.reader, 'smaby-minutes-2020'))?.diaryNumber).toBe('KS 2020/17')
})

describe('when packages change what they share', () => {
  test('a new label in the codebook is a new revision: caches and the standing register follow it', async () => {
    await load()
    const relabelled = {
      'reference/codebook.csv': replace('status,paused,Pausat,Paused', 'status,paused,Uppehåll,On hold'),
    }
    expect((await load(change(relabelled), later)).revision).toBe(3)
  })

  test('an actor may move from a dataset to the reference and back, and is held once', async () => {
    await load()
    const rows = readFileSync(`${littleland.datasets[0]}/actors.csv`, 'utf8').split('\n')
    const moved = change({ 'reference/actors.csv': append(rows.find((line) => line.startsWith('xb-dongshan,')) ?? '') })
    await load(moved, later)
    expect(await holdersOf('xb-dongshan')).toEqual(['littleland-reference'])
    await load(littleland, later)
    expect(await holdersOf('xb-dongshan')).toEqual(['littleland'])
  })

  // The two packages make two changesets: between them it must be held by the one or by the other.
  test('as of every revision an actor that moves is held once', async () => {
    await load()
    const rows = readFileSync(`${littleland.datasets[0]}/actors.csv`, 'utf8').split('\n')
    const province = rows.find((line) => line.startsWith('xb-dongshan,')) ?? ''
    await load(change({ 'reference/actors.csv': append(province) }), later)
    const { revision } = await load(littleland, later)
    const held: number[] = []
    for (let at = 2; at <= revision; at += 1) {
      const asOf = await sql<{ versions: number }>`
        select count(*) as versions from register.actor where id = 'xb-dongshan'
        and recorded_from <= ${at} and (recorded_to is null or recorded_to > ${at})`.execute(database.reader)
      held.push(asOf.rows[0]?.versions ?? 0)
    }
    expect(held).toEqual(held.map(() => 1))
  })

  test('an actor that leaves the reference is held by the dataset that still has it', async () => {
    await load()
    expect(await holdersOf('xl-nystad')).toEqual(['littleland-reference'])
    await load(change({ 'reference/actors.csv': withoutLines('xl-nystad,') }), later)
    expect(await holdersOf('xl-nystad')).toEqual(['littleland'])
    expect((await readCensus(database.reader)).actors.codeOf.has('xl-nystad')).toBe(true)
  })

  test('a cooperation that two datasets bring is named as a fault, and changes nothing', async () => {
    await load()
    const before = await everything()
    const other = change({ 'datapackage.json': replace('"name": "littleland"', '"name": "otherland"') })
    const both = { ...littleland, datasets: [...littleland.datasets, ...other.datasets] }
    const result = await loadPackages(database, both, later)
    expect(result.ok ? [] : result.faults).toContainEqual({
      file: `${other.datasets[0]}/cooperations.csv`, line: 2, column: 'id',
      message: '“smaby-beihu-shi-twinning” comes with littleland too',
    }) // prettier-ignore
    expect(await everything()).toEqual(before)
  })
})

/** The datasets that hold the actor now. */
async function holdersOf(actor: string): Promise<string[]> {
  const { rows } = await sql<{ dataset: string }>`
    select dataset from register.actor where id = ${actor} and recorded_to is null order by dataset`.execute(
    database.reader,
  )
  return rows.map(({ dataset }) => dataset)
}
