/**
 * Does anything public join the sealed source to a body, a cooperation, an event or a conflict, or tell which interview
 * it was? Looks at every byte that the crawl brings home and at the data that ship with the program.
 */
import { readdirSync, readFileSync } from 'node:fs'
import readExcelFile from 'read-excel-file/node'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from './harness/app.ts'
import { crawlSite } from './harness/crawl.ts'
import { changedLittleland, littleland } from './harness/littleland.ts'

const dataFolder = new URL('../data/', import.meta.url)

// The report's notes that cite interviews.
const interviewNotes = ['14', '15', '16', '17', '19', '30', '34']
const noteNumber = `(?:${interviewNotes.join('|')})(?!\\d)`

const patterns: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['an interview with its number', /\bint(?:ervju(?:n|er|erna)?|erviews?)\s*(?:nr|no|nummer|number|n:o|#|№)\.?\s*\d/i],
  ['an interview with its number', /\bint(?:ervju|erview)[\s_-]*\d{1,2}\b/i],
  ['the number of an interview note as locator', new RegExp(`(?<!appendix-)\\bnote:${noteNumber}`, 'i')],
  // A single note, or one in a list such as “notes 1, 14 and 20”. The appendix has notes of its own.
  [
    'the number of an interview note in words',
    new RegExp(
      `(?<!appendix |bilagan |bilagans )\\b(?:fot|foot)?not(?:e|en|er|erna|es)? (?:\\d+(?:, | och | and |–|-))*${noteNumber}`,
      'i',
    ),
  ],
  [
    'the day of an interview',
    /2020-02-1[18]|\b1[18] (?:februari|feb\.?|February|Feb) 2020|\b(?:February|Feb) 1[18],? 2020/i,
  ],
]

function findSealed(text: string): string[] {
  return patterns.flatMap(([what, pattern]) => {
    const match = pattern.exec(text)
    return match
      ? [
          `${what}: “${text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 20).replaceAll(/\s+/g, ' ')}”`,
        ]
      : []
  })
}

const sealed = 'sealed-interview'
/** Where the sealed source may be named: its own record, the lists of sources, and the codebook that it supports. */
const mayName =
  /^\/(?:(?:sv|en)\/(?:sources(?:\/sealed-interview)?|codebook)|api\/v1\/(?:sources(?:\.\w+|\/sealed-interview)?|codebook|citations\.\w+|samband\.[\w.]+))$/

let app: TestApp
let served: { arrivedAt: string; body: string; contentType: string }[]
beforeAll(async () => {
  app = await openTestApp()
  const crawl = await crawlSite(app)
  const { items } = await (await app.request('/api/v1/cooperations?limit=500')).json()
  const lists = [
    'sources?limit=500',
    'sources.csv',
    `sources/${sealed}`,
    'codebook',
    'actors.csv',
    'cooperations.csv',
    'context-events',
    'context-events.csv',
    'openapi.json',
  ]
  const addresses = [...lists, ...items.map(({ id }: { id: string }) => `cooperations/${id}`)].map(
    (path) => `/api/v1/${path}`,
  )
  served = [...crawl.visits.values()].map(({ arrivedAt, body, contentType }) => ({ arrivedAt, body, contentType }))
  for (const address of addresses) {
    const response = await app.request(address)
    served.push({
      arrivedAt: address,
      body: await response.text(),
      contentType: response.headers.get('content-type') ?? '',
    })
  }
}, 240_000)
afterAll(() => app?.close())

const pathOf = (address: string) => address.replace(/\?.*$/, '')

test('nothing that is served tells which interview it was', () => {
  const texts = served.filter(({ contentType }) => !/^font|spreadsheet/.test(contentType))
  expect(texts.length).toBeGreaterThan(300)
  expect(texts.flatMap(({ arrivedAt, body }) => findSealed(body).map((fault) => `${arrivedAt}: ${fault}`))).toEqual([])
})

test('only its own record, lists of sources and the codebook name the sealed source', () => {
  const naming = served.filter(({ body }) => body.includes(sealed)).map(({ arrivedAt }) => pathOf(arrivedAt))
  expect(naming).toContain(`/api/v1/sources/${sealed}`)
  expect([...new Set(naming)].filter((path) => !mayName.test(path))).toEqual([])
})

test('the record of the sealed source says that there is one, and supports codes alone', async () => {
  const record = await (await app.request(`/api/v1/sources/${sealed}`)).json()
  const { supports, citations, ...rest } = record
  expect(rest).toEqual({
    id: sealed, kind: 'interview', visibility: 'sealed', author: null, publisher: null, title: null, container: null, date: null,
    diary_number: null, url: null, accessed: null, language: null,
  }) // prettier-ignore
  expect(citations).toBe(supports.length)
  expect(
    supports.map(({ fact_table, locator }: { fact_table: string; locator: string | null }) => ({
      fact_table,
      locator,
    })),
  ).toEqual(supports.map(() => ({ fact_table: 'codebook', locator: null })))
  for (const language of ['sv', 'en']) {
    const page = await (await app.request(`/${language}/sources/${sealed}`)).text()
    const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
    expect([...main.matchAll(/href="\/(?:sv|en)\/(cooperations|actors|conflicts)[/#?]/g)]).toEqual([])
  }
})

test('the workbook says no more than the pages', async () => {
  const file = await (await app.request('/api/v1/cooperations.xlsx')).arrayBuffer()
  const text = JSON.stringify(await readExcelFile(Buffer.from(file)))
  expect(text).toContain('Göteborg')
  expect(text).not.toContain(sealed)
  expect(findSealed(text)).toEqual([])
})

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
    const past = await crawlSite(littlelands, ['/en?as_of=2026-03-01'])
    expect(past.visits.size).toBeGreaterThan(60)
    const naming = [...past.visits.values()].filter(({ body }) => body.includes(source))
    expect([...new Set(naming.map(({ arrivedAt }) => pathOf(arrivedAt)))].toSorted()).toEqual(
      ['/api/v1/samband.sqlite', '/api/v1/sources', ...['csv', 'json', 'jsonld', 'ndjson', 'parquet', 'sqlite'].map((form) => `/api/v1/sources.${form}`), ...['/en', '/sv'].flatMap((at) => [`${at}/sources`, `${at}/sources/${source}`])],
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
