// How was a country governed in a year? Looked up in stretches of years; a year that none covers is unknown.

/** A country, and the years, both included, through which its regime type was the same. */
export type RegimeStretch = { country: string; from: number; to: number; regime: string }

export type RegimeTable = {
  /** The code of the regime type; undefined where the source has none for that year. */
  regimeOf: (country: string, year: number) => string | undefined
  /** Years that any stretch covers, from the first to the last; undefined where there are no stretches. */
  years: { from: number; to: number } | undefined
}

/** The stretches of a country must not overlap; the loader lets no others in. */
export function regimeTable(stretches: readonly RegimeStretch[]): RegimeTable {
  const ofCountry = new Map<string, Map<number, string>>()
  let [first, last] = [Infinity, -Infinity]
  for (const { country, from, to, regime } of stretches) {
    const years = ofCountry.get(country) ?? new Map<number, string>()
    ofCountry.set(country, years)
    for (let year = from; year <= to; year += 1) years.set(year, regime)
    first = Math.min(first, from)
    last = Math.max(last, to)
  }
  return {
    regimeOf: (country, year) => ofCountry.get(country)?.get(year),
    years: first <= last ? { from: first, to: last } : undefined,
  }
}
