import type { Texts } from '#platform/i18n/texts.ts'
import { dateText } from './bounds-text.ts'
import { FigureFrame, type FigureLink } from './figure-frame.tsx'
import {
  axisYears,
  drawLine,
  fractionOf,
  inTime,
  isCapped,
  nudgesOf,
  turnover,
  type LineMark,
  type LineSpan,
} from './line-geometry.ts'
import { lanesOf } from './lanes.ts'
import {
  DoubtSample,
  LineBars,
  LineDefs,
  MarkShape,
  percent,
  Sample,
  StateSample,
  trackHeight,
} from './lifeline-shapes.tsx'
import { lineInWords, stateInWords } from './lifeline-words.ts'
import { lineStates, pagePalette, type LineState } from './palette.ts'

export type Line = {
  id: string
  href: string
  label: string
  sublabel?: string | undefined
  labelLang?: string | undefined
  spans: LineSpan[]
  marks: LineMark[]
  isDisputed?: boolean | undefined
}

/** A year worth a word; with `until`, the years up to it are shaded (null: to the end of the axis). */
export type LineAnnotation = { year: number; label: string; until?: number | null | undefined }

export type LifelinesSpec = {
  title: string
  summary: string
  lines: Line[]
  from: number
  to: number
  stateLabels: Record<LineState, string>
  source: string
  sortLinks?: { label: string; href: string; current: boolean }[] | undefined
  downloads?: FigureLink[] | undefined
  annotations?: LineAnnotation[] | undefined
  /** Prefix of the ids inside the picture; needed where a page holds two of them. */
  id?: string | undefined
  headingLevel?: 1 | 2 | 3 | undefined
}

type LifelinesProps = { spec: LifelinesSpec; t: Texts }

const markKinds = ['agreement', 'pause', 'resume', 'note'] as const

/**
 * One line per row, from its start to its end. Rows are text with a small picture in each, placed in per cent of
 * the axis: so they reflow by stylesheet alone, and names can be read, searched and enlarged as any other text.
 */
export function Lifelines({ spec, t }: LifelinesProps) {
  const { title, summary, source, downloads, headingLevel, id = 'lifelines' } = spec
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class="lifelines">
      {spec.sortLinks && spec.sortLinks.length > 0 && <SortLinks links={spec.sortLinks} t={t} />}
      <Legend {...{ id, spec, t }} />
      <life-lines class="lifelines-body">
        <Axis {...{ spec, t }} side="top" />
        <ol class="lifelines-rows">
          {spec.lines.map((line) => (
            <Row {...{ id, line, spec, t }} />
          ))}
        </ol>
        <Axis {...{ spec, t }} side="bottom" />
        <Turnover {...{ id, spec, t }} />
      </life-lines>
    </FigureFrame>
  )
}

