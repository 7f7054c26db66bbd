import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowOf } from '#register/index.ts'
import {
  actors, busyRegisters, censusOf, cooperationOf, happened, registers as longRegisters, type GeneratedCooperation,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import {
  composedRules, countryFacts, hasChangedIn, settledOn, slowFigure, standsOn, unitKey, valuesIn, waysOfHappening,
} from '../../../checks/harness/slow-count.ts' // prettier-ignore
import { composeRule, nkk2022, ruleChoices, type CountingRule } from '../rules/counting-rule.rules.ts'
import { dimensions, type Ground } from './dimension.rules.ts'
import { answerFigure, answerSeries, rowsBehind, type Measure, type Question } from './measure.rules.ts'
import type { Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

const coverage = { from: 1980, to: 2025 }
const groundOf = (cooperations: readonly GeneratedCooperation[]): Ground => ({
  census: censusOf(actors, cooperations),
  countries: countryFacts,
  coverage,
})
const inUnit = (rule: CountingRule, unit: CountingRule['unit']) => composeRule(nkk2022, { ...rule, unit })
const registers = fc.oneof(longRegisters, busyRegisters)
const someYears = fc
  .tuple(fc.oneof(fc.integer({ min: 1985, max: 2020 }), fc.integer({ min: 1999, max: 2007 })), fc.nat(5))
  .map(([from, more]): Years => ({ from, to: from + more }))
const runs = { numRuns: 100 }

describe('net change, for every register, rule and unit', () => {
  test.each(ruleChoices.unit)('%s: the best is the stock at the end less the stock before, counted slowly', (unit) => {
    fc.assert(
      fc.property(registers, composedRules, someYears, ({ cooperations }, any, years) => {
        const rule = inUnit(any, unit)
        const stock = (year: number) => slowFigure(cooperations, 'in-force', rule, { from: year, to: year })
        const question: Question = { measure: 'net-change', rule, years }
        const figure = answerFigure(groundOf(cooperations), question) as Figure
        const [before, after] = [stock(years.from - 1), stock(years.to)]
        expect(figure.best).toBe(after.best - before.best)
        expectOrdered(figure)
        // The bounds are no wider than if nothing were known of which rows are in doubt at both ends.
        expect(figure.min).toBeGreaterThanOrEqual(after.min - before.max)
        expect(figure.max).toBeLessThanOrEqual(after.max - before.min)
        const [series] = answerSeries(groundOf(cooperations), question)
        series?.points.forEach(({ year, figure: point }) => {
          expect(point?.best).toBe(stock(year).best - stock(year - 1).best)
          expectOrdered(point as Figure)
          const alone = answerFigure(groundOf(cooperations), { ...question, years: { from: year, to: year } })
          expect(point).toEqual(alone)
        })
        // The best figures of the years add up to that of all of them.
        expect(series?.points.reduce((sum, point) => sum + (point.figure?.best ?? 0), 0)).toBe(figure.best)
      }),
      runs,
    )
  })

  test('each part is the net change of the rows that have the value', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, fc.constantFrom(...dimensions), (register, rule, years, by) => {
        const { cooperations } = register
        const ground = groundOf(cooperations)
        const whole: Question = { measure: 'net-change', rule, years }
        for (const { value, points } of answerSeries(ground, { ...whole, by })) {
          points.forEach(({ year, figure }) => {
            const mask = Uint8Array.from(cooperations, (each) =>
              valuesIn(each, by, year).includes(value ?? '') ? 1 : 0,
            )
            expect(figure).toEqual(answerFigure(ground, { ...whole, years: { from: year, to: year } }, mask))
          })
        }
      }),
      { numRuns: 50 },
    )
  })

  test('rows that are sure at both ends leave nothing in doubt', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, ({ cooperations }, rule, years) => {
        const few = cooperations.filter(({ spans }) => spans.length <= 4)
        const settled = few.map((each) => settledOn(each, waysOfHappening(each, years)[0] ?? []))
        const figure = answerFigure(groundOf(settled), { measure: 'net-change', rule, years }) as Figure
        expect(figure.min).toBe(figure.best)
        expect(figure.max).toBe(figure.best)
      }),
      runs,
    )
  })
})

function expectOrdered({ min, best, max }: Figure): void {
  expect(min).toBeLessThanOrEqual(best)
  expect(best).toBeLessThanOrEqual(max)
}

