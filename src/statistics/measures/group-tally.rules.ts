// Adds up groups of rows to figures by year: a pair, a home actor or a counterpart counts once, whichever of its rows do.
import { sharesParty, type Groups } from './grouping.rules.ts'
import type { LifeSets } from './life-sets.rules.ts'
import type { Lives } from './life.rules.ts'
import { byteOfEach } from './number-column.rules.ts'
import { membersOf, type Member } from './split.rules.ts'
import type { Years } from './surety.rules.ts'
import type { YearSet } from './year-set.rules.ts'
import type { Steps, YearSteps } from './year-steps.rules.ts'
import type { TalliedRows } from './year-tally.rules.ts'

/** Without a split, or where each code is a value, both are the same. */
type Tallies = { byCode: YearSteps; byValue: YearSteps }

/** To look for alike rows pays from so many rows for each life and code on. */
const fewAlike = 8

/**
 * Group by group: one counts in a year if any of its rows with the same code does. Where codes stand for other values and a
 * group has several, it counts if any of its rows with the same value in the year does. What counts by one code alone is
 * added by code, all else by value.
 */
export function tallyGroups({ byCode, byValue }: Tallies, tallied: TalliedRows, groups: Groups, years: Years): void {
  const { lives: { different, ofCourse }, sets, steps, split, mask, unit } = tallied // prettier-ignore
  const { offset, rows, courses } = groups
  const happens = happening(different)
  // What follows from the party that its rows share is asked of a group once.
  const hasOneCode = !split || (split.party !== undefined && sharesParty(unit, split.party))
  const codes = hasOneCode ? undefined : split.codes
  const codeCount = hasOneCode ? 1 : split.codeCount
  const united = new Union(sets, codeCount)
  const values =
    hasOneCode || split.isPlain ? undefined : { united: new Union(sets, split.size), members: membersOf(split, years) }
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
      united.addLife(code, life)
    }
    if (united.count === 0) continue
    if (values && united.count > 1) {
      united.moveTo(values.united, values.members)
      values.united.addTo(byValue, steps)
    } else if (split && hasOneCode) united.addTo(byCode, steps, split.codes[rows[offset[group] as number] as number])
    else united.addTo(byCode, steps)
  }
}

/** 1 for lives in which anything counts: most cooperations have never been paused, say. */
function happening(different: Lives['different']): Uint8Array {
  return byteOfEach(different, (stretches) => Math.min(1, stretches.length))
}

/** Sets of years united by part; few parts are touched at a time, and most of those by one life alone, whose steps are known. */
class Union {
  readonly #sets: LifeSets
  readonly #size: number
  readonly #united: Int32Array
  /** What a part holds: nothing, sets of several lives, or one life that is not in the sets, as its number and `one`. */
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
    if (held === nothing) this.#touch(part, life + one)
    else if (held !== life + one) {
      if (held !== several) this.#writeOut(part)
      this.#sets.uniteLife(this.#united, part * this.#size, life)
    }
  }

  /** From one life to sets. */
  #writeOut(part: number): void {
    this.#sets.uniteLife(this.#united, part * this.#size, (this.#held[part] as number) - one)
    this.#held[part] = several
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
      if (this.#held[code] !== several) this.#writeOut(code)
      for (const { value, years } of members[code] ?? []) values.#add(value, this.#united, code * size, years)
      this.#united.fill(0, code * size, (code + 1) * size)
      this.#held[code] = nothing
    }
    this.count = 0
  }

  /** Counts each part as one: of its own number, or all of another. */
  addTo(tally: YearSteps, steps: Steps, as?: number): void {
    const size = this.#size
    for (let each = 0; each < this.count; each += 1) {
      const part = this.#touched[each] as number
      const held = this.#held[part] as number
      if (held >= one) tally.addLife(as ?? part, steps, held - one, 1)
      else this.#sets.take(this.#united, part * size, tally, as ?? part)
      this.#held[part] = nothing
    }
    this.count = 0
  }
}

const nothing = 0
const several = 1
const one = 2
