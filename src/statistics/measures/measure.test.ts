import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actors, busyRegisters, censusOf, cooperationOf, happened, registers as longRegisters, type GeneratedCooperation, type GeneratedRegister,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import {
  composedRules, countryFacts, countUnits, howSurely, lies, slowFigure, surest, valuesIn, type CountedMeasure,
} from '../../../checks/harness/slow-count.ts' // prettier-ignore
import { composeRule, nkk2022, ruleChoices, type CountingRule } from '../rules/counting-rule.rules.ts'
import { dimensions, type Ground } from './dimension.rules.ts'
import { seriesOf } from './counting.rules.ts'
import { figureOf } from './figure.rules.ts'
import {
  answerEach, answerFigure, answerSeries, decisiveFor, measures, rowsBehind, type Measure, type Question,
} from './measure.rules.ts' // prettier-ignore
import { countedIn, sureties, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

const coverage = { from: 1984, to: 2022 }
const groundOf = ({ census }: { census: GeneratedRegister['census'] }): Ground => ({
  census,
  countries: countryFacts,
  coverage,
})

const counted = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused'] as const
const anyCounted = fc.constantFrom<CountedMeasure[]>(...counted)
/** A few years within the data; one year as often as not. */
const someYears = fc
  .tuple(fc.integer({ min: 1984, max: 2022 }), fc.oneof(fc.constant(0), fc.nat(12)))
  .map(([from, more]): Years => ({ from, to: Math.min(2022, from + more) }))
const masks = fc.infiniteStream(fc.nat(3)).map((stream) => {
  const drawn = [...stream.take(24)]
  return (rows: number) => Uint8Array.from({ length: rows }, (_, row) => (drawn[row] === 0 ? 0 : 1))
})
const registers = fc.oneof(longRegisters, busyRegisters)
const runs = { numRuns: 100 }

const inUnit = (rule: CountingRule, unit: CountingRule['unit']) => composeRule(nkk2022, { ...rule, unit })
const chosenOf = ({ cooperations }: GeneratedRegister, mask: Uint8Array) => cooperations.filter((_, row) => mask[row])
const yearsOf = ({ from, to }: Years) => Array.from({ length: to - from + 1 }, (_, index) => from + index)

const isAny = (figure: Figure | null) => figure !== null && (figure.max !== 0 || figure.min !== 0)

function expectOrdered({ min, best, max }: Figure): void {
  expect(min).toBeLessThanOrEqual(best)
  expect(best).toBeLessThanOrEqual(max)
}

describe('for every register, rule, unit and measure', () => {
  test('how each row counts in the years is what its stretches say', () => {
    fc.assert(
      fc.property(registers, anyCounted, composedRules, someYears, (register, measure, rule, years) => {
        const asked = measure === 'in-force' ? { from: years.to, to: years.to } : years
        const found = Array.from(countedIn(register.census, measure, rule, asked), (surety) => sureties[surety])
        expect(found).toEqual(register.cooperations.map((each) => howSurely(each, measure, rule, years)))
      }),
      runs,
    )
  })

  test('a row counts in some of several years as surely as in the surest of them', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, (register, rule, years) => {
        const found = Array.from(countedIn(register.census, 'in-force', rule, years), (each) => sureties[each])
        const inEach = (each: GeneratedCooperation) =>
          yearsOf(years).map((year) => howSurely(each, 'in-force', rule, { from: year, to: year }))
        expect(found).toEqual(register.cooperations.map((each) => surest(inEach(each))))
      }),
      runs,
    )
  })

  test.each(ruleChoices.unit)('the figure of the years is the slow count, in the unit %s', (unit) => {
    fc.assert(
      fc.property(registers, anyCounted, composedRules, someYears, masks, (register, measure, any, years, maskOf) => {
        const rule = inUnit(any, unit)
        const mask = maskOf(register.census.rows)
        const figure = answerFigure(groundOf(register), { measure, rule, years }, mask)
        expect(figure).toEqual(slowFigure(chosenOf(register, mask), measure, rule, years))
        expectOrdered(figure as Figure)
      }),
      runs,
    )
  })

  test.each(ruleChoices.unit)('the series is the slow count of each year, in the unit %s', (unit) => {
    fc.assert(
      fc.property(registers, anyCounted, composedRules, someYears, masks, (register, measure, any, years, maskOf) => {
        const rule = inUnit(any, unit)
        const mask = maskOf(register.census.rows)
        const points = answerSeries(groundOf(register), { measure, rule, years }, mask)[0]?.points
        expect(points).toEqual(
          yearsOf(years).map((year) => ({
            year,
            figure: slowFigure(chosenOf(register, mask), measure, rule, { from: year, to: year }),
          })),
        )
      }),
      runs,
    )
  })

  test('a series over all years has what each year alone has, whole and by the values of a split', () => {
    const anyBy = fc.option(fc.constantFrom(...dimensions), { nil: undefined })
    fc.assert(
      fc.property(
        registers,
        fc.constantFrom(...measures),
        composedRules,
        anyBy,
        masks,
        (register, measure, rule, by, maskOf) => {
          const ground = groundOf(register)
          const mask = maskOf(register.census.rows)
          const figuresIn = (years: Years) =>
            answerSeries(ground, { measure, rule, years, by }, mask).flatMap(({ value, points }) =>
              points.map(({ year, figure }) => ({ value, year, figure })),
            )
          const all = figuresIn(coverage)
          for (const year of yearsOf(coverage)) {
            const alone = figuresIn({ from: year, to: year })
            const among = all.filter((point) => point.year === year && (by === undefined || isAny(point.figure)))
            expect(new Set(among)).toEqual(
              new Set(by === undefined ? alone : alone.filter((each) => isAny(each.figure))),
            )
          }
        },
      ),
      runs,
    )
  })

  test('home actors and counterparts are those with something in force, whatever unit the rule has', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, (register, rule, years) => {
        for (const [measure, unit] of [['home-actors', 'actor'], ['counterparts', 'counterpart']] as const) {
          expect(answerFigure(groundOf(register), { measure, rule, years })).toEqual(
            slowFigure(register.cooperations, 'in-force', inUnit(rule, unit), years),
          )
        }
      }), // prettier-ignore
      runs,
    )
  })
})

