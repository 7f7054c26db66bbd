// The whole app on the data that ship with it, called without a server, in a database of its own.
import { createApp } from '../../src/app.tsx'
import { shippedPackages } from '../../src/start.ts'
import { cachePages } from '#platform/http/page-cache.ts'
import { createLog } from '#platform/log.ts'
import { loadPackages, openStandingRegister } from '#register/index.ts'
import { buildAssets } from '#ui/assets.ts'
import { openTestDatabase } from './database.ts'

/** Where the app believes that it stands; every absolute address of ours begins so. */
export const origin = 'http://samband.test'

export type TestApp = {
  /** GET unless `init` says otherwise; `path` begins with a slash or is an absolute address of ours. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  close: () => Promise<void>
}

export async function openTestApp(packages = shippedPackages): Promise<TestApp> {
  const [database, assets] = await Promise.all([openTestDatabase(), buildAssets()])
  try {
    const loaded = await loadPackages(database, packages, new Date())
    if (!loaded.ok) throw new Error(`The packages have faults: ${JSON.stringify(loaded.faults.slice(0, 5))}`)
    const register = await openStandingRegister(database)
    const app = createApp({ config: { url: origin }, log: createLog('silent'), database, register, assets })
    const pages = cachePages(app.fetch, { revision: () => register.now().revision })
    return {
      request: async (path, init) => pages.fetch(new Request(new URL(path, origin), init)),
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
