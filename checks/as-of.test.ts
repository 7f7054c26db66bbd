/**
 * Can every page and every answer be read as it was before the register learnt more? The site is walked through as it
 * stands, then every kind of fact is changed, and every address is asked for again as of the revision before.
 */
import { parseHTML } from 'linkedom'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endpoints } from '#publication/index.ts'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { crawlSite, swedish, type Crawl, type Visit } from './harness/crawl.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { littleland } from './harness/littleland.ts'

/** The revision before everything changed. */
const before = 2

const apiAddresses = [
  ...endpoints.filter(({ path, isOfToday }) => !isOfToday && !/\{|xlsx/.test(path)).map(({ path }) => path),
  '/cooperations/smaby-beihu-shi-twinning', '/cooperations/smaby-zarechye-twinning', '/actors/xl-smaby', '/sources/smaby-minutes-2020',
  '/cooperations?status=active', '/actors?q=småby', '/statistics?by=kind', '/survival?by=kind', '/series/in-force?from=1990',
].map((path) => `/api/v1${path}`) // prettier-ignore

/** What has no page of its own: the other language, and files. */
const oneOfEach = [swedish, /\.(?:png|xlsx|sqlite|parquet|pdf|docx)(?:\?|$)/]

let app: TestApp
let present: Crawl
let latest = 0
const told = new Map<string, string>()
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2024-01-10T12:00:00Z'))
  present = await crawlSite(app, ['/en'], oneOfEach)
  for (const address of apiAddresses) told.set(address, await (await app.request(address)).text())
  latest = await app.load(laterLittleland, new Date('2024-01-20T12:00:00Z'))
}, 120_000)
afterAll(() => app?.close())

function asOf(address: string, moment: string | number = before): string {
  return `${address}${address.includes('?') ? '&' : '?'}as_of=${moment}`
}

/** Free text is found in the present only, and what is kept without versions is told as of today. */
const isOfToday = (path: string) =>
  /[?&]q=[^&]/.test(path) || /^\/(api\/|assets\/)|^\/(sv|en)\/(patterns|error-report)/.test(path)
const isRedirected = ({ path, arrivedAt }: Visit) => path !== arrivedAt

/** What a page says, without what tells that it is a page of the past. */
function contentOf(html: string): string {
  const { document } = parseHTML(html)
  const main = document.querySelector('main')
  for (const own of main?.querySelectorAll('#as-of-notice, input[name="as_of"], .field:has([type="search"])') ?? [])
    own.remove()
  // Addresses of ours carry the moment last, and citations name such addresses.
  return (main?.innerHTML ?? html).replaceAll(/(\?|&amp;amp;|&amp;|&)as_of=\d+/g, '').replaceAll(/\s+/g, ' ')
}

const compared = () =>
  [...present.visits.values()].filter(
    (visit) => visit.status === 200 && !isRedirected(visit) && !isOfToday(visit.path) && !/font|png/.test(visit.contentType),
  ) // prettier-ignore

test('every page says as of the revision before what it said then', async () => {
  const pages = compared()
  expect(pages.length).toBeGreaterThan(150)
  const differing: string[] = []
  let changed = 0
  for (const { path, body } of pages) {
    const then = await app.request(asOf(path))
    expect(then.status, path).toBe(200)
    const text = contentOf(await then.text())
    if (text !== contentOf(body)) differing.push(path)
    const now = await app.request(path)
    if (contentOf(await now.text()) !== text) changed += 1
  }
  expect(differing).toEqual([])
  // Otherwise the comparison would say nothing.
  expect(changed).toBeGreaterThan(pages.length / 2)
}, 240_000)

test('every answer of the API says as of the revision before what it said then', async () => {
  const differing: string[] = []
  let changed = 0
  for (const [address, said] of told) {
    const then = await app.request(asOf(address))
    expect(then.status, address).toBe(200)
    const text = (await then.text()).replaceAll(/as_of=\d+&/g, '').replaceAll(/[?&]as_of=\d+/g, '')
    if (text !== said) differing.push(address)
    if ((await (await app.request(address)).text()) !== said) changed += 1
  }
  expect(differing).toEqual([])
  expect(changed).toBeGreaterThan(told.size / 2)
})

