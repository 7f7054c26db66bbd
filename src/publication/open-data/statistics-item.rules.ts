// What leaves the API about figures, field by field.
import { z } from 'zod'
import type { Language } from '#platform/i18n/language.ts'
import { none, type Standing } from '#register/index.ts'
import {
  dimensions, labelOfValue, measures, ruleFor, type Answer, type AnsweredSeries, type CountingRule, type Dimension,
  type ExplorerAnswer, type ExplorerQuery,
} from '#statistics/index.ts' // prettier-ignore
import type { TableColumn } from './csv.rules.ts'

const figureSchema = z.object({ min: z.number().nullable(), best: z.number(), max: z.number().nullable() }).nullable()
const pointSchema = z.object({
  year: z.int(),
  min: z.number().nullable(),
  best: z.number().nullable().meta({ description: 'null where the data cover nothing' }),
  max: z.number().nullable(),
})

export const statisticsSchema = z.object({
  measure: z.enum(measures),
  by: z.enum(dimensions).nullable(),
  rule: z.string(),
  rule_version: z.int(),
  unit: z.string(),
  years: z.object({ from: z.int(), to: z.int() }),
  covers: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  figure: figureSchema.meta({
    description: 'Of a stock at the end of the last year; of all else in the years together.',
  }),
  points: z.array(pointSchema),
  parts: z.array(
    z.object({
      value: z.string(),
      label: z.object({ sv: z.string(), en: z.string() }),
      figure: figureSchema,
      points: z.array(pointSchema),
    }),
  ),
  decisive: z
    .array(z.object({ cooperation: z.string(), by: z.number() }))
    .meta({ description: 'Cooperations that alone could change the figure, and by how much. At most 500.' }),
})

export const countingRuleSchema = z.object({
  id: z.string(),
  version: z.int(),
  unit: z.string(),
  reading: z.string(),
  dormant: z.string(),
  paused: z.string(),
  partly_ended: z.string(),
  lapsed: z.string(),
  not_renewed: z.string(),
  unknown_end: z.string(),
  disputed: z.string(),
})

export function describeAnswer(
  standing: Standing,
  { question }: ExplorerQuery,
  answer: ExplorerAnswer,
  decisive: z.infer<typeof statisticsSchema>['decisive'],
): z.infer<typeof statisticsSchema> {
  const { by } = question
  return {
    measure: question.measure,
    by: by ?? null,
    rule: question.rule.id,
    rule_version: question.rule.version,
    unit: question.measure === 'duration' ? 'years' : ruleFor(question).unit,
    years: question.years,
    covers: standing.coverage ?? null,
    figure: describeFigure(answer.figure),
    points: describePoints(answer.points),
    parts: by
      ? answer.parts.map(({ value, figure, points }) => ({
          value,
          label: labelOf(standing, by, value),
          figure: describeFigure(figure),
          points: describePoints(points),
        }))
      : [],
    decisive,
  }
}

/** What has no longest length cannot be written as a number. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function describeFigure(figure: Answer): z.infer<typeof figureSchema> {
  return figure && { min: finite(figure.min), best: figure.best, max: finite(figure.max) }
}

function describePoints(points: AnsweredSeries['points']): z.infer<typeof pointSchema>[] {
  return points.map(({ year, figure }) => ({
    year,
    ...(describeFigure(figure) ?? { min: null, best: null, max: null }),
  }))
}

/** What a value of a split is called, in both languages. */
export function labelOf({ census, vocabularies }: Standing, by: Dimension, value: string): { sv: string; en: string } {
  const label = (language: Language) =>
    labelOfValue(by, value, { census, vocabulary: vocabularies[language], language }) ?? none
  return { sv: label('sv'), en: label('en') }
}

type StatisticsRow = { value: string | null; label: { sv: string; en: string } | null } & z.infer<typeof pointSchema>

export function rowsOfAnswer(
  standing: Standing,
  { question: { by } }: ExplorerQuery,
  answer: ExplorerAnswer,
): StatisticsRow[] {
  const whole = describePoints(answer.points).map((point) => ({ value: null, label: null, ...point }))
  const parts = answer.parts.flatMap(({ value, points }) =>
    describePoints(points).map((point) => ({ value, label: by ? labelOf(standing, by, value) : null, ...point })),
  )
  return [...whole, ...parts]
}

/** The whole comes first, with nothing in the columns of the part. */
export const statisticsColumns: readonly TableColumn<StatisticsRow>[] = [
  { name: 'part', value: ({ value }) => value },
  { name: 'label_sv', value: ({ label }) => label?.sv ?? null },
  { name: 'label_en', value: ({ label }) => label?.en ?? null },
  { name: 'year', value: ({ year }) => year },
  { name: 'min', value: ({ min }) => min },
  { name: 'best', value: ({ best }) => best },
  { name: 'max', value: ({ max }) => max },
]

export function describeRule(rule: CountingRule): z.infer<typeof countingRuleSchema> {
  const { partlyEnded, notRenewed, unknownEnd, ...same } = rule
  return { ...same, partly_ended: partlyEnded, not_renewed: notRenewed, unknown_end: unknownEnd }
}
