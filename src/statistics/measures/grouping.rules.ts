// Which rows are one, where a rule counts pairs, home actors or counterparts instead of cooperations?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import type { CountedRows } from './life.rules.ts'

/**
 * Rows that are the only one of their group stand for themselves: most pairs have one cooperation. Those of a group of
 * several stand together, of group g at rows[offset[g]] … rows[offset[g + 1] - 1]; their courses stand in the same order.
 */
export type Groups = {
  alone: Int32Array
  offset: Int32Array
  rows: Int32Array
  courses: Int32Array
}

type GroupedUnit = Exclude<CountingRule['unit'], 'cooperation' | 'agreement'>

const cache = new WeakMap<object, Map<GroupedUnit, Groups>>()

/** The groups of a unit, made once for each census; undefined where every row stands for itself. */
export function groupsOf(counted: CountedRows, unit: CountingRule['unit']): Groups | undefined {
  if (unit === 'cooperation' || unit === 'agreement') return undefined
  const known = cache.get(counted.spans) ?? new Map<GroupedUnit, Groups>()
  cache.set(counted.spans, known)
  const groups = known.get(unit) ?? makeGroups(counted, unit)
  known.set(unit, groups)
  return groups
}

/** Whether rows of a group have the same party of this side. */
export function sharesParty(unit: CountingRule['unit'], party: 'home' | 'counterpart'): boolean {
  return unit === 'pair' || unit === (party === 'home' ? 'actor' : 'counterpart')
}

/**
 * Rows that stand for themselves, `count` of them: all, where `alone` is undefined. Each counts as often as `weights` says,
 * once where that is undefined.
 */
type Alone = { alone: Int32Array | undefined; count: number; weights: Uint8Array | undefined }

export function aloneIn(counted: CountedRows, unit: CountingRule['unit']): Alone {
  const alone = groupsOf(counted, unit)?.alone
  const weights = unit === 'agreement' ? counted.agreements : undefined
  return { alone, count: alone ? alone.length : counted.rows, weights }
}

function makeGroups(counted: CountedRows, unit: GroupedUnit): Groups {
  const { rows, home, counterpart, actors } = counted
  // By name, as the rows stand: groups next to each other then have rows next to each other.
  const homeAt = (row: number) => actors.rank[home[row] as number] as number
  const counterpartAt = (row: number) => actors.rank[counterpart[row] as number] as number
  // A number holds 53 bits: a pair of actors and a row fit together for any register below ten thousand million
  // million, and numbers sort fast.
  const keyOf = {
    pair: (row: number) => homeAt(row) * actors.rank.length + counterpartAt(row),
    actor: homeAt,
    counterpart: counterpartAt,
  }[unit]
  const packed = new Float64Array(rows)
  for (let row = 0; row < rows; row += 1) packed[row] = keyOf(row) * rows + row
  packed.sort()
  const keyAt = (at: number) => (at < 0 || at >= rows ? -1 : Math.floor((packed[at] as number) / rows))
  const { ofRow } = coursesOf(counted)
  const alone = new Int32Array(rows)
  const together = new Int32Array(rows)
  const offset = new Int32Array(rows + 1)
  let [single, found, groups] = [0, 0, 0]
  for (let at = 0; at < rows; at += 1) {
    const key = keyAt(at)
    const row = (packed[at] as number) - key * rows
    const isFirst = key !== keyAt(at - 1)
    if (isFirst && key !== keyAt(at + 1)) {
      alone[single++] = row
      continue
    }
    if (isFirst) offset[groups++] = found
    together[found++] = row
  }
  offset[groups] = found
  const inGroups = together.slice(0, found)
  const courses = inGroups.map((row) => ofRow[row] as number)
  return { alone: alone.slice(0, single).toSorted(), offset: offset.slice(0, groups + 1), rows: inGroups, courses }
}
