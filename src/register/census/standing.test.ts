import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listCitationsBelow, listSources } from '#evidence/index.ts'
import type { Database } from '#platform/db/database.ts'
import { emptyDatabase, openTestDatabase } from '../../../checks/harness/database.ts'
import {
  changedLittleland,
  littleland,
  replace,
  withoutLines,
  type Changes,
} from '../../../checks/harness/littleland.ts'
import { listActorNames, listActors } from '../actors/actor.queries.ts'
import { findAsOf } from '../changesets/as-of.queries.ts'
import { revisionOn } from '../changesets/changeset.queries.ts'
import { listClaims } from '../claims/claim.queries.ts'
import { listConflicts } from '../cooperations/conflict.queries.ts'
import {
  findCooperation,
  findCooperationNo,
  listCooperations,
  listParties,
} from '../cooperations/cooperation.queries.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { readCensus } from './census.queries.ts'
import { openStandingRegister, type StandingRegister } from './standing.queries.ts'
import { findWords } from './text-search.queries.ts'

let database: Database
let register: StandingRegister
beforeAll(async () => {
  database = await openTestDatabase()
  register = await openStandingRegister(database)
})
beforeEach(async () => {
  await emptyDatabase(database)
  await load(littleland, '2024-11-24T08:00:00Z')
})
afterAll(() => database?.close())

async function load(folders: typeof littleland, at: string): Promise<number> {
  const loaded = await loadPackages(database, folders, new Date(at))
  if (!loaded.ok) throw new Error(`Not loaded: ${JSON.stringify(loaded.faults)}`)
  await register.refresh()
  return loaded.revision
}

/** Drops every line of these files that names the text: a fact goes with its citations. */
const withoutAny = (text: string, ...files: string[]): Changes =>
  Object.fromEntries(
    files.map((file) => [file, (content: string) => content.split('\n').filter((line) => !line.includes(text)).join('\n')]),
  ) // prettier-ignore

const visit = 'smaby-zarechye-twinning.activity-2021'

/** Later versions of Littleland, each different from the others in what it touches. */
const laterVersions: Record<string, Changes> = {
  'another date': { 'events.csv': replace(',1999?,', ',1998,') },
  'a visit less': withoutAny(visit, 'events.csv', 'citations.csv'),
  'another standing': { 'cooperations.csv': replace('twinning,,,disputed', 'twinning,,,asserted') },
  'another name': { 'actors.csv': replace('Småby', 'Storby'), 'reference/actors.csv': (text) => text.replace('Småby', 'Storby') },
  'another ruling': { 'conflicts.csv': replace('Which Beihu?', 'Which of the two?') },
  'a wider cover': { 'datapackage.json': replace('"to": "2021-12-31"', '"to": "2023-12-31"') },
  'an actor less in the reference': { 'reference/actors.csv': withoutLines('xl-nystad,') },
  'a cooperation less': withoutAny(
    'nystad-zarechye-twinning', 'cooperations.csv', 'agreements.csv', 'events.csv', 'reasons.csv', 'citations.csv',
  ),
} // prettier-ignore

