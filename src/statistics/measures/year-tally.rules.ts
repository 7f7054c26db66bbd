// Adds up lives to figures by year. A life costs a few steps, however many years it lasts.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { addByCourse, tallyCourses } from './course-tally.rules.ts'
import { aloneIn, groupsOf, type Groups } from './grouping.rules.ts'
import type { LifeSets } from './life-sets.rules.ts'
import type { CountedRows, Lives } from './life.rules.ts'
import { addTo, byteOfEach } from './number-column.rules.ts'
import { membersOf, type Member, type Split } from './split.rules.ts'
import { countYears, type Years } from './surety.rules.ts'
import type { YearSet } from './year-set.rules.ts'
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
  if (!split || split.isPlain) {
    if (groups) tallyGroups(byCode, rows, groups)
    return byCode.read()
  }
  const byValue = new YearSteps(split.size, count)
  if (groups) tallyGroups(byCode, rows, groups, { tally: byValue, size: split.size, members: membersOf(split, years) })
  return addByValue(byValue.read(), byCode.read(), split, years)
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

/** To look for alike rows pays from so many rows for each life and code on. */
const fewAlike = 8

type Values = { tally: YearSteps; size: number; members: readonly (readonly Member[])[] }

/**
 * Groups of several rows: one counts in a year if any of its rows with the same code does. Where codes stand for other
 * values and a group has several, it counts if any of its rows with the same value in the year does.
 */
function tallyGroups(
  tally: YearSteps,
  { lives: { different, ofCourse }, sets, steps, split, mask }: TalliedRows,
  groups: Groups,
  values?: Values,
): void {
  // Most cooperations have never been paused, say.
  const happens = byteOfEach(different, (stretches) => Math.min(1, stretches.length))
  const { offset, rows, courses } = groups
  const codes = split?.codes
  const codeCount = split?.codeCount ?? 1
  const byCode = new Union(sets, codeCount)
  const byValue = values && new Union(sets, values.size)
  // The last group that had a life with a code: the same once more adds nothing. In small groups few rows are alike.
  const lives = different.length
  const hasAlike = Math.max(codeCount * lives, offset.length * codeCount * fewAlike) < rows.length
  const lastWith = hasAlike ? new Int32Array(codeCount * lives).fill(-1) : undefined
  for (let group = 0; group + 1 < offset.length; group += 1) {
    const end = offset[group + 1] as number
    for (let at = offset[group] as number; at < end; at += 1) {
      const row = rows[at] as number
      if (mask && !mask[row]) continue
      const life = ofCourse[courses[at] as number] as number
      if (!happens[life]) continue
      const code = codes ? (codes[row] as number) : 0
      if (lastWith) {
        if (lastWith[code * lives + life] === group) continue
        lastWith[code * lives + life] = group
      }
      byCode.addLife(code, life)
    }
    if (byValue && byCode.count > 1) {
      byCode.moveTo(byValue, values.members)
      byValue.addTo(values.tally, steps)
    } else byCode.addTo(tally, steps)
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

/** Sets of years united by part; few parts are touched at a time, and most of those by one life alone, whose steps are known. */
class Union {
  readonly #sets: LifeSets
  readonly #size: number
  readonly #united: Int32Array
  /** What a part holds: nothing, several lives united, or one life, as its number and `one`. */
  readonly #held: Int32Array
  readonly #touched: Int32Array
  /** How many parts have been touched. */
  count = 0

  constructor(sets: LifeSets, parts: number) {
    this.#sets = sets
    this.#size = sets.size
    this.#united = new Int32Array(parts * sets.size)
    this.#held = new Int32Array(parts)
    this.#touched = new Int32Array(parts)
  }

  addLife(part: number, life: number): void {
    const held = this.#held[part] as number
    if (held === life + one) return
    if (held === nothing) this.#touch(part, life + one)
    else this.#held[part] = several
    this.#sets.uniteLife(this.#united, part * this.#size, life)
  }

  #touch(part: number, held: number): void {
    this.#held[part] = held
    this.#touched[this.count++] = part
  }

  #add(part: number, from: Int32Array, fromAt: number, years: YearSet): void {
    this.#sets.unite(this.#united, part * this.#size, from, fromAt, years)
    if (this.#held[part] === nothing) this.#touch(part, several)
  }

  /** From codes to their values, in the years in which they stand for them. */
  moveTo(values: Union, members: readonly (readonly Member[])[]): void {
    const size = this.#size
    for (let each = 0; each < this.count; each += 1) {
      const code = this.#touched[each] as number
      for (const { value, years } of members[code] ?? []) values.#add(value, this.#united, code * size, years)
      this.#united.fill(0, code * size, (code + 1) * size)
      this.#held[code] = nothing
    }
    this.count = 0
  }

  /** Counts each part as one. */
  addTo(tally: YearSteps, steps: Steps): void {
    const size = this.#size
    for (let each = 0; each < this.count; each += 1) {
      const part = this.#touched[each] as number
      const held = this.#held[part] as number
      if (held >= one) {
        tally.addLife(part, steps, held - one, 1)
        // So few words are sooner cleared one by one.
        for (let word = part * size; word < (part + 1) * size; word += 1) this.#united[word] = 0
      } else this.#sets.take(this.#united, part * size, tally, part)
      this.#held[part] = nothing
    }
    this.count = 0
  }
}

const nothing = 0
const several = 1
const one = 2
