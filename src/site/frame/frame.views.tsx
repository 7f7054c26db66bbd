// What stands around every page: head, navigation, foot. And the parts of the program that pages are made with.
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { ProblemPage } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { languages, type Language } from '#platform/i18n/language.ts'
import { textsFor, type Texts } from '#platform/i18n/texts.ts'
import { feedTypes } from '#publication/index.ts'
import {
  asShown,
  hiddenAsShown,
  questionOf,
  type Shown,
  type StandingRegister,
  type Vocabulary,
} from '#register/index.ts'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SearchField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Page, type Assets } from '#ui/layout/page.tsx'
import { DataBlock, LinkedDocuments, ShareLinks, type Share } from './share.views.tsx'
import type { Embed } from '../embeds/embed.rules.ts'
import { oembedUrl, ShareOrEmbed } from '../embeds/offer.views.tsx'
import { accountPath, signInPath } from '../accounts/account.paths.ts'
import {
  aboutPath,
  accessibilityPath,
  actorsPath,
  changesPath,
  claimsPath,
  codebookPath,
  comparePath,
  conflictsPath,
  cooperationsPath,
  dataPath,
  feedPath,
  homePath,
  mapPath,
  reportsPath,
  sharePath,
  sourcesPath,
  statisticsPath,
  withQuery,
} from '../site.paths.ts'

/** The parts of the program that pages are made with. `url` is where permanent addresses begin. */
export type SiteParts = { reader: Reader; register: StandingRegister; assets: Assets; url: string }

/** What one page is made with: it reads the register that its address asks for, today's or an earlier one. */
export type Site = Omit<SiteParts, 'register'> & Shown

export function siteFor(c: Context<AppEnv>, { reader, assets, url }: SiteParts): Site {
  return { reader, assets, url, ...c.var.shown }
}

/** Words of one page: its texts, its language, the vocabulary, and the addresses that it leads to. */
export type Words = {
  t: Texts
  language: Language
  vocabulary: Vocabulary
  /** A page of the language, or under `/api/` an address without language, as of the moment that is shown. */
  at: (path: string) => string
  /** The same as it is today. */
  today: (path: string) => string
  /** Fields that a form carries along unseen to stay in the moment that is shown. */
  moment: readonly (readonly [name: string, value: string])[]
  /** Whether free text can be looked for: it is found in what stands only. */
  hasWords: boolean
}

export function wordsFor(c: Context<AppEnv>): Words {
  return wordsIn(c.var.language, c.var.shown)
}

export function wordsIn(language: Language, shown: Shown): Words {
  const { standing } = shown
  const today = (path: string) => (path.startsWith('/api/') ? path : `/${language}${path}`)
  return {
    t: textsFor(language),
    language,
    vocabulary: standing.vocabularies[language],
    at: (path) => asShown(today(path), shown),
    today,
    moment: hiddenAsShown(shown),
    hasWords: standing.asOf === undefined,
  }
}

export type PageParts = {
  title: string
  description: string
  body: Child
  current?: 'cooperations' | 'map' | 'statistics' | 'report' | 'data'
  wide?: boolean
  searchValue?: string
  status?: ContentfulStatusCode
  /** What can be followed of this page besides the changes to the register: its path, and what it is called. */
  followed?: { path: string; name: string }
  /** What of the page can be put into pages elsewhere. */
  embeds?: readonly Embed[]
  /** Where the body itself says as of when it is, as a report does on page and paper. */
  hasOwnMoment?: boolean
  /** The picture that stands beside its link; without it, that of the first page. */
  share?: Share
  /** Path of the thing that the page is about, of which there are documents of linked data. */
  linked?: string
  /** Said of it in the words of schema.org. */
  content?: object
  /** About one person, or opened by a secret: without a permanent address, and not for search engines. */
  isPrivate?: boolean
}

