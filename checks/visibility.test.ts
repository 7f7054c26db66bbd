/** Does every route tell each role what is for it, and nothing else? Each secret is a word that stands nowhere else. */
import { Writable } from 'node:stream'
import { pino } from 'pino'
import writeXlsxFile from 'write-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routePolicies } from '../src/route-policies.ts'
import { makePdf, makeWord } from './harness/documents.ts'
import { addressesOf, askAs, endpointsOf, wordsOf, type Address } from './harness/matrix.ts'
import { askers, membersSource, openSecretWorld, type Asker, type SecretWorld } from './harness/secrets.ts'

let world: SecretWorld
let logged = ''
beforeAll(async () => {
  const stream = new Writable({ write: (chunk, _, done) => done(void (logged += String(chunk))) })
  world = await openSecretWorld({ stream: pino({ level: 'debug' }, stream), text: () => logged })
}, 240_000)
afterAll(() => world?.close())

/** What a route shows only when it is asked: of the past, by search, in another order. */
const queries: Record<string, readonly string[]> = {
  'GET /documents': ['?q=crocodile', '?q=crocodile&as_of=1'],
  'GET /cooperations': ['?q=zarechye', '?q=told'],
  'GET /sources': ['?as_of=1'],
  'GET /sources/:id': ['?as_of=1'],
  'GET /cooperations/:id': ['?as_of=1'],
  'GET /documents/:id': ['?as_of=1'],
  'GET /documents/:id/file': ['?as_of=1'],
  'GET /conflicts': ['?as_of=1'],
  'GET /about': ['?as_of=1'],
  'GET /api/v1/sources/:id': ['?as_of=1'],
  'GET /api/v1/context-events': ['?as_of=1'],
  'GET /documents/handed-in': ['?state=refused', '?state=accepted', '?state=withdrawn'],
  'GET /proposals': ['?state=draft', '?state=accepted'],
  'GET /coding/new': ['?fill=reason'],
  'GET /propose/:resource': ['?of=smaby-zarechye-twinning'],
  'GET /propose/likeness/:sort{actors|cooperations|sources}': ['?q=told&title=told'],
  'GET /propose/grid/:resource': ['?of=smaby-zarechye-twinning'],
  'GET /error-report': [`?about=sources%2F${membersSource}`, '?about=cooperations%2Fsmaby-zarechye-twinning'],
  'GET /changes/compare': ['?from=1'],
  'GET /api/v1/changes/compare': ['?from=1'],
}

/** Programs read without an account: whether that holds is tried with one member. Files that take long are one for all. */
const isForPrograms = /^\/(?:api|assets)\//
const isFile = /\.(?:csv|ndjson|jsonld|sqlite|parquet|xlsx|pdf|docx|png|svg|zip)$/

/** Whether the address tells another asker what it does not tell nobody. */
function isToAsk(who: Asker, { path, key }: Address): boolean {
  if (who === 'nobody' || key.includes('/documents/')) return true
  return !isFile.test(path) && (who === 'reader' || !isForPrograms.test(path))
}

function addressesFor(who: Asker, method: string): Address[] {
  return endpointsOf(world.app)
    .filter((route) => route.method === method)
    .filter(({ path }) => !path.startsWith('/sv') || (method === 'GET' && ['nobody', 'reader'].includes(who)))
    .flatMap((route) => addressesOf(route, world.values))
    .filter((address) => isToAsk(who, address))
    .flatMap((one) => ['', ...(queries[one.key] ?? [])].map((query) => ({ ...one, path: one.path + query })))
}

type Answered = Address & { who: Asker; status: number; kept: string; words: string[] }

/** What each answer holds of the secrets. */
async function askAll(who: Asker, addresses: readonly Address[], app: Pick<SecretWorld['app'], 'request'> = world.app) {
  const answers: Answered[] = []
  for (const address of addresses) {
    const response = await askAs(app, world.visitors[who].cookies, address)
    const text = await wordsOf(response)
    const words = [...world.secrets.keys()].filter((word) => text.includes(word))
    answers.push({ ...address, who, status: response.status, kept: response.headers.get('cache-control') ?? '', words })
  }
  return answers
}

