// Which rows have gone the same way, year by year? Sources mostly know years, so that a million cooperations have some ten
// thousand courses, and what depends on a row's own course is worked out once for each.
import { after, before, yearOfDayNumber } from '#register/index.ts'
import type { CountedRows } from './life.rules.ts'
import { SequenceTree } from './sequence-tree.rules.ts'

export const never = 9999
export const always = -9999
/** Years from `always` to `never`, as numbers of so many bits. */
export const mostYears = 2 ** 15

export type Courses = {
  /** The course of each row. */
  ofRow: Int32Array
  /** For each course, a row that has it. */
  example: Int32Array
}

const cache = new WeakMap<object, Courses>()

/** The courses of a census, made once for each. */
export function coursesOf(counted: CountedRows): Courses {
  const known = cache.get(counted.spans) ?? makeCourses(counted)
  cache.set(counted.spans, known)
  return known
}

/** A year with a status, and whether it is exact. */
const mostWays = 16 * mostYears

/**
 * A tree of what sets rows apart: whether one is disputed, how it ended, and the status and years of each of its spans.
 * Equal ones come to the same node. A span ends where the next begins, so that its beginning is enough.
 */
function makeCourses({ rows, spans, disputed, endKind }: CountedRows): Courses {
  const tree = new SequenceTree(mostWays)
  const courseAt = new Map<number, number>()
  const example: number[] = []
  const ofRow = new Int32Array(rows)
  for (let row = 0; row < rows; row += 1) {
    let node = tree.follow(0, ((endKind[row] as number) << 1) | (disputed[row] as number))
    const end = spans.offset[row + 1] as number
    for (let at = spans.offset[row] as number; at < end; at += 1) {
      const status = spans.status[at] as number
      const [earliest, best, latest] = [
        yearOf(spans.fromEarliest[at] as number),
        yearOf(spans.fromBest[at] as number),
        yearOf(spans.fromLatest[at] as number),
      ]
      const isExact = earliest === best && best === latest
      node = tree.follow(node, ((isExact ? 8 : 0) + status) * mostYears + (best - always))
      if (!isExact) node = tree.follow(tree.follow(node, earliest - always), latest - always)
    }
    let course = courseAt.get(node)
    if (course === undefined) {
      course = example.push(row) - 1
      courseAt.set(node, course)
    }
    ofRow[row] = course
  }
  return { ofRow, example: Int32Array.from(example) }
}

/** The year of a change; with `extra`, the year after it, unless it never comes. */
export function yearOf(day: number, extra = 0): number {
  if (day === before) return always
  return day === after ? never : yearOfDayNumber(day) + extra
}
