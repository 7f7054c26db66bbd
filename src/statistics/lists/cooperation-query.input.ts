// Reads what a list of cooperations is asked for from the query of an address, and writes it back. The pages and the
// API have one grammar: repeated or comma-separated values, years as `2016`, `2016..2019`, `2016..` or `..2019`.
import {
  emptyFilter, none, sortKeys, statuses, type CooperationFilter, type Sort, type Standing, type Vocabulary,
  type YearRange,
} from '#register/index.ts' // prettier-ignore
import type { Language } from '#platform/i18n/language.ts'
import { isDay } from '#platform/time/day.ts'
import { yearsCovered } from '../measures/ground.rules.ts'
import { measures, stockOf, type Question } from '../measures/measure.rules.ts'
import type { Years } from '../measures/surety.rules.ts'
import { findCountingRule, nkk2022 } from '../rules/counting-rule.rules.ts'
import { maxLimit, maxText, pageSize } from './paging.rules.ts'
import { termNames, type TermName, type Terms } from './terms.rules.ts'

export const views = ['table', 'lifelines', 'map'] as const
export type View = (typeof views)[number]

/** Whether there is a cooperation of that name only the database knows. */
const isIdentifier = /^[a-z0-9][a-z0-9._-]*$/

export type CooperationQuery = {
  filter: CooperationFilter
  terms: Terms
  /** Year whose types of regime are meant; without it the last of the figure, or of the data. */
  regimeYear: number | undefined
  /** Just these cooperations. */
  ids: readonly string[]
  /** Free text. */
  q: string
  /** The day that statuses are asked for; absent: the latest known. */
  on: string | undefined
  /** A figure behind which the rows must stand, certainly or possibly. */
  counted: Question | undefined
  sort: Sort
  view: View
  limit: number
  /** Identifier of the last cooperation of the page before. */
  after: string | undefined
}

export type QueryError = {
  parameter: string
  message:
    | 'unknown-value' | 'bad-year' | 'bad-day' | 'bad-number' | 'too-long' | 'unknown-parameter' | 'needs-measure'
    | 'words-of-the-past'
  value: string
} // prettier-ignore

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
const countedParameters = ['measure', 'years', 'rule', 'in_force'] as const
const otherParameters = ['q', 'id', 'regime_year', 'on', 'sort', 'view', 'limit', 'after'] as const

export const parameterNames: readonly string[] = [
  ...Object.keys(listParameters),
  ...rangeParameters,
  ...termNames,
  ...countedParameters,
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
  terms: { level: [], region: [], regime: [], initiator: [], formality: [] },
  regimeYear: undefined,
  ids: [],
  q: '',
  on: undefined,
  counted: undefined,
  sort: defaultSort,
  view: 'table',
  limit: pageSize,
  after: undefined,
}

/** What values can be: codes, places and actors that the register has, and the years that it covers. */
export type Known = {
  vocabulary: Vocabulary
  hasActor: (id: string) => boolean
  coverage: Years
  /** Whether free text can be looked for: words are kept of what stands only. */
  hasWords: boolean
}

export function knownOf({ census, vocabularies, coverage, asOf }: Standing, language: Language): Known {
  return {
    vocabulary: vocabularies[language],
    hasActor: (id) => census.actors.codeOf.has(id),
    coverage: yearsCovered(coverage),
    hasWords: asOf === undefined,
  }
}

/** Notes an error; what could not be read is absent. */
export type Fail = (parameter: string, message: QueryError['message'], value: string) => undefined

/** Reads the query; what could not be read is in `errors` and left out of it. */
export function readCooperationQuery(
  search: URLSearchParams,
  known: Known,
): { query: CooperationQuery; errors: QueryError[] } {
  const { vocabulary, hasActor } = known
  const errors: QueryError[] = []
  const fail: Fail = (parameter, message, value) => {
    errors.push({ parameter, message, value })
    return undefined
  }
  for (const name of new Set(search.keys()))
    if (!parameterNames.includes(name)) fail(name, 'unknown-parameter', search.get(name) ?? '')

  const hasCode = (scheme: string) => (value: string) => vocabulary.codes(scheme).some(({ code }) => code === value)
  const isKnown: Record<keyof typeof listParameters | TermName, (value: string) => boolean> = {
    kind: hasCode('cooperation_kind'),
    home_kind: hasCode('actor_kind'),
    reason: hasCode('reason'),
    status: (value) => (statuses as readonly string[]).includes(value),
    county: vocabulary.hasCounty,
    counterpart_country: vocabulary.hasCountry,
    province: hasActor,
    home_actor: hasActor,
    counterpart: hasActor,
    level: hasCode('actor_kind'),
    region: (value) => vocabulary.regions.includes(value),
    regime: hasCode('regime'),
    initiator: hasCode('initiator'),
    formality: hasCode('formality'),
  }
  const readValues = (parameter: keyof typeof isKnown) =>
    valuesOf(search, parameter).filter((value) => {
      if (value === none || isKnown[parameter](value)) return true
      fail(parameter, 'unknown-value', value)
      return false
    })
  const filter: Record<keyof CooperationFilter, readonly (string | YearRange)[]> = { ...emptyFilter }
  for (const parameter of listParameterNames) {
    filter[listParameters[parameter]] = readValues(parameter)
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
  if (q !== '' && !known.hasWords) fail('q', 'words-of-the-past', q)
  const on = search.get('on') || undefined
  if (on !== undefined && !isDay(on)) fail('on', 'bad-day', on)
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
      terms: {
        level: readValues('level'),
        region: readValues('region'),
        regime: readValues('regime'),
        initiator: readValues('initiator'),
        formality: readValues('formality'),
      },
      regimeYear: readYear(search, 'regime_year', fail),
      ids: valuesOf(search, 'id').filter((id) => isIdentifier.test(id) || fail('id', 'unknown-value', id)),
      q: known.hasWords ? q.slice(0, maxText) : '',
      on: on !== undefined && isDay(on) ? on : undefined,
      counted: readCounted(search, known.coverage, fail),
      sort: readSort ?? defaultSort,
      view: isOneOf(views, view) ? view : 'table',
      limit: isLimit && limit !== undefined ? Number(limit) : pageSize,
      after: search.get('after') || undefined,
    },
    errors,
  }
}

