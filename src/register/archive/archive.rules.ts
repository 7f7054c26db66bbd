// What of the register goes into an edition, and comes back from it: each table with the columns that anybody may read.
import { citationTable, sourceTable } from '#evidence/index.ts'
import type { FactRow } from '#platform/db/versions.ts'

/** `versions`: facts with the revisions from and to which they were held; otherwise rows that are as they are. */
export type ArchiveTable = {
  /** The resource of the data package, and the name of its file. */
  resource: string
  /** Schema-qualified name in the database. */
  table: string
  key: readonly string[]
  columns: readonly string[]
  versions: boolean
  /** Its rows have numbers that the database gives, in `id`. */
  isNumbered?: true
  /** What a row must have that is not for everybody, as a rebuilt register has it; `at` is the moment of the latest revision. */
  restored?: (row: FactRow, at: string) => Record<string, string | number | boolean | null>
}

export type ArchiveRows = { table: ArchiveTable; rows: FactRow[] }

const notes = ['note_sv', 'note_en'] as const

function facts(resource: string, name: string, columns: readonly string[], key: readonly string[] = ['id']) {
  const table = name.includes('.') ? name : `register.${name}`
  return { resource, table, key, columns: [...columns], versions: true } as const
}

function plain(resource: string, name: string, key: readonly string[], columns: readonly string[]) {
  return { resource, table: `register.${name}`, key, columns, versions: false } as const
}

/** Who has dissented, pointed out or coded leaves the register nowhere; each stays somebody of their own. */
const unnamed = (own: string | number | null | undefined) => ({ person: `restored/${own}` })

const coded = (resource: string, name: string, key: readonly string[], columns: readonly string[]) =>
  plain(resource, name, ['round', ...key], ['round', ...columns])

const meaning = ['label', 'definition', 'example', 'includes', 'excludes'].flatMap((one) => [`${one}_sv`, `${one}_en`])

