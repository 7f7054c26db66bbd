/** Who may ask for which address? Every route stands here; one that does not is closed. */
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { may, recogniseAccount, type Accounts, type Permission } from './accounts/index.ts'
import type { AppEnv } from './platform/http/app-env.ts'
import { Problem } from './platform/http/problem.ts'
import { hashToken } from './platform/secrets/token.ts'

/**
 * `public`: anybody, and what is answered to those who are not signed in is the same for all and may be kept.
 * `anybody`: anybody, never kept: it goes with a secret, or is about who asks. `member`: whoever is signed in.
 * `this-computer`: only whoever sits at it
 * and has the key that the program prints there. Otherwise: members who have the permission.
 */
export type RoutePolicy = 'public' | 'anybody' | 'member' | 'this-computer' | Permission

/** By policy; the path is that of the route, without the language. */
const routes: Partial<Record<RoutePolicy, readonly string[]>> = {
  public: [
    'GET /assets/:file',
    'GET /api/v1/openapi.json',
    'GET /api/v1/cooperations',
    'GET /api/v1/cooperations/:id',
    'GET /api/v1/actors',
    'GET /api/v1/actors/:id',
    'GET /api/v1/sources',
    'GET /api/v1/sources/:id',
    'GET /api/v1/codebook',
    'GET /api/v1/claims',
    'GET /api/v1/context-events',
    'GET /api/v1/statistics',
    'GET /api/v1/statistics.csv',
    'GET /api/v1/survival',
    'GET /api/v1/survival.csv',
    'GET /api/v1/rules',
    'GET /api/v1/series/in-force',
    'GET /api/v1/series/in-force.csv',
    'GET /api/v1/changes',
    'GET /api/v1/changes/compare',
    'GET /api/v1/datapackage.json',
    'GET /api/v1/:wholeFile{samband\\.(?:sqlite|xlsx|csv\\.zip|ndjson\\.zip|json\\.zip|jsonld\\.zip|parquet\\.zip)}',
    'GET /api/v1/:tableMetadata{[a-z-]+\\.csv-metadata\\.json}',
    'GET /api/v1/:tableFile{[a-z-]+\\.(?:csv|xlsx|json|ndjson|jsonld|sqlite|parquet)}',
    'GET /data/:catalogue{catalog\\.(?:ttl|jsonld)}',
    'GET /:thing{cooperations|actors|sources|countries}/:linkedFile{[^/]+\\.(?:ttl|jsonld)}',
    'GET /:thing{cooperations|actors|sources|countries}/:id',
    'GET /api/v1/oembed',
    'GET /api/v1/changes/:revision{[0-9]{1,9}}',
    'GET /api/v1/countries',
    'GET /api/v1/countries/:code',
    'GET /api/v1/counties',
    'GET /api/v1/datasets',
    'GET /api/v1/conflicts',
    'GET /api/v1/codebook/versions',
    'GET /api/v1/codebook/versions/:number',
    'GET /api/v1/coding-rounds',
    'GET /api/v1/coding-rounds/:id',
    'GET /api/v1/sources/:id/documents',
    'GET /api/v1/documents/:id',
    'GET /api/v1/dead-links',
    'GET /api/v1/reports',
    'GET /api/v1/reports/:id',
    'GET /api',
    'GET /api/v1',
    'GET /api/v1/problems',
    'GET /robots.txt',
    'GET /sitemap.xml',
    'GET /sitemap/:sitemapFile{[1-9][0-9]{0,4}\\.xml}',
    'GET /share.png',
    'GET /cooperations/:id/share.png',
    'GET /actors/:id/share.png',
    'GET /statistics/share.png',
    'GET /report/:id{[a-z0-9-]+}/share.png',
    'GET /health',
    'GET /',
    'GET /in-force.svg',
    'GET /cooperations',
    'GET /cooperations/lifelines.svg',
    'GET /cooperations/lifelines.png',
    'GET /cooperations/map.svg',
    'GET /cooperations/map.png',
    'GET /cooperations/feed.atom',
    'GET /cooperations/feed.json',
    'GET /cooperations/:id',
    'GET /cooperations/:id/feed.atom',
    'GET /cooperations/:id/feed.json',
    'GET /actors',
    'GET /actors/:id',
    'GET /actors/:id/feed.atom',
    'GET /actors/:id/feed.json',
    'GET /actors/:id/card.svg',
    'GET /actors/:id/card.png',
    'GET /countries/:code',
    'GET /sources',
    'GET /sources/:id',
    'GET /documents',
    'GET /link-rot',
    'GET /documents/:id',
    'GET /documents/:id/file',
    'GET /documents/:id/pages/:file',
    'GET /report',
    'GET /report/:id{[a-z0-9-]+}',
    'GET /report/:file{[a-z0-9-]+\\.pdf}',
    'GET /report/:file{[a-z0-9-]+\\.docx}',
    'GET /report/:file{[a-z0-9-]+\\.bib}',
    'GET /report/:file{[a-z0-9-]+\\.ris}',
    'GET /codebook',
    'GET /codebook/versions',
    'GET /codebook/versions/:number',
    // What is not published is shown to those who code only; see maySeeRound.
    'GET /coding',
    'GET /coding/:id',
    'GET /coding/:id/codes.csv',
    'GET /conflicts',
    'GET /changes',
    'GET /changes/compare',
    'GET /changes/:revision{[0-9]{1,9}}',
    'GET /changes/feed.atom',
    'GET /changes/feed.json',
    'GET /claims',
    'GET /statistics/diagrams',
    'GET /statistics/survival',
    'GET /statistics/survival.svg',
    'GET /statistics/survival.png',
    'GET /statistics',
    'GET /statistics.svg',
    'GET /statistics.png',
    'GET /statistics/figure.svg',
    'GET /statistics/figure.png',
    'GET /statistics.bib',
    'GET /statistics.ris',
    'GET /about',
    'GET /data',
    'GET /data/dictionary',
    'GET /accessibility',
    'GET /patterns',
    // Editions: pages, and files at their permanent addresses.
    'GET /editions',
    'GET /editions/check',
    'GET /editions/:id{\\d{4}-\\d+}',
    'GET /editions/:file{\\d{4}-\\d+\\.zip}',
    'GET /editions/:id{\\d{4}-\\d+}/:path{.+}',
    'GET /editions/*',
    'GET /cooperations/*',
    'GET /actors/*',
    'GET /countries',
    'GET /countries/*',
    'GET /sources/*',
    'GET /documents/*',
    'GET /link-rot/*',
    'GET /report/*',
    'GET /statistics/*',
    'GET /codebook/*',
    'GET /coding/*',
    'GET /conflicts/*',
    'GET /claims/*',
    'GET /changes/*',
    'GET /data/*',
    'GET /embed/statistics',
    'GET /embed/figure',
    'GET /embed/survival',
    'GET /embed/lifelines',
    'GET /embed/map',
    'GET /embed/actors/:id',
    'GET /embed',
    'GET /embed/*',
    'GET /about/*',
    'GET /accessibility/*',
    'GET /patterns/*',
  ],
  anybody: [
    'GET /sign-in',
    'POST /sign-in',
    'GET /sign-in/sent',
    'GET /sign-in/link',
    'POST /sign-in/link',
    'POST /sign-in/passkey/options',
    'POST /sign-in/passkey',
    'GET /sign-in/organisations/:id',
    'GET /sign-in/callback/:id',
    'GET /sign-in/code',
    'POST /sign-in/code',
    'POST /sign-out',
    'GET /invitation',
    'POST /invitation',
    'GET /first-administrator',
    'POST /first-administrator',
    'GET /error-report',
    'POST /error-report',
    'GET /error-report/sent',
    // Without a language: the way to the page in the reader's own.
    'GET /error-report/*',
    'GET /sign-in/*',
    'GET /first-administrator/*',
  ],
  member: [
    'GET /account',
    'POST /account',
    'POST /account/sessions',
    'POST /account/passkeys/options',
    'POST /account/passkeys',
    'POST /account/passkeys/removal',
    'GET /account/second-factor',
    'POST /account/second-factor',
    'POST /account/second-factor/confirmation',
    'POST /account/second-factor/codes',
    'POST /account/second-factor/removal',
  ],
  'propose-own': [
    'GET /proposals',
    'GET /proposals/:id',
    'POST /proposals/:id/withdrawal',
    'POST /proposals/:id/remark',
    'POST /proposals/:id/settling',
    'GET /documents/handed-in',
    'GET /sources/:source/documents',
    'POST /sources/:source/documents',
    'GET /propose/:resource',
    'POST /propose/:resource',
    'GET /propose/:resource/:id',
    'POST /propose/:resource/:id',
    'GET /propose/:resource/:id/withdrawal',
    'POST /propose/:resource/:id/withdrawal',
    'GET /minutes',
    'POST /minutes',
    'GET /documents/:id/minutes',
    'GET /propose/grid/:resource',
    'POST /propose/grid/:resource',
    'GET /propose/likeness/:sort{actors|cooperations|sources}',
    'GET /propose/reversal-of/:revision{\\d+}',
    'POST /propose/reversal-of/:revision{\\d+}',
    // Without a language: the way to the page in the reader's own.
    'GET /proposals/*',
  ],
  code: [
    'GET /coding/new',
    'POST /coding/new',
    'POST /coding/:id/finish',
    'POST /coding/:id/closing',
    'POST /coding/:id/adjudicated',
    'POST /coding/:id/publicity',
    'GET /coding/:id/units/:unit',
    'POST /coding/:id/units/:unit',
    'POST /coding/:id/units/:unit/adjudication',
  ],
  review: [
    'GET /codebook/draft',
    'POST /codebook/draft',
    'POST /codebook/draft/publication',
    'POST /codebook/draft/removal',
    'GET /codebook/draft/:scheme',
    'POST /codebook/draft/:scheme',
    'GET /codebook/draft/:scheme/:code',
    'POST /codebook/draft/:scheme/:code',
    'POST /codebook/draft/:scheme/:code/removal',
    'GET /propose/conflicts/:id',
    'POST /propose/conflicts/:id',
    'POST /sources/:source/copies',
    'POST /documents/:id/acceptance',
    'POST /documents/:id/refusal',
    'POST /documents/:id/withdrawal',
    'POST /documents/:id/visibility',
    'POST /documents/:id/passages',
    'POST /documents/:id/passages/removal',
    'GET /propose/actors/:id/merge',
    'POST /propose/actors/:id/merge',
    'GET /propose/actors/:id/split',
    'POST /propose/actors/:id/split',
    'GET /propose/conflicts/:id/dissent',
    'POST /propose/conflicts/:id/dissent',
    'GET /propose/conflicts/:id/dissent/recorded',
    'POST /proposals/divergences',
    'POST /proposals/:id/acceptance',
    'POST /proposals/:id/rejection',
    'POST /proposals/:id/return',
    'POST /proposals/:id/answer',
    'GET /imports',
    'POST /imports',
    'GET /imports/:list',
    'POST /imports/:list/removal',
    'GET /imports/:list/places',
    'POST /imports/:list/places/:place/ruling',
    'GET /import-runs/:run',
    'POST /import-runs/:run/columns',
    'POST /import-runs/:run/start',
    'POST /import-runs/:run/cancel',
    'POST /import-runs/:run/resume',
    'POST /import-runs/:run/removal',
  ],
  'work-sealed': [
    'GET /seals',
    'GET /seals/new',
    'POST /seals/new',
    'GET /seals/:id',
    'GET /seals/:id/:act',
    'POST /seals/:id/code',
    'POST /seals/:id/opening',
    'POST /seals/:id/review',
    'POST /seals/:id/decisions',
    'POST /seals/:id/decisions/:decision/confirmation',
    'POST /seals/:id/decisions/:decision/refusal',
    'POST /seals/:id/decisions/:decision/withdrawal',
    'POST /seals/:id/decisions/:decision/revocation',
    // Without a language: the way to the page in the reader's own.
    'GET /seals/*',
  ],
  administer: [
    'POST /editions',
    'GET /administration/organisations',
    'POST /administration/organisations',
    'GET /administration/organisations/:id',
    'POST /administration/organisations/:id',
    'POST /administration/organisations/:id/removal',
    'POST /administration/organisations/:id/invitations',
    'POST /administration/organisations/:id/identity-provider',
    'POST /administration/organisations/:id/identity-provider/removal',
    'POST /administration/organisations/:id/members/:person',
    'POST /administration/organisations/:id/members/:person/removal',
    'POST /administration/invitations/:id/withdrawal',
  ],
  'this-computer': ['GET /outbox', 'GET /outbox/:id'],
}

