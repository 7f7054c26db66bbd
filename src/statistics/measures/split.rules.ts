// What are figures split by, and in which years does a row have each of its values?
import { addYear, emptySet, type YearSet } from './year-set.rules.ts'
import { countYears, type Years } from './surety.rules.ts'

/**
 * Each row has a code below `codeCount`, which stands for values below `size`: for one or, being a combination of
 * reasons, for several; and it may stand for others in another year, as a country does for its regime.
 */
export type Split = {
  codes: Uint16Array
  codeCount: number
  size: number
  valuesIn: (code: number, year: number) => readonly number[]
  /** Whether each code is a value, and stands for itself. */
  isPlain: boolean
  /** The party that the code follows from, if it does: rows with the same one have the same code. */
  party: 'home' | 'counterpart' | undefined
}

/** The values of each code in the year; without a split there is one code, and one value. */
export function valuesByCode(split: Split | undefined, year: number): (readonly number[])[] {
  return Array.from({ length: split?.codeCount ?? 1 }, (_, code) => split?.valuesIn(code, year) ?? [0])
}

/** A value that a code stands for, and the years in which it does. */
export type Member = { value: number; years: YearSet }

/** The values of each code in any of the years. */
export function membersOf({ codeCount, valuesIn: valuesOf }: Split, { from, to }: Years): Member[][] {
  const count = countYears({ from, to })
  return Array.from({ length: codeCount }, (_, code) => {
    const members = new Map<number, YearSet>()
    for (let index = 0; index < count; index += 1) {
      for (const value of valuesOf(code, from + index)) {
        const years = members.get(value) ?? emptySet(count)
        members.set(value, years)
        addYear(years, 0, index)
      }
    }
    return [...members].map(([value, years]) => ({ value, years }))
  })
}
