/** Has somebody said of every route who may ask for it, and is a route closed of which nobody has? */
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { requestContext } from '#platform/http/request-context.ts'
import { createLog } from '#platform/log.ts'
import { guardRoutes } from '../src/route-guard.ts'
import { isEndpoint, routeKey, routePolicies } from '../src/route-policies.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'

let app: TestApp
/** Every route of a program at somebody's desk, which has the most. */
let keys: string[]
beforeAll(async () => {
  app = await openTestApp(littleland, new Date(), { url: 'http://localhost:3000', mail: { by: 'outbox' } })
  keys = [...new Set(app.routes.filter(isEndpoint).map(routeKey))]
})
afterAll(() => app?.close())

test('every route has a policy, and every policy a route', () => {
  expect(keys.length).toBeGreaterThan(80)
  expect(keys.filter((key) => !routePolicies.has(key))).toEqual([])
  expect([...routePolicies.keys()].filter((key) => !keys.includes(key))).toEqual([])
})

test('only reading is public', () => {
  const written = keys.filter((key) => !key.startsWith('GET ') && routePolicies.get(key) === 'public')
  expect(written).toEqual([])
})

test('what answers is registered for a method, so that the policies see it', () => {
  const forAllMethods = app.routes.filter((route) => !isEndpoint(route)).map(({ path }) => path)
  expect([...new Set(forAllMethods)]).toEqual(['/*', '/api/*'])
})

/** An address that the route answers, in Swedish. */
function addressOf(key: string): { method: string; path: string } {
  const [method = '', path = ''] = key.split(' ')
  return { method, path: `/sv${path.replaceAll(/:\w+(\{[^}]*\})?/g, 'x').replace(/\/\*$/, '/x')}` }
}

test('whoever is not signed in gets nothing of what is not for anybody', async () => {
  const closed = keys.filter((key) => !['public', 'anybody', 'this-computer'].includes(routePolicies.get(key) ?? ''))
  expect(closed.length).toBeGreaterThan(10)
  for (const key of closed) {
    const { method, path } = addressOf(key)
    const response = await app.request(path, { method, headers: { 'sec-fetch-site': 'same-origin' } })
    const { pathname } = new URL(response.headers.get('location') ?? path, 'http://localhost:3000')
    expect([key, response.status, pathname]).toEqual(method === 'GET' ? [key, 303, '/sv/sign-in'] : [key, 403, path])
    expect(response.headers.get('cache-control')).toMatch(/no-store/)
  }
})

test.each([
  ['the name of another host', { host: 'samband.example' }],
  ['a proxy', { host: 'localhost:3000', 'x-forwarded-for': '198.51.100.1' }],
  ['a proxy that says so in another way', { host: 'localhost:3000', via: '1.1 proxy' }],
])('the outbox answers this computer, and not %s', async (_, headers) => {
  const path = `/en/outbox?key=${app.accounts.outboxKey}`
  expect((await app.request(path)).status).toBe(200)
  const refused = await app.request(path, { headers })
  expect(refused.status).toBe(403)
  expect(await refused.text()).not.toContain('mail-text')
})

test('the outbox does not answer a proxy that hides that it is one: it has no key', async () => {
  const headers = { host: '127.0.0.1:3000', accept: 'text/html' }
  for (const query of ['', '?key=', '?key=x', `?key=${app.accounts.outboxKey}x`, `?to=${app.accounts.outboxKey}`]) {
    for (const path of ['/en/outbox', '/en/outbox/1']) {
      const refused = await app.request(path + query, { headers })
      expect([path + query, refused.status]).toEqual([path + query, 403])
      expect(await refused.text()).toContain('at the address that it printed')
    }
  }
  expect(app.accounts.outboxKey).toMatch(/^[\w-]{43}$/)
})

test('a route of which nobody has said anything is closed, also to administrators', async () => {
  const bare = new Hono<AppEnv>()
  bare.use(requestContext(createLog('silent')), guardRoutes(app.accounts, new Map([['GET /said', 'public']])))
  bare.get('/sv/said', (c) => c.text('in')).get('/sv/unsaid', (c) => c.text('in'))
  bare.onError((error, c) => c.text(error.message, error instanceof Problem ? error.status : 500))
  expect((await bare.request('/sv/said')).status).toBe(200)
  const refused = await bare.request('/sv/unsaid')
  expect([refused.status, await refused.text()]).toEqual([403, 'Nobody has said who may ask for this address.'])
})