export const routePolicies: ReadonlyMap<string, RoutePolicy> = new Map(
  Object.entries(routes).flatMap(([policy, keys]) => keys.map((key) => [key, policy as RoutePolicy] as const)),
)

type Route = { method: string; path: string }

/** `GET /account` for the routes of both languages. */
export function routeKey({ method, path }: Route): string {
  return `${method} ${path.replace(/^\/(?:sv|en)(?=\/|$)/, '') || '/'}`
}

/** Middleware is registered for every method, what answers for one. */
export function isEndpoint({ method }: Route): boolean {
  return method !== 'ALL'
}

const ownNames = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/
const ownAddresses = ['127.0.0.1', '::1', '::ffff:127.0.0.1']

/**
 * A proxy on this computer passes on others' requests, and need not say so: its own settings may hide both the name that
 * they asked for and that they came from elsewhere. Therefore the key, which only the terminal shows.
 */
function isFromThisComputer(c: Context<AppEnv>, outboxKey: string): boolean {
  const remote = c.env?.incoming?.socket.remoteAddress
  const isPassedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => c.req.header(name))
  const host = c.req.header('host') ?? new URL(c.req.url).host
  const isHere = !isPassedOn && ownNames.test(host) && (remote === undefined || ownAddresses.includes(remote))
  return isHere && hashToken(c.req.query('key') ?? '') === hashToken(outboxKey)
}

