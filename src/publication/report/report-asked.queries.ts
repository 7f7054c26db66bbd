// What does a binding in a report ask for? Its parameters read into a choice of rows, years and a rule, and put into words.
import { dayNumber } from '#platform/time/day.ts'
import { type Language } from '#platform/i18n/language.ts'
import { type Texts } from '#platform/i18n/texts.ts'
import {
  localLanguage,
  none,
  selectRows,
  statusesOn,
  type Actor,
  type Cooperation,
  type Standing,
} from '#register/index.ts'
import {
  findCountingRule,
  groundOf,
  knownOf,
  readCooperationQuery,
  rowsWithTerms,
  writeCooperationQuery,
  yearlyMeasures,
  type CooperationQuery,
  type CountingRule,
  type YearlyMeasure,
  type Years,
} from '#statistics/index.ts'
import { type Basis, type Binding, type Refusal } from './report.rules.ts'

/** Everything that figures, tables and pictures of a report are made from. */
export type ReportGround = {
  standing: Standing
  /** By row of the census. */
  cooperations: readonly Cooperation[]
  conflicts: number
  publicSources: number
  language: Language
  t: Texts
  /** The address of a page, as of the moment that the report is of. */
  at: (path: string) => string
}

/** A binding's parameters, read: what is counted, among which rows, when, and under which rule. */
export type Asked = {
  rule: CountingRule
  years: Years
  mask: Uint8Array
  query: CooperationQuery
  /** The choice among rows in words; empty for all. */
  among: string
  /** What is left over for the measure itself. */
  own: Readonly<Record<string, string>>
}

const defaultRule = 'nkk-2022'

export class NotComputable extends Error {
  override name = 'NotComputable'
}

export function refuse(why: string): never {
  throw new NotComputable(why)
}

export function orRefusal<T>(compute: () => T): T | Refusal {
  try {
    return compute()
  } catch (error) {
    if (error instanceof NotComputable) return { refused: error.message }
    throw error
  }
}

/** Parameters of the list's grammar choose rows; the others say when and how they are counted. */
export function readAsked(ground: ReportGround, { measure, parameters }: Binding, own: readonly string[] = []): Asked {
  const { standing, language } = ground
  const { census } = standing
  const { rule: ruleId = defaultRule, year, from, to, standing: isSaid, ...others } = parameters
  const rule = findCountingRule(ruleId) ?? refuse(`there is no counting rule ${ruleId}`)
  const mine = Object.entries(others).filter(([key]) => own.includes(key))
  const strange = Object.keys(others).filter((key) => key === 'q' || key === 'after')
  if (strange.length > 0) refuse(`${measure} does not take ${strange.join(', ')}`)
  const { query, errors } = readCooperationQuery(
    new URLSearchParams(Object.entries(others).filter(([key]) => !own.includes(key))),
    knownOf(standing, language),
  )
  const [error] = errors
  if (error) refuse(`${error.parameter}=${error.value}: ${error.message}`)
  const statusOn = query.on === undefined ? undefined : statusesOn(census, dayNumber(query.on))
  const years = readYears(ground, year, from, to)
  const among = rowsWithTerms(groundOf(standing), query.terms, years.to)
  const mask = selectRows(census, query.filter, statusOn, among).mask.map((chosen, row) =>
    chosen && isStanding(ground, row, isSaid) ? 1 : 0,
  )
  return {
    rule,
    years,
    mask,
    // The list cannot ask whether sources dispute a row: it is given the rows by name.
    query: isSaid === undefined ? query : { ...query, ids: namesOf(ground, rowsOf(mask)) },
    among: amongInWords(ground, query, isSaid),
    own: Object.fromEntries(mine),
  }
}

function readYears({ standing }: ReportGround, year?: string, from?: string, to?: string): Years {
  const covered = (day?: string) => Number(day?.slice(0, 4) ?? 0)
  const read = (text: string) => (/^\d{4}$/.test(text) ? Number(text) : refuse(`${text} is not a year`))
  if (year !== undefined) return from || to ? refuse('give year, or from and to') : { from: read(year), to: read(year) }
  const years = {
    from: from === undefined ? covered(standing.coverage?.from) : read(from),
    to: to === undefined ? covered(standing.coverage?.to) : read(to),
  }
  return years.from <= years.to ? years : refuse('from is later than to')
}

