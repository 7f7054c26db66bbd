// Which editions are there? Each is a folder by its number; what it says of itself stands in it.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bagFiles } from '#platform/files/bag.ts'
import { byEdition, editionFile, isEditionId, readEdition, type Edition } from './edition.rules.ts'

export type ListedEdition = Edition & { folder: string; isSigned: boolean }

/** The newest first. A folder that is no edition is passed over. */
export async function listEditions(folder: string): Promise<ListedEdition[]> {
  const names = await readdir(folder).catch(() => [])
  const editions = await Promise.all(names.filter(isEditionId).map((id) => findEdition(folder, id)))
  return editions.filter((edition) => edition !== undefined).toSorted(byEdition)
}

export async function findEdition(folder: string, id: string): Promise<ListedEdition | undefined> {
  if (!isEditionId(id)) return undefined
  const own = join(folder, id)
  const edition = readEdition(await readFile(join(own, editionFile), 'utf8').catch(() => ''))
  if (edition?.id !== id) return undefined
  const signature = await readFile(join(own, bagFiles.signature)).catch(() => undefined)
  return { ...edition, folder: own, isSigned: signature !== undefined }
}
