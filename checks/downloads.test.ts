/** Do files of every form hold the rows of the register, and do they say of themselves what programs need to know? */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Ajv } from 'ajv'
import { parse } from 'csv-parse/sync'
import { parquetMetadata, parquetReadObjects } from 'hyparquet'
import { parseHTML } from 'linkedom'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'
import { zipEntry } from './harness/zip.ts'

type Cell = string | number | boolean | null
type Rows = Record<string, Cell>[]

let app: TestApp
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samband-downloads-'))
  app = await openTestApp(littleland, new Date('2026-03-01T08:00:00Z'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await app?.close()
})

async function get(path: string): Promise<Response> {
  const response = await app.request(`/api/v1/${path}`)
  expect([path, response.status]).toEqual([path, 200])
  return response
}
const bytesOf = async (path: string) => Buffer.from(await (await get(path)).arrayBuffer())
const textOf = async (path: string) => (await get(path)).text()
const linesOf = (text: string): Rows => text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Rows[number]) // prettier-ignore
const rowsOf = async (path: string) => linesOf(await textOf(path))

function openSqlite(bytes: Buffer): DatabaseSync {
  const path = join(folder, 'file.sqlite')
  writeFileSync(path, bytes)
  return new DatabaseSync(path, { readOnly: true })
}

test.each(['xl-smaby', 'xb-zarechye'])('the page of %s leads to the rows that it shows', async (actor) => {
  const { document } = parseHTML(await (await app.request(`/en/actors/${actor}`)).text())
  const links = document.querySelectorAll(':is(#own, #within) tbody tr > :first-child a')
  const shown = [...links].map((link) => link.getAttribute('href')?.split('/').at(-1))
  const path = document.querySelector('.downloads a[href*=".ndjson"]')?.getAttribute('href')?.replace('/api/v1/', '')
  const rows = await rowsOf(path ?? '')
  expect(shown.length).toBeGreaterThan(0)
  expect(rows).toHaveLength(shown.length)
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(shown))
})

const queries = ['', '?status=ended', '?q=zarechye', '?sort=-started']

describe.each(['cooperations', 'citations', 'changesets'])('%s', (table) => {
  const asked = table === 'cooperations' ? queries : ['']

  test.each(asked)('as JSON and as CSV are the rows of NDJSON: %s', async (query) => {
    const rows = await rowsOf(`${table}.ndjson${query}`)
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.parse(await textOf(`${table}.json${query}`))).toEqual(rows)
    const csv: Rows = parse(await textOf(`${table}.csv${query}`), { columns: true })
    const asText = (cell: Cell) => (typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell ?? ''))
    expect(csv).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, asText(cell)]))),
    )
  })

  test('as Parquet are the same rows, typed', async () => {
    const bytes = await bytesOf(`${table}.parquet`)
    const file = new Uint8Array(bytes).buffer
    const read = (await parquetReadObjects({ file })) as Record<string, unknown>[]
    const isDay = new Set(
      parquetMetadata(file).schema.filter((each) => each.converted_type === 'DATE').map(({ name }) => name),
    ) // prettier-ignore
    const plain = read.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => {
          const text = cell instanceof Date ? cell.toISOString() : cell
          return [name, isDay.has(name) && typeof text === 'string' ? text.slice(0, 10) : text]
        }),
      ),
    )
    expect(plain).toEqual(await rowsOf(`${table}.ndjson`))
  })

  test('as SQLite are the same rows, and say what their columns mean', async () => {
    const file = openSqlite(await bytesOf(`${table}.sqlite`))
    const read = file.prepare(`select * from ${table}`).all()
    const meanings = file.prepare(`select count(*) as counted from column_meanings where "table" = ?`).get(table)
    file.close()
    const rows = await rowsOf(`${table}.ndjson`)
    const asKept = (cell: Cell) => (typeof cell === 'boolean' ? Number(cell) : cell)
    expect(read.map((row) => ({ ...row }))).toEqual(
      rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, asKept(cell)]))),
    )
    expect(meanings?.counted).toBe(Object.keys(rows[0] ?? {}).length)
  })
})

