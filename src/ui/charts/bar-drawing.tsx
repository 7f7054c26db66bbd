import type { EndEntry } from './end-labels.tsx'
import { acrossOf, barExtent, besideBars, stackedBars, type Bar, type BarSpec } from './bar-geometry.ts'
import { totals } from './band-geometry.ts'
import { textWidth } from './lanes.ts'
import type { Palette } from './palette.ts'
import { lines, round, type Plot } from './plot-geometry.ts'
import { haloOf, Peak, pictureId, SeriesPlot, type DrawingForm } from './plot-parts.tsx'
import { boundedText, boundsAt, isWhole, lastKnown, numberText, type SplitSeries } from './series.ts'
import { FillDefs, fillOf, fillSwatch } from './series-styles.tsx'
import { tipOf, valuesHeading } from './series-words.ts'

/** Bars of each year, stacked or side by side; what stands alone has a whisker for its band. */
export function BarDrawing({ spec, ...form }: DrawingForm & { spec: BarSpec }) {
  const { layout, palette, t } = form
  const { years, series } = spec
  const id = pictureId(spec.id, layout)
  const isStacked = spec.arrangement === 'stacked' && series.length > 1
  const bars = isStacked ? stackedBars(series, years.length) : besideBars(series, years.length)
  const sums = totals(series, years.length)
  // What came and what went: the difference is a point between the two, not a height.
  const isNet = isStacked && bars.some(({ to }) => to < 0)
  const { low, high } = barExtent(bars, isStacked ? [] : series)
  return (
    <SeriesPlot
      {...form}
      {...{ spec, low, high }}
      hasBars
      isWhole={isWhole(series)}
      entries={entriesOf(spec, bars, { sums: isStacked ? sums : undefined, isNet }, id, form)}
      heading={valuesHeading(spec, t)}
      tipOf={(index) => tipOf(spec, index, t)}
      defs={<FillDefs {...{ id, palette }} count={series.length} />}
    >
      {(plot) => (
        <>
          <UnknownSlots {...{ spec, isStacked, plot, id }} />
          {bars.map((bar) => (
            <BarShape {...{ bar, spec, isStacked, plot, palette, id }} />
          ))}
          {!isStacked && series.map((one, index) => <Whiskers {...{ one, index, spec, plot, palette }} />)}
          {isNet && <NetDots {...{ sums, years, plot, palette }} />}
          {!isNet && (isStacked || series.length === 1) && (
            <BarValues {...{ spec, plot, form, bars }} values={isStacked ? sums : (series[0]?.values ?? [])} />
          )}
        </>
      )}
    </SeriesPlot>
  )
}

type Sums = { sums: (number | null)[] | undefined; isNet: boolean }

function entriesOf(spec: BarSpec, bars: Bar[], { sums, isNet }: Sums, id: string, form: DrawingForm) {
  const { years, series, format } = spec
  const { palette, t } = form
  const last = years.length - 1
  const entries = series.map((one, index): EndEntry => {
    const bar = bars.find((each) => each.series === index && each.at === last && !each.isOpen)
    const known = lastKnown(one.values)
    const text = boundedText(boundsAt(one, known ?? 0), format, t)
    return {
      label: one.label,
      value:
        known === undefined || known === last
          ? text
          : t('charts.value-in', { value: text, year: String(years[known]) }),
      at: !bar || (!sums && series.length > 1) ? null : sums ? (bar.from + bar.to) / 2 : bar.to,
      isStrong: series.length === 1,
      swatch: series.length === 1 ? undefined : fillSwatch(index, id, palette),
    }
  })
  const heading = valuesHeading(spec, t)
  // Bars side by side have no common end to stand at; a phone's rows have this heading in any case.
  if (!sums) return form.layout.name === 'wide' && series.length > 1 && heading ? [{ label: heading, value: '', at: null, isQuiet: true }, ...entries] : entries // prettier-ignore
  const sum = sums[last] ?? null
  const top = Math.max(0, ...bars.filter(({ at }) => at === last).map(({ to }) => to))
  const total = {
    label: t(isNet ? 'charts.net' : 'charts.total'),
    value: boundedText({ value: sum }, format, t),
    at: sum === null || isNet ? sum : top,
    swatch: isNet ? { width: 16, draw: (x: number, y: number) => <NetDot x={x + 5} {...{ y, palette }} /> } : undefined,
    short: sum === null ? undefined : numberText(sum, format, t),
    isStrong: true,
  }
  // Above a phone's picture the names stand as the bars are piled, the uppermost first.
  return [total, ...entries.toReversed()]
}

type BarsProps = { spec: BarSpec; plot: Plot; palette: Palette }

function BarShape({
  bar,
  spec,
  isStacked,
  plot,
  palette,
  id,
}: BarsProps & { bar: Bar; isStacked: boolean; id: string }) {
  const year = spec.years[bar.at] ?? 0
  const places = isStacked ? 1 : spec.series.length
  const across = acrossOf(year, isStacked ? 0 : bar.series, places, plot)
  if (bar.isOpen) {
    const y = plot.y(bar.from)
    const { x, width } = across
    return (
      <path d={`M${x} ${y}v-9h${width}v9`} fill="none" stroke={palette.quietInk} stroke-dasharray="1 2.5" stroke-linecap="round" /> // prettier-ignore
    )
  }
  const [y0, y1] = [plot.y(Math.max(bar.from, bar.to)), plot.y(Math.min(bar.from, bar.to))]
  return (
    <rect {...across} y={y0} height={round(y1 - y0)} {...fillOf(bar.series, id, palette)} stroke={isStacked ? palette.paper : undefined} stroke-width={isStacked ? 0.8 : undefined} /> // prettier-ignore
  )
}

