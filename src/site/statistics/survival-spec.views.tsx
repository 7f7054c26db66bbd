// What the pictures of survival are drawn from: the curves, and the risk by calendar year.
import {
  atRiskAt,
  narrowed,
  yearsCovered,
  type AnsweredCurve,
  type SurvivalQuery,
  type SurvivalAnswer,
} from '#statistics/index.ts'
import type { BarSpec } from '#ui/charts/bar-geometry.ts'
import type { SeriesNote } from '#ui/charts/series.ts'
import type { Step, StepCurve, StepSpec } from '#ui/charts/step-geometry.ts'
import { formatNumber } from '#platform/i18n/format.ts'
import { sourceLine } from '../frame/source-line.views.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { valueTitle } from '../frame/question.views.tsx'
import { cooperationsPath, survivalPath } from '../site.paths.ts'
import { withAmong } from './explorer-spec.views.tsx'

export type SurvivalAnswered = {
  site: Site
  query: SurvivalQuery
  answer: SurvivalAnswer
  notes: SeriesNote[]
  words: Words
}

export function yearsText(years: number | null, { t, language }: Words): string {
  if (years === null) return t('statistics.survival.not-reached')
  return formatNumber(years, language, { maximumFractionDigits: 1, minimumFractionDigits: 1 })
}

export function shareText(share: number, { language }: Words): string {
  return formatNumber(share, language, { style: 'percent', maximumFractionDigits: 0 })
}

export function survivalTitle({ by, among }: SurvivalQuery, site: Site, words: Words): string {
  const { t } = words
  const asked = by
    ? t('statistics.survival.heading', { by: t(`statistics.dimension.${by}`) })
    : t('statistics.survival.title')
  return withAmong(asked, among, site, words)
}

export function survivalSpec({ site, query, answer, words }: SurvivalAnswered): StepSpec {
  const { t, at } = words
  const title = survivalTitle(query, site, words)
  return {
    id: 'survival',
    title,
    summary: [
      ...answer.curves.map((each) => curveInWords(each, site, query, words)),
      ...(answer.parts > answer.curves.length
        ? [t('statistics.survival.cut', { drawn: answer.curves.length, parts: answer.parts })]
        : []),
    ].join(' '),
    curves: answer.curves.map((each) => stepCurve(each, site, query, words)),
    unit: t('statistics.survival.unit'),
    timeLabel: t('statistics.survival.time'),
    bandLabel: t('statistics.survival.band'),
    doubtLabel: t('statistics.survival.doubt'),
    censoredLabel: t('statistics.survival.censored'),
    atRiskLabel: t('statistics.survival.at-risk'),
    source: sourceLine(site, words),
    tableCaption: title,
    downloads: (['svg', 'png'] as const).map((ending) => ({
      label: ending.toUpperCase(),
      href: at(survivalPath(query, `.${ending}`)),
    })),
  }
}

function labelOf({ value }: AnsweredCurve, site: Site, { by }: SurvivalQuery, words: Words): string {
  return by && value !== undefined
    ? valueTitle(by, value, site.standing.census, words)
    : words.t('statistics.survival.all')
}

function curveInWords(answered: AnsweredCurve, site: Site, query: SurvivalQuery, words: Words): string {
  const { curve } = answered
  const { t } = words
  const values = { label: labelOf(answered, site, query, words), count: curve.rows, ended: curve.ended }
  const { years, low, high } = curve.median
  return years === null
    ? t('statistics.survival.summary-open', values)
    : t('statistics.survival.summary', {
        ...values,
        median: yearsText(years, words),
        low: yearsText(low, words),
        high: yearsText(high, words),
      })
}

function stepCurve(answered: AnsweredCurve, site: Site, query: SurvivalQuery, words: Words): StepCurve {
  const { curve, doubt, value } = answered
  const last = curve.steps.at(-1)?.time ?? 0
  const steps = (share: (step: (typeof curve.steps)[number]) => number): Step[] => [
    { time: 0, share: 1 },
    ...curve.steps.filter(({ ended }) => ended > 0).map((step) => ({ time: step.time, share: share(step) })),
  ]
  return {
    key: value ?? 'all',
    label: labelOf(answered, site, query, words),
    href: words.at(cooperationsPath(narrowed(query.among, query.by, value))),
    steps: steps(({ survival }) => survival),
    until: last,
    low: steps(({ low }) => low),
    high: steps(({ high }) => high),
    doubtLow: doubt.map(({ time, low }) => ({ time, share: low })),
    doubtHigh: doubt.map(({ time, high }) => ({ time, share: high })),
    censored: curve.steps.filter(({ censored }) => censored > 0).map(({ time }) => time),
    median: curve.median.years,
    atRisk: atRiskAt(
      curve,
      Array.from({ length: Math.floor(last) + 1 }, (_, year) => year),
    ),
  }
}

/** Of those in force when a year began, the share that ended in it, with dated events laid over. */
export function yearHazardSpec({ site, query, answer, notes, words }: SurvivalAnswered): BarSpec {
  const { t, at } = words
  const { from, to } = yearsCovered(site.standing.coverage)
  const known = answer.byYear.filter(({ year }) => year >= from && year <= to)
  const title = t('statistics.survival.by-year')
  return {
    id: 'hazard-by-year',
    title,
    summary: t('statistics.survival.by-year-summary'),
    years: known.map(({ year }) => year),
    series: [
      {
        key: 'share',
        label: t('statistics.survival.share'),
        values: known.map(({ share }) => share),
        min: known.map(({ share, low }) => (share === null ? null : low)),
        max: known.map(({ share, high }) => (share === null ? null : high)),
        hrefs: known.map(({ year, ended }) =>
          ended > 0
            ? at(
                cooperationsPath({
                  ...query.among,
                  counted: { measure: 'ended', rule: query.rule, years: { from: year, to: year } },
                }),
              )
            : undefined,
        ),
      },
    ],
    arrangement: 'beside',
    annotations: notes,
    gaps: [],
    unit: t('statistics.survival.share-unit'),
    source: sourceLine(site, words),
    tableCaption: title,
    format: (value) => shareText(value, words),
  }
}
