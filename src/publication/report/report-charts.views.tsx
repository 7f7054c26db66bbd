// The pictures of a report, drawn by the same hands as those of the site, each with the table behind it.
import type { Cooperation, Status } from '#register/index.ts'
import { countedIn, seriesOf, type SeriesPoint } from '#statistics/index.ts'
import { bandAreaSvg } from '#ui/charts/band-area-file.tsx'
import { lifelinesSvg } from '#ui/charts/lifelines-file.tsx'
import type { LifelinesSpec, Line } from '#ui/charts/lifelines.tsx'
import { basisOf, isYearly, listOf, readAsked, refuse, type ReportGround } from './report-asked.queries.ts'
import { figureCell, resolveTable } from './report-tables.queries.ts'
import type { ChartBinding, ResolvedChart } from './report.rules.ts'

export type LineOf = (cooperation: Cooperation, frame: LifelinesSpec) => Line

/** A page is narrower than a screen: names and years must stay legible when the picture shrinks to it. */
const linesWidth = 900

export function resolveChart(ground: ReportGround, binding: ChartBinding, lineOf: LineOf | undefined): ResolvedChart {
  switch (binding.measure) {
    case 'in-force-by-year':
      return inForceByYear(ground, binding)
    case 'lifelines':
      return lifelines(ground, binding, lineOf)
    default:
      return refuse(`there is no chart ${binding.measure}`)
  }
}

function inForceByYear(ground: ReportGround, binding: ChartBinding): ResolvedChart {
  const { standing, language, t } = ground
  const { census } = standing
  const asked = readAsked(ground, binding)
  const { rule, years, mask } = asked
  const total = seriesOf(census, 'in-force', rule, years, mask)
  const [first, last] = [total[0], total.at(-1)]
  const peak = total.toSorted((a, b) => b.best - a.best || a.year - b.year)[0]
  if (!first || !last || !peak) return refuse('there are no years')
  const vocabulary = standing.vocabularies[language]
  const ofKind = (code: string) => {
    const kind = census.kinds.indexOf(code)
    return seriesOf(census, 'in-force', rule, years, mask.map((chosen, row) => (chosen && census.kind[row] === kind ? 1 : 0))) // prettier-ignore
  }
  const kinds = vocabulary.codes('cooperation_kind').filter(({ code }) => census.kinds.includes(code))
  const layers = kinds.map(({ code }) => ({
    key: code,
    label: vocabulary.label('cooperation_kind', code),
    points: ofKind(code),
  }))
  const inWords = (point: SeriesPoint) => figureCell(point).text
  const alt = t('report.chart-in-force', {
    first: String(first.year),
    firstCount: inWords(first),
    peak: String(peak.year),
    peakCount: inWords(peak),
    last: String(last.year),
    lastCount: inWords(last),
  })
  const spec = {
    id: binding.id,
    title: t('report.chart-in-force-title'),
    summary: alt,
    years: total.map(({ year }) => year),
    series: layers.map(({ key, label, points }) => ({ key, label, values: points.map(({ best }) => best) })),
    band: { min: total.map(({ min }) => min), max: total.map(({ max }) => max) },
    annotations: [],
    source: '',
    unit: t('report.chart-unit'),
    tableCaption: '',
  }
  return {
    svg: bandAreaSvg(spec, t, { isBare: true }),
    alt,
    table: {
      columns: [
        { label: t('report.column-year') },
        ...layers.map(({ label }) => ({ label, isNumeric: true })),
        ...(['total', 'lowest', 'highest'] as const).map((column) => ({
          label: t(`report.column-${column}`),
          isNumeric: true,
        })),
      ],
      rows: total.map((point, index) => [
        { text: String(point.year) },
        ...[...layers.map(({ points }) => points[index]?.best ?? 0), point.best, point.min, point.max].map((value) => ({
          text: String(value),
          value,
        })),
      ]),
    },
    basis: basisOf(ground, asked, listOf({ ...asked, years: { from: peak.year, to: peak.year } }, 'in-force')),
  }
}

/** Lines of the rows that a measure counts, or may count, in its years; of all rows where no measure is named. */
function lifelines(ground: ReportGround, binding: ChartBinding, lineOf: LineOf | undefined): ResolvedChart {
  const { standing, cooperations, language, t } = ground
  const { census, coverage } = standing
  const asked = readAsked(ground, binding, ['measure'])
  const { measure } = asked.own
  if (measure !== undefined && !isYearly(measure)) return refuse(`there is no measure ${measure}`)
  const counted = measure && countedIn(census, measure, asked.rule, asked.years)
  const mask = counted ? asked.mask.map((chosen, row) => (chosen && counted[row] ? 1 : 0)) : asked.mask
  const vocabulary = standing.vocabularies[language]
  const label = (status: Status) => vocabulary.label('status', status)
  const yearOf = (day: string | undefined) => Number(day?.slice(0, 4) ?? 0)
  const table = resolveTable(ground, { ...binding, measure: 'all-cooperations', parameters: {} })
  const ids = new Set([...mask.keys()].flatMap((row) => (mask[row] === 1 ? [cooperations[row]?.id ?? ''] : [])))
  const frame: LifelinesSpec = {
    id: binding.id,
    title: t('report.chart-lifelines-title'),
    summary: t('report.chart-lifelines', { count: ids.size }),
    source: '',
    from: yearOf(coverage?.from),
    to: yearOf(coverage?.to),
    lines: [],
    stateLabels: {
      active: label('active'),
      dormant: label('dormant'),
      paused: label('paused'),
      partly_ended: label('partly_ended'),
      ended: label('ended'),
    },
  }
  const chosen = cooperations
    .filter(({ id }) => ids.has(id))
    .toSorted((a, b) => endOf(a.no) - endOf(b.no) || startOf(a.no) - startOf(b.no))
  function endOf(no: number): number {
    return census.endYear[census.no.indexOf(no)] || 9999
  }
  function startOf(no: number): number {
    return census.startYear[census.no.indexOf(no)] ?? 0
  }
  return {
    svg: lineOf ? lifelinesSvg({ ...frame, lines: chosen.map((each) => lineOf(each, frame)) }, t, { isBare: true, width: linesWidth }) : '', // prettier-ignore
    alt: frame.summary,
    table: {
      columns: table.columns,
      rows: table.rows.filter(([name]) => ids.has(name?.href?.split('/').at(-1) ?? '')),
    },
    basis: basisOf(ground, asked, listOf(asked, measure ?? 'all')),
  }
}
