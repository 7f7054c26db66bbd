import { describe, expect, test } from 'vitest'
import { addition, withdrawalOf } from './change.rules.ts'
import { mayPropose, mayProposeAbout, maySee, refuseAct } from './proposal.policy.ts'
import type { ProposalState, Step } from './proposal.rules.ts'

const member = (role: 'reader' | 'contributor' | 'curator' | 'researcher', actor: string | null, person = 'p') => ({
  person,
  role,
  organisation: { actor },
})
const clerk = member('contributor', 'xl-smaby')
const curator = member('curator', null, 'c')
const partiesOf = (id: string) => (id === 'a' ? { home: 'xl-smaby', counterpart: 'xb-beihu' } : id === 'b' ? { home: 'xl-nystad', counterpart: 'xb-beihu' } : undefined) // prettier-ignore

describe('a contributor proposes', () => {
  const event = (cooperation: string) => addition('events', { id: `${cooperation}.ended-2020`, cooperation })
  const source = { resource: 'sources', id: 's', base: 1, row: { id: 's' } } as const

  test.each([
    ['an event of the own cooperation', [event('a')], true],
    ['an event of another’s', [event('b')], false],
    ['one of each', [event('a'), event('b')], false],
    ['a citation of the own', [addition('citations', { id: 'c', fact_id: 'a.ended-2020' })], true],
    ['a new source', [addition('sources', { id: 's' })], true],
    ['that a source goes', [withdrawalOf(source)], false],
    ['a ruling', [addition('statements', { id: 'a.x' })], false],
    ['a cooperation of the own with its beginning', [addition('cooperations', { id: 'n', home: 'xl-smaby', counterpart: 'x' }), event('n')], true],
    ['a cooperation of others', [addition('cooperations', { id: 'n', home: 'xl-nystad', counterpart: 'x' })], false],
  ])('%s', (_, changes, isAllowed) => {
    expect(mayPropose(clerk, changes, partiesOf)).toBe(isAllowed)
    expect(mayPropose(curator, changes, partiesOf)).toBe(true)
    for (const role of ['reader', 'researcher'] as const) {
      expect(mayPropose(member(role, 'xl-smaby'), changes, partiesOf)).toBe(false)
    }
  }) // prettier-ignore

  test('nothing while the organisation is no actor', () => {
    expect(mayPropose(member('contributor', null), [event('a')], partiesOf)).toBe(false)
    expect(mayProposeAbout(member('contributor', null), ['xl-smaby'])).toBe(false)
    expect(mayProposeAbout(undefined, ['xl-smaby'])).toBe(false)
  })
})

test('authors see their own proposals, curators all, and nobody a stranger’s report', () => {
  expect(maySee(clerk, { person: 'p' })).toBe(true)
  expect(maySee(clerk, { person: 'q' })).toBe(false)
  expect(maySee(clerk, { person: null })).toBe(false)
  expect(maySee(curator, { person: null })).toBe(true)
})

describe('deciding', () => {
  const step = (act: Step['act'], person: string): Step => ({ act, person, name: null, said: null, at: new Date(0) })
  const proposal = (state: ProposalState, steps = [step('proposed', 'p')]) => ({ kind: 'change', state, person: 'p', steps }) as const // prettier-ignore

  test('is for curators, and once', () => {
    expect(refuseAct('accept', clerk, proposal('proposed'), false)).toBe('not-a-curator')
    expect(refuseAct('accept', curator, proposal('proposed'), false)).toBeUndefined()
    for (const state of ['accepted', 'rejected', 'withdrawn', 'sent_back'] as const) {
      expect(refuseAct('accept', curator, proposal(state), false)).toBe('closed')
    }
  })

  test('needs a second person where that is wanted: neither the author nor whoever changed it', () => {
    const own = { ...curator, person: 'p' }
    expect(refuseAct('accept', own, proposal('proposed'), false)).toBeUndefined()
    expect(refuseAct('accept', own, proposal('proposed'), true)).toBe('second-person')
    const changed = proposal('proposed', [step('proposed', 'p'), step('changed', 'c')])
    expect(refuseAct('accept', curator, changed, true)).toBe('second-person')
    expect(refuseAct('accept', { ...curator, person: 'd' }, changed, true)).toBeUndefined()
  })

  test('to withdraw is for the author alone', () => {
    expect(refuseAct('withdraw', clerk, proposal('sent_back'), false)).toBeUndefined()
    expect(refuseAct('withdraw', curator, proposal('proposed'), false)).toBe('not-yours')
  })
})
