import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import type { AppEnv } from './app-env.ts'
import { limitBody, limitUrl, openReading, sameOriginWrites, secureHeaders } from './guards.ts'
import { redirectToLanguage } from './language-redirect.ts'
import { respondToError } from './problem.ts'
import { loggedPath, requestContext } from './request-context.ts'

function smallApp(url = 'http://localhost:3000') {
  const app = new Hono<AppEnv>()
  app.use(requestContext(createLog('silent')), secureHeaders(url), limitUrl(), sameOriginWrites(url), limitBody(100))
  app.use('/api/*', openReading())
  app.onError((error, c) => respondToError(error, c, (page) => c.html(`<h1>${page.title}</h1>`, page.status)))
  app.get('/', redirectToLanguage)
  app.get('/sv/page', (c) => c.html('<h1>Hej</h1>'))
  app.get('/en/embed', (c) => c.html('x', 200, { 'content-security-policy': 'frame-ancestors *' }))
  app.post('/sv/page', (c) => c.text('written'))
  app.get('/api/v1/things', (c) => c.json([]))
  app.post('/api/v1/things', (c) => c.json([]))
  return app
}

test('every answer carries the security headers, problems too', async () => {
  for (const path of ['/sv/page', '/sv/none', `/sv/page?q=${'x'.repeat(5000)}`]) {
    const { headers } = await smallApp().request(path)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('strict-transport-security')).toBeNull()
  }
})

test('a page may set its own policy', async () => {
  const response = await smallApp().request('/en/embed')
  expect(response.headers.get('content-security-policy')).toBe('frame-ancestors *')
})

test('HSTS goes with https only', async () => {
  const response = await smallApp('https://samband.example').request('/sv/page')
  expect(response.headers.get('strict-transport-security')).toContain('max-age=')
})

test('an address longer than 4096 characters is 414', async () => {
  expect((await smallApp().request(`/sv/page?q=${'x'.repeat(4083)}`)).status).toBe(200)
  expect((await smallApp().request(`/sv/page?q=${'x'.repeat(4087)}`)).status).toBe(414)
})

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{ 'sec-fetch-site': 'none' }, 200],
  [{ 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'http://localhost:3000' }, 200],
  [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, 200],
  [{ origin: 'https://elsewhere.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ cookie: 'a=b' }, 403],
  [{}, 200],
])('writing with %o is %i', async (headers: Record<string, string>, status) => {
  expect((await smallApp().request('/sv/page', { method: 'POST', headers })).status).toBe(status)
})

test('any site may read the API, and only read', async () => {
  const app = smallApp()
  const headers = { origin: 'https://elsewhere.example' }
  expect((await app.request('/api/v1/things', { headers })).headers.get('access-control-allow-origin')).toBe('*')
  expect((await app.request('/api/v1/none', { headers })).headers.get('access-control-allow-origin')).toBe('*')
  const preflight = await app.request('/api/v1/things', { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-methods')).toBe('GET,HEAD,OPTIONS')
  const written = await app.request('/api/v1/things', { method: 'POST' })
  expect(written.headers.get('access-control-allow-origin')).toBeNull()
  expect((await app.request('/sv/page', { headers })).headers.get('access-control-allow-origin')).toBeNull()
})

test('the bare address leads to the start page in the language asked for', async () => {
  const response = await smallApp().request('/', { headers: { 'accept-language': 'en' } })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe('/en/')
  expect(response.headers.get('vary')).toBe('Accept-Language')
})

test('a request id is made here and never taken from outside', async () => {
  const ids = await Promise.all(
    [1, 2].map(async () => {
      const response = await smallApp().request('/sv/page', { headers: { 'x-request-id': 'mine' } })
      return response.headers.get('x-request-id')
    }),
  )
  expect(ids[0]).toMatch(/^[0-9a-f]{12}$/)
  expect(ids[0]).not.toBe(ids[1])
})

test.each(['/sv/page%00', '/sv/%00/page'])('%s holds a NUL and is nobody’s address', async (path) => {
  expect((await smallApp().request(path)).status).toBe(404)
})

test('in public the origin is that of the site, whatever host the request names', async () => {
  const post = (origin: string) =>
    smallApp('https://samband.example').request('/sv/page', {
      method: 'POST',
      headers: { origin, host: 'evil.example', 'content-type': 'text/plain' },
    })
  expect((await post('https://samband.example')).status).toBe(200)
  expect((await post('https://evil.example')).status).toBe(403)
})

test('the log shows which parameters were used, not their values', () => {
  expect(loggedPath('http://h/sv/search?q=Anna+Andersson&kind=a&kind=b')).toBe('/sv/search?q&kind')
  expect(loggedPath('http://h/sv/')).toBe('/sv/')
})

test('a body that is too large is refused before it is read', async () => {
  const post = (bytes: number) =>
    smallApp().request('/sv/page', {
      method: 'POST',
      body: 'x'.repeat(bytes),
      headers: { 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' },
    })
  expect((await post(100)).status).toBe(200)
  expect((await post(101)).status).toBe(413)
})