/** Recognises who is signed in and holds every request to the policy of its route. */
export function guardRoutes(accounts: Accounts, policies = routePolicies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const keys = matchedRoutes(c).filter(isEndpoint).map(routeKey)
    // Programs and pages elsewhere read without an account, and files are the same for everybody.
    if (keys.length > 0 && keys.every((key) => /^GET \/(?:api|assets|embed|health|robots\.txt)(?:\/|$)/.test(key))) {
      for (const key of keys) policyOf(c, key, policies)
      return next()
    }
    const { account, awaited, cookies } = await recognise(c, accounts)
    c.set('account', account)
    c.set('awaited', awaited)
    const wanted = keys.map((key) => policyOf(c, key, policies))
    const elsewhere = wanted.map((policy) => refuse(c, policy, accounts)).find((response) => response !== undefined)
    if (elsewhere) return elsewhere
    await next()
    // What signs in or out has set the cookie itself.
    if (!c.res.headers.has('set-cookie')) for (const cookie of cookies) c.res.headers.append('set-cookie', cookie)
    if (account || awaited || wanted.some((policy) => policy !== 'public'))
      c.res.headers.set('cache-control', 'private, no-store')
  }
}

async function recognise(c: Context<AppEnv>, accounts: Accounts) {
  if (!c.req.header('cookie')?.includes('samband')) return { cookies: [] }
  const { account, awaited, cookies } = await recogniseAccount(accounts, c.req.raw.headers)
  return { account, awaited, cookies: cookies.getSetCookie() }
}

