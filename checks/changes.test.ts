/** Can anybody see what changed in the register, between which moments, and follow it? */
import { DOMParser as XmlParser } from '@xmldom/xmldom'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factKinds } from '#register/index.ts'
import { languages } from '#platform/i18n/language.ts'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { littleland } from './harness/littleland.ts'

// Revisions 3 and 4 come together: the reference package renames a town, then the dataset changes.
let app: TestApp
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2024-01-10T12:00:00Z'))
  expect(await app.load(laterLittleland, new Date('2024-01-20T12:00:00Z'))).toBe(4)
}, 60_000)
afterAll(() => app?.close())

async function open(path: string) {
  const response = await app.request(path)
  const html = await response.text()
  return { status: response.status, html, document: parseHTML(html).document }
}

const hrefsIn = (document: Document, selector: string) =>
  [...document.querySelectorAll(selector)].map((link) => link.getAttribute('href') ?? '')

describe.each(languages)('in %s', (language) => {
  test('every changeset has a page that the list and the histories lead to', async () => {
    for (const path of ['changes', '', 'cooperations/smaby-zarechye-twinning', 'actors/xl-smaby', 'sources/littleland-list-2021']) {
      const { document } = await open(`/${language}/${path}`)
      const leading = hrefsIn(document, 'main a').filter((href) => href.startsWith(`/${language}/changes/4`))
      expect(leading.length, path).toBeGreaterThan(0)
      expect((await open(leading[0] ?? '')).status).toBe(200)
    }
  }) // prettier-ignore

  test('a changeset tells who, when, how many, and each fact before and after', async () => {
    const { document } = await open(`/${language}/changes/4`)
    const text = document.querySelector('main')?.textContent ?? ''
    expect(text).toContain('Samband')
    expect(text).toContain(language === 'sv' ? '20 januari 2024' : '20 January 2024')
    const row = [...document.querySelectorAll('#kind-agreement tbody tr')].map((each) => each.textContent)
    expect(row.join()).toMatch(/2010~.*→.*2011~/s)
    expect(document.querySelector('#kind-agreement del')?.textContent).toBe('2010~')
    expect(document.querySelector('#kind-agreement ins')?.textContent).toBe('2011~')
    const withdrawn = [...document.querySelectorAll('#kind-event tbody tr')].find((each) => /tillbakadragen|withdrawn/.test(each.textContent ?? '')) // prettier-ignore
    expect(withdrawn?.querySelector('a')?.getAttribute('href')).toBe(
      `/${language}/cooperations/smaby-zarechye-twinning?as_of=3#smaby-zarechye-twinning.activity-2021`,
    )
    expect((await open(`/${language}/changes/99`)).status).toBe(404)
  })
})

test('the form compares two moments, days or revisions, without script', async () => {
  const { document } = await open('/en/changes')
  const form = document.querySelector('#compare form')
  expect([form?.getAttribute('action'), form?.getAttribute('method')]).toEqual(['/en/changes/compare', 'get'])
  const byDays = await open('/en/changes/compare?from=2024-01-15&to=2024-01-20')
  const byRevisions = await open('/en/changes/compare?from=2&to=4')
  expect(byDays.document.querySelector('h1')?.textContent).toBe('Changes from revision 2 to revision 4')
  const countsOf = ({ document: page }: typeof byDays) => page.querySelector('#counts table')?.textContent
  expect(countsOf(byDays)).toBe(countsOf(byRevisions))
  expect(countsOf(byDays)).toContain('Events')
  expect((await open('/en/changes/compare?from=4&to=4')).document.querySelector('main')?.textContent).toContain('No facts differ')
}) // prettier-ignore

test.each([
  ['from=yesterday', 'from', 'neither a day'],
  ['from=1&to=99', 'to', 'yet to come'],
  ['from=3&to=2', 'from', 'comes after the end'],
  ['to=2024-02-30', 'to', 'neither a day'],
])('%s is told beside the field, and what was typed stays', async (query, field, sentence) => {
  const { status, document } = await open(`/en/changes/compare?${query}`)
  expect(status).toBe(400)
  expect(document.querySelector(`#field-${field}-error`)?.textContent).toContain(sentence)
  const typed = new URLSearchParams(query).get(field)
  expect(document.querySelector(`#field-${field}`)?.getAttribute('value')).toBe(typed)
  const refused = await app.request(`/api/v1/changes/compare?${query}`)
  expect([refused.status, (await refused.json()).parameter]).toEqual([400, field])
})

