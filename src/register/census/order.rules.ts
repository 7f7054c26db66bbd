// In what order does a list stand? Orders are made once for each census and kept.
import type { Census } from './census.rules.ts'

export const sortKeys = ['home', 'counterpart', 'province', 'kind', 'status', 'started', 'ended'] as const
export type SortKey = (typeof sortKeys)[number]
export type Sort = { key: SortKey; descending: boolean }

const cache = new WeakMap<Census, Map<string, Int32Array>>()

/** All rows in order. Ties stand as in the census: by home actor, counterpart and kind. */
export function orderOf(census: Census, sort: Sort): Int32Array {
  const orders = cache.get(census) ?? new Map<string, Int32Array>()
  cache.set(census, orders)
  const name = `${sort.key}${sort.descending ? '-' : ''}`
  const known = orders.get(name) ?? makeOrder(census, sort)
  orders.set(name, known)
  return known
}

function makeOrder(census: Census, { key, descending }: Sort): Int32Array {
  const { rows } = census
  if (key === 'home' && !descending) return new Int32Array(rows).map((_, row) => row)
  const primary = primaryKey(census, key)
  // A number holds 53 bits: the primary key and the row fit together, and numbers sort fast.
  const packed = new Float64Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const value = primary(row)
    packed[row] = (descending && value !== unknownLast ? unknownLast - 1 - value : value) * rows + row
  }
  packed.sort()
  const ordered = new Int32Array(rows)
  for (let place = 0; place < rows; place += 1) ordered[place] = (packed[place] as number) % rows
  return ordered
}

/** Unknown years stand last in both directions. */
const unknownLast = 2 ** 20

function primaryKey(census: Census, key: SortKey): (row: number) => number {
  const { rank, top } = census.actors
  switch (key) {
    case 'home':
      return (row) => rank[census.home[row] as number] as number
    case 'counterpart':
      return (row) => rank[census.counterpart[row] as number] as number
    case 'province':
      return (row) => rank[top[census.counterpart[row] as number] as number] as number
    case 'kind':
      return (row) => census.kind[row] as number
    case 'status':
      return (row) => census.status[row] as number
    case 'started':
      return (row) => census.startYear[row] || unknownLast
    case 'ended':
      return (row) => census.endYear[row] || unknownLast
  }
}

/** The next `limit` rows of the order that the mask chooses, after `afterRow` if given, and whether more follow. */
export function nextRows(
  order: Int32Array,
  mask: Uint8Array,
  limit: number,
  afterRow?: number,
): { rows: number[]; more: boolean } {
  const rows: number[] = []
  const start = afterRow === undefined ? 0 : order.indexOf(afterRow) + 1
  for (let place = start; place < order.length; place += 1) {
    const row = order[place] as number
    if (!mask[row]) continue
    if (rows.length === limit) return { rows, more: true }
    rows.push(row)
  }
  return { rows, more: false }
}

/**
 * Where a row stands among those that the mask chooses, counted from 1, and the row after which the page before it
 * begins: undefined where that page is the first.
 */
export function placeOf(
  order: Int32Array,
  mask: Uint8Array,
  row: number,
  limit: number,
): { place: number; previous?: number } {
  const end = order.indexOf(row)
  let place = 1
  for (let at = 0; at < end; at += 1) place += mask[order[at] as number] as number
  let toPass = limit + 1
  for (let at = end - 1; at >= 0; at -= 1) {
    toPass -= mask[order[at] as number] as number
    if (toPass === 0) return { place, previous: order[at] }
  }
  return { place }
}
