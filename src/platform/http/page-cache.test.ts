import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test, vi } from 'vitest'
import { cachePages, sortedAddress, type PageCacheOptions } from './page-cache.ts'

const long = 'Göteborg–Shanghai '.repeat(200)
const site = 'http://localhost:3000'

/** A small app that counts how often each page is made, behind a cache whose revision the test moves. */
function cachedApp(options: Partial<PageCacheOptions> = {}) {
  const state = { revision: 1, made: 0 }
  const app = new Hono()
  app.use(async (c, next) => {
    state.made += 1
    await next()
    c.res.headers.set('x-request-id', String(state.made))
    c.res.headers.set('x-content-type-options', 'nosniff')
  })
  app.get('/page', (c) => c.html(`${long}${state.revision}`))
  app.get('/slow', async (c) => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    return c.text('slow')
  })
  app.get('/cookie', (c) => c.text('x', 200, { 'set-cookie': 'a=b' }))
  app.get('/no-store', (c) => c.text('x', 200, { 'cache-control': 'no-store' }))
  app.get('/private', (c) => c.text('x', 200, { 'cache-control': 'private, max-age=60' }))
  app.get('/immutable', (c) => c.text('x', 200, { 'cache-control': 'public, max-age=9, immutable' }))
  app.get('/varies', (c) => c.text('x', 200, { vary: 'Accept-Language' }))
  app.get('/hour', (c) => c.text('x', 200, { 'cache-control': 'public, max-age=3600' }))
  app.get('/large', () => {
    let left = 6
    const stream = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(new Uint8Array(1024 * 1024).fill(left))
        else controller.close()
      },
    })
    return new Response(stream)
  })
  app.post('/page', (c) => c.text('posted'))
  const cache = cachePages(app.fetch, { revision: () => state.revision, ...options })
  const get = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    cache.fetch(new Request(site + path, { method, headers }))
  return { state, cache, get }
}

test('a page is made once and then sent from memory, security headers included', async () => {
  const { state, get } = cachedApp()
  const first = await get('/page')
  const second = await get('/page')
  expect(state.made).toBe(1)
  expect(await second.text()).toBe(await first.text())
  expect(second.headers.get('x-content-type-options')).toBe('nosniff')
  expect(second.headers.get('content-type')).toMatch(/^text\/html; charset=utf-8$/i)
  expect(second.headers.get('cache-control')).toBe('public, no-cache')
  expect(second.headers.get('vary')).toBe('Accept-Encoding')
  expect(second.headers.get('x-request-id')).toBeNull()
})

test('a new revision makes every page anew', async () => {
  const { state, get } = cachedApp()
  const before = await get('/page')
  state.revision = 2
  const after = await get('/page')
  expect(state.made).toBe(2)
  expect(await after.text()).toMatch(/2$/)
  expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'))
})

test('what was begun at an older revision is sent but not kept', async () => {
  const { state, get, cache } = cachedApp()
  const underWay = get('/slow')
  state.revision = 2
  expect((await underWay).status).toBe(200)
  expect(cache.counts().pages).toBe(0)
})

test('whoever has the page is told so, whichever encoding it has', async () => {
  const { get } = cachedApp()
  const plain = (await get('/page')).headers.get('etag') ?? ''
  const packed = (await get('/page', { 'accept-encoding': 'br' })).headers.get('etag') ?? ''
  expect(packed).not.toBe(plain)
  for (const condition of [plain, packed, `W/${plain}`, `"other", ${packed}`, '*']) {
    const response = await get('/page', { 'if-none-match': condition, 'accept-encoding': 'br' })
    expect(response.status).toBe(304)
    expect(await response.text()).toBe('')
    expect(response.headers.get('content-length')).toBeNull()
  }
  const kept = await get('/page', { 'if-none-match': packed })
  expect(kept.headers.get('etag')).toBe(packed)
  expect((await get('/page', { 'if-none-match': '"other"' })).status).toBe(200)
})

test('a first visitor too may revalidate a copy from before a restart', async () => {
  const etag = (await cachedApp().get('/page')).headers.get('etag') ?? ''
  expect((await cachedApp().get('/page', { 'if-none-match': etag })).status).toBe(304)
})

