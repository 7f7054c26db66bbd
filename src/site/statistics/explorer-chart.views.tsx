// The answer to a question as a picture, on the page and as a file.
import { groundOf, isAdditive, rowsBehind, type Choice } from '#statistics/index.ts'
import { BandArea, type BandAreaSpec } from '#ui/charts/band-area.tsx'
import { bandAreaSvg } from '#ui/charts/band-area-file.tsx'
import { barChartSvg } from '#ui/charts/bar-chart-file.tsx'
import type { BarSpec } from '#ui/charts/bar-geometry.ts'
import { BarChart } from '#ui/charts/bar-chart.tsx'
import type { FileForm } from '#ui/charts/file-frame.tsx'
import { heatMapSvg } from '#ui/charts/heat-map-file.tsx'
import type { HeatMapSpec } from '#ui/charts/heat-geometry.ts'
import { HeatMap } from '#ui/charts/heat-map.tsx'
import { lifelinesSvg } from '#ui/charts/lifelines-file.tsx'
import { Lifelines } from '#ui/charts/lifelines.tsx'
import { lineChartSvg } from '#ui/charts/line-chart-file.tsx'
import { LineChart } from '#ui/charts/line-chart.tsx'
import { flowMapSvg } from '#ui/maps/flow-map-file.tsx'
import { FlowMap } from '#ui/maps/flow-map.tsx'
import { lifelinesSpec, mapSpec } from '../cooperations/cooperation-pictures.views.tsx'
import { downloadsOf, headingOf, mostHeatRows, rowsHref, seriesSpec, type Answered } from './explorer-spec.views.tsx'

/** What a picture is without in a page elsewhere. */
export const embedded = { headingLevel: 1 as const, downloads: undefined, sortLinks: undefined, yearForm: undefined }

type AnswerPictureProps = {
  answered: Answered
  headingLevel?: 2 | 3
  /** In a page elsewhere: with the first heading, and without what belongs to the page around it. */
  isEmbed?: boolean
}

/** The picture that the query asks for, with its table. */
export async function AnswerPicture({ answered, headingLevel, isEmbed }: AnswerPictureProps) {
  const { t } = answered.words
  const level = isEmbed ? embedded : headingLevel && { headingLevel }
  switch (answered.query.chart) {
    case 'line':
      return <LineChart spec={{ ...seriesSpec(answered), ...level }} t={t} />
    case 'area':
      return <BandArea spec={{ ...areaSpec(answered), ...level }} t={t} />
    case 'bars':
      return <BarChart spec={{ ...barSpec(answered), ...level }} t={t} />
    case 'heat':
      return <HeatMap spec={{ ...heatSpec(answered), ...level }} t={t} />
    case 'lifelines':
      return <Lifelines spec={{ ...(await linesSpec(answered)), ...level }} t={t} />
    case 'map':
      return <FlowMap spec={{ ...rowsMapSpec(answered), ...level }} t={t} />
  }
}

/** The same as an SVG file that stands alone. */
export async function answerSvg(answered: Answered, form: Pick<FileForm, 'theme' | 'href'> = {}): Promise<string> {
  const { t } = answered.words
  switch (answered.query.chart) {
    case 'line':
      return lineChartSvg(seriesSpec(answered), t, form)
    case 'area':
      return bandAreaSvg(areaSpec(answered), t, form)
    case 'bars':
      return barChartSvg(barSpec(answered), t, form)
    case 'heat':
      return heatMapSvg(heatSpec(answered), t, form)
    case 'lifelines':
      return lifelinesSvg(await linesSpec(answered), t, form)
    case 'map':
      return flowMapSvg(rowsMapSpec(answered), t, form)
  }
}

function areaSpec(answered: Answered): BandAreaSpec {
  const spec = seriesSpec(answered)
  const bound = (name: 'min' | 'max') => answered.answer.points.map(({ figure }) => figure?.[name] ?? null)
  const { query, words } = answered
  return {
    ...spec,
    band: { min: bound('min'), max: bound('max') },
    totalHrefs: spec.years.map((year) => rowsHref(query, words, undefined, year)),
  }
}

function barSpec(answered: Answered): BarSpec {
  const isStack = isAdditive(answered.query.question) && answered.query.question.measure !== 'net-change'
  return { ...seriesSpec(answered), arrangement: isStack ? 'stacked' : 'beside' }
}

function heatSpec(answered: Answered): HeatMapSpec {
  const { series, ...spec } = seriesSpec(answered, mostHeatRows)
  const { by } = answered.query.question
  return { ...spec, rows: series, categoryLabel: by ? answered.words.t(`statistics.dimension.${by}`) : '' }
}

/** The rows that stand behind the answer in some of its years. */
function rowsOfAnswer({ site, query: { question }, answer: { choice } }: Answered): Choice {
  const surety = rowsBehind(groundOf(site.standing), question, question.years)
  const mask = choice.mask.map((isIn, row) => (isIn && surety[row] ? 1 : 0))
  return { mask, total: mask.reduce((sum, isIn) => sum + isIn, 0), facets: choice.facets, surety }
}

async function linesSpec(answered: Answered) {
  const { site, query, words } = answered
  const among = { ...query.among, sort: { key: 'started', descending: false } as const }
  const { spec } = await lifelinesSpec(site, among, rowsOfAnswer(answered), words)
  return { ...spec, title: headingOf(query, site, words), sortLinks: [], downloads: downloadsOf(answered) }
}

function rowsMapSpec(answered: Answered) {
  const { site, query, words } = answered
  const asked = { ...query.among, counted: query.question, view: 'map' as const }
  const spec = mapSpec(site, asked, rowsOfAnswer(answered), words, undefined)
  return { ...spec, title: headingOf(query, site, words), downloads: downloadsOf(answered) }
}
