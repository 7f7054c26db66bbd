/** Does every page that can be reached hold together: found, whole, labelled, in one language, within the policy? */
import { parseHTML } from 'linkedom'
import readExcelFile from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '#platform/i18n/language.ts'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { crawlSite, defaultsOf, type Crawl, type Visit } from './harness/crawl.ts'
import { findSealed, mayName, sealed } from './harness/sealed-words.ts'
import { faultsOfStructure, foreignWordsOn, textsForeignTo } from './harness/page-faults.ts'

type Page = Visit & { document: Document; language: Language }

let app: TestApp
let crawl: Crawl
let pages: Page[]

beforeAll(async () => {
  app = await openTestApp()
  crawl = await crawlSite(app)
  pages = [...crawl.visits.values()].flatMap((visit) => {
    const language = /^\/(sv|en)(?=[/?]|$)/.exec(visit.arrivedAt)?.[1]
    return visit.document && (language === 'sv' || language === 'en')
      ? [{ ...visit, document: visit.document, language }]
      : []
  })
}, 240_000)
afterAll(() => app?.close())

/** Path without the slash that the address of a start page may end with. */
function pathOf(address: string): string {
  return new URL(address, origin).pathname.replace(/\/$/, '')
}

function faultsIn(list: readonly Page[], find: (page: Page) => readonly string[]): string[] {
  return list.flatMap((page) => find(page).map((fault) => `${page.path}: ${fault}`))
}

test('every link and every form leads somewhere', () => {
  const broken = [...crawl.visits.values()].filter(({ status }) => status !== 200)
  expect(broken.map(({ path, status, from }) => `${status} ${path} (linked from ${from})`)).toEqual([])
})

test('the crawl has seen the site, in both languages alike', () => {
  const paths = (language: Language) =>
    new Set(
      pages
        .filter((page) => page.language === language)
        .map((page) => new URL(page.arrivedAt, origin).pathname.slice(3)),
    )
  const [sv, en] = [paths('sv'), paths('en')]
  expect([...sv].filter((path) => !en.has(path))).toEqual([])
  expect([...en].filter((path) => !sv.has(path))).toEqual([])
  const counted = (start: string) => [...sv].filter((path) => path.startsWith(start)).length
  expect(counted('/cooperations/')).toBeGreaterThanOrEqual(57)
  expect(counted('/sources/')).toBeGreaterThanOrEqual(40)
  expect(counted('/actors/')).toBeGreaterThanOrEqual(100)
})

test('every page is sound in its structure', () => {
  expect(faultsIn(pages, (page) => faultsOfStructure(page.document, page.language))).toEqual([])
})

