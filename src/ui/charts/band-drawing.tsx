import type { BandAreaSpec } from './band-area.tsx'
import { stack, totals } from './band-geometry.ts'
import type { EndEntry } from './end-labels.tsx'
import { lines, ribbon, type Plot } from './plot-geometry.ts'
import { Peak, pictureId, SeriesPlot, type DrawingForm } from './plot-parts.tsx'
import { boundedText, hasBand, isWhole, lastKnown, numberText, type SplitSeries } from './series.ts'
import { FillDefs, fillOf, fillSwatch } from './series-styles.tsx'
import type { Palette } from './palette.ts'

type BandDrawingProps = DrawingForm & { spec: BandAreaSpec }

/** Layers on each other, with a band over them for how low and how high their sum can be. */
export function BandDrawing({ spec, ...form }: BandDrawingProps) {
  const { layout, palette, t } = form
  const { years, series } = spec
  const plotSpec = { ...spec, id: spec.id ?? 'band', gaps: spec.gaps ?? [] }
  const id = pictureId(plotSpec.id, layout)
  const total = totalOf(spec)
  const layers = stack(series, years.length)
  const textAt = (index: number) => totalText(spec, total, index, form.t)
  return (
    <SeriesPlot
      {...form}
      spec={plotSpec}
      low={0}
      high={Math.max(0, ...[total.values, total.max ?? []].flat().filter((value) => value !== null))}
      isWhole={isWhole(series)}
      entries={entriesOf(spec, total, id, form)}
      tipOf={(index) => t('charts.peak', { year: String(years[index]), value: textAt(index) })}
      defs={
        <>
          <FillDefs {...{ id, palette }} count={series.length} />
          <pattern id={`${id}-hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
            <path d="M0 0V5" stroke={palette.ink} stroke-width="1.3" />
          </pattern>
        </>
      }
    >
      {(plot) => (
        <>
          {layers.map(({ top, bottom }, index) => (
            <path
              d={ribbon(years, top, bottom, plot)}
              {...fillOf(index, id, palette)}
              stroke={palette.paper}
              stroke-width="1"
            />
          ))}
          {hasBand(total) && <BandShape {...{ total, years, plot, palette }} hatch={`url(#${id}-hatch)`} />}
          <path
            d={lines(years, total.values, plot)}
            fill="none"
            stroke={palette.ink}
            stroke-width="1.6"
            stroke-linejoin="round"
            stroke-linecap="round"
          />
          <LastDot {...{ total, years, plot, palette }} />
          <Highest {...{ spec, total, plot, palette, textAt }} t={t} />
        </>
      )}
    </SeriesPlot>
  )
}

/** The sum of the layers with its band, as one more series. */
export function totalOf({ years, series, band }: BandAreaSpec): SplitSeries {
  return { key: 'total', label: '', values: totals(series, years.length), ...band }
}

function entriesOf(
  spec: BandAreaSpec,
  total: SplitSeries,
  id: string,
  { layout, palette, t }: Omit<BandDrawingProps, 'spec'>,
) {
  const { years, series, format } = spec
  const last = lastKnown(total.values)
  if (last === undefined) return []
  const year = String(years[last])
  const sum = total.values[last] ?? 0
  const [only] = series
  const label = series.length === 1 && only ? only.label : t('charts.total')
  const isNarrow = layout.name === 'narrow'
  const value = totalText(spec, total, last, t)
  const head: EndEntry = {
    label: isNarrow ? t('charts.label-value', { label: year, value: label }) : label,
    value: isNarrow || last === years.length - 1 ? value : t('charts.value-in', { value, year }),
    at: sum,
    short: numberText(sum, format, t),
    isStrong: true,
  }
  if (series.length === 1) return [head]
  const names = stack(series, years.length).map(({ series: one, bottom, top }, index): EndEntry => ({
    label: one.label,
    value: numberText(one.values[last] ?? 0, format, t),
    at: ((bottom[last] ?? 0) + (top[last] ?? 0)) / 2,
    swatch: fillSwatch(index, id, palette),
  }))
  // Above a phone's picture they stand as they are stacked, the uppermost first.
  return [head, ...names.toReversed()]
}

type TotalProps = { total: SplitSeries; years: number[]; plot: Plot; palette: Palette }

function BandShape({ total, years, plot, palette, hatch }: TotalProps & { hatch: string }) {
  const { values, min = values, max = values } = total
  const outline = { fill: 'none', stroke: palette.ink, 'stroke-dasharray': '1.5 3', 'stroke-linecap': 'round' } as const
  const area = ribbon(years, max, min, plot)
  return (
    <>
      <path d={area} fill={palette.paper} fill-opacity="0.55" />
      <path d={area} fill={hatch} fill-opacity="0.5" />
      <path d={lines(years, max, plot)} {...outline} />
      <path d={lines(years, min, plot)} {...outline} />
    </>
  )
}

function LastDot({ total, years, plot, palette }: TotalProps) {
  const last = lastKnown(total.values)
  if (last === undefined) return <></>
  return <circle cx={plot.x(years[last] ?? 0)} cy={plot.y(total.values[last] ?? 0)} r="3.5" fill={palette.ink} />
}

type HighestProps = Pick<BandDrawingProps, 'spec' | 't' | 'palette'> & {
  total: SplitSeries
  plot: Plot
  textAt: (index: number) => string
}

/** The highest total, written at its place, unless it is the last value, which has its own label. */
function Highest({ spec, total, plot, palette, textAt, t }: HighestProps) {
  const highest = Math.max(...total.values.filter((value) => value !== null))
  const index = total.values.indexOf(highest)
  const year = spec.years[index]
  if (year === undefined || highest <= 0 || index === lastKnown(total.values)) return <></>
  const text = t('charts.peak', { year: String(year), value: textAt(index) })
  return <Peak {...{ year, text, plot, palette }} dot={highest} at={Math.max(highest, total.max?.[index] ?? highest)} />
}

function totalText(
  { format }: BandAreaSpec,
  { values, min, max }: SplitSeries,
  index: number,
  t: DrawingForm['t'],
): string {
  return boundedText({ value: values[index] ?? null, min: min?.[index], max: max?.[index] }, format, t)
}
