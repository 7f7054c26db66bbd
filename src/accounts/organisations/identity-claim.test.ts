import fc from 'fast-check'
import { expect, test } from 'vitest'
import { provedAddress } from './identity-claim.rules.ts'

const email = 'Gull@littleland.example'

test.each([
  [true, 'gull@littleland.example'],
  ['true', 'gull@littleland.example'],
  [false, undefined],
  ['false', undefined],
  [null, undefined],
])('an address of which the provider says %j', (says, address) => {
  expect(provedAddress({ email, email_verified: says }, false)).toBe(address)
  expect(provedAddress({ email, email_verified: says }, true), 'vouching changes nothing').toBe(address)
})

test('where the provider says nothing, it takes somebody who vouches for it', () => {
  expect(provedAddress({ email }, false)).toBeUndefined()
  expect(provedAddress({ email }, true)).toBe('gull@littleland.example')
})

test('nothing but true and its word proves an address, and nothing but text is one', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, isVouchedFor) => {
      if (value !== true && value !== 'true')
        expect(provedAddress({ email, email_verified: value }, isVouchedFor)).toBeUndefined()
      if (typeof value !== 'string') expect(provedAddress({ email: value, email_verified: true }, true)).toBeUndefined()
    }),
  )
})
