// What does a round make of what people write, and what follows from their codes?
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roles } from '#accounts/index.ts'
import { cannotBeCoded, readAnswer, readUnits, writeUnits } from './coding-round.input.ts'
import { maySeeRound, refuseInRound } from './coding-round.policy.ts'
import {
  isDisagreement,
  isPublished,
  reliabilityDataOf,
  resultOf,
  unitsOf,
  type Coding,
  type RoundState,
} from './coding-round.rules.ts'

const coders = [{ number: 1, person: 'olle' }, { number: 2, person: 'tova' }] // prettier-ignore
const states: RoundState[] = ['open', 'closed', 'adjudicated']

describe('units, one a line,', () => {
  const word = fc.stringMatching(/^[a-zå§"'.,-][a-zå§"'., -]{0,20}[a-zå.]$/)
  const unit = fc
    .record({ factId: word, source: fc.option(word), locator: fc.option(word), passage: fc.option(word) })
    .map(({ source, locator, passage, ...one }) => ({ ...one, source, locator: source && locator, passage: source && passage })) // prettier-ignore

  test('are read as they are written', () => {
    fc.assert(
      fc.property(fc.uniqueArray(unit, { selector: (one) => JSON.stringify(one) }), (units) => {
        const numbered = units.map((one, index) => ({ ...one, position: index + 1, isSealed: false }))
        expect(readUnits(writeUnits(numbered))).toMatchObject({ units: numbered, faults: [] })
      }),
    )
  })

  test('may be told with tabs, and of several lines within quotation marks', () => {
    const read = readUnits('a.b\tsource\t§ 1\t"One\ntwo"\n\na.c\tsource')
    expect(read).toMatchObject({
      units: [
        { factId: 'a.b', passage: 'One\ntwo' },
        { factId: 'a.c', passage: null },
      ],
    })
    expect('lines' in read && read.lines).toEqual([2, 4])
  })

  test('may hold what separates them, in the text', () => {
    expect(readUnits('a | s | p. 1 | either | or "so"')).toMatchObject({ units: [{ passage: 'either | or "so"' }] })
  })
})

describe('an answer', () => {
  const read = (fields: Record<string, string>, source: string | null = 's') =>
    readAnswer((name) => fields[name] ?? '', { source, isSealed: false }, ['a', 'b'])

  test('is a code or a reason for none, never both and never neither', () => {
    expect(read({ code: 'a' })).toMatchObject({ answer: { code: 'a', missing: null }, errors: {} })
    expect(read({ code: cannotBeCoded, missing: 'Unclear.' })).toMatchObject({ answer: { code: null, missing: 'Unclear.' }, errors: {} }) // prettier-ignore
    expect(read({}).errors).toEqual({ code: 'missing' })
    expect(read({ code: 'c' }).errors).toEqual({ code: 'no-code' })
    expect(read({ code: cannotBeCoded }).errors).toEqual({ missing: 'missing' })
    expect(read({ code: 'a', missing: 'Unclear.' }).errors).toEqual({ missing: 'one-of-two' })
  })

  test('rests on a passage that is given, or that the coder has found', () => {
    expect(read({ code: 'a' }, null).errors).toEqual({ passage: 'missing', source: 'missing' })
    expect(read({ code: 'a', passage: 'Text.', source: 't' }, null).errors).toEqual({})
    expect(read({ code: 'a', passage: 'Text.', source: 't' }).answer).toMatchObject({ passage: null, source: null })
    expect(read({ code: cannotBeCoded, missing: 'Nowhere.' }, null).errors).toEqual({})
  })
})

describe('what holds', () => {
  const codes = (...list: (string | null)[]) => list.map((code) => ({ code }))

  test('is what was decided, or what two agree on', () => {
    expect(resultOf(codes('a', 'a'), undefined)).toEqual({ kind: 'code', code: 'a' })
    expect(resultOf(codes('a', 'b'), undefined)).toEqual({ kind: 'open' })
    expect(resultOf(codes('a', 'b'), { code: 'c' })).toEqual({ kind: 'code', code: 'c' })
    expect(resultOf(codes('a', null), { code: null })).toEqual({ kind: 'none' })
    expect(resultOf(codes(null, null), undefined)).toEqual({ kind: 'none' })
    expect(resultOf(codes('a'), undefined)).toEqual({ kind: 'open' })
    expect(resultOf([], undefined)).toEqual({ kind: 'open' })
  })

  test('one who could not code it disagrees with one who could', () => {
    expect(isDisagreement(codes('a', null))).toBe(true)
    expect(isDisagreement(codes(null, null))).toBe(false)
  })
})

test('statistics gets places in the scheme, and gaps where there is no code', () => {
  const empty = { missing: null, source: null, locator: null, passage: null, remark: null }
  const codings: Coding[] = [
    { ...empty, position: 1, coder: 1, place: 2, code: 'b' },
    { ...empty, position: 1, coder: 2, place: 1, code: null, missing: 'Unclear.' },
    { ...empty, position: 2, coder: 1, place: 1, code: 'a' },
  ]
  const units = [1, 2].map((position) => ({
    position,
    factId: 'f',
    source: null,
    locator: null,
    passage: null,
    isSealed: false,
  }))
  const { data, order } = reliabilityDataOf({ units, codings }, ['a', 'b'], [1, 2])
  expect(data).toEqual([[1, null], [0, null]]) // prettier-ignore
  expect(order).toEqual([[1, 0], [0, null]]) // prettier-ignore
  expect(unitsOf({ units, codings, adjudications: [] }).map(({ differs }) => differs)).toEqual([true, false])
})

describe('in a round', () => {
  test.each([
    ['code', 'olle', [undefined, 'closed', 'closed']],
    ['code', 'cora', ['not-a-coder', 'not-a-coder', 'not-a-coder']],
    ['close', 'olle', ['a-coder', 'a-coder', 'a-coder']],
    ['close', 'cora', [undefined, 'closed', 'closed']],
    ['adjudicate', 'olle', ['a-coder', 'a-coder', 'a-coder']],
    ['adjudicate', 'cora', ['still-open', undefined, 'closed']],
    ['publish', 'olle', ['a-coder', 'a-coder', 'a-coder']],
    ['publish', 'cora', [undefined, undefined, undefined]],
  ] as const)('to %s as %s, while it is open, closed, done: %j', (act, person, expected) => {
    expect(states.map((state) => refuseInRound(act, { person }, { state }, coders))).toEqual(expected)
  })

  test('nothing is for everybody before it is done, nor where it rests on what is guarded', () => {
    for (const state of states)
      for (const isPublic of [true, false])
        for (const isGuarded of [true, false]) {
          const round = { state, isPublic, isGuarded }
          expect(isPublished(round)).toBe(state === 'adjudicated' && isPublic && !isGuarded)
          const seen = [undefined, ...roles].filter((role) => maySeeRound(role && { person: 'x', role }, round))
          expect(seen.includes(undefined)).toBe(isPublished(round))
          expect(['curator', 'researcher', 'administrator'].every((role) => seen.some((one) => one === role))).toBe(
            true,
          )
        }
  })
})
