import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'
import { clientOf, limitRate } from './rate-limit.ts'

function limitedApp(header?: string) {
  const limit = limitRate({ tries: 2, seconds: 60 })
  const app = new Hono<AppEnv>().get('/', async (c) => {
    await limit(c, clientOf(c, header))
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
