import type { Child } from 'hono/jsx'
import { wrapText } from './lanes.ts'
import { filePalettes, fileFace, fileSerif, type Theme } from './palette.ts'

const margin = 32
const size = { title: 26, text: 14, source: 12 }

/** Within a document that has its own caption, a picture goes without title, summary and source, and may be narrower. */
export type FileForm = {
  isBare?: boolean
  width?: number
  /** Light unless given. */
  theme?: Theme | undefined
  /** Where the source line leads back to. */
  href?: string | undefined
}

type FileFrameProps = {
  title: string
  summary: string
  /** What the picture says, where the summary leaves it to the picture. */
  description?: string
  source: string
  width: number
  height: number
  isBare?: boolean | undefined
  theme: Theme | undefined
  href?: string | undefined
  children: Child
}

const titleLine = size.title + 6

/** A picture as a file that stands alone: title above, source below, its own colours and ground, no stylesheet. */
export function svgFile({
  title,
  summary,
  description = summary,
  source,
  width,
  height,
  isBare,
  theme = 'light',
  href,
  children,
}: FileFrameProps): string {
  if (isBare) return bareFile({ title, summary, source, width, height, theme, children })
  const titles = wrapText(title, innerWidth(width), size.title)
  const lines = wrapText(summary, innerWidth(width), size.text)
  const sources = wrapText(source, innerWidth(width), size.source)
  const summaryTop = margin + titles.length * titleLine + 8
  const top = summaryTop + lines.length * (size.text + 6) + 14
  const total = Math.ceil(top + height + 18 + sources.length * (size.source + 6) + margin / 2)
  const { paper, ink, quietInk, line, link } = filePalettes[theme]
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
      <desc>{description}</desc>
      <rect width={width} height={total} fill={paper} />
      {titles.map((text, index) => (
        <text
          x={margin}
          y={margin + size.title * 0.8 + index * titleLine}
          font-family={fileSerif}
          font-size={size.title}
          font-weight="600"
        >
          {text}
        </text>
      ))}
      {lines.map((text, index) => (
        <text x={margin} y={summaryTop + (index + 0.75) * (size.text + 6)} fill={quietInk}>
          {text}
        </text>
      ))}
      <svg x={margin} y={top} width={width - 2 * margin} height={height} overflow="visible">
        {children}
      </svg>
      <line x1={margin} x2={width - margin} y1={top + height + 16} y2={top + height + 16} stroke={line} />
      <Linked href={href}>
        {sources.map((text, index) => (
          <text
            x={margin}
            y={top + height + 16 + (index + 1) * (size.source + 6)}
            font-size={size.source}
            fill={href ? link : quietInk}
          >
            {text}
          </text>
        ))}
      </Linked>
    </svg>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup.toString()}\n`
}

function Linked({ href, children }: { href: string | undefined; children: Child }) {
  return href ? (
    <a href={href} target="_blank">
      {children}
    </a>
  ) : (
    <>{children}</>
  )
}

function bareFile({ title, summary, width, height, theme = 'light', children }: FileFrameProps): string {
  const { paper, ink } = filePalettes[theme]
  const markup = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${innerWidth(width)} ${Math.ceil(height)}`}
      width={innerWidth(width)}
      height={Math.ceil(height)}
      font-family={fileFace}
      font-size={size.text}
      fill={ink}
      role="img"
    >
      <title>{title}</title>
      <desc>{summary}</desc>
      <rect width={innerWidth(width)} height={Math.ceil(height)} fill={paper} />
      {children}
    </svg>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return markup.toString()
}

export function innerWidth(width: number): number {
  return width - 2 * margin
}
