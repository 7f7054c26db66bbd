import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '#accounts/index.ts'
import type { Database } from '#platform/db/database.ts'
import { applyVersions, planVersions } from '#platform/db/versions.ts'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import { citationTable } from '../citations/citation.rules.ts'
import { citationRow, edtfText, identifier, sourceRow } from './source.input.ts'
import { findSource, listCitationsFrom, listCitationsBelow, listSources, listSourcesById } from './source.queries.ts'
import { readableIn, visibleTo, type Asking } from './source.policy.ts'
import { isWithheld, redact, sourceTable, type Source } from './source.rules.ts'

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

test('what members read is shown to them whole, and what is under seal to nobody', () => {
  fc.assert(
    fc.property(sources, (source) => {
      const shown = redact(source, visibleTo({ role: 'reader' }))
      expect(shown).toEqual(source.visibility === 'sealed' ? redact(source) : source)
      expect(isWithheld(redact(source))).toBe(source.visibility !== 'public')
      // Rows of the list carry the number of citations along.
      const listed = { ...redact(source), citations: 1 }
      expect(isWithheld(listed)).toBe(source.visibility !== 'public')
    }),
  )
})

test('every role reads what is for members, and nobody as of an earlier revision', () => {
  for (const role of roles) {
    const account = { person: 'p', role }
    expect([readableIn({ account }), readableIn({ account, asOf: 1 })]).toEqual([['public', 'members'], ['public']])
  }
  expect(readableIn({})).toEqual(['public'])
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
    const citations = [citation('c2', 'old', 'a.ended-2000'), citation('c1', 'old', 'a.ended-2000'), citation('c3', 'young', 'b.ended-2000'), citation('c4', 'hidden', 'b.ended-2000'), citation('c5', 'guarded', 'b.ended-2000')] // prettier-ignore
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

  test('members read sources for members and where in them, now and not as of then; those under seal nobody', async () => {
    const account = { person: 'p', role: 'reader' as const }
    const locators = async (asking: Asking) =>
      (await listCitationsBelow(database.reader, 'b', asking)).map(({ id, locator }) => [id, locator])
    const titles = async (asking: Asking) =>
      [...(await listSourcesById(database.reader, ['hidden', 'guarded'], asking)).values()]
        .map(({ title }) => title)
        .filter(Boolean)
    expect(await titles({ account })).toEqual(['Title of guarded'])
    expect(await locators({ account })).toEqual([['c3', 'p. 1'], ['c4', null], ['c5', 'p. 1']]) // prettier-ignore
    for (const asking of [{}, { account, asOf: 1 }]) {
      expect(await titles(asking)).toEqual([])
      expect(await locators(asking)).toEqual([['c3', 'p. 1'], ['c4', null], ['c5', null]]) // prettier-ignore
    }
  })

  test('what is not for whoever asks does not tell its age by its place in the list', async () => {
    const order = async (asking: Asking) => (await listSources(database.reader, asking)).map(({ id }) => id)
    expect(await order({})).toEqual(['old', 'young', 'guarded', 'hidden'])
    expect(await order({ account: { person: 'p', role: 'reader' } })).toEqual(['guarded', 'old', 'young', 'hidden'])
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
