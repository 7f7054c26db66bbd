import type { Texts } from '#platform/i18n/texts.ts'
import type { FileForm } from './file-frame.tsx'
import { plotSvg } from './series-figure.tsx'
import { StepDrawing } from './step-drawing.tsx'
import { isEmptyOfCurves, type StepSpec } from './step-geometry.ts'
import { stepHeight } from './step-parts.tsx'

/** The step curves as one SVG file. */
export function stepChartSvg(spec: StepSpec, t: Texts, form: FileForm = {}): string {
  return plotSvg({
    spec,
    t,
    form,
    isEmpty: isEmptyOfCurves(spec),
    heightOf: (layout) => stepHeight(spec, layout),
    draw: (drawing) => <StepDrawing {...drawing} spec={spec} />,
  })
}
