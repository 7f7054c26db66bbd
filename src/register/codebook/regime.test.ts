import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { regimeTable, type RegimeStretch } from './regime.rules.ts'

const stretch = (country: string, from: number, to: number, regime: string): RegimeStretch => ({
  country,
  from,
  to,
  regime,
})

describe('the regime type of a country in a year', () => {
  const table = regimeTable([
    stretch('TW', 1970, 1995, 'closed_autocracy'),
    stretch('TW', 1996, 1999, 'electoral_democracy'),
    stretch('XB', 2009, 2021, 'closed_autocracy'),
    stretch('XB', 1980, 2006, 'electoral_autocracy'),
  ])

  test.each([
    ['TW', 1970, 'closed_autocracy'],
    ['TW', 1995, 'closed_autocracy'],
    ['TW', 1996, 'electoral_democracy'],
    ['XB', 2006, 'electoral_autocracy'],
    ['XB', 2009, 'closed_autocracy'],
  ])('%s in %i: %s', (country, year, regime) => {
    expect(table.regimeOf(country, year)).toBe(regime)
  })

  test.each([
    ['TW', 1969, 'before the first stretch'],
    ['TW', 2000, 'after the last'],
    ['XB', 2007, 'in a gap'],
    ['SE', 2000, 'of a country without stretches'],
  ])('%s in %i is unknown: %s', (country, year) => {
    expect(table.regimeOf(country, year)).toBeUndefined()
  })

  test('the years run from the first stretch of any country to the last', () => {
    expect(table.years).toEqual({ from: 1970, to: 2021 })
    expect(regimeTable([]).years).toBeUndefined()
  })
})

test('what was coded year by year is read as it was coded, gaps included', () => {
  const coded = fc.array(fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), { maxLength: 40 })
  fc.assert(
    fc.property(coded, coded, (one, other) => {
      const stretches = [...stretchesOf('AA', one), ...stretchesOf('BB', other)]
      const { regimeOf } = regimeTable(stretches.toReversed())
      const read = (country: string, length: number) =>
        Array.from({ length }, (_, index) => regimeOf(country, 1970 + index))
      expect(read('AA', one.length)).toEqual(one)
      expect(read('BB', other.length)).toEqual(other)
    }),
  )
})

/** Equal years in a row make one stretch. */
function stretchesOf(country: string, years: readonly (string | undefined)[]): RegimeStretch[] {
  const stretches: RegimeStretch[] = []
  years.forEach((regime, index) => {
    if (regime === undefined) return
    const last = stretches.at(-1)
    if (last?.regime === regime && last.to === 1969 + index) last.to += 1
    else stretches.push(stretch(country, 1970 + index, 1970 + index, regime))
  })
  return stretches
}
