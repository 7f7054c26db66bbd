// Walks through the site as a visitor would, and writes every page into files that open from a disk.
import { createHash } from 'node:crypto'
import { languages, type Language } from '#platform/i18n/language.ts'
import type { EditionPages } from './edition-page.views.tsx'
import { fileOf, inLanguage, isTakenAlong, ownFile, ownPages, relativePath, type Address } from './static-address.rules.ts' // prettier-ignore
import { readStatic, type PageChanges, type PageText } from './static-page.rules.ts'
import { searchEntry, writeSearchIndex, type SearchEntry } from './search-index.rules.ts'

export type StaticSite = {
  /** Asks the running site as somebody who is not signed in. */
  ask: (path: string) => Promise<Response>
  /** Takes in a file; paths are relative to the folder of the site. */
  add: (path: string, content: string | Uint8Array) => Promise<void>
  pages: EditionPages
  /** Files of the edition beside the folder of the site, as the ways there, by the path without language. */
  beside: ReadonlyMap<string, string>
  /** Words by which the search finds a page though they do not stand on it; the path is without language. */
  alsoFound: ReadonlyMap<string, string>
  /** Makes of a module a script that a page from a disk may load. */
  asClassic: (code: string) => Promise<string>
}

/** More lists behind figures than this no edition takes along: a large register has one for each pair of words. */
const mostWithQueries = 2_000

type Step = { address: Address; file: string; language: Language }

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** Writes all pages. The same site gives the same files. */
export async function writeStaticSite(site: StaticSite): Promise<void> {
  const { add, pages } = site
  const files = new Map<string, string>()
  const queue: Step[] = []
  const entries = new Map<Language, SearchEntry[]>(languages.map((language) => [language, []]))
  let withQueries = 0

  /** The file of an address; undefined for what stays behind. */
  async function fileFor(address: Address, from: Address, language: Language): Promise<string | undefined> {
    const key = address.path + address.search
    const known = files.get(key) ?? site.beside.get(address.path.slice(3))
    if (known !== undefined) return known
    if (!isTakenAlong(address, from)) return undefined
    if (address.search !== '' && (withQueries += 1) > mostWithQueries) return undefined
    const file = fileOf(address, address.path.startsWith('/api/') ? 'json' : 'html', digest)
    files.set(key, file)
    queue.push({ address, file, language: languageOf(address.path) ?? language })
    return file
  }

  /** From a page to the file of an address as it is written there, or to the page that says why there is none. */
  async function wayTo(written: string, { address, file, language }: Step): Promise<string> {
    const url = ourAddress(written, address)
    if (!url) return written
    const target = { path: inLanguage(url.pathname, language).replace(/(?<=.)\/$/, ''), search: url.search }
    const found = await fileFor(target, address, language)
    if (found !== undefined) return relativePath(file, found) + url.hash
    const asked = new URLSearchParams({ address: url.pathname + url.search })
    return `${relativePath(file, ownFile(language, 'note'))}?${asked}`
  }

  async function writePage(step: Step, html: string): Promise<PageText> {
    const { file, language } = step
    const to = (path: string) => relativePath(file, path)
    const changes: PageChanges = {
      style: (address) => to(address.replace(/^\//, '')),
      script: to(pages.script.slice(1)),
      search: to(ownFile(language, 'search')),
      note: to(ownFile(language, 'note')),
      formNote: pages.formNote(language, to(ownFile(language, 'note'))),
      head: pages.head,
      foot: pages.foot(language, to(ownFile(language, 'check'))),
      // Of documents the file is there, and not the pictures of their pages.
      isLeftOut: (address) => /^\/(?:sv|en)\/(?:sign-in(?:[?#]|$)|documents\/\d+\/pages\/)/.test(address),
    }
    const page = readStatic(html, changes)
    const ways = new Map<string, string>()
    for (const address of page.links) ways.set(address, await wayTo(address, step))
    await add(
      file,
      page.write((address) => ways.get(address) ?? address),
    )
    return page.text
  }

  async function writeAnswer(step: Step): Promise<void> {
    const { address, file, language } = step
    const own = pages.own.get(address.path)
    if (own !== undefined) {
      await writePage(step, own)
      return
    }
    const response = await site.ask(address.path + address.search)
    const isForEverybody = response.status === 200 && !/private/.test(response.headers.get('cache-control') ?? '')
    const isPage = response.headers.get('content-type')?.startsWith('text/html')
    if (!isForEverybody) await writePage(step, pages.own.get(`/${language}/${ownPages.note}`) ?? '')
    else if (!isPage) await add(file, new Uint8Array(await response.arrayBuffer()))
    else {
      const text = await writePage(step, await response.text())
      if (address.search !== '') return
      const words = `${text.text} ${site.alsoFound.get(address.path.slice(3)) ?? ''}`
      entries.get(language)?.push(searchEntry(relativePath(`${language}/x`, file), { ...text, text: words }))
    }
  }

  for (const language of languages) await fileFor({ path: `/${language}`, search: '' }, nowhere, language)
  for (const path of pages.own.keys()) await fileFor({ path, search: '' }, nowhere, languageOf(path) ?? 'en')
  for (let step = queue.shift(); step; step = queue.shift()) await writeAnswer(step)
  for (const [language, found] of entries) await add(`${language}/search-index.js`, writeSearchIndex(found))
  await writeAssets(site)
}

const nowhere: Address = { path: '', search: '' }

function languageOf(path: string): Language | undefined {
  return languages.find((language) => path === `/${language}` || path.startsWith(`/${language}/`))
}

const anywhere = 'http://site.invalid'

/** An address of the site, as it is written in a page of it. */
function ourAddress(written: string, { path, search }: Address): URL | undefined {
  const base = anywhere + path + search
  const url = URL.canParse(written, base) ? new URL(written, base) : undefined
  return url?.origin === anywhere ? url : undefined
}

/** The script, styles, fonts and pictures: those that the pages name, and what the styles name. */
async function writeAssets({ ask, add, pages, asClassic }: StaticSite): Promise<void> {
  const fetched = async (path: string) => Buffer.from(await (await ask(path)).arrayBuffer())
  await add(pages.script.slice(1), await asClassic((await fetched(pages.script)).toString()))
  const css = (await fetched(pages.style)).toString()
  await add(pages.style.slice(1), css.replaceAll(/(url\("?)\/assets\//g, '$1'))
  const named = [...css.matchAll(/url\("?(\/assets\/[^")]+)"?\)/g)].map(([, address = '']) => address)
  for (const path of new Set([...named, ...pages.pictures].toSorted())) await add(path.slice(1), await fetched(path))
}
