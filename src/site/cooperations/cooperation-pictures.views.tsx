// The rows of a list as pictures: lifelines and map.
import { listCooperations, nextRows, orderOf } from '#register/index.ts'
import { writeCooperationQuery, yearsCovered, type Choice, type CooperationQuery } from '#statistics/index.ts'
import { sourceLine } from '../frame/source-line.views.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { lineOf, mapSpecOf, stateLabels } from '../frame/pictures.views.tsx'
import { listPicturePath } from '../embeds/embed.paths.ts'
import { sortOptions } from './cooperation-list.views.tsx'

/** A picture of more lines than this is no longer read but endured; the table goes on. */
export const mostLines = 200

export async function lifelinesSpec(site: Site, query: CooperationQuery, choice: Choice, words: Words) {
  const { t } = words
  const { census, coverage } = site.standing
  const { rows, more } = nextRows(orderOf(census, query.sort), choice.mask, mostLines)
  const items = await listCooperations(
    site.reader,
    rows.map((row) => census.no[row] ?? 0),
    site.standing.asOf,
  )
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
    downloads: downloadsOf('lifelines', query, words),
  }
  return { spec: { ...frame, lines: items.map((item) => lineOf(item, census, frame, words)) }, more }
}

function downloadsOf(view: 'lifelines' | 'map', query: CooperationQuery, { at }: Words) {
  return (['svg', 'png'] as const).map((ending) => ({
    label: ending.toUpperCase(),
    href: at(listPicturePath(view, query, `.${ending}`)),
  }))
}

export function mapSpec(site: Site, query: CooperationQuery, choice: Choice, words: Words, year: number | undefined) {
  const { t, today } = words
  const { census, coverage } = site.standing
  const hidden = [...writeCooperationQuery({ ...query, after: undefined }), ...words.moment]
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
    downloads: downloadsOf('map', query, words),
  }
}
