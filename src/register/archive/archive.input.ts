// Reads the tables of an edition back, each cell by the type that its column has, and says every fault with file and line.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { FactRow } from '#platform/db/versions.ts'
import { resourceSchemas, type Fault } from '../packages/package.input.ts'
import type { ArchiveField, ArchiveResource } from './archive.queries.ts'
import { archiveTables, type ArchiveRows } from './archive.rules.ts'

export type ReadArchive = { tables: ArchiveRows[]; faults: Fault[] }

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
 * `folder` holds one CSV file a table; `only` names the resources to read, all unless given. It never throws for a fault of the files:
 * the faults are in the answer.
 */
export function readArchive(
  folder: string,
  resources: readonly ArchiveResource[],
  only?: readonly string[],
): ReadArchive {
  const faults: Fault[] = []
  const wanted = archiveTables.filter(({ resource }) => only?.includes(resource) ?? true)
  const tables = wanted.map((table) => {
    const fields = resources.find(({ resource }) => resource === table.resource)?.fields ?? []
    return { table, rows: readTable(join(folder, `${table.resource}.csv`), table.resource, fields, faults) }
  })
  return { tables, faults }
}

/** Editions that were made before there were these tables have no file of them. */
const addedLater: readonly string[] = [
  'actor_redirects', 'documents', 'passages', 'coding_rounds', 'coding_coders', 'coding_units', 'codings', 'adjudications',
] // prettier-ignore

function readTable(path: string, resource: string, fields: readonly ArchiveField[], faults: Fault[]): FactRow[] {
  const file = `${resource}.csv`
  if (addedLater.includes(resource) && !existsSync(path)) return []
  let records: { record: Record<string, string>; info: { lines: number } }[]
  try {
    records = parse(readFileSync(path, 'utf8'), { columns: true, info: true, bom: true, skip_empty_lines: true })
  } catch (error) {
    faults.push({ file, message: error instanceof Error ? error.message : String(error) })
    return []
  }
  const isFact = factSchemaOf(resource)
  return records.map(({ record, info: { lines: line } }) => {
    const row: FactRow = {}
    for (const { name, type } of fields) {
      const cell = record[name]
      if (cell === undefined) faults.push({ file, line, column: name, message: 'is missing' })
      const value = cell ? read[type](cell) : null
      if (value === undefined) faults.push({ file, line, column: name, message: `is no ${type}: “${cell}”` })
      row[name] = value ?? null
    }
    for (const { path: [column], message } of isFact?.(record) ?? [])
      faults.push({ file, line, column: String(column ?? ''), message })
    return row
  }) // prettier-ignore
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
