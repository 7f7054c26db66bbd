// What does the register give where a source states a number? A claim is bound to one of these measures with its
// parameters; everything here is a pure function of a census, a rule and the rows that the parameters choose.
import {
  initiators, selectRows, statuses, statusesOn, firstDayOf, type Census, type CooperationFilter, type Status,
} from '#register/index.ts' // prettier-ignore
import { dayNumber } from '#platform/time/day.ts'
import { seriesOf } from '../measures/counting.rules.ts'
import { decisiveRows, figureOf } from '../measures/figure.rules.ts'
import type { YearlyMeasure } from '../measures/life.rules.ts'
import type { Years } from '../measures/surety.rules.ts'
import type { Figure } from '../measures/year-tally.rules.ts'
import { composeRule, type CountingRule } from '../rules/counting-rule.rules.ts'

/** What a claim asks for, read from its parameters. */
export type Binding = {
  measure: string
  filter: CooperationFilter
  year: number | undefined
  from: number | undefined
  to: number | undefined
  on: string | undefined
  wantedStatus: Status | undefined
  event: YearlyMeasure | undefined
  initiator: string | undefined
  /** Rows of one cooperation. */
  only: number | undefined
  /** Rows for which the reason was given by that side in the years; looked up beforehand. */
  among: Uint8Array | undefined
}

/** The value under a rule, with what could change it. A value that is no count (a year, a ratio) has no band. */
export type Computed = { value: number | null; band: Figure | undefined; decisive: number[] }

type Asked = { census: Census; rule: CountingRule; binding: Binding; mask: Uint8Array; coverage: Years }

const measures: Record<string, (asked: Asked) => Computed> = {
  'in-force': (asked) => figure(asked, 'in-force', asked.rule, yearOf(asked)),
  started: (asked) => figure(asked, 'started'),
  ended: (asked) => figure(asked, 'ended'),
  paused: (asked) => figure(asked, 'paused'),
  'ended-or-paused': (asked) => figure(asked, 'ended-or-paused'),
  'ended-by': (asked) => {
    const wanted = initiators.findIndex((each) => each === asked.binding.initiator)
    return figure(
      { ...asked, mask: asked.mask.map((isIn, row) => (isIn && asked.census.endInitiator[row] === wanted ? 1 : 0)) },
      'ended',
    )
  },
  'distinct-actors': (asked) => {
    const rule = composeRule(asked.rule, { ...asked.rule, unit: 'actor' })
    const { event } = asked.binding
    return event ? figure(asked, event, rule) : figure(asked, 'in-force', rule, yearOf(asked))
  },
  'with-reason': (asked) => ({ value: distinctHomes(asked), band: undefined, decisive: [] }),
  'status-count': (asked) => ({ value: countStatus(asked), band: undefined, decisive: [] }),
  'net-change': (asked) => plain(stockAt(asked, yearsOf(asked).to) - stockAt(asked, yearsOf(asked).from - 1)),
  'mean-yearly-change': (asked) => {
    const { from, to } = yearsOf(asked)
    return plain((stockAt(asked, to) - stockAt(asked, from - 1)) / (to - from + 1))
  },
  ratio: (asked) => plain(stockAt(asked, yearsOf(asked).to) / stockAt(asked, yearsOf(asked).from)),
  'share-ended-or-paused': (asked) => {
    const gone = figureOf(asked.census, 'ended-or-paused', asked.rule, yearsOf(asked), asked.mask).best
    return plain((100 * gone) / stockAt(asked, yearsOf(asked).from - 1))
  },
  'peak-value': (asked) => plain(peakOf(asked).best),
  'peak-year': (asked) => plain(peakOf(asked).year),
  'first-year': (asked) => plain(firstOf(asked, 'started')),
  'start-year': (asked) => plain(firstOf(asked, 'started')),
  'end-year': (asked) => plain(firstOf(asked, 'ended')),
  'pause-year': (asked) => plain(firstOf(asked, 'paused')),
  'duration-years': (asked) => {
    const start = firstOf(asked, 'started')
    const end = firstOf(asked, 'ended')
    return plain(start === null || end === null ? null : end - start)
  },
}

export function isBindable(measure: string): boolean {
  return Object.hasOwn(measures, measure)
}

/** What the register gives for the binding under the rule. `coverage` are the years that the data cover. */
export function computeBinding(census: Census, binding: Binding, rule: CountingRule, coverage: Years): Computed {
  const { mask } = selectRows(census, binding.filter, undefined, binding.among)
  const { only } = binding
  const chosen = only === undefined ? mask : mask.map((isIn, row) => (isIn && row === only ? 1 : 0))
  const compute = measures[binding.measure]
  if (!compute) throw new Error(`There is no measure ${binding.measure}`)
  return compute({ census, rule, binding, mask: chosen, coverage })
}

function plain(value: number | null): Computed {
  return { value: value === null || Number.isNaN(value) ? null : value, band: undefined, decisive: [] }
}

function figure(asked: Asked, measure: YearlyMeasure, rule = asked.rule, years = yearsOf(asked)): Computed {
  const band = figureOf(asked.census, measure, rule, years, asked.mask)
  const decisive = decisiveRows(asked.census, measure, rule, years, asked.mask).map(({ row }) => row)
  return { value: band.best, band, decisive }
}

function yearsOf({ binding, coverage }: Asked): Years {
  return { from: binding.from ?? coverage.from, to: binding.to ?? coverage.to }
}

function yearOf({ binding, coverage }: Asked): Years {
  const year = binding.year ?? coverage.to
  return { from: year, to: year }
}

function stockAt({ census, rule, mask }: Asked, year: number): number {
  return figureOf(census, 'in-force', rule, { from: year, to: year }, mask).best
}

function peakOf({ census, rule, mask, coverage }: Asked) {
  const points = seriesOf(census, 'in-force', rule, coverage, mask)
  return points.reduce(
    (peak, point) => (point.best > peak.best ? point : peak),
    points[0] ?? { year: 0, min: 0, best: 0, max: 0 },
  )
}

/** The first year of the data in which the event happened to a chosen row, by best dates. */
function firstOf({ census, rule, mask, coverage }: Asked, measure: YearlyMeasure): number | null {
  return seriesOf(census, measure, rule, coverage, mask).find((point) => point.best > 0)?.year ?? null
}

/** Home actors among the chosen rows; disputed ones only where the rule counts them. */
function distinctHomes({ census, rule, mask }: Asked): number {
  const homes = new Set<number>()
  mask.forEach((isIn, row) => {
    if (isIn && (!census.disputed[row] || rule.disputed === 'in')) homes.add(census.home[row] as number)
  })
  return homes.size
}

function countStatus({ census, rule, binding, mask, coverage }: Asked): number {
  const wanted = binding.wantedStatus === undefined ? -1 : statuses.indexOf(binding.wantedStatus)
  const day = binding.on === undefined ? firstDayOf(coverage.to + 1) - 1 : dayNumber(binding.on)
  const statusOn = statusesOn(census, day)
  let count = 0
  mask.forEach((isIn, row) => {
    if (isIn && statusOn[row] === wanted && (!census.disputed[row] || rule.disputed === 'in')) count += 1
  })
  return count
}
