import { expect, test } from 'vitest'
import { expiryOf, stateOf, type InvitationTimes } from './invitation.rules.ts'

const sent = new Date('2026-03-02T12:00:00Z')
const times: InvitationTimes = { expiresAt: expiryOf(sent), withdrawnAt: null, acceptedAt: null }

test('an invitation is open for seven days, not a moment longer', () => {
  expect(stateOf(times, sent)).toBe('open')
  expect(stateOf(times, new Date('2026-03-09T11:59:59.999Z'))).toBe('open')
  expect(stateOf(times, new Date('2026-03-09T12:00:00Z'))).toBe('expired')
})

test('one that was accepted or withdrawn stays so when its time has run out', () => {
  const later = new Date('2027-01-01')
  expect(stateOf({ ...times, acceptedAt: sent }, later)).toBe('accepted')
  expect(stateOf({ ...times, withdrawnAt: sent }, later)).toBe('withdrawn')
})
