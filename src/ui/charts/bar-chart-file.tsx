import type { Texts } from '#platform/i18n/texts.ts'
import { BarDrawing } from './bar-drawing.tsx'
import type { BarSpec } from './bar-geometry.ts'
import type { FileForm } from './file-frame.tsx'
import { isEmpty } from './series.ts'
import { plotSvg } from './series-figure.tsx'

/** The bars as one SVG file. */
export function barChartSvg(spec: BarSpec, t: Texts, form: FileForm = {}): string {
  return plotSvg({ spec, t, form, isEmpty: isEmpty(spec), draw: (drawing) => <BarDrawing {...drawing} spec={spec} /> })
}
