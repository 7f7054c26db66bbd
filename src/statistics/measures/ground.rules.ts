// What of a standing register do measures need?
import type { Standing } from '#register/index.ts'
import type { Ground } from './dimension.rules.ts'
import type { Years } from './surety.rules.ts'

export function groundOf({ census, coverage, regimes, vocabularies }: Standing): Ground {
  return {
    census,
    coverage: yearsCovered(coverage),
    // The code of a region is the same in every language.
    countries: { regionOf: vocabularies.en.regionOf, regimeOf: regimes.regimeOf },
  }
}

/** The years that the data cover; where they do not say, none. */
export function yearsCovered(coverage: Standing['coverage']): Years {
  return { from: Number(coverage?.from.slice(0, 4) ?? 1), to: Number(coverage?.to.slice(0, 4) ?? 0) }
}
