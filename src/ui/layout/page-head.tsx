import type { Child } from 'hono/jsx'

/** What the page answers: its one h1, a paragraph in larger type, and quiet lines below. */
export function PageHead(props: { title: Child; lead?: Child; above?: Child; children?: Child }) {
  return (
    <header class="page-head">
      {props.above}
      <h1>{props.title}</h1>
      {props.lead && <p class="lead">{props.lead}</p>}
      {props.children}
    </header>
  )
}
