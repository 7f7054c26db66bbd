// Words enough to read a question by, without a database.
import type { Vocabulary } from '#register/index.ts'

const schemes: Record<string, readonly string[]> = {
  cooperation_kind: ['twinning', 'municipal_partnership'],
  actor_kind: ['municipality', 'region', 'county_board'],
  reason: ['state_conduct', 'lack_of_activity'],
  regime: ['closed_autocracy', 'liberal_democracy'],
  initiator: ['home', 'counterpart'],
  formality: ['formal_decision', 'lapse'],
}
export const codesOf = (scheme: string) => schemes[scheme] ?? []
const words = {
  label_sv: '', label_en: '', definition_sv: '', definition_en: '', sort: 1, example_sv: null, example_en: null,
  includes_sv: null, includes_en: null, excludes_sv: null, excludes_en: null,
} // prettier-ignore
export const sampleVocabulary: Vocabulary = {
  codes: (scheme) => codesOf(scheme).map((code) => ({ scheme, code, ...words })),
  label: (_, code) => code,
  definition: () => '',
  country: (code) => code,
  county: (code) => code,
  region: (code) => code,
  regionOf: () => undefined,
  regions: ['150', '142'],
  hasCountry: (code) => code !== 'nowhere',
  hasCounty: (code) => code !== 'nowhere',
}
