import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCode, writeBackupCode } from './second-factor.rules.ts'

test.each([
  ['123456', { kind: 'app', code: '123456' }],
  [' 123 456 ', { kind: 'app', code: '123456' }],
  ['4M7KZ 9X2PQ', { kind: 'backup', code: '4m7kz-9x2pq' }],
  ['lO1il-00000', { kind: 'backup', code: '10111-00000' }],
  ['12345', undefined],
  ['1234567', undefined],
  ['uuuuu-uuuuu', undefined],
  ['', undefined],
])('%j is %j', (typed, code) => {
  expect(readCode(typed)).toEqual(code)
})

test('every code that is written can be read again, in capitals and without its hyphen', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const code = writeBackupCode(bytes)
      expect(readCode(code.toUpperCase().replace('-', ''))).toEqual({ kind: 'backup', code })
    }),
  )
})
