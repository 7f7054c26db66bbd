import type { Texts } from '#platform/i18n/texts.ts'
import { LineDrawing } from './line-drawing.tsx'
import type { SeriesSpec } from './series.ts'
import { SeriesFigure } from './series-figure.tsx'

/** One to nine lines over years, each with its band of doubt; values may be below nought. */
export function LineChart({ spec, t }: { spec: SeriesSpec; t: Texts }) {
  return <SeriesFigure {...{ spec, t }} class="line-chart" draw={(form) => <LineDrawing {...form} spec={spec} />} />
}
