// Dated events that pictures over years show, so that readers see what happened meanwhile. They claim no cause.
import { boundsOf } from '#platform/time/edtf.ts'
import { dayNumber, daysAYear, yearOf } from '#platform/time/day.ts'
import { listContextEvents } from '#register/index.ts'
import type { SeriesNote } from '#ui/charts/series.ts'
import type { Site, Words } from '../frame/frame.views.tsx'

export async function readNotes(site: Site, { language }: Words): Promise<SeriesNote[]> {
  const events = await listContextEvents(site.reader, { asOf: site.standing.asOf })
  return events.flatMap(({ date, titleSv, titleEn }) => {
    const best = boundsOf(date)?.best
    const label = language === 'sv' ? titleSv : titleEn
    return best === undefined ? [] : { year: placeOf(date, best), label }
  })
}

/** What is known to the year alone stands at the year. */
function placeOf(date: string, best: string): number {
  const year = yearOf(best)
  return /^\d{4}$/.test(date) ? year : year + (dayNumber(best) - dayNumber(`${year}-01-01`)) / daysAYear
}
