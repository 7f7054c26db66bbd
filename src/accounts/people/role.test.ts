import fc from 'fast-check'
import { expect, test } from 'vitest'
import { keepsAdministrator, may, permissions, permissionsOf, roles, type Membership } from './role.policy.ts'

test('each role may what it is there for', () => {
  const table = Object.fromEntries(roles.map((role) => [role, permissionsOf(role).join(' ')]))
  expect(table).toEqual({
    reader: 'read-members',
    contributor: 'read-members propose-own',
    curator: 'read-members propose-own propose-any review code work-sealed keep-seals',
    researcher: 'read-members code work-sealed',
    administrator: 'read-members propose-own propose-any review code work-sealed keep-seals administer',
  })
})

test('who has no role may nothing, and only administrators administer', () => {
  expect(permissions.filter((permission) => may(undefined, permission))).toEqual([])
  expect(roles.filter((role) => may(role, 'administer'))).toEqual(['administrator'])
})

test('the last administrator can be neither removed nor given another role', () => {
  const memberships: Membership[] = [
    { person: 'a', role: 'administrator' },
    { person: 'b', role: 'curator' },
  ]
  expect(keepsAdministrator(memberships, 'a', undefined)).toBe(false)
  expect(keepsAdministrator(memberships, 'a', 'curator')).toBe(false)
  expect(keepsAdministrator(memberships, 'a', 'administrator')).toBe(true)
  expect(keepsAdministrator(memberships, 'b', undefined)).toBe(true)
})

test('no order of removals and changes that are allowed leaves nobody who administers', () => {
  const person = fc.constantFrom('a', 'b', 'c', 'd')
  const change = fc.record({ person, role: fc.option(fc.constantFrom(...roles), { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      let memberships: Membership[] = ['a', 'b', 'c', 'd'].map((one) => ({ person: one, role: 'administrator' }))
      for (const { person: who, role } of changes) {
        if (!keepsAdministrator(memberships, who, role)) continue
        memberships = memberships.filter((one) => one.person !== who)
        if (role) memberships.push({ person: who, role })
      }
      return memberships.some((one) => may(one.role, 'administer'))
    }),
  )
})
