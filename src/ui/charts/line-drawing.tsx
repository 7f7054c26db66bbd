import {
  lastKnown,
  boundedText,
  boundsAt,
  extent,
  hasBand,
  isWhole,
  numberText,
  type SeriesSpec,
  type SplitSeries,
} from './series.ts'
import type { EndEntry } from './end-labels.tsx'
import { axisYears } from './line-geometry.ts'
import { lines, ribbon, runsOf, type Plot } from './plot-geometry.ts'
import { Peak, pictureId, SeriesPlot, type DrawingForm } from './plot-parts.tsx'
import { BandHatch, lineSwatch, SeriesMarker, strokeOf, styleOf } from './series-styles.tsx'
import { tipOf, valuesHeading } from './series-words.ts'
import type { Palette } from './palette.ts'

/** One or several lines with their bands of doubt. */
export function LineDrawing({ spec, ...form }: DrawingForm & { spec: SeriesSpec }) {
  const { palette, t } = form
  const { years, series } = spec
  const id = pictureId(spec.id, form.layout)
  const isSingle = series.length === 1
  const entries = series.map((one, index): EndEntry => {
    const last = lastKnown(one.values)
    const isUpToDate = last === years.length - 1
    const value = last === undefined ? null : (one.values[last] ?? null)
    const text = boundedText(boundsAt(one, last ?? 0), spec.format, t)
    return {
      label: one.label,
      value: last === undefined || isUpToDate ? text : t('charts.value-in', { value: text, year: String(years[last]) }),
      at: value,
      short: value === null || !isUpToDate ? undefined : numberText(value, spec.format, t),
      isStrong: isSingle,
      swatch: isSingle ? undefined : lineSwatch(index, palette),
    }
  })
  const { low, high } = extent(series)
  return (
    <SeriesPlot
      {...form}
      {...{ spec, low, high, entries }}
      isWhole={isWhole(series)}
      heading={valuesHeading(spec, t)}
      tipOf={(index) => tipOf(spec, index, t)}
      defs={series.map((one, index) => (hasBand(one) ? <BandHatch {...{ id, index, palette }} /> : <></>))}
    >
      {(plot) => (
        <>
          {series.map((one, index) => (
            <BandOf {...{ one, index, years, plot, id, palette }} />
          ))}
          {series.map((one, index) => (
            <LineOf {...{ one, index, years, plot, palette, isSingle }} />
          ))}
          {isSingle && series[0] && <Highest {...{ spec, one: series[0], plot }} {...form} />}
        </>
      )}
    </SeriesPlot>
  )
}

type SeriesShapeProps = { one: SplitSeries; index: number; years: number[]; plot: Plot; palette: Palette }

function BandOf({ one, index, years, plot, id, palette }: SeriesShapeProps & { id: string }) {
  if (!hasBand(one)) return <></>
  // A year without bounds of its own is as low and as high as its value.
  const bound = (of: 'min' | 'max') => one.values.map((value, at) => (value === null ? null : (one[of]?.[at] ?? value)))
  const [min, max] = [bound('min'), bound('max')]
  const area = ribbon(years, max, min, plot)
  const outline = { fill: 'none', stroke: palette[styleOf(index).tone], 'stroke-dasharray': '1.5 3', 'stroke-linecap': 'round' } as const // prettier-ignore
  return (
    <>
      <path d={area} fill={`url(#${id}-hatch-${index})`} fill-opacity="0.45" />
      <path d={lines(years, max, plot)} {...outline} />
      <path d={lines(years, min, plot)} {...outline} />
    </>
  )
}

/** The line, broken where nothing is known; marks tell it from others, and show a year that stands alone. */
function LineOf({ one, index, years, plot, palette, isSingle }: SeriesShapeProps & { isSingle: boolean }) {
  const { values } = one
  const first = years[0] ?? 0
  const last = lastKnown(values)
  const marked = new Set(
    isSingle ? [] : axisYears({ from: first, to: years.at(-1) ?? first }).map((year) => year - first),
  )
  for (const run of runsOf(values)) if (run.from === run.to) marked.add(run.from)
  if (last !== undefined) marked.add(last)
  return (
    <>
      <path d={lines(years, values, plot)} stroke={palette.paper} stroke-width="4" stroke-opacity="0.7" fill="none" />
      <path d={lines(years, values, plot)} {...strokeOf(index, palette)} />
      {[...marked].map((at) => {
        const value = values[at] ?? null
        return value === null ? (
          <></>
        ) : (
          <SeriesMarker x={plot.x(years[at] ?? 0)} y={plot.y(value)} {...{ index, palette }} />
        )
      })}
    </>
  )
}

/** The highest value of a single line, unless it is the last, which has its own label, or nought. */
function Highest({ spec, one, plot, palette, t }: DrawingForm & { spec: SeriesSpec; one: SplitSeries; plot: Plot }) {
  const known = one.values.filter((value) => value !== null)
  const highest = Math.max(...known)
  const index = one.values.indexOf(highest)
  const year = spec.years[index]
  if (year === undefined || highest <= 0 || index === lastKnown(one.values)) return <></>
  const text = t('charts.peak', { year: String(year), value: boundedText(boundsAt(one, index), spec.format, t) })
  return <Peak {...{ year, text, plot, palette }} dot={highest} at={Math.max(highest, one.max?.[index] ?? highest)} />
}
