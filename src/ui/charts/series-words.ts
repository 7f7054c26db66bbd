// What do pictures over years say in words: on a year, above the names, in an empty one?
import type { Texts } from '#platform/i18n/texts.ts'
import { boundedText, boundsAt, type SeriesSpec } from './series.ts'

/** Every value of one year: "2019: 12 (10–14)", or with the names of several. */
export function tipOf({ years, series, format }: SeriesSpec, index: number, t: Texts): string {
  const year = String(years[index])
  const texts = series.map((one) => ({ label: one.label, value: boundedText(boundsAt(one, index), format, t) }))
  const [only] = texts
  if (texts.length === 1 && only) return t('charts.peak', { year, value: only.value })
  return [year, ...texts.map((text) => t('charts.label-value', text))].join('\n')
}

/** Above the names on a phone: the year that their values are of. */
export function valuesHeading({ years }: SeriesSpec, t: Texts): string | undefined {
  const last = years.at(-1)
  return last === undefined ? undefined : t('charts.values-in', { year: String(last) })
}
