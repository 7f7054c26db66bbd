import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append, changedLittleland, littleland } from '../../../checks/harness/littleland.ts'
import { openTestDatabase, type TestDatabase } from '../../../checks/harness/database.ts'
import { isDay } from '#platform/time/day.ts'
import { isEdtf } from '#platform/time/edtf.ts'
import { loadPackages, openStandingRegister, type Standing } from '#register/index.ts'
import type { Cell, ColumnType, Row } from './public-table.rules.ts'
import { describeTable, publicTables, tableNames, type TableName } from './table-list.rules.ts'
import { readTable, type TableReading } from './table-reading.queries.ts'

const base = { url: 'https://samband.example' }

let database: TestDatabase
let before: Standing
let now: Standing
beforeAll(async () => {
  database = await openTestDatabase()
  const made = changedLittleland({
    'sources.csv': append('told-to-members,survey,members,Teller,Tellers,What was told,,2019,T 1,,,sv,En not,A note'),
    'citations.csv': append(
      'z1,told-to-members,p. 12,event,smaby-zarechye-twinning.activity-2021,supports,En not,A note',
    ),
  })
  await loadPackages(database, made, new Date('2026-03-01T08:00:00Z'), [])
  const register = await openStandingRegister(database)
  before = register.now()
  await loadPackages(database, littleland, new Date('2026-03-02T08:00:00Z'), [])
  await register.refresh()
  now = register.now()
})
afterAll(() => database?.close())

async function rowsOf(name: TableName, reading: Partial<TableReading> = {}): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of readTable({ reader: database.reader, standing: now, base, ...reading }, name)) {
    expect(page.length).toBeGreaterThan(0)
    rows.push(...page)
  }
  return rows
}

function namedRows(name: TableName, rows: readonly Row[]): Record<string, Cell>[] {
  const { columns } = describeTable(name)
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null])))
}

const isOf: Record<ColumnType, (cell: Cell) => boolean> = {
  string: (cell) => typeof cell === 'string' && cell !== '',
  integer: (cell) => Number.isSafeInteger(cell),
  number: (cell) => typeof cell === 'number' && Number.isFinite(cell),
  boolean: (cell) => typeof cell === 'boolean',
  day: (cell) => typeof cell === 'string' && isDay(cell),
  edtf: (cell) => typeof cell === 'string' && isEdtf(cell),
  instant: (cell) => typeof cell === 'string' && new Date(cell).toISOString() === cell,
  url: (cell) => typeof cell === 'string' && URL.canParse(cell),
}

describe('every public table', () => {
  test('is described in both languages, each name once', () => {
    for (const { name, title, meaning, columns, key } of publicTables) {
      const names = columns.map((column) => column.name)
      expect(new Set(names).size, name).toBe(names.length)
      expect(names.filter((each) => !/^[a-z][a-z0-9_]*$/.test(each))).toEqual([])
      expect(names).toEqual(expect.arrayContaining([...key]))
      for (const text of [title, meaning, ...columns.map((column) => column.meaning)]) {
        expect(text.sv).toMatch(/\w/)
        expect(text.en).toMatch(/\w/)
      }
    }
  })

  // Littleland has no claims, nobody in it dissents, and no two of its records were of one body. What people bring and code
  // is held to the same in checks/documents.test.ts, checks/passages.test.ts and checks/coding.test.ts.
  const empty = [
    'actor_redirects',
    'claims',
    'dissents',
    'documents',
    'passages',
    'coding_rounds',
    'coding_units',
    'codings',
  ]
  test.each(tableNames.filter((name) => !empty.includes(name)))('%s holds what its columns promise', async (name) => {
    const rows = await rowsOf(name)
    expect(rows.length).toBeGreaterThan(0)
    const { columns, key } = describeTable(name)
    const faults = rows.flatMap((row) =>
      columns.flatMap(({ name: column, type, isNullable }, index) => {
        const cell = row[index] ?? null
        return (cell === null ? isNullable : isOf[type](cell)) ? [] : [`${column}: ${cell}`]
      }),
    )
    expect(faults).toEqual([])
    const keys = namedRows(name, rows).map((row) => key.map((column) => row[column]).join('\0'))
    expect(new Set(keys).size).toBe(keys.length)
  })

  test.each(tableNames)('%s is the same in pages of three', async (name) => {
    expect(await rowsOf(name, { pageRows: 3 })).toEqual(await rowsOf(name))
  })

  test('refers to rows that there are', async () => {
    const codes = new Set(
      namedRows('codebook', await rowsOf('codebook')).map(({ scheme, code }) => `${scheme}/${code}`),
    )
    const missing: string[] = []
    for (const name of tableNames) {
      const rows = namedRows(name, await rowsOf(name))
      for (const { name: column, refersTo, codes: scheme } of describeTable(name).columns) {
        const cells = new Set(rows.map((row) => row[column]).filter((cell) => cell !== null && cell !== undefined))
        if (scheme) missing.push(...[...cells].map((cell) => `${scheme}/${cell}`).filter((each) => !codes.has(each)))
        const target = tableNames.find((each) => each === refersTo)
        if (!target) continue
        const [targetKey = ''] = describeTable(target).key
        const known = new Set(namedRows(target, await rowsOf(target)).map((row) => row[targetKey]))
        missing.push(...[...cells].filter((cell) => !known.has(cell)).map((cell) => `${name}.${column}: ${cell}`))
      }
    }
    expect(missing).toEqual([])
  })
})

describe('what is not for everybody', () => {
  test('leaves as its kind only', async () => {
    const guarded = namedRows('sources', await rowsOf('sources', { standing: before })).filter(
      ({ visibility }) => visibility !== 'public',
    )
    expect(guarded.map(({ id }) => id)).toEqual(['members-survey', 'sealed-conversation', 'told-to-members'])
    const told = ['id', 'kind', 'visibility', 'citations', 'dataset']
    for (const row of guarded)
      expect(Object.entries(row).filter(([name, cell]) => cell !== null && !told.includes(name))).toEqual([])
  })

  test('leaves without its place and the notes on it', async () => {
    const citations = namedRows('citations', await rowsOf('citations', { standing: before }))
    const cited = citations.find(({ source }) => source === 'told-to-members')
    expect(cited).toMatchObject({ locator: null, note_sv: null, note_en: null, stance: 'supports' })
    expect(citations.some(({ locator }) => locator !== null)).toBe(true)
  })
})

test('an earlier revision is read as it stood, whatever has been accepted since', async () => {
  expect(now.revision).toBeGreaterThan(before.revision)
  const sources = namedRows('sources', await rowsOf('sources', { standing: before })).map(({ id }) => id)
  expect(sources).toContain('told-to-members')
  expect(namedRows('sources', await rowsOf('sources')).map(({ id }) => id)).not.toContain('told-to-members')
})