describe('the band holds what the figure would be, were everything known', () => {
  const counted = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused', 'net-change'] as const

  test.each(counted)('%s', (measure) => {
    fc.assert(
      fc.property(
        registers,
        composedRules,
        someYears,
        fc.infiniteStream(fc.nat()),
        ({ cooperations }, rule, years, picks) => {
          const pick = <T>(among: readonly T[]) => among[(picks.next().value ?? 0) % among.length] as T
          const few = cooperations.filter(({ spans }) => spans.length <= 4)
          // What is disputed and may have been no cooperation at all is left out of the world.
          const isThere = few.map(({ disputed }) => !disputed || rule.disputed === 'in' || (rule.disputed === 'upper-bound' && pick([true, false]))) // prettier-ignore
          const world = few
            .filter((_, row) => isThere[row])
            .map((each) => settledOn(each, pick(waysOfHappening(each, years))))
          const truth = truthOf(world, measure, rule, years)
          const { min, max } = answerFigure(groundOf(few), { measure, rule, years }) as Figure
          expect(min).toBeLessThanOrEqual(truth)
          expect(truth).toBeLessThanOrEqual(max)
        },
      ),
      { numRuns: 200 },
    )
  })

  function truthOf(world: readonly GeneratedCooperation[], measure: Measure, rule: CountingRule, years: Years): number {
    const stock = (year: number) => unitsOf(world, rule, (each) => standsOn(each, rule, year))
    if (measure === 'in-force') return stock(years.to)
    if (measure === 'net-change') return stock(years.to) - stock(years.from - 1)
    return unitsOf(world, rule, (each) => hasChangedIn(each, measure as 'started', rule, years))
  }

  function unitsOf(
    world: readonly GeneratedCooperation[],
    rule: CountingRule,
    counts: (each: GeneratedCooperation) => boolean,
  ): number {
    const there = world.filter(counts)
    if (rule.unit === 'agreement') return there.reduce((sum, { agreements = 1 }) => sum + agreements, 0)
    return new Set(there.map((each) => unitKey(each, rule))).size
  }
})

