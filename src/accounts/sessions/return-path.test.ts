import fc from 'fast-check'
import { expect, test } from 'vitest'
import { returnPath } from './return-path.rules.ts'

test.each(['/sv', '/en/account', '/sv/cooperations?status=ended&started=..1995&q=g%C3%B6teborg'])(
  '%s is a page of ours',
  (path) => {
    expect(returnPath(path)).toBe(path)
  },
)

test.each([
  'https://evil.example/sv',
  '//evil.example',
  '/\t/evil.example',
  '/sv\\..\\evil',
  '/svevil',
  '/sv/\r\nset-cookie: a=b',
  '/api/v1',
  '',
  undefined,
  ['/sv'],
])('%j is none', (path) => {
  expect(returnPath(path)).toBeUndefined()
})

test('nothing that is let through leads to another site', () => {
  const pieces = fc.constantFrom('/', '\\', 'sv', 'en', '.', '..', '@', ':', '?', '%2f', '\t', 'evil.example', 'http:')
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const path = returnPath(`/sv${parts.join('')}`)
      return path === undefined || new URL(path, 'https://samband.test').origin === 'https://samband.test'
    }),
  )
})
