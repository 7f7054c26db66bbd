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

/**
 * Chooses rows. `statusOn` is the status of every row on the day asked for; `among`, when given, has 1 for every row that
 * may be chosen at all (by free text, or by a counting rule), and 0 for all others.
 */
export function selectRows(
  census: Census,
  filter: CooperationFilter,
  statusOn: Uint8Array = census.status,
  among?: Uint8Array,
): Selection {
  const ofHome = rowsOfActors(census, census.home, filter.homeActor, among)
  const base = rowsOfActors(census, census.counterpart, filter.counterpart, ofHome)
  const sieves = facetNames.filter((name) => filter[name].length > 0).map((name) => sieveOf(census, filter, name, statusOn)) // prettier-ignore
  const mask = throughAll(sieves, base) ?? everyRow(census)
  let total = 0
  for (let row = 0; row < mask.length; row += 1) total += mask[row] as number
  let counted: FacetCounts | undefined
  return {
    mask,
    total,
    get facets() {
      return (counted ??= countFacets(census, statusOn, { mask, total, sieves, base }))
    },
  }
}

function everyRow({ rows }: Census): Uint8Array {
  return new Uint8Array(rows).fill(1)
}

/** What a filter asks of one facet: each row's value as a small code, and 1 for the codes that it lets through. */
type Sieve = { name: FacetName; codes: Uint16Array; allowed: Uint8Array }

/** The rows that all of them let through; undefined where nothing is asked, which is every row. */
function throughAll(sieves: readonly Sieve[], base: Uint8Array | undefined): Uint8Array | undefined {
  return sieves.reduce<Uint8Array | undefined>((among, sieve) => through(sieve, among), base)
}

// A column at a time keeps the inner loops to few arrays, which is what makes a million rows quick. By table instead of by
// condition: which rows pass follows no pattern that a processor could foresee.
function through({ codes, allowed }: Sieve, among: Uint8Array | undefined): Uint8Array {
  const mask = new Uint8Array(codes.length)
  if (among)
    for (let row = 0; row < mask.length; row += 1)
      mask[row] = (allowed[codes[row] as number] as number) & (among[row] as number)
  else for (let row = 0; row < mask.length; row += 1) mask[row] = allowed[codes[row] as number] as number
  return mask
}

/** The rows of the actors named and of all that lie in them; `among` where none is named. */
function rowsOfActors(
  census: Census,
  side: Int32Array,
  ids: readonly string[],
  among: Uint8Array | undefined,
): Uint8Array | undefined {
  if (ids.length === 0) return among
  const named = actorMask(census, ids)
  const mask = new Uint8Array(side.length)
  for (let row = 0; row < mask.length; row += 1)
    mask[row] = (named[side[row] as number] as number) & (among ? (among[row] as number) : 1)
  return mask
}

type Chosen = { mask: Uint8Array; total: number; sieves: readonly Sieve[]; base: Uint8Array | undefined }

function countFacets(census: Census, statusOn: Uint8Array, { mask, total, sieves, base }: Chosen): FacetCounts {
  const columns = columnsOf(census, statusOn)
  const isStanding = statusOn === census.status
  const tallies = isStanding ? tallyStanding(census, columns, mask, total) : tallyAll(columns, rowsWith(1, mask, total))
  const counts = facetNames.map((name, index): [FacetName, Map<string, number>] => {
    const column = columns[index] as Coded
    // What another choice in a facet would give does not depend on the one that was made in it.
    const others = sieves.filter((sieve) => sieve.name !== name)
    if (others.length < sieves.length) {
      const among = throughAll(others, base)
      const isWhole = isStanding && among === undefined
      tallies[index] = isWhole ? (tallyWhole(census)[index] as Int32Array) : tallyOne(column, among ?? everyRow(census))
    }
    const tally = tallies[index] as Int32Array
    if (name === 'reason') return [name, countReasons(census, tally)]
    return [name, new Map(column.values.flatMap((value, code) => countOf(value, tally[code + 1])))]
  })
  return Object.fromEntries(counts) as FacetCounts
}

function columnsOf(census: Census, statusOn: Uint8Array): Coded[] {
  return facetNames.map((name) => valuesOf(census, name, statusOn))
}

/** How many rows have each code, by facet. Most of the register is all of it less the rest, which is sooner counted. */
function tallyStanding(census: Census, columns: readonly Coded[], mask: Uint8Array, total: number): Int32Array[] {
  if (2 * total < census.rows) return tallyAll(columns, rowsWith(1, mask, total))
  const whole = tallyWhole(census)
  if (total === census.rows) return [...whole]
  const rest = tallyAll(columns, rowsWith(0, mask, census.rows - total))
  return whole.map((tally, facet) => tally.map((count, code) => count - ((rest[facet] as Int32Array)[code] as number)))
}

const wholeTallies = new WeakMap<Census, readonly Int32Array[]>()

/** Of all rows: asked for more than all else, and the same until the census changes. */
function tallyWhole(census: Census): readonly Int32Array[] {
  const tallies =
    wholeTallies.get(census) ?? tallyAll(columnsOf(census, census.status), rowsWith(1, everyRow(census), census.rows))
  wholeTallies.set(census, tallies)
  return tallies
}

/** The rows that have this in the mask, of which there are so many. */
function rowsWith(wanted: 0 | 1, mask: Uint8Array, count: number): Int32Array {
  // Each row is written and kept or not: the last that is not needs room, too.
  const rows = new Int32Array(count + 1)
  const other = 1 - wanted
  let found = 0
  for (let row = 0; row < mask.length; row += 1) {
    rows[found] = row
    found += (mask[row] as number) ^ other
  }
  return rows.subarray(0, count)
}

type Nine<T> = [T, T, T, T, T, T, T, T, T]

function tallyAll(columns: readonly Coded[], rows: Int32Array): Int32Array[] {
  const tallies = columns.map(({ size }) => new Int32Array(size))
  addAll(tallies as Nine<Int32Array>, columns.map(({ codes }) => codes) as Nine<Uint16Array>, rows)
  return tallies
}

// All facets in one pass, written out: a processor adds to nine tallies at once, but must wait for one to be added to
// again. A column at a time takes four times as long.
function addAll(tallies: Nine<Int32Array>, codes: Nine<Uint16Array>, rows: Int32Array): void {
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

function tallyOne({ codes, size }: Coded, mask: Uint8Array): Int32Array {
  const tally = new Int32Array(size)
  for (let row = 0; row < mask.length; row += 1) {
    const code = codes[row] as number
    tally[code] = (tally[code] as number) + (mask[row] as number)
  }
  return tally
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

/** 1 for the actors named and for all that lie in them. */
function actorMask(census: Census, ids: readonly string[]): Uint8Array {
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

function sieveOf(census: Census, filter: CooperationFilter, name: FacetName, statusOn: Uint8Array): Sieve {
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
  return { name, codes, allowed }
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
