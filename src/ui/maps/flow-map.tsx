import type { Texts } from '#platform/i18n/texts.ts'
import { FigureFrame, type FigureLink } from '../charts/figure-frame.tsx'
import { lineStates, pagePalette, type LineState } from '../charts/palette.ts'
import { arcStyles, InsetDrawing, insetShares, sides, WorldDrawing } from './flow-drawing.tsx'
import { isInForce } from './in-force.ts'

export type Place = {
  id: string
  label: string
  lang?: string | undefined
  lat: number
  lon: number
  href: string
  count: number
}

export type Arc = { from: string; to: string; state: LineState; startYear: number; endYear: number | null }

export type FlowMapSpec = {
  title: string
  summary: string
  home: Place[]
  counterpart: Place[]
  arcs: Arc[]
  homeTitle: string
  counterpartTitle: string
  source: string
  /** The years that can be chosen, both included. */
  years: { from: number; to: number }
  /** Draws what held at the end of this year and fades the rest; undefined shows everything. */
  year?: number | undefined
  /** Where the plain form sends the chosen year, and what else of the address it must keep; without it none is chosen. */
  yearForm?: { action: string; hidden: readonly (readonly [name: string, value: string])[] } | undefined
  stateLabels: Record<LineState, string>
  downloads?: FigureLink[] | undefined
  headingLevel?: 1 | 2 | 3 | undefined
}

/** Points and arcs between two countries: the world above, each country's own points large below. */
export function FlowMap({ spec, t }: { spec: FlowMapSpec; t: Texts }) {
  const { title, summary, source, downloads, headingLevel } = spec
  const shares = insetShares(spec)
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class="flow-map">
      <year-map
        class="flow-body"
        data-from={spec.years.from}
        data-to={spec.years.to}
        data-count-text={t('charts.map-in-force', { year: '{year}', count: '{count}' })}
      >
        {spec.yearForm && <YearForm {...{ spec, t }} yearForm={spec.yearForm} />}
        <Legend {...{ spec, t }} />
        <WorldDrawing {...{ spec, t }} palette={pagePalette} />
        <div class="flow-insets">
          {sides
            .filter((side) => spec[side].length > 0)
            .map((side) => (
              <section class={`flow-share-${shares[side]}`}>
                <InsetHeading
                  level={headingLevel === 1 ? 2 : headingLevel === 3 ? 4 : 3}
                  title={side === 'home' ? spec.homeTitle : spec.counterpartTitle}
                />
                <InsetDrawing {...{ spec, side, t }} palette={pagePalette} />
              </section>
            ))}
        </div>
      </year-map>
    </FigureFrame>
  )
}

function InsetHeading({ level, title }: { level: 2 | 3 | 4; title: string }) {
  if (level === 2) return <h2>{title}</h2>
  return level === 3 ? <h3>{title}</h3> : <h4>{title}</h4>
}

function Legend({ spec, t }: { spec: FlowMapSpec; t: Texts }) {
  const states = lineStates.filter((state) => spec.arcs.some((arc) => arc.state === state))
  return (
    <ul class="flow-legend" aria-label={t('charts.legend')}>
      {states.map((state) => (
        <li>
          <svg width="36" height="12" aria-hidden="true">
            <line
              x1="2"
              x2="34"
              y1="6"
              y2="6"
              stroke={pagePalette[state]}
              stroke-width={arcStyles[state].width * 1.3}
              stroke-dasharray={arcStyles[state].dashes}
              stroke-linecap="round"
            />
          </svg>
          {spec.stateLabels[state]}
        </li>
      ))}
    </ul>
  )
}

type YearFormProps = { spec: FlowMapSpec; yearForm: NonNullable<FlowMapSpec['yearForm']>; t: Texts }

function YearForm({ spec, yearForm, t }: YearFormProps) {
  const {
    years: { from, to },
    year,
  } = spec
  const choices = Array.from({ length: to - from + 1 }, (_, index) => to - index)
  return (
    <form class="flow-year" method="get" action={yearForm.action}>
      {yearForm.hidden.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label>
        <span>{t('charts.map-year')}</span>
        <select name="year">
          <option value="" selected={year === undefined}>
            {t('charts.map-all-years')}
          </option>
          {choices.map((choice) => (
            <option value={choice} selected={choice === year}>
              {choice}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">{t('charts.map-show-year')}</button>
      <output>{year === undefined ? '' : countText(spec, year, t)}</output>
    </form>
  )
}

function countText({ arcs }: FlowMapSpec, year: number, t: Texts): string {
  return t('charts.map-in-force', {
    year: String(year),
    count: String(arcs.filter((arc) => isInForce(arc, year)).length),
  })
}
