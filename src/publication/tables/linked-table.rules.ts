// Rows as linked data: what a row is about has the permanent address of its page, and columns have the names that are in use
// elsewhere where there is one that means the same, otherwise their own in the dictionary.
import { jsonLdOf, prefixes, type GraphNode, type GraphValue } from './graph.rules.ts'
import type { Cell, ColumnType, Row, TableDescription } from './public-table.rules.ts'
import { termOf } from './table-schema.rules.ts'

type Named = (cell: (column: string) => string, key: string) => string

const cooperationOf = (id: string) => id.split('.')[0] ?? id
const withinCooperation: Named = (_, key) => `/cooperations/${cooperationOf(key)}#${key}`

/** Where what a row is about has its address. Rows of other tables have no name of their own. */
const addresses: Partial<Record<string, Named>> = {
  cooperations: (_, key) => `/cooperations/${key}`,
  agreements: withinCooperation,
  events: withinCooperation,
  reasons: withinCooperation,
  actors: (_, key) => `/actors/${key}`,
  sources: (_, key) => `/sources/${key}`,
  countries: (_, key) => `/countries/${key}`,
  conflicts: (_, key) => `/conflicts#${key}`,
  context_events: (_, key) => `/about#${key}`,
  codebook: (cell) => `/codebook#${cell('scheme')}.${cell('code')}`,
  changesets: (_, key) => `/changes/${key}`,
  datasets: (_, key) => `/data#dataset-${key}`,
  documents: (_, key) => `/documents/${key}`,
  codebook_versions: (_, key) => `/codebook/versions/${key}`,
  codebook_entries: (cell) => `/codebook/versions/${cell('version')}#${cell('scheme')}.${cell('code')}`,
  coding_rounds: (_, key) => `/coding/${key}`,
}

/** What rows are, in words that others use. */
const types: Partial<Record<string, readonly string[]>> = {
  actors: ['schema:GovernmentOrganization', 'foaf:Organization'],
  countries: ['schema:Country'],
  counties: ['schema:AdministrativeArea'],
  sources: ['schema:CreativeWork', 'dcterms:BibliographicResource'],
  events: ['schema:Event'],
  context_events: ['schema:Event'],
  codebook: ['skos:Concept'],
  datasets: ['dcat:Dataset'],
  documents: ['schema:DigitalDocument', 'foaf:Document'],
}

/** Names of columns that others use for the same; with a language, of texts in it. */
const known: Record<string, string> = {
  'actors.name_sv': 'schema:name',
  'actors.name_en': 'schema:name',
  'actors.name_local': 'schema:alternateName',
  'actors.name_romanised': 'schema:alternateName',
  'actors.lat': 'geo:lat',
  'actors.lon': 'geo:long',
  'actors.parent': 'schema:parentOrganization',
  'actors.url': 'schema:url',
  'cooperations.url': 'schema:url',
  'cooperations.designation': 'dcterms:title',
  'agreements.designation': 'dcterms:title',
  'agreements.cooperation': 'dcterms:isPartOf',
  'events.date': 'dcterms:date',
  'context_events.date': 'dcterms:date',
  'context_events.title_sv': 'dcterms:title',
  'context_events.title_en': 'dcterms:title',
  'sources.author': 'dcterms:creator',
  'sources.publisher': 'dcterms:publisher',
  'sources.title': 'dcterms:title',
  'sources.date': 'dcterms:date',
  'sources.language': 'dcterms:language',
  'sources.url': 'schema:url',
  'codebook.code': 'skos:notation',
  'codebook.label_sv': 'skos:prefLabel',
  'codebook.label_en': 'skos:prefLabel',
  'codebook.definition_sv': 'skos:definition',
  'codebook.definition_en': 'skos:definition',
  'countries.name_sv': 'schema:name',
  'countries.name_en': 'schema:name',
  'counties.name_sv': 'schema:name',
  'counties.name_en': 'schema:name',
  'datasets.title_sv': 'dcterms:title',
  'datasets.title_en': 'dcterms:title',
  'datasets.version': 'dcat:version',
  'documents.source': 'dcterms:isFormatOf',
  'documents.name': 'dcterms:title',
  'documents.media_type': 'dcterms:format',
  'documents.url': 'schema:url',
}

function iriOf(url: string, table: string, key: string): string | undefined {
  const address = addresses[table]
  return address && `${url}${address(() => '', encodeURIComponent(key))}`
}

/** What a row says, a statement for each cell that holds something. */
export function nodeOf(table: TableDescription, row: Row, url: string): GraphNode {
  const cell = (column: string) => String(row[table.columns.findIndex(({ name }) => name === column)] ?? '')
  const says = table.columns.flatMap((column, index): [string, GraphValue][] => {
    const value = row[index] ?? null
    if (value === null || column.name === 'id') return []
    const name = known[`${table.name}.${column.name}`]
    const remark = /^note_(?:sv|en)$/.test(column.name) ? 'rdfs:comment' : undefined
    return [[name ?? remark ?? termOf(url, table, column), valueOf(column, value, url)]]
  })
  const address = addresses[table.name]
  return {
    iri: address && `${url}${address(cell, encodeURIComponent(cell(table.key[0] ?? '')))}`,
    types: [...(types[table.name] ?? []), `${url}/data/dictionary#${table.name}`],
    says,
  }
}

const dataTypes: Partial<Record<ColumnType, string>> = { day: 'xsd:date', instant: 'xsd:dateTime', edtf: 'edtf:edtf' }

function valueOf(column: TableDescription['columns'][number], cell: Cell, url: string): GraphValue {
  const text = String(cell)
  if (column.codes) return { iri: `${url}/codebook#${column.codes}.${encodeURIComponent(text)}` }
  const referred = column.refersTo && iriOf(url, column.refersTo, text)
  if (referred) return { iri: referred }
  if (typeof cell === 'number') return { number: cell }
  if (typeof cell === 'boolean') return { truth: cell }
  const [, language] = /_(sv|en)$/.exec(column.name) ?? []
  if (language === 'sv' || language === 'en') return { text, language }
  if (column.type === 'url') return { iri: new URL(text).href }
  const type = dataTypes[column.type]
  return type ? { text, type } : { text }
}

/** A table as JSON-LD, a piece for each page of rows. */
export async function* linkedText(
  table: TableDescription,
  pages: AsyncIterable<readonly Row[]>,
  url: string,
): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(prefixes)},"@graph":[`
  let before = '\n'
  for await (const rows of pages) {
    yield before + rows.map((row) => JSON.stringify(jsonLdOf(nodeOf(table, row, url)))).join(',\n')
    before = ',\n'
  }
  yield '\n]}\n'
}
