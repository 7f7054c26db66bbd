// How many rows are in each of a few states? A group is in the state that its rows are in together.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import { chosenInGroups, groupsOf } from './grouping.rules.ts'
import type { CountedRows } from './life.rules.ts'
import { valuesIn, type Split } from './split.rules.ts'
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
  const alone = groups?.alone
  for (let index = 0; index < (alone ?? ofRow).length; index += 1) {
    const row = alone ? (alone[index] as number) : index
    if (mask && !mask[row]) continue
    const code = split ? (split.codes[row] as number) : 0
    const state = ofCourse[ofRow[row] as number] as number
    addTo(byCode, code * count + state, unit === 'agreement' ? (counted.agreements[row] as number) : 1)
  }
  const tally = byValue(byCode, count, split, to)
  if (!groups) return tally
  // What does not count changes nothing, and is most of what there is.
  const isCounted = new Uint8Array(count).fill(1, 1)
  const { does, codes, end } = chosenInGroups(groups, ofRow, ofCourse, isCounted, split, mask)
  const valuesAt = (at: number) => valuesIn(split, codes ? (codes[at] as number) : 0, to)
  const ofValue = new Uint8Array(split?.size ?? 1)
  end.forEach((stop, group) => {
    const start = groups.offset[group] as number
    for (let at = start; at < stop; at += 1) {
      for (const value of valuesAt(at)) ofValue[value] = together(ofValue[value] as number, does[at] as number)
    }
    for (let at = start; at < stop; at += 1) {
      for (const value of valuesAt(at)) {
        addTo(tally, value * count + (ofValue[value] as number), 1)
        ofValue[value] = 0
      }
    }
  })
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
