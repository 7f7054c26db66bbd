// How surely does each row count in some years? Figures, their bands and the rows that decide them are sums of this.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { livesOf, type CountedRows, type Stretch, type Countable } from './life.rules.ts'

/** From not at all to for certain. `best` counts by the best dates, though not in every reading of them. */
export const sureties = ['no', 'possibly', 'best', 'certainly'] as const
export type Surety = (typeof sureties)[number]

/** Years, both included. */
export type Years = { from: number; to: number }

export const possibly = sureties.indexOf('possibly')
export const byBest = sureties.indexOf('best')
export const certainly = sureties.indexOf('certainly')

/** How each row counts in the years, as an index into `sureties`: in force in some of them, or with a change in them. */
export function countedIn(counted: CountedRows, measure: Countable, rule: CountingRule, years: Years): Uint8Array {
  const { different, ofRow } = livesOf(counted, measure, rule)
  const answers = Uint8Array.from(different, (stretches) => suretyIn(stretches, years, measure !== 'in-force'))
  const found = new Uint8Array(ofRow.length)
  for (let row = 0; row < found.length; row += 1) found[row] = answers[ofRow[row] as number] as number
  return found
}

function suretyIn(stretches: readonly Stretch[], { from, to }: Years, areEvents: boolean): number {
  const overlaps = (start: number, end: number) => start < end && start <= to && end > from
  // An event is certain to lie in several years together, though not in any one of them.
  const isCertain = ([certainFrom, certainTo, bestFrom, bestTo, start, end]: Stretch) =>
    overlaps(certainFrom, certainTo) || (areEvents && overlaps(bestFrom, bestTo) && start >= from && end <= to + 1)
  if (stretches.some(isCertain)) return certainly
  if (stretches.some(([, , start, end]) => overlaps(start, end))) return byBest
  return stretches.some(([, , , , start, end]) => overlaps(start, end)) ? possibly : 0
}
