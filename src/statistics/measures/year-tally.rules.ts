// Adds up lives to figures by year. A life costs a few steps, however many years it lasts.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { addByCourse, tallyCourses } from './course-tally.rules.ts'
import { tallyGroups } from './group-tally.rules.ts'
import { aloneIn, groupsOf } from './grouping.rules.ts'
import type { LifeSets } from './life-sets.rules.ts'
import type { CountedRows, Lives } from './life.rules.ts'
import { addTo } from './number-column.rules.ts'
import type { Split } from './split.rules.ts'
import { countYears, type Years } from './surety.rules.ts'
import { YearSteps, type Steps } from './year-steps.rules.ts'

/** min: what is certain; best: by best dates; max: what is possible. */
export type Figure = { min: number; best: number; max: number }

export type TalliedRows = {
  counted: CountedRows
  /** What is counted; a group of rows, of which any may count, counts once. */
  unit: CountingRule['unit']
  lives: Lives
  sets: LifeSets
  steps: Steps
  split: Split | undefined
  /** Where undefined, all rows are chosen. */
  mask: Uint8Array | undefined
}

/** The figures of each value of the split, as `figures[(value * 3 + reading) * years + year]`. */
export function tallyYears(rows: TalliedRows, years: Years): Int32Array {
  const { counted, unit, split } = rows
  const groups = groupsOf(counted, unit)
  const count = countYears(years)
  const byCode = new YearSteps(split?.codeCount ?? 1, count)
  if (split) tallyRows(byCode, rows, split)
  else tallyWhole(byCode, rows)
  const byValue = !split || split.isPlain ? byCode : new YearSteps(split.size, count)
  if (groups) tallyGroups({ byCode, byValue }, rows, groups, years)
  return !split || split.isPlain ? byCode.read() : addByValue(byValue.read(), byCode.read(), split, years)
}

/** Rows that stand for themselves, without a split: of each life, how many have a course that leads it. */
function tallyWhole(
  tally: YearSteps,
  { counted, unit, lives: { ofCourse, different }, steps, mask }: TalliedRows,
): void {
  const byLife = new Int32Array(different.length)
  addByCourse(byLife, ofCourse, tallyCourses(counted, unit, mask))
  for (let life = 0; life < byLife.length; life += 1) {
    if (byLife[life]) tally.addLife(0, steps, life, byLife[life] as number)
  }
}

/**
 * Rows that stand for themselves. First it is counted how many have each life and code, and then each of these is added once: a
 * row costs a look instead of the steps of its life. Where there are more of them than rows, that is no gain.
 */
function tallyRows(tally: YearSteps, { counted, unit, lives, steps, mask }: TalliedRows, split: Split): void {
  const { ofCourse, courses, different } = lives
  const { ofRow } = courses
  const { codes, codeCount } = split
  const { alone, count, weights } = aloneIn(counted, unit)
  const byLife = codeCount * different.length <= count ? new Int32Array(codeCount * different.length) : undefined
  for (let index = 0; index < count; index += 1) {
    const row = alone ? (alone[index] as number) : index
    if (mask && !mask[row]) continue
    const life = ofCourse[ofRow[row] as number] as number
    const weight = weights ? (weights[row] as number) : 1
    const code = codes[row] as number
    if (byLife) addTo(byLife, life * codeCount + code, weight)
    else tally.addLife(code, steps, life, weight)
  }
  if (!byLife) return
  for (let life = 0, cell = 0; life < different.length; life += 1) {
    for (let code = 0; code < codeCount; code += 1, cell += 1) {
      if (byLife[cell]) tally.addLife(code, steps, life, byLife[cell] as number)
    }
  }
}

/** Adds figures by code to figures by value. */
function addByValue(sums: Int32Array, byCode: Int32Array, split: Split, { from, to }: Years): Int32Array {
  const count = countYears({ from, to })
  for (let code = 0; code < split.codeCount; code += 1) {
    for (let year = 0; year < count; year += 1) {
      for (const value of split.valuesIn(code, from + year)) {
        for (let reading = 0; reading < 3; reading += 1)
          addTo(sums, (value * 3 + reading) * count + year, byCode[(code * 3 + reading) * count + year] as number)
      }
    }
  }
  return sums
}
