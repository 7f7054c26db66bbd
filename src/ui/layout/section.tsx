import type { Child } from 'hono/jsx'

type SectionProps = {
  id: string
  title: Child
  children: Child
  /** Stands on the line of the heading, to the right: views, downloads. */
  tools?: Child
}

/** A part of a page under a hairline, named by its h2. */
export function Section({ id, title, tools, children }: SectionProps) {
  return (
    <section class="section" id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {tools}
      </div>
      <div class="flow">{children}</div>
    </section>
  )
}

/** Rows to the left, method and sources in the margin; below one another on a narrow page. */
export function WithMargin({ children, margin }: { children: Child; margin: Child }) {
  return (
    <div class="with-margin">
      <div class="flow">{children}</div>
      <div class="margin-column">{margin}</div>
    </div>
  )
}

/** Filters to the left of a list; above it on a narrow page. */
export function WithFilters({ filters, children }: { filters: Child; children: Child }) {
  return (
    <div class="with-filters">
      {filters}
      <div class="flow">{children}</div>
    </div>
  )
}
