import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { applyVersions, planVersions } from '#platform/db/versions.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { citationTable } from '../citations/citation.rules.ts'
import { citationRow, edtfText, identifier, sourceRow } from './source.input.ts'
import { findSource, listCitationsFrom, listCitationsBelow, listSources, listSourcesById } from './source.queries.ts'
import { redact, sourceTable, type Source } from './source.rules.ts'

const texts = fc.option(fc.string({ minLength: 1 }), { nil: null })
const sources: fc.Arbitrary<Source> = fc.record({
  id: fc.constant('conversation-7'),
  kind: fc.constantFrom('interview', 'survey', 'report'),
  visibility: fc.constantFrom('public' as const, 'members' as const, 'sealed' as const),
  author: texts, publisher: texts, title: texts, container: texts, date: texts, diaryNumber: texts, url: texts,
  accessed: texts, language: texts, noteSv: texts, noteEn: texts,
}) // prettier-ignore

test('of a source that is not public nothing shows but that there is one, of what kind and how guarded', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const shown = redact(source)
      expect(Object.keys(shown).toSorted()).toEqual(Object.keys(source).toSorted())
      if (source.visibility === 'public') {
        expect(shown).toEqual(source)
        return
      }
      const told = Object.entries(shown)
        .filter(([, value]) => value !== null)
        .map(([column]) => column)
      expect(told.toSorted()).toEqual(['id', 'kind', 'visibility'])
    }),
  )
})

describe('held in the database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
    const row = (id: string, visibility: string, date: string | null) => ({
      id,
      kind: 'interview',
      visibility,
      author: 'Somebody',
      title: `Title of ${id}`,
      date,
    })
    const citation = (id: string, source: string, fact: string) => ({
      id,
      source,
      fact_table: 'event',
      fact_id: fact,
      stance: 'supports',
      locator: 'p. 1',
    })
    const held = [row('young', 'public', '2021'), row('old', 'public', '1999'), row('guarded', 'members', '1998'), row('hidden', 'sealed', null)] // prettier-ignore
    const citations = [citation('c2', 'old', 'a.ended-2000'), citation('c1', 'old', 'a.ended-2000'), citation('c3', 'young', 'b.ended-2000'), citation('c4', 'hidden', 'b.ended-2000')] // prettier-ignore
    await database.write(async (tx) =>
      applyVersions(tx, [
        await planVersions(tx, sourceTable, 'probe', held, 1),
        await planVersions(tx, citationTable, 'probe', citations, 1),
      ]),
    )
  })
  afterAll(() => database?.close())

  test('every way of reading sources hides what is not public', async () => {
    const listed = await listSources(database.reader)
    const byId = await listSourcesById(database.reader, ['hidden', 'guarded', 'old'])
    for (const id of ['hidden', 'guarded']) {
      for (const source of [
        await findSource(database.reader, id),
        byId.get(id),
        listed.find((each) => each.id === id),
      ]) {
        expect(source).toMatchObject({ id, kind: 'interview', author: null, title: null, date: null })
      }
    }
    expect(byId.get('old')?.title).toBe('Title of old')
    expect(JSON.stringify([listed, [...byId.values()]])).not.toMatch(/Title of (hidden|guarded)/)
  })

  test('the list is ordered by age and says how often each is cited', async () => {
    const listed = (await listSources(database.reader)).filter(({ visibility }) => visibility === 'public')
    expect(listed.map(({ id, citations }) => [id, citations])).toEqual([['old', 2], ['young', 1]]) // prettier-ignore
  })

  test('citations are found by fact and by source, and counted', async () => {
    expect((await listCitationsBelow(database.reader, 'a.ended-2000')).map(({ id }) => id)).toEqual(['c1', 'c2'])
    expect((await listCitationsFrom(database.reader, 'young')).map(({ factId }) => factId)).toEqual(['b.ended-2000'])
    expect((await listCitationsBelow(database.reader, 'a')).map(({ factId }) => factId)).toEqual([
      'a.ended-2000',
      'a.ended-2000',
    ])
    expect(await listCitationsBelow(database.reader, 'a.ended-200')).toEqual([])
  })

  test('a source that nobody has is none', async () => {
    expect(await findSource(database.reader, 'nobody')).toBeUndefined()
  })
})

describe('rows of a package', () => {
  test.each(['nkk-2022', 'a', 'goteborg-shanghai-twinning.not-renewed-2020-2', 'x_y'])(
    '%s is an identifier',
    (text) => {
      expect(identifier.safeParse(text).success).toBe(true)
    },
  )

  test.each(['', 'Göteborg', 'a b', '-a', 'A', 'a/b', 'a\n'])('“%s” is not', (text) => {
    expect(identifier.safeParse(text).success).toBe(false)
  })

  test('a date is in EDTF', () => {
    expect(edtfText.safeParse('2019~').success).toBe(true)
    expect(edtfText.safeParse('about 2019').error?.issues[0]?.message).toMatch(/EDTF/)
  })

  const blank = {
    author: null,
    publisher: null,
    title: null,
    container: null,
    date: null,
    diary_number: null,
    url: null,
    accessed: null,
    language: null,
    note_sv: null,
    note_en: null,
  }

  test('a source has a known visibility and a web address that is one', () => {
    expect(sourceRow.safeParse({ id: 'a', kind: 'report', visibility: 'public', ...blank }).success).toBe(true)
    expect(sourceRow.safeParse({ id: 'a', kind: 'report', visibility: 'secret', ...blank }).success).toBe(false)
    expect(
      sourceRow.safeParse({ id: 'a', kind: 'report', visibility: 'public', ...blank, url: 'www.example.org' }).success,
    ).toBe(false)
  })

  test('a citation is for a known sort of fact, for or against', () => {
    const row = {
      id: 'c1',
      source: 'a',
      locator: null,
      fact_table: 'event',
      fact_id: 'x',
      stance: 'contradicts',
      note_sv: null,
      note_en: null,
    }
    expect(citationRow.safeParse(row).success).toBe(true)
    expect(citationRow.safeParse({ ...row, fact_table: 'rumour' }).success).toBe(false)
    expect(citationRow.safeParse({ ...row, stance: 'doubts' }).success).toBe(false)
  })

  // Every address of a source becomes a link.
  test.each(['javascript:alert(1)', 'data:text/html,x'])('%s is no web address', (url) => {
    expect(sourceRow.safeParse({ id: 'a', kind: 'report', visibility: 'public', ...blank, url }).success).toBe(false)
  })
})
