import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'
import { cachePages } from './page-cache.ts'
import { clientOf, limitRate, limitReading } from './rate-limit.ts'

function limitedApp(header?: string) {
  const limit = limitRate({ tries: 2, seconds: 60 })
  const app = new Hono<AppEnv>().get('/', async (c) => {
    await limit.spend(c, clientOf(c, header))
    return c.text('in')
  })
  app.onError((error, c) => c.text(error.message, error instanceof Problem ? error.status : 500))
  return (forwarded: string) => app.request('/', { headers: { 'x-forwarded-for': forwarded } })
}

test('the third try is one too many, and says when to come back', async () => {
  const ask = limitedApp('x-forwarded-for')
  expect((await ask('198.51.100.1')).status).toBe(200)
  expect((await ask('198.51.100.1')).status).toBe(200)
  const refused = await ask('198.51.100.1')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await ask('198.51.100.2')).status).toBe(200)
})

test('what a client writes before the entry of the proxy does not make it another', async () => {
  const ask = limitedApp('x-forwarded-for')
  const statuses = []
  for (const invented of ['1.1.1.1', '2.2.2.2', '3.3.3.3'])
    statuses.push((await ask(`${invented}, 198.51.100.1`)).status)
  expect(statuses).toEqual([200, 200, 429])
})

test('without a proxy the header counts for nothing', async () => {
  const ask = limitedApp()
  const statuses = []
  for (const invented of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) statuses.push((await ask(invented)).status)
  expect(statuses).toEqual([200, 200, 429])
})

test.each([
  ['2001:db8:1:2::1', '2001:DB8:1:2:aaaa::3', '2001:db8:1:2:a:b:c:d'],
  ['2001:db8::1', '2001:db8:0:0:ffff::', '2001:db8::1:2:3:4'],
  ['fe80::1%eth0', 'fe80::2', 'fe80::192.0.2.1'],
])('whoever has a network of IPv6 is one client: %s', async (...addresses) => {
  const ask = limitedApp('x-forwarded-for')
  const statuses = []
  for (const address of addresses) statuses.push((await ask(address)).status)
  expect(statuses).toEqual([200, 200, 429])
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1', '2001:db8:1:4::1'],
  ['1::', '1:0:0:1::', '::1:2:3:4:5'],
  ['::ffff:198.51.100.1', '::ffff:198.51.100.2', '198.51.100.3'],
])('networks are clients of their own: %s, %s', async (...addresses) => {
  const ask = limitedApp('x-forwarded-for')
  for (const address of [...addresses, ...addresses])
    expect([address, (await ask(address)).status]).toEqual([address, 200])
})

test('an address is the same client however a connection writes it', async () => {
  const ask = limitedApp('x-forwarded-for')
  for (const address of ['198.51.100.1', '::ffff:198.51.100.1']) expect((await ask(address)).status).toBe(200)
  expect((await ask('198.51.100.1')).status).toBe(429)
})

test('looking whether a try is left costs none, and counting tells how many are', async () => {
  const limit = limitRate({ tries: 2, seconds: 60 })
  const app = new Hono<AppEnv>().get('/', async (c) => {
    await limit.check(c, 'who')
    return c.text('in')
  })
  app.onError((error, c) => c.text(error.message, error instanceof Problem ? error.status : 500))
  expect((await limit.take('who')).left).toBe(1)
  for (let time = 0; time < 3; time += 1) expect((await app.request('/')).status).toBe(200)
  expect((await limit.take('who')).left).toBe(0)
  const refused = await app.request('/')
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect((await limit.take('who')).left).toBe(-1)
})

test('reading is limited for each client, each answer says what is left, and what is answered from memory costs nothing', async () => {
  const app = new Hono<AppEnv>().use(limitReading({ tries: 2, seconds: 60 }, 'x-forwarded-for'))
  app.get('/:page', (c) => c.text(c.req.param('page')))
  app.onError((error, c) => c.text(error.message, error instanceof Problem ? error.status : 500))
  const pages = cachePages(app.fetch, { revision: () => 1 })
  const ask = async (page: string, client = '198.51.100.1', method = 'GET') => {
    const request = new Request(`http://samband.test/${page}`, { method, headers: { 'x-forwarded-for': client } })
    const { status, headers } = await pages.fetch(request)
    return [status, headers.get('ratelimit'), headers.get('ratelimit-policy'), headers.get('retry-after')]
  }
  const policy = '"reading";q=2;w=60'
  expect(await ask('a')).toEqual([200, '"reading";r=1;t=60', policy, null])
  // From memory, to whomever: no count, and nobody else's either.
  for (const client of ['198.51.100.1', '198.51.100.2', '198.51.100.3'])
    expect(await ask('a', client)).toEqual([200, null, policy, null])
  expect(await ask('b')).toEqual([200, '"reading";r=0;t=60', policy, null])
  expect(await ask('c')).toEqual([429, '"reading";r=0;t=60', policy, '60'])
  expect((await ask('a'))[0]).toBe(200)
  expect((await ask('c', '198.51.100.2'))[0]).toBe(200)
  expect((await ask('c', '198.51.100.1', 'OPTIONS'))[0]).toBe(404)
})
