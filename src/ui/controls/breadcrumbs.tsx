import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'

export type Crumb = { readonly label: Child; readonly href: string }

/** The way to this page; the page itself is the heading below and is not repeated. */
export function Breadcrumbs({ t, crumbs }: { t: Texts; crumbs: readonly Crumb[] }) {
  return (
    <nav class="breadcrumbs" aria-label={t('ui.breadcrumbs')}>
      <ol>
        {crumbs.map((crumb) => (
          <li>
            <a href={crumb.href}>{crumb.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
