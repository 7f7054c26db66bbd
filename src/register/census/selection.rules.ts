// Which rows of the census does a filter choose, and how many would each further choice leave?
import { statuses, type Status } from '../cooperations/status.rules.ts'
import { noStatus, type Census } from './census.rules.ts'

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

/** Periods of five years, as the values of the facets `started` and `ended`: `1995..1999`. */
export const periodYears = 5

export function periodOf(year: number): string {
  const first = Math.floor(year / periodYears) * periodYears
  return `${first}..${first + periodYears - 1}`
}

/** Codes that depend on the census alone, made once for each. Values are numbered from 1; 0 means none. */
const columnCache = new WeakMap<Census, Map<FacetName, Coded>>()

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
  const base = baseMask(census, filter, among)
  const standing = base ? base.map((isIn) => (isIn ? chosen : 0)) : new Uint8Array(census.rows).fill(chosen)
  facetNames.forEach((name, index) => {
    if (filter[name].length === 0) return
    if (name === 'reason') markFailures(standing, index + 1, reasonMask(census, filter), census.reasons)
    else {
      const { codes, allowed } = column(census, filter, name, statusOn)
      markFailuresByCode(standing, index + 1, codes, allowed)
    }
  })
  const mask = standing.map((place) => (place === chosen ? 1 : 0))
  let total = 0
  for (let row = 0; row < mask.length; row += 1) total += mask[row] as number
  let counted: FacetCounts | undefined
  return {
    mask,
    total,
    get facets() {
      return (counted ??= countFacets(census, statusOn, standing))
    },
  }
}

// A column at a time keeps the inner loops to two arrays, which is what makes a million rows quick.
function markFailuresByCode(standing: Uint8Array, place: number, codes: Uint16Array, allowed: Uint8Array): void {
  for (let row = 0; row < standing.length; row += 1) {
    if (allowed[codes[row] as number]) continue
    standing[row] = standing[row] === chosen ? place : 0
  }
}

function markFailures(standing: Uint8Array, place: number, wanted: number, bits: Int32Array): void {
  for (let row = 0; row < standing.length; row += 1) {
    if (((bits[row] as number) & wanted) !== 0) continue
    standing[row] = standing[row] === chosen ? place : 0
  }
}

function countFacets(census: Census, statusOn: Uint8Array, standing: Uint8Array): FacetCounts {
  const counts = facetNames.map((name, index): [FacetName, Map<string, number>] => {
    const place = index + 1
    if (name === 'reason') return [name, countReasons(census, standing, place)]
    const { values, codes } = valuesOf(census, name, statusOn)
    const tally = new Int32Array(values.length + 1)
    for (let row = 0; row < standing.length; row += 1) {
      const at = standing[row] as number
      if (at === chosen || at === place) tally[codes[row] as number] = (tally[codes[row] as number] as number) + 1
    }
    return [name, new Map(values.flatMap((value, code) => countOf(value, tally[code + 1])))]
  })
  return Object.fromEntries(counts) as FacetCounts
}

function countReasons(census: Census, standing: Uint8Array, place: number): Map<string, number> {
  const tally = new Int32Array(32)
  for (let row = 0; row < standing.length; row += 1) {
    const at = standing[row] as number
    const bits = census.reasons[row] as number
    if (bits !== 0 && (at === chosen || at === place)) countBits(bits, tally)
  }
  return new Map(census.reasonCodes.flatMap((code, bit) => countOf(code, tally[bit])))
}

function countOf(value: string, count: number | undefined): [string, number][] {
  return count ? [[value, count]] : []
}

function countBits(bits: number, tally: Int32Array): void {
  for (let rest = bits; rest !== 0; rest &= rest - 1) {
    const bit = 31 - Math.clz32(rest & -rest)
    tally[bit] = (tally[bit] ?? 0) + 1
  }
}

function reasonMask(census: Census, filter: CooperationFilter): number {
  // An unknown reason must find nothing rather than everything: bit 31 is never set in a row.
  return filter.reason.reduce(
    (bits, code) => bits | (1 << (census.reasonCodes.includes(code) ? census.reasonCodes.indexOf(code) : 31)),
    0,
  )
}