test('titles of pages in one language differ from one another', () => {
  // Two sources may well have one title; the pages of both say who published them.
  const plain = pages.filter(({ arrivedAt }) => !/\?|\/$|\/sources\//.test(arrivedAt))
  const byTitle = Map.groupBy(plain, ({ document, language }) => `${language} ${document.title}`)
  const shared = [...byTitle].map(([title, of]) => [title, [...new Set(of.map(({ arrivedAt }) => arrivedAt))]] as const)
  expect(shared.filter(([, of]) => of.length > 1)).toEqual([])
})

test('the permanent address and those in both languages answer', async () => {
  const asked = new Map<string, number>()
  const statusOf = async (address: string) => {
    const known = asked.get(address)
    if (known) return known
    const response = await app.request(address)
    const { status } = response.status === 302 ? await app.request(response.headers.get('location') ?? '') : response
    asked.set(address, status)
    return status
  }
  const faults: string[] = []
  for (const { document, path, arrivedAt, language } of pages) {
    const hrefOf = (selector: string) => document.querySelector(selector)?.getAttribute('href') ?? ''
    const canonical = hrefOf('link[rel="canonical"]')
    if (pathOf(canonical) !== pathOf(arrivedAt)) faults.push(`${path}: canonical ${canonical}`)
    const own = hrefOf(`link[rel="alternate"][hreflang="${language}"]`)
    if (own !== canonical) faults.push(`${path}: its own alternate is ${own}`)
    for (const each of ['sv', 'en', 'x-default']) {
      const address = hrefOf(`link[rel="alternate"][hreflang="${each}"]`)
      const status = address.startsWith(origin) ? await statusOf(address) : 'no address'
      if (status !== 200) faults.push(`${path}: ${each} ${address} ${status}`)
    }
  }
  expect(faults).toEqual([])
}, 60_000)

test('links to a place on a page find it', () => {
  const lost = crawl.fragments.filter(({ path, id }) => {
    const document = crawl.visits.get(path)?.document
    return document && !document.getElementById(id)
  })
  expect([...new Set(lost.map(({ from, path, id }) => `${path}#${id} (linked from ${from})`))]).toEqual([])
  expect(crawl.fragments.length).toBeGreaterThan(100)
})

describe.each(['sv', 'en'] as const)('pages in %s', (language) => {
  test('say nothing in the other language without marking it', () => {
    const foreign = textsForeignTo(language)
    const ours = pages.filter((page) => page.language === language)
    expect(faultsIn(ours, ({ document }) => foreignWordsOn(document, language, foreign))).toEqual([])
  })
})

describe('of the sealed source', () => {
  /** All that was brought home, and what the crawl does not come by. */
  let served: { arrivedAt: string; body: string; contentType: string }[]
  beforeAll(async () => {
    const { items } = await (await app.request('/api/v1/cooperations?limit=500')).json()
    const lists = ['sources?limit=500', 'sources.csv', `sources/${sealed}`, 'codebook', 'actors.csv', 'cooperations.csv', 'context-events', 'context-events.csv', 'openapi.json'] // prettier-ignore
    served = [...crawl.visits.values()]
    for (const path of [...lists, ...items.map(({ id }: { id: string }) => `cooperations/${id}`)]) {
      const response = await app.request(`/api/v1/${path}`)
      const contentType = response.headers.get('content-type') ?? ''
      served.push({ arrivedAt: `/api/v1/${path}`, body: await response.text(), contentType })
    }
  })

  test('nothing that is served tells which interview it was', () => {
    const texts = served.filter(({ contentType }) => !/^font|spreadsheet/.test(contentType))
    expect(texts.length).toBeGreaterThan(300)
    expect(texts.flatMap(({ arrivedAt, body }) => findSealed(body).map((fault) => `${arrivedAt}: ${fault}`))).toEqual(
      [],
    )
  })

  test('only its own record, lists of sources and the codebook name the sealed source', () => {
    const naming = served.filter(({ body }) => body.includes(sealed)).map(({ arrivedAt }) => pathOf(arrivedAt))
    expect(naming).toContain(`/api/v1/sources/${sealed}`)
    expect([...new Set(naming)].filter((path) => !mayName.test(path))).toEqual([])
  })

  test('the record of the sealed source says that there is one, and supports codes alone', async () => {
    const record = await (await app.request(`/api/v1/sources/${sealed}`)).json()
    const { supports, citations, ...rest } = record
    expect(rest).toEqual({
      id: sealed, kind: 'interview', visibility: 'sealed', author: null, publisher: null, title: null, container: null, date: null,
      diary_number: null, url: null, accessed: null, language: null,
    }) // prettier-ignore
    expect(citations).toBe(supports.length)
    expect(
      supports.map(({ fact_table, locator }: { fact_table: string; locator: string | null }) => ({
        fact_table,
        locator,
      })),
    ).toEqual(supports.map(() => ({ fact_table: 'codebook', locator: null })))
    for (const language of ['sv', 'en']) {
      const page = await (await app.request(`/${language}/sources/${sealed}`)).text()
      const main = page.slice(page.indexOf('<main'), page.indexOf('</main>'))
      expect([...main.matchAll(/href="\/(?:sv|en)\/(cooperations|actors|conflicts)[/#?]/g)]).toEqual([])
    }
  })

  test('the workbook says no more than the pages', async () => {
    const file = await (await app.request('/api/v1/cooperations.xlsx')).arrayBuffer()
    const text = JSON.stringify(await readExcelFile(Buffer.from(file)))
    expect(text).toContain('Göteborg')
    expect(text).not.toContain(sealed)
    expect(findSealed(text)).toEqual([])
  })
})

describe('the check itself notices', () => {
  const sound =
    '<!doctype html><html lang="en"><head><title>T</title><meta name="description" content="D"></head><body><h1>H</h1>%</body></html>'
  const documentWith = (body: string): Document => parseHTML(sound.replace('%', body)).document

  test('nothing where nothing is wrong', () => {
    expect(faultsOfStructure(documentWith('<label>Word <input name="q"></label><a href="/">Home</a>'), 'en')).toEqual(
      [],
    )
  })

  test.each([
    ['<h1>Again</h1>', '2 h1'],
    ['<p id="a"></p><p id="a"></p>', 'duplicate id: a'],
    ['<input name="q">', 'no label'],
    ['<label for="other">Word</label><input id="q" name="q">', 'no label'],
    ['<select name="s"></select>', 'no label'],
    ['<a href="/"><svg></svg></a>', 'no name'],
    ['<button></button>', 'no name'],
    ['<img src="/x.png">', 'no alt'],
    ['<p style="color: red">x</p>', 'style attribute'],
    ['<p onclick="x()">x</p>', 'onclick attribute'],
    ['<style>p {}</style>', 'style element'],
    ['<script>x()</script>', 'inline script'],
    ['<p aria-labelledby="gone">x</p>', 'aria-labelledby names'],
  ])('%s', (body, fault) => {
    expect(faultsOfStructure(documentWith(body), 'en').join('\n')).toContain(fault)
  })

  test('a page without title, description, or in another language', () => {
    const { document } = parseHTML('<!doctype html><html lang="sv"><head></head><body><h1>H</h1></body></html>')
    expect(faultsOfStructure(document, 'en')).toEqual(['no title', 'html lang is sv', 'no description'])
  })

  test('words in the other language, unless they are marked', () => {
    const foreign = textsForeignTo('en')
    expect(foreignWordsOn(documentWith('<p>Avslutat</p>'), 'en', { whole: new Set(['Avslutat']), pieces: [] })).toEqual(
      ['Avslutat'],
    )
    expect(foreignWordsOn(documentWith('<a title="Till innehållet">x</a>'), 'en', foreign)).toEqual(['Till innehållet'])
    const [piece = 'none'] = foreign.pieces
    expect(foreignWordsOn(documentWith(`<p>Yes. ${piece} And</p>`), 'en', foreign)).toEqual([`Yes. ${piece} And`])
    const marked = '<p lang="sv">Till innehållet</p><p>Skip to content</p><code>ended</code>'
    expect(foreignWordsOn(documentWith(marked), 'en', foreign)).toEqual([])
    expect(foreignWordsOn(documentWith('<p>Samarbeten</p>'), 'sv', textsForeignTo('sv'))).toEqual([])
  })

  test('broken links, lost places and forms', async () => {
    const site: Record<string, string> = {
      '/': '<a href="/a#there">A</a><a href="/gone">B</a><form action="/f"><input name="q" value="1"><input type="checkbox" name="c" value="2"></form>',
      '/a': '<p id="here">x</p>',
      '/f?q=1': '<p>x</p>',
    }
    const request = async (path: string) =>
      new Response(site[path], { status: path in site ? 200 : 404, headers: { 'content-type': 'text/html' } })
    const found = await crawlSite({ request }, ['/'])
    expect([...found.visits.values()].map(({ path, status }) => [path, status])).toEqual([
      ['/', 200],
      ['/a', 200],
      ['/gone', 404],
      ['/f?q=1', 200],
    ])
    expect(found.fragments).toEqual([{ from: '/', path: '/a', id: 'there' }])
  })

  test('what a form sends untouched', () => {
    const form = documentWith(
      '<form><input name="a" value="1"><input type="radio" name="b" value="x"><input type="radio" name="b" value="y" checked>' +
        '<select name="c"><option value="1">One</option><option selected>Two</option></select><button name="d" value="4">Go</button></form>',
    ).querySelector('form')
    expect(form && defaultsOf(form)).toEqual([
      ['a', '1'],
      ['b', 'y'],
      ['c', 'Two'],
    ])
  })
})
