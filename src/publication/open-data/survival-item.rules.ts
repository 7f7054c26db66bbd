// What leaves the API about how long cooperations live, field by field.
import { z } from 'zod'
import type { Standing } from '#register/index.ts'
import { survivalDimensions, type Hazard, type SurvivalAnswer, type SurvivalQuery } from '#statistics/index.ts'
import type { TableColumn } from './csv.rules.ts'
import { labelOf } from './statistics-item.rules.ts'

const hazardSchema = z.object({
  at_risk: z.int(),
  ended: z.int(),
  share: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  is_small: z.boolean(),
})

const stepSchema = z.object({
  time: z.number().meta({ description: 'Years since the beginning.' }),
  at_risk: z.int(),
  ended: z.int(),
  censored: z.int(),
  survival: z.number(),
  low: z.number(),
  high: z.number(),
})

export const survivalSchema = z.object({
  by: z.enum(survivalDimensions).nullable(),
  rule: z.string(),
  covers: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  confidence: z.number(),
  curves: z.array(
    z.object({
      value: z.string().nullable(),
      label: z.object({ sv: z.string(), en: z.string() }).nullable(),
      rows: z.int(),
      ended: z.int(),
      left_out: z.int(),
      median: z.object({ years: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
      steps: z.array(stepSchema),
      doubt: z
        .array(z.object({ time: z.number(), low: z.number(), high: z.number() }))
        .meta({ description: 'How far uncertain dates may move the curve.' }),
    }),
  ),
  hazard_by_age: z.array(hazardSchema.extend({ from: z.number(), to: z.number() })),
  hazard_by_year: z.array(hazardSchema.extend({ year: z.int() })),
})

type Survival = z.infer<typeof survivalSchema>

export function describeSurvival(standing: Standing, { by, rule }: SurvivalQuery, answer: SurvivalAnswer): Survival {
  return {
    by: by ?? null,
    rule: rule.id,
    covers: standing.coverage ?? null,
    confidence: 0.95,
    curves: answer.curves.map(({ value, curve, doubt, leftOut }) => ({
      value: value ?? null,
      label: by && value !== undefined ? labelOf(standing, by, value) : null,
      rows: curve.rows,
      ended: curve.ended,
      left_out: leftOut,
      median: curve.median,
      steps: curve.steps.map(({ time, atRisk, ended, censored, survival, low, high }) => ({
        time, at_risk: atRisk, ended, censored, survival, low, high,
      })), // prettier-ignore
      doubt: doubt.map(({ time, low, high }) => ({ time, low, high })),
    })),
    hazard_by_age: answer.byAge.map(({ from, to, ...hazard }) => ({ from, to, ...describeHazard(hazard) })),
    hazard_by_year: answer.byYear.map(({ year, ...hazard }) => ({ year, ...describeHazard(hazard) })),
  }
}

function describeHazard({ atRisk, ended, share, low, high, isSmall }: Hazard): z.infer<typeof hazardSchema> {
  return { at_risk: atRisk, ended, share, low, high, is_small: isSmall }
}

type SurvivalRow = Pick<Survival['curves'][number], 'value' | 'label'> & z.infer<typeof stepSchema>

export function rowsOfSurvival(standing: Standing, query: SurvivalQuery, answer: SurvivalAnswer): SurvivalRow[] {
  const { curves } = describeSurvival(standing, query, answer)
  return curves.flatMap(({ value, label, steps }) => steps.map((step) => ({ value, label, ...step })))
}

export const survivalColumns: readonly TableColumn<SurvivalRow>[] = [
  { name: 'part', value: ({ value }) => value },
  { name: 'label_sv', value: ({ label }) => label?.sv ?? null },
  { name: 'label_en', value: ({ label }) => label?.en ?? null },
  { name: 'time', value: ({ time }) => time },
  { name: 'at_risk', value: (step) => step.at_risk },
  { name: 'ended', value: ({ ended }) => ended },
  { name: 'censored', value: ({ censored }) => censored },
  { name: 'survival', value: ({ survival }) => survival },
  { name: 'low', value: ({ low }) => low },
  { name: 'high', value: ({ high }) => high },
]
