// The rows of a list as pictures: lifelines and map.
import { listCooperations, nextRows, orderOf } from '#register/index.ts'
import { writeCooperationQuery, yearsCovered, type Choice, type CooperationQuery } from '#statistics/index.ts'
import { sourceLine } from '../frame/source-line.views.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { lineOf, mapSpecOf, stateLabels } from '../frame/pictures.views.tsx'
import { withQuery } from '../site.paths.ts'
import { sortOptions } from './cooperation-list.views.tsx'

/** A picture of more lines than this is no longer read but endured; the table goes on. */
export const mostLines = 200

export async function lifelinesSpec(site: Site, query: CooperationQuery, choice: Choice, words: Words) {
  const { t, at } = words
  const { census, coverage } = site.standing
  const { rows, more } = nextRows(orderOf(census, query.sort), choice.mask, mostLines)
  const items = await listCooperations(
    site.reader,
    rows.map((row) => census.no[row] ?? 0),
    site.standing.asOf,
  )
  const search = writeCooperationQuery({ ...query, view: undefined, limit: undefined, after: undefined })
  const frame = {
    title: t('site.lifelines.title'),
    summary: t('site.lifelines.summary', { count: items.length }),
    source: sourceLine(site, words),
    ...yearsCovered(coverage),
    lines: [],
    stateLabels: stateLabels(words),
    sortLinks: sortOptions(query, words).map(({ label, href, direction }) => ({
      label,
      href,
      current: direction !== undefined,
    })),
    downloads: [{ label: 'SVG', href: at(withQuery('/cooperations/lifelines.svg', search)) }],
  }
  return { spec: { ...frame, lines: items.map((item) => lineOf(item, census, frame, words)) }, more }
}

export function mapSpec(site: Site, query: CooperationQuery, choice: Choice, words: Words, year: number | undefined) {
  const { t, at, today } = words
  const { census, coverage } = site.standing
  const hidden = [...writeCooperationQuery({ ...query, after: undefined }), ...words.moment]
  const search = writeCooperationQuery({ ...query, view: undefined, limit: undefined, after: undefined })
  return {
    ...mapSpecOf(census, choice.mask, words, {
      title: t('site.map.title'),
      summary: t('site.map.summary', { count: choice.total }),
      source: sourceLine(site, words, 'site.map.source-line'),
      years: yearsCovered(coverage),
      year,
      yearForm: { action: today('/cooperations'), hidden },
      homeTitle: t('site.map.home'),
      counterpartTitle: t('site.map.counterpart'),
    }),
    downloads: [{ label: 'SVG', href: at(withQuery('/cooperations/map.svg', search)) }],
  }
}