/** Answers with words that are not for who asked, each as a sentence. */
function leaksIn(answers: readonly Answered[]): string[] {
  return answers.flatMap(({ who, method, path, words }) =>
    words
      .filter((word) => !world.secrets.get(word)?.includes(who))
      .map((word) => `${method} ${path} tells ${who} ${word}`),
  )
}

test.each<[string, (answer: Response, word: string) => Promise<Response> | Response]>([
  ['on a page', async (answer, word) => new Response(`${await answer.text()}<p>${word}</p>`, answer)],
  ['in the name of a file', async (answer, word) => new Response(await answer.text(), { headers: { 'content-disposition': `attachment; filename*=UTF-8''%E2%82%AC${word}.pdf` } })],
  ['in the address that it leads to', (_, word) => Response.redirect(`http://samband.test/${word}`, 303)],
  ['in a sheet', async (_, word) => new Response(Uint8Array.from(await writeXlsxFile([[{ value: word }]]).toBuffer()))],
  ['in a Word file', async (_, word) => new Response(Uint8Array.from(await makeWord(word)))],
  ['in a PDF', (_, word) => new Response(Uint8Array.from(makePdf([word])))],
])('a word that gets out %s is noticed', async (_, leak) => {
  const address = { key: 'GET /about', method: 'GET', path: '/en/about' }
  const leaky = { request: async (path: string, init?: RequestInit) => leak(await world.app.request(path, init), 'zqtitleqz') }
  expect(leaksIn(await askAll('nobody', [address], leaky))).toEqual(['GET /en/about tells nobody zqtitleqz'])
  expect(leaksIn(await askAll('reader', [address], leaky))).toEqual([])
}) // prettier-ignore

describe('what somebody may not know of', () => {
  /** The answer about one of several, without what says which one it was, what names the request, and sums. */
  const bytesOf = async (cookies: ReadonlyMap<string, string>, pattern: string, id: string) => {
    const path = pattern.replace(':id', id)
    const text = await wordsOf(await askAs(world.app, cookies, { method: 'GET', path }))
    const named = pattern.includes('?') ? id : path.slice('/en'.length)
    return text
      .replaceAll(named, '…')
      .replaceAll(/\b[0-9a-f]{12}\b/g, '…')
      .replaceAll(/^(?:content-length|etag): .*$/gm, '')
  }

  test('is named by why it is not shown, and by its title for whom it is', async () => {
    const named = async (who: Asker, id: string) =>
      (await world.visitors[who].get('/en/sources')).document.querySelector(`a[href="/en/sources/${id}"]`)?.textContent
    expect(await named('nobody', 'sealed-conversation')).toBe('Source under seal')
    expect(await named('administrator', 'sealed-conversation')).toBe('Source under seal')
    expect(await named('nobody', membersSource)).toBe('Source for members only')
    expect(await named('reader', membersSource)).toBe('zqtitleqz')
    expect((await world.visitors.nobody.get('/en/link-rot')).text).toContain('Vi har en vän i')
  })

  test('is answered as what there is not', async () => {
    const { 'documents/:id': documents = [], 'seals/:id': seals = [], 'proposals/:id': proposals = [], 'coding/:id': rounds = [] } = world.values
    const forbidden: [string, Asker[], readonly string[]][] = [
      ['/en/documents/:id', ['nobody'], documents.slice(1)],
      ['/en/documents/:id/file', ['nobody'], documents.slice(1)],
      ['/en/documents/:id/pages/1.png', ['nobody'], documents.slice(1)],
      ['/en/documents/:id', ['reader', 'neighbour', 'researcher'], documents.slice(3)],
      ['/en/proposals/:id', ['neighbour'], proposals],
      ['/en/coding/:id', ['nobody', 'reader', 'contributor'], rounds],
      ['/en/coding/:id/codes.csv', ['nobody', 'reader', 'contributor'], rounds],
      ['/en/documents?q=:id', ['nobody'], ['zqformemberstextqz', 'zqwaitingtextqz', 'zqwithdrawntextqz', 'zqunknownqz']],
    ]
    for (const [pattern, these, ids] of forbidden) {
      for (const who of these) {
        const [first, ...others] = await Promise.all(ids.map((id) => bytesOf(world.visitors[who].cookies, pattern, id)))
        expect(others.length).toBeGreaterThan(0)
        for (const other of others) expect([pattern, who, other]).toEqual([pattern, who, first])
      }
    }
    const stranger = await world.join('stranger@littleland.example', 'researcher')
    const [first, other] = await Promise.all(seals.map((id) => bytesOf(stranger.cookies, '/en/seals/:id', id)))
    expect(first).toBe(other)
  })
}) // prettier-ignore

