import { Writable } from 'node:stream'
import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import type { AppEnv } from './app-env.ts'
import { Problem, respondToError, type RenderProblemPage } from './problem.ts'
import { requestContext } from './request-context.ts'

const renderPage: RenderProblemPage = (page, c) => c.html(`<h1>${page.title}</h1><p>${page.text}</p>`, page.status)

function appThatThrows(error: Error, render = renderPage) {
  const lines: string[] = []
  const sink = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const app = new Hono<AppEnv>()
  app.use(requestContext(pino({ level: 'error' }, sink)))
  app.onError((thrown, c) => respondToError(thrown, c, render))
  app.get('*', () => {
    throw error
  })
  return { app, lines }
}

const missing = new Problem('not-found', 'register/no-such-cooperation', 'There is no cooperation x.', {
  parameter: 'id',
})

test('under /api/ a problem is RFC 9457 JSON', async () => {
  const response = await appThatThrows(missing).app.request('/api/v1/cooperations/x?on=2020')
  expect(response.status).toBe(404)
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(await response.json()).toEqual({
    type: '/api/v1/problems#register/no-such-cooperation',
    title: 'Not found',
    status: 404,
    detail: 'There is no cooperation x.',
    instance: '/api/v1/cooperations/x',
    code: 'register/no-such-cooperation',
    parameter: 'id',
  })
})

test('elsewhere it is a page in the language of the path, unless JSON is asked for', async () => {
  const { app } = appThatThrows(missing)
  expect(await (await app.request('/sv/x')).text()).toContain('<h1>Sidan finns inte</h1>')
  expect(await (await app.request('/en/x')).text()).toContain('<h1>There is no such page</h1>')
  const asked = await app.request('/en/x', { headers: { accept: 'application/json' } })
  expect(asked.headers.get('content-type')).toContain('application/problem+json')
})

test('a problem may bring its own words for the page', async () => {
  const problem = new Problem('bad-request', 'site/odd', 'Odd.', { text: (t) => t('platform.uri-too-long-text') })
  const response = await appThatThrows(problem).app.request('/sv/x')
  expect(await response.text()).toContain(textsFor('sv')('platform.uri-too-long-text'))
})

test.each(['/sv/x', '/api/v1/x'])('a bug on %s is logged, and the reader gets an apology and the id', async (path) => {
  const { app, lines } = appThatThrows(new Error('password of the database'))
  const response = await app.request(path)
  const id = response.headers.get('x-request-id')
  const body = await response.text()
  expect(response.status).toBe(500)
  expect(body).toContain(id)
  expect(body).not.toMatch(/password|\.ts:\d/)
  expect(lines.join('')).toContain('password of the database')
  expect(lines.join('')).toContain(`"request":"${id}"`)
})

test('a refusal of the framework is the client’s fault', async () => {
  const response = await appThatThrows(new HTTPException(400, { message: 'Malformed JSON' })).app.request('/api/x')
  expect(await response.json()).toMatchObject({ status: 400, code: 'http/refused', detail: 'Malformed JSON' })
})

test('when the problem page itself fails, plain words remain', async () => {
  const { app, lines } = appThatThrows(missing, () => {
    throw new Error('layout is broken')
  })
  const response = await app.request('/en/x')
  expect(response.status).toBe(404)
  expect(await response.text()).toContain('There is no such page')
  expect(lines.join('')).toContain('layout is broken')
})
