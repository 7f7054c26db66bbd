// Lives as sets of years. What counts as one, the lives of a group, is put together as sets; what a life or a group
// comes to is told in steps: by how much it raises or lowers a figure from one year to the next.
import { ChangeSets } from './change-sets.rules.ts'
import { keepFew } from './kept.rules.ts'
import type { Lives } from './life.rules.ts'
import type { Years } from './surety.rules.ts'
import { addYear, firstBit, wordsFor, type YearSet } from './year-set.rules.ts'
import { addTo } from './year-tally.rules.ts'

export type LifeSets = {
  /** The sets of all lives, those of one in `size` words. */
  ofLives: Int32Array
  size: number
  /** Unites the sets of a life, which begin at `fromAt` in `ofLives`, with those at another place. */
  uniteLife: (into: Int32Array, at: number, fromAt: number) => void
  /** Unites sets of these years with those at another place, of what has been united before. */
  unite: (into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet) => void
  /**
   * Adds what the united sets come to, as one, to the steps that begin at `start`: for each reading (min, best, max) by
   * how much each year is above the year before. Clears the sets.
   */
  take: (united: Int32Array, at: number, steps: Int32Array, start: number) => void
}

/**
 * The steps of each life alone that are not 0, one after another: those of life l at offset[l] … offset[l + 1] - 1. The
 * place of one is `reading * years + year`.
 */
export type Steps = { offset: Int32Array; place: Uint16Array; by: Int8Array }

// Most questions are about all years of the data, so that one asked about others need not be kept for long.
const keep = keepFew<{ sets: LifeSets; steps: Steps }>(2)

/** The sets and steps of the lives in the years, `isChange` where they are told as net changes. */
export function setsOf(lives: Lives, years: Years, isChange: boolean): { sets: LifeSets; steps: Steps } {
  return keep(lives, lives.different.length, `${years.from} ${years.to}`, () => {
    const sets = isChange ? new ChangeSets(lives, years) : new StretchSets(lives, years)
    return { sets, steps: stepsOf(sets, lives.different.length, Math.max(0, years.to - years.from + 1)) }
  })
}

function stepsOf(sets: LifeSets, lives: number, years: number): Steps {
  const places: number[] = []
  const changes: number[] = []
  const offset = new Int32Array(lives + 1)
  const own = new Int32Array(3 * years)
  for (let life = 0; life < lives; life += 1) {
    sets.take(sets.ofLives.slice(life * sets.size, (life + 1) * sets.size), 0, own.fill(0), 0)
    for (let place = 0; place < own.length; place += 1) {
      if (own[place] === 0) continue
      places.push(place)
      changes.push(own[place] as number)
    }
    offset[life + 1] = places.length
  }
  return { offset, place: Uint16Array.from(places), by: Int8Array.from(changes) }
}

/** The years that the stretches of each life cover: a set for each reading, one after another. */
class StretchSets implements LifeSets {
  readonly size: number
  readonly ofLives: Int32Array
  readonly #count: number
  readonly #words: number

  constructor({ different }: Lives, { from, to }: Years) {
    this.#count = Math.max(0, to - from + 1)
    this.#words = wordsFor(this.#count)
    this.size = 3 * this.#words
    this.ofLives = new Int32Array(different.length * this.size)
    different.forEach((stretches, life) => {
      for (const stretch of stretches) {
        for (let reading = 0; reading < 3; reading += 1) {
          const end = Math.min((stretch[reading * 2 + 1] as number) - from, this.#count)
          for (let year = Math.max(0, (stretch[reading * 2] as number) - from); year < end; year += 1)
            addYear(this.ofLives, life * this.size + reading * this.#words, year)
        }
      }
    })
  }

  uniteLife(into: Int32Array, at: number, fromAt: number): void {
    const { ofLives, size } = this
    for (let word = 0; word < size; word += 1)
      into[at + word] = (into[at + word] as number) | (ofLives[fromAt + word] as number)
  }

  unite(into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet): void {
    const [words, size] = [this.#words, this.size]
    for (let word = 0; word < words; word += 1) {
      const within = years[word] as number
      for (let each = word; each < size; each += words)
        into[at + each] = (into[at + each] as number) | ((from[fromAt + each] as number) & within)
    }
  }

  take(united: Int32Array, at: number, steps: Int32Array, start: number): void {
    const [words, count] = [this.#words, this.#count]
    for (let reading = 0; reading < 3; reading += 1) {
      let before = 0
      for (let word = 0; word < words; word += 1) {
        const place = at + reading * words + word
        const set = united[place] as number
        united[place] = 0
        // Where a year differs from the one before it.
        let edges = set ^ ((set << 1) | before)
        before = set >>> 31
        for (; edges !== 0; edges &= edges - 1) {
          const bit = firstBit(edges)
          const year = word * 32 + bit
          if (year < count) addTo(steps, start + reading * count + year, (set >>> bit) & 1 ? 1 : -1)
        }
      }
    }
  }
}
