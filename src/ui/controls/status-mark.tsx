import { raw } from 'hono/html'

export type StatusKey = 'active' | 'dormant' | 'paused' | 'partly_ended' | 'ended' | 'unknown'

/** The same shapes as on a line of time: whole, hatched, broken, half height, end cap, dotted outline. */
const shapes: Record<StatusKey, { d: string; outline?: true; dots?: true }> = {
  active: { d: 'M1 3.5h20v5H1z' },
  dormant: { d: 'M1.6 4h18.8v4H1.6zM5 8l3-4M10 8l3-4M15 8l3-4', outline: true },
  paused: { d: 'M1 3.5h5v5H1zM8.5 3.5h5v5h-5zM16 3.5h5v5h-5z' },
  partly_ended: { d: 'M1 3.5h10V6h10v2.5H1z' },
  ended: { d: 'M1 4.75h16.5V1H20v10h-2.5V7.25H1z' },
  unknown: { d: 'M1.75 3.75h18.5v4.5H1.75z', outline: true, dots: true },
}

/** Written out once: a list shows dozens of the few that there are. */
const written = new Map(
  (Object.keys(shapes) as StatusKey[]).map((status) => {
    const drawing = (
      <svg class={`status-shape status-${status}`} viewBox="0 0 22 12" aria-hidden="true">
        <StatusDrawing status={status} />
      </svg>
    )
    // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
    return [status, raw(drawing.toString())]
  }),
)

/** The drawing alone, for use beside a word that says the same. */
export function StatusShape({ status }: { status: StatusKey }) {
  return <>{written.get(status)}</>
}

/** The path itself in the colour around it, 22 by 12 units. */
export function StatusDrawing({ status }: { status: StatusKey }) {
  const shape = shapes[status]
  return (
    <path
      d={shape.d}
      fill={shape.outline ? 'none' : 'currentColor'}
      stroke={shape.outline ? 'currentColor' : undefined}
      stroke-width={shape.outline ? 1.25 : undefined}
      stroke-dasharray={shape.dots ? '1.5 1.75' : undefined}
    />
  )
}

/** Status as colour, shape and word. `label` is the word; `note` is added in quiet ink: `since 2020`. */
export function StatusMark(props: { status: StatusKey; label: string; note?: string }) {
  return (
    <span class="status">
      <StatusShape status={props.status} />
      <span>
        {props.label}
        {props.note && <span class="status-note"> {props.note}</span>}
      </span>
    </span>
  )
}
