// By how much did what is in force change from before some years to their end, and which rows decide that?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import type { DecisiveRow } from './figure.rules.ts'
import { groupsOf } from './grouping.rules.ts'
import { isDoubtful, livesOf, type CountedRows, type Stretch } from './life.rules.ts'
import { byBest, certainly, possibly, suretyIn, type Years } from './surety.rules.ts'
import { valuesBy, type Figure, type Split } from './year-tally.rules.ts'

/** Out of the count (0) or in it (1), before the years and at their end. */
type Way = readonly [was: 0 | 1, is: 0 | 1]

const neverIn: Way = [0, 0]
const everyWay: readonly Way[] = [neverIn, [0, 1], [1, 0], [1, 1]]

/** Every way that dates allow, the one that the best dates give, and what these make of a net change. */
type Ways = { all: readonly Way[]; best: Way; figure: Figure }

/**
 * What is known of a row at both ends of the years, in one small number: how surely it counts before them (2 bits) and
 * at their end (2 bits), whether in them it may have entered the count and may have left it, and whether it is in doubt
 * that there was such a cooperation (a bit each).
 */
type Ends = number
const mayEnter = 16
const mayLeave = 32
const inDoubt = 64

function endsOf(life: readonly Stretch[], years: Years): Ends {
  // Each time in force stands before its beginning and its end.
  const each = (place: number) => life.filter((_, index) => index % 3 === place)
  const standsIn = (year: number) => suretyIn(each(0), { from: year, to: year }, false)
  const may = (place: number) => suretyIn(each(place), years, true) >= possibly
  const [before, after] = [standsIn(years.from - 1), standsIn(years.to)]
  // Comings and goings within the years are none, seen from their ends.
  const enters = may(1) && before < certainly && after >= possibly
  const leaves = may(2) && before >= possibly && after < certainly
  return before | (after << 2) | (enters ? mayEnter : 0) | (leaves ? mayLeave : 0)
}

/** A group counts as surely as the surest of its rows, and moves only if one of them does. */
function together(a: Ends, b: Ends): Ends {
  if (a === 0 || b === 0) return a | b
  // One row may be while another is not, so that together they are no longer one doubt.
  const surest = (at: 0 | 2) => Math.max(suretyAt(a, at), suretyAt(b, at)) << at
  return surest(0) | surest(2) | ((a | b) & (mayEnter | mayLeave))
}

function suretyAt(ends: Ends, bits: 0 | 2): number {
  return Math.min((ends >> bits) & 3, ends & inDoubt ? possibly : certainly)
}

const waysFrom: readonly Ways[] = Array.from({ length: 128 }, (_, ends) => {
  const [before, after] = [ends & 3, (ends >> 2) & 3]
  const allows = (surety: number, isIn: 0 | 1) => (isIn ? surety >= possibly : surety < certainly)
  const moves = ([was, is]: Way) => was === is || (ends & (was < is ? mayEnter : mayLeave)) !== 0
  const dated = everyWay.filter((way) => allows(before, way[0]) && allows(after, way[1]) && moves(way))
  const all = ends & inDoubt ? [neverIn, ...dated] : dated
  const best: Way = ends & inDoubt ? neverIn : [before >= byBest ? 1 : 0, after >= byBest ? 1 : 0]
  const changes = all.map(changeBy)
  return { all, best, figure: { min: Math.min(...changes), best: changeBy(best), max: Math.max(...changes) } }
})

function changeBy([was, is]: Way): number {
  return is - was
}

function endsOfRows(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  const { different, ofRow } = livesOf(counted, 'change', rule)
  const ends = Uint8Array.from(different, (life) => endsOf(life, years))
  return Uint8Array.from(ofRow, (life, row) => {
    const known = ends[life] as number
    return known > 0 && isDoubtful(counted, row, rule) ? known | inDoubt : known
  })
}

/**
 * The stock at the end of the years less that before them, for each value of a split. The bounds are the furthest that
 * its rows can have moved it: one that stood all the time has not, however little is known of it.
 */
