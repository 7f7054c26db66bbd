// Which rows have the values that a query asks for beyond the facets of a list?
import { rowsWith, type Ground } from '../measures/dimension.rules.ts'

/** Values of dimensions that are no facets of the list; figures are split by them and lead to their rows. */
export const termNames = ['level', 'region', 'regime', 'initiator', 'formality'] as const
export type TermName = (typeof termNames)[number]
export type Terms = Readonly<Record<TermName, readonly string[]>>

/** 1 for the rows with all of them in the year; undefined where none is asked for. */
export function rowsWithTerms(ground: Ground, terms: Terms, year: number): Uint8Array | undefined {
  return intersect(
    termNames.map((name) => (terms[name].length > 0 ? rowsWith(ground, name, terms[name], year) : undefined)),
  )
}

/** The rows that all of the masks choose; those that are absent choose all. */
export function intersect(masks: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const [first, ...rest] = masks.filter((mask) => mask !== undefined)
  return first && rest.reduce((all, mask) => all.map((chosen, row) => chosen & (mask[row] ?? 0)), first)
}
