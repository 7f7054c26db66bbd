// How are facts, their columns and their values named where somebody changes them?
import type { FactRow } from '#platform/db/versions.ts'
import type { TextKey } from '#platform/i18n/texts.ts'
import type { Actor, EditedResource } from '#register/index.ts'
import { actorName, dateInWords } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'

/** What is called how: the actors, as a census has them, and public sources by their identifiers. */
export type Known = {
  actors: { rows: readonly Pick<Actor, 'nameSv' | 'nameEn'>[]; codeOf: ReadonlyMap<string, number> }
  sources?: ReadonlyMap<string, string>
}

/** Columns that people see, and the schemes of those that hold codes. */
const columns = {
  home: null,
  counterpart: null,
  country: null,
  kind: null,
  layer: 'layer',
  code: 'reason',
  stance: null,
  designation: null,
  designation_lang: null,
  standing: 'standing',
  date: null,
  signed: null,
  agreement: null,
  parent: null,
  name: null,
  lang: null,
  type: 'name_type',
  from_actor: null,
  to_actor: null,
  subject_id: null,
  scb_code: null,
  gbt2260: null,
  iso3166_2: null,
  county: null,
  initiator: 'initiator',
  formality: 'formality',
  rank: 'rank',
  term: 'term',
  renewal_months: null,
  notice_months: null,
  body_sv: null,
  body_en: null,
  diary_number: null,
  stated_by_sv: null,
  stated_by_en: null,
  title: null,
  author: null,
  publisher: null,
  container: null,
  url: null,
  accessed: null,
  language: null,
  visibility: 'visibility',
  name_sv: null,
  name_en: null,
  name_local: null,
  name_romanised: null,
  lat: null,
  lon: null,
  source: null,
  locator: null,
  title_sv: null,
  title_en: null,
  says_sv: null,
  says_en: null,
  value: null,
  ruling_sv: null,
  ruling_en: null,
  note_sv: null,
  note_en: null,
} as const satisfies Record<string, string | null>

export type ShownColumn = keyof typeof columns

const kindSchemes: Partial<Record<EditedResource, string>> = {
  actors: 'actor_kind',
  cooperations: 'cooperation_kind',
  events: 'event_kind',
  sources: 'source_kind',
}

/** The columns of a row that people see, in the order of pages. The others say what a fact hangs on. */
export function shownColumns(row: FactRow): ShownColumn[] {
  return (Object.keys(columns) as ShownColumn[]).filter((column) => Object.hasOwn(row, column))
}

export function columnLabel(column: string, { t }: Words, resource?: EditedResource): string {
  // An agreement stands on another; an actor lies in one.
  if (resource === 'actors' && column === 'parent') return t('proposals.column.lies-in')
  return Object.hasOwn(columns, column) ? t(`proposals.column.${column}` as TextKey) : column
}

export function schemeOf(resource: EditedResource, column: string): string | null {
  if (column === 'kind') return kindSchemes[resource] ?? null
  if (column === 'stance') return resource === 'citations' ? 'fact_stance' : 'stance'
  return Object.hasOwn(columns, column) ? columns[column as ShownColumn] : null
}

/** A value as people read it; undefined where there is none. */
export function valueInWords(
  resource: EditedResource,
  column: string,
  value: FactRow[string] | undefined,
  words: Words,
  known: Known,
): string | undefined {
  if (value === null || value === undefined) return undefined
  const text = String(value)
  const scheme = schemeOf(resource, column)
  if (scheme) return words.vocabulary.label(scheme, text)
  if (column === 'country') return words.vocabulary.country(text)
  if (column === 'county') return words.vocabulary.county(text)
  if (resource === 'actor_redirects' && column === 'kind')
    return words.t(`proposals.redirect.${text as 'merged' | 'split'}`)
  if (resource === 'actors' && column === 'parent') return nameOfActor(text, words, known)
  if (['date', 'signed'].includes(column)) return dateInWords(text, words.t, words.language)
  if (['home', 'counterpart', ...namedBeside].includes(column)) return nameOfActor(text, words, known)
  if (column === 'source') return known.sources?.get(text) ?? text
  if (['agreement', 'parent'].includes(column)) return text.slice(text.indexOf('.') + 1)
  return text
}

/** Columns that name facts of which there may be two of one name: the identifier stands beside it. */
export const namedBeside: readonly string[] = ['from_actor', 'to_actor', 'subject_id']

function nameOfActor(id: string, { language }: Words, { actors }: Known): string {
  const actor = actors.rows[actors.codeOf.get(id) ?? -1]
  return actor ? actorName(actor, language) : id
}

/** “Event: Ended, 2020”. */
export function factInWords(resource: EditedResource, row: FactRow, words: Words, known: Known): string {
  const { t } = words
  return t('proposals.fact', { sort: t(`proposals.sort.${resource}`), name: factName(resource, row, words, known) })
}

/** “Ended, 2020”. */
export function factName(resource: EditedResource, row: FactRow, words: Words, known: Known): string {
  const { vocabulary, language } = words
  const own = (column: string) => valueInWords(resource, column, row[column], words, known)
  const inLanguage = (column: string) => own(`${column}_${language}`)
  const names: Record<EditedResource, (string | undefined)[]> = {
    actors: [inLanguage('name')],
    actor_names: [own('name'), nameOfActor(String(row.actor), words, known)],
    actor_redirects: [`${own('from_actor')} → ${own('to_actor')}`],
    cooperations: [`${own('home')} – ${own('counterpart')}`, own('kind')],
    agreements: [own('layer'), own('signed')],
    events: [own('kind'), own('date')],
    reasons: [own('code')],
    conflicts: [inLanguage('title')],
    statements: [inLanguage('says')],
    sources: [own('title') ?? own('publisher') ?? own('author') ?? vocabulary.label('source_kind', String(row.kind))],
    citations: [own('source'), own('locator')],
  }
  return names[resource].filter(Boolean).join(', ')
}