describe('what a clerk can check', () => {
  const change = (rows: GeneratedCooperation[], from: number, to: number, rule: CountingRule = nkk2022) => {
    const figure = answerFigure(groundOf(rows), { measure: 'net-change', rule, years: { from, to } })
    return `${figure?.min} ≤ ${figure?.best} ≤ ${figure?.max}`
  }
  const withoutPaused = composeRule(nkk2022, { ...nkk2022, paused: 'out' })

  test('two begin and one ends: one more', () => {
    const rows = [
      cooperationOf([happened('established', '2010')]),
      cooperationOf([happened('established', '2010-05')]),
      cooperationOf([happened('established', '1990'), happened('ended', '2010-12-31')]),
    ]
    expect(change(rows, 2010, 2010)).toBe('1 ≤ 1 ≤ 1')
  })

  test('one that was paused, taken up again and paused once more is one less, over the years and in a single one', () => {
    const over = [
      happened('established', '1990'),
      happened('paused', '2001'),
      happened('resumed', '2003'),
      happened('paused', '2005'),
    ]
    expect(change([cooperationOf(over)], 2000, 2006, withoutPaused)).toBe('-1 ≤ -1 ≤ -1')
    const within = [
      happened('established', '1990'),
      happened('paused', '2005-03-01'),
      happened('resumed', '2005-06-01'),
      happened('paused', '2005-10-01'),
    ]
    expect(change([cooperationOf(within)], 2005, 2005, withoutPaused)).toBe('-1 ≤ -1 ≤ -1')
    expect(change([cooperationOf(within)], 2005, 2005)).toBe('0 ≤ 0 ≤ 0')
  })

  test('one that began and ended in the years changed nothing, and does not stand behind the change', () => {
    const rows = [cooperationOf([happened('established', '2003'), happened('ended', '2005')])]
    expect(change(rows, 2002, 2006)).toBe('0 ≤ 0 ≤ 0')
    const question: Question = { measure: 'net-change', rule: nkk2022, years: { from: 2002, to: 2006 } }
    expect([...rowsBehind(groundOf(rows), question)]).toEqual([0])
    expect(change(rows, 2003, 2004)).toBe('1 ≤ 1 ≤ 1')
  })

  test('Överkalix, ended at an unknown time by 2021, may have gone in any of these years, and came in none of them', () => {
    const rows = [cooperationOf([happened('established', '2002'), happened('ended', '[2002..2021]')])]
    expect(change(rows, 2012, 2012)).toBe('-1 ≤ -1 ≤ 0')
    expect(change(rows, 2016, 2016)).toBe('-1 ≤ 0 ≤ 0')
    expect(change(rows, 2003, 2021)).toBe('-1 ≤ -1 ≤ 0')
    expect(change(rows, 2022, 2022)).toBe('0 ≤ 0 ≤ 0')
  })

  test('where undated ends are left out, one that may have ended in 1984 or 1985 did not change 1999', () => {
    const never = composeRule(nkk2022, { ...nkk2022, unknownEnd: 'never' })
    const rows = [cooperationOf([happened('established', '1982'), happened('ended', '[1984..1985]')])]
    expect(change(rows, 1999, 1999, never)).toBe('0 ≤ 0 ≤ 0')
    expect(change(rows, 1985, 1985, never)).toBe('-1 ≤ 0 ≤ 0')
  })

  test('a disputed one that would have stood all the time changed nothing, and its pair neither', () => {
    const rows = [cooperationOf([happened('established', '1990')], { disputed: true })]
    for (const unit of ruleChoices.unit) {
      expect(change(rows, 2016, 2016, inUnit(nkk2022, unit))).toBe('0 ≤ 0 ≤ 0')
      expect(change(rows, 1990, 1990, inUnit(nkk2022, unit))).toBe('0 ≤ 0 ≤ 1')
    }
  })

  test('a pair that keeps one of its two cooperations has not changed', () => {
    const rows = [
      cooperationOf([happened('established', '1990')]),
      cooperationOf([happened('established', '1995'), happened('ended', '2005')], {
        kind: 'friendship',
        agreements: 2,
      }),
    ]
    expect(change(rows, 2005, 2005, inUnit(nkk2022, 'pair'))).toBe('0 ≤ 0 ≤ 0')
    expect(change(rows, 2005, 2005, inUnit(nkk2022, 'agreement'))).toBe('-2 ≤ -2 ≤ -2')
    expect(change(rows, 2005, 2005)).toBe('-1 ≤ -1 ≤ -1')
  })

  test('of two disputed ones of a body, one may have gone without the other having come', () => {
    const rows = [
      cooperationOf([happened('established', '2000'), happened('ended', '2005-06-01')], { disputed: true }),
      cooperationOf([happened('established', '2006')], { disputed: true, kind: 'friendship' }),
    ]
    expect(change(rows, 2005, 2006, inUnit(nkk2022, 'actor'))).toBe('-1 ≤ 0 ≤ 1')
  })

  test('one of a body that came and went within the years does not put in doubt that the others stayed', () => {
    const rows = [
      cooperationOf([happened('established', '1990')], { disputed: true }),
      cooperationOf([happened('established', '2003'), happened('ended', '2005')], { kind: 'friendship' }),
    ]
    expect(change(rows, 2002, 2006, inUnit(nkk2022, 'actor'))).toBe('0 ≤ 0 ≤ 0')
  })

  test('of a disputed one and a sure one of a body, the sure one brought it into the count', () => {
    const rows = [
      cooperationOf([happened('established', '2005')]),
      cooperationOf([happened('established', '1990')], { disputed: true, kind: 'friendship' }),
    ]
    expect(change(rows, 2005, 2005, inUnit(nkk2022, 'actor'))).toBe('0 ≤ 1 ≤ 1')
  })

  test('behind the net change of a pair also stands what kept it in the count', () => {
    const rows = [
      cooperationOf([happened('established', '1990')]),
      cooperationOf([happened('established', '2010')], { kind: 'friendship' }),
      cooperationOf([happened('established', '1990')], { home: 'xl-zeta' }),
    ]
    const question: Question = {
      measure: 'net-change',
      rule: inUnit(nkk2022, 'pair'),
      years: { from: 2010, to: 2010 },
    }
    const ground = groundOf(rows)
    const behind = rowsBehind(ground, question)
    expect(rows.map(({ no }) => (behind[rowOf(ground.census, no) ?? -1] ?? 0) > 0)).toEqual([true, true, false])
    expect(answerFigure(ground, question, behind)).toEqual({ min: 0, best: 0, max: 0 })
  })
})