function isStanding({ standing: { census } }: ReportGround, row: number, standing?: string): boolean {
  if (standing === undefined) return true
  if (standing !== 'asserted' && standing !== 'disputed') return refuse(`there is no standing ${standing}`)
  return Boolean(census.disputed[row]) === (standing === 'disputed')
}

function amongInWords(
  { standing, language, t }: ReportGround,
  { filter, terms, on }: CooperationQuery,
  isSaid?: string,
): string {
  const vocabulary = standing.vocabularies[language]
  const codes = [
    ...filter.kind.map((code) => vocabulary.label('cooperation_kind', code)),
    ...filter.homeKind.map((code) => vocabulary.label('actor_kind', code)),
    ...filter.status.map((code) => vocabulary.label('status', code)),
    ...filter.reason.map((code) => vocabulary.label('reason', code)),
  ]
  const names = [
    ...filter.county.map((code) => vocabulary.county(code)),
    ...filter.country.map((code) => vocabulary.country(code)),
    ...[...filter.homeActor, ...filter.counterpart, ...filter.province].map((id) => nameOf(standing, id, language)),
  ]
  const others = [
    ...terms.initiator.map((each) => t(`report.initiator-${each as 'home' | 'counterpart' | 'mutual' | 'unknown'}`)),
    ...(isSaid === 'asserted' || isSaid === 'disputed' ? [t(`report.standing-${isSaid}`)] : []),
    ...(on ? [on] : []),
  ]
  return [...codes.map((label) => label.toLocaleLowerCase(language)), ...names, ...others].join(', ')
}

export function actorAt({ standing: { census } }: ReportGround, code: number | undefined): Actor {
  return census.actors.rows[code ?? -1] ?? refuse('the census lacks an actor')
}

function nameOf({ census }: Standing, id: string, language: Language): string {
  const actor = census.actors.rows[census.actors.codeOf.get(id) ?? -1]
  return (language === 'sv' ? actor?.nameSv : actor?.nameEn) ?? id
}

/** “Överkalix–Zhuji”. */
export function pairOf(ground: ReportGround, row: number): string {
  const { census } = ground.standing
  const counterpart = actorAt(ground, census.counterpart[row])
  return `${actorAt(ground, census.home[row]).sortName}–${ground.language === 'sv' ? counterpart.nameSv : counterpart.nameEn}`
}

export function localNameOf(actor: Actor): { text: string; lang?: string } {
  const lang = localLanguage(actor.country)
  return { text: actor.nameLocal ?? '', ...(actor.nameLocal && lang && { lang }) }
}

export function basisOf(ground: ReportGround, asked: Asked, href: string, decisive: readonly string[] = []): Basis {
  const { standing, t } = ground
  // Reference data cover no time: they name places and codes, and no figure is counted from them.
  const data = standing.datasets.filter(({ covers_from }) => covers_from).map(({ id, version }) => `${id} ${version}`)
  return {
    rule: asked.rule.id,
    href: ground.at(href),
    decisive,
    source: t('report.source', { data: data.join(', '), revision: standing.revision }),
  }
}

/** The identifiers of these rows; of no rows, one that chooses none. */
export function namesOf({ cooperations }: ReportGround, rows: readonly number[]): string[] {
  return rows.length === 0 ? [none] : rows.flatMap((row) => cooperations[row]?.id ?? [])
}

/** The list of the rows behind a yearly figure, or of all rows that the binding chooses. */
export function listOf(
  { query, years, rule }: Pick<Asked, 'query' | 'years' | 'rule'>,
  measure: YearlyMeasure | 'all',
) {
  const search = writeCooperationQuery(measure === 'all' ? query : { ...query, counted: { measure, years, rule } })
  return `/cooperations${search.size > 0 ? `?${search}` : ''}`
}

export function isYearly(measure: string): measure is YearlyMeasure {
  return (yearlyMeasures as readonly string[]).includes(measure)
}

export function rowsOf(mask: Uint8Array): number[] {
  return [...mask.keys()].filter((row) => mask[row] === 1)
}
