import { expect, test } from 'vitest'
import { identifier } from '#evidence/index.ts'
import { freeId, proposedId } from './fact-id.rules.ts'

test.each([
  ['events', { cooperation: 'a', kind: 'not_renewed', date: '2020-03~' }, 'a.not-renewed-2020'],
  ['events', { cooperation: 'a', kind: 'ended', date: null }, 'a.ended-undated'],
  ['agreements', { cooperation: 'a', layer: 'action_plan', signed: '[2003..2019]' }, 'a.action-plan-2003'],
  ['reasons', { event: 'a.ended-2020', code: 'state_conduct', stance: 'opposition' }, 'a.ended-2020.state_conduct.opposition'],
  ['cooperations', { home: 'xl-smaby', counterpart: 'xb-beihu', kind: 'municipal_partnership' }, 'smaby-beihu-partnership'],
  ['actors', { country: 'CN', name_en: "Xi'an Prefecture" }, 'cn-xian-prefecture'],
  ['sources', { publisher: 'Småby kommun', date: '2020-09-14' }, 'smaby-kommun-2020'],
  ['sources', { title: '北湖', kind: 'web_page', date: null }, 'web-page-undated'],
  ['citations', { fact_id: 'a.ended-2020', source: 's-2020' }, 'a.ended-2020.by-s-2020'],
] as const)('a new one of %s, %o, is called %s', (resource, row, id) => {
  expect(proposedId(resource, row)).toBe(id)
  expect(identifier.safeParse(id).success).toBe(true)
}) // prettier-ignore

test('a name that is taken gets a number', async () => {
  const taken = new Set(['a', 'a-2'])
  expect(await freeId('a', async (id) => taken.has(id))).toBe('a-3')
  expect(await freeId('b', async (id) => taken.has(id))).toBe('b')
})
