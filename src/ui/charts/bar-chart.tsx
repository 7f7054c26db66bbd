import type { Texts } from '#platform/i18n/texts.ts'
import { BarDrawing } from './bar-drawing.tsx'
import type { BarSpec } from './bar-geometry.ts'
import { SeriesFigure } from './series-figure.tsx'

/** One to nine bars for each year, stacked or side by side. */
export function BarChart({ spec, t }: { spec: BarSpec; t: Texts }) {
  return <SeriesFigure {...{ spec, t }} class="bar-chart" draw={(form) => <BarDrawing {...form} spec={spec} />} />
}
