import type { Texts } from '#platform/i18n/texts.ts'
import { NextIcon, PreviousIcon } from './icons.tsx'

export type KeysetPagerProps = {
  t: Texts
  /** Place of the first and the last row shown, counted from 1. */
  from: number
  to: number
  total: number
  previousHref?: string
  nextHref?: string
}

/** "1–50 of 57" with the way on and back. Pages are found by key, so there are no page numbers to choose from. */
export function KeysetPager({ t, from, to, total, previousHref, nextHref }: KeysetPagerProps) {
  return (
    <nav class="pager" aria-label={t('ui.pager.title')}>
      <span class="number">{t('ui.pager.range', { from, to, total })}</span>
      {previousHref && (
        <a href={previousHref} rel="prev">
          <PreviousIcon />
          {t('ui.pager.previous')}
        </a>
      )}
      {nextHref && (
        <a href={nextHref} rel="next">
          {t('ui.pager.next')}
          <NextIcon />
        </a>
      )}
    </nav>
  )
}
