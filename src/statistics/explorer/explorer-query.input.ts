// Reads a question to the register from the query of an address, and writes it back: the measure, the split, the years
// and the rule, the picture, and the filters of the list for the rows among which it is asked.
import {
  amongOnly, isOneOf, readAmong, readCounting, writeCooperationQuery, writeYearRange, type CooperationQuery, type Known,
  type QueryError,
} from '../lists/cooperation-query.input.ts' // prettier-ignore
import { dimensions, type Dimension } from '../measures/dimension.rules.ts'
import { isStock, measures, ruleFor, type Question } from '../measures/measure.rules.ts'
import { findCountingRule, nkk2022, ruleChoices, type RulePart } from '../rules/counting-rule.rules.ts'

export const charts = ['line', 'area', 'bars', 'heat', 'lifelines', 'map'] as const
export type Chart = (typeof charts)[number]

export type ExplorerQuery = {
  question: Question
  chart: Chart
  /** Whether pictures over years show dated events from outside. */
  hasEvents: boolean
  /** The rows among which the question is asked: filters and free text of a list. */
  among: CooperationQuery
}

export type ExplorerError = Omit<QueryError, 'message'> & { message: QueryError['message'] | 'unsuitable-chart' }

const ownParameters = ['measure', 'by', 'years', 'rule', 'chart', 'events'] as const

/** Whether the parts of a split add up to the whole: several reasons of one row, or several rows of one body, do not. */
export function isAdditive(question: Question): boolean {
  const { unit } = ruleFor(question)
  return question.by !== 'reason' && (unit === 'cooperation' || unit === 'agreement') && question.measure !== 'duration'
}

/** The pictures that can show the answer, the one that suits it best first. */
export function chartsFor(question: Question): Chart[] {
  const { measure, by } = question
  const whole: Chart[] = isStock(measure) || measure === 'duration' ? ['line', 'bars'] : ['bars', 'line']
  const rows: Chart[] = ['lifelines', 'map']
  if (by === undefined) return [...whole, ...rows]
  const stacks: Chart[] = isStock(measure) && isAdditive(question) ? ['area'] : []
  return [...stacks, ...whole, 'heat', ...rows]
}

export function readExplorerQuery(
  search: URLSearchParams,
  known: Known,
): { query: ExplorerQuery; errors: ExplorerError[] } {
  const errors: ExplorerError[] = []
  const fail = (parameter: string, message: ExplorerError['message'], value: string) => {
    errors.push({ parameter, message, value })
    return undefined
  }
  const read = <T extends string>(parameter: string, choices: readonly T[]): T | undefined => {
    const value = search.get(parameter) || undefined
    if (value === undefined) return undefined
    return isOneOf(choices, value) ? value : fail(parameter, 'unknown-value', value)
  }
  const measure = read('measure', measures) ?? 'in-force'
  const by = read<Dimension>('by', dimensions)
  const question: Question = { measure, by, ...readCounting(search, known.coverage, fail) }
  const suitable = chartsFor(question)
  const wanted = read('chart', charts)
  if (wanted && !suitable.includes(wanted)) fail('chart', 'unsuitable-chart', wanted)
  const hasEvents = read('events', ['on']) === 'on'
  const { among, errors: others } = readAmong(search, known, ownParameters)
  return {
    query: {
      question,
      chart: wanted && suitable.includes(wanted) ? wanted : (suitable[0] ?? 'line'),
      hasEvents,
      among: withRegimeYear(among, Math.min(question.years.to, known.coverage.to)),
    },
    errors: [...errors, ...others],
  }
}

/** A filter by type of regime is that of the question’s last year with data, also for the rows of an earlier one. */
function withRegimeYear(among: CooperationQuery, year: number): CooperationQuery {
  return among.terms.regime.length > 0 ? { ...among, regimeYear: among.regimeYear ?? year } : among
}

/** The parameters in a fixed order: equal questions have equal addresses. */
export function writeExplorerQuery({ question, chart, hasEvents, among }: Partial<ExplorerQuery>): URLSearchParams {
  const search = new URLSearchParams()
  if (question) {
    const { measure, by, years, rule } = question
    search.set('measure', measure)
    if (by) search.set('by', by)
    // A register that covers no years has none to ask for.
    if (years.from <= years.to) search.set('years', writeYearRange(years))
    if (rule.id !== nkk2022.id) search.set('rule', rule.id)
    if (chart && chart !== chartsFor(question)[0]) search.set('chart', chart)
    if (hasEvents) search.set('events', 'on')
  }
  for (const [name, value] of writeCooperationQuery(amongOnly(among))) search.append(name, value)
  return search
}

/** How the form names the parts of a rule that it lets a reader change. */
export function partField(part: RulePart): string {
  return `part_${part}`
}

/**
 * What a form sends has the two years and the parts of the rule in fields of their own. Returns the same question as an
 * address holds it, or undefined where the address already does.
 */
export function fromForm(search: URLSearchParams): URLSearchParams | undefined {
  const parts = (Object.keys(ruleChoices) as RulePart[]).filter((part) => search.has(partField(part)))
  if (!search.has('from') && !search.has('to') && parts.length === 0) return undefined
  const written = new URLSearchParams(search)
  const [from = '', to = ''] = ['from', 'to'].map((name) => (search.get(name) ?? '').trim())
  if (from || to) written.set('years', from === to ? from : `${from}..${to}`)
  const changes = parts
    .filter((part) => search.get(partField(part)))
    .map((part) => `${part}:${search.get(partField(part))}`)
  const rule = [search.get('rule') || nkk2022.id, ...changes].join('~')
  // One that there is not stays as it was sent, so that the fault is named.
  written.set('rule', findCountingRule(rule)?.id ?? rule)
  for (const name of ['from', 'to', ...parts.map(partField)]) written.delete(name)
  const isSaid = ([name, value]: [string, string]) => value !== '' && !(name === 'rule' && value === nkk2022.id)
  return new URLSearchParams([...written].filter(isSaid))
}

/** The rows among which the question was asked, narrowed to one value of a split. */
export function narrowed(
  among: CooperationQuery,
  by: Dimension | undefined,
  value: string | undefined,
): CooperationQuery {
  if (by === undefined || value === undefined) return among
  const { filter, terms } = among
  switch (by) {
    case 'home_kind':
      return { ...among, filter: { ...filter, homeKind: [value] } }
    case 'counterpart_country':
      return { ...among, filter: { ...filter, country: [value] } }
    case 'kind':
    case 'county':
    case 'province':
    case 'reason':
      return { ...among, filter: { ...filter, [by]: [value] } }
    case 'level':
    case 'region':
    case 'initiator':
    case 'formality':
      return { ...among, terms: { ...terms, [by]: [value] } }
    // The cell’s own year says whose regimes are meant.
    case 'regime':
      return { ...among, regimeYear: undefined, terms: { ...terms, regime: [value] } }
  }
}
