import type { Texts } from '#platform/i18n/texts.ts'
import type { FileForm } from './file-frame.tsx'
import { LineDrawing } from './line-drawing.tsx'
import { isEmpty, type SeriesSpec } from './series.ts'
import { plotSvg } from './series-figure.tsx'

/** The lines as one SVG file. */
export function lineChartSvg(spec: SeriesSpec, t: Texts, form: FileForm = {}): string {
  return plotSvg({ spec, t, form, isEmpty: isEmpty(spec), draw: (drawing) => <LineDrawing {...drawing} spec={spec} /> })
}
