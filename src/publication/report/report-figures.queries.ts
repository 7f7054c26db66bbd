// What does the register answer to a binding in a report? Measures by name, over the census and the dossiers.
import { boundsOf } from '#platform/time/edtf.ts'
import { statuses, type Reason } from '#register/index.ts'
import {
  decisiveRows,
  figureOf,
  seriesOf,
  type Figure,
  type SeriesPoint,
  type YearlyMeasure,
  type Years,
} from '#statistics/index.ts'
import {
  basisOf,
  isYearly,
  listOf,
  namesOf,
  pairOf,
  readAsked,
  refuse,
  rowsOf,
  type Asked,
  type ReportGround,
} from './report-asked.queries.ts'
import { type ResolvedValue, type ValueBinding } from './report.rules.ts'

export function resolveValue(ground: ReportGround, binding: ValueBinding): ResolvedValue {
  const { measure } = binding
  const { t } = ground
  if (isYearly(measure)) return yearlyValue(ground, binding, measure)
  switch (measure) {
    case 'peak':
    case 'peak-year':
      return peakValue(ground, binding, measure)
    case 'with-reason':
      return reasonValue(ground, binding)
    case 'status-count':
      return statusValue(ground, binding)
    case 'cooperations': {
      const asked = readAsked(ground, binding)
      const known = plain(ground, asked, rowsOf(asked.mask).length, 'report.measure-cooperations', listOf(asked, 'all'))
      if (binding.parameters.standing !== 'asserted') return known
      const disputed = readAsked(ground, { ...binding, parameters: { ...binding.parameters, standing: 'disputed' } })
      const decisive = rowsOf(disputed.mask).map((row) => t('report.decisive-more', { name: pairOf(ground, row) }))
      return { ...known, decisive }
    }
    case 'home-actors':
    case 'counterparts': {
      const asked = readAsked(ground, binding)
      const column = ground.standing.census[measure === 'home-actors' ? 'home' : 'counterpart']
      const different = new Set(rowsOf(asked.mask).map((row) => column[row])).size
      return plain(ground, asked, different, `report.measure-${measure}`, listOf(asked, 'all'))
    }
    case 'conflicts':
      return plain(ground, readAsked(ground, binding), ground.conflicts, 'report.measure-conflicts', '/conflicts')
    case 'public-sources':
      return plain(ground, readAsked(ground, binding), ground.publicSources, 'report.measure-sources', '/sources')
    default:
      return refuse(`there is no measure ${measure}`)
  }
}

type LabelKey = `report.measure-${'cooperations' | 'home-actors' | 'counterparts' | 'conflicts' | 'sources'}`

function plain(ground: ReportGround, asked: Asked, value: number, label: LabelKey, href: string): ResolvedValue {
  return {
    text: numberIn(ground, value),
    value,
    label: withAmong(ground.t(label), asked),
    ...basisOf(ground, asked, href),
  }
}

function numberIn({ language }: ReportGround, value: number): string {
  return value.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB')
}

function withAmong(label: string, { among }: Asked): string {
  return among ? `${label} (${among})` : label
}

function yearsInWords({ from, to }: Years): string {
  return from === to ? String(from) : `${from}–${to}`
}

function yearlyValue(ground: ReportGround, binding: ValueBinding, measure: YearlyMeasure): ResolvedValue {
  const { t } = ground
  const { census } = ground.standing
  const asked = readAsked(ground, binding)
  const { rule, years, mask } = asked
  if (measure === 'in-force' && years.from !== years.to) return refuse('in-force takes one year: year=2016')
  const figure = figureOf(census, measure, rule, years, mask)
  const decisive = decisiveRows(census, measure, rule, years, mask).map(({ row, by }) =>
    t(by > 0 ? 'report.decisive-more' : 'report.decisive-less', { name: pairOf(ground, row) }),
  )
  const label = t(`report.measure-${measure}`, {
    unit: t(`report.unit-${rule.unit}`),
    years: yearsInWords(years),
    reading: rule.reading.replace('-', ''),
  })
  return {
    ...inBand(ground, figure, binding),
    label: withAmong(label, asked),
    ...basisOf(ground, asked, listOf(asked, measure), decisive),
  }
}