type NetDotsProps = { sums: (number | null)[]; years: number[]; plot: Plot; palette: Palette }

function NetDots({ sums, years, plot, palette }: NetDotsProps) {
  return (
    <>
      <path d={lines(years, sums, plot)} fill="none" stroke={palette.paper} stroke-width="4" />
      <path d={lines(years, sums, plot)} fill="none" stroke={palette.ink} stroke-width="1.4" />
      {sums.map((sum, at) =>
        sum === null ? <></> : <NetDot x={plot.x(years[at] ?? 0)} y={plot.y(sum)} palette={palette} />,
      )}
    </>
  )
}

function NetDot({ x, y, palette }: { x: number; y: number; palette: Palette }) {
  return <circle cx={x} cy={y} r="3" fill={palette.paper} stroke={palette.ink} stroke-width="1.4" />
}

/** Hatched ground where nothing is known, so that it cannot be taken for nought. */
function UnknownSlots({ spec, isStacked, plot, id }: Omit<BarsProps, 'palette'> & { isStacked: boolean; id: string }) {
  const { years, series, gaps } = spec
  const isInGap = (year: number) => gaps.some(({ from, to }) => year >= from && year <= to)
  const places = isStacked ? 1 : series.length
  const isUnknown = (one: SplitSeries | undefined, at: number) => (one?.values[at] ?? null) === null
  const slots = years.flatMap((year, at) =>
    Array.from({ length: places }, (_, place) => ({
      ...acrossOf(year, place, places, plot),
      isShown: !isInGap(year) && (isStacked ? series.every((one) => isUnknown(one, at)) : isUnknown(series[place], at)),
    })),
  )
  return (
    <>
      {slots
        .filter(({ isShown }) => isShown)
        .map(({ x, width }) => (
          <rect x={x} width={width} y={plot.top} height={round(plot.bottom - plot.top)} fill={`url(#${id}-gap)`} />
        ))}
    </>
  )
}

function Whiskers({ one, index, spec, plot, palette }: BarsProps & { one: SplitSeries; index: number }) {
  return (
    <>
      {one.values.map((value, at) => {
        const { x, width } = acrossOf(spec.years[at] ?? 0, index, spec.series.length, plot)
        const [min, max] = [one.min?.[at] ?? value, one.max?.[at] ?? value]
        if (value === null || min === null || max === null || min === max) return <></>
        const middle = round(x + width / 2)
        const cap = Math.min(4, width / 2)
        const d = `M${middle} ${plot.y(min)}V${plot.y(max)}M${middle - cap} ${plot.y(max)}h${2 * cap}M${middle - cap} ${plot.y(min)}h${2 * cap}` // prettier-ignore
        return (
          <>
            <path d={d} stroke={palette.paper} stroke-width="3.6" />
            <path d={d} stroke={palette.ink} stroke-width="1.3" />
          </>
        )
      })}
    </>
  )
}

type BarValuesProps = { spec: BarSpec; plot: Plot; form: DrawingForm; bars: Bar[]; values: (number | null)[] }

/** The value over each bar where all of them fit; otherwise the highest alone. */
function BarValues({ spec, plot, form, bars, values }: BarValuesProps) {
  const { layout, palette, t } = form
  const { years, series, format } = spec
  const slot = plot.x(1) - plot.x(0)
  const textOf = (value: number | null) => (value === null ? '' : numberText(value, format, t))
  const topOf = (at: number) => {
    const max = series.length === 1 ? (series[0]?.max?.[at] ?? 0) : 0
    return Math.max(0, max, ...bars.filter((bar) => bar.at === at).map(({ to }) => to))
  }
  const fits = Math.max(0, ...values.map((value) => textWidth(textOf(value), layout.textSize))) + 2 <= slot
  if (!fits) {
    const highest = Math.max(...values.filter((value) => value !== null))
    const at = values.indexOf(highest)
    const year = years[at]
    if (year === undefined || highest <= 0 || at === values.length - 1) return <></>
    const text = t('charts.peak', { year: String(year), value: textOf(highest) })
    return <Peak {...{ year, text, plot, palette }} at={topOf(at)} hasDot={false} />
  }
  return (
    <>
      {values.map((value, at) => {
        if (value === null) return <></>
        const low = Math.min(value, series.length === 1 ? (series[0]?.min?.[at] ?? value) : value)
        const y = value < 0 && topOf(at) === 0 ? plot.y(low) + layout.textSize + 2 : plot.y(topOf(at)) - 5
        return (
          <text x={plot.x(years[at] ?? 0)} y={round(y)} text-anchor="middle" fill={palette.ink} {...haloOf(palette)}>
            {textOf(value)}
          </text>
        )
      })}
    </>
  )
}
