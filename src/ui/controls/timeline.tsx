import type { Child } from 'hono/jsx'
import { StatusShape, type StatusKey } from './status-mark.tsx'

export type TimelineItem = {
  readonly id?: string
  /** As people read it: `19 August 2020`, `about 2002`. */
  readonly date: Child
  /** Machine form, when the date is certain enough for one. */
  readonly datetime?: string
  /** The date is not known exactly: its mark gets a dotted outline. */
  readonly uncertain?: boolean
  readonly title: Child
  /** The status that begins here; without it the item is a plain point. */
  readonly status?: StatusKey
  /** Shown but not held true. Say so in the title or the children as well. */
  readonly superseded?: boolean
  readonly children?: Child
  /** CitationNote. */
  readonly citations?: Child
}

/** Dated items in order, each with its mark and its sources. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label?: string }) {
  return (
    <ol class="timeline" aria-label={label}>
      {items.map((item) => (
        <li id={item.id} class={item.superseded ? 'superseded' : undefined}>
          <span class="timeline-date">
            {item.datetime ? <time datetime={item.datetime}>{item.date}</time> : item.date}
          </span>
          <span class="timeline-mark">
            {item.status ? <StatusShape status={item.status} /> : <Point uncertain={item.uncertain} />}
          </span>
          <div class="timeline-body">
            <p class="timeline-title">
              {item.title} {item.citations}
            </p>
            {item.children}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Point({ uncertain }: { uncertain?: boolean }) {
  return (
    <svg class="status-shape" viewBox="0 0 22 12" aria-hidden="true">
      <circle
        cx="11"
        cy="6"
        r="3.5"
        fill={uncertain ? 'none' : 'currentColor'}
        stroke="currentColor"
        stroke-width="1.25"
        stroke-dasharray={uncertain ? '1.5 1.5' : undefined}
      />
    </svg>
  )
}