/** The best figure, with its bounds where the sentence gives bounds. */
function inBand(ground: ReportGround, figure: Figure, { stated }: ValueBinding) {
  const band: [number, number] = [figure.min, figure.max]
  const text = numberIn(ground, figure.best)
  return { text: stated.band ? `${text} (${band[0]}–${band[1]})` : text, value: figure.best, band }
}

function peakValue(ground: ReportGround, binding: ValueBinding, measure: 'peak' | 'peak-year'): ResolvedValue {
  const asked = readAsked(ground, binding)
  const { rule, years, mask } = asked
  const series = seriesOf(ground.standing.census, 'in-force', rule, years, mask)
  const peak = highest(series)
  const value = measure === 'peak' ? peak.best : peak.year
  return {
    text: String(value),
    value,
    label: withAmong(ground.t(`report.measure-${measure}`, { years: yearsInWords(years) }), asked),
    ...basisOf(
      ground,
      asked,
      listOf({ ...asked, years: { from: peak.year, to: peak.year } }, 'in-force'),
      decisiveOfPeak(ground, asked, series, measure),
    ),
  }
}

function highest(series: readonly SeriesPoint[]): SeriesPoint {
  return series.toSorted((a, b) => b.best - a.best || a.year - b.year)[0] ?? refuse('there are no years')
}

/** Each row with a doubt in some year is taken as far as it can go either way, and the peak is looked for again. */
function decisiveOfPeak(
  ground: ReportGround,
  { rule, years, mask }: Asked,
  series: readonly SeriesPoint[],
  measure: 'peak' | 'peak-year',
): string[] {
  const { census } = ground.standing
  const doubtful = new Set(
    series.flatMap(({ year }) =>
      decisiveRows(census, 'in-force', rule, { from: year, to: year }, mask).map(({ row }) => row),
    ),
  )
  const before = highest(series)
  return [...doubtful].flatMap((row) => {
    const alone = seriesOf(census, 'in-force', rule, years, mask.map((_, each) => (each === row ? 1 : 0))) // prettier-ignore
    return (['max', 'min'] as const).flatMap((end) => {
      const moved = highest(
        series.map((point, at) => ({ ...point, best: point.best + (alone[at]?.[end] ?? 0) - (alone[at]?.best ?? 0) })),
      )
      const name = pairOf(ground, row)
      if (measure === 'peak-year')
        return moved.year === before.year ? [] : ground.t('report.decisive-year', { name, year: String(moved.year) })
      if (moved.best === before.best) return []
      return ground.t(moved.best > before.best ? 'report.decisive-more' : 'report.decisive-less', { name })
    })
  })
}

const parting = new Set(['ended', 'not_renewed', 'lapsed', 'paused', 'partly_ended'])

/** Rows with a reason given in those years, by best dates, for ending, pausing or partly ending. */
export function rowsWithReason(ground: ReportGround, asked: Asked, isWanted: (reason: Reason) => boolean): number[] {
  return rowsOf(asked.mask).filter((row) => reasonsIn(ground, asked, row, isWanted, 'best'))
}

/** Whether such a reason was given to the row in the years: for certain, by best dates, or possibly. */
function reasonsIn(
  { cooperations }: ReportGround,
  { years: { from, to } }: Asked,
  row: number,
  isWanted: (reason: Reason) => boolean,
  how: 'certainly' | 'best' | 'possibly',
): boolean {
  const events = new Map(cooperations[row]?.events.map((event) => [event.id, event]))
  const yearOf = (day: string | null | undefined, open: number) => (day ? Number(day.slice(0, 4)) : open)
  return (cooperations[row]?.reasons ?? []).some((reason) => {
    const event = events.get(reason.event)
    if (!event || event.rank === 'deprecated' || !parting.has(event.kind) || !isWanted(reason)) return false
    const bounds = event.date ? boundsOf(event.date) : undefined
    if (!bounds) return false
    const [first, last] = [yearOf(bounds.earliest, 0), yearOf(bounds.latest, 9999)]
    if (how === 'certainly') return first >= from && last <= to
    if (how === 'possibly') return first <= to && last >= from
    const best = yearOf(bounds.best, 0)
    return best >= from && best <= to
  })
}

