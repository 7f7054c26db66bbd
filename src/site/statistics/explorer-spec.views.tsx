// What the pictures of an answer are drawn from: its series with their bands and ways to their rows, and what it says in words.
import { isAdditive, isInYears, isStock, narrowed, yearsCovered, type Answer, type AnsweredPart, type AnsweredSeries,
  type CooperationQuery,
  type ExplorerAnswer, type ExplorerQuery, type Question,
} from '#statistics/index.ts' // prettier-ignore
import type { SeriesGap, SeriesNote, SeriesSpec, SplitSeries } from '#ui/charts/series.ts'
import { choicesOf } from '../cooperations/cooperation-list.views.tsx'
import { sourceLine } from '../frame/source-line.views.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import {
  answerInWords, ruleInWords, unitInWords, valueInWords, valueTitle, yearsInWords,
} from '../frame/question.views.tsx' // prettier-ignore
import { cooperationsPath, statisticsPath } from '../site.paths.ts'

export type Answered = {
  site: Site
  query: ExplorerQuery
  answer: ExplorerAnswer
  /** Dated events that the pictures over years show. */
  notes: SeriesNote[]
  words: Words
}

/** “In force by county, 1986–2021: Ended, Västra Götaland County”: what is asked, and among which rows. */
export function headingOf(
  { question, among }: Pick<ExplorerQuery, 'question' | 'among'>,
  site: Site,
  words: Words,
): string {
  const { t } = words
  const { measure, by, years } = question
  const values = { measure: t(`statistics.measure.${measure}`), years: yearsInWords(years) }
  const asked = by
    ? t('statistics.heading', { ...values, by: t(`statistics.dimension.${by}`) })
    : t('statistics.heading-whole', values)
  return withAmong(asked, among, site, words)
}

/** The same words that stand above the page as filters: a picture or a citation must not lose them. */
export function withAmong(asked: string, among: CooperationQuery, site: Site, words: Words): string {
  const { census } = site.standing
  const chosen = choicesOf({ census, query: among, words }).map(({ label }) => label)
  return chosen.length > 0 ? `${asked}: ${chosen.join(', ')}` : asked
}

/** The list of the rows behind one number: of a part, or of the whole, in one year. */
export function rowsHref({ question, among }: ExplorerQuery, { at }: Words, value?: string, year?: number): string {
  const years = year === undefined ? question.years : { from: year, to: year }
  const counted = { measure: question.measure, rule: question.rule, years }
  return at(cooperationsPath({ ...narrowed(among, question.by, value), counted }))
}

/** A heat map bears more rows than a picture bears lines. */
export const mostHeatRows = 30

/** Lines and layers that a reader can still tell apart. */
export const mostSeries = 8

/** `most` parts at the most, the largest first; where parts add up, what is left over is one more. */
export function seriesSpec({ site, query, answer, notes, words }: Answered, most = mostSeries): SeriesSpec {
  const { t } = words
  const { question } = query
  const years = answer.points.map(({ year }) => year)
  const shown = answer.parts.slice(0, answer.parts.length === most + 1 ? most + 1 : most)
  const rest = answer.parts.slice(shown.length)
  const { census } = site.standing
  const title = headingOf(query, site, words)
  const series = question.by
    ? shown.map(({ value, points }) =>
        seriesOf({ query, words }, valueTitle(question.by ?? 'kind', value, census, words), points, value),
      )
    : [seriesOf({ query, words }, t(`statistics.measure.${question.measure}`), answer.points)]
  const others = isAdditive(question) && rest.length > 0 ? [restOf(rest, years, t('statistics.cut-rest'))] : []
  return {
    id: 'answer',
    title,
    summary: summaryOf({ site, query, answer, words }),
    years,
    series: [...series, ...others],
    annotations: notes.filter(({ year }) => year >= question.years.from && year < question.years.to + 1),
    gaps: gapsOf(site, question, words),
    unit: t('statistics.axis', {
      unit: unitInWords(question, 2, words),
      rule: ruleInWords(question, words),
    }),
    source: sourceLine(site, words),
    tableCaption: t('statistics.table', { title }),
    ...(isInYears(question.measure) && { format: (value: number) => valueInWords(value, question, words) }),
    downloads: downloadsOf({ query, words }),
  }
}

