// How many rows are in each of a few states? A group is in the state that its rows are in together.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { addByCourse, tallyCourses } from './course-tally.rules.ts'
import { coursesOf } from './course.rules.ts'
import { aloneIn, groupsOf } from './grouping.rules.ts'
import type { CountedRows } from './life.rules.ts'
import { valuesByCode, type Split } from './split.rules.ts'
import type { Years } from './surety.rules.ts'
import { addTo } from './number-column.rules.ts'

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
  if (split) {
    const { alone, count: rows, weights } = aloneIn(counted, unit)
    for (let index = 0; index < rows; index += 1) {
      const row = alone ? (alone[index] as number) : index
      if (mask && !mask[row]) continue
      const state = ofCourse[ofRow[row] as number] as number
      addTo(byCode, (split.codes[row] as number) * count + state, weights ? (weights[row] as number) : 1)
    }
  } else {
    addByCourse(byCode, ofCourse, tallyCourses(counted, unit, mask))
  }
  const valuesOf = valuesByCode(split, to)
  const tally = byValue(byCode, count, valuesOf, split?.size ?? 1)
  if (!groups) return tally
  const { offset, rows, courses } = groups
  const ofValue = new Uint8Array(split?.size ?? 1)
  for (let group = 0; group + 1 < offset.length; group += 1) {
    const [start, end] = [offset[group] as number, offset[group + 1] as number]
    for (let at = start; at < end; at += 1) {
      const row = rows[at] as number
      const state = ofCourse[courses[at] as number] as number
      // What does not count changes nothing, and is most of what there is.
      if (state === 0 || (mask && !mask[row])) continue
      for (const value of valuesOf[split ? (split.codes[row] as number) : 0] as readonly number[])
        ofValue[value] = together(ofValue[value] as number, state)
    }
    for (let at = start; at < end; at += 1) {
      const row = rows[at] as number
      if (mask && !mask[row]) continue
      for (const value of valuesOf[split ? (split.codes[row] as number) : 0] as readonly number[]) {
        if (ofValue[value] === 0) continue
        addTo(tally, value * count + (ofValue[value] as number), 1)
        ofValue[value] = 0
      }
    }
  }
  return tally
}

function byValue(
  byCode: Int32Array,
  count: number,
  valuesOf: readonly (readonly number[])[],
  size: number,
): Int32Array {
  const tally = new Int32Array(size * count)
  valuesOf.forEach((values, code) => {
    for (const value of values) {
      for (let state = 0; state < count; state += 1)
        addTo(tally, value * count + state, byCode[code * count + state] as number)
    }
  })
  return tally
}
