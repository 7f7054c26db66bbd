// Rebuilds a register from an edition alone.
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import type { Database } from '#platform/db/database.ts'
import { checkBag, type BagFault } from '#platform/files/bag.ts'
import { readBagFolder } from '#platform/files/bag-folder.ts'
import { describeArchive, readArchive, restoreArchive, type Fault } from '#register/index.ts'
import { editionFile, readEdition, type Edition } from './edition.rules.ts'

export type RestoredEdition =
  | { ok: true; edition: Edition; revision: number; rows: number }
  /** `damaged`: it is no whole edition. `unreadable`: its tables have faults. `not-empty`: the register holds something. */
  | { ok: false; refusal: 'damaged'; faults: BagFault[] }
  | { ok: false; refusal: 'unreadable'; faults: Fault[] }
  | { ok: false; refusal: 'no-edition' | 'not-empty' }

/** Fills the empty register of the database, at the newest schema, from the folder; nothing is written where that fails. */
export async function restoreEdition(database: Database, folder: string): Promise<RestoredEdition> {
  const { faults } = await checkBag(await readBagFolder(folder))
  if (faults.length > 0) return { ok: false, refusal: 'damaged', faults }
  const edition = readEdition(await readFile(join(folder, editionFile), 'utf8').catch(() => ''))
  if (!edition) return { ok: false, refusal: 'no-edition' }
  const archive = await readArchive(join(folder, 'data/package'), await describeArchive(database.reader))
  if (archive.faults.length > 0) return { ok: false, refusal: 'unreadable', faults: archive.faults }
  const restored = await restoreArchive(database, archive.tables)
  return restored.ok ? { ...restored, edition } : restored
}
