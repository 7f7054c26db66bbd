/**
 * Tables as one SQLite file, which says in itself what its columns mean. The same rows give the same bytes: nothing of
 * when or where it was made goes in.
 */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { makeSqliteFile } from '#platform/files/sqlite-file.ts'
import type { Cell, ColumnType, Row, TableDescription } from './public-table.rules.ts'

export type FilledTable = { table: TableDescription; pages: AsyncIterable<readonly Row[]> }

/** Bytes of the file, which is made in the folder for temporary files and removed when they have been read or given up. */
export async function* sqliteBytes(tables: readonly FilledTable[]): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-sqlite-'))
  try {
    const path = join(folder, 'samband.sqlite')
    await makeSqliteFile(path, (file) => fillTables(file, tables))
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fillTables(file: DatabaseSync, tables: readonly FilledTable[]): Promise<void> {
  file.exec(`create table column_meanings (
    "table" text not null, "column" text not null, type text not null, meaning_sv text not null,
    meaning_en text not null, codes text, refers_to text, primary key ("table", "column"))`)
  const describe = file.prepare('insert into column_meanings values (?, ?, ?, ?, ?, ?, ?)')
  for (const { table } of tables) {
    file.exec(createTable(table))
    for (const { name, type, meaning, codes = null, refersTo = null } of table.columns)
      describe.run(table.name, name, type, meaning.sv, meaning.en, codes, refersTo)
  }
  for (const { table, pages } of tables) {
    const places = table.columns.map(() => '?').join()
    const insert = file.prepare(`insert into ${quoted(table.name)} values (${places})`)
    for await (const rows of pages) for (const row of rows) insert.run(...row.map(bound))
  }
}

const affinity: Record<ColumnType, string> = {
  string: 'text',
  edtf: 'text',
  url: 'text',
  day: 'text',
  instant: 'text',
  integer: 'integer',
  boolean: 'integer',
  number: 'real',
}

function createTable({ name, columns, key }: TableDescription): string {
  const lines = columns.map(
    (column) => `${quoted(column.name)} ${affinity[column.type]}${column.isNullable ? '' : ' not null'}`,
  )
  return `create table ${quoted(name)} (${[...lines, `primary key (${key.map(quoted).join(', ')})`].join(', ')})`
}

function quoted(name: string): string {
  return `"${name}"`
}

/** SQLite has no booleans: 1 and 0. */
function bound(cell: Cell): string | number | null {
  return typeof cell === 'boolean' ? Number(cell) : cell
}
