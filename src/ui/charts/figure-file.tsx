import { svgFile, type FileForm } from './file-frame.tsx'
import { textWidth } from './lanes.ts'
import { filePalettes, fileSerif } from './palette.ts'

export type FigureFileSpec = {
  title: string
  /** The number as it is written; a sentence where there is none. */
  value: string
  /** Its bounds in brackets; empty where they equal it. */
  band: string
  unit: string
  /** As of when, and under which rule. */
  basis: string
  source: string
}

const fullWidth = 640
const size = 64

/** A single figure as one SVG file. */
export function figureSvg(spec: FigureFileSpec, { href, theme = 'light', width = fullWidth }: FileForm = {}): string {
  const { title, value, band, unit, basis, source } = spec
  return svgFile({
    title,
    summary: basis,
    description: [value, band, unit, basis].filter(Boolean).join(' '),
    source,
    width,
    height: unit ? 96 : 40,
    theme,
    href,
    children: unit ? (
      <>
        <text y={size * 0.85} font-size={size} font-family={fileSerif} font-weight="600">
          {value}
        </text>
        <text x={textWidth(value, size) * 1.02 + 12} y={size * 0.85} font-size="20" fill={filePalettes[theme].quietInk}>
          {band}
        </text>
        <text y={size * 0.85 + 32} font-size="17">
          {unit}
        </text>
      </>
    ) : (
      <text y="24">{value}</text>
    ),
  })
}
