import type { Texts } from '#platform/i18n/texts.ts'

export type Citation = {
  /** Short: publisher or kind with year, and place in it. */
  readonly label: string
  /** Left out for a source that may not be opened. */
  readonly href?: string
  /** Full title, shown on pointing. */
  readonly title?: string
  readonly contradicts?: boolean
  /** Ways to the very words. */
  readonly passages?: readonly { readonly label: string; readonly href: string; readonly title: string }[]
}

/** Who says so: small bracketed links after a statement. */
export function CitationNote({ t, citations }: { t: Texts; citations: readonly Citation[] }) {
  if (citations.length === 0) return null
  return (
    <span class="citations">
      {'['}
      {citations.map((citation, index) => (
        <>
          {index > 0 && '; '}
          {citation.contradicts && <em>{t('ui.citation.contradicts')} </em>}
          {citation.href ? (
            <a href={citation.href} title={citation.title}>
              {citation.label}
            </a>
          ) : (
            citation.label
          )}
          {citation.passages?.map((passage) => (
            <>
              {', '}
              <a href={passage.href} title={passage.title}>
                {passage.label}
              </a>
            </>
          ))}
        </>
      ))}
      {']'}
    </span>
  )
}
