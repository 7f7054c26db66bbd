import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayFromNumber, dayNumber, isDay, yearOf } from './day.ts'

const dayNumbers = fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') })

test('days are counted from 1 January 1970', () => {
  expect(dayNumber('1970-01-01')).toBe(0)
  expect(dayNumber('1969-12-31')).toBe(-1)
  expect(dayNumber('2021-12-31')).toBe(18_992)
})

test('a day survives being made a number and back', () => {
  fc.assert(fc.property(dayNumbers, (number) => dayNumber(dayFromNumber(number)) === number))
})

test('days sort as text as they do as numbers', () => {
  fc.assert(fc.property(dayNumbers, dayNumbers, (a, b) => dayFromNumber(a) < dayFromNumber(b) === a < b))
})

test('the day after the last of February is 29 February in leap years only', () => {
  expect(dayFromNumber(dayNumber('2020-02-28') + 1)).toBe('2020-02-29')
  expect(dayFromNumber(dayNumber('2021-02-28') + 1)).toBe('2021-03-01')
  expect(dayFromNumber(dayNumber('1900-02-28') + 1)).toBe('1900-03-01')
})

test.each(['2020-02-29', '1986-05-01', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true)
})

test.each([
  '2021-02-29',
  '2021-04-31',
  '2021-13-01',
  '2021-00-10',
  '2021-1-1',
  '2021',
  '',
  '2021-01-01T00:00',
  ' 2021-01-01',
  '12021-01-01',
  '0000-01-01',
])('“%s” is not a day', (text) => {
  expect(isDay(text)).toBe(false)
})

test('every day that is written is a day, in the year that it begins with', () => {
  fc.assert(
    fc.property(dayNumbers, (number) => {
      const day = dayFromNumber(number)
      return isDay(day) && yearOf(day) === new Date(number * 86_400_000).getUTCFullYear()
    }),
  )
})
