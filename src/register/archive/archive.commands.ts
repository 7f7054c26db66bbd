// Fills an empty register with what an edition holds: facts with all their versions, revisions as they were.
import { sql } from 'kysely'
import { insertFile, type KeptFile } from '#evidence/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { insertRows } from '#platform/db/versions.ts'
import { announceRevision, latestRevision, lockRevisions } from '../changesets/changeset.queries.ts'
import { deriveAll } from '../cooperations/derivation.commands.ts'
import { archiveColumns, type ArchiveRows, type ArchiveTable } from './archive.rules.ts'

export type Restored = { ok: true; revision: number; rows: number } | { ok: false; refusal: 'not-empty' }

/** All or nothing, with the files of documents, which lie in the file store. A register that holds anything is left as it is. */
export function restoreArchive(
  database: Database,
  tables: readonly ArchiveRows[],
  files: readonly KeptFile[],
): Promise<Restored> {
  return database.write(async (tx) => {
    await lockRevisions(tx)
    if ((await latestRevision(tx)) > 0) return { ok: false, refusal: 'not-empty' }
    let rows = 0
    const changesets = tables.find(({ table }) => table.resource === 'changesets')?.rows ?? []
    const at = String(changesets.at(-1)?.recorded_at ?? new Date(0).toISOString())
    for (const file of files) await insertFile(tx, file, new Date(at))
    for (const { table, rows: own } of tables) {
      const whole = own.map((row) => ({ ...row, ...table.restored?.(row, at) }))
      const also = Object.keys(table.restored?.({}, at) ?? {})
      await insertRows(tx, table.table, [...archiveColumns(table), ...also], whole)
      if (table.isNumbered && own.length > 0) await goOnNumbering(tx, table)
      rows += own.length
    }
    await deriveAll(tx)
    const revision = await latestRevision(tx)
    await announceRevision(tx, revision)
    return { ok: true, revision, rows }
  })
}

/** What comes next gets the next number. */
async function goOnNumbering(tx: Tx, { table }: ArchiveTable): Promise<void> {
  await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(
    tx,
  )
}
