// How many in some years taken together, and which rows could change that?
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { groupsOf, type Groups } from './grouping.rules.ts'
import type { Countable, CountedRows } from './life.rules.ts'
import { byBest, certainly, countedIn, sureties, type Years } from './surety.rules.ts'
import { addTo, valuesBy, type Figure, type Split } from './year-tally.rules.ts'

/** The figure of the years taken together, in the rule's unit. */
export function figureOf(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): Figure {
  return figureBy(counted, measure, rule, years, undefined, mask)[0] ?? { min: 0, best: 0, max: 0 }
}

/** The same for each value of a split. A group counts as surely as the surest of its rows. */
export function figureBy(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  years: Years,
  split: Split | undefined,
  mask?: Uint8Array,
): Figure[] {
  const surety = countedIn(counted, measure, rule, years)
  const size = split?.size ?? 1
  const tally = new Int32Array(size * sureties.length)
  const valuesOf = valuesBy(split)
  const groups = groupsOf(counted, rule.unit)
  if (groups) tallySurest(tally, surety, groups, valuesOf, mask)
  else {
    const weights = rule.unit === 'agreement' ? counted.agreements : undefined
    for (let row = 0; row < surety.length; row += 1) {
      if (mask && !mask[row]) continue
      const weight = weights ? (weights[row] as number) : 1
      for (const value of valuesOf(row)) addTo(tally, value * sureties.length + (surety[row] as number), weight)
    }
  }
  return Array.from({ length: size }, (_, value) => {
    const [, possible = 0, best = 0, certain = 0] = tally.subarray(
      value * sureties.length,
      (value + 1) * sureties.length,
    )
    return { min: certain, best: certain + best, max: certain + best + possible }
  })
}

function tallySurest(
  tally: Int32Array,
  surety: Uint8Array,
  groups: Groups,
  valuesOf: (row: number) => readonly number[],
  mask: Uint8Array | undefined,
): void {
  const surest = new Uint8Array(tally.length / sureties.length)
  for (let group = 0; group + 1 < groups.offset.length; group += 1) {
    const [start, end] = [groups.offset[group] as number, groups.offset[group + 1] as number]
    for (let at = start; at < end; at += 1) {
      const row = groups.rows[at] as number
      if (mask && !mask[row]) continue
      for (const value of valuesOf(row)) surest[value] = Math.max(surest[value] as number, surety[row] as number)
    }
    for (let at = start; at < end; at += 1) {
      for (const value of valuesOf(groups.rows[at] as number)) {
        addTo(tally, value * sureties.length + (surest[value] as number), 1)
        surest[value] = 0
      }
    }
  }
}

/** Rows that could change the figure, and by how much each alone would, if its doubt fell the other way. */
export type DecisiveRow = { row: number; by: number }

export function decisiveRows(
  counted: CountedRows,
  measure: Countable,
  rule: CountingRule,
  years: Years,
  mask?: Uint8Array,
): DecisiveRow[] {
  const surety = countedIn(counted, measure, rule, years)
  const groups = groupsOf(counted, rule.unit)
  const isDoubtful = (row: number) =>
    (surety[row] as number) > 0 && (surety[row] as number) < certainly && !(mask && !mask[row])
  const found: DecisiveRow[] = []
  if (!groups) {
    const weightOf = (row: number) => (rule.unit === 'agreement' ? (counted.agreements[row] as number) : 1)
    for (let row = 0; row < surety.length; row += 1) {
      if (isDoubtful(row)) found.push({ row, by: surety[row] === byBest ? -weightOf(row) : weightOf(row) })
    }
    return found
  }
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
