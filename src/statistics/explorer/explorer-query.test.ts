import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampleVocabulary } from '../../../checks/harness/sample-vocabulary.ts'
import { composedRules } from '../../../checks/harness/slow-count.ts'
import { none } from '#register/index.ts'
import { defaultQuery } from '../lists/cooperation-query.input.ts'
import { dimensions } from '../measures/dimension.rules.ts'
import { measures, type Question } from '../measures/measure.rules.ts'
import {
  composeRule, countingRules, findCountingRule, nkk2022, ruleChoices, type RulePart,
} from '../rules/counting-rule.rules.ts' // prettier-ignore
import {
  charts, chartsFor, fromForm, isAdditive, partField, readExplorerQuery, writeExplorerQuery, type ExplorerQuery,
} from './explorer-query.input.ts' // prettier-ignore

const coverage = { from: 1986, to: 2021 }
const known = { vocabulary: sampleVocabulary, hasActor: (id: string) => id !== 'nobody', coverage, hasWords: true }

function read(text: string) {
  return readExplorerQuery(new URLSearchParams(text), known)
}
const asked = (text: string) => read(text).query.question

const year = fc.integer({ min: 0, max: 9999 })
const questions: fc.Arbitrary<Question> = fc.record({
  measure: fc.constantFrom(...measures),
  by: fc.option(fc.constantFrom(...dimensions), { nil: undefined }),
  rule: fc.oneof(composedRules, fc.constantFrom(...countingRules)),
  years: fc.tuple(year, fc.nat(299)).map(([from, more]) => ({ from, to: Math.min(9999, from + more) })),
})
const amongs = fc
  .record({
    kind: fc.subarray(['twinning', 'municipal_partnership', none]),
    reason: fc.subarray(['state_conduct', 'lack_of_activity']),
    county: fc.uniqueArray(fc.constantFrom('01', '14', '25')),
    started: fc.uniqueArray(year, { maxLength: 2 }).map((years) => years.map((each) => ({ from: each, to: null }))),
    region: fc.subarray(['150', '142', none]),
    regime: fc.subarray(['closed_autocracy', none]),
    ids: fc.uniqueArray(fc.constantFrom('a-b-twinning', 'c-d-friendship')),
    q: fc.constantFrom('', 'Göteborg & Shanghai', '上海'),
    on: fc.constantFrom(undefined, '2016-12-31'),
  })
  .map(({ region, regime, ids, q, on, ...filter }) => ({
    ...defaultQuery, ids, q, on, regimeYear: regime.length > 0 ? 2016 : undefined, filter: { ...defaultQuery.filter, ...filter },
    terms: { ...defaultQuery.terms, region, regime },
  })) // prettier-ignore
const queries: fc.Arbitrary<ExplorerQuery> = fc
  .tuple(questions, amongs, fc.nat(), fc.boolean())
  .map(([question, among, pick, hasEvents]) => {
    const suitable = chartsFor(question)
    return { question, among, hasEvents, chart: suitable[pick % suitable.length] ?? 'line' }
  })

