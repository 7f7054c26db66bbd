// Opens the register that the program serves: database, schema, and the data packages that ship with it.
import { join } from 'node:path'
import { openAccounts, type Accounts } from './accounts/index.ts'
import type { Config } from './config.ts'
import { openDatabase, type Database } from './platform/db/database.ts'
import { migrate } from './platform/db/migrations.ts'
import type { Log } from './platform/log.ts'
import { openFolderStore, type FileStore } from './platform/files/file-store.ts'
import { openS3Store } from './platform/files/s3-store.ts'
import { openMailer } from './platform/mail/mailer.ts'
import { projectFolder } from './platform/project.ts'
import { keepSecret } from './platform/secrets/secret-file.ts'
import {
  identifyPackage,
  listDatasets,
  loadPackages,
  openStandingRegister,
  type Fault,
  type StandingRegister,
} from './register/index.ts'

const dataFolder = `${projectFolder}data/`
const fixturesFolder = `${projectFolder}fixtures/`

/** The data packages that ship with the program. */
export const shippedPackages = { reference: `${dataFolder}reference`, datasets: [`${dataFolder}nkk-2022`] }

/** An invented world for tests and for `npm run demo`. */
export const littlelandPackages = {
  reference: `${fixturesFolder}littleland/reference`,
  datasets: [`${fixturesFolder}littleland`],
}

/** Something that the person who starts the program can mend. */
export class StartError extends Error {
  override name = 'StartError'
}

export function describeFault({ file, line, column, message }: Fault): string {
  return [file, line, column].filter((part) => part !== undefined).join(':') + ` ${message}`
}

/**
 * Opens the database, brings it to the newest schema, takes in the packages, and reads the register. `heldBack` says why
 * packages were not taken in that would lead to somebody under seal: the register is then as it was.
 */
export async function openRegister(
  config: Pick<Config, 'databaseUrl' | 'dataFolder'> & Partial<Pick<Config, 'sealKeys'>>,
  packages = shippedPackages,
): Promise<{ database: Database; register: StandingRegister; heldBack: string[] }> {
  const database = await openDatabase(config.databaseUrl ? { url: config.databaseUrl } : { folder: config.dataFolder })
  try {
    await migrate(database)
    if (await isOfOtherData(database, packages))
      return { database, register: await openStandingRegister(database), heldBack: [] }
    const loaded = await loadPackages(database, packages, new Date(), config.sealKeys)
    // Whoever may rule on what leads to somebody under seal does so on the pages: they have to be there.
    const heldBack = !loaded.ok && loaded.isHeldBack ? loaded.faults.map(describeFault) : []
    if (!loaded.ok && !loaded.isHeldBack)
      throw new StartError(`The data packages have faults:\n${loaded.faults.map(describeFault).join('\n')}`)
    return { database, register: await openStandingRegister(database), heldBack }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** A register that was rebuilt from elsewhere, and has none of these packages, is not mixed with them. */
async function isOfOtherData({ reader }: Database, { reference, datasets }: typeof shippedPackages): Promise<boolean> {
  const held = await listDatasets(reader)
  const own = [reference, ...datasets].map((folder) => identifyPackage(folder).name)
  return held.length > 0 && !held.some(({ id }) => own.includes(id))
}

/** The accounts of the register in the database; `config.url` is where links in mail lead. */
export function openAccountsOf(
  database: Database,
  config: Pick<Config, 'dataFolder' | 'secret' | 'mail' | 'url' | 'clientHeader'>,
  log: Log,
): Accounts {
  const now = () => new Date()
  return openAccounts({
    database,
    log,
    now,
    mailer: openMailer(config.mail, now),
    url: config.url,
    secret: config.secret ?? keepSecret(join(config.dataFolder, 'secret')),
    clientHeader: config.clientHeader,
  })
}

/** Where editions lie. */
export function editionsFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'editions')
}

/** Where copies of the editions of others lie, a folder for each site. */
export function mirrorsFolder(config: Pick<Config, 'dataFolder'>): string {
  return join(config.dataFolder, 'mirrors')
}

/** Where documents lie. */
export function openFilesOf(config: Pick<Config, 'dataFolder' | 'files'>): FileStore {
  return config.files ? openS3Store(config.files) : openFolderStore(join(config.dataFolder, 'files'))
}