test('a large change comes a page at a time, and the pages lead through all of it', async () => {
  let path: string | undefined = '/en/changes/2'
  const facts: string[] = []
  let pages = 0
  for (; path; pages += 1) {
    const { document } = await open(path)
    const rows = document.querySelectorAll('[id^="kind-"] tbody tr')
    expect(rows.length).toBeLessThanOrEqual(50)
    facts.push(...[...rows].map((row) => row.textContent ?? ''))
    path = document.querySelector('a[rel="next"]')?.getAttribute('href') ?? undefined
  }
  const { total } = await (await app.request('/api/v1/changes/compare?from=1&to=2&limit=1')).json()
  expect([pages > 2, facts.length]).toEqual([true, total])
})

test('every change leads to the fact as it was after it, or where it is withdrawn, before it', async () => {
  const kinds = factKinds.map((kind) => `/sv/changes/compare?from=0&to=3&kind=${kind}`)
  const leading = new Set<string>()
  for (const path of ['/en/changes/4', '/sv/changes/3', '/en/changes/compare?from=2', ...kinds])
    for (const href of hrefsIn((await open(path)).document, '[id^="kind-"] tbody a')) leading.add(href)
  expect(leading.size).toBeGreaterThan(100)
  const opened = new Map<string, Awaited<ReturnType<typeof open>>>()
  for (const href of leading) {
    const [path = '', id] = href.split('#')
    const page = opened.get(path) ?? (await open(path))
    opened.set(path, page)
    expect(page.status, href).toBe(200)
    if (id) expect(page.document.getElementById(decodeURIComponent(id)), href).not.toBeNull()
  }
}, 60_000)

test('the API lists changesets a page at a time and compares', async () => {
  const first = await (await app.request('/api/v1/changes?limit=2')).json()
  expect([first.total, first.items.map(({ revision }: { revision: number }) => revision)]).toEqual([4, [4, 3]])
  expect(first.items[0]).toMatchObject({ dataset: 'littleland', author: 'Samband', url: `${origin}/changes/4` })
  const rest = await (await app.request(first.next)).json()
  expect([rest.items.length, rest.next]).toEqual([2, null])
  const { items, counts } = await (await app.request('/api/v1/changes/compare?from=2&kind=agreement')).json()
  expect(items).toMatchObject([
    { fact_kind: 'agreement', subject: 'smaby-beihu-shi-twinning', did: 'changed', before: { signed: '2010~' }, after: { signed: '2011~' } },
  ]) // prettier-ignore
  expect(counts).toEqual([{ fact_kind: 'agreement', added: 0, changed: 1, withdrawn: 0 }])
})

test('nothing under seal is in pages, answers or feeds of changes', async () => {
  const paths = [
    '/en/changes/2', '/en/changes/4', '/sv/changes/compare?from=0&kind=source', '/sv/changes/compare?from=0&kind=citation',
    '/api/v1/changes/compare?from=0&limit=500', '/api/v1/changes/compare?from=0&about=members-survey', '/en/changes/feed.atom',
    '/en/changes/2?about=sealed-conversation', '/en/changes/4?about=members-survey',
  ] // prettier-ignore
  for (const path of paths) {
    // What somebody asks for stands in the addresses of the page that answers.
    const { html, document } = await open(path)
    const text =
      path.startsWith('/api') || path.includes('feed') ? html : (document.querySelector('main')?.textContent ?? '')
    for (const sealed of ['members-survey', 'sealed-conversation', 'Enkät'])
      expect(text.includes(sealed) && !path.includes(sealed), `${sealed} in ${path}`).toBe(false)
  }
  expect((await open('/en/sources/members-survey')).document.querySelector('#history')).toBeNull()
  const { total } = await (await app.request('/api/v1/changes/compare?from=0&about=members-survey')).json()
  expect(total).toBe(0)
})

const feeds = ['/changes', '/cooperations/smaby-zarechye-twinning', '/actors/xl-smaby']

