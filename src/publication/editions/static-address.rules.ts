// Where on a disk does a page of the site lie, and which pages are taken along? Pure, so that every link is written alike.
import type { Language } from '#platform/i18n/language.ts'

/** An address of the site: path with language, and its query. */
export type Address = { path: string; search: string }

/** First words of paths that need a server, somebody signed in, or the day on which they are asked. */
const leftBehind = new Set([
  'account', 'administration', 'editions', 'error-report', 'first-administrator', 'health', 'invitation', 'link-rot', 'minutes',
  'outbox', 'patterns', 'propose', 'proposals', 'robots.txt', 'seals', 'sign-in', 'sign-out',
]) // prettier-ignore

/** Lists and questions whose links with a query open the rows behind a figure, or the figure behind a sentence. */
const withQueries =
  /^(?:\/(?:sv|en)\/(?:cooperations(?:\/(?:lifelines|map)\.svg)?|statistics(?:\.svg|\.bib|\.ris)?|claims)|\/api\/v1\/(?:cooperations|actors|sources|statistics|series\/in-force)(?:\.csv)?)$/

/** Other forms of the tables: the edition holds them all as a data package and as SQLite, outside the site. */
const otherForms = /\.(?:xlsx|ndjson|jsonld|ttl|sqlite|parquet|zip)$|^\/api\/v1\/[a-z-]+(?:\.csv-metadata)?\.json$/

/**
 * Whether the page is taken along. Of pages with a query those that a page without one links to, so that every figure opens to
 * its rows; from there only to the next part of the list. Combinations of filters have no end.
 */
export function isTakenAlong({ path, search }: Address, from: Address): boolean {
  const word = path.replace(/^\/(?:sv|en)(?=\/|$)/, '').split('/')[1] ?? ''
  if (leftBehind.has(word) || /\/documents\/[^/]+\/file$/.test(path) || /\/feed\.(?:atom|json)$|\.png$/.test(path))
    return false
  if (/^\/api(?:\/v1)?$/.test(path) || otherForms.test(path)) return false
  if (search === '') return true
  const parameters = new URLSearchParams(search)
  if (parameters.has('as_of') || !withQueries.test(path)) return false
  return from.search === '' || parameters.has('after')
}

/** Where the address lies below the folder of the site. `ending` is that of its content, `html` for pages. */
export function fileOf({ path, search }: Address, ending: string, digest: (text: string) => string): string {
  const plain = decodeURIComponent(path).replace(/^\/|\/$/g, '')
  const [, base = '', own] = /^(.*?)(\.[a-z0-9]+)?$/.exec(plain) ?? []
  const end = own ?? `.${ending}`
  // `/api/v1/claims` and `/api/v1/claims.json` are two things.
  const stem = own === undefined && plain.startsWith('api/') ? `${base}/index` : base
  if (search === '') return /^(?:sv|en)$/.test(plain) ? `${plain}/index.html` : stem + end
  // Readable where it is short; the digest keeps two apart that read alike.
  const words = search.slice(1).toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').slice(0, 40).replaceAll(/^-|-$/g, '') // prettier-ignore
  return `${stem}.${words}.${digest(search).slice(0, 8)}${end}`
}

/** The way from one file to another, both below one folder. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from.split('/').slice(0, -1), to.split('/')]
  let same = 0
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1
  const path = [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/')
  return path.split('/').map(encodeURIComponent).join('/')
}

/** An address without a language is that of the page in the reader's own. */
export function inLanguage(path: string, language: Language): string {
  return /^\/(?:sv|en|api|assets)(?=\/|$)/.test(path) || path === '/robots.txt' ? path : `/${language}${path}`
}

/** Pages that the edition has and the running site has not, for each language. */
export const ownPages = { search: 'edition-search', note: 'edition-note', check: 'edition-check' } as const

export function ownFile(language: Language, page: keyof typeof ownPages): string {
  return `${language}/${ownPages[page]}.html`
}
