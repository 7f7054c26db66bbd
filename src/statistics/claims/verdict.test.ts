import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import type { Database } from '#platform/db/database.ts'
import { loadPackages, openStandingRegister, type Claim } from '#register/index.ts'
import { judgeClaims } from './claim-judging.queries.ts'
import { contradictionsOf, judge, meets, type JudgedClaim } from './verdict.rules.ts'

const claim: Claim = {
  id: 'c', source: 's', theme: 'in-force', locator: 'note:1', claimSv: '', claimEn: '', stated: '41', comparison: 'equals',
  unit: 'cooperations', measure: 'in-force', parameters: 'year=2016', notComputableSv: null, notComputableEn: null,
} // prettier-ignore

function judged(id: string, ...holds: boolean[]): JudgedClaim {
  const stated = { ...claim, id, parameters: id }
  return judge(
    stated,
    { value: 0, band: undefined, decisive: [] },
    holds.map((held, index) => ({ rule: `r${index}`, value: held ? 41 : 0 })),
  )
}

describe('a claim holds', () => {
  test('at the precision in which it was stated', () => {
    expect(meets({ stated: '1.8', comparison: 'equals' }, 1.84)).toBe(true)
    expect(meets({ stated: '1.8', comparison: 'equals' }, 1.74)).toBe(false)
    expect(meets({ stated: '49', comparison: 'equals' }, 49.2)).toBe(true)
  })

  test('never where the register gives no value, and never by both of more and less', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (stated, value) => {
        const of = (comparison: Claim['comparison']) => meets({ stated: String(stated), comparison }, value)
        expect(meets({ stated: String(stated), comparison: 'equals' }, null)).toBe(false)
        expect([of('more_than'), of('less_than'), of('equals')].filter(Boolean)).toHaveLength(1)
      }),
    )
  })
})

test('the verdict follows from the readings: the base rule first, then any other, then none', () => {
  expect(judged('a', true, false).verdict).toBe('reproduces')
  expect(judged('a', false, true).verdict).toBe('reading')
  expect(judged('a', false, false).verdict).toBe('differs')
  expect(judge({ ...claim, measure: null }, undefined, []).verdict).toBe('not-computable')
  expect(judge(claim, { value: 39, band: undefined, decisive: [] }, [{ rule: 'r', value: 39 }]).difference).toBe(2)
})

test('two claims contradict each other when no reading holds for both, though one holds for each', () => {
  const pairs = contradictionsOf([
    judged('a', true, false),
    judged('b', false, true),
    judged('c', true, true),
    judged('d', false, false),
  ])
  expect(pairs.map(({ a, b }) => [a.claim.id, b.claim.id])).toEqual([['a', 'b']])
})

describe('the report of NKK 1/2022', () => {
  let database: Database
  let claims: JudgedClaim[]
  const verdictOf = (id: string) => claims.find((each) => each.claim.id === id)?.verdict
  beforeAll(async () => {
    database = await openTestDatabase()
    await loadPackages(database, { reference: 'data/reference', datasets: ['data/nkk-2022'] }, new Date(0))
    claims = await judgeClaims(database.reader, (await openStandingRegister(database)).now())
  })
  afterAll(() => database.close())

  test('21 ended since 2017, one of them by the Chinese side', () => {
    expect(verdictOf('summary-ended-since-2017')).toBe('reproduces')
    expect(verdictOf('summary-ended-by-china')).toBe('reproduces')
  })

  test('five paused is one more than the appendix has', () => {
    const paused = claims.find((each) => each.claim.id === 'summary-paused')
    expect(paused).toMatchObject({ verdict: 'differs', difference: 1, computed: { value: 4 } })
  })

  test('49 in 2016 holds, 41 twinnings and 29 now only in other readings, and none of those together with 49', () => {
    expect(['all-in-2016', 'twinnings-in-2016', 'in-force-now'].map(verdictOf)).toEqual([
      'reproduces',
      'reading',
      'reading',
    ])
    const pairs = contradictionsOf(claims).map(({ a, b }) => [a.claim.id, b.claim.id].toSorted().join(' '))
    expect(pairs).toContain('all-in-2016 twinnings-in-2016')
    expect(pairs).toContain('all-in-2016 in-force-now')
  })

  test('twenty-six bodies are twenty-six cooperations at most, and fewer bodies', () => {
    expect(claims.find((each) => each.claim.id === 'twenty-six-bodies')).toMatchObject({
      verdict: 'differs',
      computed: { value: 22 },
    })
  })

  test('what cannot be computed says why, in both languages', () => {
    const silent = claims.filter(
      ({ claim: each, verdict }) => verdict === 'not-computable' && !(each.notComputableSv && each.notComputableEn),
    )
    expect(silent).toEqual([])
  })
})
