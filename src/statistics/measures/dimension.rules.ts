// By what can figures be split? Each dimension gives every row of the census one value, or several for reasons.
import {
  codedBy, facetColumn, formalities, initiators, none, reasonColumn, type Census, type Coded,
} from '#register/index.ts' // prettier-ignore
import { countYears, type Years } from './surety.rules.ts'
import type { Split } from './split.rules.ts'

/** Named as the parameters of the list that choose their values. */
export const dimensions = [
  'kind', 'home_kind', 'county', 'counterpart_country', 'province', 'level', 'region', 'regime', 'reason', 'initiator',
  'formality',
] as const // prettier-ignore
export type Dimension = (typeof dimensions)[number]
/** All but reasons, of which a row may have several. */
type SingleDimension = Exclude<Dimension, 'reason'>

/** What is known of a country besides its name; undefined where nothing is. */
export type CountryFacts = {
  /** Code of its region (UN M49). */
  regionOf: (country: string) => string | undefined
  /** Its type of regime in the year. */
  regimeOf: (country: string, year: number) => string | undefined
}

/** What measures are computed from. Outside the years that the data cover nothing is known. */
export type Ground = { census: Census; countries: CountryFacts; coverage: Years }

const cache = new WeakMap<Census, Map<SingleDimension, Coded>>()

/** The one value of each row. A country’s type of regime changes, so that it is asked for in a year, and kept for none. */
function columnOf({ census, countries }: Ground, dimension: SingleDimension, year: number): Coded {
  if (dimension === 'regime') return makeColumn(census, countries, dimension, year)
  const known = cache.get(census) ?? new Map<SingleDimension, Coded>()
  cache.set(census, known)
  const column = known.get(dimension) ?? makeColumn(census, countries, dimension, year)
  known.set(dimension, column)
  return column
}

function makeColumn(census: Census, countries: CountryFacts, dimension: SingleDimension, year: number): Coded {
  const actors = census.actors.rows
  const byCounterpart = (valueOf: (actor: (typeof actors)[number]) => string | undefined) =>
    codedBy(
      census.counterpart,
      actors.map((actor) => valueOf(actor) ?? null),
    )
  switch (dimension) {
    case 'kind':
      return facetColumn(census, 'kind')
    case 'home_kind':
      return facetColumn(census, 'homeKind')
    case 'county':
      return facetColumn(census, 'county')
    case 'counterpart_country':
      return facetColumn(census, 'country')
    case 'province':
      return facetColumn(census, 'province')
    case 'level':
      return byCounterpart(({ kind }) => kind)
    case 'region':
      return byCounterpart(({ country }) => countries.regionOf(country))
    case 'regime':
      return byCounterpart(({ country }) => countries.regimeOf(country, year))
    case 'initiator':
      return codedBy(census.endInitiator, withNone(initiators))
    case 'formality':
      return codedBy(census.endFormality, withNone(formalities))
  }
}

/** What has not ended has no initiator: code 255 in the census. */
function withNone(values: readonly string[]): (string | null)[] {
  return Array.from({ length: 256 }, (_, code) => values[code] ?? null)
}

/** A split by the dimension, with the value that each of its codes stands for in the years. */
export function splitBy(ground: Ground, dimension: Dimension, years: Years): Split & { values: readonly string[] } {
  if (dimension === 'reason') return splitByReason(ground.census)
  if (dimension === 'regime') return splitByRegime(ground, years)
  const { codes, size, values } = columnOf(ground, dimension, years.to)
  const alone = singles(size)
  return {
    codes,
    codeCount: size,
    size,
    values: [none, ...values],
    valuesIn: (code) => alone[code] as number[],
    isPlain: true,
    party: partyOf[dimension],
  }
}

const partyOf: Record<Exclude<SingleDimension, 'regime'>, Split['party']> = {
  kind: undefined,
  home_kind: 'home',
  county: 'home',
  counterpart_country: 'counterpart',
  province: 'counterpart',
  level: 'counterpart',
  region: 'counterpart',
  initiator: undefined,
  formality: undefined,
}

/** For each value a list that holds nothing else. */
function singles(size: number): number[][] {
  return Array.from({ length: size }, (_, value) => [value])
}

function splitByReason(census: Census): Split & { values: readonly string[] } {
  const { codes, combinations } = reasonColumn(census)
  const reasons = census.reasonCodes
  const members = combinations.map((bits) =>
    bits === 0 ? [0] : reasons.flatMap((_, bit) => (bits & (1 << bit) ? bit + 1 : [])),
  )
  return {
    codes,
    codeCount: members.length,
    size: reasons.length + 1,
    values: [none, ...reasons],
    valuesIn: (code) => members[code] as number[],
    isPlain: false,
    party: undefined,
  }
}

/** By country, which counts with its regime of the year. */
function splitByRegime({ census, countries }: Ground, { from, to }: Years): Split & { values: readonly string[] } {
  const { codes, size, values: countryCodes } = facetColumn(census, 'country')
  const count = countYears({ from, to })
  const values: string[] = [none]
  const regimes = new Uint8Array(size * count)
  countryCodes.forEach((country, index) => {
    for (let year = 0; year < count; year += 1) {
      const regime = countries.regimeOf(country, from + year) ?? none
      if (!values.includes(regime)) values.push(regime)
      regimes[(index + 1) * count + year] = values.indexOf(regime)
    }
  })
  const alone = singles(values.length)
  return {
    codes,
    codeCount: size,
    size: values.length,
    values,
    valuesIn: (code, year) => alone[regimes[code * count + year - from] as number] as number[],
    isPlain: false,
    party: 'counterpart',
  }
}

/** 1 for the rows that have one of the values in the year. */
export function rowsWith(
  ground: Ground,
  dimension: SingleDimension,
  wanted: readonly string[],
  year: number,
): Uint8Array {
  const { codes, values, size } = columnOf(ground, dimension, year)
  const isWanted = new Uint8Array(size)
  ;[none, ...values].forEach((value, code) => (isWanted[code] = wanted.includes(value) ? 1 : 0))
  const mask = new Uint8Array(codes.length)
  for (let row = 0; row < mask.length; row += 1) mask[row] = isWanted[codes[row] as number] as number
  return mask
}
