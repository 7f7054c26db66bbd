import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { may, roles } from '#accounts/index.ts'
import {
  hasGrant,
  isRecentlyProved,
  mayKnow,
  mayOpen,
  mayPropose,
  maySeeLog,
  proofMinutes,
  refuseDecision,
} from './seal.policy.ts'
import { isDue, isGrantGood, mayFollow, type Decision, type Seal } from './seal.rules.ts'

const today = '2026-03-02'
const seal: Seal = {
  id: 's', kind: 'interview', state: 'sealed', sunsetOn: '2027-01-01', sealedBy: 'sealer', createdAt: new Date(0), toldFrom: null, toldTo: null, codes: [],
} // prettier-ignore
const grant: Decision = {
  id: 'd', seal: 's', act: 'grant', state: 'confirmed', person: 'gran', until: today, finding: null, proposedBy: 'cora', proposedAt: new Date(0),
  decidedBy: 'cody', revokedAt: null,
} // prettier-ignore

const decisions = fc.record({
  id: fc.constant('d'), seal: fc.constantFrom('s', 'other'),
  act: fc.constantFrom('seal' as const, 'grant' as const, 'unseal' as const, 'destroy' as const, 'rule' as const),
  state: fc.constantFrom('proposed' as const, 'confirmed' as const, 'declined' as const, 'withdrawn' as const),
  person: fc.constantFrom('gran', 'cora', null), until: fc.constantFrom('2026-03-01', today, '2026-03-03', null),
  finding: fc.constant(null), proposedBy: fc.constantFrom('cora', 'gran'), proposedAt: fc.constant(new Date(0)),
  decidedBy: fc.constantFrom('cody', null), revokedAt: fc.constantFrom(null, new Date(0)),
}) // prettier-ignore
const members = fc.record({
  person: fc.constantFrom('gran', 'cora', 'cody', 'sealer'),
  role: fc.constantFrom(...roles),
})

describe('a grant', () => {
  test('is good on its last day, and not before it is confirmed, after it has run out or once it is taken back', () => {
    expect(isGrantGood(grant, today)).toBe(true)
    for (const other of [
      { until: '2026-03-01' },
      { state: 'proposed' as const },
      { revokedAt: new Date(0) },
      { act: 'rule' as const },
    ])
      expect([other, isGrantGood({ ...grant, ...other }, today)]).toEqual([other, false])
  })

  test('opens the evidence to the one whom it is for, in a role that may hold one, and to nobody else', () => {
    for (const role of roles) {
      expect(hasGrant({ person: 'gran', role }, 's', [grant], today)).toBe(
        ['researcher', 'curator', 'administrator'].includes(role),
      )
      expect(mayOpen({ person: 'cora', role }, seal, [grant], today)).toBe(false)
    }
    expect(mayOpen({ person: 'gran', role: 'researcher' }, { ...seal, id: 'other' }, [grant], today)).toBe(false)
  })
})

test('without a good grant of one’s own nobody opens what is under seal, and sees no log but administrators', () => {
  fc.assert(
    fc.property(members, fc.array(decisions, { maxLength: 5 }), (member, some) => {
      const own = some.some((one) => one.seal === 's' && one.person === member.person && isGrantGood(one, today))
      if (!own) expect(mayOpen(member, seal, some, today)).toBe(false)
      if (!own && !may(member.role, 'administer')) expect(maySeeLog(member, seal, some, today)).toBe(false)
      if (mayOpen(member, seal, some, today)) expect(mayKnow(member, seal, some, today)).toBe(true)
      expect(mayOpen(member, { ...seal, state: 'proposed' }, some, today)).toBe(false)
      expect(mayOpen(member, { ...seal, state: 'destroyed' }, some, today)).toBe(false)
    }),
  )
})

test('nobody decides on what they have proposed or what is for them, nor without keeping seals', () => {
  fc.assert(
    fc.property(members, decisions, fc.array(decisions, { maxLength: 5 }), (member, decision, some) => {
      const refusal = refuseDecision(member, decision, some, today)
      const concerned: (string | null)[] = [decision.proposedBy, decision.person]
      if (concerned.includes(member.person)) expect(refusal).toBeDefined()
      if (!may(member.role, 'keep-seals')) expect(refusal).toBe('not-a-keeper')
      if (decision.state !== 'proposed') expect(refusal).toBeDefined()
      if (refusal === undefined && decision.act === 'rule')
        expect(hasGrant(member, decision.seal, some, today)).toBe(true)
    }),
  )
})

test('whoever knows of it may ask for a grant for themselves, and only keepers for anything else', () => {
  const asks = (role: (typeof roles)[number], act: Decision['act'], person: string | null) =>
    mayPropose({ person: 'rhea', role }, { act, person, seal: 's' }, [], today)
  expect([
    asks('researcher', 'grant', 'rhea'),
    asks('researcher', 'grant', 'other'),
    asks('researcher', 'destroy', null),
  ]).toEqual([true, false, false])
  expect([asks('curator', 'grant', 'other'), asks('curator', 'destroy', null), asks('curator', 'rule', null)]).toEqual([
    true,
    true,
    false,
  ])
})

test('a code counts for a quarter of an hour', () => {
  const now = new Date('2026-03-02T08:00:00Z')
  const ago = (minutes: number) => ({ codeGivenAt: new Date(now.getTime() - minutes * 60_000) })
  expect([isRecentlyProved({ codeGivenAt: null }, now), isRecentlyProved(ago(0), now)]).toEqual([false, true])
  expect([isRecentlyProved(ago(proofMinutes - 0.01), now), isRecentlyProved(ago(proofMinutes), now)]).toEqual([
    true,
    false,
  ])
})

test('a seal is due the day after its last, while it is under seal', () => {
  expect([isDue({ ...seal, sunsetOn: today }, today), isDue({ ...seal, sunsetOn: '2026-03-01' }, today)]).toEqual([
    false,
    true,
  ])
  expect(isDue({ ...seal, state: 'destroyed', sunsetOn: '2020-01-01' }, today)).toBe(false)
})

test('what is gone has no future', () => {
  for (const act of ['grant', 'unseal', 'destroy', 'prolong', 'rule'] as const)
    for (const state of ['proposed', 'refused', 'destroyed'] as const) expect(mayFollow(act, state)).toBe(false)
})
