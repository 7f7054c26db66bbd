// How reliable are codes that any number of coders gave, some of them missing?
import {
  coincidencesOf,
  sumOf,
  type Coefficient,
  type Level,
  type ReliabilityData,
  type UnitCounts,
} from './reliability.rules.ts'

/**
 * Krippendorff's alpha, 1 − observed by expected disagreement: 1 where all agree, 0 where codes are as good as drawn by
 * lot, below 0 where coders disagree systematically. For any number of coders; units with fewer than two codes are left
 * out. `size` is the number of codes in the scheme.
 *
 * Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, form C with the differences of nominal and ordinal
 * data; Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
 */
export function krippendorffAlpha(data: ReliabilityData, level: Level, size: number, counts?: UnitCounts): Coefficient {
  const coincidences = coincidencesOf(data, size, counts)
  const totals = coincidences.map(sumOf)
  const all = sumOf(totals)
  if (all === 0) return { ok: false, reason: 'no-pairs' }
  const difference = level === 'nominal' ? nominalDifference : ordinalDifference(totals)
  let [observed, expected] = [0, 0]
  for (let one = 0; one < size; one++) {
    for (let other = one + 1; other < size; other++) {
      const apart = difference(one, other)
      observed += coincidences[one]![other]! * apart
      expected += totals[one]! * totals[other]! * apart
    }
  }
  if (expected === 0) return { ok: false, reason: 'no-variation' }
  return { ok: true, value: 1 - ((all - 1) * observed) / expected }
}

function nominalDifference(one: number, other: number): number {
  return one === other ? 0 : 1
}

/** The square of how many of all codes lie between two, of the two themselves one half each. */
function ordinalDifference(totals: readonly number[]) {
  const below = [0]
  for (const total of totals) below.push(below.at(-1)! + total)
  return (one: number, other: number) => {
    const within = below[other + 1]! - below[one]!
    return (within - (totals[one]! + totals[other]!) / 2) ** 2
  }
}

/** Alpha of one code against all others: how well that code can be told from the rest. */
export function alphaOfCode(data: ReliabilityData, code: number): Coefficient {
  const dichotomy = data.map((unit) => unit.map((each) => (each === null ? null : Number(each === code))))
  return krippendorffAlpha(dichotomy, 'nominal', 2)
}
