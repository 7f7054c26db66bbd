// Which rows are one, where a rule counts pairs, home actors or counterparts instead of cooperations?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import type { CountedRows } from './life.rules.ts'

/**
 * Rows that are the only one of their group stand for themselves: most pairs have one cooperation. Those of a group of
 * several stand together: of group g at rows[offset[g]] … rows[offset[g + 1] - 1], and beside them their courses.
 */
export type Groups = { alone: Int32Array; offset: Int32Array; rows: Int32Array; courses: Int32Array }

type GroupedUnit = Exclude<CountingRule['unit'], 'cooperation' | 'agreement'>

const cache = new WeakMap<Int32Array, Map<GroupedUnit, Groups>>()

/** The groups of a unit, made once for each census; undefined where every row stands for itself. */
export function groupsOf(counted: CountedRows, unit: CountingRule['unit']): Groups | undefined {
  if (unit === 'cooperation' || unit === 'agreement') return undefined
  const known = cache.get(counted.home) ?? new Map<GroupedUnit, Groups>()
  cache.set(counted.home, known)
  const groups = known.get(unit) ?? makeGroups(counted, unit)
  known.set(unit, groups)
  return groups
}

function makeGroups(counted: CountedRows, unit: GroupedUnit): Groups {
  const { rows, home, counterpart } = counted
  // A number holds 53 bits: a pair of actors and a row fit together for any register below ten thousand million
  // million, and numbers sort fast.
  const mostActors = counterpart.reduce((most, code) => Math.max(most, code), 0) + 1
  const keyOf = {
    pair: (row: number) => (home[row] as number) * mostActors + (counterpart[row] as number),
    actor: (row: number) => home[row] as number,
    counterpart: (row: number) => counterpart[row] as number,
  }[unit]
  const packed = new Float64Array(rows)
  for (let row = 0; row < rows; row += 1) packed[row] = keyOf(row) * rows + row
  packed.sort()
  const keyAt = (at: number) => (at < 0 || at >= rows ? -1 : Math.floor((packed[at] as number) / rows))
  const isAlone = new Uint8Array(rows)
  const together = new Int32Array(rows)
  const offset = new Int32Array(rows + 1)
  let [found, groups] = [0, 0]
  for (let at = 0; at < rows; at += 1) {
    const key = keyAt(at)
    const row = (packed[at] as number) - key * rows
    const isFirst = key !== keyAt(at - 1)
    if (isFirst && key !== keyAt(at + 1)) isAlone[row] = 1
    else {
      if (isFirst) offset[groups++] = found
      together[found++] = row
    }
  }
  offset[groups] = found
  const grouped = together.slice(0, found)
  const { ofRow } = coursesOf(counted)
  const courses = grouped.map((row) => ofRow[row] as number)
  const alone = new Int32Array(rows - found)
  for (let row = 0, at = 0; row < rows; row += 1) if (isAlone[row]) alone[at++] = row
  return { alone, offset: offset.slice(0, groups + 1), rows: grouped, courses }
}

/** Rows of groups, with a number that stands for what each does: those of group g end before end[g]. */
export type ChosenInGroups = { rows: Int32Array; does: Int32Array; end: Int32Array }

/**
 * The rows of groups that the mask chooses and that do anything: what the rows of a course do is given by `ofCourse`, and
 * `counts` says of each such thing with 0 that it is nothing.
 */
export function chosenInGroups(
  { offset, rows, courses }: Groups,
  ofCourse: Int32Array | Uint8Array,
  counts: Uint8Array,
  mask: Uint8Array | undefined,
): ChosenInGroups {
  const chosen = new Int32Array(rows.length)
  const does = new Int32Array(rows.length)
  const end = new Int32Array(Math.max(0, offset.length - 1))
  let found = 0
  for (let group = 0; group < end.length; group += 1) {
    for (let at = offset[group] as number; at < (offset[group + 1] as number); at += 1) {
      const row = rows[at] as number
      const done = ofCourse[courses[at] as number] as number
      // Written in any case and kept or not: which rows are chosen follows no pattern that a processor could foresee.
      chosen[found] = row
      does[found] = done
      found += (counts[done] as number) & (mask ? Math.min(1, mask[row] as number) : 1)
    }
    end[group] = found
  }
  return { rows: chosen, does, end }
}
