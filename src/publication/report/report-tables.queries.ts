// The tables of a report: endings by year, stocks by group, reasons, and every cooperation in a row of its own.
import { dayNumber } from '#platform/time/day.ts'
import { noStatus, orderOf, outlineOf, nextRows, statuses, statusesOn, type DatedAs } from '#register/index.ts'
import { figureOf, type Figure, type YearlyMeasure } from '#statistics/index.ts'
import {
  actorAt,
  basisOf,
  listOf,
  localNameOf,
  readAsked,
  refuse,
  type Asked,
  type ReportGround,
} from './report-asked.queries.ts'
import { rowsWithReason } from './report-figures.queries.ts'
import type { ReportCell, ResolvedTable, TableBinding } from './report.rules.ts'

export function resolveTable(ground: ReportGround, binding: TableBinding): ResolvedTable {
  switch (binding.measure) {
    case 'endings-by-year':
      return endingsByYear(ground, readAsked(ground, binding))
    case 'in-force-by':
      return inForceBy(ground, readAsked(ground, binding, ['by', 'years']))
    case 'reasons':
      return reasons(ground, readAsked(ground, binding))
    case 'all-cooperations':
      return allCooperations(ground, readAsked(ground, binding))
    default:
      return refuse(`there is no table ${binding.measure}`)
  }
}

/** A figure as a cell: its best value, and its bounds behind it where they differ. */
export function figureCell({ min, best, max }: Figure): ReportCell {
  return { text: min === max ? String(best) : `${best} (${min}–${max})`, value: best }
}

function endingsByYear(ground: ReportGround, asked: Asked): ResolvedTable {
  const { standing, t } = ground
  const { census } = standing
  const { from, to } = asked.years
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const inKind = (code: string) => asked.mask.map((chosen, row) => (chosen && census.kinds[census.kind[row] ?? -1] === code ? 1 : 0)) // prettier-ignore
  const [twinnings, partnerships] = [inKind('twinning'), inKind('municipal_partnership')]
  const cell = (measure: YearlyMeasure, first: number, last: number, mask: Uint8Array) =>
    figureCell(figureOf(census, measure, asked.rule, { from: first, to: last }, mask))
  const row = (label: string, first: number, last: number): ReportCell[] => [
    { text: label },
    cell('ended', first, last, twinnings),
    cell('ended', first, last, partnerships),
    cell('ended', first, last, asked.mask),
    cell('paused', first, last, asked.mask),
    cell('in-force', last, last, asked.mask),
  ]
  const heads = ['ended-twinnings', 'ended-partnerships', 'ended', 'paused', 'in-force'] as const
  return {
    columns: [
      { label: t('report.column-year') },
      ...heads.map((head) => ({ label: t(`report.column-${head}`), isNumeric: true })),
    ],
    rows: [...years.map((year) => row(String(year), year, year)), row(t('report.all-years'), from, to)],
    basis: basisOf(ground, asked, listOf(asked, 'ended-or-paused')),
  }
}

const groupings = ['home_kind', 'kind'] as const

/** What was in force at the end of some years, by who has it here or by kind of cooperation. */
function inForceBy(ground: ReportGround, asked: Asked): ResolvedTable {
  const { standing, language, t } = ground
  const { census } = standing
  const by = groupings.find((each) => each === asked.own.by) ?? refuse('say by=kind or by=home_kind')
  const years = (asked.own.years ?? '').split(',').map(Number)
  if (years.some((year) => !(year >= 1000 && year <= 9999))) return refuse('say years=2016,2021')
  const vocabulary = standing.vocabularies[language]
  const scheme = by === 'kind' ? 'cooperation_kind' : 'actor_kind'
  const codeOf = (row: number) =>
    by === 'kind' ? census.kinds[census.kind[row] ?? -1] : actorAt(ground, census.home[row]).kind
  const present = new Set(Array.from({ length: census.rows }, (_, row) => codeOf(row)))
  const cells = (mask: Uint8Array) =>
    years.map((year) => figureCell(figureOf(census, 'in-force', asked.rule, { from: year, to: year }, mask)))
  const groups = vocabulary.codes(scheme).filter(({ code }) => present.has(code))
  return {
    columns: [
      { label: t(by === 'kind' ? 'report.column-kind' : 'report.column-home-kind') },
      ...years.map((year) => ({ label: String(year), isNumeric: true })),
    ],
    rows: [
      ...groups.map(({ code }) => [
        { text: vocabulary.label(scheme, code) },
        ...cells(asked.mask.map((chosen, row) => (chosen && codeOf(row) === code ? 1 : 0))),
      ]),
      [{ text: t('report.total') }, ...cells(asked.mask)],
    ],
    basis: basisOf(ground, asked, listOf(asked, 'all')),
  }
}

