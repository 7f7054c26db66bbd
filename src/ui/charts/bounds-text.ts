// How is an uncertain date said in a few characters?
import { yearOf } from '#platform/time/day.ts'
import type { Bounds } from '#platform/time/edtf.ts'
import type { Texts } from '#platform/i18n/texts.ts'

/** As exact as it is known: a day, a month, a year, or the years between which it lies. */
export function dateText(bounds: Bounds, t: Texts): string {
  const { earliest, latest } = bounds
  if (earliest !== null && latest !== null) {
    if (earliest === latest) return earliest
    if (earliest.slice(0, 7) === latest.slice(0, 7)) return earliest.slice(0, 7)
  }
  return yearText(bounds, t)
}

export function yearText({ earliest, best, latest }: Bounds, t: Texts): string {
  if (earliest === null && latest === null) return t('charts.year-unknown')
  if (earliest === null) return t('charts.year-by', { year: String(yearOf(latest ?? best)) })
  if (latest === null) return t('charts.year-from', { year: String(yearOf(earliest)) })
  if (yearOf(earliest) === yearOf(latest)) return String(yearOf(best))
  return t('charts.year-between', { first: String(yearOf(earliest)), last: String(yearOf(latest)) })
}