describe('an address and the question that it asks', () => {
  test('a question that is written and read again is the same, without faults', () => {
    fc.assert(
      fc.property(queries, (query) => {
        // Through the text of an address, as a browser sends it.
        const { query: again, errors } = read(writeExplorerQuery(query).toString())
        expect(errors).toEqual([])
        expect(again).toEqual(query)
        expect(again.question.rule).toBe(findCountingRule(query.question.rule.id))
      }),
      { numRuns: 300 },
    )
  })

  test('equal questions have equal addresses, in whatever order they were asked', () => {
    fc.assert(
      fc.property(queries, fc.infiniteStream(fc.nat()), (query, picks) => {
        const written = writeExplorerQuery(query)
        const shuffled = [...written]
          .map((pair) => ({ pair, at: picks.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ pair }) => pair)
        // Values of one parameter keep the order in which they are chosen.
        const names = new Set(shuffled.map(([name]) => name))
        const asIs = [...names].flatMap((name) => written.getAll(name).map((value) => [name, value]))
        expect(writeExplorerQuery(read(new URLSearchParams(asIs).toString()).query).toString()).toBe(written.toString())
      }),
      { numRuns: 100 },
    )
  })

  test('reading any address and writing it back settles', () => {
    const names = ['measure', 'by', 'years', 'rule', 'chart', 'kind', 'region', 'started', 'q', 'in_force', 'x']
    const values = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        'in-force',
        'duration',
        'kind',
        'area',
        '2016',
        '0016',
        '0001..0300',
        '..2000',
        'twinning',
        'none',
      ),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), values)), (pairs) => {
        const once = writeExplorerQuery(read(new URLSearchParams(pairs).toString()).query)
        const again = read(once.toString())
        expect(again.errors).toEqual([])
        expect(writeExplorerQuery(again.query).toString()).toBe(once.toString())
      }),
      { numRuns: 300 },
    )
  })

  test('the picture that suits it best is not said', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const best = writeExplorerQuery({ question, chart: chartsFor(question)[0] ?? 'line' })
        expect(best.has('chart')).toBe(false)
        expect(writeExplorerQuery({ question, chart: 'map' }).get('chart')).toBe('map')
      }),
      { numRuns: 50 },
    )
  })

  test('nothing asked is the stock of all years under the rule of the report, without faults', () => {
    expect(read('')).toEqual({
      query: {
        question: { measure: 'in-force', by: undefined, rule: nkk2022, years: coverage },
        chart: 'line',
        hasEvents: false,
        among: defaultQuery,
      },
      errors: [],
    })
    expect(read('measure=&by=&years=&rule=&chart=&events=').errors).toEqual([])
  })

  test('nor is it a fault to ask nothing of a register that covers no years', () => {
    const empty = { ...known, coverage: { from: 1, to: 0 } }
    const { query, errors } = readExplorerQuery(new URLSearchParams(), empty)
    expect(errors).toEqual([])
    expect(readExplorerQuery(writeExplorerQuery(query), empty)).toEqual({ query, errors: [] })
  })

  test.each([
    ['years=2016', { from: 2016, to: 2016 }],
    ['years=2016..', { from: 2016, to: 2021 }],
    ['years=..2016', { from: 1986, to: 2016 }],
    ['years=1990..2016', { from: 1990, to: 2016 }],
    ['years=1721..2020', { from: 1721, to: 2020 }],
  ])('%s', (text, years) => {
    expect(asked(text).years).toEqual(years)
  })

  test('a rule with changes has one name, in whatever order they are written', () => {
    const rule = composeRule(nkk2022, { ...nkk2022, unit: 'pair', paused: 'out' })
    expect(asked('rule=nkk-2022~unit:pair~paused:out').rule).toBe(rule)
    expect(asked('rule=nkk-2022~paused:out~unit:pair').rule).toBe(rule)
    expect(asked('rule=nkk-2022~paused:in').rule).toBe(nkk2022)
  })
})

describe('what cannot be read is named with its parameter and left out', () => {
  test.each([
    ['measure=happiness', 'measure', 'unknown-value', 'happiness'],
    ['by=colour', 'by', 'unknown-value', 'colour'],
    ['by=homeKind', 'by', 'unknown-value', 'homeKind'],
    ['years=soon', 'years', 'bad-year', 'soon'],
    ['years=2016..2015', 'years', 'bad-year', '2016..2015'],
    ['years=2022..', 'years', 'bad-year', '2022..'],
    ['years=1720..2020', 'years', 'bad-year', '1720..2020'],
    ['rule=skr-1918', 'rule', 'unknown-value', 'skr-1918'],
    ['rule=nkk-2022~', 'rule', 'unknown-value', 'nkk-2022~'],
    ['rule=nkk-2022~unit:town', 'rule', 'unknown-value', 'nkk-2022~unit:town'],
    ['rule=nkk-2022~paused:out:in', 'rule', 'unknown-value', 'nkk-2022~paused:out:in'],
    ['rule=nkk-2022~__proto__:in', 'rule', 'unknown-value', 'nkk-2022~__proto__:in'],
    ['chart=pie', 'chart', 'unknown-value', 'pie'],
    ['chart=heat', 'chart', 'unsuitable-chart', 'heat'],
    ['kind=marriage', 'kind', 'unknown-value', 'marriage'],
    ['level=village', 'level', 'unknown-value', 'village'],
    ['staus=active', 'staus', 'unknown-parameter', 'active'],
    // What a list knows and a question does not.
    ['in_force=2016', 'in_force', 'unknown-parameter', '2016'],
    ['sort=-home', 'sort', 'unknown-parameter', '-home'],
    ['view=map', 'view', 'unknown-parameter', 'map'],
    ['limit=10', 'limit', 'unknown-parameter', '10'],
    ['after=a-b-twinning', 'after', 'unknown-parameter', 'a-b-twinning'],
  ])('%s', (text, parameter, message, value) => {
    const { query, errors } = read(text)
    expect(errors).toEqual([{ parameter, message, value }])
    expect(query).toEqual(read('').query)
  })

  test('every fault is named, and what is sound beside it is kept', () => {
    const { query, errors } = read('measure=started&by=x&years=y&rule=z&kind=twinning,marriage&chart=pie')
    expect(new Set(errors.map(({ parameter }) => parameter))).toEqual(new Set(['by', 'years', 'rule', 'kind', 'chart']))
    expect(errors).toHaveLength(5)
    expect(query.question).toEqual({ measure: 'started', by: undefined, rule: nkk2022, years: coverage })
    expect(query.among.filter.kind).toEqual(['twinning'])
  })
})

