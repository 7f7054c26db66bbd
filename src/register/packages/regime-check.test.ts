import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { emptyDatabase, openTestDatabase } from '../../../checks/harness/database.ts'
import { append, changedLittleland, littleland, replace } from '../../../checks/harness/littleland.ts'
import { openStandingRegister, type Standing } from '../census/standing.queries.ts'
import { listRegimes } from '../codebook/regime.queries.ts'
import { loadPackages, readPackages } from './package.commands.ts'

const file = 'reference/regimes.csv'
const now = new Date('2026-11-26T08:00:00Z')

/** The faults as `line column: message`; they must all be of the regime types. */
function faultsAfter(change: (text: string) => string): string[] {
  const folders = changedLittleland({ [file]: change })
  return readPackages(folders).faults.map((fault) => {
    expect(fault.file).toBe(join(folders.reference, 'regimes.csv'))
    return `${fault.line} ${fault.column}: ${fault.message}`
  })
}

const lines = readFileSync(join(littleland.reference, 'regimes.csv'), 'utf8').trim().split('\n').length
const lineOf = (text: string) =>
  readFileSync(join(littleland.reference, 'regimes.csv'), 'utf8')
    .split('\n')
    .findIndex((line) => line.startsWith(text)) + 1

describe('a fault of the regime types is named with line and column', () => {
  test('a country that is none', () => {
    expect(faultsAfter(append('XX,1990,1999,closed_autocracy'))).toEqual([
      `${lines + 1} country: “XX” is not a country`,
    ])
  })

  test('a code that the codebook does not have', () => {
    expect(faultsAfter(replace('XL,1980,1980,electoral_democracy', 'XL,1980,1980,monarchy'))).toEqual([
      `${lineOf('XL,1980')} regime: “monarchy” is not in the codebook under regime`,
    ])
  })

  test('a stretch that ends before it begins', () => {
    expect(faultsAfter(replace('XB,2009,2021', 'XB,2009,2008'))).toEqual([
      `${lineOf('XB,2009')} to_year: “2008” is before the first year, 2009`,
    ])
  })

  test.each([
    ['XB,2006,2008', '2006'],
    ['XB,1990,1991', '1990'],
    ['XB,2021,2021', '2021'],
  ])('a stretch that overlaps another of the country: %s', (row, year) => {
    expect(faultsAfter(append(`${row},electoral_autocracy`))).toEqual([
      expect.stringMatching(new RegExp(`^\\d+ from_year: “${year}” lies in the stretch on line \\d+$`)),
    ])
  })

  test('a stretch within a long one is named though a short one lies between', () => {
    const change = (text: string) => `${text}XL,1985,1986,liberal_democracy\nXL,1990,1991,liberal_democracy\n`
    expect(faultsAfter(change)).toEqual([
      `${lines + 1} from_year: “1985” lies in the stretch on line ${lineOf('XL,1981')}`,
      `${lines + 2} from_year: “1990” lies in the stretch on line ${lineOf('XL,1981')}`,
    ])
  })

  test('a first year that a country has twice', () => {
    expect(faultsAfter(append('XB,1994,1994,electoral_autocracy'))).toEqual([
      `${lines + 1} country: “XB|1994” stands already on line ${lineOf('XB,1994')}`,
    ])
  })

  test('a year that is none', () => {
    expect(faultsAfter(append('XB,2007?,2008,electoral_autocracy'))).toEqual([
      `${lines + 1} from_year: must be a year of four digits: “2007?”`,
    ])
  })

  test('stretches that fill a gap and touch their neighbours are no fault', () => {
    expect(faultsAfter(append('XB,2007,2008,electoral_autocracy'))).toEqual([])
  })
})

describe('held in the database', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  beforeEach(() => emptyDatabase(database))
  afterAll(() => database?.close())

  async function load(folders: typeof littleland): Promise<number> {
    const result = await loadPackages(database, folders, now)
    if (!result.ok) throw new Error(JSON.stringify(result.faults))
    return result.revision
  }
  const standing = async (): Promise<Standing> => (await openStandingRegister(database)).now()

  test('the standing register knows how a country was governed, and what nobody knows', async () => {
    await load(littleland)
    const { regimes } = await standing()
    expect(regimes.regimeOf('XB', 1994)).toBe('electoral_autocracy')
    expect(regimes.regimeOf('XB', 2008)).toBeUndefined()
    expect(regimes.years).toEqual({ from: 1980, to: 2021 })
  })

  test('a changed stretch is a new revision, so that caches and other processes follow', async () => {
    const before = await load(littleland)
    expect(await load(changedLittleland({ [file]: replace('XB,2009,', 'XB,2008,') }))).toBe(before + 1)
    expect((await listRegimes(database.reader)).filter(({ country }) => country === 'XB')).toEqual([
      { country: 'XB', from: 1980, to: 1993, regime: 'closed_autocracy' },
      { country: 'XB', from: 1994, to: 2006, regime: 'electoral_autocracy' },
      { country: 'XB', from: 2008, to: 2021, regime: 'closed_autocracy' },
    ])
    expect((await standing()).regimes.regimeOf('XB', 2008)).toBe('closed_autocracy')
  })

  test('the shipped table has the countries of the register, and parts of the world in both languages', async () => {
    await load({ reference: 'data/reference', datasets: [] })
    const { regimes, vocabularies, datasets } = await standing()
    expect([1970, 1986, 2021].map((year) => regimes.regimeOf('CN', year))).toEqual(Array(3).fill('closed_autocracy'))
    expect(regimes.regimeOf('SE', 2021)).toBe('liberal_democracy')
    // The source has West Germany by itself until 1990, which is not today's Germany.
    expect([1990, 1991].map((year) => regimes.regimeOf('DE', year))).toEqual([undefined, 'liberal_democracy'])
    expect(vocabularies.sv.label('regime', 'electoral_autocracy')).toBe('Elektoral autokrati')
    expect(vocabularies.en.regions).toEqual(['002', '009', '019', '142', '150'])
    expect(['CN', 'SE', 'TW'].map((country) => vocabularies.en.regionOf(country))).toEqual(['142', '150', undefined])
    expect([vocabularies.sv.region('150'), vocabularies.en.region('142')]).toEqual(['Europa', 'Asia'])
    expect(datasets.map(({ licence }) => licence)).toEqual(['CC-BY-4.0, CC-BY-SA-4.0'])
  })
})