function baseMask(census: Census, filter: CooperationFilter, among: Uint8Array | undefined): Uint8Array | undefined {
  if (filter.homeActor.length === 0 && filter.counterpart.length === 0) return among
  const home = actorMask(census, filter.homeActor)
  const counterpart = actorMask(census, filter.counterpart)
  const mask = new Uint8Array(census.rows)
  for (let row = 0; row < census.rows; row += 1) {
    const passes = (!home || home[census.home[row] ?? 0]) && (!counterpart || counterpart[census.counterpart[row] ?? 0])
    mask[row] = passes && (!among || among[row]) ? 1 : 0
  }
  return mask
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

type Coded = { values: string[]; codes: Uint16Array }

function valuesOf(census: Census, name: Exclude<FacetName, 'reason'>, statusOn: Uint8Array): Coded {
  return name === 'status' ? statusColumn(statusOn) : cachedColumn(census, name)
}

/** Each row's value as a small code, and which codes the filter lets through. */
function column(
  census: Census,
  filter: CooperationFilter,
  name: Exclude<FacetName, 'reason'>,
  statusOn: Uint8Array,
): { codes: Uint16Array; allowed: Uint8Array } {
  const { values, codes } = valuesOf(census, name, statusOn)
  const allowed = new Uint8Array(values.length + 1)
  if (name === 'started' || name === 'ended') {
    values.forEach((year, index) => {
      allowed[index + 1] = filter[name].some((range) => contains(range, Number(year))) ? 1 : 0
    })
  } else {
    for (const value of filter[name]) if (values.includes(value)) allowed[values.indexOf(value) + 1] = 1
  }
  return { codes, allowed }
}

function contains({ from, to }: YearRange, year: number): boolean {
  return (from === null || year >= from) && (to === null || year <= to)
}

function statusColumn(statusOn: Uint8Array): Coded {
  return {
    values: [...statuses],
    codes: Uint16Array.from(statusOn, (status) => (status === noStatus ? 0 : status + 1)),
  }
}

function cachedColumn(census: Census, name: Exclude<FacetName, 'reason' | 'status'>): Coded {
  const cache = columnCache.get(census) ?? new Map<FacetName, Coded>()
  columnCache.set(census, cache)
  const known = cache.get(name)
  if (known) return known
  const made = makeColumn(census, name)
  cache.set(name, made)
  return made
}

function makeColumn(census: Census, name: Exclude<FacetName, 'reason' | 'status'>): Coded {
  const { rows: actors, top } = census.actors
  if (name === 'kind') return byLookup(census.kind, [...census.kinds])
  if (name === 'started') return byLookup(census.startYear, yearTable(census.startYear))
  if (name === 'ended') return byLookup(census.endYear, yearTable(census.endYear))
  if (name === 'homeKind')
    return byLookup(
      census.home,
      actors.map((actor) => actor.kind),
    )
  if (name === 'county')
    return byLookup(
      census.home,
      actors.map((actor) => actor.county),
    )
  if (name === 'country')
    return byLookup(
      census.counterpart,
      actors.map((actor) => actor.country),
    )
  return byLookup(
    census.counterpart,
    actors.map((_, code) => actors[top[code] ?? code]?.id ?? null),
  )
}

function yearTable(years: Int16Array): (string | null)[] {
  const last = years.reduce((latest, year) => Math.max(latest, year), 0)
  return Array.from({ length: last + 1 }, (_, year) => (year === 0 ? null : String(year)))
}

/** `valueOf[key]` is the facet value of rows whose column holds `key`; values get codes in order of appearance. */
function byLookup(keys: ArrayLike<number>, valueOf: readonly (string | null)[]): Coded {
  const codeOf = new Map<string, number>()
  const lookup = Uint16Array.from(valueOf, (value) => {
    if (value === null) return 0
    if (!codeOf.has(value)) codeOf.set(value, codeOf.size + 1)
    return codeOf.get(value) ?? 0
  })
  const codes = new Uint16Array(keys.length)
  for (let row = 0; row < keys.length; row += 1) codes[row] = lookup[keys[row] ?? 0] ?? 0
  return { values: [...codeOf.keys()], codes }
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
