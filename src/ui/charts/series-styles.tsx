// How do up to nine things stay apart in one picture: in colour, in grey, and for those who see few colours?
import type { Child } from 'hono/jsx'
import type { Palette, Tone } from './palette.ts'

type Texture = 'solid' | 'upright' | 'level' | 'dots'
type Marker = 'dot' | 'square' | 'triangle' | 'diamond'
type SeriesStyle = {
  tone: Tone
  opacity: number
  texture: Texture
  dash: string | undefined
  marker: Marker
  isHollow: boolean
}

// Neighbouring fills differ in lightness as well as hue, so that they stay apart in grey; no two lines have the same
// dash and marker. The slanted hatch is left to bands of doubt.
const styles: readonly SeriesStyle[] = [
  { tone: 'active', opacity: 1, texture: 'solid', dash: undefined, marker: 'dot', isHollow: false },
  { tone: 'dormant', opacity: 0.62, texture: 'solid', dash: '7 3', marker: 'square', isHollow: false },
  { tone: 'partly_ended', opacity: 0.9, texture: 'solid', dash: '2 3', marker: 'triangle', isHollow: false },
  { tone: 'paused', opacity: 0.6, texture: 'solid', dash: '10 3 2 3', marker: 'diamond', isHollow: false },
  { tone: 'ended', opacity: 0.95, texture: 'solid', dash: undefined, marker: 'dot', isHollow: true },
  { tone: 'active', opacity: 1, texture: 'upright', dash: '12 5', marker: 'square', isHollow: true },
  { tone: 'ink', opacity: 0.82, texture: 'solid', dash: '1.5 2', marker: 'triangle', isHollow: true },
  { tone: 'partly_ended', opacity: 1, texture: 'dots', dash: '10 3 2 3 2 3', marker: 'diamond', isHollow: true },
  { tone: 'quietInk', opacity: 1, texture: 'level', dash: '4 2', marker: 'dot', isHollow: true },
]
const [firstStyle] = styles as [SeriesStyle]

export function styleOf(index: number): SeriesStyle {
  return styles[index % styles.length] ?? firstStyle
}

/** The fill of one of the things as attributes; a texture needs FillDefs with the same id in its picture. */
export function fillOf(index: number, id: string, palette: Palette): { fill: string; 'fill-opacity': number } {
  const { tone, opacity, texture } = styleOf(index)
  return { fill: texture === 'solid' ? palette[tone] : `url(#${id}-fill-${index})`, 'fill-opacity': opacity }
}

export function FillDefs({ id, count, palette }: { id: string; count: number; palette: Palette }) {
  return (
    <>
      {styles.slice(0, count).map(({ tone, texture }, index) =>
        texture === 'solid' ? (
          <></>
        ) : (
          <pattern id={`${id}-fill-${index}`} width="5" height="5" patternUnits="userSpaceOnUse">
            <rect width="5" height="5" fill={palette.paper} />
            {texture === 'dots' ? (
              <path d="M1.5 1.5h0M4 4h0" stroke={palette[tone]} stroke-width="1.9" stroke-linecap="round" />
            ) : (
              <path
                d={texture === 'upright' ? 'M1 0V5M3.5 0V5' : 'M0 1.2H5M0 3.7H5'}
                stroke={palette[tone]}
                stroke-width="1.2"
              />
            )}
          </pattern>
        ),
      )}
    </>
  )
}

const markerPaths: Record<Marker, string> = {
  dot: 'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0Z',
  square: 'M-3.2-3.2h6.4v6.4h-6.4Z',
  triangle: 'M0-4.3 4.1 3.2h-8.2Z',
  diamond: 'M0-4.6 4.6 0 0 4.6-4.6 0Z',
}

export function SeriesMarker({ index, x, y, palette }: { index: number; x: number; y: number; palette: Palette }) {
  const { tone, marker, isHollow } = styleOf(index)
  return (
    <path
      d={markerPaths[marker]}
      transform={`translate(${x} ${y})`}
      fill={isHollow ? palette.paper : palette[tone]}
      stroke={isHollow ? palette[tone] : palette.paper}
      stroke-width={isHollow ? 1.7 : 1}
    />
  )
}

/** Stroke attributes of a line. */
export function strokeOf(index: number, palette: Palette): Record<string, string | undefined> {
  const { tone, dash } = styleOf(index)
  return {
    fill: 'none',
    stroke: palette[tone],
    'stroke-width': '2',
    'stroke-dasharray': dash,
    'stroke-linejoin': 'round',
  }
}

/** A key beside a name; `y` is the middle of its line of text. */
export type Swatch = { width: number; draw: (x: number, y: number) => Child }

export function fillSwatch(index: number, id: string, palette: Palette): Swatch {
  return {
    width: 16,
    draw: (x, y) => (
      <rect x={x} y={y - 5} width="10" height="10" {...fillOf(index, id, palette)} stroke={palette[styleOf(index).tone]} stroke-width="0.8" /> // prettier-ignore
    ),
  }
}

export function lineSwatch(index: number, palette: Palette): Swatch {
  return {
    width: 32,
    draw: (x, y) => (
      <>
        <path d={`M${x} ${y}h26`} {...strokeOf(index, palette)} />
        <SeriesMarker {...{ index, palette, y }} x={x + 13} />
      </>
    ),
  }
}

/** Bands of neighbours slant to different sides, so that two that cross can be told apart. */
export function BandHatch({ id, index, palette }: { id: string; index: number; palette: Palette }) {
  const turn = [-45, 45, -20, 20][index % 4]
  return (
    <pattern
      id={`${id}-hatch-${index}`}
      width="5"
      height="5"
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <path d="M0 0V5" stroke={palette[styleOf(index).tone]} stroke-width="1.3" />
    </pattern>
  )
}
