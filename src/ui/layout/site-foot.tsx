import { formatDay } from '#platform/i18n/format.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'

export type Foot = {
  /** About, method, accessibility statement, licence, API … in this order. */
  readonly links: readonly { readonly label: string; readonly href: string }[]
  /** What is being read, in words: edition or revision. */
  readonly edition: string
  /** Day of the latest change, `YYYY-MM-DD`. */
  readonly updated: string
  readonly editionHref?: string
}

/** The foot of every page: where to read more, and which state of the data this is. */
export function SiteFoot({ t, language, foot }: { t: Texts; language: Language; foot: Foot }) {
  return (
    <footer class="site-foot">
      <div class="sheet">
        <nav aria-label={t('ui.foot.navigation')}>
          <ul>
            {foot.links.map((link) => (
              <li>
                <a href={link.href}>{link.label}</a>
              </li>
            ))}
          </ul>
        </nav>
        <p>
          {foot.editionHref ? <a href={foot.editionHref}>{foot.edition}</a> : foot.edition}
          {' · '}
          {t('ui.foot.updated')} <time datetime={foot.updated}>{formatDay(foot.updated, language)}</time>
        </p>
      </div>
    </footer>
  )
}
