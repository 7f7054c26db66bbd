// The thread that walks through the site as a visitor would, and makes of every page a file that opens from a disk. It is run by
// Node itself, so it imports what can be run as it stands.
import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { languageOf, languages, type Language } from '#platform/i18n/language.ts'
import type { EditionPages } from './edition-page.views.tsx'
import { fileOf, inLanguage, isTakenAlong, ownFile, ownPages, relativePath, type Address } from './static-address.rules.ts' // prettier-ignore
import { readStatic, type PageChanges, type PageText } from './static-page.rules.ts'
import { searchEntry, writeSearchIndex, type SearchEntry } from './search-index.rules.ts'

/** What is known of the site before the first page. */
export type Walk = {
  pages: EditionPages
  /** Files of the edition beside the folder of the site, as the ways there, by the path without language. */
  beside: ReadonlyMap<string, string>
  /** Words by which the search finds a page though they do not stand on it; the path is without language. */
  alsoFound: ReadonlyMap<string, string>
}

/** To the thread that makes the pages: asks for one, or gives a file whose path is relative to the folder of the site. */
export type WalkMessage = { id: number; ask: string } | { path: string; content: string | Uint8Array<ArrayBuffer> }

/** To what was asked under the same number. */
export type WalkAnswer = { id: number; answer: Answer }

export type Answer = { isForEverybody: boolean; isPage: boolean; body: Uint8Array<ArrayBuffer> }

/** More lists behind figures than this no edition takes along: a large register has one for each pair of words. */
const mostWithQueries = 2_000

type Step = { address: Address; file: string; language: Language }

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** The same site gives the same files. */
async function walk({ pages, beside, alsoFound }: Walk): Promise<void> {
  const files = new Map<string, string>()
  const ways = new Map<string, string>()
  const queue: Step[] = []
  const entries = new Map<Language, SearchEntry[]>(languages.map((language) => [language, []]))
  let withQueries = 0

  /** The file of an address; undefined for what stays behind. */
  function fileFor(address: Address, from: Address, language: Language): string | undefined {
    const key = address.path + address.search
    const known = files.get(key) ?? beside.get(address.path.slice(3))
    if (known !== undefined) return known
    if (!isTakenAlong(address, from)) return undefined
    if (address.search !== '' && (withQueries += 1) > mostWithQueries) return undefined
    const file = fileOf(address, address.path.startsWith('/api/') ? 'json' : 'html', digest)
    files.set(key, file)
    queue.push({ address, file, language: languageOf(address.path) ?? language })
    return file
  }

  /** From a page to the file of an address as it is written there, or to the page that says why there is none. */
  function wayTo(written: string, { address, file, language }: Step): string {
    // Pages in one folder share most of their links, and so the ways.
    const shared = written.startsWith('/') ? `${language} ${dirname(file)} ${written}` : undefined
    const known = shared && ways.get(shared)
    if (known) return known
    const url = ourAddress(written, address)
    if (!url) return written
    const target = { path: inLanguage(url.pathname, language).replace(/(?<=.)\/$/, ''), search: url.search }
    const found = fileFor(target, address, language)
    if (found === undefined) {
      const asked = new URLSearchParams({ address: url.pathname + url.search })
      return `${relativePath(file, ownFile(language, 'note'))}?${asked}`
    }
    const way = relativePath(file, found) + url.hash
    if (shared) ways.set(shared, way)
    return way
  }

  function writePage(step: Step, html: string): PageText {
    const { file, language } = step
    const to = (path: string) => relativePath(file, path)
    const linked = (markup: string, page: keyof typeof ownPages) =>
      markup.replace(`"/${language}/${ownPages[page]}"`, `"${to(ownFile(language, page))}"`)
    const changes: PageChanges = {
      style: (address) => to(address.replace(/^\//, '')),
      script: to(pages.script.slice(1)),
      search: to(ownFile(language, 'search')),
      note: to(ownFile(language, 'note')),
      formNote: linked(pages.formNote[language], 'note'),
      head: pages.head,
      foot: linked(pages.foot[language], 'check'),
      // Of documents the file is there, and not the pictures of their pages.
      isLeftOut: (address) => /^\/(?:sv|en)\/(?:sign-in(?:[?#]|$)|documents\/\d+\/pages\/)/.test(address),
    }
    const page = readStatic(html, changes)
    add(
      file,
      page.write((address) => wayTo(address, step)),
    )
    return page.text
  }

  /** Undefined for a page of the edition's own. */
  function askFor({ path, search }: Address): Promise<Answer> | undefined {
    return pages.own.has(path) ? undefined : ask(path + search)
  }

  function writeAnswer(step: Step, answer: Answer | undefined): void {
    const { address, file, language } = step
    if (!answer) {
      writePage(step, pages.own.get(address.path) ?? '')
      return
    }
    if (!answer.isForEverybody) writePage(step, pages.own.get(`/${language}/${ownPages.note}`) ?? '')
    else if (!answer.isPage) add(file, answer.body)
    else {
      const text = writePage(step, new TextDecoder().decode(answer.body))
      if (address.search !== '') return
      const words = `${text.text} ${alsoFound.get(address.path.slice(3)) ?? ''}`
      entries.get(language)?.push(searchEntry(relativePath(`${language}/x`, file), { ...text, text: words }))
    }
  }

  for (const language of languages) fileFor({ path: `/${language}`, search: '' }, nowhere, language)
  for (const path of pages.own.keys()) fileFor({ path, search: '' }, nowhere, languageOf(path) ?? 'en')
  const takeNext = () => {
    const step = queue.shift()
    return step && { step, answer: askFor(step.address) }
  }
  // Documents and tables hardly lead on: they are made beside the pages, and some of them take long.
  const ends: NonNullable<ReturnType<typeof takeNext>>[] = []
  const takeNextPage = () => {
    let next = takeNext()
    for (; next && !next.step.file.endsWith('.html'); next = takeNext()) ends.push(next)
    return next
  }
  do {
    for (let now = takeNextPage(); now;) {
      // The next page is made while this one is written.
      const next = takeNextPage()
      writeAnswer(now.step, await now.answer)
      now = next ?? takeNextPage()
    }
    for (const { step, answer } of ends.splice(0)) writeAnswer(step, await answer)
  } while (queue.length > 0)
  for (const [language, found] of entries) add(`${language}/search-index.js`, writeSearchIndex(found))
}

const nowhere: Address = { path: '', search: '' }

const anywhere = 'http://site.invalid'

/** An address of the site, as it is written in a page of it. */
function ourAddress(written: string, { path, search }: Address): URL | undefined {
  const base = anywhere + path + search
  const url = URL.parse(written, base) ?? undefined
  return url?.origin === anywhere ? url : undefined
}

const awaited = new Map<number, (answer: Answer) => void>()
let asked = 0

function ask(path: string): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  const id = (asked += 1)
  awaited.set(id, resolve)
  send({ id, ask: path })
  return promise
}

function add(path: string, content: string | Uint8Array<ArrayBuffer>): void {
  send({ path, content })
}

function send(message: WalkMessage): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread is not a window
  parentPort?.postMessage(message)
}

parentPort?.on('message', ({ id, answer }: WalkAnswer) => {
  awaited.get(id)?.(answer)
  awaited.delete(id)
})
await walk(workerData)
parentPort?.close()
