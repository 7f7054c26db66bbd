// Keeps files by the hash of their content: what is the same is kept once, and what has been kept never changes.
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

export type FileStore = {
  /** Keeps the bytes and gives their name: SHA-256, hexadecimal. When it returns they are on disk, whole. */
  put: (bytes: Uint8Array) => Promise<string>
  /**
   * The bytes, or undefined where there are none of this name.
   * @throws DamagedFileError when they are no longer what was kept.
   */
  get: (sha256: string) => Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** What is kept under a name is not what the name says: a fault of the disk, or somebody has been at it. */
export class DamagedFileError extends Error {
  override name = 'DamagedFileError'
  constructor(sha256: string) {
    super(`The file ${sha256} is damaged: its content has another hash`)
  }
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** @throws DamagedFileError when the bytes have another hash. */
export function verified(sha256: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  if (hashOf(bytes) !== sha256) throw new DamagedFileError(sha256)
  return bytes
}

/** Writing takes seconds at most: whatever is older was left by a process that was killed. */
const leftOverMs = 3_600_000

/** A folder, with one for each first byte of the hash. It is made when the first file comes. */
export function openFolderStore(folder: string): FileStore {
  const folderOf = (sha256: string) => join(folder, sha256.slice(0, 2))
  const unfinished = join(folder, 'unfinished')

  const get = async (sha256: string) => {
    try {
      return verified(sha256, new Uint8Array(await readFile(join(folderOf(sha256), sha256))))
    } catch (error) {
      if (isMissing(error)) return undefined
      throw error
    }
  }

  const isKept = async (sha256: string) => {
    try {
      return (await get(sha256)) !== undefined
    } catch (error) {
      // Whoever brings the same bytes again mends it.
      if (error instanceof DamagedFileError) return false
      throw error
    }
  }

  let swept: Promise<void> | undefined

  return {
    get,
    put: async (bytes) => {
      const sha256 = hashOf(bytes)
      if (await isKept(sha256)) return sha256
      await mkdir(unfinished, { recursive: true, mode: 0o700 })
      await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 })
      const beside = join(unfinished, randomUUID())
      try {
        await writeThrough(beside, bytes)
        await (swept ??= sweep(unfinished, (await stat(beside)).mtimeMs))
        // The name appears only once the content is whole and on disk, so that whoever is killed leaves no half file.
        await rename(beside, join(folderOf(sha256), sha256))
        await syncFolder(folderOf(sha256))
      } finally {
        await rm(beside, { force: true })
      }
      return sha256
    },
  }
}

async function writeThrough(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The entry of a folder is written apart from the file. Windows can do neither this nor needs it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function sweep(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const made = await stat(path).catch(() => undefined)
    if (made && now - made.mtimeMs > leftOverMs) await rm(path, { force: true })
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}
