/** Are copies kept of what the addresses of sources lead to, and is it noticed when they no longer lead anywhere? */
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkLinks, fetchCopy } from '#evidence/index.ts'
import { makePdf } from './harness/documents.ts'
import { changedLittleland, replace } from './harness/littleland.ts'
import { openWorld, type World } from './harness/members.ts'
import { headingOf, type Answer, type Visitor } from './harness/visitor.ts'
import { allowThisComputer, openWebServer, type WebServer } from './harness/web-server.ts'

let world: World
let curator: Visitor
let visitor: Visitor
let server: WebServer
let respond: (response: ServerResponse) => void
beforeAll(async () => {
  server = await openWebServer((_, response) => respond(response))
  world = await openWorld({ guard: allowThisComputer, now: () => now })
  await world.app.load(
    changedLittleland({
      'sources.csv': replace('https://example.org/myrlands-posten/1999', `${server.url}/1999/v%C3%A4n.html`),
      'datapackage.json': replace('"version": "1.1.0"', '"version": "1.1.1"'),
    }),
    new Date('2026-03-02'),
  )
  curator = await world.join('cora@littleland.example', 'curator', 'Cora')
  visitor = world.visitor()
})
beforeEach(() => {
  respond = (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end(news)
})
afterAll(async () => {
  await world?.close()
  await server?.close()
})

let now = new Date('2026-04-01T10:00:00Z')
const day = (text: string) => {
  now = new Date(`${text}T10:00:00Z`)
}

const news = '<!doctype html><html lang="sv"><body><h1>Vi har en vän i Zarechye</h1></body></html>'
const source = '/en/sources/myrland-post-1999'
const copies = `${source}/copies`

const documentsOn = ({ document }: Answer) =>
  [...document.querySelectorAll('#documents li > a:first-child')].map((link) => link.textContent)

describe('a copy from the web', () => {
  test('is offered to curators, and to nobody else', async () => {
    const hasForm = ({ document }: Answer) =>
      [...document.querySelectorAll('form')].some((form) => form.getAttribute('action') === copies)
    expect([hasForm(await curator.get(source)), hasForm(await visitor.get(source))]).toEqual([true, false])
    const contributor = await world.join('cleo@littleland.example', 'contributor')
    expect((await contributor.post(copies)).status).toBe(403)
    expect((await visitor.post(copies)).status).toBe(403)
  })

  test('is dated, told by what it holds, and waits for a curator to say who may read it', async () => {
    const { location = '' } = await curator.post(copies)
    const page = await curator.get(location)
    expect(headingOf(page)).toBe('127.0.0.1 vän 2026-04-01.html')
    expect(page.text).toContain('fetched from the web on 1 April 2026')
    expect(page.document.querySelector('.page-text')?.textContent).toContain('Vi har en vän i Zarechye')
    expect(page.document.querySelector('[name="visibility"] option[selected]')?.getAttribute('value')).toBe('members')
    expect((await visitor.get(location)).status).toBe(404)
    await curator.post(`${location}/acceptance`, { visibility: 'public' })
    expect(documentsOn(await visitor.get(source))).toEqual(['127.0.0.1 vän 2026-04-01.html'])
  })

  test('that is the same is kept once; one that has changed is another', async () => {
    day('2026-04-02')
    const first = (await curator.post(copies)).location
    respond = (response) => response.end(news.replace('en vän', 'ingen vän'))
    const second = (await curator.post(copies)).location
    expect(second).not.toBe(first)
    expect(documentsOn(await curator.get(source))).toHaveLength(2)
  })

  test.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['an error', (response) => response.writeHead(404).end(), /error 404/],
    ['something that is not taken', (response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"/>'), /^This is no PDF/],
    ['a broken file', (response) => response.end(makePdf().subarray(0, 300)), /damaged/],
    ['a way into a closed network', (response) => response.writeHead(302, { location: 'http://10.0.0.1/' }).end(), /closed network/],
    ['a way round', (response) => response.writeHead(302, { location: '/again' }).end(), /too many times/],
  ])('of %s there is none, and the page says why', async (_, answer, said) => {
    respond = answer
    const failed = await curator.post(copies)
    expect([failed.status, headingOf(failed)]).toEqual([422, 'No copy could be fetched'])
    expect(failed.document.querySelector('.lead')?.textContent).toMatch(said)
  }) // prettier-ignore

  test('of a source without an address there is none', async () => {
    expect((await curator.post('/en/sources/smaby-minutes-2020/copies')).text).toContain('has no web address')
    expect((await curator.post('/en/sources/sealed-conversation/copies')).text).toContain('has no web address')
    expect((await curator.post('/en/sources/nothing/copies')).status).toBe(404)
  })

  test('of this computer there is none unless a test permits it', async () => {
    server.asked.length = 0
    const work = {
      database: world.app.database,
      files: world.app.files,
      now: () => now,
      nextRevision: () => Promise.resolve(1),
      changed: () => undefined,
      largestFile: 1000,
      needsSecondPerson: false,
    }
    const fetched = await fetchCopy(work, { source: 'myrland-post-1999', account: undefined })
    expect([fetched, server.asked]).toEqual([{ ok: false, refusal: 'not-public' }, []])
  })
})

describe('addresses that no longer answer', () => {
  const check = () => checkLinks({ database: world.app.database, now: () => now, guard: allowThisComputer, pauseMs: 0 })
  const rows = async () =>
    [...(await visitor.get('/en/link-rot')).document.querySelectorAll('main tbody tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.textContent),
    )

  test('before anything has been asked the list says so', async () => {
    expect((await visitor.get('/en/link-rot')).text).toContain('have not been tried yet')
  })

  test('silence before any site has answered may be our own, and is not recorded', async () => {
    day('2026-04-05')
    respond = (response) => response.destroy()
    expect(await check()).toEqual([])
    expect((await visitor.get('/en/link-rot')).text).toContain('have not been tried yet')
  })

  test('an address that answers is not on the list, nor one that turns programs away', async () => {
    day('2026-04-06')
    expect(await check()).toMatchObject([{ source: 'myrland-post-1999', status: 200, fault: null }])
    expect(await check()).toEqual([])
    day('2026-04-07')
    respond = (response) => response.writeHead(403).end()
    expect(await check()).toMatchObject([{ status: 403, fault: null }])
    expect(await rows()).toEqual([])
  })

  test('one that fails stands there since the first failure, with the copy that was kept', async () => {
    respond = (response) => response.writeHead(404).end()
    for (const each of ['2026-04-08', '2026-04-09']) {
      day(each)
      expect(await check()).toMatchObject([{ status: 404, fault: 'status' }])
    }
    await expect.poll(rows).toHaveLength(1)
    const [row = []] = await rows()
    expect(row[0]).toBe('Vi har en vän i Заречье')
    expect(row.slice(2, 5)).toEqual(['8 April 2026', 'The site answered with the error 404.', '9 April 2026'])
    expect(row[5]).toContain('127.0.0.1 vän 2026-04-01.html')
  })

  test('and goes when it answers again', async () => {
    day('2026-04-10')
    await check()
    await expect.poll(rows).toEqual([])
  })

  test('two processes at once ask each address once', async () => {
    day('2026-04-12')
    server.asked.length = 0
    const both = await Promise.all([check(), check()])
    expect(both.flat()).toHaveLength(1)
    expect(server.asked).toHaveLength(1)
  })

  test('what a killed process had taken is asked by another after a while', async () => {
    day('2026-04-14')
    const ending = new AbortController()
    respond = () => ending.abort()
    const killed = { database: world.app.database, now: () => now, guard: allowThisComputer, pauseMs: 0 }
    expect(await checkLinks({ ...killed, signal: ending.signal })).toEqual([])
    respond = (response) => response.end('x')
    expect(await check()).toEqual([])
    now = new Date(now.getTime() + 11 * 60_000)
    expect(await check()).toHaveLength(1)
  })
})

describe('a source for members', () => {
  test('is copied for curators by its address, which visitors see as little as the copy', async () => {
    const address = `${server.url}/survey.html`
    const packages = changedLittleland({
      'sources.csv': (text) =>
        replace(
          'Enkätsvar,,2020,,,,sv',
          `Enkätsvar,,2020,,${address},,sv`,
        )(replace('https://example.org/myrlands-posten/1999', `${server.url}/1999/v%C3%A4n.html`)(text)),
      'datapackage.json': replace('"version": "1.1.0"', '"version": "1.1.2"'),
    })
    await world.app.load(packages, new Date('2026-03-03'))
    const reader = await world.join('rita@littleland.example', 'reader')
    const guarded = '/en/sources/members-survey'
    const { location = '' } = await curator.post(`${guarded}/copies`)
    await curator.post(`${location}/acceptance`, { visibility: 'public' })
    expect([(await reader.get(location)).status, (await visitor.get(location)).status]).toEqual([200, 404])
    expect((await reader.get(guarded)).text).toContain(address)
    expect((await visitor.get(guarded)).text).not.toContain(server.url)
  })
})
