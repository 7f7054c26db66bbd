// How many have gone each way? What is asked of all together is asked of their courses, of which there are far fewer.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import { aloneIn } from './grouping.rules.ts'
import { keepFew } from './kept.rules.ts'
import type { CountedRows } from './life.rules.ts'
import { addTo } from './number-column.rules.ts'

const keep = keepFew<Int32Array>(5)

/**
 * How often each course counts in the unit, among the rows that the mask chooses, or among all: the rows that stand for
 * themselves, or their agreements. Kept for each unit as long as the mask, into which nothing is written once it is
 * made: a page asks for the same rows under every rule.
 */
export function tallyCourses(counted: CountedRows, unit: CountingRule['unit'], mask?: Uint8Array): Int32Array {
  return keep(mask ?? counted.spans, counted.rows, unit, () => {
    const { ofRow, example } = coursesOf(counted)
    const { alone, count, weights } = aloneIn(counted, unit)
    const tally = new Int32Array(example.length)
    for (let index = 0; index < count; index += 1) {
      const row = alone ? (alone[index] as number) : index
      if (mask && !mask[row]) continue
      addTo(tally, ofRow[row] as number, weights ? (weights[row] as number) : 1)
    }
    return tally
  })
}

/** Adds them up by what each course comes to. */
export function addByCourse(sums: Int32Array, ofCourse: Int32Array | Uint8Array, tally: Int32Array): void {
  for (let course = 0; course < tally.length; course += 1)
    addTo(sums, ofCourse[course] as number, tally[course] as number)
}
