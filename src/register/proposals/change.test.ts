import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FactRow } from '#platform/db/versions.ts'
import {
  addition,
  applyChanges,
  changeOf,
  clashesOf,
  factKey,
  reversalOf,
  settle,
  withdrawalOf,
  type ProposedChange,
  type StandingFact,
} from './change.rules.ts'

const columns = ['kind', 'date', 'note_sv', 'note_en'] as const
const value = fc.constantFrom('a', 'b', null)
const row = fc.record(Object.fromEntries(columns.map((column) => [column, value])))
const ids = ['x.one', 'x.two', 'x.three', 'x.four']

type Standing = Map<string, FactRow>

/** Some of the four events, each with some values. */
const standing: fc.Arbitrary<Standing> = fc
  .array(fc.tuple(fc.constantFrom(...ids), row), { maxLength: 6 })
  .map((rows) => new Map(rows.map(([id, fields]) => [`events/${id}`, { id, ...fields }])))

const factsOf = (rows: Standing, base = 1): Map<string, StandingFact> =>
  new Map(
    [...rows].map(([key, one]) => [key, { resource: 'events', id: String(one.id), dataset: 'd', base, row: one }]),
  )

/** What somebody who sees these facts may propose: at most one change a fact. */
function changesTo(rows: Standing): fc.Arbitrary<ProposedChange[]> {
  const facts = factsOf(rows)
  const each = ids.map((id) =>
    fc.tuple(fc.constantFrom('keep', 'change', 'withdraw', 'add'), row).map(([act, values]): ProposedChange[] => {
      const fact = facts.get(`events/${id}`)
      if (act === 'add') return fact ? [] : [addition('events', { id, ...values })]
      if (!fact || act === 'keep') return []
      if (act === 'withdraw') return [withdrawalOf(fact)]
      const change = changeOf(fact, values)
      return change ? [change] : []
    }),
  )
  return fc.tuple(...each).map((lists) => lists.flat())
}

const proposal = standing.chain((rows) => fc.tuple(fc.constant(rows), changesTo(rows)))
const two = standing.chain((rows) => fc.tuple(fc.constant(rows), changesTo(rows), changesTo(rows)))
const clashesAmong = (changes: readonly ProposedChange[], rows: Standing) =>
  changes.flatMap((change) => clashesOf(change, rows.get(factKey(change))))

test('what is proposed against the facts as they stand clashes with nothing', () => {
  fc.assert(fc.property(proposal, ([rows, changes]) => clashesAmong(changes, rows).length === 0))
})

test('applied and then taken back, the facts are as they were', () => {
  fc.assert(
    fc.property(proposal, ([rows, changes]) => {
      const after = applyChanges(rows, changes)
      const back = reversalOf(changes, () => 2)
      expect(clashesAmong(back, after)).toEqual([])
      expect(applyChanges(after, back)).toEqual(rows)
    }),
  )
})

/** Which fields of a fact that both saw a change touches; a withdrawal touches all of them. */
function touches(change: ProposedChange): string[] {
  const names = change.act === 'change' ? Object.keys(change.fields) : [...columns, '(itself)']
  return names.map((name) => `${factKey(change)} ${name}`)
}

test('two proposals from one version clash exactly when they touch the same field', () => {
  fc.assert(
    fc.property(two, ([rows, first, second]) => {
      const touched = new Set(first.flatMap(touches))
      const isShared = second.flatMap(touches).some((field) => touched.has(field))
      expect(clashesAmong(second, applyChanges(rows, first)).length > 0).toBe(isShared)
    }),
    { numRuns: 1000 },
  )
})

test('what does not clash loses nothing of what was accepted first', () => {
  fc.assert(
    fc.property(two, ([rows, first, second]) => {
      const between = applyChanges(rows, first)
      fc.pre(clashesAmong(second, between).length === 0)
      const after = applyChanges(between, second)
      for (const { act, fields, ...fact } of first) {
        if (act === 'withdraw') expect(after.has(factKey(fact))).toBe(false)
        else expect(after.get(factKey(fact))).toMatchObject(fields)
      }
    }),
  )
})

describe('brought up to date', () => {
  test('a proposal clashes with nothing, whatever is kept', () => {
    fc.assert(
      fc.property(two, fc.func(fc.boolean()), ([rows, first, second], keeps) => {
        const between = applyChanges(rows, first)
        expect(clashesAmong(settle(second, factsOf(between, 2), keeps), between)).toEqual([])
      }),
    )
  })

  test('where all that was proposed is kept, its values hold; where none, the facts that clashed stay', () => {
    fc.assert(
      fc.property(two, ([rows, first, second]) => {
        const between = applyChanges(rows, first)
        const facts = factsOf(between, 2)
        const kept = applyChanges(
          between,
          settle(second, facts, () => true),
        )
        for (const { act, fields, ...fact } of second) {
          if (act === 'withdraw') expect(kept.has(factKey(fact))).toBe(false)
          else expect(kept.get(factKey(fact))).toMatchObject(fields)
        }
        const given = applyChanges(
          between,
          settle(second, facts, () => false),
        )
        for (const clash of clashesAmong(second, between)) {
          const now = between.get(factKey(clash))
          if (clash.kind === 'field') expect(given.get(factKey(clash))?.[clash.column]).toBe(now?.[clash.column])
          else expect(given.get(factKey(clash))).toEqual(now)
        }
      }),
    )
  })
})

test('a change holds only the fields that differ', () => {
  const fact = {
    resource: 'events',
    id: 'x',
    base: 3,
    row: { id: 'x', kind: 'ended', date: '2020', note_sv: null },
  } as const
  expect(changeOf(fact, { kind: 'ended', date: '2021', note_sv: null })?.fields).toEqual({ date: '2021' })
  expect(changeOf(fact, { kind: 'ended', date: '2020' })).toBeUndefined()
})
