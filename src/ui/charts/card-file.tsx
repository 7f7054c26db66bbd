import { StatusDrawing, type StatusKey } from '../controls/status-mark.tsx'
import { svgFile, type FileForm } from './file-frame.tsx'
import { filePalettes } from './palette.ts'

export type CardFileSpec = {
  title: string
  summary: string
  rows: readonly { status: StatusKey; label: string; said: string }[]
  /** How many there are beyond the rows, in words. */
  more?: string | undefined
  source: string
}

const fullWidth = 640
const line = 30
const size = 15

/** Something with its rows, each with its status, as one SVG file. */
export function cardSvg(spec: CardFileSpec, { href, theme = 'light', width = fullWidth }: FileForm = {}): string {
  const { title, summary, rows, more, source } = spec
  const palette = filePalettes[theme]
  const { ink, quietInk } = palette
  return svgFile({
    title,
    summary,
    description: [summary, ...rows.map(({ label, said }) => `${label}: ${said}`), more].filter(Boolean).join('. '),
    source,
    width,
    height: rows.length * line + (more ? line : 0),
    theme,
    href,
    children: (
      <>
        {rows.map(({ status, label, said }, index) => {
          const middle = index * line + line / 2
          return (
            <>
              <svg
                x="0"
                y={middle - 6}
                width="22"
                height="12"
                color={status === 'unknown' ? quietInk : palette[status]}
              >
                <StatusDrawing status={status} />
              </svg>
              <text x="34" y={middle + size * 0.36} font-size={size} fill={ink}>
                {label}
                <tspan dx="10" fill={quietInk} font-size={size - 2}>
                  {said}
                </tspan>
              </text>
            </>
          )
        })}
        {more && (
          <text x="34" y={rows.length * line + line / 2 + size * 0.36} font-size={size - 2} fill={quietInk}>
            {more}
          </text>
        )}
      </>
    ),
  })
}
