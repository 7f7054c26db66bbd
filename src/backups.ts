// A backup of everything: rows, documents, editions, and the secret of the installation. With the embedded database the running
// program makes it: another process asks for it by a file in the folder, which only those can write who could read all of it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { readConfig, type Config } from './config.ts'
import { readBackup, writeBackup, type BackedUpFile, type BackupCounts } from './platform/db/backup.ts'
import { openDatabase, type Database } from './platform/db/database.ts'
import { FolderInUseError } from './platform/db/folder-lock.ts'
import { migrate } from './platform/db/migrations.ts'
import type { FileStore } from './platform/files/file-store.ts'
import { isSafePath } from './platform/files/bag.ts'
import type { Log } from './platform/log.ts'
import { openFilesOf } from './start.ts'

type Say = (line: string) => void
type Parts = { database: Database; files: FileStore; dataFolder: string }
type Answer = ({ ok: true } & BackupCounts) | { ok: false; message: string }

const asked = (dataFolder: string) => join(dataFolder, 'backup-asked')
const answered = (dataFolder: string) => join(dataFolder, 'backup-answered')
const lookEveryMs = 500
/** A program that runs looks twice a second: whoever has not been heard by then is not heard. */
const heardWithinMs = 15_000

/** Writes everything to the file, with what is beside the database after it. */
export function backUp({ database, files, dataFolder }: Parts, path: string, at: Date): Promise<BackupCounts> {
  return writeBackup(database, path, at, async function* () {
    for (const name of await documentsOf(database)) {
      const bytes = await files.get(name)
      if (!bytes) throw new Error(`The file ${name} of a document is missing`)
      yield { name: `files/${name}`, bytes }
    }
    yield* filesBelow(dataFolder, 'editions')
    const secret = join(dataFolder, 'secret')
    if (existsSync(secret)) yield { name: 'secret', bytes: await readFile(secret) }
  })
}

async function documentsOf({ reader }: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select sha256 as name from evidence.file union select picture from evidence.file_page where picture is not null
    order by 1`.execute(reader)
  return rows.map(({ name }) => name)
}

async function* filesBelow(folder: string, name: string): AsyncGenerator<BackedUpFile> {
  const entries = await readdir(join(folder, name), { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.toSorted()) {
    if (/\.unfinished(?:$|[\\/])/.test(path)) continue
    yield {
      name: path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      bytes: await readFile(path),
    }
  }
}

export type Restored = Awaited<ReturnType<typeof readBackup>> | { ok: false; refusal: 'other-secret' }

/** Fills an empty database and folder from the file. */
export async function restore({ database, files, dataFolder }: Parts, path: string): Promise<Restored> {
  let hasOtherSecret = false
  const secretPath = join(dataFolder, 'secret')
  const restored = await readBackup(database, path, async ({ name, bytes }) => {
    if (name.startsWith('files/')) await files.put(bytes)
    else if (name === 'secret') {
      hasOtherSecret = existsSync(secretPath) && !readFileSync(secretPath).equals(bytes)
      await mkdir(dataFolder, { recursive: true })
      if (!existsSync(secretPath)) writeFileSync(secretPath, bytes, { mode: 0o600 })
    } else if (name.startsWith('editions/') && isSafePath(name)) {
      await mkdir(dirname(join(dataFolder, name)), { recursive: true })
      await writeFile(join(dataFolder, name), bytes)
    }
  })
  return restored.ok && hasOtherSecret ? { ok: false, refusal: 'other-secret' } : restored
}

/** While the program runs: makes the backups that others ask for. */
export function keepBackingUp(parts: Parts & { now: () => Date }, log: Log): { stop: () => void } {
  let isBusy = false
  const look = async () => {
    const path = asked(parts.dataFolder)
    if (isBusy || !existsSync(path)) return
    isBusy = true
    try {
      const target = await readFile(path, 'utf8')
      await rm(path)
      await answer(parts.dataFolder, { ok: true, ...(await backUp(parts, target, parts.now())) })
    } catch (error) {
      log.error({ err: error }, 'no backup was made')
      await answer(parts.dataFolder, { ok: false, message: error instanceof Error ? error.message : String(error) })
    } finally {
      isBusy = false
    }
  }
  const timer = setInterval(() => void look(), lookEveryMs).unref()
  return { stop: () => clearInterval(timer) }
}

/** The name appears only once the answer is whole. */
async function answer(dataFolder: string, told: Answer): Promise<void> {
  const beside = `${answered(dataFolder)}-${process.pid}`
  await writeFile(beside, JSON.stringify(told))
  await rename(beside, answered(dataFolder))
}

/** `samband backup FILE`: by itself, or through the program that has the folder. */
export async function runBackup(file: string, at: Date, say: Say): Promise<number> {
  const config = readConfig()
  const path = resolve(file)
  const told = await backUpHere(config, path, at).catch((error: unknown) => {
    if (error instanceof FolderInUseError) return askProgram(config.dataFolder, path)
    throw error
  })
  say(told.ok ? `${told.rows} rows and ${told.files} files, read back: ${path}` : told.message)
  return told.ok ? 0 : 1
}

async function backUpHere(config: Config, path: string, at: Date): Promise<Answer> {
  if (!config.databaseUrl && !existsSync(join(config.dataFolder, 'database')))
    return { ok: false, message: `There is no database in ${config.dataFolder}.` }
  return withDatabase(config, async (database) => {
    await migrate(database)
    const { dataFolder } = config
    return { ok: true, ...(await backUp({ database, files: openFilesOf(config), dataFolder }, path, at)) }
  })
}

async function askProgram(dataFolder: string, path: string): Promise<Answer> {
  await rm(answered(dataFolder), { force: true })
  await writeFile(asked(dataFolder), path, { mode: 0o600 })
  for (let waited = 0; !existsSync(answered(dataFolder)); waited += lookEveryMs) {
    if (waited > heardWithinMs && existsSync(asked(dataFolder))) {
      await rm(asked(dataFolder), { force: true })
      return { ok: false, message: `Another process has ${dataFolder}, and makes no backups. Stop it first.` }
    }
    await wait(lookEveryMs)
  }
  const told: Answer = JSON.parse(await readFile(answered(dataFolder), 'utf8'))
  await rm(answered(dataFolder), { force: true })
  return told
}

/** `samband restore FILE`: into the database and the folder of the settings, which must be empty. */
export async function runRestore(file: string, say: Say): Promise<number> {
  const config = readConfig()
  const isThere = await stat(file).then((found) => found.isFile(), () => false) // prettier-ignore
  if (!isThere) {
    say(`${file} is no file.`)
    return 2
  }
  return withDatabase(config, async (database) => {
    const { dataFolder } = config
    const restored = await restore({ database, files: openFilesOf(config), dataFolder }, resolve(file))
    if (restored.ok) say(`${restored.rows} rows and ${restored.files} files, as of ${restored.at}.`)
    else say(refusals[restored.refusal])
    return restored.ok ? 0 : 1
  })
}

const refusals = {
  damaged: 'The file is no whole backup; nothing was restored.',
  newer: 'A newer program has made the backup; nothing was restored.',
  older: 'The database has a newer schema than the backup: give it an empty one. Nothing was restored.',
  'not-empty': 'The database holds something already; nothing was restored.',
  'other-secret':
    'Everything was restored, but the folder has another secret: second factors and client secrets cannot be read. Put the right one there.',
} as const

async function withDatabase<T>(
  { databaseUrl, dataFolder }: Config,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder })
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}
