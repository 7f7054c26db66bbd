// Published rounds of coding as they leave through the API: no names, no remarks, no times of coders.
import { z } from 'zod'
import type { CodingRound, unitsOf } from '#register/index.ts'
import type { Base } from './item.rules.ts'

export const codingRoundSchema = z.object({
  id: z.int(),
  title: z.string(),
  language: z.enum(['sv', 'en']),
  scheme: z.string(),
  codebook_version: z.int(),
  units: z.int(),
  closed_at: z.iso.datetime().nullable(),
  adjudicated_at: z.iso.datetime().nullable(),
  url: z.url().meta({ description: 'Page with the measures of agreement.' }),
})

export const codingRoundWithCodesSchema = codingRoundSchema.extend({
  instructions: z.string().nullable(),
  coded: z.array(
    z.object({
      unit: z.int(),
      fact: z.string().meta({ description: 'The event or cooperation that was coded.' }),
      source: z.string().nullable(),
      locator: z.string().nullable(),
      result: z
        .enum(['code', 'none', 'open'])
        .meta({ description: 'none: it cannot be coded; open: nobody has decided.' }),
      code: z.string().nullable().meta({ description: 'The code that holds.' }),
      codings: z.array(
        z.object({
          coder: z.int().meta({ description: 'A number within the round.' }),
          place: z.int().meta({ description: 'At which place the coder came to the unit.' }),
          code: z.string().nullable().meta({ description: 'null: it cannot be coded.' }),
        }),
      ),
    }),
  ),
})

export function describeRound({ url }: Base, round: CodingRound): z.infer<typeof codingRoundSchema> {
  const { id, title, language, scheme, codebookVersion, units, closedAt, adjudicatedAt } = round
  return {
    id,
    title,
    language,
    scheme,
    codebook_version: codebookVersion,
    units,
    closed_at: closedAt?.toISOString() ?? null,
    adjudicated_at: adjudicatedAt?.toISOString() ?? null,
    url: `${url}/coding/${id}`,
  }
}

type CodedUnit = ReturnType<typeof unitsOf>[number]

export function describeCodedUnit({
  unit,
  codings,
  result,
}: CodedUnit): z.infer<typeof codingRoundWithCodesSchema>['coded'][number] {
  // prettier-ignore
  return {
    unit: unit.position,
    fact: unit.factId,
    source: unit.source,
    locator: unit.locator,
    result: result.kind,
    code: result.kind === 'code' ? result.code : null,
    codings: codings.map(({ coder, place, code }) => ({ coder, place, code })),
  }
}
