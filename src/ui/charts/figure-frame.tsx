import type { Child } from 'hono/jsx'
import type { Texts } from '#platform/i18n/texts.ts'

export type FigureLink = { label: string; href: string }

type FigureFrameProps = {
  class: string
  title: string
  /** What the picture says, in words. */
  summary: string
  source: string
  downloads?: readonly FigureLink[] | undefined
  headingLevel?: 1 | 2 | 3 | undefined
  t: Texts
  children: Child
}

/** A picture that is a page of its own, as an embed is, has its first heading. */
function Heading({ level, title }: { level: 1 | 2 | 3; title: string }) {
  if (level === 1) return <h1>{title}</h1>
  return level === 2 ? <h2>{title}</h2> : <h3>{title}</h3>
}

/** What every chart and map has around it: title, what it says in words, the picture, source and downloads. */
export function FigureFrame({
  class: name,
  title,
  summary,
  source,
  downloads = [],
  headingLevel = 2,
  t,
  children,
}: FigureFrameProps) {
  return (
    <figure class={`picture ${name}`}>
      <figcaption class="picture-caption">
        <Heading level={headingLevel} title={title} />
        <p>{summary}</p>
      </figcaption>
      {children}
      <p class="picture-foot">
        <span>{t('charts.source', { source })}</span>
        {downloads.length > 0 && (
          <span class="picture-downloads">
            <span>{t('charts.download')}</span>
            {downloads.map(({ label, href }) => (
              <a href={href}>{label}</a>
            ))}
          </span>
        )}
      </p>
    </figure>
  )
}