/** How many cooperations have each reason, from those who decided and from an opposition; one may have several. */
function reasons(ground: ReportGround, asked: Asked): ResolvedTable {
  const { standing, language, t } = ground
  const vocabulary = standing.vocabularies[language]
  const count = (code: string, stance: string) =>
    rowsWithReason(ground, asked, (given) => given.code === code && given.stance === stance).length
  const numeric = (value: number): ReportCell => ({ text: String(value), value })
  const counted = vocabulary
    .codes('reason')
    .map(({ code, sort }) => ({ code, sort, decided: count(code, 'decision_maker'), said: count(code, 'opposition') }))
    .filter(({ decided, said }) => decided + said > 0)
    .toSorted((a, b) => b.decided - a.decided || b.said - a.said || a.sort - b.sort)
  return {
    columns: [
      { label: t('report.column-reason') },
      { label: t('report.column-decided'), isNumeric: true },
      { label: t('report.column-opposition'), isNumeric: true },
    ],
    rows: counted.map(({ code, decided, said }) => [
      { text: vocabulary.label('reason', code), href: ground.at(`/cooperations?reason=${code}`) },
      numeric(decided),
      numeric(said),
    ]),
    basis: basisOf(ground, asked, listOf(asked, 'ended-or-paused')),
  }
}

function allCooperations(ground: ReportGround, asked: Asked): ResolvedTable {
  const { standing, cooperations, language, t } = ground
  const { census, coverage } = standing
  const vocabulary = standing.vocabularies[language]
  const onLast = coverage && statusesOn(census, dayNumber(coverage.to))
  const { rows } = nextRows(orderOf(census, { key: 'home', descending: false }), asked.mask, census.rows)
  const columns = ['home', 'counterpart', 'local', 'kind', 'from', 'to', 'status'] as const
  return {
    columns: columns.map((column) => ({ label: t(`report.column-${column}`) })),
    rows: rows.map((row): ReportCell[] => {
      const cooperation = cooperations[row] ?? refuse('the register has changed while it was read')
      const counterpart = actorAt(ground, census.counterpart[row])
      const { established, ended } = outlineOf(cooperation)
      const code = onLast?.[row] ?? noStatus
      const status = statuses[code]
      const label = status ? vocabulary.label('status', status) : t('report.unknown')
      return [
        { text: actorAt(ground, census.home[row]).sortName, href: ground.at(`/cooperations/${cooperation.id}`) },
        { text: language === 'sv' ? counterpart.nameSv : counterpart.nameEn },
        localNameOf(counterpart),
        { text: vocabulary.label('cooperation_kind', cooperation.kind) },
        { text: yearOf(established) },
        { text: yearOf(ended) },
        { text: cooperation.standing === 'disputed' ? t('report.disputed') : label },
      ]
    }),
    basis: basisOf(ground, asked, listOf(asked, 'all')),
  }
}

/** “2004”, or “2002–2021” where no source knows the year better. */
function yearOf(date: DatedAs | undefined): string {
  if (!date) return ''
  const [first, last] = [date.earliest?.slice(0, 4) ?? '', date.latest?.slice(0, 4) ?? '']
  return first === last ? first : `${first}–${last}`
}
