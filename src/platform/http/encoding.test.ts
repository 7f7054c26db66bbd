import { expect, test } from 'vitest'
import { chooseEncoding, isWorthCompressing } from './encoding.ts'

test.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['br;q=0.000', 'identity'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['BR', 'br'],
])('Accept-Encoding %s gives %s', (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding)
})

test('only text of some length is worth compressing', () => {
  expect(isWorthCompressing('text/html; charset=utf-8', 5000)).toBe(true)
  expect(isWorthCompressing('application/problem+json', 5000)).toBe(true)
  expect(isWorthCompressing('image/svg+xml', 5000)).toBe(true)
  expect(isWorthCompressing('text/html', 200)).toBe(false)
  expect(isWorthCompressing('image/png', 5000)).toBe(false)
  expect(isWorthCompressing(null, 5000)).toBe(false)
})
