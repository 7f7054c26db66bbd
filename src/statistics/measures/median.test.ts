import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actors, busyRegisters, censusOf, cooperationOf, happened, registers as longRegisters, type GeneratedCooperation,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import {
  composedRules, countryFacts, eventsOf, howSurely, isPlacedIn, valuesIn,
} from '../../../checks/harness/slow-count.ts' // prettier-ignore
import { dayNumber } from '#platform/time/day.ts'
import { composeRule, nkk2022, type CountingRule } from '../rules/counting-rule.rules.ts'
import { dimensions, type Ground } from './dimension.rules.ts'
import { answerEach, answerFigure, answerSeries, decisiveFor, rowsBehind, type Question } from './measure.rules.ts'
import type { Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

const coverage = { from: 1980, to: 2025 }
const groundOf = (cooperations: readonly GeneratedCooperation[]): Ground => ({
  census: censusOf(actors, cooperations),
  countries: countryFacts,
  coverage,
})
const registers = fc.oneof(longRegisters, busyRegisters)
const someYears = fc
  .tuple(fc.integer({ min: 1985, max: 2020 }), fc.nat(30))
  .map(([from, more]): Years => ({ from, to: Math.min(2025, from + more) }))
const runs = { numRuns: 100 }

type Length = { shortest: number; best: number; longest: number }

const daysBetween = (from: string, to: string) => dayNumber(to) - dayNumber(from)
const inYears = (days: number) => days / 365.2425

/** How long it lasted, if it began and, by best guess, ended in the years; the latest end counts. */
function lengthOf(cooperation: GeneratedCooperation, rule: CountingRule, years: Years): Length | undefined {
  if (!['best', 'certainly'].includes(howSurely(cooperation, 'ended', rule, years))) return undefined
  const start = cooperation.spans[0]?.from
  const end = eventsOf(cooperation, 'ended', rule).findLast((event) => isPlacedIn(event, rule, years))?.bounds
  if (!start || !end || start === end) return undefined
  const best = daysBetween(start.best, end.best)
  const surely = end.earliest && start.latest ? Math.max(0, daysBetween(start.latest, end.earliest)) : 0
  const atMost = end.latest && start.earliest ? daysBetween(start.earliest, end.latest) : Infinity
  return { shortest: inYears(Math.min(best, surely)), best: inYears(best), longest: inYears(Math.max(best, atMost)) }
}

/** The one in the middle, or half-way between the two in the middle. */
function medianOf(values: readonly number[]): number {
  const left = [...values]
  while (left.length > 2) {
    left.splice(left.indexOf(Math.min(...left)), 1)
    left.splice(left.indexOf(Math.max(...left)), 1)
  }
  return left.reduce((sum, value) => sum + value, 0) / left.length
}

function slowMedian(cooperations: readonly GeneratedCooperation[], rule: CountingRule, years: Years) {
  const lengths = cooperations.flatMap((each) => lengthOf(each, rule, years) ?? [])
  if (lengths.length === 0) return null
  const of = (reading: keyof Length) => medianOf(lengths.map((length) => length[reading]))
  return { min: of('shortest'), best: of('best'), max: of('longest') }
}

function expectClose(found: Figure | null, wanted: Figure | null): void {
  if (!found || !wanted) return expect(found).toEqual(wanted)
  for (const key of ['min', 'best', 'max'] as const) {
    if (wanted[key] === Infinity) expect(found[key]).toBe(Infinity)
    else expect(found[key]).toBeCloseTo(wanted[key], 9)
  }
}

const question = (rule: CountingRule, years: Years): Question => ({ measure: 'duration', rule, years })

describe('for every register and rule', () => {
  test('the median is the one in the middle, in each reading, over all years and in each', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, ({ cooperations }, rule, years) => {
        const ground = groundOf(cooperations)
        const figure = answerFigure(ground, question(rule, years))
        expectClose(figure, slowMedian(cooperations, rule, years))
        if (figure) {
          expect(figure.min).toBeLessThanOrEqual(figure.best)
          expect(figure.best).toBeLessThanOrEqual(figure.max)
        }
        for (const { year, figure: point } of answerSeries(ground, question(rule, years))[0]?.points ?? [])
          expectClose(point, slowMedian(cooperations, rule, { from: year, to: year }))
      }),
      runs,
    )
  })

  test('the median of each part is that of the rows that have the value, and no part that has one is missing', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, fc.constantFrom(...dimensions), (register, rule, years, by) => {
        const { cooperations } = register
        const parts = answerEach(groundOf(cooperations), { ...question(rule, years), by })
        for (const { value, figure } of parts) {
          const having = cooperations.filter((each) => valuesIn(each, by, years.to).includes(value ?? ''))
          expectClose(figure, slowMedian(having, rule, years))
        }
        const measured = cooperations.filter((each) => lengthOf(each, rule, years))
        expect(new Set(parts.map(({ value }) => value))).toEqual(
          new Set(measured.flatMap((each) => valuesIn(each, by, years.to))),
        )
      }),
      runs,
    )
  })

  test('behind the median stand the rows that have a length', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, ({ cooperations }, rule, years) => {
        const behind = Array.from(rowsBehind(groundOf(cooperations), question(rule, years)), (surety) => surety > 0)
        expect(behind).toEqual(cooperations.map((each) => lengthOf(each, rule, years) !== undefined))
      }),
      runs,
    )
  })

  test('rows that decide it are those whose own length could move it, by as far as that goes; no others', () => {
    fc.assert(
      fc.property(registers, composedRules, someYears, ({ cooperations }, rule, years) => {
        const lengths = cooperations.map((each) => lengthOf(each, rule, years))
        const bestWith = (row: number, length: number) =>
          medianOf(lengths.flatMap((each, at) => (each ? (at === row ? length : each.best) : [])))
        const ground = groundOf(cooperations)
        const decisive = new Map(
          decisiveFor(ground, question(rule, years)).map(({ row, by }) => [ground.census.no[row], by]),
        )
        lengths.forEach((length, row) => {
          const { no } = cooperations[row] as GeneratedCooperation
          if (!length) return expect(decisive.has(no)).toBe(false)
          const median = bestWith(row, length.best)
          const moves = [length.shortest, length.longest].map((each) => bestWith(row, each) - median)
          const furthest = Math.max(...moves.map(Math.abs))
          const by = decisive.get(no) ?? 0
          if (furthest === Infinity) return expect(by).toBe(Infinity)
          expect(Math.abs(by)).toBeCloseTo(furthest, 6)
          expect(moves.some((move) => Math.abs(move - by) < 1e-6)).toBe(true)
        })
      }),
      runs,
    )
  })
})