/** Answers with a whole page. Its path, for the other language and as permanent address, is that of the request. */
export async function showPage(c: Context<AppEnv>, site: Site, parts: PageParts): Promise<Response> {
  const words = wordsFor(c)
  const { t, language, at } = words
  const { pathname, search } = new URL(c.req.url)
  const plainPath = pathname.replace(/^\/(sv|en)(?=\/|$)/, '').replace(/\/$/, '') || '/'
  const path = `${plainPath}${search}`
  const { revision, changesets } = site.standing
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
  const address = `${site.url}/${language}${path}`
  const page = (
    <Page
      t={t}
      language={language}
      path={path}
      homeHref={at(homePath)}
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
          ? { label: c.var.account.name, href: words.today(accountPath) }
          : { label: t('accounts.sign-in.title'), href: words.today(signInPath) }
      }
      search={{
        action: words.today(cooperationsPath()),
        name: 'q',
        value: parts.searchValue,
        label: words.hasWords ? undefined : t('site.as-of.search'),
      }}
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
              <link rel="canonical" href={address} />
              {languages.map((each) => (
                <link rel="alternate" hreflang={each} href={`${site.url}/${each}${path}`} />
              ))}
              <link rel="alternate" hreflang="x-default" href={`${site.url}${path}`} />
              <FeedLinks title={t('site.feed.title')} words={words} />
              {parts.followed && (
                <FeedLinks
                  title={t('site.feed.title-of', { name: parts.followed.name })}
                  path={parts.followed.path}
                  words={words}
                />
              )}
              {parts.embeds?.[0] && (
                <link
                  rel="alternate"
                  type="application/json+oembed"
                  href={oembedUrl(site, parts.embeds[0].pageUrl)}
                  title={parts.embeds[0].title}
                />
              )}
              <meta property="og:title" content={parts.title} />
              <meta property="og:description" content={parts.description} />
              <meta property="og:url" content={address} />
              <ShareLinks
                address={`${site.url}${at(parts.share?.path ?? sharePath)}`}
                alt={parts.share?.alt ?? t('site.share.home')}
              />
              {parts.linked && <LinkedDocuments path={parts.linked} />}
              {parts.content && <DataBlock content={parts.content} />}
              <meta property="og:locale" content={language === 'sv' ? 'sv_SE' : 'en_GB'} />
            </>
          )
        )
      }
    >
      {!parts.hasOwnMoment && (
        <MomentNotice site={site} today={words.today(withQuery(plainPath, questionOf(c)))} words={words} />
      )}
      {parts.body}
      {parts.embeds && <ShareOrEmbed embeds={parts.embeds} words={words} />}
    </Page>
  )
  // The text of a page is a promise where a part of it has to wait. Sent as bytes: of a string, making the response takes
  // a tenth of all the work on a long page.
  const text = await Promise.resolve((await page).toString())
  const bytes = Buffer.from(text)
  return c.body(bytes, parts.status ?? 200, { 'content-type': 'text/html; charset=UTF-8' })
}

/** Programs that follow pages find the feeds by these. */
function FeedLinks({ title, path, words }: { title: string; path?: string; words: Words }) {
  return (
    <>
      {(['atom', 'json'] as const).map((form) => (
        <link rel="alternate" type={feedTypes[form]} title={title} href={words.today(feedPath(form, path))} />
      ))}
    </>
  )
}

/** Says as of when the page is shown, and leads to the same page as it is today. */
function MomentNotice({ site: { asOf, standing }, today, words }: { site: Site; today: string; words: Words }) {
  const { t, language, hasWords } = words
  if (!asOf) return null
  const day = asOf.day ? formatDay(asOf.day, language) : ''
  return (
    <Notice t={t} kind="info" id="as-of-notice" title={t('site.as-of.title', { day, revision: standing.revision })}>
      <p>
        {hasWords ? t('site.as-of.latest') : t('site.as-of.text')} <a href={today}>{t('site.as-of.today')}</a>
        {!hasWords && (
          <>
            {' · '}
            <a href={words.today(comparePath({ from: asOf.asked }))}>{t('site.as-of.since')}</a>
          </>
        )}
      </p>
    </Notice>
  )
}

/** The fields of a form that keep it in the moment that is shown. */
export function MomentFields({ words }: { words: Words }) {
  return (
    <>
      {words.moment.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  )
}

/** The page of something that cannot be shown, with a way on. */
export function problemPages(parts: SiteParts) {
  return (problem: ProblemPage, c: Context<AppEnv>) => {
    const site = siteFor(c, parts)
    const { t, at, today } = wordsFor(c)
    return showPage(c, site, {
      title: problem.title,
      description: problem.text,
      status: problem.status,
      body: (
        <>
          <PageHead title={problem.title} lead={problem.text} />
          <form method="get" action={today(cooperationsPath())} class="fields">
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
