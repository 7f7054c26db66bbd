// When is a cooperation most likely to end? The share that ends among those that could: by age, and by calendar year.
import { yearOfDayNumber } from '#register/index.ts'
import { countYears, type Years } from '../measures/surety.rules.ts'
import { addTo } from '../measures/number-column.rules.ts'
import { wilsonInterval, type Confidence, type Interval } from './confidence.rules.ts'
import { forEachLife, type LifeColumns, type Lifetime } from './kaplan-meier.rules.ts'

/** A share of those at risk, with Wilson's limits. */
export type Hazard = Interval & {
  /** Alive and under observation at the beginning. */
  atRisk: number
  ended: number
  /** Null where nobody was at risk. */
  share: number | null
  /** So few at risk or ended that the share says little; never a basis for comparing. */
  isSmall: boolean
}

const few = 5

export type AgeHazard = Hazard & {
  /** From this many years on, up to but not including `to`. */
  from: number
  to: number
  /** Last seen within the group. */
  censored: number
  /** Years lived within the group by all together; `ended` over it is a rate that groups of other widths can be held against. */
  yearsLived: number
}

/**
 * By age, in groups bounded by these ages, ascending. Those last seen within a group are taken as at risk for half of it,
 * as in the actuary's life table (Cutler & Ederer 1958, Journal of Chronic Diseases 8: 699–712).
 */
export function hazardsByAge(
  lifetimes: readonly Lifetime[] | LifeColumns,
  bounds: readonly number[],
  confidence: Confidence = 0.95,
): AgeHazard[] {
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index] as number
    const group = { atRisk: 0, ended: 0, censored: 0, yearsLived: 0 }
    forEachLife(lifetimes, (years, isEnded, rows) => {
      if (years < from) return
      group.atRisk += rows
      group.yearsLived += rows * (Math.min(years, to) - from)
      if (years < to) group[isEnded ? 'ended' : 'censored'] += rows
    })
    return { from, to, ...group, ...hazardOf(group.ended, group.atRisk, group.atRisk - group.censored / 2, confidence) }
  })
}

export type YearHazard = Hazard & {
  year: number
  /** Begun and ended in the year, and so not among those in force at its beginning. */
  begunAndEnded: number
}

/** By calendar year, both ends included: of those in force when the year began, the share that ended in it. */
export function hazardsByYear(
  { rows, start, end, isEnded }: LifeColumns,
  { from, to }: Years,
  confidence: Confidence = 0.95,
): YearHazard[] {
  const years = countYears({ from, to })
  // Differences from year to year, summed at the end, as in `seriesOf`.
  const [atRisk, ended, begunAndEnded] = [new Int32Array(years + 1), new Int32Array(years), new Int32Array(years)]
  for (let life = 0; life < rows.length; life += 1) {
    const count = rows[life] as number
    if (count === 0) continue
    const [began, last] = [yearOfDayNumber(start[life] as number), yearOfDayNumber(end[life] as number)]
    // At risk from the year after it began to the year in which it ended or was last seen.
    addTo(atRisk, clamp(began + 1 - from, years), count)
    addTo(atRisk, clamp(last + 1 - from, years), -count)
    if (isEnded[life] && last >= from && last <= to) addTo(began < last ? ended : begunAndEnded, last - from, count)
  }
  let standing = 0
  return Array.from({ length: years }, (_, index) => {
    standing += atRisk[index] as number
    const count = ended[index] as number
    return {
      year: from + index,
      atRisk: standing,
      ended: count,
      begunAndEnded: begunAndEnded[index] as number,
      ...hazardOf(count, standing, standing, confidence),
    }
  })
}

function hazardOf(ended: number, atRisk: number, of: number, confidence: Confidence): Omit<Hazard, 'atRisk' | 'ended'> {
  return {
    share: of > 0 ? ended / of : null,
    ...wilsonInterval(ended, of, confidence),
    isSmall: atRisk < few || ended < few,
  }
}

function clamp(index: number, most: number): number {
  return Math.min(Math.max(index, 0), most)
}
