import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { changedLittleland, littleland } from '../../../checks/harness/littleland.ts'
import { laterLittleland } from '../../../checks/harness/later-littleland.ts'
import { loadPackages } from '../packages/package.commands.ts'
import { countChanges, listAbout, listChanges, nameSubjects } from './change.queries.ts'
import {
  didTo,
  factKinds,
  fieldChanges,
  type Change,
  type ChangeKey,
  type FactFields,
  type FactKind,
} from './change.rules.ts'
import { readChangeKey, writeChangeKey } from './span.input.ts'

let database: Database
let latest = 0
beforeAll(async () => {
  database = await openTestDatabase()
  // What one edition says, another says otherwise, and the third says again. The last seals a source.
  const sealing = changedLittleland({
    'sources.csv': (text) => text.replace(/^smaby-minutes-2020,([^,]*),public,/m, 'smaby-minutes-2020,$1,members,'),
  })
  for (const [index, edition] of [littleland, laterLittleland, littleland, sealing].entries()) {
    const loaded = await loadPackages(database, edition, new Date(`2024-11-2${index + 1}T08:00:00Z`))
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
    latest = loaded.revision
  }
})
afterAll(() => database?.close())

const spans = () =>
  Array.from({ length: latest + 1 }, (_, from) => from).flatMap((from) =>
    Array.from({ length: latest - from }, (_, index) => ({ from, to: from + index + 1 })),
  )

const everything = async (span: { from: number; to: number }) =>
  (await listChanges(database.reader, span, { limit: 1000 })).changes

/** Tables that nothing is left out of. */
const open = ['cooperation', 'agreement', 'event', 'reason', 'actor', 'actor_name', 'conflict'] as const

async function heldFacts(kind: (typeof open)[number], revision: number): Promise<Map<string, FactFields>> {
  const { rows } = await sql<{ fact: FactFields }>`
    select to_jsonb(x) - array['no', 'dataset', 'recorded_from', 'recorded_to'] as fact
    from ${sql.table(`register.${kind}`)} x where ${heldAt('x', revision)}`.execute(database.reader)
  return new Map(rows.map(({ fact }) => [String(fact.id ?? `${fact.actor}|${fact.name}`), fact]))
}

test('the changes over a span, applied to what was held at its start, give what was held at its end', async () => {
  for (const span of spans()) {
    const changes = await everything(span)
    for (const kind of open) {
      const facts = await heldFacts(kind, span.from)
      for (const { key, before, after } of changes.filter((change) => change.kind === kind)) {
        expect(facts.get(key) ?? null).toEqual(before)
        if (after) facts.set(key, after)
        else facts.delete(key)
      }
      expect(facts, `${kind} ${span.from}–${span.to}`).toEqual(await heldFacts(kind, span.to))
    }
  }
})

test('what was said before and is said again has not changed', async () => {
  const again = (await everything({ from: 2, to: latest })).filter(
    ({ kind }) => kind !== 'source' && kind !== 'citation',
  )
  expect(again).toEqual([])
  expect((await everything({ from: 2, to: 3 })).length).toBeGreaterThan(0)
})

test('counts are those of the changes, and pages of any size hold every change once and in order', async () => {
  const span = { from: 1, to: 4 }
  const all = await everything(span)
  const counted = await countChanges(database.reader, span)
  expect(counted.map(({ kind, added, changed, withdrawn }) => [kind, added, changed, withdrawn])).toEqual(
    factKinds.flatMap((kind) => {
      const of = all.filter((change) => change.kind === kind).map(didTo)
      const count = (did: string) => of.filter((each) => each === did).length
      return of.length > 0 ? [[kind, count('added'), count('changed'), count('withdrawn')]] : []
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (limit) => {
      const paged: Change[] = []
      for (let after: ChangeKey | undefined; ; after = paged.at(-1)) {
        const { changes, more } = await listChanges(database.reader, span, { after, limit })
        expect(changes.length).toBeLessThanOrEqual(limit)
        paged.push(...changes)
        if (!more) break
      }
      expect(paged).toEqual(all)
    }),
    { numRuns: 8 },
  )
})

test('of one kind, and about one thing', async () => {
  const { reader } = database
  const span = { from: 0, to: 2 }
  const events = await listChanges(reader, span, { kind: 'event', limit: 1000 })
  expect(new Set(events.changes.map(({ kind }) => kind))).toEqual(new Set(['event']))
  const about = await listAbout(reader, 'xl-smaby')
  expect(about.toSorted()).toEqual(
    ['xl-smaby', 'smaby-beihu-shi-partnership', 'smaby-beihu-shi-twinning', 'smaby-zarechye-twinning'].toSorted(),
  )
  const { changes } = await listChanges(reader, span, { about, limit: 1000 })
  expect(new Set(changes.map(({ subject }) => subject))).toEqual(new Set(about))
  const kinds = new Set(changes.map(({ kind }) => kind))
  for (const kind of ['cooperation', 'event', 'reason', 'conflict', 'statement', 'actor_name', 'citation'] as const)
    expect(kinds, kind).toContain(kind)
  const cited = await listChanges(reader, span, { about: ['littleland-list-2021'], limit: 1000 })
  expect(new Set(cited.changes.map(({ kind }) => kind))).toEqual(new Set<FactKind>(['source', 'citation']))
})

test('a name is that of the revision', async () => {
  const nameAt = async (revision: number) =>
    (await nameSubjects(database.reader, ['smaby-zarechye-twinning'], revision)).get('smaby-zarechye-twinning')?.nameSv
  expect([await nameAt(2), await nameAt(3)]).toEqual(['Småby kommun – Zaretje', 'Storby kommun – Zaretje'])
})

describe('what is or was ever under seal', () => {
  test.each(['members-survey', 'sealed-conversation', 'smaby-minutes-2020'])('%s is in no change', async (source) => {
    for (const span of spans())
      expect(JSON.stringify(await everything(span)), JSON.stringify(span)).not.toContain(source)
  })

  test('a statement of such a source is told without it', async () => {
    const { changes } = await listChanges(database.reader, { from: 0, to: 2 }, { kind: 'statement', limit: 100 })
    const told = changes.find(({ key }) => key === 'how-many.b')?.after
    expect(told).toMatchObject({ says_en: 'Seven.' })
    expect(Object.keys(told ?? {})).not.toContain('source')
    expect(changes.find(({ key }) => key === 'how-many.a')?.after).toMatchObject({ source: 'littleland-list-2021' })
  })
})

test('what differs in a fact, and all that a new one or one that is gone says', () => {
  const [before, after] = [{ a: 1, b: 'x', c: null }, { a: 1, b: 'y', c: 'z' }] // prettier-ignore
  expect(fieldChanges({ before, after }).map(({ name }) => name)).toEqual(['b', 'c'])
  expect(fieldChanges({ before: null, after })).toHaveLength(3)
  expect(fieldChanges({ before, after: null }).map(({ name, after: now }) => [name, now])).toEqual([['a', null], ['b', null]]) // prettier-ignore
})

test('the place of a change survives the way through an address; anything else is no place', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'))
  fc.assert(
    fc.property(fc.record({ kind: fc.constantFrom(...factKinds), key: text }), (place) => {
      expect(readChangeKey(writeChangeKey(place))).toEqual(place)
    }),
  )
  for (const wrong of ['', 'x', '%', Buffer.from('["colour","a"]').toString('base64url'), Buffer.from('["event",1]').toString('base64url')])
    expect(readChangeKey(wrong)).toBeUndefined()
}) // prettier-ignore