export function netChangeBy(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): Figure[] {
  const ends = endsOfRows(counted, rule, years)
  const sums = Array.from({ length: split?.size ?? 1 }, (): Figure => ({ min: 0, best: 0, max: 0 }))
  const add = (value: number, of: Ends, weight: number) => {
    const [sum, { figure }] = [sums[value] as Figure, waysFrom[of] as Ways]
    sum.min += weight * figure.min
    sum.best += weight * figure.best
    sum.max += weight * figure.max
  }
  const valuesOf = valuesBy(split)
  const groups = groupsOf(counted, rule.unit)
  if (!groups) {
    for (let row = 0; row < ends.length; row += 1) {
      if (mask && !mask[row]) continue
      for (const value of valuesOf(row)) add(value, ends[row] as number, weightOf(counted, rule, row))
    }
    return sums
  }
  const ofGroup = new Uint8Array(sums.length)
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const rows = groups.rows.subarray(groups.offset[group], groups.offset[group + 1])
    for (const row of rows) {
      if (mask && !mask[row]) continue
      for (const value of valuesOf(row)) ofGroup[value] = together(ofGroup[value] as number, ends[row] as number)
    }
    for (const row of rows) {
      for (const value of valuesOf(row)) {
        add(value, ofGroup[value] as number, 1)
        ofGroup[value] = 0
      }
    }
  }
  return sums
}

function weightOf({ agreements }: CountedRows, { unit }: CountingRule, row: number): number {
  return unit === 'agreement' ? (agreements[row] as number) : 1
}

/**
 * How surely each row is in the stock at one end of the years and not at the other, as an index into `sureties`. Beside
 * such a row stand those of its group that are in the stock: they may keep the group from changing.
 */
export function changedIn(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  const ends = endsOfRows(counted, rule, years)
  const changed = ends.map(changeIn)
  const groups = groupsOf(counted, rule.unit)
  if (!groups) return changed
  const found = changed.slice()
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const rows = groups.rows.subarray(groups.offset[group], groups.offset[group + 1])
    if (!rows.some((row) => changed[row])) continue
    for (const row of rows) found[row] ||= Math.max(suretyAt(ends[row] as number, 0), suretyAt(ends[row] as number, 2))
  }
  return found
}

function changeIn(ends: Ends): number {
  const { all, best } = waysFrom[ends] as Ways
  if (all.every(changeBy)) return certainly
  if (changeBy(best)) return byBest
  return all.some(changeBy) ? possibly : 0
}

/** Rows that could change the net change, and by how much each alone would; the furthest where it could in two ways. */
export function decisiveForChange(
  counted: CountedRows,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  const ends = endsOfRows(counted, rule, years)
  const waysOf = (row: number) => waysFrom[ends[row] as number] as Ways
  const groups = groupsOf(counted, rule.unit)
  const found: DecisiveRow[] = []
  for (let group = 0; group < (groups ? groups.offset.length - 1 : counted.rows); group += 1) {
    const rows = groups ? [...groups.rows.subarray(groups.offset[group], groups.offset[group + 1])] : [group]
    const chosen = mask ? rows.filter((row) => mask[row]) : rows
    // How many rows make the group count at each end, by best dates.
    const [was, is] = ([0, 1] as const).map((end) => chosen.filter((row) => waysOf(row).best[end]).length)
    for (const row of chosen) {
      const { all, best } = waysOf(row)
      const change = (way: Way) => {
        const isIn = (end: 0 | 1, count = 0) => (count - best[end] + way[end] > 0 ? 1 : 0)
        return isIn(1, is) - isIn(0, was)
      }
      const [furthest = 0] = all.map((way) => change(way) - change(best)).toSorted((a, b) => Math.abs(b) - Math.abs(a))
      if (furthest !== 0) found.push({ row, by: furthest * weightOf(counted, rule, row) })
    }
  }
  return found.toSorted((a, b) => a.row - b.row)
}
