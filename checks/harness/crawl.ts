// Follows every link and every GET form of the site from the front page on, in both languages.
import { parseHTML } from 'linkedom'
import { origin, type TestApp } from './app.ts'

export type Visit = {
  /** Path and query, as asked. */
  path: string
  status: number
  contentType: string
  /** Where the redirects led, or `path` itself. */
  arrivedAt: string
  body: string
  /** Absent for what is no page. */
  document?: Document
  /** The page that the first link to it stood on. */
  from: string
}

/** `#fragment` links: which page points where. */
export type FragmentLink = { from: string; path: string; id: string }

export type Crawl = { visits: ReadonlyMap<string, Visit>; fragments: readonly FragmentLink[] }

type Step = { path: string; from: string; isForm?: boolean }

// Filters make millions of addresses. Each path is visited with each set of parameter names once, up to a number.
const samplesOfQuery = { form: 5, link: 25 }
/** Every PNG is the SVG beside it, drawn: a third of a second each; files of tables are the CSV, written otherwise. */
const samplesOfFile = 1

export const startPages: readonly string[] = ['/', '/sv', '/en']

/** Of a walk for which one language tells as much as two. */
export const swedish = /^\/sv(?:[/?]|$)/

/**
 * Begins at `roots`. Every path is visited but those that match `skipped`, and of the queries of one path a sample. The
 * past is the same site again: it is walked through only where a root lies in it.
 */
export async function crawlSite(
  app: Pick<TestApp, 'request'>,
  roots = startPages,
  skipped: readonly RegExp[] = [],
): Promise<Crawl> {
  const visits = new Map<string, Visit>()
  const fragments = new Map<string, FragmentLink>()
  const shapes = new Set<string>()
  const sampled = new Map<string, number>()
  const isPast = (path: string) => /[?&]as_of=/.test(path)
  const entersPast = roots.some(isPast)
  const queue: Step[] = roots.map((path) => ({ path, from: '(root)' }))
  const seen = new Set(roots)

  for (let step = queue.shift(); step; step = queue.shift()) {
    const visit = await visitPage(app, step)
    visits.set(step.path, visit)
    if (!visit.document) continue
    for (const { address, isForm } of addressesOf(visit.document, visit.arrivedAt)) {
      const { pathname, search, hash } = address
      const path = pathname + search
      if (hash.length > 1)
        fragments.set(`${path}${hash} ${step.path}`, { from: step.path, path, id: decodeURIComponent(hash.slice(1)) })
      if (seen.has(path) || isPast(path) !== entersPast || skipped.some((one) => one.test(path))) continue
      if (search || pathname.endsWith('.png')) {
        const kind = isForm ? 'form' : 'link'
        const shape = `${kind} ${pathname} ${[...new Set(address.searchParams.keys())].toSorted().join()}`
        const isFile = /\.(?:png|xlsx|json|ndjson|jsonld|sqlite|parquet)$/.test(pathname)
        // Each actor has a card: all of them are one kind of picture.
        const sample = `${kind} ${pathname.endsWith('.png') ? pathname.split('/').at(-1) : pathname}`
        const taken = sampled.get(sample) ?? 0
        const most = isFile ? samplesOfFile : samplesOfQuery[kind]
        if (shapes.has(shape) || taken >= most) continue
        shapes.add(shape)
        sampled.set(sample, taken + 1)
      }
      seen.add(path)
      queue.push({ path, from: step.path })
    }
  }
  return { visits, fragments: [...fragments.values()] }
}

const mostRedirects = 5

async function visitPage(app: Pick<TestApp, 'request'>, { path, from }: Step): Promise<Visit> {
  let arrivedAt = path
  let response = await app.request(path)
  for (let hop = 0; hop < mostRedirects && response.status >= 300 && response.status < 400; hop += 1) {
    const target = new URL(response.headers.get('location') ?? '', origin + arrivedAt)
    if (target.origin !== origin) break
    arrivedAt = target.pathname + target.search
    response = await app.request(arrivedAt)
  }
  const contentType = response.headers.get('content-type') ?? ''
  const body = await response.text()
  const visit: Visit = { path, from, arrivedAt, status: response.status, contentType, body }
  if (contentType.startsWith('text/html')) visit.document = parseHTML(body).document
  return visit
}

// The page in the other language is found through the switch of the head, which is a link like others; the three
// addresses of the document's head are compared and asked for by the tests themselves.
const leading =
  'a[href], area[href], link[rel~="stylesheet"], link[rel~="icon"], link[rel~="preload"], script[src], img[src]'

/** Addresses of ours that the page leads to or loads. */
function* addressesOf(document: Document, path: string): Generator<{ address: URL; isForm: boolean }> {
  const base = origin + path
  const ours = (text: string) => {
    const address = URL.canParse(text, base) ? new URL(text, base) : undefined
    return address?.origin === origin ? address : undefined
  }
  for (const element of document.querySelectorAll(leading)) {
    const address = ours(element.getAttribute('href') ?? element.getAttribute('src') ?? '')
    if (address) yield { address, isForm: false }
  }
  for (const form of document.querySelectorAll('form')) {
    if ((form.getAttribute('method') ?? 'get').toLowerCase() !== 'get') continue
    const address = ours(form.getAttribute('action') || base)
    if (!address) continue
    address.search = new URLSearchParams(defaultsOf(form)).toString()
    yield { address, isForm: true }
  }
}

/** What a browser sends when nothing is touched. Fields without a name are not sent. */
export function defaultsOf(form: Element): [string, string][] {
  const sent: [string, string][] = []
  for (const field of form.querySelectorAll('input, select, textarea')) {
    const name = field.getAttribute('name')
    if (!name || field.hasAttribute('disabled')) continue
    const type = field.getAttribute('type') ?? 'text'
    if (field.localName === 'select') {
      const options = [...field.querySelectorAll('option')]
      const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0]
      if (chosen) sent.push([name, chosen.getAttribute('value') ?? chosen.textContent ?? ''])
    } else if (type === 'checkbox' || type === 'radio') {
      if (field.hasAttribute('checked')) sent.push([name, field.getAttribute('value') ?? 'on'])
    } else if (!['submit', 'button', 'reset', 'image', 'file'].includes(type)) {
      sent.push([
        name,
        field.localName === 'textarea' ? (field.textContent ?? '') : (field.getAttribute('value') ?? ''),
      ])
    }
  }
  return sent
}
