import { Writable } from 'node:stream'
import { Hono } from 'hono'
import { pino } from 'pino'
import { afterEach, expect, test, vi } from 'vitest'
import type { AppEnv } from './app-env.ts'
import { cachePages, type Fetch } from './page-cache.ts'
import { requestContext } from './request-context.ts'
import { PortTakenError, serveApp, type Served } from './serve.ts'

const running: Served[] = []
const here = { port: 0, host: '127.0.0.1' }

afterEach(async () => {
  await Promise.all(running.splice(0).map((served) => served.stop()))
})

async function start(app: { fetch: Fetch }, close?: () => void) {
  const cache = cachePages(app.fetch, { revision: () => 1 })
  const served = await serveApp(cache.fetch, { ...here, close })
  running.push(served)
  return `http://127.0.0.1:${served.port}`
}

test('pages are served from memory over a real connection', async () => {
  let made = 0
  const app = new Hono().get('/page', (c) => c.html(`made ${(made += 1)} ${'text '.repeat(500)}`))
  const address = await start(app)
  const packed = { headers: { 'accept-encoding': 'br' } }
  const first = await fetch(`${address}/page`, packed)
  const second = await fetch(`${address}/page`, packed)
  expect(first.headers.get('content-encoding')).toBe('br')
  expect(await first.text()).toBe(await second.text())
  const etag = second.headers.get('etag') ?? ''
  expect((await fetch(`${address}/page`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const head = await fetch(`${address}/page`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } })
  expect(Number(head.headers.get('content-length'))).toBeGreaterThan(2500)
  const headOfAnother = await fetch(`${address}/page?other`, { method: 'HEAD' })
  expect(headOfAnother.status).toBe(200)
  expect(headOfAnother.headers.get('etag')).toBeTruthy()
})

test('a stream that is too long to keep arrives whole over a real connection', async () => {
  const app = new Hono().get('/large', (c) => {
    let left = 80
    return c.body(
      new ReadableStream({
        pull(controller) {
          if (left-- > 0) controller.enqueue(new Uint8Array(65_536))
          else controller.close()
        },
      }),
    )
  })
  const body = await (await fetch(`${await start(app)}/large`)).arrayBuffer()
  expect(body.byteLength).toBe(80 * 65_536)
})

test('a line is logged when the answer has been sent, with the bytes that left', async () => {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = new Hono<AppEnv>()
  app.use(requestContext(pino({ level: 'info' }, sink)))
  app.get('/sv/page', (c) => c.text('x'.repeat(20_000)))
  const address = await start(app)
  const response = await fetch(`${address}/sv/page?q=secret`, { headers: { 'accept-encoding': 'identity' } })
  await response.text()
  await vi.waitFor(() => expect(lines).toHaveLength(1))
  const line = JSON.parse(lines[0] ?? '')
  expect(line).toMatchObject({ method: 'GET', path: '/sv/page?q', status: 200, request: expect.any(String) })
  expect(line.bytes).toBeGreaterThan(20_000)
  await (await fetch(`${address}/sv/page?q=secret`)).text()
  expect(lines).toHaveLength(1)
})

test('stopping waits for answers under way, then closes', async () => {
  const order: string[] = []
  const app = new Hono().get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    order.push('answered')
    return c.text('done')
  })
  const address = await start(app, () => {
    order.push('closed')
  })
  const answer = fetch(`${address}/slow`).then((response) => response.text())
  await new Promise((resolve) => setTimeout(resolve, 30))
  await running[0]?.stop()
  expect(await answer).toBe('done')
  expect(order).toEqual(['answered', 'closed'])
  await expect(fetch(`${address}/slow`)).rejects.toThrow()
})

test('a port in use is said in a sentence that names the setting', async () => {
  await start(new Hono())
  const port = running[0]?.port ?? 0
  const again = serveApp(new Hono().fetch, { port, host: here.host })
  await expect(again).rejects.toThrow(PortTakenError)
  await expect(again).rejects.toThrow(`Port ${port} on 127.0.0.1 is already in use`)
  await expect(again).rejects.toThrow(/PORT=\d+ npm start/)
})
