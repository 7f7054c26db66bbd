import type { Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'
import { raw } from 'hono/html'
import { SearchIcon } from '../controls/icons.tsx'
import { SiteFoot, type Foot } from './site-foot.tsx'

export type NavigationItem = { readonly key: string; readonly label: string; readonly href: string }

export type Assets = {
  readonly css: string
  readonly js: string
  /** Addresses of the two Latin faces: asked for early so that text seldom has to change face. */
  readonly fonts?: readonly string[]
  readonly icon?: string
}

export type PageProps = {
  t: Texts
  language: Language
  /** Path without language prefix, with query: `/about?x=1`. The language switch leads to the same place. */
  path: string
  title: string
  description: string
  children: Child
  /** For tables and charts that need more than the width of a report. */
  wide?: boolean
  navigation: readonly NavigationItem[]
  /** Key of the navigation word that this page belongs to. */
  current?: string
  foot: Foot
  /** Where to sign in, or who has signed in. */
  account?: { readonly label: string; readonly href: string }
  assets: Assets
  /** Further elements of the document's head: canonical, alternate, social. */
  head?: Child
  /** The search form of the head: where it goes, the name of its field, what stands in it. */
  search: {
    readonly action: string
    readonly name?: string
    readonly value?: string
    /** In place of the usual word, where what is searched is not what is shown. */
    readonly label?: string
  }
  urlFor?: (language: Language, path: string) => string
  /** Where the name of the site leads, if not to its first page as it is. */
  homeHref?: string
  /** Fixes light or dark; without it the page follows the system. */
  theme?: 'light' | 'dark'
}

const siteName = 'Samband'
const languages = { sv: 'Svenska', en: 'English' } as const

/** A whole document. The page itself gives one h1 among its children. */
export function Page(props: PageProps) {
  const { t, language, assets } = props
  const urlFor = props.urlFor ?? ((other: Language, path: string) => `/${other}${path}`)
  const title = props.title === siteName ? siteName : `${props.title} – ${siteName}`
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={language} data-theme={props.theme}>
        <head>
          <meta charset="utf-8" />
          <title>{title}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={props.description} />
          <meta name="color-scheme" content="light dark" />
          <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
          <meta name="theme-color" content="#0e1a21" media="(prefers-color-scheme: dark)" />
          {assets.fonts?.map((font) => (
            <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
          ))}
          <link rel="stylesheet" href={assets.css} />
          {assets.icon && <link rel="icon" href={assets.icon} type="image/svg+xml" />}
          <script type="module" src={assets.js}></script>
          {props.head}
        </head>
        <body class={props.wide ? 'wide' : undefined}>
          <a class="skip-link" href="#main">
            {t('ui.skip-to-content')}
          </a>
          <SiteHead {...props} urlFor={urlFor} />
          <main id="main" class="sheet" tabindex={-1}>
            {props.children}
          </main>
          <SiteFoot t={t} language={language} foot={props.foot} />
        </body>
      </html>
    </>
  )
}

function SiteHead({
  t,
  language,
  path,
  navigation,
  current,
  search,
  account,
  urlFor,
  homeHref,
}: PageProps & Required<Pick<PageProps, 'urlFor'>>) {
  const other = language === 'sv' ? 'en' : 'sv'
  return (
    <header class="site-head">
      <div class="sheet">
        <a class="site-name" href={homeHref ?? urlFor(language, '/')}>
          <Emblem />
          {siteName}
        </a>
        <nav aria-label={t('ui.navigation')}>
          <ul>
            {navigation.map((item) => (
              <li>
                <a href={item.href} aria-current={item.key === current ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form class="site-search" role="search" action={search.action} method="get">
          <input
            type="search"
            name={search.name ?? 'q'}
            value={search.value}
            aria-label={search.label ?? t('ui.search.label')}
            placeholder={search.label ?? t('ui.search.label')}
            maxlength={200}
            autocomplete="off"
          />
          <button type="submit" aria-label={t('ui.search.submit')}>
            <SearchIcon />
          </button>
        </form>
        <a class="language-switch" id="language-switch" href={urlFor(other, path)} lang={other} hreflang={other}>
          {languages[other]}
        </a>
        {account && (
          <a
            class="account-link"
            href={account.href}
            aria-current={account.href === urlFor(language, path) ? 'page' : undefined}
          >
            {account.label}
          </a>
        )}
      </div>
    </header>
  )
}

/** Two arcs that meet; the same drawing as the favicon. */
function Emblem() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="5">
      <path d="M4 27V22C4 13 9 8 16 8" />
      <path d="M28 27V22C28 13 23 8 16 8" opacity=".55" />
    </svg>
  )
}