function SortLinks({ links, t }: { links: NonNullable<LifelinesSpec['sortLinks']>; t: Texts }) {
  return (
    <nav class="picture-sort" aria-label={t('charts.sort-by')}>
      <span>{t('charts.sort-by')}</span>
      <ul>
        {links.map(({ label, href, current }) => (
          <li>
            <a href={href} aria-current={current ? 'true' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Legend({ id, spec, t }: LifelinesProps & { id: string }) {
  const states = lineStates.filter((state) =>
    spec.lines.some(({ spans }) => spans.some((span) => span.state === state)),
  )
  const kinds = markKinds.filter((kind) => spec.lines.some(({ marks }) => marks.some((mark) => mark.kind === kind)))
  return (
    <div class="lifelines-legend">
      <svg class="picture-defs" width="0" height="0" aria-hidden="true">
        <LineDefs id={id} palette={pagePalette} />
        <RuleDefs id={id} spec={spec} />
      </svg>
      <ul aria-label={t('charts.legend')}>
        {states.map((state) => (
          <li>
            <StateSample id={id} palette={pagePalette} state={state} />
            {spec.stateLabels[state]}
          </li>
        ))}
        <li>
          <DoubtSample id={id} palette={pagePalette} />
          {t('charts.legend-uncertain')}
        </li>
        {kinds.map((kind) => (
          <li class="lifelines-legend-mark">
            <Sample x={0} y={0}>
              <MarkShape id={id} kind={kind} x="50%" />
            </Sample>
            {t(`charts.mark-${kind}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Row({ id, line, spec, t }: LifelinesProps & { id: string; line: Line }) {
  const drawn = drawLine(line.spans, spec)
  const marks = inTime(line.marks)
  const nudges = nudgesOf(marks)
  return (
    <li class="lifeline">
      <span class="lifeline-name">
        <a href={line.href} lang={line.labelLang}>
          {line.label}
        </a>
        {line.sublabel && <small>{line.sublabel}</small>}
      </span>
      <svg class="lifeline-track" height={trackHeight} role="group" aria-label={lineInWords(line, spec.stateLabels, t)}>
        <use href={`#${id}-rules`} />
        <line x2="100%" y1="50%" y2="50%" class="picture-rule" />
        <LineBars id={id} palette={pagePalette} drawn={drawn} isDisputed={line.isDisputed} />
        {marks.map((mark, index) => (
          <Mark {...{ id, mark, spec, t }} nudge={nudges[index] ?? 0} hasCap={isCapped(mark, drawn, spec)} />
        ))}
      </svg>
      <span class="lifeline-state">{stateInWords(line, spec.stateLabels, t)}</span>
    </li>
  )
}

type MarkProps = LifelinesProps & { id: string; mark: LineMark; nudge: number; hasCap: boolean }

function Mark({ id, mark, nudge, hasCap, spec, t }: MarkProps) {
  const fraction = fractionOf(mark.day.best, spec)
  if (fraction < 0 || fraction > 1) return <></>
  const name = t('charts.mark', { label: mark.label, date: dateText(mark.day, t) })
  const x = percent(fraction)
  // Out of the tab order until the script makes the marks one stop with arrow keys: some hundreds of stops would
  // bar the way through the page, and without script a stop would lead nowhere.
  return (
    <g
      class="lifeline-mark"
      role="img"
      aria-label={name}
      tabindex={-1}
      transform={nudge ? `translate(${nudge})` : undefined}
    >
      <title>{name}</title>
      <circle cx={x} cy={trackHeight / 2} r="9" class="lifeline-target" />
      {!hasCap && <MarkShape id={id} kind={mark.kind} x={x} />}
    </g>
  )
}

function Axis({ spec, side }: { spec: LifelinesSpec; side: 'top' | 'bottom' }) {
  const lanes = side === 'top' ? annotationLanes(spec) : []
  const rows = Math.max(0, ...lanes.map(({ lane }) => lane + 1))
  const base = rows * 18 + 16
  return (
    <div class={`lifelines-axis lifelines-axis-${side}`} aria-hidden="true">
      <svg height={base + 6}>
        {lanes.map(({ x, label, lane, isBefore }) => (
          <>
            <line x1={x} x2={x} y1={lane * 18 + 4} y2={base + 6} class="lifelines-annotation-rule" />
            <text
              x={x}
              y={lane * 18 + 13}
              dx={isBefore ? -6 : 6}
              class="lifelines-annotation"
              text-anchor={isBefore ? 'end' : 'start'}
            >
              {label}
            </text>
          </>
        ))}
        {axisYears(spec).map((year) => (
          <text x={percent(fractionOf(`${year}-01-01`, spec))} y={base} text-anchor="middle">
            {year}
          </text>
        ))}
      </svg>
    </div>
  )
}

function annotationLanes(spec: LifelinesSpec) {
  const notes = (spec.annotations ?? []).map(({ year, label }) => {
    const fraction = fractionOf(`${year}-01-01`, spec)
    return { fraction, label, isBefore: fraction > 0.5 }
  })
  // Lanes are measured on a phone's axis, because one picture serves all widths.
  return lanesOf(notes, 340, 7).map((note) => ({ ...note, x: percent(note.fraction) }))
}

/** Years, eras and notes of the axis behind one row; defined once, so that rows may break over pages and reflow. */
function RuleDefs({ id, spec }: { id: string; spec: LifelinesSpec }) {
  const at = (year: number): number => Math.min(1, Math.max(0, fractionOf(`${year}-01-01`, spec)))
  const upright = (year: number, name: string) => (
    <line x1={percent(at(year))} x2={percent(at(year))} y2="100%" class={name} />
  )
  const annotations = spec.annotations ?? []
  return (
    <defs>
      <g id={`${id}-rules`}>
        {annotations.map(({ year, until }) =>
          until === undefined ? (
            <></>
          ) : (
            <rect
              x={percent(at(year))}
              width={percent((until === null ? 1 : at(until + 1)) - at(year))}
              height="100%"
              class="lifelines-era"
            />
          ),
        )}
        {axisYears(spec).map((year) => upright(year, 'picture-rule'))}
        {annotations.map(({ year }) => upright(year, 'lifelines-annotation-rule'))}
      </g>
    </defs>
  )
}

const turnoverHeight = 44

/** How many began and ended each year, below the lines: the same fact as the picture, added up. */
function Turnover({ id, spec, t }: LifelinesProps & { id: string }) {
  const years = turnover(spec.lines, spec)
  const most = Math.max(1, ...years.flatMap(({ began, ended }) => [began, ended]))
  return (
    <>
      {(['began', 'ended'] as const).map((what) => {
        const highest = Math.max(0, ...years.map((count) => count[what]))
        if (highest === 0) return null
        return (
          <div class={`lifelines-turnover lifelines-turnover-${what}`}>
            <span class="lifeline-name">{t(`charts.${what}`)}</span>
            <svg height={turnoverHeight} role="img" aria-label={turnoverInWords(years, what, t)}>
              <use href={`#${id}-rules`} />
              {years.map((count) => {
                if (count[what] === 0) return <></>
                const height = Math.max(2, Math.round((count[what] / most) * (turnoverHeight - 14)))
                const x = fractionOf(`${count.year}-01-01`, spec)
                const width = fractionOf(`${count.year + 1}-01-01`, spec) - x
                return (
                  <>
                    <rect
                      x={percent(x + width * 0.15)}
                      width={percent(width * 0.7)}
                      y={turnoverHeight - height}
                      height={height}
                    />
                    <text
                      x={percent(x + width / 2)}
                      y={turnoverHeight - height - 3}
                      text-anchor="middle"
                      class={count[what] === highest ? 'is-most' : undefined}
                    >
                      {count[what]}
                    </text>
                  </>
                )
              })}
            </svg>
          </div>
        )
      })}
    </>
  )
}

function turnoverInWords(years: ReturnType<typeof turnover>, what: 'began' | 'ended', t: Texts): string {
  return years
    .filter((count) => count[what] > 0)
    .map((count) => t(`charts.${what}-count`, { year: String(count.year), count: count[what] }))
    .join('; ')
}
