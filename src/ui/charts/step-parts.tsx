// What stands below curves of survival: years, how many were still followed in each, and how to read the picture.
import { flow, textWidth } from './lanes.ts'
import type { Palette } from './palette.ts'
import type { Plot, PlotLayout } from './plot-geometry.ts'
import type { DrawingForm } from './plot-parts.tsx'
import { lineSwatch, styleOf } from './series-styles.tsx'
import type { StepSpec } from './step-geometry.ts'

const rowGap = 6

function rowHeight({ textSize }: PlotLayout): number {
  return textSize + rowGap
}

/** How tall the picture is without the names above it: what stands below the axis comes on top of the usual height. */
export function stepHeight(spec: StepSpec, layout: PlotLayout): number {
  const keyRows = (keyOf(spec, layout).at(-1)?.row ?? -1) + 1
  return layout.height + (spec.curves.length + 2 + keyRows) * rowHeight(layout) + 14
}

export function doubtStroke(index: number, palette: Palette): Record<string, string> {
  return {
    fill: 'none',
    stroke: palette[styleOf(index).tone],
    'stroke-width': '1.3',
    'stroke-dasharray': '0.5 3',
    'stroke-linecap': 'round',
  }
}

type BelowProps = DrawingForm & { spec: StepSpec; plot: Plot; ticks: number[] }

export function TimeAxis({ spec, plot, ticks, layout }: BelowProps) {
  const y = plot.bottom + layout.textSize + 6
  return (
    <>
      {ticks.map((tick) => (
        <text x={plot.x(tick)} y={y} text-anchor="middle">
          {tick}
        </text>
      ))}
      <text x={plot.right} y={y + rowHeight(layout)} text-anchor="end">
        {spec.timeLabel}
      </text>
    </>
  )
}

export function AtRisk({ spec, plot, ticks, layout, palette, t }: BelowProps) {
  const { textSize } = layout
  const row = rowHeight(layout)
  const y = plot.bottom + textSize + 10 + 2 * row
  return (
    <>
      <text y={y}>{spec.atRiskLabel}</text>
      {spec.curves.map((curve, index) => {
        const baseline = y + (index + 1) * row
        return (
          <>
            {spec.curves.length > 1 && lineSwatch(index, palette).draw(0, baseline - textSize * 0.35)}
            {ticks.map((tick) => {
              const count = curve.atRisk[tick]
              return count === undefined ? (
                <></>
              ) : (
                <text x={plot.x(tick)} y={baseline} text-anchor="middle" fill={palette.ink}>
                  {t('charts.number', { value: count })}
                </text>
              )
            })}
          </>
        )
      })}
    </>
  )
}

type KeyItem = { kind: 'band' | 'doubt' | 'censored'; text: string }
const sample = 26

/** What has to be explained, set in as many rows as it needs. */
function keyOf({ curves, bandLabel, doubtLabel, censoredLabel }: StepSpec, { width, textSize }: PlotLayout) {
  const all: (KeyItem & { isShown: boolean })[] = [
    { kind: 'band', text: bandLabel, isShown: curves.some(({ low, high }) => low && high) },
    { kind: 'doubt', text: doubtLabel, isShown: curves.some(({ doubtLow, doubtHigh }) => doubtLow ?? doubtHigh) },
    { kind: 'censored', text: censoredLabel, isShown: curves.some(({ censored }) => censored.length > 0) },
  ]
  const items = all.filter(({ isShown }) => isShown)
  const places = flow(items.map(({ text }) => sample + 8 + textWidth(text, textSize)), 20, width) // prettier-ignore
  return items.map(({ kind, text }, index) => ({ kind, text, ...(places[index] ?? { x: 0, row: 0 }) }))
}

/** How to read the band, the dotted outline and the short strokes. */
export function StepKey({ spec, plot, layout, palette, id }: BelowProps & { id: string }) {
  const first = plot.bottom + layout.textSize + 16 + (spec.curves.length + 3) * rowHeight(layout)
  return (
    <>
      {keyOf(spec, layout).map(({ kind, text, x, row }) => {
        const y = first + row * rowHeight(layout)
        return (
          <>
            <KeySample {...{ kind, palette, id, x }} y={y - layout.textSize * 0.35} />
            <text x={x + sample + 8} y={y}>
              {text}
            </text>
          </>
        )
      })}
    </>
  )
}

type KeySampleProps = { kind: KeyItem['kind']; x: number; y: number; palette: Palette; id: string }

function KeySample({ kind, x, y, palette, id }: KeySampleProps) {
  switch (kind) {
    case 'band':
      return <rect x={x} y={y - 5} width={sample} height="10" fill={`url(#${id}-hatch-0)`} fill-opacity="0.6" />
    case 'doubt':
      return <path d={`M${x} ${y - 4}h${sample}M${x} ${y + 4}h${sample}`} {...doubtStroke(0, palette)} />
    case 'censored':
      return (
        <>
          <path d={`M${x} ${y}h${sample}`} stroke={palette[styleOf(0).tone]} stroke-width="2" />
          <path d={`M${x + sample / 2} ${y - 4.5}v9`} stroke={palette[styleOf(0).tone]} stroke-width="1.2" />
        </>
      )
  }
}
