// How many rows are in each of a few states? A group is in the state that its rows are in together.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import { groupsOf } from './grouping.rules.ts'
import type { CountedRows } from './life.rules.ts'
import { valuesIn, type Split } from './split.rules.ts'
import type { Years } from './surety.rules.ts'
import { addTo } from './year-tally.rules.ts'

/**
 * The state of the rows of each course, below `count`. State 0 is that of what does not count: together with it, any
 * other stays, and nobody asks how many are in it.
 */
export type States = { ofCourse: Uint8Array; count: number; together: (a: number, b: number) => number }

/** How many are in each state, in the rule's unit, by value of the split in the last year: at value * count + state. */
export function tallyStates(
  counted: CountedRows,
  { unit }: CountingRule,
  { ofCourse, count, together }: States,
  { to }: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): Int32Array {
  const { ofRow } = coursesOf(counted)
  const groups = groupsOf(counted, unit)
  const byCode = new Int32Array((split?.codeCount ?? 1) * count)
  for (let row = 0; row < ofRow.length; row += 1) {
    if ((mask && !mask[row]) || (groups && !groups.alone[row])) continue
    const code = split ? (split.codes[row] as number) : 0
    const state = ofCourse[ofRow[row] as number] as number
    addTo(byCode, code * count + state, unit === 'agreement' ? (counted.agreements[row] as number) : 1)
  }
  const tally = byValue(byCode, count, split, to)
  if (!groups) return tally
  const ofValue = new Uint8Array(split?.size ?? 1)
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const [start, end] = [groups.offset[group] as number, groups.offset[group + 1] as number]
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      const state = ofCourse[groups.courses[at] as number] as number
      // What does not count changes nothing, and is most of what there is.
      if (state === 0 || (mask && !mask[row])) continue
      for (const value of valuesIn(split, row, to)) ofValue[value] = together(ofValue[value] as number, state)
    }
    for (let at = start; at < end; at += 1) {
      if (ofCourse[groups.courses[at] as number] === 0) continue
      for (const value of valuesIn(split, groups.rows[at] as number, to)) {
        addTo(tally, value * count + (ofValue[value] as number), 1)
        ofValue[value] = 0
      }
    }
  }
  return tally
}

function byValue(byCode: Int32Array, count: number, split: Split | undefined, year: number): Int32Array {
  if (!split) return byCode
  const tally = new Int32Array(split.size * count)
  for (let code = 0; code < split.codeCount; code += 1) {
    for (const value of split.valuesIn(code, year)) {
      for (let state = 0; state < count; state += 1)
        addTo(tally, value * count + state, byCode[code * count + state] as number)
    }
  }
  return tally
}
