// What every picture with axes has around its marks: names, axes, ground outside of the data, notes, tips.
import type { Child } from 'hono/jsx'
import type { Texts } from '#platform/i18n/texts.ts'
import { EndLabels, labelSpace, type EndEntry } from './end-labels.tsx'
import { textWidth, wrapText } from './lanes.ts'
import { axisYears } from './line-geometry.ts'
import { fileFace, type Palette } from './palette.ts'
import {
  gapPlaces, notePlaces, plotOf, round, valueTicks, yearDomain, type GapPlace, type NotePlace, type Plot, type PlotLayout,
} from './plot-geometry.ts' // prettier-ignore
import { numberText, type SeriesSpec } from './series.ts'

/** How a picture is asked for: for a page or a file, wide or narrow. */
export type DrawingForm = { layout: PlotLayout; palette: Palette; t: Texts; isFile?: boolean }

type PlotSpec = Pick<SeriesSpec, 'id' | 'title' | 'summary' | 'years' | 'annotations' | 'gaps' | 'unit' | 'format'>

type SeriesPlotProps = DrawingForm & {
  spec: PlotSpec
  /** Lowest and highest value of the picture. */
  low: number
  high: number
  isWhole: boolean
  hasBars?: boolean
  entries: readonly EndEntry[]
  /** Stands above the names on a phone: of which year the values are. */
  heading?: string | undefined
  defs?: Child
  /** What the browser shows when the pointer rests on a year. */
  tipOf: (index: number) => string
  children: (plot: Plot, id: string) => Child
}

const headroom = 17

/** A whole picture over years, in which `children` draws the marks. */
export function SeriesPlot(props: SeriesPlotProps) {
  const { spec, layout, palette, t, isFile = false, low, high, isWhole, hasBars = false, entries, heading } = props
  const { textSize } = layout
  const id = pictureId(spec.id, layout)
  const ticks = valueTicks(high, { lowest: low, isWhole })
  const tickTexts = ticks.map((tick) => numberText(tick, spec.format, t))
  const space = labelSpace(entries, layout, heading)
  const level = {
    left: Math.max(textSize * 2.4, ...tickTexts.map((text) => textWidth(text, textSize) + 12)),
    right: layout.width - space.width,
  }
  const domain = { ...yearDomain(spec.years, hasBars), low: ticks[0] ?? 0, high: ticks.at(-1) ?? 1 }
  const height = layout.height + space.height
  const unitLines = wrapText(spec.unit, layout.width, textSize)
  // Lanes are counted once it is known where the years lie, and the picture begins below them.
  const across = plotOf({ ...level, top: 0, bottom: 0 }, domain)
  const gaps = gapPlaces(spec.gaps, across, textSize)
  const notes = notePlaces(spec.annotations, gaps, across, layout)
  const lanes = Math.max(0, ...notes.map(({ lane }) => lane + 1))
  const notesHeight = lanes * (textSize + 5)
  const top = space.height + notesHeight + unitLines.length * (textSize + 3) + headroom - 3
  const plot = plotOf({ ...level, top, bottom: height - textSize - 12 }, domain)
  return (
    <PlotSvg
      {...{ spec, id, layout, palette, isFile, height }}
      defs={
        <>
          {props.defs}
          <GapDefs {...{ id, palette }} />
        </>
      }
    >
      <GapGrounds {...{ gaps, plot, id, palette }} />
      <ValueAxis {...{ ticks, tickTexts, plot, layout, palette }} />
      <NoteRules {...{ notes, plot, palette, textSize }} top={space.height} />
      <text y={top - headroom + 2 - (unitLines.length - 1) * (textSize + 3)} {...haloOf(palette)}>
        {unitLines.map((text, index) => (
          <tspan x="0" dy={index === 0 ? undefined : textSize + 3}>
            {text}
          </tspan>
        ))}
      </text>
      {props.children(plot, id)}
      <YearAxis years={spec.years} {...{ plot, layout, palette }} />
      <GapWords {...{ gaps, plot, palette, textSize }} />
      <NoteWords {...{ notes, palette, textSize }} top={space.height} />
      <EndLabels {...{ space, plot, layout, palette }} />
      {layout.name === 'wide' && !isFile && <YearTips years={spec.years} plot={plot} tipOf={props.tipOf} />}
    </PlotSvg>
  )
}

export function pictureId(id: string, { name }: PlotLayout): string {
  return `${id}-${name}`
}

type PlotSvgProps = {
  spec: { title: string; summary: string }
  id: string
  layout: PlotLayout
  palette: Palette
  isFile: boolean
  height: number
  defs?: Child
  children: Child
}

/** The svg element with its own name and description. */
export function PlotSvg({ spec, id, layout, palette, isFile, height, defs, children }: PlotSvgProps) {
  return (
    <svg
      class={isFile ? undefined : `plot-${layout.name}`}
      viewBox={`0 0 ${layout.width} ${round(height)}`}
      width={layout.width}
      height={round(height)}
      font-size={layout.textSize}
      font-family={isFile ? fileFace : undefined}
      fill={palette.quietInk}
      role="img"
      aria-labelledby={`${id}-title ${id}-summary`}
    >
      <title id={`${id}-title`}>{spec.title}</title>
      <desc id={`${id}-summary`}>{spec.summary}</desc>
      <defs>{defs}</defs>
      {children}
    </svg>
  )
}

type AxisProps = { plot: Plot; layout: PlotLayout; palette: Palette }