describe('everything together', () => {
  test('is one SQLite file with every table, the same bytes when it is made again', async () => {
    const bytes = await bytesOf('samband.sqlite')
    const { length: latest } = await rowsOf('changesets.ndjson')
    expect(bytes.equals(await bytesOf(`samband.sqlite?as_of=${latest}`))).toBe(true)
    const file = openSqlite(bytes)
    const ended = file.prepare(
      `select count(distinct c.id) as counted from cooperations c join events e on e.cooperation = c.id
       join actors a on a.id = c.counterpart where e.kind = 'ended' and c.status = 'ended'`,
    ) // prettier-ignore
    expect(ended.get()?.counted).toBeGreaterThan(0)
    file.close()
  })

  test('is a data package of CSV files that keeps to Data Package 2.0', async () => {
    const zip = await bytesOf('samband.csv.zip')
    const profile = readFileSync(
      new URL('../fixtures/schemas/frictionless-2.0/datapackage.json', import.meta.url),
      'utf8',
    )
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(profile))
    const descriptor = JSON.parse(zipEntry(zip, 'datapackage.json'))
    for (const one of [descriptor, await (await get('datapackage.json')).json()]) {
      validate(one)
      expect(validate.errors ?? []).toEqual([])
    }
    expect(validate({ ...descriptor, resources: [] })).toBe(false)
    for (const { path, schema } of descriptor.resources) {
      const [header = []]: string[][] = parse(zipEntry(zip, path), { to: 1 })
      expect(header).toEqual(schema.fields.map(({ name }: { name: string }) => name))
      expect(header).toEqual(expect.arrayContaining(schema.primaryKey))
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        expect(header).toEqual(expect.arrayContaining(fields))
        const target = descriptor.resources.find(({ name }: { name: string }) => name === reference.resource)
        expect(target.schema.primaryKey).toEqual(reference.fields)
      }
    }
    const { length: latest } = await rowsOf('changesets.ndjson')
    expect(zip.equals(await bytesOf(`samband.csv.zip?as_of=${latest}`))).toBe(true)
  })

  test.each(['ndjson', 'json', 'jsonld', 'parquet'])('is a zip of %s', async (form) => {
    expect(zipEntry(await bytesOf(`samband.${form}.zip`), `events.${form}`).length).toBeGreaterThan(100)
  })

  test('is a workbook with a sheet for each table', async () => {
    const sheets = (await readExcelFile(await bytesOf('samband.xlsx'))) as unknown as {
      sheet: string
      data: unknown[][]
    }[]
    const descriptor = (await (await get('datapackage.json')).json()) as { resources: { name: string }[] }
    expect(sheets.map(({ sheet }) => sheet)).toEqual(descriptor.resources.map(({ name }) => name))
    const events = sheets.find(({ sheet }) => sheet === 'events')
    expect(events?.data.length).toBe((await rowsOf('events.ndjson')).length + 1)
  })
})

describe('a CSV file', () => {
  test('leads to what it says of itself as CSV on the Web', async () => {
    const { headers } = await get('actor-names.csv')
    const [, address = ''] = /^<(.*)>; rel="describedby"/.exec(headers.get('link') ?? '') ?? []
    expect(address).toBe(`${origin}/api/v1/actor-names.csv-metadata.json`)
    const metadata = await (await app.request(address)).json()
    expect(metadata).toMatchObject({
      '@context': ['http://www.w3.org/ns/csvw', { '@language': 'en' }],
      url: 'actor-names.csv',
    })
    const [header]: string[][] = parse(await textOf('actor-names.csv'), { to: 1 })
    expect(metadata.tableSchema.columns.map(({ name }: { name: string }) => name)).toEqual(header)
  })
})

test.each([
  ['nothing.csv', 404],
  ['cooperations.docx', 404],
  ['cooperations.ndjson?limits=1', 400],
  ['cooperations.csv?status=ended&limit=10', 400],
  ['cooperations.xlsx?after=x', 400],
  ['actors.csv?limit=10', 400],
  ['coding-rounds.csv?as_of=1', 400],
  ['events.parquet?status=ended', 400],
  ['countries.csv?as_of=1', 400],
  ['samband.sqlite?q=x', 400],
])('%s cannot be met, and says so as a problem', async (path, status) => {
  const response = await app.request(`/api/v1/${path}`)
  expect([response.status, response.headers.get('content-type')]).toEqual([
    status,
    expect.stringContaining('problem+json'),
  ])
})

test('a download that is given up leaves nothing behind', async () => {
  const before = await bytesOf('cooperations.ndjson')
  const response = await get('samband.ndjson.zip')
  await response.body?.cancel()
  expect((await bytesOf('cooperations.ndjson')).equals(before)).toBe(true)
})
