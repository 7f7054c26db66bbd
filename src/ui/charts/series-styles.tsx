// How do up to nine things stay apart in one picture: in colour, in grey, and for those who see few colours?
import type { Child } from 'hono/jsx'
import type { Palette, Tone } from './palette.ts'

type Marker = 'dot' | 'square' | 'triangle' | 'diamond'
type Texture = { marks: 'upright' | 'level' | 'dots'; colour: 'tone' | 'paper' }
type SeriesStyle = {
  tone: Tone
  /** How much of its tone the ground of a fill has; none is paper. */
  ground: number
  texture?: Texture
  dash?: string
  marker: Marker
  isHollow?: boolean
}

// Five tones have but three shades of grey between them, so fills differ by texture as well; neighbours are dark and
// light by turns. No two lines have the same dash and marker. The slanted hatch is left to bands of doubt and gaps.
const styles: readonly SeriesStyle[] = [
  { tone: 'active', ground: 1, marker: 'dot' },
  { tone: 'dormant', ground: 0.5, dash: '7 3', marker: 'square' },
  { tone: 'partly_ended', ground: 1, texture: { marks: 'upright', colour: 'paper' }, dash: '2 3', marker: 'triangle' },
  { tone: 'paused', ground: 0.4, texture: { marks: 'dots', colour: 'tone' }, dash: '10 3 2 3', marker: 'diamond' },
  { tone: 'ended', ground: 1, texture: { marks: 'level', colour: 'paper' }, marker: 'dot', isHollow: true },
  { tone: 'active', ground: 0, texture: { marks: 'upright', colour: 'tone' }, dash: '12 5', marker: 'square', isHollow: true },
  { tone: 'ink', ground: 0.86, dash: '1.5 2', marker: 'triangle', isHollow: true },
  { tone: 'partly_ended', ground: 0, texture: { marks: 'dots', colour: 'tone' }, dash: '10 3 2 3 2 3', marker: 'diamond', isHollow: true },
  { tone: 'quietInk', ground: 0, texture: { marks: 'level', colour: 'tone' }, dash: '4 2', marker: 'dot', isHollow: true },
] // prettier-ignore
const [firstStyle] = styles as [SeriesStyle]

export function styleOf(index: number): SeriesStyle {
  return styles[index % styles.length] ?? firstStyle
}

/** The fill of one of the things as attributes; a texture needs FillDefs with the same id in its picture. */
export function fillOf(index: number, id: string, palette: Palette): { fill: string; 'fill-opacity': number } {
  const { tone, ground, texture } = styleOf(index)
  return texture
    ? { fill: `url(#${id}-fill-${index})`, 'fill-opacity': 1 }
    : { fill: palette[tone], 'fill-opacity': ground }
}

const texturePaths: Record<Texture['marks'], string> = {
  upright: 'M1.2 0V5',
  level: 'M0 1.2H5',
  dots: 'M1.2 1.2h0M3.7 3.7h0',
}

export function FillDefs({ id, count, palette }: { id: string; count: number; palette: Palette }) {
  return (
    <>
      {styles.slice(0, count).map(({ tone, ground, texture }, index) =>
        texture ? (
          <pattern id={`${id}-fill-${index}`} width="5" height="5" patternUnits="userSpaceOnUse">
            <rect width="5" height="5" fill={palette.paper} />
            <rect width="5" height="5" fill={palette[tone]} fill-opacity={ground} />
            <path
              d={texturePaths[texture.marks]}
              stroke={texture.colour === 'paper' ? palette.paper : palette[tone]}
              stroke-width={texture.marks === 'dots' ? 1.9 : texture.colour === 'paper' ? 1 : 1.8}
              stroke-linecap={texture.marks === 'dots' ? 'round' : undefined}
            />
          </pattern>
        ) : (
          <></>
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
