import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { codesOf, sampleVocabulary } from '../../../checks/harness/sample-vocabulary.ts'
import { none, sortKeys, statuses } from '#register/index.ts'
import { measures } from '../measures/measure.rules.ts'
import { composeRule, countingRules, nkk2022 } from '../rules/counting-rule.rules.ts'
import {
  defaultQuery, parameterNames, readCooperationQuery, readYearRange, views, writeCooperationQuery, writeYearRange,
  type CooperationQuery,
} from './cooperation-query.input.ts' // prettier-ignore
import { maxLimit } from './paging.rules.ts'

const known = {
  vocabulary: sampleVocabulary,
  hasActor: (id: string) => id !== 'nobody',
  coverage: { from: 1986, to: 2021 },
  hasWords: true,
}

function read(text: string) {
  return readCooperationQuery(new URLSearchParams(text), known)
}

const year = fc.integer({ min: 1000, max: 9999 })
const yearRange = fc
  .record({ from: fc.option(year, { nil: null }), to: fc.option(year, { nil: null }) })
  .filter(({ from, to }) => from !== null || to !== null)
const ranges = fc.uniqueArray(yearRange, { maxLength: 3, selector: writeYearRange })
const identifiers = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,20}$/), { maxLength: 3 })
const texts = fc.string({ unit: 'grapheme', maxLength: 60 }).map((text) => text.trim())
const day = fc
  .date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

const queries: fc.Arbitrary<CooperationQuery> = fc.record({
  filter: fc.record({
    homeKind: fc.subarray([...codesOf('actor_kind')]),
    county: identifiers,
    country: identifiers,
    province: identifiers,
    kind: fc.subarray([...codesOf('cooperation_kind')]),
    status: fc.subarray([...statuses]),
    started: ranges,
    ended: ranges,
    reason: fc.subarray([...codesOf('reason')]),
    homeActor: identifiers,
    counterpart: identifiers,
  }),
  q: texts,
  on: fc.option(day, { nil: undefined }),
  terms: fc.record({
    level: fc.subarray([...codesOf('actor_kind'), none]),
    region: fc.subarray(['150', '142', none]),
    regime: fc.subarray([...codesOf('regime'), none]),
    initiator: fc.subarray([...codesOf('initiator'), none]),
    formality: fc.subarray([...codesOf('formality'), none]),
  }),
  regimeYear: fc.option(year, { nil: undefined }),
  ids: identifiers,
  counted: fc.option(
    fc.record({
      measure: fc.constantFrom(...measures),
      rule: fc.constantFrom(...countingRules, composeRule(nkk2022, { ...nkk2022, unit: 'pair', paused: 'out' })),
      years: fc.tuple(year, fc.nat(100)).map(([from, more]) => ({ from, to: Math.min(9999, from + more) })),
    }),
    { nil: undefined },
  ),
  sort: fc.record({ key: fc.constantFrom(...sortKeys), descending: fc.boolean() }),
  view: fc.constantFrom(...views),
  limit: fc.integer({ min: 1, max: maxLimit }),
  after: fc.option(fc.stringMatching(/^[a-z0-9][a-z0-9._-]{0,40}$/), { nil: undefined }),
})

describe('an address and what it asks for', () => {
  test('a query that is written and read again is the same, without faults', () => {
    fc.assert(
      fc.property(queries, (query) => {
        // Through the text of an address, as a browser sends it.
        const search = new URLSearchParams(writeCooperationQuery(query).toString())
        expect(readCooperationQuery(search, known)).toEqual({ query, errors: [] })
      }),
      { numRuns: 500 },
    )
  })

  test('equal queries have equal addresses: reading an address and writing it back settles', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...parameterNames), fc.string({ maxLength: 12 }))), (pairs) => {
        const once = writeCooperationQuery(readCooperationQuery(new URLSearchParams(pairs), known).query)
        const twice = writeCooperationQuery(readCooperationQuery(once, known).query)
        expect(twice.toString()).toBe(once.toString())
      }),
      { numRuns: 500 },
    )
  })

  test('nothing asked for is an empty address', () => {
    expect(read('')).toEqual({ query: defaultQuery, errors: [] })
    expect(writeCooperationQuery(defaultQuery).toString()).toBe('')
    expect(read('kind=&q=&on=&in_force=&sort=&view=&limit=&after=&started=')).toEqual({
      query: defaultQuery,
      errors: [],
    })
  })
})

