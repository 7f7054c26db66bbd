// What is known of a row, or of a group, before some years and at their end, and what a net change can make of it?
import type { Stretch } from './life.rules.ts'
import { byBest, certainly, countYears, possibly, suretyOf, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

/** Out of the count (0) or in it (1), before the years and at their end. */
export type Way = readonly [was: 0 | 1, is: 0 | 1]

const neverIn: Way = [0, 0]
const everyWay: readonly Way[] = [neverIn, [0, 1], [1, 0], [1, 1]]

/** Every way that dates allow, the one that the best dates give, and what these make of a net change. */
export type Ways = { all: readonly Way[]; best: Way; figure: Figure }

/**
 * What is known of a row at both ends of the years, in one small number: how surely it counts before them (2 bits) and
 * at their end (2 bits), whether in them it may have entered the count and may have left it, and whether it is in doubt
 * that there was such a cooperation (a bit each).
 */
export type Ends = number
export const mayEnter = 16
export const mayLeave = 32
export const inDoubt = 64
/** How many different ends there can be. */
export const endsCount = 128

function endsFrom(before: number, after: number, mayCome: boolean, mayGo: boolean): Ends {
  // Comings and goings within the years are none, seen from their ends.
  const enters = mayCome && before < certainly && after >= possibly
  const leaves = mayGo && before >= possibly && after < certainly
  return before | (after << 2) | (enters ? mayEnter : 0) | (leaves ? mayLeave : 0)
}

/** Each time in force stands before its beginning and its end. */
const [lasting, beginning] = [0, 1] as const

/** Of a life of comings and goings; `isDoubted` where it is in doubt that there was one. */
export function endsOf(life: readonly Stretch[], isDoubted: boolean, years: Years): Ends {
  const first = { from: years.from - 1, to: years.from - 1 }
  const last = { from: years.to, to: years.to }
  let [before, after, mayCome, mayGo] = [0, 0, false, false]
  for (let index = 0; index < life.length; index += 1) {
    const stretch = life[index] as Stretch
    if (index % 3 === lasting) {
      before = Math.max(before, suretyOf(stretch, first, false))
      after = Math.max(after, suretyOf(stretch, last, false))
    } else if (index % 3 === beginning) mayCome ||= suretyOf(stretch, years, true) >= possibly
    else mayGo ||= suretyOf(stretch, years, true) >= possibly
  }
  const ends = endsFrom(before, after, mayCome, mayGo)
  return isDoubted && ends > 0 ? ends | inDoubt : ends
}

/** The same for each year alone, without the doubt. */
export function endsByYear(life: readonly Stretch[], { from, to }: Years): Uint8Array {
  const count = countYears({ from, to })
  // How surely it stands at the end of each year, the one before the first included.
  const standing = new Uint8Array(count + 1)
  const comings = new Uint8Array(count)
  const goings = new Uint8Array(count)
  life.forEach((stretch, index) => {
    if (index % 3 === lasting) raise(standing, stretch, from - 1)
    else raise(index % 3 === beginning ? comings : goings, stretch, from)
  })
  return Uint8Array.from(comings, (coming, index) =>
    endsFrom(standing[index] as number, standing[index + 1] as number, coming > 0, (goings[index] as number) > 0),
  )
}

/** Raises the sureties of the years that the stretch covers; that at 0 is of the year `from`. */
function raise(sureties: Uint8Array, stretch: Stretch, from: number): void {
  const [certainFrom, certainTo, bestFrom, bestTo, start, end] = stretch
  raiseTo(sureties, possibly, start - from, end - from)
  raiseTo(sureties, byBest, bestFrom - from, bestTo - from)
  raiseTo(sureties, certainly, certainFrom - from, certainTo - from)
}

function raiseTo(sureties: Uint8Array, surety: number, start: number, end: number): void {
  for (let at = Math.max(0, start); at < Math.min(end, sureties.length); at += 1)
    sureties[at] = Math.max(sureties[at] as number, surety)
}

/** A group counts as surely as the surest of its rows, and moves only if one of them does. */
export function together(a: Ends, b: Ends): Ends {
  return ofBoth[a * endsCount + b] as Ends
}

function workOut(a: Ends, b: Ends): Ends {
  if (a === 0 || b === 0) return a | b
  // One row may be while another is not, so that together they are no longer one doubt.
  const surest = (at: 0 | 2) => Math.max(suretyAt(a, at), suretyAt(b, at)) << at
  return surest(0) | surest(2) | ((a | b) & (mayEnter | mayLeave))
}

export function suretyAt(ends: Ends, bits: 0 | 2): number {
  return Math.min((ends >> bits) & 3, ends & inDoubt ? possibly : certainly)
}

// Asked for every row of every group: worked out once for each two.
const ofBoth = Uint8Array.from({ length: endsCount * endsCount }, (_, both) =>
  workOut(Math.floor(both / endsCount), both % endsCount),
)

export const waysFrom: readonly Ways[] = Array.from({ length: endsCount }, (_, ends) => {
  const [before, after] = [ends & 3, (ends >> 2) & 3]
  const allows = (surety: number, isIn: 0 | 1) => (isIn ? surety >= possibly : surety < certainly)
  const moves = ([was, is]: Way) => was === is || (ends & (was < is ? mayEnter : mayLeave)) !== 0
  const dated = everyWay.filter((way) => allows(before, way[0]) && allows(after, way[1]) && moves(way))
  const all = ends & inDoubt ? [neverIn, ...dated] : dated
  const best: Way = ends & inDoubt ? neverIn : [before >= byBest ? 1 : 0, after >= byBest ? 1 : 0]
  const changes = all.map(changeBy)
  return { all, best, figure: { min: Math.min(...changes), best: changeBy(best), max: Math.max(...changes) } }
})

export function changeBy([was, is]: Way): number {
  return is - was
}
