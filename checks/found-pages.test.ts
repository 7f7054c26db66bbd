/** Do search engines and those who pass on a link find what they look for: sitemap, alternates, canonical addresses, pictures? */
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2026-03-01T08:00:00Z'))
})
afterAll(() => app?.close())

const textOf = async (path: string) => (await app.request(path)).text()
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = '']) => found)

async function addressesInSitemap(): Promise<{ address: string; alternates: string[] }[]> {
  const robots = await textOf('/robots.txt')
  const [index = ''] = all(robots, /^Sitemap: (.*)$/gm)
  const files = all(await textOf(index), /<loc>(.*?)<\/loc>/g)
  expect(files.length).toBeGreaterThan(0)
  const entries = await Promise.all(files.map(async (file) => all(await textOf(file), /<url>(.*?)<\/url>/g)))
  return entries.flat().map((entry) => ({
    address: all(entry, /<loc>(.*?)<\/loc>/g)[0] ?? '',
    alternates: all(entry, /href="(.*?)"/g),
  }))
}

test('the sitemap that robots.txt names has every page, each once, as the page itself says', async () => {
  const entries = await addressesInSitemap()
  const addresses = entries.map(({ address }) => address)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const path of ['/en/', '/sv/cooperations/smaby-zarechye-twinning', '/en/actors/xl-smaby', '/sv/data/dictionary', '/en/sources/smaby-minutes-2020'])
    expect(addresses).toContain(origin + path) // prettier-ignore
  for (const { address, alternates } of entries.filter((_, index) => index % 7 === 0)) {
    const response = await app.request(address)
    expect([address, response.status]).toEqual([address, 200])
    const { document } = parseHTML(await response.text())
    const linked = [...document.querySelectorAll('link[rel="alternate"][hreflang]')].map((link) =>
      link.getAttribute('href'),
    )
    expect(linked).toEqual(alternates)
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(address)
  }
})

test.each(['/en', '/sv/cooperations/smaby-zarechye-twinning', '/en/actors/xl-smaby', '/sv/statistics?measure=started&by=kind', '/en/about'])(
  '%s has a picture for those who pass it on, told in words',
  async (path) => {
    const { document } = parseHTML(await textOf(path))
    const said = (property: string) => document.querySelector(`meta[property="${property}"]`)?.getAttribute('content') ?? ''
    expect(said('og:image:alt')).toMatch(/\w{3}/)
    const response = await app.request(said('og:image'))
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
    const png = Buffer.from(await response.arrayBuffer())
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
    expect([said('og:image:width'), said('og:image:height')]).toEqual(['1200', '630'])
  },
) // prettier-ignore

test('pictures of what there is not are answered so', async () => {
  for (const path of ['/en/cooperations/none/share.png', '/en/actors/none/share.png', '/en/report/none/share.png'])
    expect([path, (await app.request(path)).status]).toEqual([path, 404])
})

test.each(['/en', '/sv/data'])('%s says in the words of schema.org what there is to take away', async (path) => {
  const { document } = parseHTML(await textOf(path))
  const content = JSON.parse(document.querySelector('script[type="application/ld+json"]')?.textContent ?? '{}')
  expect(content).toMatchObject({ '@type': 'Dataset', license: 'https://creativecommons.org/licenses/by/4.0/' })
  expect(content.distribution.length).toBeGreaterThan(3)
  for (const { contentUrl } of content.distribution) expect((await app.request(contentUrl)).status).toBe(200)
})

test('the page of a thing leads to its linked data', async () => {
  const { document } = parseHTML(await textOf('/en/actors/xl-smaby'))
  const links = [...document.querySelectorAll('link[rel="alternate"]')].map((link) => link.getAttribute('href') ?? '')
  expect(links).toEqual(expect.arrayContaining(['/actors/xl-smaby.ttl', '/actors/xl-smaby.jsonld']))
})
