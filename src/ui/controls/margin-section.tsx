import type { Child } from 'hono/jsx'

/** Method, sources, downloads in the margin column. A fold on a narrow page, always open on a wide one. */
export function MarginSection({ title, children, id }: { title: string; children: Child; id?: string }) {
  return (
    <details class="fold margin-section" id={id}>
      <summary>{title}</summary>
      <div class="flow">{children}</div>
    </details>
  )
}
