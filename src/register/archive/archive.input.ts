// Reads the tables of an edition back, each cell by the type that its column has, and says every fault with file and line.
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import type { FactRow } from '#platform/db/versions.ts'
import { resourceSchemas, type Fault } from '../packages/package.input.ts'
import type { ArchiveField, ArchiveResource } from './archive.queries.ts'
import { archiveTables, type ArchiveRows } from './archive.rules.ts'

export type ReadArchive = { tables: ArchiveRows[]; faults: Fault[] }

type ReadRecord = { record: Record<string, string>; info: { lines: number } }

type Read = Record<ArchiveField['type'], (cell: string) => FactRow[string] | undefined>

const read: Read = {
  string: (cell) => cell,
  integer: (cell) => (/^-?\d+$/.test(cell) ? Number(cell) : undefined),
  number: (cell) => (/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : undefined),
  boolean: () => undefined,
  date: (cell) => (/^\d{4}-\d{2}-\d{2}$/.test(cell) ? cell : undefined),
  datetime: (cell) => (Number.isNaN(Date.parse(cell)) ? undefined : cell),
}

/**
 * `folder` holds one CSV file a table. It never throws for a fault of the files: the faults are in the answer.
 */
export async function readArchive(folder: string, resources: readonly ArchiveResource[]): Promise<ReadArchive> {
  const faults: Fault[] = []
  const tables: ArchiveRows[] = []
  for (const table of archiveTables) {
    const rows: FactRow[] = []
    for await (const row of readArchiveRows(folder, table.resource, resources, faults)) rows.push(row)
    tables.push({ table, rows })
  }
  return { tables, faults }
}

/** Editions that were made before there were these tables have no file of them. */
const addedLater: readonly string[] = [
  'actor_redirects', 'documents', 'passages', 'coding_rounds', 'coding_coders', 'coding_units', 'codings', 'adjudications',
] // prettier-ignore

/** The rows of one table as they are read, so that no file need be held whole. Adds to `faults` what is wrong with them. */
export async function* readArchiveRows(
  folder: string,
  resource: string,
  resources: readonly ArchiveResource[],
  faults: Fault[],
): AsyncGenerator<FactRow> {
  const file = `${resource}.csv`
  const path = join(folder, file)
  if (addedLater.includes(resource) && !existsSync(path)) return
  const fields = resources.find((one) => one.resource === resource)?.fields ?? []
  const isFact = factSchemaOf(resource)
  const parser = parse({ columns: true, info: true, bom: true, skip_empty_lines: true })
  try {
    // What fails in either stream fails the reading below; the callback has nothing to add.
    const records: AsyncIterable<ReadRecord> = pipeline(createReadStream(path), parser, () => {})
    for await (const { record, info } of records)
      yield readRow(record, fields, (fault) => faults.push({ file, line: info.lines, ...fault }), isFact)
  } catch (error) {
    faults.push({ file, message: error instanceof Error ? error.message : String(error) })
  }
}

function readRow(
  record: Record<string, string>,
  fields: readonly ArchiveField[],
  tell: (fault: { column: string; message: string }) => void,
  isFact: ReturnType<typeof factSchemaOf>,
): FactRow {
  const row: FactRow = {}
  for (const { name, type } of fields) {
    const cell = record[name]
    if (cell === undefined) tell({ column: name, message: 'is missing' })
    const value = cell ? read[type](cell) : null
    if (value === undefined) tell({ column: name, message: `is no ${type}: “${cell}”` })
    row[name] = value ?? null
  }
  for (const { path, message } of isFact?.(record) ?? []) tell({ column: String(path[0] ?? ''), message })
  return row
}

/** The rules that a row of a data package is held to, for the tables that packages have too. */
function factSchemaOf(resource: string) {
  const known = ['actors', 'actor_names', 'actor_redirects', 'cooperations', 'agreements', 'events', 'reasons', 'conflicts', 'statements', 'context_events', 'claims', 'sources', 'citations'] as const // prettier-ignore
  const name = known.find((one) => one === resource)
  if (!name) return undefined
  const schema = resourceSchemas[name]
  return (record: Record<string, string>) => {
    const cells = Object.fromEntries(Object.keys(schema.shape).map((column) => [column, record[column] || null]))
    return schema.safeParse(cells).error?.issues ?? []
  }
}
