// How is what a page shows put into a list of references?
import { citeReport, type CitedReport } from '#publication/index.ts'
import { pathAsOf } from '#register/index.ts'
import { MarginSection } from '#ui/controls/margin-section.tsx'
import type { Site, Words } from './frame.views.tsx'

type Cited = {
  site: Pick<Site, 'standing' | 'url'>
  title: string
  /** Of the page as it stands today. */
  path: string
  words: Words
}

/**
 * A page as a publication: of the day of the latest change to the register, since it holds from then on, and at an address
 * that gives the same after later changes.
 */
export function citedPage({ site: { standing, url }, title, path, words }: Cited): CitedReport {
  return {
    language: words.language,
    title,
    subtitle: null,
    author: 'Samband',
    date: standing.changesets[0]?.recorded_at.toISOString().slice(0, 10) ?? '',
    publisher: 'Samband',
    place: null,
    series: null,
    number: null,
    url: `${url}${pathAsOf(path, standing.revision)}`,
    keywords: [],
  }
}

/** Of a page about one thing: the text to copy. */
export function CiteInMargin({ title, ...page }: Cited) {
  const { t } = page.words
  const cited = citedPage({ ...page, title: t('site.cite.title', { title, revision: page.site.standing.revision }) })
  return (
    <MarginSection title={t('site.cite')}>
      <p>{citeReport(cited, 'apa')}</p>
    </MarginSection>
  )
}
