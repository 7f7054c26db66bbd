/** Can a filtered list be followed: does its feed tell what changed among its rows, and nothing of others? */
import { DOMParser } from '@xmldom/xmldom'
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { littleland } from './harness/littleland.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2024-01-10T12:00:00Z'))
  await app.load(laterLittleland, new Date('2024-02-20T12:00:00Z'))
})
afterAll(() => app?.close())

type JsonFeed = {
  version: string
  title: string
  feed_url: string
  home_page_url: string
  items: { id: string; url: string; title: string; content_text: string; date_published: string }[]
}

async function readJson(query = ''): Promise<JsonFeed> {
  const response = await app.request(`/en/cooperations/feed.json${query}`)
  expect([query, response.status]).toEqual([query, 200])
  expect(response.headers.get('content-type')).toContain('application/feed+json')
  return response.json()
}

async function idsOf(query = ''): Promise<string[]> {
  const { items } = await (await app.request(`/api/v1/cooperations${query}`)).json()
  return items.map(({ id }: { id: string }) => id)
}

/** Whom an entry names, and how much came in and was closed: the pair with its kind, as the feed of one calls it. */
const linesOf = (text: string) => text.split('\n').filter((line) => line.includes(' in'))

test.each(['', '?status=ended', '?kind=twinning', '?q=zarechye'])(
  'of %j tells of each row what its own feed tells, the latest revision first',
  async (query) => {
    const { items } = await readJson(query)
    const told = items.flatMap(({ url, content_text: text }) =>
      linesOf(text).map((line) => `${new URL(url).pathname} ${line}`),
    )
    const wanted: string[] = []
    for (const id of await idsOf(query)) {
      const own: JsonFeed = await (await app.request(`/en/cooperations/${id}/feed.json`)).json()
      const name = own.title.replace(/^Samband: /, '')
      for (const entry of own.items) {
        const counts = entry.content_text.replace(/^revision \d+, /, '')
        wanted.push(`${new URL(entry.url).pathname} ${name}: ${counts}`)
      }
    }
    expect(wanted.length).toBeGreaterThan(1)
    expect(told.toSorted()).toEqual(wanted.toSorted())
    const revisions = items.map(({ url }) => Number(/(\d+)$/.exec(new URL(url).pathname)?.[1]))
    expect(revisions).toEqual(revisions.toSorted((a, b) => b - a))
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
  },
)

test('rows that nothing has happened to since are not told of again', async () => {
  const [latest] = (await readJson()).items
  const changed = linesOf(latest?.content_text ?? '').length
  expect(changed).toBeGreaterThan(0)
  expect(changed).toBeLessThan((await idsOf()).length)
})

test('both forms tell the same, and name the list that they follow with its filters', async () => {
  const feed = await readJson('?status=ended&sort=-started&view=map')
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
  expect([feed.home_page_url, feed.feed_url]).toEqual([
    `${origin}/en/cooperations?status=ended`,
    `${origin}/en/cooperations/feed.json?status=ended`,
  ])
  expect(feed.title).toContain('Ended')
  const response = await app.request('/en/cooperations/feed.atom?status=ended')
  expect(response.headers.get('content-type')).toContain('application/atom+xml')
  const atom = new DOMParser().parseFromString(await response.text(), 'text/xml')
  const texts = (name: string) => [...atom.getElementsByTagName(name)].map(({ textContent }) => textContent)
  expect(texts('id')).toEqual([`${origin}/en/cooperations/feed.atom?status=ended`, ...feed.items.map(({ id }) => id)])
  expect(texts('content')).toEqual(feed.items.map(({ content_text: text }) => text))
  for (const { url } of feed.items) expect((await app.request(url)).status).toBe(200)
})

test('the list leads to its feed, unseen and seen', async () => {
  const { document } = parseHTML(await (await app.request('/sv/cooperations?kind=twinning&sort=ended')).text())
  const links = [...document.querySelectorAll('link[rel="alternate"][type^="application/"]')]
  const hrefs = links.map((link) => link.getAttribute('href'))
  for (const form of ['atom', 'json']) {
    const path = `/sv/cooperations/feed.${form}?kind=twinning`
    expect(hrefs).toContain(path)
    expect(document.querySelector(`main a[href="${path}"]`)?.textContent).toMatch(/Atom|JSON Feed/)
  }
})

test('of what cannot be read there is no feed, which would be followed for years', async () => {
  for (const query of ['?status=finished', '?colour=blue', '?on=2021-02-29'])
    expect([query, (await app.request(`/en/cooperations/feed.atom${query}`)).status]).toEqual([query, 400])
})

test('as of an earlier revision it tells what was known then', async () => {
  const { items } = await readJson('?as_of=2')
  expect(items.map(({ url }) => new URL(url).pathname)).toEqual(['/en/changes/2'])
})
