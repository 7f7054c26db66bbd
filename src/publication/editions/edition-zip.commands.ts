// An edition as one file, and what has to be done so that packed files have the same bytes every time.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { asZipTime } from '#platform/files/zip-time.ts'

export function zipOf(folder: string): string {
  return `${folder}.zip`
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
  return zipSync(Object.fromEntries(parts), { mtime: asZipTime(at) })
}