test('values may be repeated or parted by commas; twice the same counts once', () => {
  expect(read('county=14,25&county=14&county=+03+').query.filter.county).toEqual(['14', '25', '03'])
})

test.each([
  ['2016', { from: 2016, to: 2016 }],
  ['2016..2019', { from: 2016, to: 2019 }],
  ['2016..', { from: 2016, to: null }],
  ['..2019', { from: null, to: 2019 }],
])('%s is a range of years', (text, range) => {
  expect(readYearRange(text)).toEqual(range)
  expect(writeYearRange(range)).toBe(text)
})

test.each(['', '..', '16', '20162019', '2016-2019', '2016...2019', '2016.. 2019', 'x'])(
  '“%s” is no range of years',
  (text) => {
    expect(readYearRange(text)).toBeUndefined()
  },
)

describe('what cannot be read is named with its parameter and left out', () => {
  test.each([
    ['status=gone', 'status', 'unknown-value', 'gone'],
    ['kind=twinning,marriage', 'kind', 'unknown-value', 'marriage'],
    ['home_kind=village', 'home_kind', 'unknown-value', 'village'],
    ['reason=weather', 'reason', 'unknown-value', 'weather'],
    ['county=nowhere', 'county', 'unknown-value', 'nowhere'],
    ['counterpart_country=nowhere', 'counterpart_country', 'unknown-value', 'nowhere'],
    ['province=nobody', 'province', 'unknown-value', 'nobody'],
    ['home_actor=nobody', 'home_actor', 'unknown-value', 'nobody'],
    ['counterpart=nobody', 'counterpart', 'unknown-value', 'nobody'],
    ['started=soon', 'started', 'bad-year', 'soon'],
    ['ended=1', 'ended', 'bad-year', '1'],
    ['on=2021-02-29', 'on', 'bad-day', '2021-02-29'],
    ['in_force=16', 'in_force', 'bad-year', '16'],
    ['measure=happiness', 'measure', 'unknown-value', 'happiness'],
    ['years=2016', 'years', 'needs-measure', '2016'],
    ['rule=skr-2018', 'rule', 'needs-measure', 'skr-2018'],
    ['id=No+such+thing', 'id', 'unknown-value', 'No such thing'],
    ['regime_year=16', 'regime_year', 'bad-year', '16'],
    ['level=village', 'level', 'unknown-value', 'village'],
    ['region=999', 'region', 'unknown-value', '999'],
    ['regime=anarchy', 'regime', 'unknown-value', 'anarchy'],
    ['initiator=nobody', 'initiator', 'unknown-value', 'nobody'],
    ['formality=shrug', 'formality', 'unknown-value', 'shrug'],
    ['sort=colour', 'sort', 'unknown-value', 'colour'],
    ['sort=--home', 'sort', 'unknown-value', '--home'],
    ['view=globe', 'view', 'unknown-value', 'globe'],
    ['limit=0', 'limit', 'bad-number', '0'],
    [`limit=${maxLimit + 1}`, 'limit', 'bad-number', String(maxLimit + 1)],
    ['limit=-1', 'limit', 'bad-number', '-1'],
    ['limit=1e2', 'limit', 'bad-number', '1e2'],
    ['staus=active', 'staus', 'unknown-parameter', 'active'],
    ['__proto__=1', '__proto__', 'unknown-parameter', '1'],
  ])('%s', (text, parameter, message, value) => {
    const { query, errors } = read(text)
    expect(errors).toEqual([{ parameter, message, value }])
    expect({ ...query, filter: { ...query.filter, kind: [] } }).toEqual(defaultQuery)
  })

  test('a text of more than 200 characters', () => {
    const { query, errors } = read(`q=${'å'.repeat(201)}`)
    expect(errors).toMatchObject([{ parameter: 'q', message: 'too-long' }])
    expect(query.q).toHaveLength(200)
  })

  test('one good value beside a bad one is kept', () => {
    expect(read('kind=twinning,marriage').query.filter.kind).toEqual(['twinning'])
  })
})

test('what is asked for twice in two spellings counts once', () => {
  expect(read('county=14, 14').query.filter.county).toEqual(['14'])
  expect(read('started=2016,2016..2016').query.filter.started).toHaveLength(1)
})
