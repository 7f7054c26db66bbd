// Packs an edition into one file, the same bytes every time.
import { createWriteStream } from 'node:fs'
import { readFile, rename } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { once } from 'node:events'
import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate, ZipPassThrough, zipSync } from 'fflate'
import { readBagFolder } from '#platform/files/bag-folder.ts'

export function zipOf(folder: string): string {
  return `${folder}.zip`
}

/** What is packed already. */
const isPacked = (path: string) => /\.(?:png|jpg|webp|woff2|pdf|docx|xlsx|parquet)$/.test(path)

/** Writes `FOLDER.zip` beside the folder, with all files under the folder's own name; `at` is the time of each. */
export async function writeZip(folder: string, at: Date): Promise<void> {
  const { paths } = await readBagFolder(folder)
  const unfinished = `${zipOf(folder)}.unfinished`
  const out = createWriteStream(unfinished)
  const zip = new Zip((error, chunk, final) => {
    if (error) out.destroy(error)
    else out.write(chunk)
    if (final) out.end()
  })
  const mtime = asLocal(at)
  for (const path of paths) {
    const name = `${basename(folder)}/${path}`
    const entry = isPacked(path) ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 4 })
    entry.mtime = mtime
    zip.add(entry)
    entry.push(Uint8Array.from(await readFile(join(folder, path))), true)
    if (out.writableNeedDrain) await once(out, 'drain')
  }
  zip.end()
  await once(out, 'close')
  await rename(unfinished, zipOf(folder))
}

/** A zip holds local time: UTC is written wherever it is made. */
function asLocal(at: Date): Date {
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes())
}

/**
 * The same sheet or document as if it had been packed at that moment. The library that writes documents draws the names of their links by
 * lot: they are counted instead.
 */
export function packedAt(bytes: Uint8Array, at: Date): Uint8Array {
  const counted = new Map<string, string>()
  const settle = (text: string) =>
    text
      .replaceAll(/\brId(?!\d+(?![\w-]))[\w-]+/g, (name) => {
        const own = counted.get(name) ?? `rIdLink${counted.size + 1}`
        counted.set(name, own)
        return own
      })
      .replaceAll(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at.toISOString()}`)
  const parts = Object.entries(unzipSync(bytes)).map(([path, part]) => {
    return [path, /\.(?:xml|rels)$/.test(path) ? strToU8(settle(strFromU8(part))) : part] as const
  })
  return zipSync(Object.fromEntries(parts), { mtime: asLocal(at) })
}
