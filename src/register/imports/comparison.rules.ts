// Where do the register and a list from outside disagree about a pair that both know?
import type { Census } from '../census/census.rules.ts'
import { rowsOfParty } from '../census/parties.rules.ts'
import { statuses } from '../cooperations/status.rules.ts'

/**
 * `ended-here`: all cooperations of the pair have ended here, and the list still has it. `ended-there`: the list says that
 * it has ended, and here one goes on. `not-here`: the register has none of the pair.
 */
export type Comparison = 'agrees' | 'ended-here' | 'ended-there' | 'not-here'
export const comparisons: readonly Comparison[] = ['ended-here', 'not-here', 'ended-there', 'agrees']

export function isComparison(text: string | undefined): text is Comparison {
  return comparisons.some((comparison) => comparison === text)
}

export type MatchedPair = { id: number; a: string; b: string; hasEnded: boolean }

/** What becomes of a pair of actors, and the cooperations of it (`no`) that the register has. */
export type Compared = { comparison: Comparison; nos: number[] }

export function compareWithCensus(census: Census, { a, b, hasEnded }: Omit<MatchedPair, 'id'>): Compared {
  const rows = [...rowsBetween(census, a, b), ...rowsBetween(census, b, a)]
  const nos = rows.map((row) => census.no[row]!)
  if (rows.length === 0) return { comparison: 'not-here', nos }
  const goesOnHere = rows.some((row) => statuses[census.status[row]!] !== 'ended')
  if (goesOnHere === !hasEnded) return { comparison: 'agrees', nos }
  return { comparison: hasEnded ? 'ended-there' : 'ended-here', nos }
}

function rowsBetween(census: Census, home: string, counterpart: string): number[] {
  const { codeOf } = census.actors
  const other = codeOf.get(counterpart)
  const own = codeOf.get(home)
  if (own === undefined || other === undefined) return []
  return [...rowsOfParty(census, 'home', own)].filter((row) => census.counterpart[row] === other)
}

/** The countries whose bodies the register follows: those of every home actor that it has. */
export function homeCountries(census: Census): string[] {
  return [...new Set([...census.home].flatMap((code) => census.actors.rows[code]?.country ?? []))]
}
