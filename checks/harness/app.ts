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
  /** Takes in packages later on; the register then stands at the revision that is given back. */
  load: (packages: typeof shippedPackages, at: Date) => Promise<number>
  close: () => Promise<void>
}

export async function openTestApp(packages = shippedPackages, recordedAt = new Date()): Promise<TestApp> {
  const [database, assets] = await Promise.all([openTestDatabase(), buildAssets()])
  try {
    const take = async (folders: typeof shippedPackages, at: Date) => {
      const loaded = await loadPackages(database, folders, at)
      if (!loaded.ok) throw new Error(`The packages have faults: ${JSON.stringify(loaded.faults.slice(0, 5))}`)
      return loaded.revision
    }
    await take(packages, recordedAt)
    const register = await openStandingRegister(database)
    const app = createApp({ config: { url: origin }, log: createLog('silent'), database, register, assets })
    const pages = cachePages(app.fetch, { revision: () => register.now().revision })
    return {
      request: async (path, init) => pages.fetch(new Request(new URL(path, origin), init)),
      load: async (folders, at) => {
        const revision = await take(folders, at)
        await register.refresh()
        return revision
      },
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
