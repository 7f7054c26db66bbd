// The picture that stands beside a link when somebody passes it on: 1200 by 630, to be read at a third of that.
import { raw } from 'hono/html'
import { wrapText } from './lanes.ts'
import { fileFace, filePalettes, fileSerif } from './palette.ts'

export const shareSize = { width: 1200, height: 630 } as const

export type ShareCard = {
  /** What sort of page it is. */
  kind: string
  title: string
  /** A sentence below the title. */
  text?: string
  /** A picture that has its own caption takes the place of title and text. */
  picture?: string
}

const margin = 72
const foot = 84
const brand = 'Samband'

/** The card as an SVG file. */
export function shareCardSvg({ kind, title, text = '', picture }: ShareCard): string {
  const { width, height } = shareSize
  const { paper, ink, quietInk, line, active } = filePalettes.light
  const inner = width - 2 * margin
  const titleSize = title.length > 60 ? 58 : 72
  const lines = fitted(title, inner, titleSize, 4)
  const told = fitted(text, inner, 32, 2)
  const top = 150
  const markup = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      font-family={fileFace}
      fill={ink}
      role="img"
    >
      <title>{title}</title>
      <rect width={width} height={height} fill={paper} />
      {picture ? (
        <Fitted picture={picture} x={24} y={16} width={width - 48} height={height - foot - 28} />
      ) : (
        <>
          <text x={margin} y={96} font-size={30} fill={quietInk}>
            {kind}
          </text>
          {lines.map((each, index) => (
            <text
              x={margin}
              y={top + (index + 0.8) * titleSize * 1.15}
              font-family={fileSerif}
              font-size={titleSize}
              font-weight="600"
            >
              {each}
            </text>
          ))}
          {told.map((each, index) => (
            <text x={margin} y={top + lines.length * titleSize * 1.15 + 60 + index * 44} font-size={32} fill={quietInk}>
              {each}
            </text>
          ))}
        </>
      )}
      <line x1={0} x2={width} y1={height - foot} y2={height - foot} stroke={line} stroke-width={2} />
      <g
        transform={`translate(${margin} ${height - foot + 24}) scale(1.15)`}
        fill="none"
        stroke={active}
        stroke-width={5}
      >
        <path d="M4 27V22C4 13 9 8 16 8" />
        <path d="M28 27V22C28 13 23 8 16 8" opacity=".55" />
      </g>
      <text x={margin + 52} y={height - foot + 54} font-family={fileSerif} font-size={34} font-weight="600">
        {brand}
      </text>
    </svg>
  )
  // oxlint-disable-next-line typescript/no-base-to-string -- a JSX node writes itself as HTML
  return markup.toString()
}

/** As many lines as there is room for; what is left out is told by three dots. */
function fitted(text: string, width: number, size: number, most: number): string[] {
  const lines = text ? wrapText(text, width, size) : []
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]} …`]
}

/** A picture as large as it can be within a box, in its middle. */
function Fitted({ picture, ...box }: { picture: string; x: number; y: number; width: number; height: number }) {
  const [, width = '1', height = '1'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(picture) ?? []
  const scale = Math.min(box.width / Number(width), box.height / Number(height))
  const x = box.x + (box.width - Number(width) * scale) / 2
  const y = box.y + (box.height - Number(height) * scale) / 2
  return <g transform={`translate(${x} ${y}) scale(${scale})`}>{raw(picture.replace(/^<\?xml[^>]*>\s*/, ''))}</g>
}
