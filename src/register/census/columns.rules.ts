// Each row's value of a facet as a small code, so that a million rows are counted by looking into a table.
import { statuses } from '../cooperations/status.rules.ts'
import { noStatus, type Census } from './census.rules.ts'
import type { FacetName } from './selection.rules.ts'

/** Each row's value as a small code: 0 for none, else one more than its place in `values`. `size` counts the codes. */
export type Coded = { values: string[]; codes: Uint16Array; size: number }

/** Codes that depend on the census alone, made once for each. */
const columnCache = new WeakMap<Census, Map<FacetName, Coded>>()

const statusColumns = new WeakMap<Uint8Array, Coded>()

export function statusColumn(statusOn: Uint8Array): Coded {
  const known = statusColumns.get(statusOn)
  if (known) return known
  const codes = new Uint16Array(statusOn.length)
  for (let row = 0; row < codes.length; row += 1) {
    const status = statusOn[row] as number
    codes[row] = status === noStatus ? 0 : status + 1
  }
  const made = { values: [...statuses], codes, size: statuses.length + 1 }
  statusColumns.set(statusOn, made)
  return made
}

const reasonColumns = new WeakMap<Census, Coded & { combinations: number[] }>()

/** Rows by their combination of reasons, of which there are few: `combinations[code]` are its bits. */
export function reasonColumn(census: Census): Coded & { combinations: number[] } {
  const known = reasonColumns.get(census)
  if (known) return known
  const codeOf = new Map<number, number>()
  const codes = new Uint16Array(census.rows)
  for (let row = 0; row < census.rows; row += 1) {
    const bits = census.reasons[row] as number
    let code = codeOf.get(bits)
    if (code === undefined) codeOf.set(bits, (code = codeOf.size))
    codes[row] = code
  }
  const made = { values: [], codes, size: codeOf.size, combinations: [...codeOf.keys()] }
  reasonColumns.set(census, made)
  return made
}

export function facetColumn(census: Census, name: Exclude<FacetName, 'reason' | 'status'>): Coded {
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
  if (name === 'kind') return codedBy(census.kind, [...census.kinds])
  if (name === 'started') return codedBy(census.startYear, yearTable(census.startYear))
  if (name === 'ended') return codedBy(census.endYear, yearTable(census.endYear))
  if (name === 'homeKind')
    return codedBy(
      census.home,
      actors.map((actor) => actor.kind),
    )
  if (name === 'county')
    return codedBy(
      census.home,
      actors.map((actor) => actor.county),
    )
  if (name === 'country')
    return codedBy(
      census.counterpart,
      actors.map((actor) => actor.country),
    )
  return codedBy(
    census.counterpart,
    actors.map((_, code) => actors[top[code] ?? code]?.id ?? null),
  )
}

function yearTable(years: Int16Array): (string | null)[] {
  const last = years.reduce((latest, year) => Math.max(latest, year), 0)
  return Array.from({ length: last + 1 }, (_, year) => (year === 0 ? null : String(year)))
}

/**
 * `valueOf[key]` is the facet value of rows whose column holds `key`; values get codes in order of appearance. Those of
 * keys that no row holds get none: most actors are on one side only.
 */
export function codedBy(keys: ArrayLike<number>, valueOf: readonly (string | null)[]): Coded {
  const isHeld = new Uint8Array(valueOf.length)
  for (let row = 0; row < keys.length; row += 1) isHeld[keys[row] ?? 0] = 1
  const codeOf = new Map<string, number>()
  const lookup = Uint16Array.from(valueOf, (value, key) => {
    if (value === null || !isHeld[key]) return 0
    if (!codeOf.has(value)) codeOf.set(value, codeOf.size + 1)
    return codeOf.get(value) ?? 0
  })
  const codes = new Uint16Array(keys.length)
  for (let row = 0; row < keys.length; row += 1) codes[row] = lookup[keys[row] ?? 0] ?? 0
  return { values: [...codeOf.keys()], codes, size: codeOf.size + 1 }
}
