// What is split over years, and how are its values said? One type for every chart whose axis is years.
import type { Texts } from '#platform/i18n/texts.ts'
import type { FigureLink } from './figure-frame.tsx'

export type SplitSeries = {
  key: string
  label: string
  /** One for each year; null where nothing is known: drawn as a gap, never as nought. */
  values: (number | null)[]
  /** How low and how high each value can be. */
  min?: (number | null)[]
  max?: (number | null)[]
  /** Where the rows behind each value are. */
  hrefs?: (string | undefined)[]
}

/** A whole year stands at its mark on the axis; a fraction is a day (2019.87: November) and stands within its year. */
export type SeriesNote = { year: number; label: string }

/** Years, both included, outside what the data cover. */
export type SeriesGap = { from: number; to: number; label: string }

export type SeriesSpec = {
  /** Prefix of the ids inside the picture; unique on its page. */
  id: string
  title: string
  summary: string
  /** Each year once, rising, none left out. */
  years: number[]
  /** One to nine. */
  series: SplitSeries[]
  annotations: SeriesNote[]
  gaps: SeriesGap[]
  /** What is counted, above the axis: "agreements in force at the end of the year". */
  unit: string
  source: string
  tableCaption: string
  /** How a value is written, on axes, labels and in the table alike; as a plain number unless given. */
  format?: (value: number) => string
  downloads?: FigureLink[]
  headingLevel?: 1 | 2 | 3
}

type Bounded = { value: number | null; min?: number | null; max?: number | null }
type Format = SeriesSpec['format']

export function numberText(value: number, format: Format, t: Texts): string {
  // English locales write a hyphen, which is shorter than the sign and lost beside a line of nought.
  return format ? format(value) : t('charts.number', { value }).replace(/^-/, '−')
}

/** A value with its band, if that is wider than the value: "12 (10–14)". */
export function boundedText(bounded: Bounded, format: Format, t: Texts): string {
  const value = valueText(bounded, format, t)
  const band = bandText(bounded, format, t)
  return band ? t('charts.value-band', { value, band }) : value
}

export function valueText({ value }: Bounded, format: Format, t: Texts): string {
  return value === null ? t('charts.unknown') : numberText(value, format, t)
}

/** The band alone, "(10–14)"; nothing where the value is certain. */
export function bandText({ value, min, max }: Bounded, format: Format, t: Texts): string {
  const [low, high] = [min ?? value, max ?? value]
  if (value === null || low === null || high === null || low === high) return ''
  const words = { min: numberText(low, format, t), max: numberText(high, format, t) }
  // A dash before a minus sign reads as one long dash.
  return low < 0 || high < 0 ? t('charts.band-words', words) : t('charts.band', words)
}

export function boundsAt({ values, min, max }: Pick<SplitSeries, 'values' | 'min' | 'max'>, index: number) {
  return { value: values[index] ?? null, min: min?.[index] ?? null, max: max?.[index] ?? null }
}

/** The last year that has a value. */
export function lastKnown(values: readonly (number | null)[]): number | undefined {
  const index = values.findLastIndex((value) => value !== null)
  return index < 0 ? undefined : index
}

export function hasBand({ values, min, max }: Pick<SplitSeries, 'values' | 'min' | 'max'>): boolean {
  return values.some((value, index) => value !== null && (min?.[index] ?? value) !== (max?.[index] ?? value))
}

export function isEmpty(spec: Pick<SeriesSpec, 'series'>): boolean {
  return spec.series.every(({ values }) => values.every((value) => value === null))
}

/** Lowest and highest of all values and bands, nought included: a picture of amounts begins there. */
export function extent(series: readonly Pick<SplitSeries, 'values' | 'min' | 'max'>[]): { low: number; high: number } {
  const all = series.flatMap(({ values, min = [], max = [] }) => [...values, ...min, ...max])
  const known = all.filter((value) => value !== null)
  return { low: Math.min(0, ...known), high: Math.max(0, ...known) }
}

/** Of whole things the axis has whole numbers only. */
export function isWhole(series: readonly Pick<SplitSeries, 'values'>[]): boolean {
  return series.every(({ values }) => values.every((value) => value === null || Number.isInteger(value)))
}
