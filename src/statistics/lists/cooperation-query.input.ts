// Reads what a list of cooperations is asked for from the query of an address, and writes it back. The pages and the
// API have one grammar: repeated or comma-separated values, years as `2016`, `2016..2019`, `2016..` or `..2019`.
import {
  emptyFilter,
  sortKeys,
  statuses,
  type CooperationFilter,
  type Sort,
  type Vocabulary,
  type YearRange,
} from '#register/index.ts'
import { maxLimit, maxText, pageSize } from './paging.rules.ts'
import { isDay } from '#platform/time/day.ts'

export const views = ['table', 'lifelines', 'map'] as const
export type View = (typeof views)[number]

export type CooperationQuery = {
  filter: CooperationFilter
  /** Free text. */
  q: string
  /** The day that statuses are asked for; absent: the latest known. */
  on: string | undefined
  /** Year at whose end the cooperation counted, or may have counted, as in force. */
  inForce: number | undefined
  sort: Sort
  view: View
  limit: number
  /** Identifier of the last cooperation of the page before. */
  after: string | undefined
}

export type QueryError = {
  parameter: string
  message: 'unknown-value' | 'bad-year' | 'bad-day' | 'bad-number' | 'too-long' | 'unknown-parameter'
  value: string
}

const listParameters = {
  home_kind: 'homeKind',
  county: 'county',
  counterpart_country: 'country',
  province: 'province',
  kind: 'kind',
  status: 'status',
  reason: 'reason',
  home_actor: 'homeActor',
  counterpart: 'counterpart',
} as const satisfies Record<string, keyof CooperationFilter>

const listParameterNames = Object.keys(listParameters) as (keyof typeof listParameters)[]
const rangeParameters = ['started', 'ended'] as const
const otherParameters = ['q', 'on', 'in_force', 'sort', 'view', 'limit', 'after'] as const

export const parameterNames: readonly string[] = [
  ...Object.keys(listParameters),
  ...rangeParameters,
  ...otherParameters,
]

/** The query parameter of each facet. */
export const facetParameters = {
  homeKind: 'home_kind',
  county: 'county',
  country: 'counterpart_country',
  province: 'province',
  kind: 'kind',
  status: 'status',
  started: 'started',
  ended: 'ended',
  reason: 'reason',
} as const

export const defaultSort: Sort = { key: 'home', descending: false }

/** What a list shows when nothing is asked. */
export const defaultQuery: CooperationQuery = {
  filter: emptyFilter,
  q: '',
  on: undefined,
  inForce: undefined,
  sort: defaultSort,
  view: 'table',
  limit: pageSize,
  after: undefined,
}

/** What values can be: codes, places and actors that the register has. */
export type Known = { vocabulary: Vocabulary; hasActor: (id: string) => boolean }