describe.each(languages.flatMap((language) => feeds.map((path) => `/${language}${path}`)))('the feed of %s', (path) => {
  test('is Atom as RFC 4287 demands it', async () => {
    const response = await app.request(`${path}/feed.atom`)
    expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
    const onError = (level: string, message: string) => {
      throw new Error(`${level}: ${message}`)
    }
    const document = new XmlParser({ onError }).parseFromString(await response.text(), 'text/xml')
    const feed = document.documentElement
    expect([feed?.namespaceURI, feed?.localName]).toEqual(['http://www.w3.org/2005/Atom', 'feed'])
    type Node = NonNullable<typeof feed>
    const childrenOf = (node: Node, name: string) =>
      [...node.childNodes].filter((child) => child.nodeName === name).map((child) => child as unknown as Node)
    const onlyText = (node: Node, name: string) => {
      expect(childrenOf(node, name), name).toHaveLength(1)
      const text = childrenOf(node, name)[0]?.textContent ?? ''
      expect(text.trim(), name).not.toBe('')
      return text
    }
    const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/
    const check = (node: Node) => {
      expect(URL.canParse(onlyText(node, 'id'))).toBe(true)
      onlyText(node, 'title')
      expect(onlyText(node, 'updated')).toMatch(isInstant)
    }
    if (!feed) throw new Error('no feed')
    check(feed)
    const self = childrenOf(feed, 'link').find((link) => link.getAttribute('rel') === 'self')
    expect(self?.getAttribute('href')).toBe(`${origin}${path}/feed.atom`)
    expect(childrenOf(feed, 'id')[0]?.textContent).toBe(`${origin}${path}/feed.atom`)
    const entries = childrenOf(feed, 'entry')
    expect(entries.length).toBeGreaterThan(0)
    for (const entry of entries) {
      check(entry)
      // Without an author of the feed every entry has its own; without content it would need an alternate link.
      expect(childrenOf(entry, 'author').map((author) => onlyText(author, 'name'))).toHaveLength(1)
      expect(childrenOf(entry, 'content')).toHaveLength(1)
      const alternate = childrenOf(entry, 'link').find((link) => link.getAttribute('rel') === 'alternate')
      expect((await app.request(alternate?.getAttribute('href') ?? '')).status).toBe(200)
    }
    const ids = entries.map((entry) => onlyText(entry, 'id'))
    expect(new Set(ids).size).toBe(ids.length)
    const days = entries.map((entry) => onlyText(entry, 'updated'))
    expect(days).toEqual(days.toSorted().toReversed())
    expect(onlyText(feed, 'updated')).toBe(days[0])
  })

  test('is JSON Feed 1.1 with the same entries, found by the page and confirmed by its ETag', async () => {
    const response = await app.request(`${path}/feed.json`)
    expect(response.headers.get('content-type')).toBe('application/feed+json; charset=utf-8')
    const feed = await response.json()
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1', home_page_url: `${origin}${path}`, feed_url: `${origin}${path}/feed.json`,
      language: path.slice(1, 3), title: expect.stringMatching(/./),
    }) // prettier-ignore
    const atom = await (await app.request(`${path}/feed.atom`)).text()
    for (const item of feed.items) {
      expect(item).toMatchObject({ id: expect.stringMatching(/^http/), content_text: expect.stringMatching(/./) })
      expect(Number.isNaN(Date.parse(item.date_published))).toBe(false)
      expect(atom).toContain(`<id>${item.id}</id>`)
    }
    const { document } = await open(path)
    const types = ['application/atom+xml', 'application/feed+json']
    const found = types.map((type) => hrefsIn(document, `head link[rel="alternate"][type="${type}"]`).at(-1))
    expect(found).toEqual([`${path}/feed.atom`, `${path}/feed.json`])
    const etag = response.headers.get('etag') ?? ''
    expect((await app.request(`${path}/feed.json`, { headers: { 'if-none-match': etag } })).status).toBe(304)
  })
})

test('nobody can follow what is not there', async () => {
  for (const path of ['/en/cooperations/none/feed.atom', '/sv/actors/none/feed.json'])
    expect((await app.request(path)).status).toBe(404)
})

test('an entry keeps its id and its words when the register changes again', async () => {
  const idsOf = async () => (await (await app.request('/en/changes/feed.json')).json()).items.slice(-4)
  const before = await idsOf()
  const latest = await app.load(littleland, new Date('2024-01-30T12:00:00Z'))
  expect(await idsOf()).toEqual(before)
  const { items } = await (await app.request('/en/changes/feed.json')).json()
  expect(items[0]).toMatchObject({ id: `${origin}/en/changes/${latest}`, date_published: '2024-01-30T12:00:00.000Z' })
})