/** In the order in which they can be written: what others refer to comes first. */
export const archiveTables: readonly ArchiveTable[] = [
  plain('changesets', 'changeset', ['revision'], ['revision', 'recorded_at', 'kind', 'dataset', 'author', 'message_sv', 'message_en', 'added', 'changed', 'withdrawn']),
  { resource: 'datasets', table: 'register.dataset', key: ['id', 'recorded_from'], columns: ['id', 'title_sv', 'title_en', 'version', 'licence', 'covers_from', 'covers_to', 'fingerprint', 'recorded_from', 'recorded_to'], versions: false },
  plain('countries', 'country', ['code'], ['code', 'alpha3', 'numeric', 'name_sv', 'name_en', 'm49_region_code', 'm49_region_sv', 'm49_region_en', 'm49_subregion_code', 'm49_subregion_sv', 'm49_subregion_en']),
  plain('counties', 'county', ['country', 'code'], ['country', 'code', 'name_sv', 'name_en', 'iso3166_2']),
  plain('regimes', 'regime', ['country', 'from_year'], ['country', 'from_year', 'to_year', 'regime']),
  plain('codebook', 'code', ['scheme', 'code'], ['scheme', 'code', ...meaning, 'sort']),
  plain('codebook_versions', 'codebook_version', ['number'], ['number', 'state', ...notes, 'created_at', 'published_at', 'revision']),
  plain('codebook_entries', 'codebook_entry', ['version', 'scheme', 'code'], ['version', 'scheme', 'code', ...meaning, 'sort', 'edits']),
  facts('actors', 'actor', ['id', 'kind', 'country', 'parent', 'name_sv', 'name_en', 'name_local', 'name_romanised', 'sort_name', 'scb_code', 'gbt2260', 'iso3166_2', 'county', 'lat', 'lon']),
  facts('actor_names', 'actor_name', ['actor', 'name', 'lang', 'type', ...notes], ['actor', 'name']),
  facts('actor_redirects', 'actor_redirect', ['id', 'kind', 'from_actor', 'to_actor']),
  facts('cooperations', 'cooperation', ['id', 'home', 'counterpart', 'kind', 'designation', 'designation_lang', 'standing', 'appendix_row', ...notes]),
  facts('agreements', 'agreement', ['id', 'cooperation', 'layer', 'designation', 'designation_lang', 'signed', 'term', 'renewal_months', 'notice_months', 'parent', ...notes]),
  facts('events', 'event', ['id', 'cooperation', 'agreement', 'kind', 'date', 'initiator', 'formality', 'rank', 'body_sv', 'body_en', 'diary_number', ...notes]),
  facts('reasons', 'reason', ['id', 'event', 'code', 'stance', 'stated_by_sv', 'stated_by_en', ...notes]),
  facts('conflicts', 'conflict', ['id', 'subject_table', 'subject_id', 'title_sv', 'title_en', 'ruling_sv', 'ruling_en']),
  facts('statements', 'statement', ['id', 'conflict', 'says_sv', 'says_en', 'value', 'rank', 'source', 'locator', 'event']),
  { ...facts('dissents', 'dissent', ['id', 'conflict', 'ruling', 'says', 'language', 'author']), restored: ({ id }) => unnamed(id) },
  facts('context_events', 'context_event', ['id', 'date', 'title_sv', 'title_en', ...notes, 'source', 'locator']),
  facts('claims', 'claim', ['id', 'theme', 'locator', 'claim_sv', 'claim_en', 'stated', 'comparison', 'unit', 'measure', 'parameters', 'not_computable_sv', 'not_computable_en']),
  facts('sources', sourceTable.name, sourceTable.columns),
  facts('citations', citationTable.name, citationTable.columns, ['dataset', 'id']),
  { resource: 'documents', table: 'evidence.document', key: ['id'], versions: false, isNumbered: true,
    columns: ['id', 'source', 'file', 'name', 'origin', 'url', 'organisation', 'handed_in_at', 'recorded_from'],
    restored: () => ({ state: 'accepted', visibility: 'public' }) },
  { resource: 'passages', table: 'evidence.passage', key: ['id'], versions: false, isNumbered: true,
    columns: ['id', 'document', 'page', 'quote', 'citation', 'fact_id', 'recorded_from', 'recorded_to'],
    restored: ({ id }, at) => ({ ...unnamed(id), added_at: at }) },
  { ...plain('coding_rounds', 'coding_round', ['id'], ['id', 'title', 'instructions', 'language', 'scheme', 'codebook_version', 'closed_at', 'adjudicated_at']),
    isNumbered: true, restored: ({ id, closed_at = null }) => ({ ...unnamed(id), state: 'adjudicated', is_public: true, created_at: closed_at }) },
  { ...coded('coding_coders', 'coding_coder', ['number'], ['number']), restored: ({ number }, at) => ({ ...unnamed(number), finished_at: at }) },
  coded('coding_units', 'coding_unit', ['position'], ['position', 'fact_id', 'source', 'locator']),
  { ...coded('codings', 'coding', ['position', 'coder'], ['position', 'coder', 'place', 'code', 'source', 'locator']),
    restored: ({ code }, at) => ({ missing: code === null ? '–' : null, coded_at: at }) },
  { ...coded('adjudications', 'adjudication', ['position'], ['position', 'code']), restored: ({ round }, at) => ({ ...unnamed(round), note: '–', at }) },
] // prettier-ignore

/** Every column of a resource, in the order of its file. */
export function archiveColumns({ columns, versions }: ArchiveTable): readonly string[] {
  return versions ? [...columns, 'dataset', 'recorded_from', 'recorded_to'] : columns
}

/** The columns that tell a row from all others. */
export function archiveKey({ key, versions }: ArchiveTable): readonly string[] {
  return versions ? [...key, 'recorded_from'] : key
}
