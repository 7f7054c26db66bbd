// How surely does each row count in some years? Figures, their bands and the rows that decide them are sums of this.
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { coursesOf } from './course.rules.ts'
import { answerByCourse, byRow, livesOf, type CountedRows, type Stretch, type YearlyMeasure } from './life.rules.ts'

/** From not at all to for certain. `best` counts by the best dates, though not in every reading of them. */
export const sureties = ['no', 'possibly', 'best', 'certainly'] as const
export type Surety = (typeof sureties)[number]

/** Years, both included. */
export type Years = { from: number; to: number }

/** How many years; none where the last comes before the first. */
export function countYears({ from, to }: Years): number {
  return Math.max(0, to - from + 1)
}

export const possibly = sureties.indexOf('possibly')
export const byBest = sureties.indexOf('best')
export const certainly = sureties.indexOf('certainly')

/** How each row counts in the years, as an index into `sureties`: in force in some of them, or with a change in them. */
export function countedIn(counted: CountedRows, measure: YearlyMeasure, rule: CountingRule, years: Years): Uint8Array {
  return byRow(coursesOf(counted), suretyByCourse(counted, measure, rule, years))
}

/** The same for all rows that have gone the same way. */
export function suretyByCourse(
  counted: CountedRows,
  measure: YearlyMeasure,
  rule: CountingRule,
  years: Years,
): Uint8Array {
  const lives = livesOf(counted, measure, rule)
  return answerByCourse(lives, (life) =>
    suretyIn(lives.different[life] as readonly Stretch[], years, measure !== 'in-force'),
  )
}

/** The same of one life: as surely as its surest stretch. */
export function suretyIn(stretches: readonly Stretch[], years: Years, areEvents: boolean): number {
  let surest = 0
  for (let index = 0; index < stretches.length && surest < certainly; index += 1)
    surest = Math.max(surest, suretyOf(stretches[index] as Stretch, years, areEvents))
  return surest
}

/** And of one stretch. */
export function suretyOf(stretch: Stretch, { from, to }: Years, areEvents: boolean): number {
  if (overlaps(stretch[0], stretch[1], from, to)) return certainly
  const [start, end] = [stretch[4], stretch[5]]
  if (!overlaps(stretch[2], stretch[3], from, to)) return overlaps(start, end, from, to) ? possibly : 0
  // An event is certain to lie in several years together, though not in any one of them.
  return areEvents && start >= from && end <= to + 1 ? certainly : byBest
}

function overlaps(start: number, end: number, from: number, to: number): boolean {
  return start < end && start <= to && end > from
}
