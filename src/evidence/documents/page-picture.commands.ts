// Pictures of pages, made when somebody first asks and kept by their hash.
import { drawFilePage } from '#platform/files/file-reading.ts'
import { isMediaType, type MediaType } from '#platform/files/file-kind.ts'
import { DamagedFileError } from '#platform/files/file-store.ts'
import { UnreadableFileError } from '#platform/files/file-text.ts'
import type { Documents } from './document.commands.ts'
import { findPage } from './document.queries.ts'
import type { Document } from './document.rules.ts'

export type PagePicture = { sha256: string; bytes: Uint8Array<ArrayBuffer> }

/** A crowd that asks for the same page waits for one drawing of it. */
const underWay = new Map<string, Promise<PagePicture | undefined>>()

/** The page as PNG; undefined where there is none, or what it is of cannot be drawn. */
export async function drawDocumentPage(
  work: Pick<Documents, 'database' | 'files'>,
  { file, mediaType }: Pick<Document, 'file' | 'mediaType'>,
  page: number,
): Promise<PagePicture | undefined> {
  const found = await findPage(work.database.reader, file, page)
  if (!found || !isMediaType(mediaType)) return undefined
  const kept = found.picture && (await work.files.get(found.picture).catch(onlyDamage))
  if (found.picture && kept) return { sha256: found.picture, bytes: kept }
  const key = `${file} ${page}`
  const same = underWay.get(key)
  if (same) return same
  const drawing = drawAndKeep(work, file, mediaType, page).finally(() => underWay.delete(key))
  underWay.set(key, drawing)
  return drawing
}

async function drawAndKeep(
  { database, files }: Pick<Documents, 'database' | 'files'>,
  file: string,
  mediaType: MediaType,
  page: number,
): Promise<PagePicture | undefined> {
  const original = await files.get(file)
  if (!original) throw new Error(`The file ${file} is not in the file store`)
  const drawn = await drawFilePage(mediaType, original, page).catch(onlyUnreadable)
  if (!drawn) return undefined
  const sha256 = await files.put(drawn)
  await database.write((tx) =>
    tx
      .updateTable('evidence.file_page')
      .set({ picture: sha256 })
      .where('file', '=', file)
      .where('page', '=', page)
      .execute(),
  )
  return { sha256, bytes: Uint8Array.from(drawn) }
}

/** What can be made again is made again. */
function onlyDamage(error: unknown): undefined {
  if (!(error instanceof DamagedFileError)) throw error
}

/** Its text could be read: the text is then shown without a picture. */
function onlyUnreadable(error: unknown): undefined {
  if (!(error instanceof UnreadableFileError)) throw error
}
