import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'
import { CrossIcon } from './icons.tsx'

export type Chip = {
  /** The facet's name, in quiet ink before the value. */
  readonly facet?: string
  readonly label: Child
  /** The list without this filter. */
  readonly href: string
}

/** The chosen filters above a list; each is a link that takes it away. Nothing when none is chosen. */
export function Chips({ t, chips, clearHref }: { t: Texts; chips: readonly Chip[]; clearHref?: string }) {
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label={t('ui.chips.title')}>
      {chips.map((chip) => (
        <li>
          <a href={chip.href}>
            <span class="visually-hidden">{t('ui.chips.remove')} </span>
            {chip.facet && <span class="chip-facet">{chip.facet}: </span>}
            {chip.label}
            <CrossIcon />
          </a>
        </li>
      ))}
      {clearHref && chips.length > 1 && (
        <li class="chips-clear">
          <a href={clearHref}>{t('ui.chips.clear')}</a>
        </li>
      )}
    </ul>
  )
}
