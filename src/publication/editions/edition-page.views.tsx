// The pages that an edition has and the running site has not, and what it adds to every other.
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { formatDay } from '#platform/i18n/format.ts'
import { languages, type Language } from '#platform/i18n/language.ts'
import { textsFor, type Texts } from '#platform/i18n/texts.ts'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { Page, type Assets } from '#ui/layout/page.tsx'
import { CheckForm } from './check-form.views.tsx'
import { citeEditionApa, editionTitle, type Edition } from './edition.rules.ts'
import { ownPages } from './static-address.rules.ts'

export type EditionPages = {
  /** Whole pages, by their address in the site. */
  own: ReadonlyMap<string, string>
  /** Into the head of every page. */
  head: string
  /** Into the foot of every page; its link is the address of a page of its own. */
  foot: Record<Language, string>
  /** In the place of a form, alike. */
  formNote: Record<Language, string>
  script: string
  style: string
  /** Pictures that pages name and styles do not. */
  pictures: readonly string[]
}

// Where pages come from a disk, none of them has an origin of its own; served again, they are their own site.
const policy =
  "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' file: data:; font-src 'self' file:; form-action 'self' file:; base-uri 'none'"

export function makeEditionPages(edition: Edition, assets: Assets): EditionPages {
  const own = languages.flatMap((language) => {
    const parts = { edition, assets, language, t: textsFor(language) }
    return [
      [`/${language}/${ownPages.search}`, written(<SearchPage {...parts} />)],
      [`/${language}/${ownPages.note}`, written(<NotePage {...parts} />)],
      [`/${language}/${ownPages.check}`, written(<CheckPage {...parts} />)],
    ] as const
  })
  return {
    own: new Map(own),
    head: `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
    foot: inEach((language) => {
      const { id, revision, recordedAt } = edition
      const day = formatDay(recordedAt.slice(0, 10), language)
      const t = textsFor(language)
      return (
        <p>
          {t('editions.foot', { id, revision, day })}{' '}
          <a href={`/${language}/${ownPages.check}`}>{t('editions.check.link')}</a>
        </p>
      )
    }),
    formNote: inEach((language) => (
      <p class="quiet">
        <a href={`/${language}/${ownPages.note}`}>{textsFor(language)('editions.note.form')}</a>
      </p>
    )),
    script: assets.js,
    style: assets.css,
    pictures: assets.icon === undefined ? [] : [assets.icon],
  }
}

function inEach(make: (language: Language) => ReturnType<typeof Page>): Record<Language, string> {
  return { sv: written(make('sv')), en: written(make('en')) }
}

function written(markup: ReturnType<typeof Page>): string {
  if (markup instanceof Promise) throw new Error('Nothing in these pages is to be waited for')
  return markup.toString()
}

type Parts = { edition: Edition; assets: Assets; language: Language; t: Texts }

function Frame(props: Parts & { path: string; title: string; lead: string; head?: Child; children: Child }) {
  const { edition, assets, language, t, path, title, lead, head, children } = props
  const at = (to: string) => `/${language}${to}`
  return (
    <Page
      t={t}
      language={language}
      path={`/${path}`}
      title={title}
      description={lead}
      assets={assets}
      navigation={[
        { key: 'cooperations', label: t('site.nav.cooperations'), href: at('/cooperations') },
        { key: 'map', label: t('site.nav.map'), href: at('/cooperations?view=map') },
        { key: 'statistics', label: t('statistics.title'), href: at('/statistics') },
        { key: 'report', label: t('report.nav'), href: at('/report') },
        { key: 'data', label: t('site.nav.data'), href: at('/data') },
      ]}
      search={{ action: at('/cooperations') }}
      foot={{
        links: [
          { label: t('site.nav.actors'), href: at('/actors') },
          { label: t('site.nav.sources'), href: at('/sources') },
          { label: t('site.nav.about'), href: at('/about') },
          { label: t('site.nav.codebook'), href: at('/codebook') },
        ],
        edition: t('site.foot.revision', { revision: edition.revision }),
        updated: edition.recordedAt.slice(0, 10),
      }}
      head={head}
    >
      <PageHead title={title} lead={lead} />
      {children}
    </Page>
  )
}

function SearchPage(parts: Parts) {
  const { t } = parts
  return (
    <Frame
      {...parts}
      path={ownPages.search}
      title={t('editions.search.title')}
      lead={t('editions.search.lead')}
      head={raw('<script src="search-index.js" defer></script>')}
    >
      <edition-search
        data-one={t('editions.search.one')}
        data-found={t('editions.search.found', { count: '{count}' })}
        data-many={t('editions.search.many', { count: '{count}' })}
        data-none={t('editions.search.none')}
        data-near={t('editions.search.near')}
      >
        <p class="without-script">{t('editions.search.without-script')}</p>
        <p class="field" hidden>
          <label for="asked">{t('ui.search.label')}</label>
          <input id="asked" type="search" maxlength={200} autocomplete="off" />
        </p>
        <p role="status" />
        <ol class="edition-hits" />
      </edition-search>
    </Frame>
  )
}

function NotePage(parts: Parts) {
  const { t, edition } = parts
  return (
    <Frame {...parts} path={ownPages.note} title={t('editions.note.title')} lead={t('editions.note.lead')}>
      <p>{t('editions.note.text')}</p>
      <edition-elsewhere data-site={edition.site} data-text={t('editions.note.elsewhere')}>
        <p>
          {t('editions.note.elsewhere')} <a href={edition.site}>{edition.site}</a>
        </p>
      </edition-elsewhere>
    </Frame>
  )
}

function CheckPage(parts: Parts) {
  const { t, edition, language } = parts
  return (
    <Frame {...parts} path={ownPages.check} title={t('editions.check.title')} lead={t('editions.check.lead')}>
      <CheckForm t={t} />
      <Section id="cite" title={t('editions.cite')}>
        <p>{citeEditionApa(edition, language)}</p>
      </Section>
    </Frame>
  )
}

/** The first thing that whoever opens the folder meets; `css` is the way to the styles. */
export function startPage(edition: Edition, css: string): string {
  const [sv, en] = [textsFor('sv'), textsFor('en')]
  const told = { id: edition.id, revision: edition.revision }
  return written(
    <>
      {raw('<!doctype html>')}
      <html lang="sv">
        <head>
          <meta charset="utf-8" />
          <title>{`Samband ${edition.id}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={editionTitle.sv} />
          <link rel="stylesheet" href={css} />
        </head>
        <body>
          <main class="sheet">
            <PageHead title={`Samband ${edition.id}`} lead={editionTitle.sv} />
            <p>
              {sv('editions.start', told)} <a href="site/sv/index.html">Svenska</a>
            </p>
            <p lang="en">
              {en('editions.start', told)} <a href="site/en/index.html">English</a>
            </p>
          </main>
        </body>
      </html>
    </>,
  )
}
