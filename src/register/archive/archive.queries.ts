// Reads what anybody may read of the register, with all versions of its facts. What rests on a source that is or ever was
// guarded goes out as it stands, without the place in it, and without what the register said of it before.
import { sql, type RawBuilder } from 'kysely'
import { listDocumentsAfter } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import { listColumns } from '#platform/db/dictionary.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { listCodingRounds } from '../coding/coding-round.queries.ts'
import { isPublished } from '../coding/coding-round.rules.ts'
import { archiveColumns, archiveKey, archiveTables, type ArchiveRows, type ArchiveTable } from './archive.rules.ts'

/** The type of a column in the words of Frictionless, and what the comment of the database says of it. */
export type ArchiveField = { name: string; type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime'; description: string } // prettier-ignore
export type ArchiveResource = ArchiveTable & { description: string; fields: ArchiveField[] }

/** Each table and its columns as the database describes them. */
export async function describeArchive(reader: Reader): Promise<ArchiveResource[]> {
  const described = Map.groupBy(await listColumns(reader), ({ schema, table }) => `${schema}.${table}`)
  return archiveTables.map((table) => {
    const columns = described.get(table.table) ?? []
    const fields = archiveColumns(table).map((name) => {
      const column = columns.find((one) => one.column === name)
      if (!column) throw new Error(`${table.table} has no column ${name}`)
      return { name, type: fieldType(column.type), description: column.comment ?? '' }
    })
    return { ...table, description: columns[0]?.tableComment ?? '', fields }
  })
}

function fieldType(type: string): ArchiveField['type'] {
  if (/^(?:integer|bigint|smallint)$/.test(type)) return 'integer'
  if (/^(?:double precision|real|numeric)/.test(type)) return 'number'
  if (type === 'timestamp with time zone') return 'datetime'
  return type === 'date' || type === 'boolean' ? type : 'string'
}

/** Every row of a table that is for everybody, in the order of its key. Instants are written by ISO 8601. */
export async function readArchiveTable(reader: Reader, table: ArchiveTable): Promise<ArchiveRows> {
  const columns = archiveColumns(table).map((column) => selected(table, column))
  // Numbers of cooperations decide in which order the program meets them.
  const order = table.resource === 'cooperations' ? ['no'] : archiveKey(table)
  const numbered = order.map((column) => inOrder(column, table))
  const { rows } = await sql<Record<string, FactRow[string] | Date>>`
    select ${sql.join(columns)} from ${sql.table(table.table)} t where ${await isForEverybody(reader, table)}
    order by ${sql.join(numbered)}`.execute(reader)
  return { table, rows: rows.map(withInstants) }
}

const numbers = ['no', 'number', 'version', 'revision', 'recorded_from', 'from_year', 'round', 'position', 'coder']

function inOrder(column: string, { isNumbered }: ArchiveTable): RawBuilder<unknown> {
  return numbers.includes(column) || (isNumbered && column === 'id')
    ? sql`t.${sql.ref(column)}`
    : sql`t.${sql.ref(column)} collate "C"`
}

function withInstants(row: Record<string, FactRow[string] | Date>): FactRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.toISOString() : value]),
  )
}

/** Sources that are or were guarded at any time. */
const guarded = sql`(select id from evidence.source where visibility <> 'public')`

/** The source that a fact rests on; the facts themselves are for everybody. */
function sourceOf({ resource }: ArchiveTable): RawBuilder<unknown> | undefined {
  if (resource === 'sources') return sql`t.id`
  return ['citations', 'statements', 'context_events'].includes(resource) ? sql`t.source` : undefined
}

async function isForEverybody(reader: Reader, table: ArchiveTable): Promise<RawBuilder<unknown>> {
  if (table.resource === 'documents') return sql`t.id = any(${await openDocuments(reader)}::int[])`
  // Of a source that was guarded once, what was said of it then is left out, as with citations.
  if (table.resource === 'passages')
    return sql`t.document = any(${await openDocuments(reader)}::int[]) and exists (
      select from evidence.citation c join evidence.document d on d.id = t.document and d.source = c.source
      where c.id = t.citation and c.fact_id = t.fact_id and (t.recorded_to is null or c.source not in ${guarded}))`
  if (table.resource === 'coding_rounds') return sql`t.id = any(${await openRounds(reader)}::int[])`
  if (table.columns[0] === 'round') return sql`t.round = any(${await openRounds(reader)}::int[])`
  if (table.resource === 'codebook_versions') return sql`t.state = 'published'`
  if (table.resource === 'codebook_entries')
    return sql`t.version in (select number from register.codebook_version where state = 'published')`
  const source = sourceOf(table)
  return source ? sql`(t.recorded_to is null or ${source} not in ${guarded})` : sql`true`
}

/** The numbers of documents that pages show to anybody. */
async function openDocuments(reader: Reader): Promise<number[]> {
  return (await listDocumentsAfter(reader, 0, mostNumbers, {})).map(({ id }) => id)
}

async function openRounds(reader: Reader): Promise<number[]> {
  return (await listCodingRounds(reader)).filter(isPublished).map(({ id }) => id)
}

/** As many as a number of the database can be. */
const mostNumbers = 2 ** 31 - 1

const saysNothing = ['id', 'source', 'kind', 'visibility', 'fact_table', 'fact_id', 'stance']
const ownWords = new Set(['locator', 'note_sv', 'note_en'])

function selected(table: ArchiveTable, column: string): RawBuilder<unknown> {
  const source = sourceOf(table)
  const plain = sql`t.${sql.ref(column)}`
  if (!source) return plain
  const isGuarded = sql`exists (select from evidence.source g where g.id = ${source} and g.recorded_to is null and g.visibility <> 'public')`
  if (column === 'recorded_from') {
    // When it came to be guarded is nobody's business: it begins where it has been guarded ever since.
    const since = sql`(select min(v.recorded_from) from evidence.source v where v.id = ${source} and v.recorded_from > coalesce(
      (select max(p.recorded_from) from evidence.source p where p.id = ${source} and p.visibility = 'public'), -1))`
    const own = table.resource === 'sources' ? since : sql`greatest(t.recorded_from, ${since})`
    return sql`case when ${isGuarded} then ${own} else t.recorded_from end as recorded_from`
  }
  const isWithheld =
    table.resource === 'sources'
      ? table.columns.includes(column) && !saysNothing.includes(column)
      : column === 'locator' || (table.resource === 'citations' && ownWords.has(column))
  return isWithheld ? sql`case when ${isGuarded} then null else ${plain} end as ${sql.ref(column)}` : plain
}
