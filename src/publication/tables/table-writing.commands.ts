/** Writes tables in any of the forms in which they are given away: one, or all of them together. */
import { parquetBytes } from './parquet-table.commands.ts'
import type { Row, TableDescription } from './public-table.rules.ts'
import { linkedText } from './linked-table.rules.ts'
import { sqliteBytes, type FilledTable } from './sqlite-table.commands.ts'
import type { TableFormat, ZippedFormat } from './table-format.rules.ts'
import { describeTable, publicTables, tableNames } from './table-list.rules.ts'
import { readTable, type TableReading } from './table-reading.queries.ts'
import { csvwOfAll, dataPackage, type Whole } from './table-schema.rules.ts'
import { csvText, jsonText, ndjsonText } from './text-table.rules.ts'
import { xlsxBytes } from './xlsx-table.commands.ts'
import { zipBytes, type ZipEntry } from './zip-tables.commands.ts'

type Pieces = AsyncIterable<string | Uint8Array>

/** `url` is where permanent addresses begin: linked data names its rows by them. */
export function writeTable(
  format: TableFormat,
  table: TableDescription,
  pages: AsyncIterable<readonly Row[]>,
  { url }: { url: string },
): Pieces {
  switch (format) {
    case 'csv':
      return csvText(table, pages)
    case 'ndjson':
      return ndjsonText(table, pages)
    case 'json':
      return jsonText(table, pages)
    case 'jsonld':
      return linkedText(table, pages, url)
    case 'parquet':
      return parquetBytes(table, pages)
    case 'sqlite':
      return sqliteBytes([{ table, pages }])
    case 'xlsx':
      return inOnePiece(() => xlsxBytes([{ table, pages }]))
  }
}

async function* inOnePiece(make: () => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield await make()
}

/** Every public table with its rows. */
export function filledTables(reading: TableReading): FilledTable[] {
  return tableNames.map((name) => ({ table: describeTable(name), pages: readTable(reading, name) }))
}

/** Every public table in one SQLite file or workbook, or in a zip of files; CSV with what describes it to programs. */
export function writeWhole(
  format: 'sqlite' | 'xlsx' | `${ZippedFormat}.zip`,
  reading: TableReading,
  whole: Whole,
): Pieces {
  if (format === 'sqlite') return sqliteBytes(filledTables(reading))
  if (format === 'xlsx') return inOnePiece(() => xlsxBytes(filledTables(reading)))
  const inZip = format.slice(0, -'.zip'.length) as ZippedFormat
  return zipBytes(entriesOf(inZip, reading, whole), whole.recordedAt)
}

function* entriesOf(format: ZippedFormat, reading: TableReading, whole: Whole): Generator<ZipEntry> {
  if (format === 'csv') {
    yield { path: 'datapackage.json', pieces: jsonPiece(dataPackage(publicTables, whole)) }
    yield { path: 'csv-metadata.json', pieces: jsonPiece(csvwOfAll(publicTables, whole)) }
  }
  for (const { table, pages } of filledTables(reading))
    yield { path: `${table.name}.${format}`, pieces: writeTable(format, table, pages, whole) }
}

// oxlint-disable-next-line require-await -- a piece among others that have to be waited for
async function* jsonPiece(value: object): AsyncGenerator<string> {
  yield `${JSON.stringify(value, null, 2)}\n`
}
