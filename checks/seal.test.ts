/**
 * Do the data that ship join the sealed source to a body, a cooperation, an event or a conflict, or tell which interview it
 * was; and what of a source that is sealed later? What is served is looked at where it is brought home, in crawl.test.ts.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './harness/app.ts'
import { crawlSite, swedish } from './harness/crawl.ts'
import { findSealed, mayName, sealed } from './harness/sealed-words.ts'
import { changedLittleland, littleland } from './harness/littleland.ts'

const dataFolder = new URL('../data/', import.meta.url)

type Row = Record<string, string>
const rowsOf = (file: string): Row[] => parse(readFileSync(new URL(file, dataFolder)), { columns: true })

describe('the data that ship', () => {
  const files = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(csv|json|md)$/.test(file),
  )

  test('tell nothing of an interview', () => {
    expect(files.length).toBeGreaterThan(10)
    const texts = files.map((file) => [file, readFileSync(new URL(file, dataFolder), 'utf8')] as const)
    expect(
      texts.flatMap(([file, text]) =>
        text.split('\n').flatMap((line, index) => findSealed(line).map((fault) => `${file}:${index + 1} ${fault}`)),
      ),
    ).toEqual([])
  })

  test('cite what is sealed for codes alone, without place', () => {
    const hidden = new Set(
      rowsOf('nkk-2022/sources.csv')
        .filter((source) => source.visibility !== 'public')
        .map((source) => source.id),
    )
    expect([...hidden]).toEqual([sealed])
    expect(joinsOf(rowsOf('nkk-2022/citations.csv'), hidden)).toEqual([])
    for (const file of ['nkk-2022/statements.csv', 'nkk-2022/context_events.csv'])
      expect(rowsOf(file).filter(({ source }) => hidden.has(source ?? ''))).toEqual([])
  })
})

function joinsOf(citations: readonly Row[], hidden: ReadonlySet<string | undefined>): Row[] {
  return citations.filter(
    (each) =>
      hidden.has(each.source) &&
      (each.fact_table !== 'codebook' || each.locator !== '' || each.note_sv !== '' || each.note_en !== ''),
  )
}

describe('the check itself notices', () => {
  test.each([
    'Intervju nr 3, 2020',
    'interview no. 7',
    'Interview number 12',
    'intervju 4',
    'interview-4',
    '"locator":"note:34"',
    'note:14,',
    'enligt not 17',
    'See note 30.',
    'rapportens noter 12, 19 och 22',
    'notes 14–17',
    'den 11 februari 2020',
    '18 February 2020',
    '2020-02-18',
    'February 11, 2020',
  ])('%s', (text) => {
    expect(findSealed(text)).not.toEqual([])
  })

  test.each([
    'note:3',
    'note:147',
    'note:341',
    'appendix-note:14',
    'not 1',
    'Note 31 of the report',
    '2020-02-10',
    '2020-12-18',
    'sealed-interview',
    'interview',
    'Intervjuer, 2022',
    'noterna 1, 4 och 5',
    'bilagan not 14',
    '12 noter 40',
  ])('and lets pass: %s', (text) => {
    expect(findSealed(text)).toEqual([])
  })

  test('a join in the citations', () => {
    const row = { source: sealed, fact_table: 'codebook', locator: '', note_sv: '', note_en: '' }
    expect(joinsOf([row], new Set([sealed]))).toEqual([])
    expect(
      joinsOf(
        [
          { ...row, fact_table: 'event' },
          { ...row, locator: 'p. 3' },
        ],
        new Set([sealed]),
      ),
    ).toHaveLength(2)
  })

  test('the name of the sealed source elsewhere', () => {
    for (const path of ['/sv/sources', '/en/codebook', '/api/v1/sources.csv']) expect(path).toMatch(mayName)
    for (const path of [
      '/sv/conflicts',
      '/sv/cooperations/x',
      '/api/v1/cooperations/x',
      '/en/actors/se-mora',
      '/sv/about',
    ])
      expect(path).not.toMatch(mayName)
  })
})

describe('a source that is put under seal later, its facts resting on another from then on', () => {
  const source = 'smaby-minutes-2020'
  let littlelands: TestApp
  beforeAll(async () => {
    littlelands = await openTestApp(littleland, new Date('2026-03-01'))
    const elsewhere = (text: string) => text.replaceAll(source, 'littleland-list-2021')
    const sealing = changedLittleland({
      'sources.csv': (text) =>
        text.replace(new RegExp(`^${source},([^,]*),public,.*`, 'm'), `${source},$1,sealed${','.repeat(11)}`),
      'citations.csv': elsewhere,
      'statements.csv': elsewhere,
    })
    await littlelands.load(sealing, new Date('2026-03-03'))
  })
  afterAll(() => littlelands?.close())

  test('is tied to nothing, as of a time when it was open either', { timeout: 240_000 }, async () => {
    const past = await crawlSite(littlelands, ['/en?as_of=2026-03-01'], [swedish, /\.(?:png|xlsx)(?:\?|$)/])
    expect(past.visits.size).toBeGreaterThan(60)
    const naming = [...past.visits.values()].filter(({ body }) => body.includes(source))
    expect([...new Set(naming.map(({ arrivedAt }) => arrivedAt.replace(/\?.*$/, '')))].toSorted()).toEqual(
      ['/api/v1/samband.sqlite', '/api/v1/sources', ...['csv', 'json', 'jsonld', 'ndjson', 'parquet', 'sqlite'].map((form) => `/api/v1/sources.${form}`), '/en/sources', `/en/sources/${source}`],
    )
    const record = await (await littlelands.request(`/api/v1/sources/${source}?as_of=2026-03-01`)).json()
    expect(record).toMatchObject({ visibility: 'sealed', title: null, citations: 0, supports: [] })
    for (const path of ['cooperations/smaby-beihu-shi-twinning', 'cooperations/smaby-beihu-shi-partnership', 'context-events'])
      expect(await (await littlelands.request(`/api/v1/${path}?as_of=2026-03-01`)).text()).not.toMatch(/smaby-minutes|§ (?:158|12|2)\b/)
  }) // prettier-ignore

  test('changes no sum that tells of it', async () => {
    const { items } = await (await littlelands.request('/api/v1/changes')).json()
    const [sealing] = items
    const compared = `/api/v1/changes/compare?from=${sealing.revision - 1}&to=${sealing.revision}`
    const { counts } = await (await littlelands.request(compared)).json()
    // A statement is told without its source.
    expect(counts).toEqual([{ fact_kind: 'statement', added: 0, changed: 1, withdrawn: 0 }])
    expect(sealing).toMatchObject({ added: 0, changed: 1, withdrawn: 0 })
  })
})
