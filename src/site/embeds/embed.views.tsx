// An embed as a document of its own: the picture, what it rests on, and the way back. No script, no cookie.
import type { Context } from 'hono'
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { AppEnv } from '#platform/http/app-env.ts'
import { framedAnywhere } from '#platform/http/guards.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { languages } from '#platform/i18n/language.ts'
import { wordsFor, type Site } from '../frame/frame.views.tsx'
import { themeAsked } from '../frame/picture-file.pages.tsx'
import type { Embed } from './embed.rules.ts'

/** Answers with an embed. `theme=light` or `theme=dark` in its address decides; without it, the reader's own setting. */
export function showEmbed(
  c: Context<AppEnv>,
  site: Site,
  { title, pageUrl }: Pick<Embed, 'title' | 'pageUrl'>,
  body: Child,
) {
  const { t, language } = wordsFor(c)
  const { assets, asOf, standing } = site
  const { pathname, search } = new URL(c.req.url)
  const address = (each: string) => `${site.url}/${each}${pathname.slice(`/${language}`.length)}${search}`
  const day = asOf?.day ? formatDay(asOf.day, language) : ''
  c.header('content-security-policy', framedAnywhere)
  c.header('x-robots-tag', 'noindex')
  return c.html(
    <>
      {raw('<!doctype html>')}
      <html lang={language} data-theme={themeAsked(c)}>
        <head>
          <meta charset="utf-8" />
          <title>{t('site.embed.document', { title })}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="description" content={title} />
          <meta name="color-scheme" content="light dark" />
          {/* Our pages may not be framed: what is followed opens beside the page that frames this one. */}
          <base target="_blank" />
          {assets.fonts?.map((font) => (
            <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
          ))}
          <link rel="stylesheet" href={assets.css} />
          {assets.icon && <link rel="icon" href={assets.icon} type="image/svg+xml" />}
          <link rel="canonical" href={address(language)} />
          {languages.map((each) => (
            <link rel="alternate" hreflang={each} href={address(each)} />
          ))}
          <link rel="alternate" hreflang="x-default" href={address(languages[0])} />
        </head>
        <body class="embed">
          <main>{body}</main>
          <footer>
            {asOf && <p>{t('site.as-of.title', { day, revision: standing.revision })}</p>}
            <p>
              <a href={pageUrl}>{t('site.embed.back')}</a>
            </p>
          </footer>
        </body>
      </html>
    </>,
  )
}
