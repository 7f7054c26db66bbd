import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  counterpartIds, homeIds, kindCodes, reasonCodes, registers, type GeneratedCooperation, type GeneratedRegister,
} from '../../../checks/harness/generated-register.ts' // prettier-ignore
import { foldStatus, statuses } from '../cooperations/status.rules.ts'
import { statusesOn } from './census.rules.ts'
import {
  byPeriod,
  emptyFilter,
  facetNames,
  periodOf,
  selectRows,
  type CooperationFilter,
  type FacetName,
  type YearRange,
} from './selection.rules.ts'

const yearBound = fc.option(fc.integer({ min: 1984, max: 2022 }), { nil: null, freq: 4 })
const ranges: fc.Arbitrary<YearRange[]> = fc.array(fc.record({ from: yearBound, to: yearBound }), { maxLength: 2 })
const some = <T>(values: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant<T[]>([]), weight: 2 }, fc.subarray([...values]))

/** Filters of every facet; now and then with a value that nothing has. */
const filters: fc.Arbitrary<CooperationFilter> = fc.record({
  homeKind: some(['municipality', 'region', 'county_board', 'prefecture']),
  county: some(['01', '02', '99']),
  country: some(['XB', 'XC', 'ZZ']),
  province: some(['xb-province', 'xc-state', 'xb-city']),
  kind: some([...kindCodes, 'no-such-kind']),
  status: some(statuses),
  started: fc.oneof(fc.constant([]), ranges),
  ended: fc.oneof(fc.constant([]), ranges),
  reason: some([...reasonCodes, 'no-such-reason']),
  homeActor: some([...homeIds, 'xl-nobody']),
  counterpart: some([...counterpartIds, 'xb-nobody']),
})

/** What a cooperation has of each facet, told from its events and actors in the plainest way. */
function valuesOf(
  register: GeneratedRegister,
  cooperation: GeneratedCooperation,
  on?: string,
): Record<FacetName, string[]> {
  const actor = (id: string) => register.actors.find((candidate) => candidate.id === id)
  const topOf = (id: string): string => (actor(id)?.parent ? topOf(actor(id)?.parent ?? '') : id)
  const first = cooperation.spans[0]
  const last = cooperation.spans[cooperation.spans.length - 1]
  const present = (value: string | null | undefined) => (value ? [value] : [])
  return {
    homeKind: present(actor(cooperation.home)?.kind),
    county: present(actor(cooperation.home)?.county),
    country: present(actor(cooperation.counterpart)?.country),
    province: [topOf(cooperation.counterpart)],
    kind: [cooperation.kind],
    status: present(foldStatus(cooperation.events, on)?.status),
    started: present(first?.from.best.slice(0, 4)),
    ended: present(last?.status === 'ended' ? last.from.best.slice(0, 4) : undefined),
    reason: [...cooperation.reasons],
  }
}

function passes(name: FacetName, filter: CooperationFilter, values: readonly string[]): boolean {
  if (name === 'started' || name === 'ended') {
    const within = ({ from, to }: YearRange, year: number) => (from ?? -Infinity) <= year && year <= (to ?? Infinity)
    return (
      filter[name].length === 0 || values.some((value) => filter[name].some((range) => within(range, Number(value))))
    )
  }
  const chosen: readonly string[] = filter[name]
  return chosen.length === 0 || values.some((value) => chosen.includes(value))
}

function actorsPass(
  register: GeneratedRegister,
  filter: CooperationFilter,
  cooperation: GeneratedCooperation,
): boolean {
  const isWithin = (id: string | null | undefined, ids: readonly string[]): boolean =>
    !!id && (ids.includes(id) || isWithin(register.actors.find((actor) => actor.id === id)?.parent, ids))
  return (
    (filter.homeActor.length === 0 || isWithin(cooperation.home, filter.homeActor)) &&
    (filter.counterpart.length === 0 || isWithin(cooperation.counterpart, filter.counterpart))
  )
}

/** The choice and its facet counts in the slow and obvious way. */
function choose(register: GeneratedRegister, filter: CooperationFilter, among?: Uint8Array, on?: string) {
  const rows = register.cooperations.map((cooperation, row) => ({
    values: valuesOf(register, cooperation, on),
    isCandidate: actorsPass(register, filter, cooperation) && (among?.[row] ?? 1) === 1,
  }))
  const isChosen = (row: (typeof rows)[number], leaveOut?: FacetName) =>
    row.isCandidate && facetNames.every((name) => name === leaveOut || passes(name, filter, row.values[name]))
  const mask = rows.map((row) => (isChosen(row) ? 1 : 0))
  const facets = facetNames.map((name) => {
    const counts = new Map<string, number>()
    for (const row of rows)
      if (isChosen(row, name)) for (const value of row.values[name]) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [name, counts] as const
  })
  return { mask, total: mask.filter(Boolean).length, facets: Object.fromEntries(facets) }
}

describe('for every register and filter', () => {
  test('the rows chosen are those of a plain filter', () => {
    fc.assert(
      fc.property(registers, filters, (register, filter) => {
        const { mask, total } = selectRows(register.census, filter)
        const expected = choose(register, filter)
        expect([...mask]).toEqual(expected.mask)
        expect(total).toBe(expected.total)
      }),
      { numRuns: 100 },
    )
  })

  test('each facet counts what another choice of its own would give, its own choice left out', () => {
    fc.assert(
      fc.property(registers, filters, (register, filter) => {
        expect(selectRows(register.census, filter).facets).toEqual(choose(register, filter).facets)
      }),
      { numRuns: 100 },
    )
  })

  test('a further mask and the statuses of another day are respected', () => {
    const masks = fc.array(fc.constantFrom(0, 1), { minLength: 24, maxLength: 24 })
    fc.assert(
      fc.property(registers, filters, masks, fc.integer({ min: 1984, max: 2022 }), (register, filter, bits, year) => {
        const among = Uint8Array.from(bits.slice(0, register.cooperations.length))
        const on = `${year}-12-31`
        const statusOn = statusesOn(register.census, Date.parse(on) / 86_400_000)
        const { mask, total, facets } = selectRows(register.census, filter, statusOn, among)
        const expected = choose(register, filter, among, on)
        expect([...mask]).toEqual(expected.mask)
        expect(total).toBe(expected.total)
        expect(facets).toEqual(expected.facets)
      }),
      { numRuns: 100 },
    )
  })
})

test('without a filter everything is chosen and every facet with one value for each adds up to the total', () => {
  fc.assert(
    fc.property(registers, ({ census, cooperations }) => {
      const { total, facets } = selectRows(census, emptyFilter)
      const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, count) => all + count, 0)
      expect(total).toBe(cooperations.length)
      for (const name of ['homeKind', 'country', 'province', 'kind'] as const) expect(sum(facets[name])).toBe(total)
    }),
  )
})

test('years are shown by periods of five, in order of time', () => {
  expect(periodOf(1995)).toBe('1995..1999')
  expect(periodOf(1999)).toBe('1995..1999')
  expect(periodOf(2000)).toBe('2000..2004')
  expect([...byPeriod(new Map([['2004', 2], ['1999', 1], ['2000', 3]]))]).toEqual([['1995..1999', 1], ['2000..2004', 5]]) // prettier-ignore
})