test('every route has addresses to be tried at', () => {
  for (const route of endpointsOf(world.app)) {
    expect(routePolicies.has(addressesOf(route, world.values)[0]?.key ?? '')).toBe(true)
  }
  expect(() => addressesOf({ method: 'GET', path: '/en/ponds/:depth' }, world.values)).toThrow(
    'GET /ponds/:depth: say in checks/harness/secrets.ts what “ponds/:depth” may be',
  )
})

const seen = new Map<string, Set<Asker>>()

describe.sequential('what is asked for', () => {
  test.each(askers)('tells %s what is for them, and nothing else', { timeout: 240_000 }, async (who) => {
    const answers = await askAll(who, addressesFor(who, 'GET'))
    for (const { words } of answers) for (const word of words) seen.set(word, (seen.get(word) ?? new Set()).add(who))
    expect(leaksIn(answers)).toEqual([])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const keepable = answers.filter(({ kept }) => !/no-store/.test(kept)).map(({ path }) => path)
    if (who !== 'nobody')
      expect(
        keepable.filter((path) => !/^\/(?:api|assets|(?:(?:sv|en)\/)?embed|health|robots\.txt)/.test(path)),
      ).toEqual([])
  })

  test('is seen in the end by everybody whom it is for', () => {
    const inOrder = (word: string, these: readonly Asker[]) =>
      `${word}: ${askers.filter((one) => these.includes(one)).join()}`
    expect([...world.secrets.keys()].map((word) => inOrder(word, [...(seen.get(word) ?? [])]))).toEqual(
      [...world.secrets].map(([word, isFor]) => inOrder(word, isFor)),
    )
  })

  test('is under seal but for who has access, in the answer to opening it', () => {
    const sealed = [...world.secrets.keys()].filter((word) => word.startsWith('zqsealed'))
    expect(sealed.filter((word) => !world.opened.includes(word))).toEqual([])
  })

  // They change the world: therefore last, and what ends the session last of all.
  test.each(askers)('is told to %s by no form either', { timeout: 240_000 }, async (who) => {
    const isLast = ({ key }: Address) => Number(/sign-out|account\/sessions/.test(key))
    const addresses = addressesFor(who, 'POST').toSorted((a, b) => isLast(a) - isLast(b))
    const answers = await askAll(who, addresses)
    expect(answers.length).toBeGreaterThan(80)
    expect(leaksIn(answers)).toEqual([])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
  })

  test('goes by mail only to whom it is for', () => {
    const mails = world.mail.unread()
    expect(mails.length).toBeGreaterThan(0)
    for (const mail of mails) {
      const to = [mail.to].flat().flatMap((one) => one?.value.map(({ address }) => address ?? '') ?? [])
      const text = [mail.subject, mail.text, mail.html].join('\n').toLowerCase()
      const who = askers.filter((one) => to.some((address) => address.includes(`mail${one}`)))
      const leaks = [...world.secrets].filter(
        ([word, isFor]) => text.includes(word) && !who.some((one) => isFor.includes(one)),
      )
      expect([to, leaks.map(([word]) => word)]).toEqual([to, []])
    }
  })

  test('is not written to the log', () => {
    expect(logged).toContain('"msg"')
    expect([...world.secrets.keys()].filter((word) => logged.toLowerCase().includes(word))).toEqual([])
  })
})