export function ValueAxis({
  ticks,
  tickTexts,
  plot,
  layout,
  palette,
}: AxisProps & { ticks: number[]; tickTexts: string[] }) {
  return (
    <>
      {ticks.map((tick, index) => (
        <>
          <line x1={plot.left} x2={plot.right} y1={plot.y(tick)} y2={plot.y(tick)} stroke={palette.line} />
          <text x={plot.left - 8} y={plot.y(tick) + layout.textSize * 0.35} text-anchor="end">
            {tickTexts[index]}
          </text>
        </>
      ))}
    </>
  )
}

/** The line of nought, drawn over the marks, and the years below the picture. */
export function YearAxis({ years, plot, layout, palette }: AxisProps & { years: readonly number[] }) {
  const from = years[0] ?? 0
  const y = plot.bottom + layout.textSize + 6
  const nought = plot.y(0)
  return (
    <>
      <line x1={plot.left} x2={plot.right} y1={nought} y2={nought} stroke={palette.quietInk} />
      {axisYears({ from, to: years.at(-1) ?? from }).map((year) => (
        <text x={plot.x(year)} y={y} text-anchor="middle">
          {year}
        </text>
      ))}
    </>
  )
}

function GapDefs({ id, palette }: { id: string; palette: Palette }) {
  return (
    <pattern id={`${id}-gap`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path d="M0 0V7" stroke={palette.line} stroke-width="2" />
    </pattern>
  )
}

function GapGrounds({ gaps, plot, id, palette }: { gaps: GapPlace[]; plot: Plot; id: string; palette: Palette }) {
  return (
    <>
      {gaps.map(({ x0, x1 }) => (
        <>
          <rect
            x={x0}
            y={plot.top}
            width={round(x1 - x0)}
            height={round(plot.bottom - plot.top)}
            fill={palette.raised}
          />
          <rect
            x={x0}
            y={plot.top}
            width={round(x1 - x0)}
            height={round(plot.bottom - plot.top)}
            fill={`url(#${id}-gap)`}
          />{' '}
          // prettier-ignore
        </>
      ))}
    </>
  )
}

function GapWords({
  gaps,
  plot,
  palette,
  textSize,
}: {
  gaps: GapPlace[]
  plot: Plot
  palette: Palette
  textSize: number
}) {
  return (
    <>
      {gaps.map(({ x0, x1, lines }) => (
        <text y={(plot.top + plot.bottom) / 2} text-anchor="middle" font-size={textSize} {...haloOf(palette)}>
          {lines.map((text, index) => (
            <tspan x={round((x0 + x1) / 2)} dy={index === 0 ? undefined : textSize + 3}>
              {text}
            </tspan>
          ))}
        </text>
      ))}
    </>
  )
}

/** Words over a picture stand out from what is below them. */
export function haloOf(palette: Palette): Record<string, string | number> {
  return { stroke: palette.paper, 'stroke-width': 4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
}

type NoteProps = { notes: NotePlace[]; palette: Palette; textSize: number; top: number }

function NoteRules({ notes, plot, palette, textSize, top }: NoteProps & { plot: Plot }) {
  return (
    <>
      {notes.map(({ x, lane, hasRule }) => {
        const y1 = hasRule ? top + lane * (textSize + 5) + 2 : plot.top - 8
        const y2 = hasRule ? plot.bottom : plot.top
        return <line x1={x} x2={x} y1={y1} y2={y2} stroke={palette.quietInk} stroke-dasharray="1 3" />
      })}
    </>
  )
}

function NoteWords({ notes, palette, textSize, top }: NoteProps) {
  return (
    <>
      {notes.map(({ textX, anchor, label, lane, hasRule }) => (
        <text
          x={textX}
          y={top + lane * (textSize + 5) + textSize}
          text-anchor={anchor === 'start' ? undefined : anchor}
          fill={hasRule ? palette.ink : undefined}
          font-style="italic"
          {...haloOf(palette)}
        >
          {label}
        </text>
      ))}
    </>
  )
}

type YearTipsProps = { years: readonly number[]; plot: Plot; tipOf: (index: number) => string }

/** A name for each year, shown by the browser when the pointer rests on it; the table holds the same for everybody. */
function YearTips({ years, plot, tipOf }: YearTipsProps) {
  const step = plot.x(1) - plot.x(0)
  return (
    <g fill="transparent">
      {years.map((year, index) => (
        <rect
          x={round(plot.x(year) - step / 2)}
          y={plot.top}
          width={round(step)}
          height={round(plot.bottom - plot.top)}
        >
          <title>{tipOf(index)}</title>
        </rect>
      ))}
    </g>
  )
}

type PeakProps = { year: number; at: number; text: string; plot: Plot; palette: Palette; hasDot?: boolean }

/** One value written at its place in the picture. */
export function Peak({ year, at, dot = at, text, plot, palette, hasDot = true }: PeakProps & { dot?: number }) {
  const x = plot.x(year)
  const isEarly = x - textWidth(text, 14) < plot.left
  return (
    <>
      {hasDot && (
        <circle cx={x} cy={plot.y(dot)} r="3.5" fill={palette.paper} stroke={palette.ink} stroke-width="1.6" />
      )}
      <text
        x={isEarly ? x + 4 : x - 4}
        y={plot.y(at) - 8}
        text-anchor={isEarly ? undefined : 'end'}
        fill={palette.ink}
        font-weight="600"
        {...haloOf(palette)}
      >
        {text}
      </text>
    </>
  )
}