test('each visitor gets the encoding it takes, from the first answer on', async () => {
  const { get, state } = cachedApp()
  for (let turn = 0; turn < 2; turn += 1) {
    const br = await get('/page', { 'accept-encoding': 'gzip, br' })
    expect(br.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await br.arrayBuffer())).toString()).toBe(`${long}1`)
    const gz = await get('/page', { 'accept-encoding': 'gzip' })
    expect(gunzipSync(Buffer.from(await gz.arrayBuffer())).toString()).toBe(`${long}1`)
  }
  expect(state.made).toBe(1)
})

test('HEAD has the headers of GET and no body', async () => {
  const { get, state } = cachedApp()
  for (let turn = 0; turn < 2; turn += 1) {
    const head = await get('/page', {}, 'HEAD')
    expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(`${long}1`)))
    expect(head.headers.get('etag')).toMatch(/^"/)
    expect(await head.text()).toBe('')
  }
  expect(state.made).toBe(1)
})

test.each(['/cookie', '/no-store', '/private', '/immutable', '/varies', '/missing'])(
  '%s is never kept',
  async (path) => {
    const { get, state, cache } = cachedApp()
    await get(path)
    const second = await get(path)
    expect(state.made).toBe(2)
    expect(second.headers.get('etag')).toBeNull()
    expect(second.headers.get('x-request-id')).toBe('2')
    expect(cache.counts().pages).toBe(0)
  },
)

test('an answer with a lifetime of its own keeps it', async () => {
  const { get } = cachedApp()
  expect((await get('/hour')).headers.get('cache-control')).toBe('public, max-age=3600')
})

test('requests with credentials, and writing, pass by', async () => {
  const { get, state, cache } = cachedApp()
  await get('/page', { authorization: 'Bearer x' })
  await get('/page', { cookie: 'samband.session=1' })
  expect(await (await get('/page', {}, 'POST')).text()).toBe('posted')
  expect(state.made).toBe(3)
  expect(cache.counts()).toEqual({ hits: 0, misses: 0, pages: 0, bytes: 0 })
  await get('/page', { cookie: 'another-app=1' })
  expect(cache.counts().pages).toBe(1)
})

test('a body too large to keep still arrives whole', async () => {
  const { get, cache } = cachedApp()
  const body = new Uint8Array(await (await get('/large')).arrayBuffer())
  expect(body.byteLength).toBe(6 * 1024 * 1024)
  expect([body[0], body.at(-1)]).toEqual([5, 0])
  expect(cache.counts().pages).toBe(0)
})

test('a crowd waits for one making of the page', async () => {
  const { get, state } = cachedApp()
  const answers = await Promise.all(Array.from({ length: 20 }, () => get('/slow')))
  expect(state.made).toBe(1)
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(Array.from({ length: 20 }, () => 'slow'))
})

test('when memory is full the page used longest ago goes first', async () => {
  const { get, state, cache } = cachedApp({ maxBytes: 13_000 })
  await get('/page?a')
  await get('/page?b')
  await get('/page?a')
  await get('/page?c')
  expect(state.made).toBe(3)
  await get('/page?a')
  expect(state.made).toBe(3)
  await get('/page?b')
  expect(state.made).toBe(4)
  expect(cache.counts().bytes).toBeLessThanOrEqual(13_000)
})

test('the order of parameters does not matter, the order of one parameter’s values does', async () => {
  expect(sortedAddress('/x?kind=b&kind=a&county=1')).toBe('/x?county=1&kind=b&kind=a')
  // Two ways to write one name: which of the values comes first decides the answer.
  expect(sortedAddress('/x?q=b&%71=a')).not.toBe(sortedAddress('/x?%71=a&q=b'))
  const { get, state } = cachedApp()
  await get('/page?a=1&b=2')
  await get('/page?b=2&a=1')
  expect(state.made).toBe(1)
  await get('/page?a=1&a=2')
  await get('/page?a=2&a=1')
  expect(state.made).toBe(3)
})

test('answers from memory can be counted and told of', async () => {
  const onHit = vi.fn()
  const { get, cache } = cachedApp({ onHit })
  await get('/page')
  expect(onHit).not.toHaveBeenCalled()
  await get('/page')
  expect(onHit).toHaveBeenCalledWith(expect.any(Request), 200)
  expect(cache.counts()).toMatchObject({ hits: 1, misses: 1, pages: 1 })
})
