import type { Child } from 'hono/jsx'
import { wrapText } from './lanes.ts'
import { filePalette, fileFace, fileSerif } from './palette.ts'

const margin = 32
const size = { title: 26, text: 14, source: 12 }

/** Within a document that has its own caption, a picture goes without title, summary and source, and may be narrower. */
export type FileForm = { isBare?: boolean; width?: number }

type FileFrameProps = {
  title: string
  summary: string
  source: string
  width: number
  height: number
  isBare?: boolean | undefined
  children: Child
}

/** Where the picture begins below the title, given how many lines the summary takes. */
function topOf(summary: readonly string[]): number {
  return margin + size.title + 14 + summary.length * (size.text + 6) + 14
}

/** A picture as a file that stands alone: title above, source below, its own colours and ground, no stylesheet. */
export function svgFile({ title, summary, source, width, height, isBare, children }: FileFrameProps): string {
  if (isBare) return bareFile({ title, summary, source, width, height, children })
  const lines = wrapText(summary, innerWidth(width), size.text)
  const top = topOf(lines)
  const total = Math.ceil(top + height + 24 + size.source + margin / 2)
  const { paper, ink, quietInk, line } = filePalette
  const markup = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${total}`}
      width={width}
      height={total}
      font-family={fileFace}
      font-size={size.text}
      fill={ink}
      role="img"
    >
      <title>{title}</title>
      <desc>{summary}</desc>
      <rect width={width} height={total} fill={paper} />
      <text x={margin} y={margin + size.title * 0.8} font-family={fileSerif} font-size={size.title} font-weight="600">
        {title}
      </text>
      {lines.map((text, index) => (
        <text x={margin} y={margin + size.title + 14 + (index + 0.75) * (size.text + 6)} fill={quietInk}>
          {text}
        </text>
      ))}
      <svg x={margin} y={top} width={width - 2 * margin} height={height} overflow="visible">
        {children}
      </svg>
      <line x1={margin} x2={width - margin} y1={top + height + 16} y2={top + height + 16} stroke={line} />
      <text x={margin} y={top + height + 16 + size.source + 6} font-size={size.source} fill={quietInk}>
        {source}
      </text>
    </svg>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup.toString()}\n`
}

function bareFile({ title, summary, width, height, children }: FileFrameProps): string {
  const markup = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${innerWidth(width)} ${Math.ceil(height)}`}
      width={innerWidth(width)}
      height={Math.ceil(height)}
      font-family={fileFace}
      font-size={size.text}
      fill={filePalette.ink}
      role="img"
    >
      <title>{title}</title>
      <desc>{summary}</desc>
      <rect width={innerWidth(width)} height={Math.ceil(height)} fill={filePalette.paper} />
      {children}
    </svg>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return markup.toString()
}

export function innerWidth(width: number): number {
  return width - 2 * margin
}
