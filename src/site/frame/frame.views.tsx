// What stands around every page: head, navigation, foot. And the parts of the program that pages are made with.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { ProblemPage } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { languages, type Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import type { StandingRegister, Vocabulary } from '#register/index.ts'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SearchField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Page, type Assets } from '#ui/layout/page.tsx'
import { accountPath, signInPath } from '../accounts/account.paths.ts'
import {
  aboutPath,
  accessibilityPath,
  actorsPath,
  changesPath,
  claimsPath,
  codebookPath,
  conflictsPath,
  cooperationsPath,
  dataPath,
  homePath,
  mapPath,
  reportsPath,
  sourcesPath,
  statisticsPath,
} from '../site.paths.ts'

/** What pages are made with. `url` is where permanent addresses begin. */
export type Site = { reader: Reader; register: StandingRegister; assets: Assets; url: string }

/** Words of one page: its texts, its language, the vocabulary, and addresses within the language. */
export type Words = { t: Texts; language: Language; vocabulary: Vocabulary; at: (path: string) => string }

export function wordsFor(c: Context<AppEnv>, site: Site): Words {
  const { t, language } = c.var
  return { t, language, vocabulary: site.register.now().vocabularies[language], at: (path) => `/${language}${path}` }
}

export type PageParts = {
  title: string
  description: string
  body: Child
  current?: 'cooperations' | 'map' | 'statistics' | 'report' | 'data'
  wide?: boolean
  searchValue?: string
  status?: ContentfulStatusCode
  /** About one person, or opened by a secret: without a permanent address, and not for search engines. */
  isPrivate?: boolean
}

/** Answers with a whole page. Its path, for the other language and as permanent address, is that of the request. */
export function showPage(c: Context<AppEnv>, site: Site, parts: PageParts): Response | Promise<Response> {
  const { t, language, at } = wordsFor(c, site)
  const { pathname, search } = new URL(c.req.url)
  const path = `${pathname.replace(/^\/(sv|en)(?=\/|$)/, '').replace(/\/$/, '') || '/'}${search}`
  const { revision, changesets } = site.register.now()
  const updated = changesets[0]?.recorded_at.toISOString().slice(0, 10) ?? ''
  const links = [
    [t('site.nav.actors'), actorsPath],
    [t('site.nav.sources'), sourcesPath],
    [t('site.nav.about'), aboutPath],
    [t('site.nav.codebook'), codebookPath],
    [t('site.nav.conflicts'), conflictsPath],
    [t('claims.title'), claimsPath],
    [t('site.nav.accessibility'), accessibilityPath],
    [t('site.nav.licence'), `${aboutPath}#licence`],
    [t('site.nav.api'), dataPath],
  ] as const
  const isFound = (parts.status ?? 200) === 200
  return c.html(
    <Page
      t={t}
      language={language}
      path={path}
      title={parts.title}
      description={parts.description}
      wide={parts.wide}
      current={parts.current}
      assets={site.assets}
      navigation={[
        { key: 'cooperations', label: t('site.nav.cooperations'), href: at(cooperationsPath()) },
        { key: 'map', label: t('site.nav.map'), href: at(mapPath) },
        { key: 'statistics', label: t('statistics.title'), href: at(statisticsPath()) },
        { key: 'report', label: t('report.nav'), href: at(reportsPath) },
        { key: 'data', label: t('site.nav.data'), href: at(dataPath) },
      ]}
      account={
        c.var.account
          ? { label: c.var.account.name, href: at(accountPath) }
          : { label: t('accounts.sign-in.title'), href: at(signInPath) }
      }
      search={{ action: at(cooperationsPath()), name: 'q', value: parts.searchValue }}
      foot={{
        links: links.map(([label, to]) => ({ label, href: at(to) })),
        edition: t('site.foot.revision', { revision }),
        editionHref: at(changesPath),
        updated,
      }}
      head={
        parts.isPrivate ? (
          <meta name="robots" content="noindex" />
        ) : (
          isFound && (
            <>
              <link rel="canonical" href={`${site.url}${at(path)}`} />
              {languages.map((each) => (
                <link rel="alternate" hreflang={each} href={`${site.url}/${each}${path}`} />
              ))}
              <link rel="alternate" hreflang="x-default" href={`${site.url}${path}`} />
              <meta property="og:title" content={parts.title} />
              <meta property="og:description" content={parts.description} />
              <meta property="og:url" content={`${site.url}${at(path)}`} />
              <meta property="og:locale" content={language === 'sv' ? 'sv_SE' : 'en_GB'} />
            </>
          )
        )
      }
    >
      {parts.body}
    </Page>,
    parts.status ?? 200,
  )
}

/** The page of something that cannot be shown, with a way on. */
export function problemPages(site: Site) {
  return (problem: ProblemPage, c: Context<AppEnv>) => {
    const { t, at } = wordsFor(c, site)
    return showPage(c, site, {
      title: problem.title,
      description: problem.text,
      status: problem.status,
      body: (
        <>
          <PageHead title={problem.title} lead={problem.text} />
          <form method="get" action={at(cooperationsPath())} class="fields">
            <SearchField t={t} label={t('site.not-found.search')} />
          </form>
          <EmptyState
            title={t('site.not-found.try')}
            actions={[
              { label: t('site.nav.cooperations'), href: at(cooperationsPath()) },
              { label: t('site.nav.actors'), href: at(actorsPath) },
              { label: t('site.nav.home'), href: at(homePath) },
            ]}
          />
        </>
      ),
    })
  }
}
