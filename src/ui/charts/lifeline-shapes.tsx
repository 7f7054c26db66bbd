import type { Child } from 'hono/jsx'
import type { Cap, DrawnLine, MarkKind, Piece } from './line-geometry.ts'
import { lineStates, type LineState, type Palette } from './palette.ts'

export const trackHeight = 20
const middle = trackHeight / 2
const bar = { y: middle - 4, height: 8 }

export function percent(fraction: number): string {
  return `${Math.round(fraction * 10_000) / 100}%`
}

/** Hatches, fades and event marks that every track refers to; once per chart. */
export function LineDefs({ id, palette }: { id: string; palette: Palette }) {
  return (
    <defs>
      <pattern id={`${id}-dormant`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V4" stroke={palette.dormant} stroke-width="2.2" />
      </pattern>
      {lineStates.map((state) => (
        <>
          <linearGradient id={`${id}-in-${state}`}>
            <stop offset="0" stop-color={palette[state]} stop-opacity="0.04" />
            <stop offset="1" stop-color={palette[state]} />
          </linearGradient>
          <linearGradient id={`${id}-out-${state}`}>
            <stop offset="0" stop-color={palette[state]} />
            <stop offset="1" stop-color={palette[state]} stop-opacity="0.04" />
          </linearGradient>
        </>
      ))}
      <path id={`${id}-mark-start`} d="M-1.5-6h3v12h-3z" fill={palette.active} />
      <path id={`${id}-mark-end`} d="M-1.5-7h3v14h-3z" fill={palette.ended} />
      <g id={`${id}-mark-pause`} stroke={palette.paper} stroke-width="1">
        <path d="M-4.5-6.5h3.5v13h-3.5zM1-6.5h3.5v13h-3.5z" fill={palette.paused} />
      </g>
      <path id={`${id}-mark-resume`} d="M-3.5-5.5 5 0-3.5 5.5z" {...outlined(palette)} />
      <path id={`${id}-mark-agreement`} d="M0-5.5 5.5 0 0 5.5-5.5 0z" {...outlined(palette)} />
      <circle id={`${id}-mark-note`} r="3.2" {...outlined(palette)} />
    </defs>
  )
}

function outlined(palette: Palette): Record<string, string> {
  return { fill: palette.paper, stroke: palette.ink, 'stroke-width': '1.4' }
}

/** The bars of one line, in a nested coordinate system whose width is the axis and whose height is trackHeight. */
export function LineBars({ id, palette, drawn, isDisputed }: LineBarsProps) {
  const { pieces, caps, x0, x1 } = drawn
  return (
    <>
      {pieces
        .filter(({ shape }) => shape !== 'doubt')
        .map((piece) => (
          <PieceShape {...{ id, palette, piece }} />
        ))}
      {pieces
        .filter(({ shape }) => shape === 'doubt')
        .map((piece) => (
          <Doubt {...{ palette, piece }} />
        ))}
      {caps.map((cap) => (
        <EndCap {...{ palette, cap }} />
      ))}
      {isDisputed && (
        <rect
          x={percent(x0)}
          y={middle - 7.5}
          width={percent(x1 - x0)}
          height="15"
          fill="none"
          stroke={palette.ink}
          stroke-width="1.2"
          stroke-dasharray="1.2 3"
          stroke-linecap="round"
        />
      )}
    </>
  )
}

type LineBarsProps = { id: string; palette: Palette; drawn: DrawnLine; isDisputed?: boolean | undefined }

function PieceShape({ id, palette, piece }: { id: string; palette: Palette; piece: Piece }) {
  const { shape, state, x0, x1 } = piece
  const across = { x: percent(x0), width: percent(x1 - x0) }
  const colour = palette[state]
  if (shape === 'fade-in') return <rect {...across} {...bar} fill={`url(#${id}-in-${state})`} />
  if (shape === 'fade-out') return <rect {...across} {...bar} fill={`url(#${id}-out-${state})`} />
  return <StateBar {...{ id, palette, state, across, colour }} x0={percent(x0)} x1={percent(x1)} />
}

type StateBarProps = {
  id: string
  palette: Palette
  state: LineState
  across: { x: string; width: string }
  colour: string
  x0: string
  x1: string
}

function StateBar({ id, palette, state, across, colour, x0, x1 }: StateBarProps) {
  switch (state) {
    case 'active':
      return <rect {...across} {...bar} fill={colour} />
    case 'dormant':
      return <rect {...across} y={bar.y + 0.5} height={bar.height - 1} fill={`url(#${id}-dormant)`} stroke={colour} />
    case 'paused':
      return <line x1={x0} x2={x1} y1={middle} y2={middle} stroke={colour} stroke-width="4" stroke-dasharray="7 4" />
    case 'partly_ended':
      return (
        <>
          <rect {...across} y={middle} height={bar.height / 2} fill={colour} />
          <line x1={x0} x2={x1} y1={bar.y + 0.5} y2={bar.y + 0.5} stroke={colour} stroke-dasharray="1 2" />
        </>
      )
    case 'ended':
      return <line x1={x0} x2={x1} y1={middle} y2={middle} stroke={palette.line} />
  }
}

function Doubt({ palette, piece: { x0, x1 } }: { palette: Palette; piece: Piece }) {
  return (
    <rect
      x={percent(x0)}
      y={bar.y + 0.5}
      width={percent(x1 - x0)}
      height={bar.height - 1}
      fill="none"
      stroke={palette.quietInk}
      stroke-dasharray="1 2.5"
    />
  )
}

function EndCap({ palette, cap }: { palette: Palette; cap: Cap }) {
  const x = percent(cap.x)
  const height = { y1: middle - 7, y2: middle + 7 }
  return cap.isUncertain ? (
    <line x1={x} x2={x} {...height} stroke={palette.ended} stroke-width="3" stroke-dasharray="2 2" />
  ) : (
    <line x1={x} x2={x} {...height} stroke={palette.ended} stroke-width="3" />
  )
}

export function MarkShape({ id, kind, x, y = middle }: { id: string; kind: MarkKind; x: string; y?: number }) {
  return <use href={`#${id}-mark-${kind}`} x={x} y={y} />
}

/** A short stretch of one state, as a key to the picture. */
export function StateSample({ id, palette, state, x = 0, y = 0 }: StateSampleProps) {
  const drawn: DrawnLine =
    state === 'ended'
      ? {
          pieces: [{ shape: 'core', state: 'active', x0: 0, x1: 0.72 }],
          caps: [{ x: 0.72, isUncertain: false }],
          x0: 0,
          x1: 1,
        }
      : { pieces: [{ shape: 'core', state, x0: 0, x1: 1 }], caps: [], x0: 0, x1: 1 }
  return (
    <Sample x={x} y={y}>
      <LineBars id={id} palette={palette} drawn={drawn} />
    </Sample>
  )
}

type StateSampleProps = { id: string; palette: Palette; state: LineState; x?: number; y?: number }

export function DoubtSample({ id, palette, x = 0, y = 0 }: Omit<StateSampleProps, 'state'>) {
  const pieces: Piece[] = [
    { shape: 'core', state: 'active', x0: 0, x1: 0.35 },
    { shape: 'fade-out', state: 'active', x0: 0.35, x1: 1 },
    { shape: 'doubt', state: 'active', x0: 0.35, x1: 1 },
  ]
  return (
    <Sample x={x} y={y}>
      <LineBars id={id} palette={palette} drawn={{ pieces, caps: [], x0: 0, x1: 1 }} />
    </Sample>
  )
}

export const sampleWidth = 32

export function Sample({ x, y, children }: { x: number; y: number; children: Child }) {
  return (
    <svg x={x} y={y} width={sampleWidth} height={trackHeight} aria-hidden="true">
      {children}
    </svg>
  )
}
