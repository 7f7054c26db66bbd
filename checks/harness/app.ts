// The whole app on the data that ship with it, called without a server, in a database of its own.
import { createApp } from '../../src/app.tsx'
import { openAccounts, type Accounts } from '#accounts/index.ts'
import type { Database } from '#platform/db/database.ts'
import { openMailer, type MailRoute } from '#platform/mail/mailer.ts'
import { shippedPackages } from '../../src/start.ts'
import { cachePages } from '#platform/http/page-cache.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import { createLog } from '#platform/log.ts'
import { loadPackages, openStandingRegister } from '#register/index.ts'
import { buildAssets } from '#ui/assets.ts'
import { openTestDatabase } from './database.ts'

/** Signs cookies in tests. */
const secret = 'a secret of tests that is long enough'

/** Where the app believes that it stands; every absolute address of ours begins so. */
export const origin = 'http://samband.test'

export type TestApp = {
  /** GET unless `init` says otherwise; `path` begins with a slash or is an absolute address of ours. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** Every route as it is registered: method and path. */
  routes: readonly { method: string; path: string }[]
  database: Database
  accounts: Accounts
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
  needsSecondPerson?: boolean
  sealKeys?: KeyRing
}

export async function openTestApp(
  packages = shippedPackages,
  recordedAt = new Date(),
  {
    url = origin,
    mail = { by: 'none' },
    now = () => new Date(),
    clientHeader,
    needsSecondPerson = false,
    sealKeys = [],
  }: TestAppOptions = {},
): Promise<TestApp> {
  const [database, assets] = await Promise.all([openTestDatabase(), buildAssets()])
  try {
    const take = async (folders: typeof shippedPackages, at: Date) => {
      const loaded = await loadPackages(database, folders, at, sealKeys)
      if (!loaded.ok) throw new Error(`The packages have faults: ${JSON.stringify(loaded.faults.slice(0, 5))}`)
      return loaded.revision
    }
    await take(packages, recordedAt)
    const register = await openStandingRegister(database)
    const log = createLog('silent')
    const mailer = openMailer(mail, now)
    const accounts = openAccounts({ database, mailer, url, now, log, clientHeader, secret })
    const app = createApp({ config: { url, needsSecondPerson, sealKeys }, log, database, register, accounts, assets })
    const pages = cachePages(app.fetch, { revision: () => register.now().revision })
    return {
      request: async (path, init) => pages.fetch(new Request(new URL(path, url), init)),
      routes: app.routes,
      database,
      accounts,
      load: async (folders, at) => {
        const revision = await take(folders, at)
        await register.refresh()
        return revision
      },
      close: () => {
        mailer.close()
        return database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
