// How far do two coders agree beyond chance?
import { sumOf, type Coefficient } from './reliability.rules.ts'

/**
 * How much disagreement counts. `none`: every one alike. `linear`, `quadratic`: by the distance of the codes in the order
 * of their scheme, or by its square.
 */
export const kappaWeights = ['none', 'linear', 'quadratic'] as const
export type KappaWeights = (typeof kappaWeights)[number]

const disagreement: Record<KappaWeights, (distance: number) => number> = {
  none: (distance) => (distance === 0 ? 0 : 1),
  linear: (distance) => distance,
  quadratic: (distance) => distance ** 2,
}

/**
 * Cohen's kappa of a confusion matrix (square; rows the codes of one coder, columns of the other), 1 − observed by
 * expected disagreement, where chance is that each coder keeps to their own distribution.
 *
 * Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20: 37–46;
 * Cohen (1968), Weighted kappa, Psychological Bulletin 70: 213–220.
 */
export function cohenKappa(confusion: readonly (readonly number[])[], weights: KappaWeights = 'none'): Coefficient {
  const rows = confusion.map(sumOf)
  const columns = rows.map((_, column) => sumOf(confusion.map((row) => row[column] ?? 0)))
  const all = sumOf(rows)
  if (all === 0) return { ok: false, reason: 'no-pairs' }
  let [observed, expected] = [0, 0]
  for (const [row, counts] of confusion.entries()) {
    for (const [column, count] of counts.entries()) {
      const weight = disagreement[weights](Math.abs(row - column))
      observed += weight * count
      expected += (weight * rows[row]! * columns[column]!) / all
    }
  }
  if (expected === 0) return { ok: false, reason: 'no-variation' }
  return { ok: true, value: 1 - observed / expected }
}

/** The share of units on which the two gave the same code; undefined without any unit. */
export function shareAgreed(confusion: readonly (readonly number[])[]): number | undefined {
  const all = sumOf(confusion.map(sumOf))
  return all === 0 ? undefined : sumOf(confusion.map((row, index) => row[index] ?? 0)) / all
}