describe('pictures', () => {
  test('every question has one, and those that suit it are the ones that can be asked for', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const suitable = chartsFor(question)
        expect(new Set(suitable).size).toBe(suitable.length)
        for (const chart of charts) {
          const address = writeExplorerQuery({ question })
          address.set('chart', chart)
          const { query, errors } = read(address.toString())
          const isSuitable = suitable.includes(chart)
          expect(query.chart).toBe(isSuitable ? chart : suitable[0])
          expect(errors).toEqual(isSuitable ? [] : [{ parameter: 'chart', message: 'unsuitable-chart', value: chart }])
        }
      }),
      { numRuns: 100 },
    )
  })

  test('parts are laid on one another only where they add up, and only of a stock', () => {
    const area = (text: string) => chartsFor(asked(text)).includes('area')
    expect(area('by=kind')).toBe(true)
    expect(area('by=kind&rule=skr-2018')).toBe(true)
    expect(area('by=reason')).toBe(false)
    expect(area('by=kind&rule=nkk-2022-bodies')).toBe(false)
    expect(area('by=kind&measure=home-actors')).toBe(false)
    expect(area('by=kind&measure=started')).toBe(false)
    expect(area('')).toBe(false)
    expect(isAdditive(asked('by=kind&measure=duration'))).toBe(false)
  })
})

describe('what a form sends', () => {
  const form = (text: string) => fromForm(new URLSearchParams(text))?.toString()

  test('an address is no form', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(fromForm(writeExplorerQuery(query))).toBeUndefined()
      }),
      { numRuns: 100 },
    )
    expect(form('')).toBeUndefined()
    expect(form('measure=started&years=2016')).toBeUndefined()
  })

  test('a question filled into a form is the same question', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const address = writeExplorerQuery(query)
        const sent = new URLSearchParams([...address].filter(([name]) => name !== 'years' && name !== 'rule'))
        const pad = (each: number) => String(each).padStart(4, '0')
        sent.set('from', pad(query.question.years.from))
        sent.set('to', pad(query.question.years.to))
        // A base rule and the parts in which the rule asked for differs from it.
        const base = query.question.rule.id.split('~')[0] ?? ''
        sent.set('rule', base)
        for (const part of Object.keys(ruleChoices) as RulePart[]) sent.set(partField(part), query.question.rule[part])
        const written = fromForm(sent)
        expect(written && fromForm(written)).toBeUndefined()
        const { query: again, errors } = read(written?.toString() ?? '')
        expect(errors).toEqual([])
        expect(again).toEqual(query)
      }),
      { numRuns: 200 },
    )
  })

  test.each([
    ['from=2010&to=2016', 'years=2010..2016'],
    ['from=2016&to=2016', 'years=2016'],
    ['from=2016&to=', 'years=2016..'],
    ['from=&to=2016', 'years=..2016'],
    ['from=+2010+&to=2016', 'years=2010..2016'],
    ['from=&to=', ''],
    ['from=&to=&years=2016', 'years=2016'],
    ['from=2010&to=2016&years=1990', 'years=2010..2016'],
    ['from=&to=&part_unit=pair', 'rule=nkk-2022~unit:pair'],
    ['part_unit=&part_paused=', ''],
    ['part_unit=cooperation', ''],
    ['rule=nkk-2022-text&part_disputed=in', 'rule=nkk-2022-text'],
    ['rule=skr-2018&part_paused=out&part_unit=agreement', 'rule=skr-2018~paused:out'],
    ['rule=nkk-2022~paused:out&part_paused=in', ''],
    ['measure=started&by=&from=2010&to=&kind=twinning&kind=', 'measure=started&kind=twinning&years=2010..'],
  ])('%s becomes %s', (sent, written) => {
    expect(decodeURIComponent(form(sent) ?? 'undefined')).toBe(written)
  })

  test.each([
    ['from=soon&to=2016', { parameter: 'years', message: 'bad-year', value: 'soon..2016' }],
    ['from=2016&to=2010', { parameter: 'years', message: 'bad-year', value: '2016..2010' }],
    ['part_unit=town', { parameter: 'rule', message: 'unknown-value', value: 'nkk-2022~unit:town' }],
    ['rule=skr-1918&part_unit=pair', { parameter: 'rule', message: 'unknown-value', value: 'skr-1918~unit:pair' }],
  ])('%s is a fault that the address still has', (sent, fault) => {
    expect(read(form(sent) ?? '').errors).toEqual([fault])
  })
})
