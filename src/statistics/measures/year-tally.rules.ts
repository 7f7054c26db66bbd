// Adds up lives to figures by year. A stretch of years costs two steps for each reading, however long it is.
import type { Groups } from './grouping.rules.ts'
import type { Stretch } from './life.rules.ts'

/** min: what is certain; best: by best dates; max: what is possible. */
export type Figure = { min: number; best: number; max: number }

/**
 * What rows are split by: a code for each row, below `size`. Where rows can have several values, the code names a
 * combination, and `members` holds the values of each: then `size` counts values.
 */
export type Split = { codes: Uint16Array; size: number; members?: readonly (readonly number[])[] }

/** Stretches of all lives one after another, their years as steps within the years asked for. */
export type Steps = { offset: Int32Array; steps: Uint16Array }

export function stepsOf(different: readonly (readonly Stretch[])[], from: number, to: number): Steps {
  const offset = new Int32Array(different.length + 1)
  different.forEach((stretches, life) => (offset[life + 1] = (offset[life] as number) + stretches.length * 6))
  const steps = new Uint16Array(offset.at(-1) ?? 0)
  let at = 0
  for (const stretches of different) {
    for (let reading = 0; reading < 3; reading += 1) {
      apart(stretches, reading * 2).forEach((stretch, place) => {
        stretch.forEach((year, side) => {
          steps[at + place * 6 + reading * 2 + side] = year <= from ? 0 : Math.max(0, Math.min(year, to + 1) - from)
        })
      })
    }
    at += stretches.length * 6
  }
  return { offset, steps }
}

/** The stretches of a reading in order, none into the next: a pause with loose dates must not let one count twice. */
function apart(stretches: readonly Stretch[], side: number): (readonly [from: number, to: number])[] {
  const years = stretches.map((each) => [each[side] as number, each[side + 1] as number] as const)
  if (years.length < 2) return years
  let reached = Number.NEGATIVE_INFINITY
  return years
    .toSorted(([a], [b]) => a - b)
    .map(([start, end]) => {
      const rest = [Math.max(start, reached), Math.max(end, reached)] as const
      reached = rest[1]
      return rest
    })
}

/** Counts by value, reading (min, best, max) and year, as differences from the year before. */
export class YearTally {
  readonly values: number
  readonly years: number
  readonly #counts: Int32Array

  constructor(values: number, years: number) {
    this.values = values
    this.years = years
    this.#counts = new Int32Array(values * 3 * (years + 1))
  }

  addLife(value: number, { offset, steps }: Steps, life: number, weight: number): void {
    const counts = this.#counts
    const width = this.years + 1
    const min = value * 3 * width
    const best = min + width
    const max = best + width
    for (let at = offset[life] as number; at < (offset[life + 1] as number); at += 6) {
      addTo(counts, min + (steps[at] as number), weight)
      addTo(counts, min + (steps[at + 1] as number), -weight)
      addTo(counts, best + (steps[at + 2] as number), weight)
      addTo(counts, best + (steps[at + 3] as number), -weight)
      addTo(counts, max + (steps[at + 4] as number), weight)
      addTo(counts, max + (steps[at + 5] as number), -weight)
    }
  }

  /** Takes what another tally holds for a value as one in every year in which it holds any, and clears it there. */
  takeAsOne(value: number, other: YearTally): void {
    const width = this.years + 1
    for (let reading = value * 3; reading < value * 3 + 3; reading += 1) {
      let standing = 0
      let wasIn = 0
      for (let at = reading * width; at < (reading + 1) * width; at += 1) {
        standing += other.#counts[at] as number
        other.#counts[at] = 0
        const isIn = standing > 0 ? 1 : 0
        addTo(this.#counts, at, isIn - wasIn)
        wasIn = isIn
      }
    }
  }

  /** The figures of each value, year by year. */
  read(): Figure[][] {
    const width = this.years + 1
    const counts = this.#counts
    return Array.from({ length: this.values }, (_, value) => {
      const start = value * 3 * width
      let [min, best, max] = [0, 0, 0]
      return Array.from({ length: this.years }, (__, year) => {
        min += counts[start + year] as number
        best += counts[start + width + year] as number
        max += counts[start + 2 * width + year] as number
        return { min, best, max }
      })
    })
  }
}

/** Without a split all rows have the value 0; without a mask all are chosen. */
export type TalliedRows = {
  lives: Steps
  ofRow: Int32Array
  split: Split | undefined
  mask: Uint8Array | undefined
}

const onlyValue: readonly number[] = [0]

/** The values of a row, without making an array for each. */
export function valuesBy(split: Split | undefined): (row: number) => readonly number[] {
  if (!split) return () => onlyValue
  const { codes, members } = split
  const ofCode = members ?? Array.from({ length: split.size }, (_, value) => [value])
  return (row) => ofCode[codes[row] as number] ?? onlyValue
}

export function tallyRows(tally: YearTally, { lives, ofRow, split, mask }: TalliedRows, weights?: Uint8Array): void {
  const valuesOf = valuesBy(split)
  for (let row = 0; row < ofRow.length; row += 1) {
    if (mask && !mask[row]) continue
    const weight = weights ? (weights[row] as number) : 1
    for (const value of valuesOf(row)) tally.addLife(value, lives, ofRow[row] as number, weight)
  }
}

/** A group counts in a year if any of its rows with the same value does. */
export function tallyGroups(tally: YearTally, { lives, ofRow, split, mask }: TalliedRows, groups: Groups): void {
  const valuesOf = valuesBy(split)
  const together = new YearTally(tally.values, tally.years)
  const rowsWith = new Int32Array(tally.values)
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const start = groups.offset[group] as number
    const end = groups.offset[group + 1] as number
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      if (!mask || mask[row]) for (const value of valuesOf(row)) addTo(rowsWith, value, 1)
    }
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      if (mask && !mask[row]) continue
      for (const value of valuesOf(row)) {
        // Most groups hold one row, which counts as itself.
        const isAlone = rowsWith[value] === 1
        ;(isAlone ? tally : together).addLife(value, lives, ofRow[row] as number, 1)
      }
    }
    for (let at = start; at < end; at += 1) {
      for (const value of valuesOf(groups.rows[at] as number)) {
        if ((rowsWith[value] as number) > 1) tally.takeAsOne(value, together)
        rowsWith[value] = 0
      }
    }
  }
}

export function addTo(counts: Int32Array, index: number, by: number): void {
  counts[index] = (counts[index] as number) + by
}
