import type { Texts } from '#platform/i18n/texts.ts'
import type { BandAreaSpec } from './band-area.tsx'
import { spread, stack, totals, valueTicks, type Layer } from './band-geometry.ts'
import { lanesOf, textWidth } from './lanes.ts'
import { axisYears } from './line-geometry.ts'
import { fileFace, type Palette, type Tone } from './palette.ts'

export type BandLayout = { name: 'wide' | 'narrow'; width: number; height: number; textSize: number }
export const bandLayouts: Record<BandLayout['name'], BandLayout> = {
  wide: { name: 'wide', width: 860, height: 400, textSize: 13 },
  narrow: { name: 'narrow', width: 380, height: 360, textSize: 12.5 },
}

// Neighbouring layers differ in lightness as well as hue, so that they stay apart in grey.
const layerTones: { tone: Tone; opacity: number }[] = [
  { tone: 'active', opacity: 1 },
  { tone: 'dormant', opacity: 0.62 },
  { tone: 'partly_ended', opacity: 0.9 },
  { tone: 'paused', opacity: 0.6 },
  { tone: 'ended', opacity: 0.95 },
]

type BandDrawingProps = { spec: BandAreaSpec; layout: BandLayout; palette: Palette; t: Texts; isFile?: boolean }
type Frame = {
  left: number
  right: number
  top: number
  bottom: number
  x: (index: number) => number
  y: (value: number) => number
}

