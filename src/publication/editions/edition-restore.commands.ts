// Rebuilds a register from an edition alone.
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import type { Database } from '#platform/db/database.ts'
import { checkBag, type BagFault, type BagFiles } from '#platform/files/bag.ts'
import { readBagFolder } from '#platform/files/bag-folder.ts'
import { keepFile, type KeptFile } from '#evidence/index.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { UnreadableFileError } from '#platform/files/file-text.ts'
import {
  describeArchive,
  latestRevision,
  readArchive,
  restoreArchive,
  type ArchiveRows,
  type Fault,
} from '#register/index.ts'
import { documentIn } from './edition-package.rules.ts'
import { editionFile, readEdition, type Edition } from './edition.rules.ts'

export type RestoredEdition =
  | { ok: true; edition: Edition; revision: number; rows: number }
  /** `damaged`: it is no whole edition. `unreadable`: its tables have faults. `not-empty`: the register holds something. */
  | { ok: false; refusal: 'damaged'; faults: BagFault[] }
  | { ok: false; refusal: 'unreadable'; faults: Fault[] }
  | { ok: false; refusal: 'no-edition' | 'not-empty' }

type Into = { database: Database; files: FileStore }

/**
 * Fills the empty register of the database, at the newest schema, from the folder, and the file store with its documents. Where
 * that fails nothing is written but, at most, files that nothing leads to.
 */
export async function restoreEdition({ database, files }: Into, folder: string): Promise<RestoredEdition> {
  const bag = await readBagFolder(folder)
  const { faults } = await checkBag(bag)
  if (faults.length > 0) return { ok: false, refusal: 'damaged', faults }
  const edition = readEdition(await readFile(join(folder, editionFile), 'utf8').catch(() => ''))
  if (!edition) return { ok: false, refusal: 'no-edition' }
  const archive = await readArchive(join(folder, 'data/package'), await describeArchive(database.reader))
  if (archive.faults.length > 0) return { ok: false, refusal: 'unreadable', faults: archive.faults }
  if ((await latestRevision(database.reader)) > 0) return { ok: false, refusal: 'not-empty' }
  const documents = await keepDocuments(bag, files, archive.tables)
  if (documents.faults.length > 0) return { ok: false, refusal: 'unreadable', faults: documents.faults }
  const restored = await restoreArchive(database, archive.tables, documents.kept)
  return restored.ok ? { ...restored, edition } : restored
}

/** Puts the files that rows of documents name into the store, read anew as when they were handed in. */
async function keepDocuments(bag: BagFiles, files: FileStore, tables: readonly ArchiveRows[]) {
  const paths = new Map(bag.paths.map((path) => [documentIn(path), path]))
  const rows = tables.find(({ table }) => table.resource === 'documents')?.rows ?? []
  const [kept, faults]: [Map<string, KeptFile>, Fault[]] = [new Map(), []]
  for (const [index, { file }] of rows.entries()) {
    const sha256 = String(file)
    if (kept.has(sha256)) continue
    const path = paths.get(sha256)
    const found = path && (await keepFile(files, await bag.read(path)).catch(unlessUnreadable))
    if (found && found.sha256 === sha256) kept.set(sha256, found)
    else
      faults.push({
        file: 'documents.csv',
        line: index + 2,
        column: 'file',
        message: `is no document that can be read: “${sha256}”`,
      })
  }
  return { kept: [...kept.values()], faults }
}

function unlessUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableFileError)) throw error
}
