import type { Texts } from '#platform/i18n/texts.ts'
import { innerWidth, svgFile, type FileForm } from './file-frame.tsx'
import { cellsFit, gapAt, heatClasses, heatShares, shadeOf, type HeatMapSpec } from './heat-geometry.ts'
import { heatKey, type HeatKey } from './heat-words.ts'
import { flow, textWidth, wrapText } from './lanes.ts'
import { axisYears } from './line-geometry.ts'
import { filePalettes, type Palette } from './palette.ts'
import { round } from './plot-geometry.ts'
import { boundsAt, isEmpty, numberText } from './series.ts'

const fullWidth = 1200
const size = 12
const line = size + 4
const gap = 12
const swatch = 14

/** The heat map as one SVG file: names to the left, years above, the key to the shades below its unit. */
export function heatMapSvg(
  spec: HeatMapSpec,
  t: Texts,
  { isBare, theme = 'light', href, width = fullWidth }: FileForm = {},
): string {
  const palette = filePalettes[theme]
  const { id, years, rows, gaps, format } = spec
  const nothing = isEmpty({ series: rows })
  const inner = innerWidth(width)
  const left = Math.min(Math.max(0, ...rows.map(({ label }) => textWidth(label, size))), inner * 0.32) + gap
  const across = (inner - left) / Math.max(1, years.length)
  const key = placeKey(heatKey(spec, t), inner)
  const classes = heatClasses(rows)
  const textOf = (value: number | null) => (value === null ? '' : numberText(value, format, t))
  const isWritten = cellsFit(rows.flatMap(({ values }) => values.map(textOf)), across, size - 1) // prettier-ignore
  const from = years[0] ?? 0
  let y = 24 + key.height + line + 6
  const lines = rows.map((row) => {
    const words = wrapText(row.label, left - gap, size)
    const height = Math.max(22, words.length * line + 4)
    const set = { row, words, y, height }
    y += height
    return set
  })
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width,
    height: nothing ? 40 : y + 4,
    isBare,
    theme,
    href,
    children: (
      <g font-size={size}>
        <defs>
          <pattern id={`${id}-none`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V5" stroke={palette.dormant} stroke-width="1" />
          </pattern>
          <pattern id={`${id}-gap`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="7" height="7" fill={palette.raised} />
            <path d="M0 0V7" stroke={palette.line} stroke-width="3" />
          </pattern>
        </defs>
        <text y={size} fill={palette.quietInk}>
          {nothing ? t('charts.nothing') : spec.unit}
        </text>
        {!nothing && (
          <>
            {key.items.map(({ shade, text, x, y: keyY }) => (
              <>
                <rect
                  x={x}
                  y={24 + keyY}
                  width={swatch}
                  height={swatch}
                  {...fillOf(shade, id, palette)}
                  stroke={palette.line}
                />
                {shade === 'doubt' && <Doubt x={x} y={24 + keyY} width={swatch} height={swatch} palette={palette} />}
                <text x={x + swatch + 6} y={24 + keyY + 11} fill={palette.quietInk}>
                  {text}
                </text>
              </>
            ))}
            {axisYears({ from, to: years.at(-1) ?? from }).map((year) => (
              <text
                x={round(left + (year - from + 0.5) * across)}
                y={24 + key.height + size}
                text-anchor="middle"
                fill={palette.quietInk}
              >
                {' '}
                {/* prettier-ignore */}
                {year}
              </text>
            ))}
            {lines.map(({ row, words, y: rowY, height }) => (
              <>
                <text y={rowY + height / 2 - ((words.length - 1) * line) / 2 + size * 0.36} lang={row.labelLang}>
                  {words.map((text, index) => (
                    <tspan x="0" dy={index === 0 ? undefined : line}>
                      {text}
                    </tspan>
                  ))}
                </text>
                {years.map((year, index) => {
                  const { value, min, max } = boundsAt(row, index)
                  const box = { x: round(left + index * across), y: rowY, width: round(across), height }
                  const shade = value === null ? (gapAt(gaps, year) ? 'gap' : 'unknown') : shadeOf(value, classes)
                  return (
                    <>
                      <rect {...box} {...fillOf(shade, id, palette)} stroke={palette.paper} />
                      {value !== null && (min ?? value) !== (max ?? value) && <Doubt {...box} palette={palette} />}
                      {isWritten && value !== null && value !== 0 && (
                        <text
                          x={round(box.x + across / 2)}
                          y={rowY + height / 2 + size * 0.33}
                          text-anchor="middle"
                          font-size={size - 1}
                          fill={shade === heatShares.length ? palette.paper : palette.ink}
                        >
                          {textOf(value)}
                        </text>
                      )}
                    </>
                  )
                })}
              </>
            ))}
          </>
        )}
      </g>
    ),
  })
}

function fillOf(shade: HeatKey, id: string, palette: Palette): { fill: string; 'fill-opacity'?: number } {
  if (shade === 'unknown') return { fill: `url(#${id}-none)` }
  if (shade === 'gap') return { fill: `url(#${id}-gap)` }
  const share = typeof shade === 'number' ? heatShares[shade - 1] : undefined
  return share === undefined ? { fill: palette.paper } : { fill: palette.active, 'fill-opacity': share }
}

type DoubtProps = { x: number; y: number; width: number; height: number; palette: Palette }

function Doubt({ x, y, width, height, palette }: DoubtProps) {
  return (
    <rect
      x={x + 2.5}
      y={y + 2.5}
      width={Math.max(0, round(width - 5))}
      height={height - 5}
      fill="none"
      stroke={palette.ink}
      stroke-dasharray="1 2.5"
    />
  )
}

/** The key in as many lines as its width needs. */
function placeKey<Item extends { text: string }>(items: readonly Item[], width: number) {
  const places = flow(items.map(({ text }) => swatch + 6 + textWidth(text, size)), 16, width) // prettier-ignore
  const rowHeight = swatch + 8
  return {
    items: items.map((item, index) => ({
      ...item,
      x: places[index]?.x ?? 0,
      y: (places[index]?.row ?? 0) * rowHeight,
    })),
    height: ((places.at(-1)?.row ?? 0) + 1) * rowHeight + 6,
  }
}