describe('what a clerk can check', () => {
  const lasted = (from: string, to: string) => cooperationOf([happened('established', from), happened('ended', to)])
  const median = (rows: GeneratedCooperation[], from = 1980, to = 2025, rule = nkk2022) => {
    const figure = answerFigure(groundOf(rows), question(rule, { from, to }))
    const round = (years: number) => Math.round(years * 10) / 10
    return figure && [round(figure.min), round(figure.best), round(figure.max)]
  }

  test('of 4, 10 and 30 years the median is 10, of 4 and 10 it is 7', () => {
    const rows = [
      lasted('1990-01-01', '1994-01-01'),
      lasted('1990-01-01', '2000-01-01'),
      lasted('1990-01-01', '2020-01-01'),
    ]
    expect(median(rows)).toEqual([10, 10, 10])
    expect(median(rows.slice(0, 2))).toEqual([7, 7, 7])
    expect(median(rows, 2015, 2025)).toEqual([30, 30, 30])
  })

  test('from “2000” to “2010” are nine to eleven years', () => {
    expect(median([lasted('2000', '2010')])).toEqual([9, 10, 11])
  })

  test('what goes on has no length, nor has what is known by its ending alone', () => {
    expect(median([cooperationOf([happened('established', '1990')])])).toBeNull()
    expect(median([cooperationOf([happened('ended', '2010')])])).toBeNull()
  })

  test('what was paused still went on', () => {
    const rows = [
      cooperationOf([
        happened('established', '1990-01-01'),
        happened('paused', '1995'),
        happened('ended', '2000-01-01'),
      ]),
    ]
    expect(median(rows)).toEqual([10, 10, 10])
  })

  test('one that ended, was resumed and goes on lasted until it ended', () => {
    const rows = [
      cooperationOf([
        happened('established', '1990-01-01'),
        happened('ended', '2000-01-01'),
        happened('resumed', '2015-01-01'),
      ]),
    ]
    expect(median(rows)).toEqual([10, 10, 10])
  })

  test('one that ended twice lasted until the later end, in years that hold both', () => {
    const rows = [
      cooperationOf([
        happened('established', '1990-01-01'),
        happened('ended', '2000-01-01'),
        happened('resumed', '2005-01-01'),
        happened('ended', '2010-01-01'),
      ]),
    ]
    expect(median(rows)).toEqual([20, 20, 20])
    expect(median(rows, 1995, 2003)).toEqual([10, 10, 10])
  })

  test('a length of no days is a length, and its part is there', () => {
    const ground = groundOf([lasted('2000-01-01', '2000-01-01')])
    const asked: Question = { ...question(nkk2022, { from: 2000, to: 2000 }), by: 'kind' }
    expect(answerEach(ground, asked)).toEqual([{ value: 'twinning', figure: { min: 0, best: 0, max: 0 } }])
    expect(answerSeries(ground, asked)).toHaveLength(1)
  })

  test('a lapse is no end, unless the rule says so', () => {
    const rows = [cooperationOf([happened('established', '1990-01-01'), happened('lapsed', '2000-01-01')])]
    expect(median(rows)).toBeNull()
    expect(median(rows, 1980, 2025, composeRule(nkk2022, { ...nkk2022, lapsed: 'out' }))).toEqual([10, 10, 10])
  })
})
