import { afterEach, expect, test, vi } from 'vitest'
import { formatDay, formatNumber } from './format.ts'
import { textsFor, textsFrom, type TextKey } from './texts.ts'

afterEach(() => {
  vi.resetModules()
})

test('the texts of a language are built once', () => {
  expect(textsFor('sv')).toBe(textsFor('sv'))
  expect(textsFor('sv')('platform.not-found-title')).toBe('Sidan finns inte')
  expect(textsFor('en')('platform.unexpected-text', { requestId: 'abc' })).toContain('abc')
})

test('plurals, numbers and apostrophes follow ICU', () => {
  const key: TextKey = 'platform.not-found-title'
  const say = (message: string, values?: Record<string, string | number>) =>
    textsFrom(new Map([[key, message]]), 'en')(key, values)
  expect(say('{n, plural, one {# agreement} other {# agreements}}', { n: 1 })).toBe('1 agreement')
  expect(say('{n, plural, one {# agreement} other {# agreements}}', { n: 1200 })).toBe('1,200 agreements')
  expect(say('Xi’an & <Tianjin>')).toBe('Xi’an & <Tianjin>')
  expect(say('{year} stays', { year: 2016 })).toBe('2016 stays')
})

test('a text that is missing, or lacks a value, throws', () => {
  const none = textsFrom(new Map(), 'sv')
  expect(() => none('platform.not-found-title')).toThrow(/platform\.not-found-title/)
  expect(() => textsFor('sv')('platform.unexpected-text')).toThrow(/requestId/)
})

test('a running server shows the key and reports', async () => {
  const fresh = await import('./texts.ts')
  const report = vi.fn()
  fresh.tolerateTextFaults(report)
  expect(fresh.textsFrom(new Map(), 'sv')('platform.not-found-title')).toBe('platform.not-found-title')
  expect(report).toHaveBeenCalledOnce()
})

test('numbers and days are written as each language does', () => {
  expect(formatNumber(1234567, 'sv')).toBe('1\u00a0234\u00a0567')
  expect(formatNumber(0.5, 'en', { style: 'percent' })).toBe('50%')
  expect(formatDay('2020-08-19', 'sv')).toBe('19 augusti 2020')
  expect(formatDay('2020-08-19', 'en')).toBe('19 August 2020')
  expect(formatDay('2020-08', 'sv')).toBe('augusti 2020')
  expect(formatDay('2020', 'sv')).toBe('2020')
  expect(formatDay('[2002..2021]', 'sv')).toBe('[2002..2021]')
})