function reasonValue(ground: ReportGround, binding: ValueBinding): ResolvedValue {
  const { standing, t } = ground
  const { census } = standing
  const asked = readAsked(ground, binding, ['reason', 'stance'])
  const { reason, stance } = asked.own
  if (stance !== undefined && stance !== 'decision_maker' && stance !== 'opposition')
    return refuse(`there is no stance ${stance}`)
  const vocabulary = standing.vocabularies[ground.language]
  if (reason !== undefined && !vocabulary.codes('reason').some(({ code }) => code === reason))
    return refuse(`there is no reason ${reason}`)
  const isWanted = (given: Reason) => (!reason || given.code === reason) && (!stance || given.stance === stance)
  const rows = rowsWithReason(ground, asked, isWanted)
  const count = (chosen: readonly number[]) =>
    asked.rule.unit === 'actor' ? new Set(chosen.map((row) => census.home[row])).size : chosen.length
  const value = count(rows)
  const doubtful = rowsOf(asked.mask).filter((row) =>
    rows.includes(row)
      ? !reasonsIn(ground, asked, row, isWanted, 'certainly')
      : reasonsIn(ground, asked, row, isWanted, 'possibly'),
  )
  const decisive = doubtful.flatMap((row) => {
    const other = rows.includes(row) ? rows.filter((each) => each !== row) : [...rows, row]
    const moved = count(other)
    if (moved === value) return []
    return t(moved > value ? 'report.decisive-more' : 'report.decisive-less', { name: pairOf(ground, row) })
  })
  const label = t('report.measure-with-reason', {
    unit: t(`report.unit-${asked.rule.unit}`),
    years: yearsInWords(asked.years),
    reason: reason ? vocabulary.label('reason', reason).toLocaleLowerCase(ground.language) : t('report.any-reason'),
    stance: stance ? vocabulary.label('stance', stance).toLocaleLowerCase(ground.language) : t('report.any-stance'),
  })
  // Who gave a reason, and when, the list cannot ask: it is given the rows by name.
  const href = listOf({ ...asked, query: { ...asked.query, ids: namesOf(ground, rows) } }, 'all')
  const basis = basisOf(ground, asked, href, decisive)
  return { text: numberIn(ground, value), value, label: withAmong(label, asked), ...basis }
}

function statusValue(ground: ReportGround, binding: ValueBinding): ResolvedValue {
  const { standing, t } = ground
  const on = binding.parameters.on ?? standing.coverage?.to ?? refuse('the data say no last day')
  const status = statuses.find((each) => each === binding.parameters.status) ?? refuse('say status=dormant or another')
  const asked = readAsked(ground, { ...binding, parameters: { ...binding.parameters, on } })
  const rows = rowsOf(asked.mask)
  // Like every other figure, this one counts a disputed cooperation as possible only, unless the rule says otherwise.
  const disputed = rows.filter((row) => standing.census.disputed[row] && asked.rule.disputed !== 'in')
  const possible = asked.rule.disputed === 'upper-bound' ? disputed : []
  const best = rows.length - disputed.length
  const label = t('report.measure-status-count', {
    status: standing.vocabularies[ground.language].label('status', status).toLocaleLowerCase(ground.language),
    day: on,
  })
  const decisive = possible.map((row) => t('report.decisive-more', { name: pairOf(ground, row) }))
  return {
    ...inBand(ground, { min: best, best, max: best + possible.length }, binding),
    label,
    ...basisOf(ground, asked, listOf(asked, 'all'), decisive),
  }
}
