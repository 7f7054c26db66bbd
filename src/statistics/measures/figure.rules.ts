// How many in some years taken together, and which rows could change that?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { aloneIn, groupsOf } from './grouping.rules.ts'
import type { CountedRows, YearlyMeasure } from './life.rules.ts'
import type { Split } from './split.rules.ts'
import { tallyStates } from './state-tally.rules.ts'
import { byBest, certainly, countedIn, suretyByCourse, sureties, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

/** The figure of the years taken together, in the rule's unit. */
export function figureOf(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): Figure {
  return figureBy(counted, measure, rule, years, undefined, mask)[0] ?? { min: 0, best: 0, max: 0 }
}

/** The same for each value of a split. A group counts as surely as the surest of its rows. */
export function figureBy(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): Figure[] {
  const states = { ofCourse: suretyByCourse(counted, measure, rule, years), count: sureties.length, together: Math.max }
  const tally = tallyStates(counted, rule, states, years, split, mask)
  return Array.from({ length: split?.size ?? 1 }, (_, value) => {
    const [, possible = 0, best = 0, certain = 0] = tally.subarray(value * states.count, (value + 1) * states.count)
    return { min: certain, best: certain + best, max: certain + best + possible }
  })
}

/** Rows that could change the figure, and by how much each alone would, if its doubt fell the other way. */
export type DecisiveRow = { row: number; by: number }

export function decisiveRows(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  const surety = countedIn(counted, measure, rule, years)
  const groups = groupsOf(counted, rule.unit)
  const isDoubtful = (row: number) =>
    (surety[row] as number) > 0 && (surety[row] as number) < certainly && !(mask && !mask[row])
  const found: DecisiveRow[] = []
  const { alone, count, weights } = aloneIn(counted, rule.unit)
  for (let index = 0; index < count; index += 1) {
    const row = alone ? (alone[index] as number) : index
    if (!isDoubtful(row)) continue
    const weight = weights ? (weights[row] as number) : 1
    found.push({ row, by: surety[row] === byBest ? -weight : weight })
  }
  if (!groups) return found
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const [start, end] = [groups.offset[group] as number, groups.offset[group + 1] as number]
    // In a group a row decides alone only where no other row makes the group count.
    let counting = 0
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      if ((surety[row] as number) >= byBest && (!mask || mask[row])) counting += 1
    }
    if (counting > 1) continue
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      if (!isDoubtful(row)) continue
      if (counting === 0) found.push({ row, by: 1 })
      else if (surety[row] === byBest) found.push({ row, by: -1 })
    }
  }
  return found.toSorted((a, b) => a.row - b.row)
}
