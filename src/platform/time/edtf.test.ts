import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayFromNumber, dayNumber, isDay } from './day.ts'
import { boundsOf, isEdtf } from './edtf.ts'

const days = fc
  .integer({ min: dayNumber('1000-01-01'), max: dayNumber('2999-12-31') })
  .map((number) => dayFromNumber(number))
/** A written date of any precision, and the day it was cut from. */
const cutDays = fc
  .tuple(days, fc.constantFrom(4, 7, 10))
  .map(([day, length]) => ({ day, written: day.slice(0, length) }))

describe('what days a date can mean', () => {
  test.each([
    ['2002', '2002-01-01', '2002-07-02', '2002-12-31'],
    ['2019-04', '2019-04-01', '2019-04-15', '2019-04-30'],
    ['2020-02', '2020-02-01', '2020-02-15', '2020-02-29'],
    ['2020-08-19', '2020-08-19', '2020-08-19', '2020-08-19'],
    ['199X', '1990-01-01', '1994-12-31', '1999-12-31'],
    ['19XX', '1900-01-01', '1949-12-31', '1999-12-31'],
  ])('%s: from %s, best %s, to %s', (text, earliest, best, latest) => {
    expect(boundsOf(text)).toEqual({ earliest, best, latest })
  })

  test.each([
    ['2019~', '2018-01-01', '2020-12-31'],
    ['2019?', '2018-01-01', '2020-12-31'],
    ['2019%', '2018-01-01', '2020-12-31'],
    ['2019-01?', '2018-12-01', '2019-02-28'],
    ['2019-03~', '2019-02-01', '2019-04-30'],
    ['2019-12~', '2019-11-01', '2020-01-31'],
    ['2020-08-19~', '2020-08-18', '2020-08-20'],
    ['2020-01-01?', '2019-12-31', '2020-01-02'],
  ])('%s is wider by one unit of its own precision on both sides', (text, earliest, latest) => {
    expect(boundsOf(text)).toMatchObject({ earliest, latest })
  })

  test('Överkalix: ended some time from its start in 2002 until the study closed', () => {
    expect(boundsOf('[2002..2021]')).toEqual({ earliest: '2002-01-01', best: '2012-01-01', latest: '2021-12-31' })
  })

  test('in 2021 at the latest: no first day, and the last is taken', () => {
    expect(boundsOf('[..2021]')).toEqual({ earliest: null, best: '2021-12-31', latest: '2021-12-31' })
  })

  test('in 2015 at the earliest: no last day, and the first is taken', () => {
    expect(boundsOf('[2015..]')).toEqual({ earliest: '2015-01-01', best: '2015-01-01', latest: null })
  })

  test('a set may mix years, months and days, and what is about', () => {
    expect(boundsOf('[2019-04..2020-02-03]')).toMatchObject({ earliest: '2019-04-01', latest: '2020-02-03' })
    expect(boundsOf('[2002~..2021]')).toMatchObject({ earliest: '2001-01-01', latest: '2021-12-31' })
  })

  test('a set of single dates reaches from its first member to its last', () => {
    expect(boundsOf('[1996,1998,2000..2001]')).toMatchObject({ earliest: '1996-01-01', latest: '2001-12-31' })
  })
})

test.each([
  '',
  'unknown',
  '2019-13',
  '2004-02-30',
  '19',
  'Y17000',
  '2002/2004',
  '2002/',
  '{2002,2003}',
  '[2003..2001]',
  '[..]',
  '[]',
  ' 2002',
  '2002-1',
])('“%s” is not a date that the register holds', (text) => {
  expect(isEdtf(text)).toBe(false)
})

describe('for every date', () => {
  test('the bounds hold what was written', () => {
    fc.assert(
      fc.property(cutDays, fc.constantFrom('', '~', '?', '%'), ({ day, written }, qualifier) => {
        const bounds = boundsOf(`${written}${qualifier}`)
        expect(bounds?.earliest).toSatisfy((earliest: string) => earliest <= day)
        expect(bounds?.latest).toSatisfy((latest: string) => latest >= day)
        if (qualifier === '') {
          expect(bounds?.earliest?.startsWith(written)).toBe(true)
          expect(bounds?.latest?.startsWith(written)).toBe(true)
          expect(bounds?.best.startsWith(written)).toBe(true)
        }
      }),
    )
  })

  test('earliest ≤ best ≤ latest, and all are days', () => {
    fc.assert(
      fc.property(dateTexts(), (text) => {
        const bounds = boundsOf(text)
        if (!bounds) return
        const { earliest, best, latest } = bounds
        expect(isDay(best)).toBe(true)
        expect(earliest === null || (isDay(earliest) && earliest <= best)).toBe(true)
        expect(latest === null || (isDay(latest) && best <= latest)).toBe(true)
      }),
    )
  })

  test('“about” only ever widens', () => {
    fc.assert(
      fc.property(cutDays, fc.constantFrom('~', '?', '%'), ({ written }, qualifier) => {
        const plain = boundsOf(written)
        const about = boundsOf(`${written}${qualifier}`)
        expect(about?.earliest?.localeCompare(plain?.earliest ?? '')).toBe(-1)
        expect(about?.latest?.localeCompare(plain?.latest ?? '')).toBe(1)
      }),
    )
  })

  test('a set from one date to another reaches from the first of one to the last of the other', () => {
    fc.assert(
      fc.property(days, days, fc.constantFrom(4, 7, 10), (a, b, length) => {
        const [first, last] = [a, b].toSorted().map((day) => day.slice(0, length))
        const bounds = boundsOf(`[${first}..${last}]`)
        expect(bounds?.earliest).toBe(boundsOf(first ?? '')?.earliest)
        expect(bounds?.latest).toBe(boundsOf(last ?? '')?.latest)
      }),
    )
  })

  test('nothing that somebody could write makes the reading fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-0-9XYS~?%[\]{}.,/TZ:+]{0,24}$/)),
        (text) => typeof isEdtf(text) === 'boolean',
      ),
    )
  })
})

test.each([
  '-0005',
  '0000',
  '0001~',
  '0XXX',
  '1XXX',
  '2021-02-29',
  '2021-02-29~',
  '2019-04-01T02:00:00+05:00',
  '[2021-02-29..2022]',
  '[2002,]',
  '[,2002]',
])('“%s” is no date either: none that a calendar, a database or a register of agreements could hold', (text) => {
  expect(boundsOf(text)).toBeUndefined()
})

function dateTexts(): fc.Arbitrary<string> {
  const qualified = fc
    .tuple(cutDays, fc.constantFrom('', '~', '?', '%'))
    .map(([{ written }, qualifier]) => written + qualifier)
  const sets = fc
    .tuple(fc.option(days, { nil: '' }), fc.option(days, { nil: '' }), fc.constantFrom(4, 7, 10))
    .map(([a, b, length]) => `[${a.slice(0, length)}..${b.slice(0, length)}]`)
  return fc.oneof(qualified, sets)
}