describe('a page of the past', () => {
  let past: Crawl
  beforeAll(async () => {
    past = await crawlSite(app, ['/en?as_of=2'], oneOfEach)
  }, 120_000)

  test('leads only to what is there', () => {
    // The page about the register cites the report that ships with it, which Littleland does not hold.
    const broken = [...past.visits.values()].filter(({ status, path }) => status !== 200 && !path.includes('/sources/nkk-2022'))
    expect(broken.map(({ path, status, from }) => `${status} ${path} (linked from ${from})`)).toEqual([])
  }) // prettier-ignore

  test('keeps the moment in every link and form, but for the way to today', () => {
    const pages = [...past.visits.values()].filter(({ arrivedAt, document }) => document && /[?&]as_of=2/.test(arrivedAt))
    expect(pages.length).toBeGreaterThan(100)
    // A change leads to what was held before it, or after.
    const isOfChanges = (path: string) => /\/changes\//.test(path)
    const leaving = pages.flatMap(({ path, document }) =>
      [...(document?.querySelectorAll('a[href^="/"], area[href^="/"]') ?? [])]
        .filter((link) => !link.closest('#as-of-notice'))
        .map((link) => link.getAttribute('href') ?? '')
        .filter((href) => !/[?&]as_of=2(&|#|$)/.test(href) && !(isOfChanges(path) && /[?&]as_of=1(#|$)/.test(href)))
        .map((href) => `${href} on ${path}`),
    )
    // What is followed is what is yet to come; codes, rounds of coding, countries and counties have no past, nor has what describes the data;
    // an edition has its own; and who signs in works in what stands.
    const allowed = /^\/[\w/-]*\/feed\.(atom|json)[ ?]|^\/api\/v1\/(codebook|coding-rounds|coding-units|codings|openapi|countries|counties|regimes|datapackage)|^\/data\/catalog\.|^\/(sv|en)\/editions |^\/(sv|en)\/(sign-in|error-report\?[^ ]*) /
    expect(leaving.filter((each) => !allowed.test(each))).toEqual([])
    const forms = pages.flatMap(({ path, document }) =>
      [...(document?.querySelectorAll('main form') ?? [])]
        .filter((form) => form.querySelector('[name="as_of"]') === null && form.querySelector('[name="q"]') === null)
        .map(() => path),
    )
    expect(forms.filter((path) => !path.includes('/patterns'))).toEqual([])
  }) // prettier-ignore
})

test.each(['/en', '/sv/cooperations?view=map', '/en/cooperations/smaby-beihu-shi-twinning', '/sv/actors/xl-smaby'])(
  '%s says as of when it is, leads to today, names itself as canonical and is not to be indexed',
  async (path) => {
    const response = await app.request(asOf(path, '2024-01-15'))
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    const { document } = parseHTML(await response.text())
    const notice = document.querySelector('main > #as-of-notice')
    expect(notice?.textContent).toMatch(path.startsWith('/sv') ? /15 januari 2024, revision 2/ : /15 January 2024, revision 2/)
    expect(notice?.querySelector('a')?.getAttribute('href')).toBe(path === '/en' ? '/en/' : path)
    expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(origin + asOf(path === '/en' ? '/en/' : path, '2024-01-15'))
    expect((await app.request(path)).headers.get('x-robots-tag')).toBeNull()
  },
) // prettier-ignore

test.each(['/en/actors/xl-smaby', '/en/cooperations/smaby-zarechye-twinning'])(
  '%s says how to cite what it shows, by an address that goes on showing it',
  async (path) => {
    for (const shown of [latest, before]) {
      const address = shown === latest ? path : asOf(path)
      expect(await (await app.request(address)).text()).toContain(
        `revision ${shown} of the register. ${origin}${asOf(path, shown)}</p>`,
      )
    }
  },
)

test('free text of the past cannot be looked for: the field says so, and so does the API', async () => {
  const { document } = parseHTML(await (await app.request('/en/cooperations?as_of=2&q=storby')).text())
  expect(document.querySelector('#list-search')?.hasAttribute('disabled')).toBe(true)
  expect(document.querySelector('#list-search-hint')?.textContent).toContain('words of earlier days are not kept')
  expect(document.querySelector('main')?.textContent).toContain('q: “storby” is not searched for')
  const refused = await app.request('/api/v1/cooperations?as_of=2&q=storby')
  expect([refused.status, (await refused.json()).parameter]).toEqual([400, 'q'])
})

test('as of the latest revision everything can be asked, free text too', async () => {
  const { document } = parseHTML(await (await app.request(asOf('/en/cooperations?q=storby', latest))).text())
  expect(document.querySelector('#as-of-notice')?.textContent).toContain('the latest revision')
  expect(document.querySelector('#list-search')?.hasAttribute('disabled')).toBe(false)
  expect(document.querySelectorAll('main tbody tr').length).toBeGreaterThan(0)
})

describe.each(['/en', '/en/cooperations', '/sv/actors/xl-smaby', '/api/v1/cooperations', '/api/v1/statistics.csv'])('%s', (path) => {
  test.each([
    ['yesterday', 400], ['2024-02-30', 400], ['-1', 400], ['1.5', 400], ['99', 404], ['9999-12-31', 404],
    ['2024-01-09', 404], ['0', 404],
  ])('as_of=%s is answered with %d and the name of the parameter', async (moment, status) => {
    const response = await app.request(asOf(path, moment), { headers: { accept: 'application/json' } })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ parameter: 'as_of' })
    const page = parseHTML(await (await app.request(asOf('/en', moment))).text()).document
    expect(page.querySelector('main')?.textContent).toContain('as_of')
  })
}) // prettier-ignore

test('what is kept without versions is refused with the reason', async () => {
  for (const path of ['codebook', 'codebook.csv', 'rules']) {
    const response = await app.request(`/api/v1/${path}?as_of=2`)
    expect(response.status).toBe(400)
    expect((await response.json()).detail).toContain('without versions')
  }
})

test('numbers of a revision may be kept for ever; what may yet change may not', async () => {
  const kept = async (path: string) => (await app.request(path)).headers.get('cache-control')
  expect(await kept('/api/v1/series/in-force?as_of=2')).toContain('immutable')
  for (const path of ['/api/v1/series/in-force', '/api/v1/series/in-force?as_of=2024-01-10', '/api/v1/sources?as_of=2', '/en?as_of=2'])
    expect(await kept(path), path).toBe('public, no-cache')
}) // prettier-ignore

test('the revision that held actors alone is shown as that', async () => {
  for (const path of ['/en', '/sv/cooperations', '/en/statistics', '/en/statistics/survival', '/sv/actors', '/en/about', '/en/sources', '/sv/countries/XB'])
    expect((await app.request(asOf(path, 1))).status, path).toBe(200)
}) // prettier-ignore