/** The picture itself, as an svg element with its own name and description. */
export function BandDrawing({ spec, layout, palette, t, isFile = false }: BandDrawingProps) {
  const id = `${spec.id ?? 'band'}-${layout.name}`
  const { years, series, band } = spec
  const sums = totals(series, years.length)
  const layers = stack(series, years.length)
  const ticks = valueTicks(Math.max(1, ...sums, ...band.max))
  const notes = annotationLanes(spec, layout)
  const last = years.length - 1
  const endTexts = [
    `${totalLabel(spec, t)} ${bandText(spec, sums, last, t)}`,
    ...series.map(({ label, values }) => `${label} ${values[last]}`),
  ]
  const labelWidth = Math.max(
    ...endTexts.map((text, index) => textWidth(text, layout.textSize) * (index ? 1 : 1.08) + (index ? 16 : 0)),
  )
  const frame = frameOf(spec, layout, ticks.at(-1) ?? 1, Math.max(0, ...notes.map(({ lane }) => lane + 1)), labelWidth)
  const hasBand = band.min.some((value, index) => value !== band.max[index])
  const { textSize } = layout
  return (
    <svg
      class={`band-${layout.name}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      font-size={textSize}
      font-family={isFile ? fileFace : undefined}
      fill={palette.quietInk}
      role="img"
      aria-labelledby={`${id}-title ${id}-summary`}
    >
      <title id={`${id}-title`}>{spec.title}</title>
      <desc id={`${id}-summary`}>{spec.summary}</desc>
      <defs>
        <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
          <path d="M0 0V5" stroke={palette.ink} stroke-width="1.3" />
        </pattern>
      </defs>
      <ValueAxis {...{ ticks, frame, layout, palette }} unit={spec.unit} />
      {layers.map((layer, index) => (
        <Area {...{ layer, index, frame, palette }} />
      ))}
      {hasBand && <BandShape {...{ band, frame, palette }} hatch={`url(#${id}-hatch)`} />}
      <path
        d={`M${polyline(sums, frame)}`}
        fill="none"
        stroke={palette.ink}
        stroke-width="1.6"
        stroke-linejoin="round"
      />
      <YearAxis {...{ years, frame, layout, palette }} />
      {notes.map(({ fraction, label, lane, isBefore }) => {
        const x = round(frame.left + fraction * (frame.right - frame.left))
        const y = lane * (textSize + 5) + textSize + laneTop(spec, layout)
        return (
          <>
            <line
              x1={x}
              x2={x}
              y1={y - textSize + 2}
              y2={frame.bottom}
              stroke={palette.quietInk}
              stroke-dasharray="1 3"
            />
            <text
              x={x + (isBefore ? -6 : 6)}
              y={y}
              text-anchor={isBefore ? 'end' : 'start'}
              fill={palette.ink}
              font-style="italic"
            >
              {label}
            </text>
          </>
        )
      })}
      <Peak {...{ spec, sums, frame, layout, palette, t }} />
      {layout.name === 'wide' ? (
        <EndLabels {...{ spec, layers, sums, frame, layout, palette, t }} />
      ) : (
        <KeyLabels {...{ spec, sums, frame, layout, palette, t }} />
      )}
      {layout.name === 'wide' && !isFile && <YearNames {...{ spec, sums, frame, t }} />}
    </svg>
  )
}

function frameOf(spec: BandAreaSpec, layout: BandLayout, highest: number, lanes: number, labelWidth: number): Frame {
  const { width, height, textSize } = layout
  const left = textSize * 2.4
  const right = layout.name === 'wide' ? width - labelWidth - 14 : width - 34
  const top = laneTop(spec, layout) + lanes * (textSize + 5) + textSize + 12
  const bottom = height - textSize - 12
  const last = Math.max(1, spec.years.length - 1)
  return {
    left,
    right,
    top,
    bottom,
    x: (index) => round(left + (index / last) * (right - left)),
    y: (value) => round(bottom - (value / highest) * (bottom - top)),
  }
}

// On a phone the names of the layers stand above the picture, one line each with the total first.
function laneTop(spec: BandAreaSpec, layout: BandLayout): number {
  return layout.name === 'wide' ? 0 : (spec.series.length > 1 ? spec.series.length + 1 : 1) * (layout.textSize + 6) + 4
}

function annotationLanes({ annotations, years }: BandAreaSpec, layout: BandLayout) {
  const first = years[0] ?? 0
  const length = Math.max(1, years.length - 1)
  const notes = annotations.map(({ year, label }) => {
    const fraction = (year - first) / length
    return { fraction, label, isBefore: fraction > 0.5 }
  })
  return lanesOf(notes, layout.width * (layout.name === 'wide' ? 0.75 : 0.85), layout.textSize * 0.56)
}

function ValueAxis({
  ticks,
  frame,
  layout,
  palette,
  unit,
}: {
  ticks: number[]
  frame: Frame
  layout: BandLayout
  palette: Palette
  unit: string
}) {
  return (
    <>
      {ticks.map((tick) => (
        <>
          <line x1={frame.left} x2={frame.right} y1={frame.y(tick)} y2={frame.y(tick)} stroke={palette.line} />
          <text x={frame.left - 8} y={frame.y(tick) + layout.textSize * 0.35} text-anchor="end">
            {tick}
          </text>
        </>
      ))}
      <text x="0" y={frame.top - layout.textSize - 1}>
        {unit}
      </text>
    </>
  )
}

function YearAxis({
  years,
  frame,
  layout,
  palette,
}: {
  years: number[]
  frame: Frame
  layout: BandLayout
  palette: Palette
}) {
  const first = years[0] ?? 0
  const y = frame.bottom + layout.textSize + 6
  return (
    <>
      <line x1={frame.left} x2={frame.right} y1={frame.bottom} y2={frame.bottom} stroke={palette.quietInk} />
      {axisYears({ from: first, to: years.at(-1) ?? first }).map((year) => (
        <text x={frame.x(year - first)} y={y} text-anchor="middle">
          {year}
        </text>
      ))}
    </>
  )
}

function Area({ layer, index, frame, palette }: { layer: Layer; index: number; frame: Frame; palette: Palette }) {
  const { tone, opacity } = toneOf(index)
  return (
    <path
      d={`M${polyline(layer.top, frame)}L${polyline(layer.bottom, frame, true)}Z`}
      fill={palette[tone]}
      fill-opacity={opacity}
      stroke={palette.paper}
      stroke-width="1"
    />
  )
}

function BandShape({
  band,
  frame,
  palette,
  hatch,
}: {
  band: BandAreaSpec['band']
  frame: Frame
  palette: Palette
  hatch: string
}) {
  const outline = { fill: 'none', stroke: palette.ink, 'stroke-dasharray': '1.5 3', 'stroke-linecap': 'round' }
  const area = `M${polyline(band.max, frame)}L${polyline(band.min, frame, true)}Z`
  return (
    <>
      <path d={area} fill={palette.paper} fill-opacity="0.55" />
      <path d={area} fill={hatch} fill-opacity="0.5" />
      <path d={`M${polyline(band.max, frame)}`} {...outline} />
      <path d={`M${polyline(band.min, frame)}`} {...outline} />
    </>
  )
}

/** The highest total, written at its place, unless it is the last value, which has its own label. */
function Peak({
  spec,
  sums,
  frame,
  layout,
  palette,
  t,
}: {
  spec: BandAreaSpec
  sums: number[]
  frame: Frame
  layout: BandLayout
  palette: Palette
  t: Texts
}) {
  const highest = Math.max(...sums)
  const index = sums.indexOf(highest)
  if (index === sums.length - 1 || highest === 0) return <></>
  const y = frame.y(Math.max(highest, spec.band.max[index] ?? highest)) - 8
  const text = t('charts.peak', { year: String(spec.years[index]), value: bandText(spec, sums, index, t) })
  return (
    <>
      <circle
        cx={frame.x(index)}
        cy={frame.y(highest)}
        r="3.5"
        fill={palette.paper}
        stroke={palette.ink}
        stroke-width="1.6"
      />
      <text
        x={frame.x(index) - 4}
        y={y}
        text-anchor="end"
        fill={palette.ink}
        font-weight="600"
        stroke={palette.paper}
        stroke-width="4"
        paint-order="stroke"
        font-size={layout.textSize}
      >
        {text}
      </text>
    </>
  )
}

type LabelProps = { spec: BandAreaSpec; sums: number[]; frame: Frame; layout: BandLayout; palette: Palette; t: Texts }

function EndLabels({ spec, layers, sums, frame, layout, palette, t }: LabelProps & { layers: Layer[] }) {
  const last = spec.years.length - 1
  const names = spec.series.length > 1 ? layers : []
  const total = sums[last] ?? 0
  const wanted = [
    frame.y(total) - (names.length ? layout.textSize * 0.7 : 0),
    ...names.map(({ bottom, top }) => (frame.y(bottom[last] ?? 0) + frame.y(top[last] ?? 0)) / 2),
  ]
  const [totalY = 0, ...ys] = spread(wanted, layout.textSize + 5, frame.top - 10, frame.bottom - 4)
  const x = frame.right + 12
  return (
    <>
      <circle cx={frame.x(last)} cy={frame.y(total)} r="3.5" fill={palette.ink} />
      <text x={x} y={totalY + layout.textSize * 0.35} fill={palette.ink} font-weight="600">
        {totalLabel(spec, t)} {bandText(spec, sums, last, t)}
      </text>
      {names.map(({ series }, index) => (
        <>
          <Swatch {...{ index, palette }} x={x} y={(ys[index] ?? 0) - 5} />
          <text x={x + 16} y={(ys[index] ?? 0) + layout.textSize * 0.35} fill={palette.ink}>
            {series.label} {series.values[last]}
          </text>
        </>
      ))}
    </>
  )
}

function KeyLabels({ spec, sums, frame, layout, palette, t }: LabelProps) {
  const last = spec.years.length - 1
  const line = layout.textSize + 6
  const total = sums[last] ?? 0
  const names = spec.series.length > 1 ? spec.series.toReversed() : []
  const year = String(spec.years[last])
  return (
    <>
      <circle cx={frame.x(last)} cy={frame.y(total)} r="3.5" fill={palette.ink} />
      <text x={frame.right + 8} y={frame.y(total) + layout.textSize * 0.35} fill={palette.ink} font-weight="600">
        {total}
      </text>
      <text x="0" y={layout.textSize} fill={palette.ink} font-weight="600">
        {year}: {totalLabel(spec, t)} {bandText(spec, sums, last, t)}
      </text>
      {names.map((series, row) => (
        <>
          <Swatch
            index={spec.series.indexOf(series)}
            palette={palette}
            x={0}
            y={(row + 1) * line + layout.textSize - 10}
          />
          <text x="16" y={(row + 1) * line + layout.textSize} fill={palette.ink}>
            {series.label} {series.values[last]}
          </text>
        </>
      ))}
    </>
  )
}

function Swatch({ index, palette, x, y }: { index: number; palette: Palette; x: number; y: number }) {
  const { tone, opacity } = toneOf(index)
  return <rect x={x} y={y} width="10" height="10" fill={palette[tone]} fill-opacity={opacity} />
}

/** A name for each year, shown by the browser when the pointer rests on it; the table holds the same for everybody. */
function YearNames({ spec, sums, frame, t }: { spec: BandAreaSpec; sums: number[]; frame: Frame; t: Texts }) {
  const step = frame.x(1) - frame.x(0)
  return (
    <g fill="transparent">
      {spec.years.map((year, index) => (
        <rect x={round(frame.x(index) - step / 2)} y={frame.top} width={round(step)} height={frame.bottom - frame.top}>
          <title>{t('charts.peak', { year: String(year), value: bandText(spec, sums, index, t) })}</title>
        </rect>
      ))}
    </g>
  )
}

function totalLabel({ series }: BandAreaSpec, t: Texts): string {
  const [only] = series
  return series.length === 1 && only ? only.label : t('charts.total')
}

export function bandText({ band }: BandAreaSpec, sums: readonly number[], index: number, t: Texts): string {
  const value = sums[index] ?? 0
  const min = band.min[index] ?? value
  const max = band.max[index] ?? value
  return min === max ? String(value) : t('charts.value-band', { value, min, max })
}

function toneOf(index: number): { tone: Tone; opacity: number } {
  return layerTones[index % layerTones.length] ?? { tone: 'active', opacity: 1 }
}

function polyline(values: readonly number[], frame: Frame, isReversed = false): string {
  const points = values.map((value, index) => `${frame.x(index)} ${frame.y(value)}`)
  return (isReversed ? points.toReversed() : points).join('L')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
