import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  busyRegisters, registers as longRegisters, type GeneratedRegister,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import { composedRules, countryFacts, valuesIn } from '../../../checks/harness/slow-count.ts'
import { none, selectRows } from '#register/index.ts'
import { narrowed } from '../explorer/explorer-query.input.ts'
import { defaultQuery, type CooperationQuery } from '../lists/cooperation-query.input.ts'
import { termNames } from '../lists/terms.rules.ts'
import { nkk2022 } from '../rules/counting-rule.rules.ts'
import { dimensions, rowsWith, splitBy, type Ground } from './dimension.rules.ts'
import { answerEach, answerFigure, measures, rowsBehind, type Question } from './measure.rules.ts'
import { membersOf } from './split.rules.ts'
import type { Years } from './surety.rules.ts'
import { hasYear } from './year-set.rules.ts'

const groundOf = ({ census }: GeneratedRegister): Ground => ({
  census,
  countries: countryFacts,
  coverage: { from: 1980, to: 2030 },
})
const registers = fc.oneof(longRegisters, busyRegisters)
const anyYear = fc.integer({ min: 1985, max: 2022 })
const someYears = fc.tuple(anyYear, fc.nat(6)).map(([from, more]): Years => ({ from, to: from + more }))

/** What a list chooses that is asked for this, where the query has no words and no cooperations by name. */
function listed(ground: Ground, query: CooperationQuery): Uint8Array {
  const year = query.counted?.years.to ?? ground.coverage.to
  const behind = query.counted && rowsBehind(ground, query.counted)
  const among = Uint8Array.from({ length: ground.census.rows }, (_, row) => (behind && !behind[row] ? 0 : 1))
  for (const name of termNames) {
    if (query.terms[name].length === 0) continue
    const having = rowsWith(ground, name, query.terms[name], year)
    among.forEach((_, row) => (among[row] = (among[row] ?? 0) & (having[row] ?? 0)))
  }
  return selectRows(ground.census, query.filter, undefined, among).mask
}

describe.each(dimensions)('by %s', (by) => {
  test('each row has the values that its actors, its reasons or its ending give it in each year', () => {
    fc.assert(
      fc.property(registers, someYears, (register, years) => {
        const split = splitBy(groundOf(register), by, years)
        const inYear = membersOf(split, years)
        for (let year = years.from; year <= years.to; year += 1) {
          register.cooperations.forEach((cooperation, row) => {
            const code = split.codes[row] ?? -1
            const found = split.valuesIn(code, year).map((value) => split.values[value])
            expect(new Set(found)).toEqual(new Set(valuesIn(cooperation, by, year)))
            expect(found).toHaveLength(new Set(found).size)
            const members = inYear[code]?.filter((member) => hasYear(member.years, 0, year - years.from)) ?? []
            expect(new Set(members.map(({ value }) => split.values[value]))).toEqual(new Set(found))
          })
        }
      }),
      { numRuns: 100 },
    )
  })

  test('what is said to follow from a party is the same in all rows with that party', () => {
    fc.assert(
      fc.property(registers, someYears, (register, years) => {
        const ground = groundOf(register)
        const { codes, party } = splitBy(ground, by, years)
        if (!party) return
        const known = new Map<number, number>()
        ground.census[party].forEach((actor, row) => {
          const code = codes[row] ?? -1
          expect(known.get(actor) ?? code).toBe(code)
          known.set(actor, code)
        })
      }),
      { numRuns: 100 },
    )
  })

  test('every value of a split leads to its rows, and to no others', () => {
    fc.assert(
      fc.property(registers, anyYear, someYears, (register, year, years) => {
        const ground = groundOf(register)
        const counted: Question = { measure: 'started', rule: nkk2022, years: { ...years, to: year } }
        const { values } = splitBy(ground, by, { from: year, to: year })
        const isBehind = rowsBehind(ground, counted)
        for (const value of new Set(values)) {
          const chosen = listed(ground, narrowed({ ...defaultQuery, counted }, by, value))
          register.cooperations.forEach((cooperation, row) => {
            const isIn = valuesIn(cooperation, by, year).includes(value) && (isBehind[row] ?? 0) > 0
            expect(chosen[row]).toBe(isIn ? 1 : 0)
          })
        }
      }),
      { numRuns: 50 },
    )
  })

  test('the list behind a part holds the rows that make it up: it has the figure of the part', () => {
    fc.assert(
      fc.property(
        registers,
        fc.constantFrom(...measures),
        composedRules,
        someYears,
        (register, measure, rule, years) => {
          const ground = groundOf(register)
          const question: Question = { measure, rule, years, by }
          for (const { value, figure } of answerEach(ground, question)) {
            const counted = { measure, rule, years }
            const chosen = listed(ground, narrowed({ ...defaultQuery, counted }, by, value))
            expect(answerFigure(ground, counted, chosen)).toEqual(figure)
            const behind = rowsBehind(ground, counted)
            const having = register.cooperations.map((each) => valuesIn(each, by, years.to).includes(value ?? ''))
            expect([...chosen]).toEqual(having.map((isIn, row) => (isIn && (behind[row] ?? 0) > 0 ? 1 : 0)))
            const isRows = rule.unit === 'cooperation' && !['home-actors', 'counterparts'].includes(measure)
            const isCount = measure !== 'duration' && measure !== 'net-change'
            if (isRows && isCount) expect(chosen.reduce((sum, row) => sum + row, 0)).toBe(figure?.max)
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

test('a value that no row has chooses none, and “none” those without one', () => {
  fc.assert(
    fc.property(registers, anyYear, (register, year) => {
      const ground = groundOf(register)
      for (const name of termNames) {
        expect(rowsWith(ground, name, ['nowhere'], year).every((row) => row === 0)).toBe(true)
        const without = register.cooperations.map((each) => (valuesIn(each, name, year).includes(none) ? 1 : 0))
        expect([...rowsWith(ground, name, [none], year)]).toEqual(without)
        // Several values are an or.
        const all = [...new Set(register.cooperations.flatMap((each) => valuesIn(each, name, year)))]
        expect(rowsWith(ground, name, all, year).every((row) => row === 1)).toBe(true)
      }
    }),
    { numRuns: 50 },
  )
})
