import type { Texts } from '#platform/i18n/texts.ts'
import { svgFile, type FileForm } from '../charts/file-frame.tsx'
import { textWidth } from '../charts/lanes.ts'
import { filePalettes, lineStates, type Palette } from '../charts/palette.ts'
import { arcStyles, InsetDrawing, insetSizeOf, sides, WorldDrawing, worldHeightOf } from './flow-drawing.tsx'
import type { FlowMapSpec } from './flow-map.tsx'

const inner = 1000
const gap = 20

/** The map as one SVG file: the world above, the two countries side by side below. */
export function flowMapSvg(
  spec: FlowMapSpec,
  t: Texts,
  { theme = 'light', href }: Pick<FileForm, 'theme' | 'href'> = {},
): string {
  const palette = filePalettes[theme]
  const sizes = sides.map((side) => insetSizeOf(spec, side))
  const across = sizes.reduce((sum, { width }) => sum + width, 0)
  const scale = (inner - gap) / across
  const worldHeight = (worldHeightOf(spec) * inner) / 800
  const insetTop = worldHeight + 60
  const insetHeight = (sizes[0]?.height ?? 0) * scale
  let x = 0
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width: inner + 64,
    height: insetTop + insetHeight,
    theme,
    href,
    children: (
      <>
        <Legend spec={spec} palette={palette} />
        <svg y="24" width={inner} height={worldHeight}>
          <WorldDrawing {...{ spec, palette, t }} isFile />
        </svg>
        {sides.map((side, index) => {
          if (spec[side].length === 0) return <></>
          const left = x
          const width = (sizes[index]?.width ?? 0) * scale
          x += width + gap
          return (
            <>
              <text x={left} y={insetTop - 10} font-weight="600">
                {side === 'home' ? spec.homeTitle : spec.counterpartTitle}
              </text>
              <svg x={left} y={insetTop} width={width} height={insetHeight}>
                <InsetDrawing {...{ spec, side, palette, t }} isFile />
              </svg>
            </>
          )
        })}
      </>
    ),
  })
}

function Legend({ spec, palette }: { spec: FlowMapSpec; palette: Palette }) {
  let x = 0
  return (
    <g font-size="12" fill={palette.quietInk}>
      {lineStates
        .filter((state) => spec.arcs.some((arc) => arc.state === state))
        .map((state) => {
          const left = x
          x += 64 + textWidth(spec.stateLabels[state], 12)
          const { width, dashes } = arcStyles[state]
          return (
            <>
              <line
                x1={left + 1}
                x2={left + 33}
                y1="8"
                y2="8"
                stroke={palette[state]}
                stroke-width={width * 1.3}
                stroke-dasharray={dashes}
                stroke-linecap="round"
              />
              <text x={left + 42} y="12">
                {spec.stateLabels[state]}
              </text>
            </>
          )
        })}
    </g>
  )
}
