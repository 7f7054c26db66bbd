// Recognises who asks, and holds every request to the policy of its route.
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { may, recogniseAccount, type Accounts } from './accounts/index.ts'
import type { AppEnv } from './platform/http/app-env.ts'
import { Problem } from './platform/http/problem.ts'
import { hashToken } from './platform/secrets/token.ts'
import { isEndpoint, routeKey, routePolicies, type RoutePolicy } from './route-policies.ts'

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