/** Reads the query; what could not be read is in `errors` and left out of it. */
export function readCooperationQuery(
  search: URLSearchParams,
  { vocabulary, hasActor }: Known,
): { query: CooperationQuery; errors: QueryError[] } {
  const errors: QueryError[] = []
  const fail = (parameter: string, message: QueryError['message'], value: string) =>
    void errors.push({ parameter, message, value })
  for (const name of new Set(search.keys()))
    if (!parameterNames.includes(name)) fail(name, 'unknown-parameter', search.get(name) ?? '')

  const codes = (scheme: string) => vocabulary.codes(scheme).map(({ code }) => code)
  const isKnown: Record<keyof typeof listParameters, (value: string) => boolean> = {
    kind: (value) => codes('cooperation_kind').includes(value),
    home_kind: (value) => codes('actor_kind').includes(value),
    reason: (value) => codes('reason').includes(value),
    status: (value) => (statuses as readonly string[]).includes(value),
    county: vocabulary.hasCounty,
    counterpart_country: vocabulary.hasCountry,
    province: hasActor,
    home_actor: hasActor,
    counterpart: hasActor,
  }
  const filter: Record<keyof CooperationFilter, readonly (string | YearRange)[]> = { ...emptyFilter }
  for (const parameter of listParameterNames) {
    filter[listParameters[parameter]] = valuesOf(search, parameter).filter((value) => {
      if (isKnown[parameter](value)) return true
      fail(parameter, 'unknown-value', value)
      return false
    })
  }
  for (const parameter of rangeParameters) {
    const ranges = valuesOf(search, parameter).flatMap((value) => {
      const range = readYearRange(value)
      if (!range) fail(parameter, 'bad-year', value)
      return range ?? []
    })
    filter[parameter] = [...new Map(ranges.map((range) => [writeYearRange(range), range])).values()]
  }
  const q = (search.get('q') ?? '').trim()
  if (q.length > maxText) fail('q', 'too-long', `${q.slice(0, 20)}…`)
  const on = search.get('on') || undefined
  if (on !== undefined && !isDay(on)) fail('on', 'bad-day', on)
  const inForce = search.get('in_force') || undefined
  if (inForce !== undefined && !/^\d{4}$/.test(inForce)) fail('in_force', 'bad-year', inForce)
  const view = search.get('view') || 'table'
  if (!isOneOf(views, view)) fail('view', 'unknown-value', view)
  const sort = search.get('sort') || undefined
  const readSort = sort === undefined ? defaultSort : sortFrom(sort)
  if (!readSort) fail('sort', 'unknown-value', sort ?? '')
  const limit = search.get('limit') || undefined
  const isLimit = limit === undefined || (/^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= maxLimit)
  if (!isLimit) fail('limit', 'bad-number', limit)
  return {
    query: {
      filter: filter as CooperationFilter,
      q: q.slice(0, maxText),
      on: on !== undefined && isDay(on) ? on : undefined,
      inForce: inForce !== undefined && /^\d{4}$/.test(inForce) ? Number(inForce) : undefined,
      sort: readSort ?? defaultSort,
      view: isOneOf(views, view) ? view : 'table',
      limit: isLimit && limit !== undefined ? Number(limit) : pageSize,
      after: search.get('after') || undefined,
    },
    errors,
  }
}

/** The parameters of the query in a fixed order, defaults left out: equal queries have equal addresses. */
export function writeCooperationQuery(query: Partial<CooperationQuery>): URLSearchParams {
  const search = new URLSearchParams()
  if (query.q) search.set('q', query.q)
  for (const [parameter, field] of Object.entries(listParameters)) {
    for (const value of query.filter?.[field] ?? []) search.append(parameter, value)
  }
  for (const parameter of rangeParameters) {
    for (const range of query.filter?.[parameter] ?? []) search.append(parameter, writeYearRange(range))
  }
  if (query.on) search.set('on', query.on)
  if (query.inForce !== undefined) search.set('in_force', String(query.inForce))
  if (query.sort && (query.sort.key !== defaultSort.key || query.sort.descending))
    search.set('sort', writeSort(query.sort))
  if (query.view && query.view !== 'table') search.set('view', query.view)
  if (query.limit !== undefined && query.limit !== pageSize) search.set('limit', String(query.limit))
  if (query.after) search.set('after', query.after)
  return search
}

function valuesOf(search: URLSearchParams, name: string): string[] {
  const values = search.getAll(name).flatMap((value) => value.split(','))
  return [...new Set(values.map((value) => value.trim()).filter(Boolean))]
}

export function readYearRange(text: string): YearRange | undefined {
  const match = /^(\d{4})?(\.\.)?(\d{4})?$/.exec(text)
  if (!match || (!match[1] && !match[3])) return undefined
  const from = match[1] ? Number(match[1]) : null
  if (!match[2]) return match[3] ? undefined : { from, to: from }
  return { from, to: match[3] ? Number(match[3]) : null }
}

export function writeYearRange({ from, to }: YearRange): string {
  return from === to ? String(from) : `${from ?? ''}..${to ?? ''}`
}

function sortFrom(text: string): Sort | undefined {
  const descending = text.startsWith('-')
  const key = descending ? text.slice(1) : text
  return isOneOf(sortKeys, key) ? { key, descending } : undefined
}

export function writeSort({ key, descending }: Sort): string {
  return `${descending ? '-' : ''}${key}`
}

function isOneOf<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value)
}
