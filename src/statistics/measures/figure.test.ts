import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  actors, busyRegisters, censusOf, cooperationOf, happened, registers, type GeneratedCooperation,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import {
  composedRules, countsAt, countryFacts, settledOn, slowFigure, waysOfHappening, type CountedMeasure,
} from '../../../checks/harness/slow-count.ts' // prettier-ignore
import { composeRule, nkk2022, ruleChoices, type CountingRule } from '../rules/counting-rule.rules.ts'
import type { Ground } from './dimension.rules.ts'
import { answerFigure, decisiveFor, type Measure } from './measure.rules.ts'
import type { Years } from './surety.rules.ts'

const coverage = { from: 1950, to: 2060 }
const groundOf = (cooperations: readonly GeneratedCooperation[]): Ground => ({
  census: censusOf(actors, cooperations),
  countries: countryFacts,
  coverage,
})
const inUnit = (rule: CountingRule, unit: CountingRule['unit']) => composeRule(nkk2022, { ...rule, unit })

/** What the best figure is, counted slowly; of a net change, what it is at the end less what it was before. */
function bestOf(cooperations: readonly GeneratedCooperation[], measure: Measure, rule: CountingRule, years: Years) {
  if (measure !== 'net-change') return slowFigure(cooperations, measure as CountedMeasure, rule, years).best
  const stock = (year: number) => slowFigure(cooperations, 'in-force', rule, { from: year, to: year }).best
  return stock(years.to) - stock(years.from - 1)
}

const measures = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused', 'net-change'] as const
const someYears = fc
  .tuple(fc.integer({ min: 1999, max: 2008 }), fc.nat(3))
  .map(([from, more]): Years => ({ from, to: from + more }))

/**
 * A few cooperations with a few stretches each. No stretch may begin later than the one after it can: the fold keeps such
 * days as possible, though they are not.
 */
const small = fc
  .oneof(registers, busyRegisters)
  .map(({ cooperations }) =>
    cooperations
      .filter(
        ({ spans }) => spans.length <= 4 && spans.every(({ from }, index) => isBefore(from, spans[index + 1]?.from)),
      )
      .slice(0, 6),
  )

/** Where the rule lets a loose end never come, that is one more way in which things can have gone. */
function waysUnder(rule: CountingRule, cooperation: GeneratedCooperation, years: Years): string[][] {
  const ways = waysOfHappening(cooperation, years)
  const last = cooperation.spans.at(-1)
  const isLoose = last?.status === 'ended' && last.from.earliest?.slice(0, 4) !== last.from.latest?.slice(0, 4)
  const isOver = !countsAt(cooperation, cooperation.spans.length - 1, rule)
  const isEndless = isLoose && isOver && rule.unknownEnd === 'never'
  return isEndless ? [...ways, ...ways.map((days) => [...days.slice(0, -1), '2090-01-01'])] : ways
}

function isBefore(a: { latest: string | null }, b: { latest: string | null } | undefined): boolean {
  return b === undefined || b.latest === null || (a.latest !== null && a.latest <= b.latest)
}

describe('a row that decides a figure moves it by so much, when its doubt falls the other way; no other row does', () => {
  test.each(measures)('%s', (measure) => {
    fc.assert(
      fc.property(small, composedRules, someYears, (cooperations, rule, years) => {
        const best = bestOf(cooperations, measure, rule, years)
        const ground = groundOf(cooperations)
        const decisive = new Map(
          decisiveFor(ground, { measure, rule, years }).map(({ row, by }) => [ground.census.no[row], by]),
        )
        cooperations.forEach((cooperation, row) => {
          // Who is left out of the count for being disputed is in no doubt.
          const isOut = cooperation.disputed && rule.disputed === 'out'
          const moves = new Set(
            (isOut ? [] : waysUnder(rule, cooperation, years))
              .map((days) => settledOn(cooperation, days))
              .map((settled) => bestOf(cooperations.with(row, settled), measure, rule, years) - best),
          )
          moves.delete(0)
          const furthest = Math.max(0, ...[...moves].map(Math.abs))
          expect(Math.abs(decisive.get(cooperation.no) ?? 0)).toBe(furthest)
          if (furthest > 0) expect(moves).toContain(decisive.get(cooperation.no))
        })
      }),
      { numRuns: 100 },
    )
  })
})

describe('what a clerk can check', () => {
  const of = (measure: Measure, year: number, rule: CountingRule, ...rows: GeneratedCooperation[]) =>
    decisiveFor(groundOf(rows), { measure, rule, years: { from: year, to: year } })

  const overkalix = [happened('established', '2002'), happened('ended', '[2002..2021]')]
  const sure = [happened('established', '1990')]

  test.each([
    [2001, []],
    // The best guess keeps it until the middle of 2011.
    [2005, [{ row: 1, by: -1 }]],
    [2016, [{ row: 1, by: 1 }]],
    [2021, []],
  ])('at the end of %i Överkalix decides like this: %j', (year, decisive) => {
    expect(of('in-force', year, nkk2022, cooperationOf(sure), cooperationOf(overkalix))).toEqual(decisive)
  })

  test('with three agreements it decides by three', () => {
    const rows = [cooperationOf(overkalix, { agreements: 3 })]
    expect(of('in-force', 2016, inUnit(nkk2022, 'agreement'), ...rows)).toEqual([{ row: 0, by: 3 }])
  })

  test('a disputed one would add itself', () => {
    expect(of('in-force', 2016, nkk2022, cooperationOf(sure), cooperationOf(sure, { disputed: true }))).toEqual([
      { row: 1, by: 1 },
    ])
  })

  test('beside a sure one of the same pair it decides nothing of pairs, and alone it does', () => {
    for (const unit of ['pair', 'actor', 'counterpart'] as const) {
      const rule = inUnit(nkk2022, unit)
      const doubtful = cooperationOf(overkalix, { kind: 'friendship' })
      expect(of('in-force', 2016, rule, cooperationOf(sure), doubtful)).toEqual([])
      expect(of('in-force', 2016, rule, doubtful)).toEqual([{ row: 0, by: 1 }])
      expect(of('in-force', 2005, rule, doubtful, { ...doubtful, no: 1000 })).toEqual([])
    }
  })

  test('a start of 2010 or so decides the net change of 2010, unless its pair stood before', () => {
    const stood = cooperationOf(sure, { kind: 'friendship' })
    const loose = cooperationOf([happened('established', '2010~')])
    for (const unit of ruleChoices.unit)
      expect(of('net-change', 2010, inUnit(nkk2022, unit), loose)).toEqual([{ row: 0, by: -1 }])
    expect(of('net-change', 2010, inUnit(nkk2022, 'pair'), stood, loose)).toEqual([])
    expect(of('net-change', 2010, nkk2022, stood, loose)).toEqual([{ row: 1, by: -1 }])
  })

  test('rows that are not chosen decide nothing, and leave those that are to decide', () => {
    const rows = [cooperationOf(sure, { kind: 'friendship' }), cooperationOf(overkalix)]
    const question = { measure: 'in-force' as const, rule: inUnit(nkk2022, 'pair'), years: { from: 2016, to: 2016 } }
    const ground = groundOf(rows)
    expect(decisiveFor(ground, question, Uint8Array.of(0, 1))).toEqual([{ row: 1, by: 1 }])
    expect(decisiveFor(ground, question, Uint8Array.of(1, 0))).toEqual([])
    expect(answerFigure(ground, question, Uint8Array.of(0, 1))).toEqual({ min: 0, best: 0, max: 1 })
  })
})
