// Writes the tables of an edition into one SQLite file. The same rows give the same bytes.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { makeSqliteFile } from '#platform/files/sqlite-file.ts'
import type { FactRow } from '#platform/db/versions.ts'
import type { ArchiveResource } from '#register/index.ts'

type Filled = { resource: ArchiveResource; rows: readonly FactRow[] }

const types: Readonly<Record<string, string>> = { integer: 'INTEGER', number: 'REAL' }

export async function writeSqlite(tables: readonly Filled[]): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'samband-edition-'))
  try {
    const path = join(folder, 'samband.sqlite')
    await makeSqliteFile(path, (file) => fillTables(file, tables))
    return await readFile(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function fillTables(file: DatabaseSync, tables: readonly Filled[]): void {
  file.exec('create table field (resource TEXT, name TEXT, type TEXT, description TEXT, primary key (resource, name)) strict') // prettier-ignore
  const describe = file.prepare('insert into field values (?, ?, ?, ?)')
  for (const { resource, rows } of tables) {
    const { resource: name, fields } = resource
    const columns = fields.map((field) => `"${field.name}" ${types[field.type] ?? 'TEXT'}`)
    file.exec(`create table "${name}" (${columns.join(', ')}) strict`)
    for (const field of fields) describe.run(name, field.name, field.type, field.description)
    const insert = file.prepare(`insert into "${name}" values (${fields.map(() => '?').join(', ')})`)
    for (const row of rows) insert.run(...fields.map((field) => row[field.name] ?? null))
  }
}
