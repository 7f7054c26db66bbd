// oEmbed 1.0 of type rich, as it leaves through the API.
import { z } from 'zod'
import type { Parameter } from './open-api-parameters.rules.ts'

export const oembedSchema = z.object({
  type: z.literal('rich'),
  version: z.literal('1.0'),
  title: z.string(),
  provider_name: z.string(),
  provider_url: z.string(),
  cache_age: z.int().meta({ description: 'Seconds that this answer may be kept.' }),
  html: z.string().meta({ description: 'An iframe, without script.' }),
  width: z.int().meta({ description: 'Pixels.' }),
  height: z.int().meta({ description: 'Pixels.' }),
})

export const embedParameters: readonly Parameter[] = [
  {
    name: 'url',
    description:
      'Address of a chart, of survival, of lifelines or a map of a list, of an actor, or of an embed of this site. With theme=light or theme=dark in it, so is the embed.',
    schema: { type: 'string', format: 'uri' },
    required: true,
  },
  { name: 'maxwidth', description: 'Pixels that there are.', schema: { type: 'integer', minimum: 1, maximum: 99_999 } },
  {
    name: 'maxheight',
    description: 'Pixels that there are.',
    schema: { type: 'integer', minimum: 1, maximum: 99_999 },
  },
  { name: 'format', description: 'Only json.', schema: { type: 'string', enum: ['json'], default: 'json' } },
]

type Embedded = { title: string; html: string; width: number; height: number; site: string; cachedSeconds: number }

export function describeEmbed(embedded: Embedded): z.infer<typeof oembedSchema> {
  const { title, html, width, height, site, cachedSeconds } = embedded
  return {
    type: 'rich',
    version: '1.0',
    title,
    provider_name: 'Samband',
    provider_url: site,
    cache_age: cachedSeconds,
    html,
    width,
    height,
  }
}
