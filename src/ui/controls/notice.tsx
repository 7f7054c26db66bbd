import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'

export type NoticeKind = 'info' | 'warn' | 'conflict'

/** Something to know before reading on. Without a title the kind itself is the title, so that colour is not alone. */
export function Notice(props: { t: Texts; kind: NoticeKind; title?: Child; children: Child; id?: string }) {
  return (
    <div class={`notice notice-${props.kind}`} id={props.id}>
      <p class="notice-title">{props.title ?? props.t(`ui.notice.${props.kind}`)}</p>
      <div class="flow">{props.children}</div>
    </div>
  )
}
