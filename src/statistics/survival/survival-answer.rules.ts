// How long do the chosen cooperations live, whole and by the values of a split? Curves with what chance and what
// uncertain dates leave open, and the risk by age and by calendar year.
import { addTo } from '../measures/number-column.rules.ts'
import { rowsWith, splitBy, type Dimension, type Ground } from '../measures/dimension.rules.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { hazardsByAge, hazardsByYear, type AgeHazard, type YearHazard } from './hazard.rules.ts'
import { kaplanMeier, type SurvivalCurve } from './kaplan-meier.rules.ts'
import { bandOfDates, lifetimesOf, type Coverage } from './lifetime.rules.ts'

/** Splits whose values were there at the start. By why or how it ended, those alive would have no value at all. */
export const survivalDimensions = [
  'kind', 'home_kind', 'county', 'counterpart_country', 'province', 'level', 'region', 'regime',
] as const satisfies readonly Dimension[] // prettier-ignore
export type SurvivalDimension = (typeof survivalDimensions)[number]

export type AnsweredCurve = {
  /** A value of the split; undefined for the whole. */
  value: string | undefined
  curve: SurvivalCurve
  /** How far uncertain dates may move the curve at each of its steps. */
  doubt: { time: number; low: number; high: number }[]
  leftOut: number
}

export type SurvivalAnswer = {
  curves: AnsweredCurve[]
  /** Values that have rows, of which the largest are curves. */
  parts: number
  byAge: AgeHazard[]
  byYear: YearHazard[]
}

/** Without coverage nobody can say what was seen alive last: there is no answer. */
type Asked = {
  rule: CountingRule
  by: SurvivalDimension | undefined
  mask: Uint8Array
  coverage: Coverage | undefined
}

/** Ages at which the groups of the risk by age begin and end. */
const ages = [0, 2, 4, 6, 8, 10, 12, 15, 20, 25, 30, 40]

/** At most `most` curves, those of the most rows. The risks are of the whole: parts are too small for them. */
export function answerSurvival(ground: Ground, { rule, by, mask, coverage }: Asked, most = 4): SurvivalAnswer {
  if (!coverage) return { curves: [], parts: 0, byAge: [], byYear: [] }
  const lives = lifetimesOf(ground.census, rule, mask, coverage)
  const values = by ? valuesOf(ground, by, mask) : [undefined]
  const curves = values.slice(0, most).map((value) => curveOf(ground, { rule, by, mask, coverage }, value))
  const oldest = kaplanMeier(lives.best).steps.at(-1)?.time ?? 0
  const bounds = ages.filter((_, index) => index === 0 || (ages[index - 1] as number) <= oldest)
  return {
    curves: curves.filter(({ curve }) => curve.rows > 0),
    parts: values.length,
    byAge: hazardsByAge(lives.best, bounds),
    byYear: hazardsByYear(lives.best, ground.coverage),
  }
}

/** Those of the most rows first. */
function valuesOf(ground: Ground, by: SurvivalDimension, mask: Uint8Array): string[] {
  const { to } = ground.coverage
  const { codes, values, size, valuesIn } = splitBy(ground, by, { from: to, to })
  const rows = new Int32Array(size)
  codes.forEach((code, row) => {
    if (mask[row]) for (const value of valuesIn(code, to)) addTo(rows, value, 1)
  })
  return values
    .map((value, index) => ({ value, rows: rows[index] as number }))
    .filter((each) => each.rows > 0)
    .toSorted((a, b) => b.rows - a.rows)
    .map(({ value }) => value)
}

function curveOf(
  ground: Ground,
  { rule, by, mask, coverage }: Asked & { coverage: Coverage },
  value: string | undefined,
): AnsweredCurve {
  const chosen = by && value !== undefined ? rowsWith(ground, by, [value], ground.coverage.to) : undefined
  const own = chosen ? mask.map((isIn, row) => isIn & (chosen[row] as number)) : mask
  const { leftOut, ...readings } = lifetimesOf(ground.census, rule, own, coverage)
  const [shortest, best, longest] = [
    kaplanMeier(readings.shortest),
    kaplanMeier(readings.best),
    kaplanMeier(readings.longest),
  ]
  const times = [0, ...[shortest, best, longest].flatMap(({ steps }) => steps.map(({ time }) => time))]
  return {
    value,
    curve: best,
    doubt: bandOfDates(
      { shortest, best, longest },
      [...new Set(times)].toSorted((a, b) => a - b),
    ),
    leftOut,
  }
}
