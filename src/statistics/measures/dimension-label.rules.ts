// What is a value of a split called?
import { none, type Census, type Vocabulary } from '#register/index.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Dimension } from './dimension.rules.ts'

/** The scheme of the codebook that names the values; the others are places. */
const schemes = {
  kind: 'cooperation_kind',
  home_kind: 'actor_kind',
  level: 'actor_kind',
  regime: 'regime',
  reason: 'reason',
  initiator: 'initiator',
  formality: 'formality',
} as const

/** The label in one language; undefined for `none`, which is no value. An unknown value shows as itself. */
export function labelOfValue(
  dimension: Dimension,
  value: string,
  { census, vocabulary, language }: { census: Census; vocabulary: Vocabulary; language: Language },
): string | undefined {
  if (value === none) return undefined
  if (dimension === 'county') return vocabulary.county(value)
  if (dimension === 'counterpart_country') return vocabulary.country(value)
  if (dimension === 'region') return vocabulary.region(value)
  if (dimension !== 'province') return vocabulary.label(schemes[dimension], value)
  const actor = census.actors.rows[census.actors.codeOf.get(value) ?? -1]
  return (language === 'sv' ? actor?.nameSv : actor?.nameEn) ?? value
}
