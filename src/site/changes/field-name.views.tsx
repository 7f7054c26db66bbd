// What is a column of a fact called?
import type { Words } from '../frame/frame.views.tsx'

const columns = [
  'accessed', 'actor', 'agreement', 'appendix_row', 'author', 'body', 'claim', 'code', 'comparison', 'conflict',
  'container', 'cooperation', 'counterpart', 'country', 'county', 'covers_from', 'covers_to', 'date', 'designation',
  'designation_lang', 'diary_number', 'event', 'fact_id', 'fact_table', 'formality', 'from_actor', 'gbt2260', 'home', 'initiator',
  'iso3166_2', 'kind', 'lang', 'language', 'lat', 'layer', 'licence', 'locator', 'lon', 'measure', 'name', 'name_local',
  'name_romanised', 'not_computable', 'note', 'notice_months', 'parameters', 'parent', 'publisher', 'rank',
  'renewal_months', 'ruling', 'says', 'scb_code', 'signed', 'sort_name', 'source', 'stance', 'standing', 'stated',
  'stated_by', 'subject_id', 'subject_table', 'term', 'theme', 'title', 'to_actor', 'type', 'unit', 'url', 'value', 'version',
  'visibility',
] as const // prettier-ignore

/** “note (Swedish)”: texts are held in both languages, and either may change. */
export function fieldName(column: string, { t }: Words): string {
  const [, bare = column, language] = /^(.*)_(sv|en)$/.exec(column) ?? []
  const known = columns.find((each) => each === bare)
  const name = known ? t(`site.field.${known}`) : bare
  return language === 'sv' || language === 'en' ? t(`site.changes.in-${language}`, { name }) : name
}
