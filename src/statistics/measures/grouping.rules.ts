// Which rows are one, where a rule counts pairs, home actors or counterparts instead of cooperations?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import type { CountedRows } from './life.rules.ts'
import type { Split } from './split.rules.ts'

/**
 * Rows that are the only one of their group stand for themselves: most pairs have one cooperation. Those of a group of
 * several stand together, of group g at rows[offset[g]] … rows[offset[g + 1] - 1]; `ofRow` is the group of each row, or -1.
 */
export type Groups = { alone: Int32Array; offset: Int32Array; rows: Int32Array; ofRow: Int32Array }

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
  const ofRow = new Int32Array(rows).fill(-1)
  const together = new Int32Array(rows)
  const offset = new Int32Array(rows + 1)
  let [found, groups] = [0, 0]
  for (let at = 0; at < rows; at += 1) {
    const key = keyAt(at)
    const row = (packed[at] as number) - key * rows
    const isFirst = key !== keyAt(at - 1)
    if (isFirst && key !== keyAt(at + 1)) continue
    if (isFirst) offset[groups++] = found
    ofRow[row] = groups - 1
    together[found++] = row
  }
  offset[groups] = found
  const alone = new Int32Array(rows - found)
  for (let row = 0, at = 0; row < rows; row += 1) if (ofRow[row] === -1) alone[at++] = row
  return { alone, offset: offset.slice(0, groups + 1), rows: together.slice(0, found), ofRow }
}

/**
 * What rows of groups do, as a number, and their codes: of those of group g that are chosen, from the group's offset to
 * before end[g]. Without a split there are no codes.
 */
type ChosenInGroups = { does: Int32Array; codes: Uint16Array | undefined; end: Int32Array }

/**
 * The rows of groups that the mask chooses and that do anything: what the rows of a course do is given by `ofCourse`, and
 * `counts` says of each such thing with 0 that it is nothing. All columns are read in their order, and what is found is
 * put where its group stands: to look up each row of a group would be to look into memory at random, once for each column.
 */
export function chosenInGroups(
  { offset, rows, ofRow }: Groups,
  courseOf: Int32Array,
  ofCourse: Int32Array | Uint8Array,
  counts: Uint8Array,
  split: Split | undefined,
  mask: Uint8Array | undefined,
): ChosenInGroups {
  const does = new Int32Array(rows.length)
  const codes = split && new Uint16Array(rows.length)
  const end = offset.slice(0, -1)
  for (let row = 0; row < ofRow.length; row += 1) {
    if (mask && !mask[row]) continue
    const group = ofRow[row] as number
    const done = ofCourse[courseOf[row] as number] as number
    if (group < 0 || !counts[done]) continue
    const at = end[group] as number
    does[at] = done
    if (codes) codes[at] = split.codes[row] as number
    end[group] = at + 1
  }
  return { does, codes, end }
}
