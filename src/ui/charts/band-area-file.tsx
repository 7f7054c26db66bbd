import type { Texts } from '#platform/i18n/texts.ts'
import type { BandAreaSpec } from './band-area.tsx'
import { BandDrawing, bandLayouts } from './band-drawing.tsx'
import { svgFile, type FileForm } from './file-frame.tsx'
import { filePalette } from './palette.ts'

/** The stacked area with its band as one SVG file. */
export function bandAreaSvg(spec: BandAreaSpec, t: Texts, { isBare }: FileForm = {}): string {
  const layout = bandLayouts.wide
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width: layout.width + 64,
    height: layout.height,
    isBare,
    children: <BandDrawing {...{ spec, layout, t }} palette={filePalette} isFile />,
  })
}
