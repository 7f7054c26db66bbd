// Mounts the slices. The only file that knows them all.
import { Hono } from 'hono'
import type { Accounts } from './accounts/index.ts'
import type { Config } from './config.ts'
import type { Database } from './platform/db/database.ts'
import type { DocumentChanges, Documents } from './evidence/index.ts'
import type { FileStore } from './platform/files/file-store.ts'
import type { AppEnv } from './platform/http/app-env.ts'
import { limitBody, limitUrl, openReading, sameOriginWrites, secureHeaders } from './platform/http/guards.ts'
import type { AddressGuard } from './platform/http/outside.ts'
import type { SigningKey } from './platform/secrets/signature.ts'
import { Problem, problemListPath, respondToError } from './platform/http/problem.ts'
import { limitReading } from './platform/http/rate-limit.ts'
import { requestContext } from './platform/http/request-context.ts'
import type { Log } from './platform/log.ts'
import {
  editionFileApi, linkedData, openDataApi, openEditionDesk, type EditionDesk,
} from './publication/index.ts' // prettier-ignore
import {
  followActorRedirects, latestRevision, nextRevision, openImporter, publishPart, readShown, speakForStanding, type Importer, type StandingRegister,
} from './register/index.ts' // prettier-ignore
import {
  largeForms, oembedApi, problemPages, reportApi, sitemap, sitePages, type SiteParts,
} from './site/index.ts' // prettier-ignore
import { guardRoutes } from './route-guard.ts'
import type { Assets } from './ui/assets.ts'

export type AppParts = {
  config: Pick<Config, 'url' | 'needsSecondPerson' | 'largestFile' | 'sealKeys' | 'clientHeader' | 'apiLimit'>
  log: Log
  database: Database
  register: StandingRegister
  accounts: Accounts
  assets: Assets
  files: FileStore
  documentChanges: DocumentChanges
  /** Which machines may be asked for copies of sources; absent: those of the public network. */
  guard?: AddressGuard
  /** Who works on imports; absent: one of the app's own, which begins when it is woken. */
  importer?: Importer
  /** Where editions lie, and copies of those of others; what ours are signed with. */
  editions: { folder: string; mirrors: string; key?: SigningKey }
}

export function createApp({
  config,
  log,
  database,
  register,
  accounts,
  assets,
  files,
  documentChanges,
  guard,
  importer,
  editions,
}: AppParts): Hono<AppEnv> & { editionDesk: EditionDesk } {
  const { reader } = database
  const site: SiteParts = { reader, register, assets: assets.head, url: config.url }
  // An address with a slash at its end is the same address; the page names the one without as canonical.
  const app = new Hono<AppEnv>({ strict: false })
  app.use(requestContext(log), secureHeaders(config.url))
  app.use('/api/*', openReading())
  if (config.apiLimit > 0) app.use('/api/*', limitReading({ tries: config.apiLimit, seconds: 60 }, config.clientHeader))
  app.use(
    readShown(reader, register),
    followActorRedirects(),
    limitUrl(),
    sameOriginWrites(config.url),
    limitBody(undefined, largeForms),
  )
  app.use(guardRoutes(accounts), speakForStanding(register))
  const renderProblem = problemPages(site)
  app.onError((error, c) => respondToError(error, c, renderProblem))
  app.notFound(() => {
    throw new Problem('not-found', 'site/no-such-page', 'There is nothing at this address.')
  })
  app.route('/', assets.routes)
  app.route('/api/v1', openDataApi({ reader, base: { url: config.url } }))
  app.route('/', linkedData({ reader, base: { url: config.url } }))
  app.route('/api/v1', oembedApi(site)).route('/api/v1', reportApi(site))
  app.get('/api', (c) => c.redirect('/data', 302))
  app.get('/api/v1', (c) => c.redirect('/data', 302))
  app.get(problemListPath, (c) => c.redirect('/data#problems', 302))
  app.route('/', sitemap(site))
  app.get('/health', async (c) => {
    c.header('cache-control', 'no-store')
    return c.json({ status: 'ok', revision: await latestRevision(reader), shown: register.now().revision })
  })
  const { needsSecondPerson, largestFile, sealKeys } = config
  const proposals = { database, accounts, needsSecondPerson, sealKeys, refresh: register.refresh }
  const { now } = accounts
  const publish: Documents['publish'] = (part, work) => publishPart(database, { ring: sealKeys, at: now() }, part, work)
  const { add: changed } = documentChanges
  const documents = { database, files, now, nextRevision, publish, changed, largestFile, needsSecondPerson, guard }
  const { wake } = importer ?? openImporter({ database, now }, log)
  const imports = { database, now, largestFile, wake }
  const editionDesk = openEditionDesk(
    {
      ...editions,
      reader,
      files,
      standing: register.now,
      ask: async (path) => app.request(path),
      assets: assets.head,
      url: config.url,
    },
    log,
  )
  app.route('/', editionFileApi(editions.folder))
  app.route('/', sitePages(site, accounts, proposals, documents, imports, editionDesk))
  return Object.assign(app, { editionDesk })
}