describe('a split', () => {
  test.each(dimensions)('by %s: each part is the slow count of the rows that have the value', (by) => {
    fc.assert(
      fc.property(registers, anyCounted, composedRules, someYears, masks, (register, measure, rule, years, maskOf) => {
        const mask = maskOf(register.census.rows)
        const chosen = chosenOf(register, mask)
        const question: Question = { measure, rule, years, by }
        const having = (value: string | undefined, year: number) =>
          chosen.filter((each) => valuesIn(each, by, year).includes(value ?? ''))
        const parts = answerEach(groundOf(register), question, mask)
        for (const { value, figure } of parts) {
          expect(figure).toEqual(slowFigure(having(value, years.to), measure, rule, years))
          expect(figure?.max).toBeGreaterThan(0)
        }
        // No value that has something is missing.
        const counting = chosen.filter((each) => howSurely(each, measure, rule, years) !== 'no')
        expect(new Set(parts.map(({ value }) => value))).toEqual(
          new Set(counting.flatMap((each) => valuesIn(each, by, years.to))),
        )
        for (const { value, points } of answerSeries(groundOf(register), question, mask)) {
          expect(points).toEqual(
            yearsOf(years).map((year) => ({
              year,
              figure: slowFigure(having(value, year), measure, rule, { from: year, to: year }),
            })),
          )
        }
      }),
      runs,
    )
  })

  const additive = dimensions.filter((by) => by !== 'reason')
  test.each(additive)('by %s: cooperations and agreements sum to the whole, in every reading', (by) => {
    const units = fc.constantFrom('cooperation' as const, 'agreement' as const)
    const most = fc.constantFrom<Measure[]>(...counted, 'net-change')
    fc.assert(
      fc.property(registers, most, composedRules, units, someYears, (register, measure, any, unit, years) => {
        const question: Question = { measure, rule: inUnit(any, unit), years, by }
        const whole = { ...question, by: undefined }
        const ground = groundOf(register)
        expect(sumOf(answerEach(ground, question).map(({ figure }) => figure as Figure))).toEqual(
          answerFigure(ground, whole),
        )
        const series = answerSeries(ground, question)
        answerSeries(ground, whole)[0]?.points.forEach((point, index) => {
          expect(sumOf(series.map(({ points }) => points[index]?.figure as Figure))).toEqual(point.figure)
        })
      }),
      runs,
    )
  })
})

function sumOf(figures: readonly Figure[]): Figure {
  return figures.reduce((sum, each) => ({ min: sum.min + each.min, best: sum.best + each.best, max: sum.max + each.max }), {
    min: 0, best: 0, max: 0,
  }) // prettier-ignore
}