/** All that the register answers about one revision. */
async function everythingAsOf(asOf: number) {
  const { reader } = database
  const { census, datasets, changesets, coverage } = await register.asOf(asOf)
  const { asOf: _, ...columns } = census
  const cooperations = await listCooperations(reader, [...census.no], census.asOf)
  const ids = cooperations.map(({ id }) => id)
  return {
    census: columns,
    cooperations,
    found: await Promise.all(ids.map((id) => findCooperation(reader, id, asOf))),
    nos: await Promise.all(ids.map((id) => findCooperationNo(reader, id, asOf))),
    parties: await listParties(reader, ids, asOf),
    citations: await Promise.all(ids.map((id) => listCitationsBelow(reader, id, { asOf }))),
    actors: (await listActors(reader, asOf)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    names: await listActorNames(reader, undefined, asOf),
    conflicts: await listConflicts(reader, undefined, { asOf }),
    claims: await listClaims(reader, asOf),
    sources: await listSources(reader, { asOf }),
    datasets, changesets, coverage,
  } // prettier-ignore
}

/** Actors come in no particular order, and the codes of the census follow it. */
function withoutCodes({ census, ...rest }: Awaited<ReturnType<typeof everythingAsOf>>) {
  const { actors, home, counterpart, ...columns } = census
  const named = (codes: Int32Array) => [...codes].map((code) => actors.rows[code]?.id)
  return { ...rest, census: { ...columns, home: named(home), counterpart: named(counterpart) } }
}

describe('as of an earlier revision', () => {
  test('whatever is learnt later, what was known stays as it was', { timeout: 240_000 }, async () => {
    const versions = fc.uniqueArray(fc.constantFrom(...Object.keys(laterVersions)), { minLength: 1, maxLength: 4 })
    await fc.assert(
      fc.asyncProperty(versions, async (names) => {
        await emptyDatabase(database)
        let latest = await load(littleland, '2024-11-24T08:00:00Z')
        const remembered = new Map([[latest, withoutCodes(await everythingAsOf(latest))]])
        for (const [index, name] of names.entries()) {
          latest = await load(changedLittleland(laterVersions[name] ?? {}), `2024-11-${25 + index}T08:00:00Z`)
          remembered.set(latest, withoutCodes(await everythingAsOf(latest)))
        }
        for (const [revision, before] of remembered)
          expect(withoutCodes(await everythingAsOf(revision)), `${names.join()} ${revision}`).toEqual(before)
      }),
      { numRuns: 6 },
    )
  })

  test('every revision of a load can be read, those between two packages too', async () => {
    await load(changedLittleland(laterVersions['a cooperation less'] ?? {}), '2024-11-25T08:00:00Z')
    const latest = await load(changedLittleland({ ...laterVersions['another name'], ...laterVersions['another date'] }), '2024-11-26T08:00:00Z') // prettier-ignore
    const revisions = Array.from({ length: latest + 1 }, (_, revision) => revision)
    const rows = await Promise.all(revisions.map(async (each) => (await readCensus(database.reader, each)).rows))
    // The last load has two revisions: the reference renames a town, then the dataset takes its cooperation back in.
    expect(rows).toEqual([0, 0, 10, 9, 9, 10])
  })

  test('the register gives the present for its own revision, and of the past what was known then', async () => {
    const revision = await load(changedLittleland(laterVersions['a wider cover'] ?? {}), '2024-11-25T08:00:00Z')
    expect(await register.asOf(revision)).toBe(register.now())
    expect(register.now().census.asOf).toBeUndefined()
    const earlier = await register.asOf(2)
    expect(earlier.census).toMatchObject({ asOf: 2, revision: 2 })
    expect([earlier.coverage?.to, register.now().coverage?.to]).toEqual(['2021-12-31', '2023-12-31'])
    expect(earlier.changesets.map((changeset) => changeset.revision)).toEqual([2, 1])
  })

  test('at revision 0 nothing was known', async () => {
    const { census, datasets, coverage } = await register.asOf(0)
    expect([census.rows, census.actors.rows.length, datasets, coverage]).toEqual([0, 0, [], undefined])
  })

  test.each([-1, 0.5, 99, Number.NaN])('%d is no revision', async (revision) => {
    await expect(register.asOf(revision)).rejects.toThrow(RangeError)
  })

  test('who asks at once gets the same, and a few are kept', async () => {
    for (let turn = 0; turn < 5; turn += 1)
      await load(turn % 2 ? littleland : changedLittleland(laterVersions['another date'] ?? {}), `2024-12-0${turn + 1}T08:00:00Z`) // prettier-ignore
    const [first, second] = await Promise.all([register.asOf(2), register.asOf(2)])
    expect(first).toBe(second)
    await Promise.all([3, 4, 5].map((revision) => register.asOf(revision)))
    expect(await register.asOf(2)).toBe(first)
    await Promise.all([1, 6].map((revision) => register.asOf(revision)))
    expect(await register.asOf(2)).toBe(first)
    expect(await register.asOf(5)).not.toBe(await register.asOf(3))
  })

  test('free text is refused there: the words of the past are not kept', async () => {
    await load(changedLittleland(laterVersions['another date'] ?? {}), '2024-11-25T08:00:00Z')
    const { census } = await register.asOf(2)
    await expect(findWords(database.reader, census, 'nystad')).rejects.toThrow(/as it stands/)
  })

  test('a source that was sealed later is sealed as of every revision', async () => {
    const title = (await listSources(database.reader)).find(({ id }) => id === 'smaby-minutes-2020')?.title
    expect(title).not.toBeNull()
    await load(
      changedLittleland({
        'sources.csv': (text) => text.replace(/^smaby-minutes-2020,([^,]*),public,/m, 'smaby-minutes-2020,$1,members,'),
      }),
      '2024-11-25T08:00:00Z',
    )
    for (const asOf of [undefined, 2]) {
      const source = (await listSources(database.reader, { asOf })).find(({ id }) => id === 'smaby-minutes-2020')
      expect(source).toMatchObject({ visibility: 'members', title: null })
    }
  })
})

test('the revision on a day is the last one recorded by its end', async () => {
  await load(changedLittleland(laterVersions['another date'] ?? {}), '2024-11-25T23:59:59Z')
  await load(littleland, '2024-11-26T00:00:00Z')
  const days = ['2024-11-23', '2024-11-24', '2024-11-25', '2024-11-26', '2030-01-01']
  expect(await Promise.all(days.map((day) => revisionOn(database.reader, day)))).toEqual([0, 2, 3, 4, 4])
})

test('a revision or a day is read as what to show; what is yet to come, and what is neither, is told', async () => {
  await load(changedLittleland(laterVersions['another date'] ?? {}), '2024-11-25T12:00:00Z')
  const asked = [
    '3',
    '2024-11-25',
    '2024-11-24',
    '2',
    '2024-11-23',
    '0',
    '4',
    '9999-01-01',
    '2024-02-30',
    '-1',
    '1.5',
    '',
    'now',
  ]
  const found = await Promise.all(asked.map((text) => findAsOf(database.reader, text)))
  expect(found).toEqual([
    { revision: 3, day: '2024-11-25' },
    { revision: 3, day: '2024-11-25' },
    { revision: 2, day: '2024-11-24' },
    { revision: 2, day: '2024-11-24' },
    { revision: 0, day: '2024-11-23' },
    { revision: 0, day: undefined },
    'future',
    'future',
    ...['2024-02-30', '-1', '1.5', '', 'now'].map(() => 'unreadable'),
  ])
})
