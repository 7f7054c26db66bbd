// Lives as what is known of them before each year and at its end, in sets of years: see `Ends`.
import { endsByYear, inDoubt, mayEnter, mayLeave, waysFrom, type Ends, type Ways } from './ends.rules.ts'
import type { LifeSets } from './life-sets.rules.ts'
import type { Lives } from './life.rules.ts'
import { byBest, certainly, countYears, possibly, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'
import { addYear, emptySet, firstBit, hasYear, wordsFor, type YearSet } from './year-set.rules.ts'
import type { YearSteps } from './year-steps.rules.ts'

/** Of a life of which all is known for sure: that it counts before the year, and at its end. It moves where these differ. */
const [stoodBefore, standsAfter, firmKinds] = [0, 1, 2] as const

/**
 * Of any other, a set for each thing that may be known of a year: that it counts before the year at least possibly, by
 * best dates, and certainly; the same at its end; that it may have entered, and may have left. A group knows what any of
 * its rows does.
 */
const kinds = [0, 1, 2, 3, 4, 5, 6, 7] as const
const [before, after, entering, leaving] = [0, 3, 6, 7] as const

/**
 * What is in doubt to have been stands apart from the rest, with the years of which one such row knows anything, and
 * those of which two do: together with another row they count as possible, and no more.
 */
export class ChangeSets implements LifeSets {
  readonly size: number
  readonly #count: number
  readonly #words: number
  /** Where the sets of what is loose begin, of what is in doubt, and of the years of which one and two of these know anything. */
  readonly #loose: number
  readonly #doubted: number
  readonly #once: number
  readonly #twice: number
  /** The sets of all lives, and where in its own a life has the first that may hold a year. */
  readonly #ofLives: Int32Array
  readonly #firstOf: Uint16Array
  readonly #always: YearSet

  constructor({ different, isDoubted }: Lives, years: Years) {
    this.#count = countYears(years)
    this.#words = wordsFor(this.#count)
    this.#always = emptySet(this.#count).fill(-1)
    this.#loose = firmKinds * this.#words
    this.#doubted = this.#loose + kinds.length * this.#words
    this.#once = this.#doubted + kinds.length * this.#words
    this.#twice = this.#once + this.#words
    this.size = this.#twice + this.#words
    this.#firstOf = new Uint16Array(different.length)
    this.#ofLives = new Int32Array(different.length * this.size)
    different.forEach((stretches, life) => {
      const ends = endsByYear(stretches, years)
      const first = isDoubted[life] ? this.#doubted : ends.every(isKnownForSure) ? 0 : this.#loose
      this.#firstOf[life] = first
      const own = life * this.size
      const asked = first === 0 ? [before, after] : kinds
      ends.forEach((known, year) => {
        asked.forEach((kind, set) => {
          if (isKnown(known, kind)) addYear(this.#ofLives, own + first + set * this.#words, year)
        })
        if (isDoubted[life] && known > 0) addYear(this.#ofLives, own + this.#once, year)
      })
    })
  }

  uniteLife(into: Int32Array, at: number, life: number): void {
    const ofLives = this.#ofLives
    const own = life * this.size
    const first = this.#firstOf[life] as number
    if (first === this.#doubted) this.#meet(into, at, ofLives, own, this.#always)
    // All other sets of it are empty.
    const end = first === 0 ? this.#loose : first === this.#loose ? this.#doubted : this.#twice
    for (let word = first; word < end; word += 1)
      into[at + word] = (into[at + word] as number) | (ofLives[own + word] as number)
  }

  unite(into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet): void {
    this.#meet(into, at, from, fromAt, years)
    const words = this.#words
    for (let word = 0; word < words; word += 1) {
      const within = years[word] as number
      // Few are in doubt, and few are loose.
      const isInDoubt = (from[fromAt + this.#once + word] as number) & within
      const isLoose =
        this.#wordOf(from, fromAt + this.#loose, before, word) | this.#wordOf(from, fromAt + this.#loose, after, word)
      const end = isInDoubt ? this.size : isLoose ? this.#doubted : this.#loose
      for (let each = word; each < end; each += words)
        into[at + each] = (into[at + each] as number) | ((from[fromAt + each] as number) & within)
    }
  }

  /** Where both know something that is in doubt, two do. */
  #meet(into: Int32Array, at: number, from: Int32Array, fromAt: number, years: YearSet): void {
    const [once, twice] = [this.#once, this.#twice]
    for (let word = 0; word < this.#words; word += 1) {
      const both = (into[at + once + word] as number) & (from[fromAt + once + word] as number)
      into[at + twice + word] = (into[at + twice + word] as number) | (both & (years[word] as number))
    }
  }

  take(united: Int32Array, at: number, steps: YearSteps, part: number): void {
    for (let word = 0; word < this.#words; word += 1) {
      const [loose, doubted] = [at + this.#loose, at + this.#doubted]
      const [stood, stands] = [this.#wordOf(united, at, stoodBefore, word), this.#wordOf(united, at, standsAfter, word)]
      const known =
        this.#wordOf(united, loose, before, word) | this.#wordOf(united, doubted, before, word) |
        this.#wordOf(united, loose, after, word) | this.#wordOf(united, doubted, after, word) // prettier-ignore
      // In no other years can it have changed.
      let changes =
        (stood ^ stands) |
        this.#wordOf(united, loose, entering, word) | this.#wordOf(united, doubted, entering, word) |
        this.#wordOf(united, loose, leaving, word) | this.#wordOf(united, doubted, leaving, word) // prettier-ignore
      for (; changes !== 0; changes &= changes - 1) {
        const bit = firstBit(changes)
        const year = word * 32 + bit
        // Most is known for sure of most.
        const isSure = ((known >>> bit) & 1) === 0
        const ends = isSure ? ((stands >>> bit) & 1 ? entered : left) : this.#endsIn(united, at, year)
        this.#addFigure(steps, part, year, (waysFrom[ends] as Ways).figure)
      }
    }
    united.fill(0, at, at + this.size)
  }

  #wordOf(united: Int32Array, at: number, kind: number, word: number): number {
    return united[at + kind * this.#words + word] as number
  }

  /** What has changed in a year does not change again in the next. */
  #addFigure(steps: YearSteps, part: number, year: number, { min, best, max }: Figure): void {
    const isLast = year + 1 === this.#count
    if (min === best && best === max) {
      steps.add(part, year, best)
      if (!isLast) steps.add(part, year + 1, -best)
      return
    }
    for (const [reading, by] of [min, best, max].entries()) {
      steps.addApart(part, reading, year, by)
      if (!isLast) steps.addApart(part, reading, year + 1, -by)
    }
  }

  #endsIn(united: Int32Array, at: number, year: number): Ends {
    const stood = this.#has(united, at, stoodBefore, year)
    const stands = this.#has(united, at, standsAfter, year)
    const loose = at + this.#loose
    const isSure = stood || stands || this.#has(united, loose, before, year) || this.#has(united, loose, after, year)
    const isOneDoubt = !isSure && hasYear(united, at + this.#once, year) && !hasYear(united, at + this.#twice, year)
    const [enters, leaves] = [stands && !stood, stood && !stands]
    return (
      (stood ? certainly : this.#suretyIn(united, at, before, year, isOneDoubt)) |
      ((stands ? certainly : this.#suretyIn(united, at, after, year, isOneDoubt)) << 2) |
      (enters || this.#hasAny(united, at, entering, year) ? mayEnter : 0) |
      (leaves || this.#hasAny(united, at, leaving, year) ? mayLeave : 0) |
      (isOneDoubt ? inDoubt : 0)
    )
  }

  #suretyIn(united: Int32Array, at: number, end: number, year: number, isOneDoubt: boolean): number {
    const of = at + (isOneDoubt ? this.#doubted : this.#loose)
    if (this.#has(united, of, end + 2, year)) return certainly
    if (this.#has(united, of, end + 1, year)) return byBest
    return this.#hasAny(united, at, end, year) ? possibly : 0
  }

  #has(united: Int32Array, at: number, kind: number, year: number): boolean {
    return hasYear(united, at + kind * this.#words, year)
  }

  #hasAny(united: Int32Array, at: number, kind: number, year: number): boolean {
    return this.#has(united, at + this.#loose, kind, year) || this.#has(united, at + this.#doubted, kind, year)
  }
}

const entered = (certainly << 2) | mayEnter
const left = certainly | mayLeave

/** Whether the row is certainly in the count or certainly not, before the year and at its end. */
function isKnownForSure(ends: Ends): boolean {
  const [was, is] = [ends & 3, (ends >> 2) & 3]
  return (ends & inDoubt) === 0 && [was, is].every((surety) => surety === 0 || surety === certainly)
}

function isKnown(ends: Ends, kind: number): boolean {
  if (kind === entering) return (ends & mayEnter) !== 0
  if (kind === leaving) return (ends & mayLeave) !== 0
  return kind < after ? (ends & 3) > kind : ((ends >> 2) & 3) > kind - after
}
