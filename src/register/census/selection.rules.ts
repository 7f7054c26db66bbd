// Which rows of the census does a filter choose, and how many would each further choice leave?
import type { Status } from '../cooperations/status.rules.ts'
import type { Census } from './census.rules.ts'
import { facetColumn, reasonColumn, statusColumn, type Coded } from './columns.rules.ts'

/** Years, both included; `null` leaves a side open. */
export type YearRange = { from: number | null; to: number | null }

/** A choice within one facet is an or, between facets an and. An empty list chooses everything. */
export type CooperationFilter = {
  homeKind: readonly string[]
  county: readonly string[]
  country: readonly string[]
  province: readonly string[]
  kind: readonly string[]
  status: readonly Status[]
  started: readonly YearRange[]
  ended: readonly YearRange[]
  reason: readonly string[]
  /** An actor on the home side. */
  homeActor: readonly string[]
  /** An actor on the other side; places that lie in it count too. */
  counterpart: readonly string[]
}

export const emptyFilter: CooperationFilter = {
  homeKind: [],
  county: [],
  country: [],
  province: [],
  kind: [],
  status: [],
  started: [],
  ended: [],
  reason: [],
  homeActor: [],
  counterpart: [],
}

export const facetNames = [
  'homeKind',
  'county',
  'country',
  'province',
  'kind',
  'status',
  'started',
  'ended',
  'reason',
] as const
export type FacetName = (typeof facetNames)[number]

/** Count by value; each facet's counts leave its own choice out, so that the reader sees what another would give. */
export type FacetCounts = Record<FacetName, Map<string, number>>

export type Selection = {
  /** 1 for every row chosen. */
  mask: Uint8Array
  total: number
  /** Counted when first asked for: exports and series do without. */
  readonly facets: FacetCounts
}

/** Chooses, in place of a value, the rows that have none. */
export const none = 'none'

/** Periods of five years, as the values of the facets `started` and `ended`: `1995..1999`. */
export const periodYears = 5

export function periodOf(year: number): string {
  const first = Math.floor(year / periodYears) * periodYears
  return `${first}..${first + periodYears - 1}`
}

/** A row that passes every facet; otherwise the place of the only facet it fails, from 1, or 0 where it is out. */
const chosen = 255

/**
 * Chooses rows. `statusOn` is the status of every row on the day asked for; `among`, when given, is a further mask
 * that every chosen row must have (from free text, or from a counting rule).
 */
export function selectRows(
  census: Census,
  filter: CooperationFilter,
  statusOn: Uint8Array = census.status,
  among?: Uint8Array,
): Selection {
  const standing = baseStanding(census, filter, among)
  facetNames.forEach((name, index) => {
    if (filter[name].length === 0) return
    const { codes, allowed } = column(census, filter, name, statusOn)
    markFailures(standing, index + 1, codes, allowed)
  })
  const mask = new Uint8Array(census.rows)
  const isPassing = only(chosen)
  let total = 0
  for (let row = 0; row < mask.length; row += 1) {
    const isIn = isPassing[standing[row] as number] as number
    mask[row] = isIn
    total += isIn
  }
  let counted: FacetCounts | undefined
  return {
    mask,
    total,
    get facets() {
      return (counted ??= countFacets(census, filter, statusOn, standing, total))
    },
  }
}

// A column at a time keeps the inner loops to two arrays, which is what makes a million rows quick.
// By table instead of by condition: which rows pass follows no pattern that a processor could foresee.
function markFailures(standing: Uint8Array, place: number, codes: Uint16Array, allowed: Uint8Array): void {
  const next = new Uint8Array(512)
  next[chosen] = place
  for (let at = 0; at < 256; at += 1) next[256 + at] = at
  for (let row = 0; row < standing.length; row += 1) {
    const isAllowed = allowed[codes[row] as number] as number
    standing[row] = next[(isAllowed << 8) | (standing[row] as number)] as number
  }
}

/** 1 for this value, 0 for all others. */
function only(value: number): Uint8Array {
  const table = new Uint8Array(256)
  table[value] = 1
  return table
}

/** What the whole register counts: asked for more than all else, and the same until the census changes. */
const wholeCounts = new WeakMap<Census, FacetCounts>()

function countFacets(
  census: Census,
  filter: CooperationFilter,
  statusOn: Uint8Array,
  standing: Uint8Array,
  total: number,
): FacetCounts {
  const isWhole = total === census.rows && statusOn === census.status
  const known = isWhole ? wholeCounts.get(census) : undefined
  if (known) return known
  const columns = facetNames.map((name) => valuesOf(census, name, statusOn))
  const tallies = columns.map(({ size }) => new Int32Array(size))
  const codesOf = columns.map(({ codes }) => codes)
  countAll(tallies as Nine<Int32Array>, codesOf as Nine<Uint16Array>, rowsAt(standing, chosen, total))
  const counts = facetNames.map((name, index): [FacetName, Map<string, number>] => {
    const { values, codes } = columns[index] as Coded
    const tally = tallies[index] as Int32Array
    // Rows that this facet alone shuts out are what another choice in it would add.
    if (filter[name].length > 0) addWeighed(tally, codes, standing, only(index + 1))
    if (name === 'reason') return [name, countReasons(census, tally)]
    return [name, new Map(values.flatMap((value, code) => countOf(value, tally[code + 1])))]
  })
  const facets = Object.fromEntries(counts) as FacetCounts
  if (isWhole) wholeCounts.set(census, facets)
  return facets
}

