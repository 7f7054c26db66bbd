// Names and last values of what a picture shows: beside it where there is room, above it on a phone.
import { textWidth, wrapText } from './lanes.ts'
import type { Palette } from './palette.ts'
import { spread, type Plot, type PlotLayout } from './plot-geometry.ts'
import type { Swatch } from './series-styles.tsx'

export type EndEntry = {
  label: string
  /** The last value, as text. */
  value: string
  /** Where its end is seen, as a value on the axis; null: nowhere, it only stands in the list. */
  at: number | null
  /** The value without its band: all that the narrow picture has room for beside its end. */
  short?: string | undefined
  swatch?: Swatch | undefined
  isStrong?: boolean | undefined
  isQuiet?: boolean | undefined
}

const widestLabel = 230
const lineGap = 4

type SetEntry = EndEntry & { lines: string[]; height: number }
export type LabelSpace = {
  entries: SetEntry[]
  /** What they take to the right of the picture, and above it. */
  width: number
  height: number
  heading: string | undefined
}

/** Sets the names: in a column to the right of the wide picture, in rows above the narrow one. */
export function labelSpace(entries: readonly EndEntry[], layout: PlotLayout, heading?: string): LabelSpace {
  const isWide = layout.name === 'wide'
  const line = layout.textSize + lineGap
  const set = entries.map((entry) => {
    const room = (isWide ? widestLabel : layout.width) - (entry.swatch?.width ?? 0)
    const lines = wrapText(`${entry.label} ${unbroken(entry.value)}`.trim(), room, textSizeOf(entry, layout))
    return { ...entry, lines, height: lines.length * line + 2 }
  })
  const widths = set.map((entry) =>
    Math.max(...entry.lines.map((text) => textWidth(text, textSizeOf(entry, layout)) + (entry.swatch?.width ?? 0))),
  )
  if (isWide) return { entries: set, width: Math.max(0, ...widths) + 14, height: 0, heading }
  const shorts = numbered(entries).map(({ short }) => (short ? textWidth(short, layout.textSize * 1.08) + 10 : 0))
  const rows = set.reduce((sum, { height }) => sum + height, heading === undefined ? 0 : line + 2)
  return { entries: set, width: Math.max(12, ...shorts), height: set.length > 0 ? rows + 6 : 0, heading }
}

function unbroken(value: string): string {
  return value.replaceAll(' ', '\u00a0')
}

// Semibold runs wider than the text it is measured as.
function textSizeOf({ isStrong }: EndEntry, { textSize }: PlotLayout): number {
  return isStrong ? textSize * 1.08 : textSize
}

type LabelProps = { space: LabelSpace; plot: Plot; layout: PlotLayout; palette: Palette }

export function EndLabels(props: LabelProps) {
  return props.layout.name === 'wide' ? <SideLabels {...props} /> : <KeyLabels {...props} />
}

function SideLabels({ space: { entries }, plot, layout, palette }: LabelProps) {
  const line = layout.textSize + lineGap
  // Those without an end of their own are listed from the top, in their order.
  const wanted = entries.map(({ at }, index) => (at === null ? plot.top + index * 0.01 : plot.y(at)))
  const half = Math.max(0, ...entries.map(({ height }) => height)) / 2
  const ys = spread(wanted, entries.map(({ height }) => height), plot.top - 14 + half, plot.bottom + 8 - half) // prettier-ignore
  const x = plot.right + 14
  return (
    <>
      {entries.map((entry, index) => {
        const y = ys[index] ?? 0
        const end = wanted[index] ?? y
        const first = y - ((entry.lines.length - 1) * line) / 2
        const isMoved = entry.at !== null && Math.abs(y - end) > layout.textSize * 0.6
        return (
          <>
            {isMoved && (
              <path d={`M${plot.right + 4} ${end}L${x - 3} ${Math.round(first)}`} fill="none" stroke={palette.quietInk} stroke-width="0.7" /> // prettier-ignore
            )}
            <EntryText {...{ entry, x, line, layout, palette }} y={first} />
          </>
        )
      })}
    </>
  )
}

function KeyLabels({ space: { entries, heading }, plot, layout, palette }: LabelProps) {
  const line = layout.textSize + lineGap
  let y = layout.textSize / 2 + 1
  const rowAt = (height: number): number => {
    const row = y
    y += height
    return row
  }
  return (
    <>
      {heading !== undefined && (
        <text x="0" y={rowAt(line + 2) + layout.textSize * 0.35}>
          {heading}
        </text>
      )}
      {entries.map((entry) => (
        <EntryText {...{ entry, line, layout, palette }} x={0} y={rowAt(entry.height)} />
      ))}
      <EndNumbers {...{ entries, plot, layout, palette }} />
    </>
  )
}

// More numbers than these would stand too far from their lines to be told apart.
const mostNumbers = 4

function numbered(entries: readonly EndEntry[]) {
  const shown = entries.flatMap(({ at, short, isStrong }) => (at === null || !short ? [] : [{ at, short, isStrong }]))
  return shown.length > mostNumbers ? [] : shown
}

/** Beside the ends on a phone stand numbers alone; the rows above have the names. */
function EndNumbers({ entries, plot, layout, palette }: Omit<LabelProps, 'space'> & { entries: SetEntry[] }) {
  const shown = numbered(entries)
  const ys = spread(shown.map(({ at }) => plot.y(at)), layout.textSize + 1, plot.top, plot.bottom) // prettier-ignore
  return (
    <>
      {shown.map(({ short, isStrong }, index) => (
        <text
          x={plot.right + 8}
          y={(ys[index] ?? 0) + layout.textSize * 0.35}
          fill={palette.ink}
          font-weight={isStrong ? 600 : undefined}
        >
          {short}
        </text>
      ))}
    </>
  )
}

type EntryTextProps = { entry: SetEntry; x: number; y: number; line: number; layout: PlotLayout; palette: Palette }

function EntryText({ entry, x, y, line, layout, palette }: EntryTextProps) {
  const textX = x + (entry.swatch?.width ?? 0)
  return (
    <>
      {entry.swatch?.draw(x, y)}
      <text
        y={y + layout.textSize * 0.35}
        fill={entry.isQuiet ? undefined : palette.ink}
        font-weight={entry.isStrong ? 600 : undefined}
      >
        {entry.lines.map((text, index) => (
          <tspan x={textX} dy={index === 0 ? undefined : line}>
            {text}
          </tspan>
        ))}
      </text>
    </>
  )
}