function readYear(search: URLSearchParams, name: string, fail: Fail): number | undefined {
  const value = search.get(name) || undefined
  if (value === undefined) return undefined
  return /^\d{4}$/.test(value) ? Number(value) : fail(name, 'bad-year', value)
}

/** `in_force=2016` is short for the stock at the end of that year under the rule that the pages count by. */
function readCounted(search: URLSearchParams, coverage: Years, fail: Fail): Question | undefined {
  if (search.get('in_force')) {
    const inForce = readYear(search, 'in_force', fail)
    return inForce === undefined ? undefined : stockOf(inForce)
  }
  const measure = search.get('measure') || undefined
  if (measure === undefined) {
    for (const name of ['years', 'rule']) if (search.get(name)) fail(name, 'needs-measure', search.get(name) ?? '')
    return undefined
  }
  if (!isOneOf(measures, measure)) return fail('measure', 'unknown-value', measure)
  return { measure, ...readCounting(search, coverage, fail) }
}

/** The rule and the years of a figure; without them the rule of the pages, and all years that the data cover. */
export function readCounting(search: URLSearchParams, coverage: Years, fail: Fail): Pick<Question, 'rule' | 'years'> {
  const ruleName = search.get('rule') || nkk2022.id
  const rule = findCountingRule(ruleName)
  if (!rule) fail('rule', 'unknown-value', ruleName)
  const written = search.get('years') || undefined
  const range = written === undefined ? { from: null, to: null } : readYearRange(written)
  const years = { from: range?.from ?? coverage.from, to: range?.to ?? coverage.to }
  const isSound = range !== undefined && years.from <= years.to && years.to - years.from < mostYears
  if (!isSound && written !== undefined) fail('years', 'bad-year', written)
  return { rule: rule ?? nkk2022, years: isSound ? years : coverage }
}

/** More years than this are no question about agreements, and would only make large answers. */
const mostYears = 300

/** What a list can be asked for, and a question about its rows cannot. */
const listOnly = ['measure', 'years', 'rule', 'in_force', 'sort', 'view', 'limit', 'after'] as const

/** The rows among which a question is asked: what is left of its address without its `own` parameters. */
export function readAmong(
  search: URLSearchParams,
  known: Known,
  own: readonly string[],
): { among: CooperationQuery; errors: QueryError[] } {
  const rest = new URLSearchParams(search)
  for (const name of own) rest.delete(name)
  const strange = listOnly.filter((name) => rest.get(name))
  const errors = strange.map((parameter): QueryError => {
    return { parameter, message: 'unknown-parameter', value: rest.get(parameter) ?? '' }
  })
  for (const name of listOnly) rest.delete(name)
  const { query, errors: others } = readCooperationQuery(rest, known)
  return { among: query, errors: [...errors, ...others] }
}

/** A query of a list as the rows among which a question is asked: without a figure, an order or a page. */
export function amongOnly(query: Partial<CooperationQuery> = {}): Partial<CooperationQuery> {
  const { filter, terms, regimeYear, ids, q, on } = query
  return { filter, terms, regimeYear, ids, q, on }
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
  for (const name of termNames) for (const value of query.terms?.[name] ?? []) search.append(name, value)
  if (query.regimeYear !== undefined) search.set('regime_year', String(query.regimeYear))
  for (const id of query.ids ?? []) search.append('id', id)
  if (query.counted) writeCounted(search, query.counted)
  if (query.sort && (query.sort.key !== defaultSort.key || query.sort.descending))
    search.set('sort', writeSort(query.sort))
  if (query.view && query.view !== 'table') search.set('view', query.view)
  if (query.limit !== undefined && query.limit !== pageSize) search.set('limit', String(query.limit))
  if (query.after) search.set('after', query.after)
  return search
}

function writeCounted(search: URLSearchParams, { measure, rule, years }: Question): void {
  if (measure === 'in-force' && rule.id === nkk2022.id && years.from === years.to) {
    search.set('in_force', writeYear(years.to))
    return
  }
  search.set('measure', measure)
  search.set('years', writeYearRange(years))
  if (rule.id !== nkk2022.id) search.set('rule', rule.id)
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
  return from === to ? writeYear(from) : `${writeYear(from)}..${writeYear(to)}`
}

/** Four digits, as they are read. */
function writeYear(year: number | null): string {
  return year === null ? '' : String(year).padStart(4, '0')
}

function sortFrom(text: string): Sort | undefined {
  const descending = text.startsWith('-')
  const key = descending ? text.slice(1) : text
  return isOneOf(sortKeys, key) ? { key, descending } : undefined
}

export function writeSort({ key, descending }: Sort): string {
  return `${descending ? '-' : ''}${key}`
}

export function isOneOf<T extends string>(known: readonly T[], value: string): value is T {
  return (known as readonly string[]).includes(value)
}
