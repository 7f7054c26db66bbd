import type { Texts } from '#platform/i18n/texts.ts'

export type Download = {
  /** CSV, JSON, XLSX, SVG, PNG */
  readonly format: string
  readonly href: string
}

/** The same rows to take away: CSV · JSON · XLSX. `of` says what, for those who do not see the page around it. */
export function DownloadLinks({ t, downloads, of }: { t: Texts; downloads: readonly Download[]; of?: string }) {
  return (
    <p class="downloads">
      <span class="quiet">{t('ui.download.title')}</span>
      {of && <span class="visually-hidden">{of}</span>}
      {downloads.map((download, index) => (
        <>
          {index > 0 && <span aria-hidden="true">·</span>}
          <a href={download.href} rel="nofollow">
            {download.format}
          </a>
        </>
      ))}
    </p>
  )
}
