// Which rows have the values that a query asks for beyond the facets of a list?
import { rowsWith, type Ground } from '../measures/dimension.rules.ts'
import { termNames, type CooperationQuery } from './cooperation-query.input.ts'

/**
 * 1 for the rows with all of them; undefined where none is asked for. A country’s type of regime is that of the last
 * year of the figure, or of the data, unless another is given.
 */
export function rowsWithTerms(
  ground: Ground,
  { terms, counted }: Pick<CooperationQuery, 'terms' | 'counted'>,
  regimeYear?: number,
): Uint8Array | undefined {
  const year = regimeYear ?? counted?.years.to ?? ground.coverage.to
  return intersect(
    termNames.map((name) => (terms[name].length > 0 ? rowsWith(ground, name, terms[name], year) : undefined)),
  )
}

/** The rows that all of the masks choose; those that are absent choose all. */
export function intersect(masks: readonly (Uint8Array | undefined)[]): Uint8Array | undefined {
  const [first, ...rest] = masks.filter((mask) => mask !== undefined)
  return first && rest.reduce((all, mask) => all.map((chosen, row) => chosen & (mask[row] ?? 0)), first)
}
