import type { Texts } from '#platform/i18n/texts.ts'
import { fileSerif, filePalettes, lineStates, type Palette } from './palette.ts'
import { innerWidth, svgFile, type FileForm } from './file-frame.tsx'
import { lanesOf, textWidth } from './lanes.ts'
import { axisYears, drawLine, fractionOf, inTime, isCapped, nudgesOf } from './line-geometry.ts'
import {
  DoubtSample,
  LineBars,
  LineDefs,
  MarkShape,
  percent,
  sampleWidth,
  StateSample,
  trackHeight,
} from './lifeline-shapes.tsx'
import { stateInWords } from './lifeline-words.ts'
import type { LifelinesSpec } from './lifelines.tsx'

const fullWidth = 1200
const size = 13
const gap = 16

/** The lifelines as one SVG file: one line per row, names to the left, states in words to the right. */
export function lifelinesSvg(
  spec: LifelinesSpec,
  t: Texts,
  { isBare, theme = 'light', href, width = fullWidth }: FileForm = {},
): string {
  const palette = filePalettes[theme]
  const id = spec.id ?? 'lifelines'
  const states = spec.lines.map((line) => stateInWords(line, spec.stateLabels, t))
  const names = spec.lines.map(({ label, sublabel }) => (sublabel ? `${label}  ${sublabel}` : label))
  const left = Math.min(340, Math.ceil(Math.max(0, ...names.map((name) => textWidth(name, size))))) + gap
  const right = Math.min(220, Math.ceil(Math.max(0, ...states.map((state) => textWidth(state, size - 1))))) + gap
  const track = innerWidth(width) - left - right
  const notes = lanesOf(
    (spec.annotations ?? []).map(({ year, label }) => {
      const fraction = fractionOf(`${year}-01-01`, spec)
      return { fraction, label, isBefore: fraction > 0.5 }
    }),
    track,
    7,
  )
  const lanes = Math.max(0, ...notes.map(({ lane }) => lane + 1))
  const legendHeight = 34
  const axisY = legendHeight + lanes * 18 + 14
  const rowsY = axisY + 8
  const rowsHeight = spec.lines.length * trackHeight
  const height = rowsY + rowsHeight + 22
  const years = axisYears(spec)
  const at = (fraction: number): number => Math.round((left + fraction * track) * 10) / 10
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width,
    height,
    isBare,
    theme,
    href,
    children: (
      <>
        <LineDefs id={id} palette={palette} />
        <Legend {...{ id, spec, palette, t }} />
        {(spec.annotations ?? []).map(({ year, until }) => {
          if (until === undefined) return <></>
          const x0 = at(fractionOf(`${year}-01-01`, spec))
          const x1 = at(until === null ? 1 : fractionOf(`${until + 1}-01-01`, spec))
          return <rect x={x0} y={rowsY} width={x1 - x0} height={rowsHeight} fill={palette.wash} />
        })}
        {years.map((year) => {
          const x = at(fractionOf(`${year}-01-01`, spec))
          return (
            <g font-size={size - 1} fill={palette.quietInk} text-anchor="middle">
              <line x1={x} x2={x} y1={rowsY} y2={rowsY + rowsHeight} stroke={palette.line} />
              <text x={x} y={axisY}>
                {year}
              </text>
              <text x={x} y={rowsY + rowsHeight + 16}>
                {year}
              </text>
            </g>
          )
        })}
        {notes.map(({ fraction, label, lane, isBefore }) => {
          const [x, y] = [at(fraction), legendHeight + lane * 18 + 6]
          return (
            <>
              <line
                x1={x}
                x2={x}
                y1={y - 10}
                y2={rowsY + rowsHeight}
                stroke={palette.quietInk}
                stroke-dasharray="1 3"
              />
              <text
                x={x + (isBefore ? -6 : 6)}
                y={y}
                text-anchor={isBefore ? 'end' : 'start'}
                font-family={fileSerif}
                font-style="italic"
              >
                {label}
              </text>
            </>
          )
        })}
        {spec.lines.map((line, index) => {
          const y = rowsY + index * trackHeight
          const drawn = drawLine(line.spans, spec)
          const marks = inTime(line.marks)
          const nudges = nudgesOf(marks)
          const baseline = y + trackHeight / 2 + size * 0.36
          return (
            <g font-size={size}>
              <text x="0" y={baseline} lang={line.labelLang}>
                {line.label}
                {line.sublabel && (
                  <tspan dx="6" fill={palette.quietInk} font-size={size - 1}>
                    {line.sublabel}
                  </tspan>
                )}
              </text>
              <line
                x1={left}
                x2={left + track}
                y1={y + trackHeight / 2}
                y2={y + trackHeight / 2}
                stroke={palette.line}
              />
              <svg x={left} y={y} width={track} height={trackHeight} overflow="visible">
                <LineBars id={id} palette={palette} drawn={drawn} isDisputed={line.isDisputed} />
                {marks.map((mark, order) => {
                  const fraction = fractionOf(mark.day.best, spec)
                  if (fraction < 0 || fraction > 1 || isCapped(mark, drawn, spec)) return <></>
                  return (
                    <g transform={nudges[order] ? `translate(${nudges[order]})` : undefined}>
                      <MarkShape id={id} kind={mark.kind} x={percent(fraction)} />
                    </g>
                  )
                })}
              </svg>
              <text x={left + track + gap} y={baseline} font-size={size - 1} fill={palette.quietInk}>
                {states[index]}
              </text>
            </g>
          )
        })}
      </>
    ),
  })
}

type LegendProps = { id: string; spec: LifelinesSpec; palette: Palette; t: Texts }

function Legend({ id, spec, palette, t }: LegendProps) {
  let x = 0
  const entry = (text: string): number => {
    const start = x
    x += sampleWidth + 8 + textWidth(text, size - 1) + 18
    return start
  }
  const states = lineStates.filter((state) =>
    spec.lines.some(({ spans }) => spans.some((span) => span.state === state)),
  )
  const doubt = t('charts.legend-uncertain')
  return (
    <g font-size={size - 1} fill={palette.quietInk}>
      {states.map((state) => {
        const start = entry(spec.stateLabels[state])
        return (
          <>
            <StateSample id={id} palette={palette} state={state} x={start} />
            <text x={start + sampleWidth + 8} y="14">
              {spec.stateLabels[state]}
            </text>
          </>
        )
      })}
      {[entry(doubt)].map((start) => (
        <>
          <DoubtSample id={id} palette={palette} x={start} />
          <text x={start + sampleWidth + 8} y="14">
            {doubt}
          </text>
        </>
      ))}
    </g>
  )
}
