// Years as sets: a bit for each, counted from the first that is asked for, so that 32 of them are united at once.

/** As many words of 32 years as the years need; several sets may stand one after another in one array. */
export type YearSet = Int32Array

export function wordsFor(years: number): number {
  return (years + 31) >> 5
}

export function emptySet(years: number): YearSet {
  return new Int32Array(wordsFor(years))
}

/** Adds a year to the set that begins at `at`. */
export function addYear(sets: Int32Array, at: number, year: number): void {
  const word = at + (year >> 5)
  sets[word] = (sets[word] as number) | (1 << (year & 31))
}

/** Whether the set that begins at `at` has the year. */
export function hasYear(sets: Int32Array, at: number, year: number): boolean {
  return (((sets[at + (year >> 5)] as number) >>> (year & 31)) & 1) === 1
}

/** The lowest bit that is set in a word that is not 0. */
export function firstBit(word: number): number {
  return 31 - Math.clz32(word & -word)
}
