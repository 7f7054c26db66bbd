// By how much did what is in force change from before some years to their end, and which rows decide that?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import {
  changeBy,
  endsCount,
  endsOf,
  suretyAt,
  together,
  waysFrom,
  type Ends,
  type Way,
  type Ways,
} from './ends.rules.ts'
import type { DecisiveRow } from './figure.rules.ts'
import { aloneIn, groupsOf } from './grouping.rules.ts'
import { answerByCourse, byRow, livesOf, type CountedRows, type Stretch } from './life.rules.ts'
import type { Split } from './split.rules.ts'
import { tallyStates } from './state-tally.rules.ts'
import { byBest, certainly, possibly, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

function endsByCourse(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  const lives = livesOf(counted, 'change', rule)
  const { different, isDoubted } = lives
  return answerByCourse(lives, (life) =>
    endsOf(different[life] as readonly Stretch[], isDoubted[life] as boolean, years),
  )
}

function endsOfRows(counted: CountedRows, rule: CountingRule, years: Years): Uint8Array {
  return byRow(coursesOf(counted), endsByCourse(counted, rule, years))
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
  const states = { ofCourse: endsByCourse(counted, rule, years), count: endsCount, together }
  const tally = tallyStates(counted, rule, states, years, split, mask)
  return Array.from({ length: split?.size ?? 1 }, (_, value) => {
    const sum: Figure = { min: 0, best: 0, max: 0 }
    waysFrom.forEach(({ figure }, ends) => {
      const count = tally[value * endsCount + ends] as number
      // Not all of them can be: of those the figure has no bounds.
      if (count === 0) return
      sum.min += count * figure.min
      sum.best += count * figure.best
      sum.max += count * figure.max
    })
    return sum
  })
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
  const groups = groupsOf(counted, rule.unit)
  const found: DecisiveRow[] = []
  const { alone, count, weights } = aloneIn(counted, rule.unit)
  for (let index = 0; index < count; index += 1) {
    const row = alone ? (alone[index] as number) : index
    if (mask && !mask[row]) continue
    const furthest = furthestAlone[ends[row] as number] as number
    const weight = weights ? (weights[row] as number) : 1
    if (furthest !== 0) found.push({ row, by: furthest * weight })
  }
  if (!groups) return found
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const rows = groups.rows.subarray(groups.offset[group], groups.offset[group + 1])
    const chosen = mask ? rows.filter((row) => mask[row]) : rows
    // How many rows make the group count at each end, by best dates.
    let [was, is] = [0, 0]
    for (const row of chosen) {
      const { best } = waysFrom[ends[row] as number] as Ways
      was += best[0]
      is += best[1]
    }
    for (const row of chosen) {
      const { best } = waysFrom[ends[row] as number] as Ways
      const furthest = furthestBeside(ends[row] as number, was - best[0], is - best[1])
      if (furthest !== 0) found.push({ row, by: furthest })
    }
  }
  return found.toSorted((a, b) => a.row - b.row)
}

/** How far a row may move the net change from its best, where so many others of its group count at each end. */
function furthestBeside(ends: Ends, was: number, is: number): number {
  const { all, best } = waysFrom[ends] as Ways
  const change = (way: Way) => (is + way[1] > 0 ? 1 : 0) - (was + way[0] > 0 ? 1 : 0)
  const moves = all.map((way) => change(way) - change(best))
  return moves.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0] ?? 0
}

const furthestAlone: readonly number[] = waysFrom.map((_, ends) => furthestBeside(ends, 0, 0))