function policyOf(c: Context<AppEnv>, key: string, policies: ReadonlyMap<string, RoutePolicy>): RoutePolicy {
  const policy = policies.get(key)
  if (policy) return policy
  c.var.log.error({ route: key }, 'route without a policy')
  throw new Problem('forbidden', 'accounts/no-policy', 'Nobody has said who may ask for this address.')
}

/** Throws for whoever may not; gives the way to the page for signing in to whoever may perhaps, once they are known. */
function refuse(c: Context<AppEnv>, policy: RoutePolicy, { outboxKey }: Accounts): Response | undefined {
  if (policy === 'public' || policy === 'anybody') return undefined
  if (policy === 'this-computer') {
    if (isFromThisComputer(c, outboxKey)) return undefined
    throw new Problem(
      'forbidden',
      'accounts/not-this-computer',
      'Only the computer that the program runs on may ask.',
      {
        text: (t) => t('accounts.outbox.closed'),
      },
    )
  }
  const { account } = c.var
  if (!account) return toSignIn(c)
  if (policy === 'member' || may(account.role, policy)) return undefined
  throw new Problem('forbidden', `accounts/may-not-${policy}`, 'Your role does not permit this.', {
    text: (t) => t('accounts.refused.role', { role: t(`accounts.role.${account.role}`) }),
  })
}

function toSignIn(c: Context<AppEnv>): Response {
  if (c.req.method !== 'GET') {
    throw new Problem('forbidden', 'accounts/not-signed-in', 'Sign in first.', {
      text: (t) => t('accounts.refused.signed-out'),
    })
  }
  const { pathname, search } = new URL(c.req.url)
  c.header('cache-control', 'no-store')
  const way = c.var.awaited ? 'sign-in/code' : 'sign-in'
  return c.redirect(`/${c.var.language}/${way}?${new URLSearchParams({ to: pathname + search })}`, 303)
}
