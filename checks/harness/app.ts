// The whole app on the data that ship with it, called without a server, in a database of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.tsx'
import { openAccounts, type Accounts } from '#accounts/index.ts'
import { openMailer, type MailRoute } from '#platform/mail/mailer.ts'
import { shippedPackages } from '../../src/start.ts'
import { cachePages } from '#platform/http/page-cache.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import type { SigningKey } from '#platform/secrets/signature.ts'
import { createLog, type Log } from '#platform/log.ts'
import type { EditionDesk } from '#publication/index.ts'
import { loadPackages, openStandingRegister } from '#register/index.ts'
import { countDocumentChanges } from '#evidence/index.ts'
import { openFolderStore, type FileStore } from '#platform/files/file-store.ts'
import type { AddressGuard } from '#platform/http/outside.ts'
import { buildAssets } from '#ui/assets.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

/** Signs cookies in tests. */
const secret = 'a secret of tests that is long enough'

/** Where the app believes that it stands; every absolute address of ours begins so. */
export const origin = 'http://samband.test'

export type TestApp = {
  /** GET unless `init` says otherwise; `path` begins with a slash or is an absolute address of ours. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** Every route as it is registered: method and path. */
  routes: readonly { method: string; path: string }[]
  database: TestDatabase
  accounts: Accounts
  files: FileStore
  /** Where files and editions lie. */
  dataFolder: string
  editionDesk: EditionDesk
  /** Takes in packages later on; the register then stands at the revision that is given back. */
  load: (packages: typeof shippedPackages, at: Date) => Promise<number>
  close: () => Promise<void>
}

export type TestAppOptions = {
  /** Where the app believes that it stands. */
  url?: string
  mail?: MailRoute
  now?: () => Date
  clientHeader?: string
  /** How many answers of the API are computed for one client in a minute; any number unless given. */
  apiLimit?: number
  needsSecondPerson?: boolean
  /** Bytes of the largest document. */
  largestFile?: number
  /** Which machines may be asked for copies of sources; as in the program, those of the public network. */
  guard?: AddressGuard
  /** Where the program says what it does; silent unless given. */
  log?: Log
  sealKeys?: KeyRing
  /** What editions are signed with. */
  editionKey?: SigningKey
  /** Fills the database otherwise than by taking in the packages. */
  fill?: (into: { database: TestDatabase; files: FileStore }) => Promise<void>
}

export async function openTestApp(
  packages = shippedPackages,
  recordedAt = new Date(),
  {
    url = origin,
    mail = { by: 'none' },
    now = () => new Date(),
    clientHeader,
    apiLimit = 0,
    needsSecondPerson = false,
    largestFile = 20_000_000,
    guard,
    log = createLog('silent'),
    sealKeys = [],
    editionKey,
    fill,
  }: TestAppOptions = {},
): Promise<TestApp> {
  const [database, assets] = await Promise.all([openTestDatabase(), buildAssets()])
  try {
    const take = async (folders: typeof shippedPackages, at: Date) => {
      const loaded = await loadPackages(database, folders, at, sealKeys)
      if (!loaded.ok) throw new Error(`The packages have faults: ${JSON.stringify(loaded.faults.slice(0, 5))}`)
      return loaded.revision
    }
    const folder = mkdtempSync(join(tmpdir(), 'samband-files-'))
    const files = openFolderStore(folder)
    if (fill) await fill({ database, files })
    else await take(packages, recordedAt)
    const register = await openStandingRegister(database)
    const mailer = openMailer(mail, now)
    const accounts = openAccounts({ database, mailer, url, now, log, clientHeader, secret })
    const config = { url, needsSecondPerson, largestFile, sealKeys, clientHeader, apiLimit }
    const documentChanges = await countDocumentChanges(database)
    const editions = { folder: join(folder, 'editions'), mirrors: join(folder, 'mirrors'), key: editionKey }
    const app = createApp({
      config,
      log,
      database,
      register,
      accounts,
      assets,
      files,
      documentChanges,
      guard,
      editions,
    })
    const pages = cachePages(app.fetch, { revision: () => register.now().revision + documentChanges.count() })
    return {
      request: async (path, init) => pages.fetch(new Request(new URL(path, url), init)),
      routes: app.routes,
      database,
      accounts,
      files,
      dataFolder: folder,
      editionDesk: app.editionDesk,
      load: async (folders, at) => {
        const revision = await take(folders, at)
        await register.refresh()
        return revision
      },
      close: () => {
        mailer.close()
        rmSync(folder, { recursive: true, force: true })
        return database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