export function downloadsOf({ query, words }: Pick<Answered, 'query' | 'words'>) {
  return (['svg', 'png'] as const).map((ending) => ({
    label: ending.toUpperCase(),
    href: words.at(statisticsPath(query, `.${ending}`)),
  }))
}

type Asked = Pick<Answered, 'query' | 'words'>

function seriesOf(
  { query, words }: Asked,
  label: string,
  points: AnsweredSeries['points'],
  value?: string,
): SplitSeries {
  const pick = (name: 'min' | 'best' | 'max') => points.map(({ figure }) => figure && finite(figure[name]))
  return {
    key: value ?? 'whole',
    label,
    values: pick('best'),
    min: pick('min'),
    max: pick('max'),
    hrefs: points.map(({ year, figure }) => (isLinked(figure) ? rowsHref(query, words, value, year) : undefined)),
  }
}

/** A life that may have begun at any time has no longest length. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

/** Nought has no rows to show. */
function isLinked(figure: Answer): boolean {
  return figure !== null && (figure.max > 0 || figure.min < 0)
}

function restOf(parts: readonly AnsweredPart[], years: readonly number[], label: string): SplitSeries {
  const values = years.map((_, index) =>
    parts.reduce<number | null>((sum, { points }) => {
      const figure = points[index]?.figure
      return figure ? (sum ?? 0) + figure.best : sum
    }, null),
  )
  return { key: 'others', label, values }
}

function gapsOf(site: Site, { years }: Question, { t }: Words): SeriesGap[] {
  const covered = yearsCovered(site.standing.coverage)
  const label = t('statistics.gap')
  return [
    { from: years.from, to: Math.min(years.to, covered.from - 1), label },
    { from: Math.max(years.from, covered.to + 1), to: years.to, label },
  ].filter(({ from, to }) => from <= to)
}

/** What the picture says, for those who do not see it and for those who do. */
export function summaryOf({ site, query, answer, words }: Omit<Answered, 'notes'>): string {
  const { t } = words
  const { question } = query
  const known = answer.points.filter(({ figure }) => figure !== null)
  const [first, last] = [known[0], known.at(-1)]
  // Of a net change the largest is the one furthest from nought, either way.
  const size = ({ figure }: (typeof known)[number]) => Math.abs(figure?.best ?? 0)
  const peak = known.toSorted((a, b) => size(b) - size(a) || a.year - b.year)[0]
  if (!first || !last || !peak || !known.some(({ figure }) => isLinked(figure))) return t('statistics.summary.nothing')
  const say = (figure: Answer) => answerInWords(figure, question, words)
  const years = { firstYear: String(first.year), lastYear: String(last.year), peakYear: String(peak.year) }
  const whole =
    first.year === last.year
      ? t('statistics.summary.one', { year: String(first.year), value: say(first.figure) })
      : isInYears(question.measure)
        ? t('statistics.summary.median', { value: say(answer.figure) })
        : isStock(question.measure)
          ? t('statistics.summary.series', {
              ...years,
              first: say(first.figure),
              last: say(last.figure),
              peak: say(peak.figure),
            })
          : t('statistics.summary.flow', { ...years, total: say(answer.figure), peak: say(peak.figure) })
  const isDoubtful = known.some(({ figure }) => figure && figure.min !== figure.max)
  return [whole, splitInWords({ site, query, answer, words }), ...(isDoubtful ? [t('statistics.summary.band')] : [])]
    .filter(Boolean)
    .join(' ')
}

const mostNamed = 3

function splitInWords({ site, query: { question }, answer, words }: Omit<Answered, 'notes'>): string {
  const { t } = words
  const { by } = question
  const parts = answer.parts.filter(({ figure }) => isLinked(figure)).slice(0, mostNamed)
  if (!by || parts.length === 0) return ''
  const { census } = site.standing
  const named = parts.map(({ value, figure }) =>
    t('statistics.summary.part', {
      label: valueTitle(by, value, census, words),
      value: answerInWords(figure, question, words),
    }),
  )
  return isStock(question.measure)
    ? t('statistics.summary.split', { year: String(question.years.to), parts: named.join(', ') })
    : t('statistics.summary.split-flow', { parts: named.join(', ') })
}
