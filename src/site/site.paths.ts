// Addresses of the site, without the language that stands before them.
import {
  writeCooperationQuery, writeExplorerQuery, writeSurvivalQuery, type CooperationQuery, type ExplorerQuery,
  type SurvivalQuery,
} from '#statistics/index.ts' // prettier-ignore

export const homePath = '/'
/** The share picture of the first page. */
export const sharePath = '/share.png'
export const mapPath = '/cooperations?view=map'
export const reportsPath = '/report'
export const actorsPath = '/actors'
export const sourcesPath = '/sources'
export const conflictsPath = '/conflicts'
export const codebookPath = '/codebook'
export const dataPath = '/data'
export const dictionaryPath = '/data/dictionary'
export const aboutPath = '/about'
export const accessibilityPath = '/accessibility'
export const patternsPath = '/patterns'

export function cooperationsPath(query: Partial<CooperationQuery> = {}): string {
  return withQuery('/cooperations', writeCooperationQuery(query))
}

/** The explorer, or with an ending one of its files: `statisticsPath(query, '.svg')`. */
export function statisticsPath(query: Partial<ExplorerQuery> = {}, ending = ''): string {
  return withQuery(`/statistics${ending}`, writeExplorerQuery(query))
}

/** How long cooperations live, among the rows of a list. */
export function survivalPath(query: Partial<SurvivalQuery> = {}, ending = ''): string {
  return withQuery(`/statistics/survival${ending}`, writeSurvivalQuery(query))
}

export const diagramsPath = '/statistics/diagrams'

export function cooperationPath(id: string): string {
  return `/cooperations/${id}`
}

export function actorPath(id: string): string {
  return `/actors/${id}`
}

export function countryPath(code: string): string {
  return `/countries/${code}`
}

export function sourcePath(id: string): string {
  return `/sources/${id}`
}

export function conflictPath(id: string): string {
  return `${conflictsPath}#${id}`
}

export function contextEventPath(id: string): string {
  return `${aboutPath}#${id}`
}

export function codePath(scheme: string, code: string): string {
  return `${codebookPath}#${scheme}.${code}`
}

export const changesPath = '/changes'

/** Which changes: of one kind, about a cooperation, actor or source, behind a place, or between two moments. */
export type ChangeQuery = { from?: string; to?: string; kind?: string; about?: string; after?: string }

export function changesetPath(revision: number, query: ChangeQuery = {}): string {
  return withQuery(`${changesPath}/${revision}`, writeChangeQuery(query))
}

export function comparePath(query: ChangeQuery = {}): string {
  return withQuery(`${changesPath}/compare`, writeChangeQuery(query))
}

function writeChangeQuery({ from, to, kind, about, after }: ChangeQuery): URLSearchParams {
  const told = Object.entries({ from, to, kind, about, after }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  )
  return new URLSearchParams(told)
}

/** The feed of all changes, or of those of a page; of a filtered list with its filters. */
export function feedPath(form: 'atom' | 'json', path = changesPath): string {
  const [page = '', query] = path.split('?')
  return withQuery(`${page}/feed.${form}`, new URLSearchParams(query))
}

export const claimsPath = '/claims'

/** Followed by a hyphen and the rule's name. */
export const rulesPath = `${aboutPath}#rule`

export const rulePath = `${aboutPath}#nkk-2022`

/** A report, or one of its files: `reportPath(id, 'pdf')`. */
export function reportPath(id: string, ending?: string): string {
  return `${reportsPath}/${id}${ending ? `.${ending}` : ''}`
}

export function withQuery(path: string, search: URLSearchParams): string {
  return search.size > 0 ? `${path}?${search}` : path
}

/** Forms that take a file, whole tables or long texts, and set a limit of their own once it is known who asks. */
export const largeForms = /^\/(?:sv|en)\/(?:sources\/[^/]+\/documents|propose\/grid\/[^/]+|minutes|imports)\/?$/

/** Bytes of a thousand rows of a spreadsheet, or of the minutes of a long meeting. */
export const largestText = 2_000_000