describe('what a clerk can check', () => {
  const ground = (...rows: GeneratedCooperation[]) => groundOf({ census: censusOf(actors, rows) })
  const answer = (of: Ground, measure: Measure, years: Years, rule = nkk2022, more: Partial<Question> = {}) =>
    answerFigure(of, { measure, years, rule, ...more })
  const only = (year: number): Years => ({ from: year, to: year })
  const withoutPaused = composeRule(nkk2022, { ...nkk2022, paused: 'out' })

  const twice = cooperationOf([
    happened('established', '2000'),
    happened('paused', '2005-03-01'),
    happened('resumed', '2005-06-01'),
    happened('paused', '2005-10-01'),
  ])
  test('one that pauses twice in a year is one that paused in that year', () => {
    const found = ground(twice)
    expect(answer(found, 'paused', only(2005))).toEqual({ min: 1, best: 1, max: 1 })
    expect(answerSeries(found, { measure: 'paused', years: only(2005), rule: nkk2022 })[0]?.points).toEqual([
      { year: 2005, figure: { min: 1, best: 1, max: 1 } },
    ])
  })

  test('one that is paused and taken up again in a year stood once at some time in it', () => {
    const again = cooperationOf(twice.events.slice(0, 3))
    const rule = composeRule(nkk2022, { ...withoutPaused, reading: 'any-time' })
    expect(seriesOf(censusOf(actors, [again]), 'in-force', rule, only(2005))).toEqual([
      { year: 2005, min: 1, best: 1, max: 1 },
    ])
  })

  test('one that was resumed after an undated end had ended, also where undated ends are left out', () => {
    const events = [
      happened('established', '2000'),
      happened('ended', '[2002..2012]'),
      happened('resumed', '2015'),
      happened('ended', '2020'),
    ]
    const rule = composeRule(nkk2022, { ...nkk2022, unknownEnd: 'never' })
    const found = ground(cooperationOf(events))
    expect([2001, 2006, 2008, 2018, 2021].map((year) => answer(found, 'in-force', only(year), rule)?.best)).toEqual([
      1, 1, 0, 1, 0,
    ])
    // Without the resumption it never ended.
    const undated = ground(cooperationOf(events.slice(0, 2)))
    expect([2001, 2008, 2021].map((year) => answer(undated, 'in-force', only(year), rule)?.best)).toEqual([1, 1, 1])
  })

  test('a pause that may be of any of several years is in them together, but certain in none', () => {
    const found = ground(cooperationOf([happened('established', '2000'), happened('paused', '[2004..2006]')]))
    expect(answer(found, 'paused', { from: 2004, to: 2006 })).toEqual({ min: 1, best: 1, max: 1 })
    expect(answer(found, 'paused', { from: 2004, to: 2005 })).toEqual({ min: 0, best: 1, max: 1 })
    expect(answer(found, 'paused', only(2005))).toEqual({ min: 0, best: 1, max: 1 })
    expect(answer(found, 'paused', only(2006))).toEqual({ min: 0, best: 0, max: 1 })
  })

  test('a lapse that a resumption followed left it in force, where a lapse is no ending', () => {
    const found = ground(
      cooperationOf([happened('established', '2000'), happened('lapsed', '2005'), happened('resumed', '2010')]),
    )
    const strict = composeRule(nkk2022, { ...nkk2022, lapsed: 'out' })
    expect(answer(found, 'in-force', only(2007))?.best).toBe(1)
    expect(answer(found, 'ended', only(2005))?.best).toBe(0)
    expect(answer(found, 'in-force', only(2007), strict)?.best).toBe(0)
    expect(answer(found, 'ended', only(2005), strict)?.best).toBe(1)
  })

  test('of a twinning and a partnership of the same body one pair is in force until the later has ended', () => {
    const found = ground(
      cooperationOf([happened('established', '2000'), happened('ended', '2010')]),
      cooperationOf([happened('established', '2005'), happened('ended', '2015')], {
        kind: 'municipal_partnership',
        agreements: 3,
      }),
    )
    const inForce = (unit: CountingRule['unit'], year: number) =>
      answer(found, 'in-force', only(year), inUnit(nkk2022, unit))?.best
    expect([2004, 2007, 2012, 2016].map((year) => inForce('pair', year))).toEqual([1, 1, 1, 0])
    expect([2004, 2007, 2012, 2016].map((year) => inForce('cooperation', year))).toEqual([1, 2, 1, 0])
    expect([2004, 2007, 2012, 2016].map((year) => inForce('agreement', year))).toEqual([1, 4, 3, 0])
  })

  test('a country counts with its regime of the year in a series, and of the last year in a figure', () => {
    const found = ground(cooperationOf([happened('established', '2000')]))
    const question: Question = { measure: 'in-force', years: { from: 2002, to: 2003 }, rule: nkk2022, by: 'regime' }
    const one = { min: 1, best: 1, max: 1 }
    const none = { min: 0, best: 0, max: 0 }
    expect(answerEach(found, question)).toEqual([{ value: 'electoral_autocracy', figure: one }])
    for (const unit of ruleChoices.unit) {
      const series = answerSeries(found, { ...question, rule: inUnit(nkk2022, unit) })
      expect(new Map(series.map(({ value, points }) => [value, points.map(({ figure }) => figure)]))).toEqual(
        new Map([
          ['closed_autocracy', [one, none]],
          ['electoral_autocracy', [none, one]],
        ]),
      )
    }
  })

  describe('outside the years that the data cover nothing is known', () => {
    const found = ground(
      cooperationOf([happened('established', '1990'), happened('ended', '2010')]),
      // In doubt before the data and after them.
      cooperationOf([happened('established', '[1970..1995]'), happened('paused', '[1975..2030]')]),
      cooperationOf([happened('established', '[1982..1984]'), happened('ended', '[2000..2030]')]),
    )
    test.each(measures)('%s', (measure) => {
      for (const by of [undefined, 'kind', 'regime'] as const) {
        for (const year of [1983, 2023]) {
          const question: Question = { measure, years: only(year), rule: nkk2022, by }
          expect(answerSeries(found, question).flatMap(({ points }) => points.map(({ figure }) => figure))).toEqual(
            by ? [] : [null],
          )
          expect(answerEach(found, question).map(({ figure }) => figure)).toEqual(by ? [] : [null])
          expect(answerFigure(found, question)).toBeNull()
          expect(decisiveFor(found, question)).toEqual([])
        }
      }
    })

    test('years that reach beyond the data keep what is known of those within', () => {
      const question: Question = { measure: 'in-force', years: { from: 1983, to: 1991 }, rule: nkk2022 }
      const [series] = answerSeries(ground(cooperationOf([happened('established', '1990')])), question)
      expect(series?.points.map(({ figure }) => figure?.best)).toEqual([undefined, 0, 0, 0, 0, 0, 0, 1, 1])
    })
  })

  test('an empty register has nothing, and of lengths nothing is known', () => {
    for (const measure of measures) {
      for (const unit of ruleChoices.unit) {
        const question: Question = { measure, years: { from: 2000, to: 2002 }, rule: inUnit(nkk2022, unit) }
        const nothing = measure === 'duration' ? null : { min: 0, best: 0, max: 0 }
        expect(answerFigure(ground(), question)).toEqual(nothing)
        expect(answerSeries(ground(), question)[0]?.points.map(({ figure }) => figure)).toEqual(
          [0, 1, 2].map(() => nothing),
        )
        for (const by of dimensions) {
          expect(answerEach(ground(), { ...question, by })).toEqual([])
          expect(answerSeries(ground(), { ...question, by })).toEqual([])
        }
        expect(decisiveFor(ground(), question)).toEqual([])
        expect(rowsBehind(ground(), question)).toHaveLength(0)
      }
    }
  })

  test('of a register without years nothing is known', () => {
    const found = { ...ground(twice), coverage: { from: 1, to: 0 } }
    for (const measure of measures) {
      expect(answerFigure(found, { measure, years: found.coverage, rule: nkk2022 })).toBeNull()
      expect(answerSeries(found, { measure, years: found.coverage, rule: nkk2022 })[0]?.points ?? []).toEqual([])
    }
  })
})