/** The rows at a place, of which there are so many. */
function rowsAt(standing: Uint8Array, place: number, count: number): Int32Array {
  // Each row is written and kept or not: the last that is not needs room, too.
  const rows = new Int32Array(count + 1)
  const isThere = only(place)
  let found = 0
  for (let row = 0; row < standing.length; row += 1) {
    rows[found] = row
    found += isThere[standing[row] as number] as number
  }
  return rows.subarray(0, count)
}

type Nine<T> = [T, T, T, T, T, T, T, T, T]

// All facets in one pass, written out: a processor adds to nine tallies at once, but must wait for one to be added to
// again. A column at a time takes four times as long.
function countAll(tallies: Nine<Int32Array>, codes: Nine<Uint16Array>, rows: Int32Array): void {
  const [a, b, c, d, e, f, g, h, i] = tallies
  const [ofA, ofB, ofC, ofD, ofE, ofF, ofG, ofH, ofI] = codes
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] as number
    add(a, ofA[row] as number)
    add(b, ofB[row] as number)
    add(c, ofC[row] as number)
    add(d, ofD[row] as number)
    add(e, ofE[row] as number)
    add(f, ofF[row] as number)
    add(g, ofG[row] as number)
    add(h, ofH[row] as number)
    add(i, ofI[row] as number)
  }
}

function addWeighed(tally: Int32Array, codes: Uint16Array, standing: Uint8Array, weights: Uint8Array): void {
  for (let row = 0; row < standing.length; row += 1) {
    const code = codes[row] as number
    tally[code] = (tally[code] as number) + (weights[standing[row] as number] as number)
  }
}

function add(tally: Int32Array, code: number): void {
  tally[code] = (tally[code] as number) + 1
}

/** From counts of each combination of reasons to counts of each reason. */
function countReasons(census: Census, tally: Int32Array): Map<string, number> {
  const { combinations } = reasonColumn(census)
  const byBit = new Int32Array(32)
  combinations.forEach((bits, code) => {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const bit = 31 - Math.clz32(rest & -rest)
      byBit[bit] = (byBit[bit] as number) + (tally[code] as number)
    }
  })
  return new Map(census.reasonCodes.flatMap((code, bit) => countOf(code, byBit[bit])))
}

function countOf(value: string, count: number | undefined): [string, number][] {
  return count ? [[value, count]] : []
}

function reasonMask(census: Census, filter: CooperationFilter): number {
  // An unknown reason must find nothing rather than everything: bit 31 is never set in a row.
  return filter.reason.reduce(
    (bits, code) => bits | (1 << (census.reasonCodes.includes(code) ? census.reasonCodes.indexOf(code) : 31)),
    0,
  )
}

function baseStanding(census: Census, filter: CooperationFilter, among: Uint8Array | undefined): Uint8Array {
  const standing = new Uint8Array(census.rows).fill(chosen)
  if (among) for (let row = 0; row < standing.length; row += 1) if (!among[row]) standing[row] = 0
  for (const [side, ids] of [
    [census.home, filter.homeActor],
    [census.counterpart, filter.counterpart],
  ] as const) {
    const named = actorMask(census, ids)
    if (named) for (let row = 0; row < standing.length; row += 1) if (!named[side[row] as number]) standing[row] = 0
  }
  return standing
}

/** 1 for the actors named and for all that lie in them; undefined when none is named. */
function actorMask(census: Census, ids: readonly string[]): Uint8Array | undefined {
  if (ids.length === 0) return undefined
  const { codeOf, parent, rows } = census.actors
  const mask = new Uint8Array(rows.length)
  const named = new Set(ids.flatMap((id) => codeOf.get(id) ?? []))
  for (let code = 0; code < rows.length; code += 1) {
    for (let up = code; up >= 0; up = parent[up] ?? -1) if (named.has(up)) mask[code] = 1
  }
  return mask
}

function valuesOf(census: Census, name: FacetName, statusOn: Uint8Array): Coded {
  if (name === 'status') return statusColumn(statusOn)
  return name === 'reason' ? reasonColumn(census) : facetColumn(census, name)
}

/** Each row's value as a small code, and which codes the filter lets through. */
function column(
  census: Census,
  filter: CooperationFilter,
  name: FacetName,
  statusOn: Uint8Array,
): { codes: Uint16Array; allowed: Uint8Array } {
  const { values, codes, size } = valuesOf(census, name, statusOn)
  const allowed = new Uint8Array(size)
  if (name === 'reason') {
    const wanted = reasonMask(census, filter)
    reasonColumn(census).combinations.forEach((bits, code) => {
      allowed[code] = (bits & wanted) !== 0 || (bits === 0 && filter.reason.includes(none)) ? 1 : 0
    })
  } else if (name === 'started' || name === 'ended') {
    values.forEach((year, index) => {
      allowed[index + 1] = filter[name].some((range) => isInRange(range, Number(year))) ? 1 : 0
    })
  } else {
    for (const value of filter[name]) if (values.includes(value)) allowed[values.indexOf(value) + 1] = 1
    if ((filter[name] as readonly string[]).includes(none)) allowed[0] = 1
  }
  return { codes, allowed }
}

export function isInRange({ from, to }: YearRange, year: number): boolean {
  return (from === null || year >= from) && (to === null || year <= to)
}

/** Years summed into periods, for showing. */
export function byPeriod(years: ReadonlyMap<string, number>): Map<string, number> {
  const periods = new Map<string, number>()
  for (const [year, count] of years) {
    const period = periodOf(Number(year))
    periods.set(period, (periods.get(period) ?? 0) + count)
  }
  return new Map([...periods].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
