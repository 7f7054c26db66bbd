import type { Texts } from '#platform/i18n/texts.ts'
import { EndLabels, labelSpace, type EndEntry } from './end-labels.tsx'
import { textWidth } from './lanes.ts'
import type { Palette } from './palette.ts'
import { plotOf, type Plot } from './plot-geometry.ts'
import { pictureId, PlotSvg, ValueAxis, type DrawingForm } from './plot-parts.tsx'
import { BandHatch, lineSwatch, SeriesMarker, strokeOf, styleOf } from './series-styles.tsx'
import {
  censorStrokes,
  lastTime,
  shareAt,
  stepLine,
  stepRibbon,
  timeTicks,
  type StepCurve,
  type StepSpec,
} from './step-geometry.ts'
import { AtRisk, doubtStroke, stepHeight, StepKey, TimeAxis } from './step-parts.tsx'

const shares = [0, 0.25, 0.5, 0.75, 1]

/** Curves that fall by steps, with the numbers still followed below the axis, each under its year. */
export function StepDrawing({ spec, ...form }: DrawingForm & { spec: StepSpec }) {
  const { layout, palette, t, isFile = false } = form
  const { curves } = spec
  const { textSize } = layout
  const id = pictureId(spec.id, layout)
  const tickTexts = shares.map((share) => t('charts.share', { share }))
  const space = labelSpace(curves.map((curve, index) => entryOf(curve, curves.length === 1 ? undefined : index, { palette, t })), layout) // prettier-ignore
  const top = space.height + textSize + 20
  // Wide enough for the marks of the small table before the number at the start.
  const left = Math.max(46, ...tickTexts.map((text) => textWidth(text, textSize) + 12))
  const to = lastTime(curves)
  const bottom = layout.height + space.height - textSize - 12
  const plot = plotOf({ left, right: layout.width - space.width, top, bottom }, { from: 0, to, low: 0, high: 1 })
  const ticks = timeTicks(to, layout.name === 'wide' ? 10 : 6)
  const below = { ...form, spec, plot, ticks }
  return (
    <PlotSvg
      {...{ spec, id, layout, palette, isFile }}
      height={stepHeight(spec, layout) + space.height}
      defs={curves.map((_, index) => (
        <BandHatch {...{ id, index, palette }} />
      ))}
    >
      <ValueAxis ticks={shares} {...{ tickTexts, plot, layout, palette }} />
      <text y={top - 15}>{spec.unit}</text>
      {curves.map((curve, index) => (
        <Bands {...{ curve, index, plot, palette, id }} />
      ))}
      {curves.map((curve, index) => (
        <Median {...{ curve, index, plot, palette }} />
      ))}
      {curves.map((curve, index) => (
        <Curve {...{ curve, index, plot, palette }} isSingle={curves.length === 1} />
      ))}
      <line x1={plot.left} x2={plot.right} y1={plot.bottom} y2={plot.bottom} stroke={palette.quietInk} />
      <TimeAxis {...below} />
      <AtRisk {...below} />
      <StepKey {...below} id={id} />
      <EndLabels {...{ space, plot, layout, palette }} />
    </PlotSvg>
  )
}

function entryOf(
  curve: StepCurve,
  index: number | undefined,
  { palette, t }: { palette: Palette; t: Texts },
): EndEntry {
  const share = shareAt(curve.steps, curve.until)
  const text = t('charts.share', { share })
  return {
    label: curve.label,
    value: t('charts.share-median', { share: text, median: medianText(curve, t) }),
    at: share,
    short: text,
    isStrong: index === undefined,
    swatch: index === undefined ? undefined : lineSwatch(index, palette),
  }
}

export function medianText({ median }: StepCurve, t: Texts): string {
  return median === null ? t('charts.median-not-reached') : t('charts.median', { years: median })
}

type CurveProps = { curve: StepCurve; index: number; plot: Plot; palette: Palette }

function Bands({ curve, index, plot, palette, id }: CurveProps & { id: string }) {
  const { low, high, doubtLow, doubtHigh, until } = curve
  return (
    <>
      {low && high && (
        <path d={stepRibbon(high, low, until, plot)} fill={`url(#${id}-hatch-${index})`} fill-opacity="0.4" />
      )}
      {[doubtLow, doubtHigh].map((steps) =>
        steps ? <path d={stepLine(steps, until, plot)} {...doubtStroke(index, palette)} /> : <></>,
      )}
    </>
  )
}

function Curve({ curve, index, plot, palette, isSingle }: CurveProps & { isSingle: boolean }) {
  const { steps, until } = curve
  const tone = palette[styleOf(index).tone]
  return (
    <>
      <path d={stepLine(steps, until, plot)} fill="none" stroke={palette.paper} stroke-width="4" stroke-opacity="0.7" />
      <path d={stepLine(steps, until, plot)} {...strokeOf(index, palette)} />
      {censorStrokes(curve, plot).map(({ x, y }) => (
        <path d={`M${x} ${y - 4.5}v9`} stroke={tone} stroke-width="1.2" />
      ))}
      {!isSingle && <SeriesMarker {...{ index, palette }} x={plot.x(until)} y={plot.y(shareAt(steps, until))} />}
    </>
  )
}

/** From the share of one half to the curve and down to the axis; the year itself is said beside the name. */
function Median({ curve: { median }, index, plot, palette }: CurveProps) {
  if (median === null) return <></>
  const [x, y] = [plot.x(median), plot.y(0.5)]
  return (
    <>
      <path
        d={`M${plot.left} ${y}H${x}V${plot.bottom}`}
        fill="none"
        stroke={palette[styleOf(index).tone]}
        stroke-dasharray="4 3"
      />{' '}
      {/* prettier-ignore */}
      <circle cx={x} cy={y} r="3" fill={palette.paper} stroke={palette[styleOf(index).tone]} stroke-width="1.4" />
    </>
  )
}