describe('the rows behind a figure', () => {
  test('make it up: alone they give the same figure, and no row can be left out of them', () => {
    fc.assert(
      fc.property(
        registers,
        fc.constantFrom(...measures),
        composedRules,
        someYears,
        masks,
        (register, measure, rule, years, maskOf) => {
          const ground = groundOf(register)
          const question: Question = { measure, rule, years }
          const mask = maskOf(register.census.rows)
          const behind = rowsBehind(ground, question)
          const together = mask.map((chosen, row) => (chosen && (behind[row] ?? 0) > 0 ? 1 : 0))
          expect(answerFigure(ground, question, together)).toEqual(answerFigure(ground, question, mask))
          // Of groups a row may stand behind a change that it alone would not make: it keeps its group in the count.
          const isKeeping = measure === 'net-change' && !['cooperation', 'agreement'].includes(rule.unit)
          mask.forEach((_, row) => {
            const alone = answerFigure(ground, question, mask.map((__, each) => (each === row ? 1 : 0))) // prettier-ignore
            const counts = alone !== null && (alone.max > 0 || alone.min < 0 || measure === 'duration')
            if (counts || !isKeeping) expect(Boolean(behind[row])).toBe(counts)
          })
        },
      ),
      runs,
    )
  })

  test('are as many as the figure says, in each degree of surety', () => {
    fc.assert(
      fc.property(registers, anyCounted, composedRules, someYears, (register, measure, rule, years) => {
        const behind = rowsBehind(groundOf(register), { measure, rule, years })
        const rows = register.cooperations.map((each, row) => ({
          cooperation: each,
          sure: sureties[behind[row] ?? 0] ?? ('no' as const),
        }))
        const asked = measure === 'in-force' ? { from: years.to, to: years.to } : years
        expect(countUnits(rows, rule)).toEqual(figureOf(register.census, measure, rule, asked))
        expect(asked.from === asked.to || lies(asked.from, years)).toBe(true)
      }),
      runs,
    )
  })
})
