// What does a picture rest on? A line below it, on pages and in files that are taken away and cited.
import { formatDay } from '#platform/i18n/format.ts'
import type { Site, Words } from './frame.views.tsx'

/** The data packages that cover a time, with version and licence, and the revision of the register with its day. */
export function sourceLine(
  site: Pick<Site, 'standing'>,
  { t, language }: Words,
  text: 'site.source-line' | 'site.map.source-line' = 'site.source-line',
): string {
  const { datasets, revision, changesets } = site.standing
  const told = datasets.filter(({ covers_from }) => covers_from)
  return t(text, {
    data: told.map(({ id, version }) => `${id} ${version}`).join(', '),
    // As people write it: the data packages hold the identifiers of SPDX.
    licence: [...new Set(told.map(({ licence }) => licence.replace(/^CC-(BY|BY-SA)-/, 'CC $1 ')))].join(', '),
    revision,
    day: formatDay(changesets[0]?.recorded_at.toISOString().slice(0, 10) ?? '', language),
  })
}
