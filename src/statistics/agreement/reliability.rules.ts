// What have several coders said of the same units, and how do their codes meet?

/**
 * Units × coders: the place of the code within its scheme, from 0, or null where a coder gave none. Of an ordinal scheme
 * places stand in its order. Every row is as long as there are coders.
 */
export type ReliabilityData = readonly (readonly (number | null)[])[]

/** `ordinal`: codes that lie further apart disagree more. */
export type Level = 'nominal' | 'ordinal'

/**
 * A coefficient, or why there is none. `no-pairs`: no unit has codes of two coders. `no-variation`: all have used one
 * code, so that agreement by chance would be complete as well, and the coefficient would be nought by nought.
 */
export type Coefficient = { ok: true; value: number } | { ok: false; reason: 'no-pairs' | 'no-variation' }

/** The codes of one unit, those that are missing left out. */
export function codesOf(unit: ReliabilityData[number]): number[] {
  return unit.filter((code) => code !== null)
}

/** How often each unit counts; once where nothing is said. Of a sample that was drawn, how often it was drawn. */
export type UnitCounts = readonly number[] | undefined

/** Units that have codes of at least two coders: all others say nothing about agreement. */
export function pairable(data: ReliabilityData): ReliabilityData {
  return data.filter((unit) => codesOf(unit).length > 1)
}

/**
 * Krippendorff's coincidences, `size` × `size` and symmetric: how often two codes meet in a unit. Each pair of coders of
 * a unit with m codes counts 1/(m − 1), both ways round, so that every code counts once.
 */
export function coincidencesOf(data: ReliabilityData, size: number, counts?: UnitCounts): Float64Array[] {
  const matrix = Array.from({ length: size }, () => new Float64Array(size))
  for (const [index, unit] of data.entries()) {
    const count = counts ? (counts[index] ?? 0) : 1
    if (count === 0) continue
    const codes = codesOf(unit)
    for (let one = 0; one < codes.length; one++) {
      const row = matrix[codes[one] ?? 0]
      if (!row) throw new RangeError(`Code ${codes[one]} is not among ${size}`)
      for (let other = 0; other < codes.length; other++) {
        if (one !== other) row[codes[other] ?? 0]! += count / (codes.length - 1)
      }
    }
  }
  return matrix
}

/** How often each code of one coder (rows) met each code of another (columns), where both gave one; `size` × `size`. */
export function confusionOf(
  data: ReliabilityData,
  one: number,
  other: number,
  size: number,
  counts?: UnitCounts,
): number[][] {
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (const [index, unit] of data.entries()) {
    const [row, column] = [unit[one] ?? null, unit[other] ?? null]
    if (row !== null && column !== null) matrix[row]![column]! += counts ? (counts[index] ?? 0) : 1
  }
  return matrix
}

export function sumOf(values: Iterable<number>): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
