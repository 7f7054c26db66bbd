// Lives as what is known of them before each year and at its end, in sets of years: see `Ends`.
import { endsByYear, inDoubt, mayEnter, mayLeave, waysFrom, type Ends, type Ways } from './ends.rules.ts'
import type { LifeSets } from './life-sets.rules.ts'
import type { Lives } from './life.rules.ts'
import { byBest, certainly, possibly, type Years } from './surety.rules.ts'
import { addYear, emptySet, firstBit, hasYear, wordsFor, type YearSet } from './year-set.rules.ts'
import { addTo } from './year-tally.rules.ts'

/**
 * A set for each thing that may be known of a year: that it counts before the year at least possibly, by best dates, and
 * certainly; the same at its end; that it may have entered, and may have left. A group knows what any of its rows does.
 */
const kinds = 8
const [before, after, entering, leaving] = [0, 3, 6, 7] as const

/**
 * What is in doubt to have been stands apart from the rest, with the years of which one such row knows anything, and
 * those of which two do: together with another row they count as possible, and no more.
 */
export class ChangeSets implements LifeSets {
  readonly size: number
  readonly ofLives: Int32Array
  readonly #count: number
  readonly #words: number
  /** Where the sets of what is in doubt begin, and those of the years of which one and two of these know anything. */
  readonly #doubted: number
  readonly #once: number
  readonly #always: YearSet
  readonly #twice: number

  constructor({ different, isDoubted }: Lives, years: Years) {
    this.#count = Math.max(0, years.to - years.from + 1)
    this.#words = wordsFor(this.#count)
    this.#always = emptySet(this.#count).fill(-1)
    this.#doubted = kinds * this.#words
    this.#once = 2 * this.#doubted
    this.#twice = this.#once + this.#words
    this.size = this.#twice + this.#words
    this.ofLives = new Int32Array(different.length * this.size)
    different.forEach((life, index) => {
      const own = index * this.size
      const start = isDoubted[index] ? own + this.#doubted : own
      endsByYear(life, years).forEach((ends, year) => {
        for (let kind = 0; kind < kinds; kind += 1)
          if (isKnown(ends, kind)) addYear(this.ofLives, start + kind * this.#words, year)
        if (isDoubted[index] && ends > 0) addYear(this.ofLives, own + this.#once, year)
      })
    })
  }

  uniteLife(into: Int32Array, at: number, fromAt: number): void {
    const { ofLives } = this
    let isDoubted = 0
    for (let word = this.#once; word < this.#twice; word += 1) isDoubted |= ofLives[fromAt + word] as number
    if (isDoubted) return this.unite(into, at, ofLives, fromAt, this.#always)
    // Few are in doubt, and those sets are empty for all others.
    for (let word = 0; word < this.#doubted; word += 1)
      into[at + word] = (into[at + word] as number) | (ofLives[fromAt + word] as number)
  }

  unite(into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet): void {
    const [words, once, twice] = [this.#words, this.#once, this.#twice]
    for (let word = 0; word < words; word += 1) {
      const within = years[word] as number
      const known = (from[fromAt + once + word] as number) & within
      const size = known === 0 ? this.#doubted : once
      for (let each = word; each < size; each += words)
        into[at + each] = (into[at + each] as number) | ((from[fromAt + each] as number) & within)
      if (known === 0) continue
      const [one, two] = [at + once + word, at + twice + word]
      into[two] =
        (into[two] as number) | ((into[one] as number) & known) | ((from[fromAt + twice + word] as number) & within)
      into[one] = (into[one] as number) | known
    }
  }

  take(united: Int32Array, at: number, steps: Int32Array, start: number): void {
    const [words, doubted, count] = [this.#words, this.#doubted, this.#count]
    const [entered, left] = [at + entering * words, at + leaving * words]
    const [was, is] = [at + (before + 1) * words, at + (after + 1) * words]
    for (let word = 0; word < words; word += 1) {
      // In no other years can it have changed.
      let changes =
        (united[entered + word] as number) | (united[entered + doubted + word] as number) |
        (united[left + word] as number) | (united[left + doubted + word] as number) |
        ((united[was + word] as number) ^ (united[is + word] as number)) // prettier-ignore
      for (; changes !== 0; changes &= changes - 1) {
        const year = word * 32 + firstBit(changes)
        const { min, best, max } = (waysFrom[this.#endsIn(united, at, year)] as Ways).figure
        const place = start + year
        addTo(steps, place, min)
        addTo(steps, place + count, best)
        addTo(steps, place + 2 * count, max)
        // What has changed in a year does not change again in the next.
        if (year + 1 === count) continue
        addTo(steps, place + 1, -min)
        addTo(steps, place + count + 1, -best)
        addTo(steps, place + 2 * count + 1, -max)
      }
    }
    united.fill(0, at, at + this.size)
  }

  #endsIn(united: Int32Array, at: number, year: number): Ends {
    const isSure = this.#has(united, at, before, year) || this.#has(united, at, after, year)
    const isOneDoubt = !isSure && hasYear(united, at + this.#once, year) && !hasYear(united, at + this.#twice, year)
    return (
      this.#suretyIn(united, at, before, year, isOneDoubt) |
      (this.#suretyIn(united, at, after, year, isOneDoubt) << 2) |
      (this.#hasAny(united, at, entering, year) ? mayEnter : 0) |
      (this.#hasAny(united, at, leaving, year) ? mayLeave : 0) |
      (isOneDoubt ? inDoubt : 0)
    )
  }

  #suretyIn(united: Int32Array, at: number, end: number, year: number, isOneDoubt: boolean): number {
    const of = isOneDoubt ? at + this.#doubted : at
    if (this.#has(united, of, end + 2, year)) return certainly
    if (this.#has(united, of, end + 1, year)) return byBest
    return this.#hasAny(united, at, end, year) ? possibly : 0
  }

  #has(united: Int32Array, at: number, kind: number, year: number): boolean {
    return hasYear(united, at + kind * this.#words, year)
  }

  #hasAny(united: Int32Array, at: number, kind: number, year: number): boolean {
    return this.#has(united, at, kind, year) || this.#has(united, at + this.#doubted, kind, year)
  }
}

function isKnown(ends: Ends, kind: number): boolean {
  if (kind === entering) return (ends & mayEnter) !== 0
  if (kind === leaving) return (ends & mayLeave) !== 0
  return kind < after ? (ends & 3) > kind : ((ends >> 2) & 3) > kind - after
}
