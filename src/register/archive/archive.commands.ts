// Fills an empty register with what an edition holds: facts with all their versions, revisions as they were.
import type { Database } from '#platform/db/database.ts'
import { insertRows, type FactRow } from '#platform/db/versions.ts'
import { announceRevision, latestRevision, lockRevisions } from '../changesets/changeset.queries.ts'
import { deriveAll } from '../cooperations/derivation.commands.ts'
import { archiveColumns, type ArchiveRows } from './archive.rules.ts'

export type Restored = { ok: true; revision: number; rows: number } | { ok: false; refusal: 'not-empty' }

/** All or nothing. A register that holds anything is left as it is. */
export function restoreArchive(database: Database, tables: readonly ArchiveRows[]): Promise<Restored> {
  return database.write(async (tx) => {
    await lockRevisions(tx)
    if ((await latestRevision(tx)) > 0) return { ok: false, refusal: 'not-empty' }
    let rows = 0
    for (const { table, rows: own } of tables) {
      const columns = archiveColumns(table)
      if (table.resource === 'dissents') await insertRows(tx, table.table, [...columns, 'person'], own.map(unnamed))
      else await insertRows(tx, table.table, columns, own)
      rows += own.length
    }
    await deriveAll(tx)
    const revision = await latestRevision(tx)
    await announceRevision(tx, revision)
    return { ok: true, revision, rows }
  })
}

/** Who has dissented leaves the register nowhere; each stays somebody of their own. */
function unnamed(row: FactRow): FactRow {
  return { ...row, person: `restored/${row.id}` }
}
