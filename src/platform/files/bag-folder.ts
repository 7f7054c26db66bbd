// Writes a bag (BagIt, RFC 8493) into a folder, file by file, and reads one from there. The same files give the same bytes.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { sign, type SigningKey } from '../secrets/signature.ts'
import { bagDeclaration, bagFiles, isSafePath, writeBagInfo, writeManifest, writeSignatureFile, type BagFiles, type BagInfo } from './bag.ts' // prettier-ignore

export type OpenBag = {
  /** Adds a file of the payload; `path` is relative to `data/`. Throws where one of that path is there. */
  add: (path: string, content: string | Uint8Array) => Promise<void>
  /**
   * Makes a whole bag of it under the name that was given, in the place of what may stand there; gives the files beside the
   * payload, by path.
   */
  close: (info: BagInfo, key?: SigningKey) => Promise<Map<string, string>>
  /** Throws away what has been written. */
  discard: () => Promise<void>
}

/** The folder itself is there only once the bag is whole: until then it is written beside it. */
export async function openBag(folder: string): Promise<OpenBag> {
  const unfinished = `${folder}.unfinished`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { recursive: true })
  const digests = new Map<string, string>()
  const folders = new Set<string>()
  let bytes = 0

  async function write(path: string, content: string | Uint8Array): Promise<string> {
    const file = join(unfinished, path)
    if (!folders.has(dirname(file))) await mkdir(dirname(file), { recursive: true })
    folders.add(dirname(file))
    await writeFile(file, content)
    return createHash('sha256').update(content).digest('hex')
  }

  return {
    add: async (path, content) => {
      const inBag = `data/${path}`
      if (!isSafePath(inBag) || digests.has(inBag)) throw new Error(`A bag cannot hold ${inBag}, or holds it already`)
      digests.set(inBag, '')
      digests.set(inBag, await write(inBag, content))
      bytes += Buffer.byteLength(content)
    },
    close: async (info, key) => {
      const oxum = ['Payload-Oxum', `${bytes}.${digests.size}`] as const
      const tags = new Map<string, string>([
        [bagFiles.declaration, bagDeclaration],
        [bagFiles.info, writeBagInfo([...info, oxum])],
        [bagFiles.manifest, writeManifest(digests)],
      ])
      const listed = new Map<string, string>()
      for (const [path, content] of tags) listed.set(path, await write(path, content))
      const tagManifest = writeManifest(listed)
      tags.set(bagFiles.tagManifest, tagManifest)
      if (key) tags.set(bagFiles.signature, writeSignatureFile(key.publicKey, sign(key, Buffer.from(tagManifest))))
      for (const [path, content] of [...tags].slice(listed.size)) await write(path, content)
      await rm(folder, { recursive: true, force: true })
      await rename(unfinished, folder)
      return tags
    },
    discard: () => rm(unfinished, { recursive: true, force: true }),
  }
}

/** The files of a folder, for `checkBag`. Throws where there is no such folder. */
export async function readBagFolder(folder: string): Promise<BagFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    // A link could lead out of the folder: it is no file of a bag.
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.replace(/[\\/]+$/, '').length + 1))
    .map((path) => path.split(sep).join('/'))
    .toSorted()
  return {
    paths,
    size: async (path) => (await stat(join(folder, path))).size,
    read: async (path) => new Uint8Array(await readFile(join(folder, path))),
    digest: (path) => digestFile(join(folder, path)),
  }
}

/** SHA-256 in hexadecimal, read piece by piece. */
export async function digestFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
