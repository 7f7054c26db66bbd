import type { Texts } from '#platform/i18n/texts.ts'
import type { BandAreaSpec } from './band-area.tsx'
import { BandDrawing } from './band-drawing.tsx'
import type { FileForm } from './file-frame.tsx'
import { isEmpty } from './series.ts'
import { plotSvg } from './series-figure.tsx'

/** The stacked area with its band as one SVG file. */
export function bandAreaSvg(spec: BandAreaSpec, t: Texts, form: FileForm = {}): string {
  return plotSvg({ spec, t, form, isEmpty: isEmpty(spec), draw: (drawing) => <BandDrawing {...drawing} spec={spec} /> })
}
