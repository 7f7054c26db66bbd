// Lives as sets of years. What counts as one, the lives of a group, is put together as sets; what a life or a group
// comes to is told in steps: by how much it raises or lowers a figure from one year to the next.
import { ChangeSets } from './change-sets.rules.ts'
import { keepFew } from './kept.rules.ts'
import type { Lives, Stretch } from './life.rules.ts'
import { byteOfEach } from './number-column.rules.ts'
import { countYears, type Years } from './surety.rules.ts'
import { addYear, firstBit, wordsFor, type YearSet } from './year-set.rules.ts'
import { YearSteps, type Steps } from './year-steps.rules.ts'

export type LifeSets = {
  /** How many words the sets of a group take. */
  size: number
  /** Unites the sets of a life with those at a place. */
  uniteLife: (into: Int32Array, at: number, life: number) => void
  /** Unites sets of these years with those at another place, of what has been united before. */
  unite: (into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet) => void
  /** Adds what the united sets come to, as one, to the steps of a part. Clears the sets. */
  take: (united: Int32Array, at: number, steps: YearSteps, part: number) => void
}

// Most questions are about all years of the data, so that one asked about others need not be kept for long.
const keep = keepFew<{ sets: LifeSets; steps: Steps }>(2)

/** The sets and steps of the lives in the years, `isChange` where they are told as net changes. */
export function setsOf(lives: Lives, years: Years, isChange: boolean): { sets: LifeSets; steps: Steps } {
  return keep(lives, lives.different.length, `${years.from} ${years.to}`, () => {
    const sets = isChange ? new ChangeSets(lives, years) : new StretchSets(lives, years)
    return { sets, steps: stepsOf(sets, lives.different.length, countYears(years)) }
  })
}

function stepsOf(sets: LifeSets, lives: number, years: number): Steps {
  const places: number[] = []
  const changes: number[] = []
  const offset = new Int32Array(lives + 1)
  const keepSteps = (changed: Int32Array, firstPlace: number) => {
    for (let at = 0; at < changed.length; at += 1) {
      if (changed[at] === 0) continue
      places.push(firstPlace + at)
      changes.push(changed[at] as number)
      changed[at] = 0
    }
  }
  const own = new YearSteps(1, years)
  const united = new Int32Array(sets.size)
  for (let life = 0; life < lives; life += 1) {
    sets.uniteLife(united, 0, life)
    sets.take(united, 0, own, 0)
    keepSteps(own.alike, 0)
    keepSteps(own.apart, years)
    offset[life + 1] = places.length
  }
  return { offset, place: Uint16Array.from(places), by: Int8Array.from(changes) }
}

/**
 * The years that lives cover: those of lives that cover the same in all readings, as most do, and then a set for each
 * reading of all others.
 */
class StretchSets implements LifeSets {
  readonly size: number
  readonly #count: number
  readonly #words: number
  /** The sets of each life, by what it is; for what it is not, empty. */
  readonly #firm: Int32Array
  readonly #loose: Int32Array
  readonly #isLoose: Uint8Array

  constructor({ different }: Lives, { from, to }: Years) {
    this.#count = countYears({ from, to })
    this.#words = wordsFor(this.#count)
    this.size = 4 * this.#words
    this.#firm = new Int32Array(different.length * this.#words)
    this.#loose = new Int32Array(different.length * 3 * this.#words)
    this.#isLoose = byteOfEach(different, (stretches) => (stretches.every(isSameInAll) ? 0 : 1))
    different.forEach((stretches, life) => {
      const isLoose = this.#isLoose[life]
      const [sets, readings] = isLoose ? [this.#loose, 3] : [this.#firm, 1]
      for (const stretch of stretches) {
        for (let reading = 0; reading < readings; reading += 1) {
          const end = Math.min((stretch[reading * 2 + 1] as number) - from, this.#count)
          for (let year = Math.max(0, (stretch[reading * 2] as number) - from); year < end; year += 1)
            addYear(sets, (life * readings + reading) * this.#words, year)
        }
      }
    })
  }

  uniteLife(into: Int32Array, at: number, life: number): void {
    const words = this.#words
    if (this.#isLoose[life]) {
      for (let word = 0; word < 3 * words; word += 1)
        into[at + words + word] = (into[at + words + word] as number) | (this.#loose[life * 3 * words + word] as number)
    } else {
      for (let word = 0; word < words; word += 1)
        into[at + word] = (into[at + word] as number) | (this.#firm[life * words + word] as number)
    }
  }

  unite(into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet): void {
    const [words, size] = [this.#words, this.size]
    for (let word = 0; word < words; word += 1) {
      const within = years[word] as number
      for (let each = word; each < size; each += words)
        into[at + each] = (into[at + each] as number) | ((from[fromAt + each] as number) & within)
    }
  }

  take(united: Int32Array, at: number, steps: YearSteps, part: number): void {
    const words = this.#words
    let [minBefore, bestBefore, maxBefore] = [0, 0, 0]
    for (let word = 0; word < words; word += 1) {
      const firm = united[at + word] as number
      const min = firm | (united[at + words + word] as number)
      const best = firm | (united[at + 2 * words + word] as number)
      const max = firm | (united[at + 3 * words + word] as number)
      // For so few words to fill them takes longer.
      for (let each = word; each < this.size; each += words) united[at + each] = 0
      // Where a year differs from the one before it.
      const minEdges = min ^ ((min << 1) | minBefore)
      const bestEdges = best ^ ((best << 1) | bestBefore)
      const maxEdges = max ^ ((max << 1) | maxBefore)
      minBefore = min >>> 31
      bestBefore = best >>> 31
      maxBefore = max >>> 31
      const alike = minEdges & bestEdges & maxEdges & ~((min ^ best) | (min ^ max))
      for (let edges = alike; edges !== 0; edges &= edges - 1) {
        const bit = firstBit(edges)
        const year = word * 32 + bit
        if (year < this.#count) steps.add(part, year, (min >>> bit) & 1 ? 1 : -1)
      }
      if ((minEdges | bestEdges | maxEdges) === alike) continue
      this.#addApart(steps, part, 0, word, minEdges & ~alike, min)
      this.#addApart(steps, part, 1, word, bestEdges & ~alike, best)
      this.#addApart(steps, part, 2, word, maxEdges & ~alike, max)
    }
  }

  #addApart(steps: YearSteps, part: number, reading: number, word: number, edgesIn: number, set: number): void {
    for (let edges = edgesIn; edges !== 0; edges &= edges - 1) {
      const bit = firstBit(edges)
      const year = word * 32 + bit
      if (year < this.#count) steps.addApart(part, reading, year, (set >>> bit) & 1 ? 1 : -1)
    }
  }
}

function isSameInAll([certainFrom, certainTo, bestFrom, bestTo, from, to]: Stretch): boolean {
  return certainFrom === bestFrom && bestFrom === from && certainTo === bestTo && bestTo === to
}
