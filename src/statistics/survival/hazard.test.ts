import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { registers } from '../../../checks/harness/generated-register.ts'
import { dayNumber } from '#platform/time/day.ts'
import { seriesOf } from '../measures/counting.rules.ts'
import { composeRule, nkk2022 } from '../rules/counting-rule.rules.ts'
import { wilsonInterval } from './confidence.rules.ts'
import { hazardsByAge, hazardsByYear } from './hazard.rules.ts'
import type { LifeColumns } from './kaplan-meier.rules.ts'
import { lifetimesOf } from './lifetime.rules.ts'

describe('the limits of a share', () => {
  // Newcombe 1998, Statistics in Medicine 17: 857–872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (count, of, low, high) => {
    const limits = wilsonInterval(count, of)
    expect(limits.low).toBeCloseTo(low, 4)
    expect(limits.high).toBeCloseTo(high, 4)
  })

  test('of nothing anything is possible', () => {
    expect(wilsonInterval(0, 0)).toEqual({ low: 0, high: 1 })
  })

  test('they hold the share, stay within 0 and 1, and mirror those of the others', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (count, others) => {
        fc.pre(count + others > 0)
        const of = count + others
        const { low, high } = wilsonInterval(count, of)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(low).toBeLessThanOrEqual(count / of)
        expect(high).toBeGreaterThanOrEqual(count / of)
        expect(high).toBeLessThanOrEqual(1)
        const mirrored = wilsonInterval(others, of)
        expect(mirrored.low).toBeCloseTo(1 - high, 10)
        expect(mirrored.high).toBeCloseTo(1 - low, 10)
      }),
    )
  })
})

describe('by age', () => {
  const lives = [
    { years: 2, isEnded: true, rows: 6 },
    { years: 4, isEnded: false, rows: 4 },
    { years: 5, isEnded: true, rows: 1 },
    { years: 12, isEnded: true, rows: 5 },
    { years: 30, isEnded: false, rows: 4 },
  ]

  test('ended among those at risk, of whom those last seen count for half', () => {
    const [young, middle, old] = hazardsByAge(lives, [0, 5, 15, 40])
    expect(young).toMatchObject({ from: 0, to: 5, atRisk: 20, ended: 6, censored: 4, isSmall: false })
    expect(young?.share).toBeCloseTo(6 / 18, 10)
    expect(young?.yearsLived).toBe(6 * 2 + 4 * 4 + 10 * 5)
    // Five years exactly is the beginning of the second group.
    expect(middle).toMatchObject({ atRisk: 10, ended: 6, censored: 0, share: 0.6, yearsLived: 0 + 5 * 7 + 4 * 10 })
    expect(old).toMatchObject({ atRisk: 4, ended: 0, censored: 4, share: 0, isSmall: true })
  })

  test('where nobody is left there is no share', () => {
    expect(hazardsByAge(lives, [40, 50])).toMatchObject([{ atRisk: 0, ended: 0, share: null, low: 0, high: 1 }])
  })

  test('groups add up: nobody is lost between them, and every year lived is in one', () => {
    const many = fc.array(
      fc.record({ years: fc.integer({ min: 0, max: 49 }), isEnded: fc.boolean(), rows: fc.nat(5) }),
      { maxLength: 20 },
    )
    fc.assert(
      fc.property(many, (all) => {
        const groups = hazardsByAge(all, [0, 1, 5, 10, 25, 50])
        groups.forEach(({ atRisk, ended, censored, share, low, high }, index) => {
          expect(atRisk - ended - censored).toBe(groups[index + 1]?.atRisk ?? 0)
          if (share === null) return
          expect(low).toBeLessThanOrEqual(share)
          expect(high).toBeGreaterThanOrEqual(share)
        })
        const lived = all.reduce((sum, { years, rows }) => sum + years * rows, 0)
        expect(groups.reduce((sum, { yearsLived }) => sum + yearsLived, 0)).toBeCloseTo(lived, 9)
      }),
    )
  })
})

describe('by calendar year', () => {
  const columns = (...lives: [start: string, end: string, isEnded: boolean, rows: number][]): LifeColumns => ({
    start: Int32Array.from(lives, ([start]) => dayNumber(start)),
    end: Int32Array.from(lives, ([, end]) => dayNumber(end)),
    isEnded: Uint8Array.from(lives, ([, , isEnded]) => Number(isEnded)),
    rows: Int32Array.from(lives, ([, , , rows]) => rows),
    years: new Float64Array(lives.length),
  })
  const some = columns(
    ['1990-07-02', '2019-07-02', true, 5],
    ['2018-12-31', '2019-01-01', true, 1],
    ['2019-01-01', '2019-12-31', true, 2],
    ['2019-01-01', '2021-12-31', false, 3],
    ['2019-01-01', '2021-12-31', true, 0],
  )

  test('those in force when the year began, and those of them that ended in it', () => {
    expect(hazardsByYear(some, { from: 2018, to: 2022 })).toMatchObject([
      { year: 2018, atRisk: 5, ended: 0, begunAndEnded: 0, share: 0, isSmall: true },
      { year: 2019, atRisk: 6, ended: 6, begunAndEnded: 2, share: 1, isSmall: false },
      { year: 2020, atRisk: 3, ended: 0, share: 0 },
      { year: 2021, atRisk: 3, ended: 0, share: 0 },
      { year: 2022, atRisk: 0, ended: 0, share: null },
    ])
  })

  test('no years, no hazards', () => {
    expect(hazardsByYear(some, { from: 2020, to: 2019 })).toEqual([])
  })

  test('those at risk are the stock at the end of the year before, where nothing began anew', () => {
    const rule = composeRule(nkk2022, { ...nkk2022, lapsed: 'out', disputed: 'in' })
    const coverage = { from: '1980-01-01', to: '2060-12-31' }
    fc.assert(
      fc.property(registers, ({ census, cooperations }) => {
        // A cooperation that ended and was resumed is one life, and no stock in between.
        const mask = Uint8Array.from(cooperations, ({ spans }) =>
          spans.some(({ status }, index) => status === 'ended' && index < spans.length - 1) ? 0 : 1,
        )
        const { best } = lifetimesOf(census, rule, mask, coverage)
        const stock = seriesOf(census, 'in-force', rule, { from: 1983, to: 2044 }, mask)
        expect(hazardsByYear(best, { from: 1984, to: 2045 }).map(({ atRisk }) => atRisk)).toEqual(
          stock.map((point) => point.best),
        )
      }),
    )
  })

  test('over all years every end is counted once', () => {
    const coverage = { from: '1980-01-01', to: '2030-12-31' }
    fc.assert(
      fc.property(
        registers,
        fc.constantFrom('shortest' as const, 'best' as const, 'longest' as const),
        ({ census }, reading) => {
          const lives = lifetimesOf(census, nkk2022, undefined, coverage)[reading]
          const ended = lives.rows.reduce((sum, rows, life) => sum + (lives.isEnded[life] ? rows : 0), 0)
          const years = hazardsByYear(lives, { from: 1900, to: 2030 })
          expect(years.reduce((sum, year) => sum + year.ended + year.begunAndEnded, 0)).toBe(ended)
        },
      ),
    )
  })
})
