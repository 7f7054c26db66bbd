// The slow and obvious count that figures are held against: a cooperation at a time, from its stretches of status as
// they are written, without a census, without years packed into numbers, without anything kept.
import fc from 'fast-check'
import type { Bounds } from '#platform/time/edtf.ts'
import { none, type Actor } from '#register/index.ts'
import {
  composeRule, nkk2022, ruleChoices, type CountingRule, type CountryFacts, type Dimension, type Figure, type Years,
} from '#statistics/index.ts' // prettier-ignore
import { actors, type GeneratedCooperation } from './generated-register.ts'

/** Every rule that a reader can compose. */
export const composedRules: fc.Arbitrary<CountingRule> = fc
  .record({
    unit: fc.constantFrom(...ruleChoices.unit),
    reading: fc.constantFrom(...ruleChoices.reading),
    dormant: fc.constantFrom(...ruleChoices.dormant),
    paused: fc.constantFrom(...ruleChoices.paused),
    partlyEnded: fc.constantFrom(...ruleChoices.partlyEnded),
    lapsed: fc.constantFrom(...ruleChoices.lapsed),
    notRenewed: fc.constantFrom(...ruleChoices.notRenewed),
    unknownEnd: fc.constantFrom(...ruleChoices.unknownEnd),
    disputed: fc.constantFrom(...ruleChoices.disputed),
  })
  .map((parts) => composeRule(nkk2022, parts))

/** Of the countries of generated registers: one that changes its regime, one of which nothing is known before 2010. */
export const countryFacts: CountryFacts = {
  regionOf: (country) => ({ XL: '150', XB: '142' })[country],
  regimeOf: (country, year) => {
    if (country === 'XB') return year < 2003 ? 'closed_autocracy' : 'electoral_autocracy'
    return country === 'XC' && year >= 2010 ? 'electoral_autocracy' : undefined
  },
}

/** What a row can be in some years, the weakest first. */
const answers = ['no', 'possibly', 'best', 'certainly'] as const
export type Sure = (typeof answers)[number]

export function surest(all: readonly Sure[]): Sure {
  return answers.findLast((answer) => all.includes(answer)) ?? 'no'
}

type Event = { bounds: Bounds; isEnd: boolean; isFollowed: boolean }

/** Whether the stretch takes the cooperation out of the count for ever: a lapse or a non-renewal may leave it in. */
function isOver({ events, spans }: GeneratedCooperation, index: number, rule: CountingRule): boolean {
  const span = spans[index]
  if (span?.status !== 'ended') return false
  // The census knows the kind of the latest ending alone.
  if (spans.findLastIndex(({ status }) => status === 'ended') !== index) return true
  const kind = events.find(({ id }) => id === span.because)?.kind
  if (kind === 'lapsed') return rule.lapsed === 'out'
  return kind === 'not_renewed' ? rule.notRenewed === 'out' : true
}

export function countsAt(cooperation: GeneratedCooperation, index: number, rule: CountingRule): boolean {
  switch (cooperation.spans[index]?.status) {
    case 'active':
      return true
    case 'dormant':
      return rule.dormant === 'in'
    case 'paused':
      return rule.paused === 'in'
    case 'partly_ended':
      return rule.partlyEnded === 'in'
    case 'ended':
      return !isOver(cooperation, index, rule)
    case undefined:
      return false
  }
}

const yearOf = (day: string | null, open: number) => (day === null ? open : Number(day.slice(0, 4)))
const firstYear = ({ earliest }: Bounds) => yearOf(earliest, -Infinity)
const bestYear = ({ best }: Bounds) => yearOf(best, NaN)
const lastYear = ({ latest }: Bounds) => yearOf(latest, Infinity)

/** The year that the best guess places a change in: that of the best day, but a loose end goes where the rule says. */
function placed({ bounds, isEnd, isFollowed }: Event, rule: CountingRule): number {
  if (!isEnd || firstYear(bounds) === lastYear(bounds)) return bestYear(bounds)
  // What was resumed has ended.
  if (rule.unknownEnd === 'never' && isFollowed) return bestYear(bounds)
  return { earliest: firstYear(bounds), middle: bestYear(bounds), never: Infinity }[rule.unknownEnd]
}

/** How surely the cooperation is in force in the year. */
function standsIn(cooperation: GeneratedCooperation, rule: CountingRule, year: number): Sure {
  const { spans } = cooperation
  const found: Sure[] = []
  for (let first = 0; first < spans.length; first += 1) {
    if (!countsAt(cooperation, first, rule)) continue
    let next = first + 1
    while (countsAt(cooperation, next, rule)) next += 1
    const from = (spans[first] as (typeof spans)[number]).from
    const after = spans[next]
    const isFollowed = next + 1 < spans.length
    const end = after && { bounds: after.from, isEnd: after.status === 'ended', isFollowed }
    // What ends in a year no longer stands at its end, but stood at some time in it.
    const outlasts = (endYear: number) => (rule.reading === 'any-time' ? endYear >= year : endYear > year)
    const bestEnd = end ? placed(end, rule) : Infinity
    // Where the rule lets it never end, it may also go on for ever.
    const lastEnd = end && bestEnd < Infinity ? lastYear(end.bounds) : Infinity
    if (firstYear(from) <= year && outlasts(lastEnd)) found.push('possibly')
    if (bestYear(from) <= year && outlasts(bestEnd)) found.push('best')
    if (lastYear(from) <= year && outlasts(end ? firstYear(end.bounds) : Infinity)) found.push('certainly')
    first = next
  }
  return surest(found)
}

type EventMeasure = 'started' | 'ended' | 'paused' | 'ended-or-paused'

export function eventsOf(cooperation: GeneratedCooperation, measure: EventMeasure, rule: CountingRule): Event[] {
  return cooperation.spans.flatMap(({ from: bounds, status }, index) => {
    const isEnd = isOver(cooperation, index, rule)
    const isPause = status === 'paused'
    const isWanted = {
      started: index === 0,
      ended: isEnd,
      paused: isPause,
      'ended-or-paused': isEnd || isPause,
    }[measure]
    return isWanted ? [{ bounds, isEnd, isFollowed: index + 1 < cooperation.spans.length }] : []
  })
}

export const lies = (year: number, { from, to }: Years) => from <= year && year <= to

/** Whether the best guess places the event in the years. */
export function isPlacedIn(event: Event, rule: CountingRule, years: Years): boolean {
  return lies(placed(event, rule), years)
}

export type CountedMeasure = 'in-force' | EventMeasure

/** How surely the cooperation counts in the years; a stock is that of the last of them. */
export function howSurely(
  cooperation: GeneratedCooperation,
  measure: CountedMeasure,
  rule: CountingRule,
  years: Years,
): Sure {
  if (cooperation.disputed && rule.disputed === 'out') return 'no'
  const sure =
    measure === 'in-force'
      ? standsIn(cooperation, rule, years.to)
      : surest(
          eventsOf(cooperation, measure, rule).flatMap((event): Sure[] => {
            const [first, last] = [firstYear(event.bounds), lastYear(event.bounds)]
            const isIn = isPlacedIn(event, rule, years)
            if (isIn && first >= years.from && last <= years.to) return ['certainly']
            if (isIn) return ['best']
            return first <= years.to && last >= years.from ? ['possibly'] : []
          }),
        )
  return cooperation.disputed && rule.disputed === 'upper-bound' && sure !== 'no' ? 'possibly' : sure
}

export function unitKey({ no, home, counterpart }: GeneratedCooperation, { unit }: CountingRule): string {
  return {
    cooperation: String(no),
    agreement: String(no),
    pair: `${home} ${counterpart}`,
    actor: home,
    counterpart,
  }[unit]
}

/** What is counted of rows that are as sure as this: each row or each agreement, or each group by its surest row. */
export function countUnits(
  rows: readonly { cooperation: GeneratedCooperation; sure: Sure }[],
  rule: CountingRule,
): Figure {
  const groups = Map.groupBy(rows, ({ cooperation }) => unitKey(cooperation, rule))
  const count = (...which: Sure[]) =>
    [...groups.values()]
      .filter((group) => which.includes(surest(group.map(({ sure }) => sure))))
      .map(([first]) => (rule.unit === 'agreement' ? (first?.cooperation.agreements ?? 1) : 1))
      .reduce((sum, weight) => sum + weight, 0)
  return {
    min: count('certainly'),
    best: count('certainly', 'best'),
    max: count('certainly', 'best', 'possibly'),
  }
}

export function slowFigure(
  cooperations: readonly GeneratedCooperation[],
  measure: CountedMeasure,
  rule: CountingRule,
  years: Years,
): Figure {
  const rows = cooperations.map((cooperation) => ({
    cooperation,
    sure: howSurely(cooperation, measure, rule, years),
  }))
  return countUnits(rows, rule)
}

const actorOf = new Map(actors.map((actor) => [actor.id, actor]))

/** The values of a dimension that the cooperation has in the year. */
export function valuesIn(cooperation: GeneratedCooperation, by: Dimension, year: number): string[] {
  const home = actorOf.get(cooperation.home) as Actor
  const counterpart = actorOf.get(cooperation.counterpart) as Actor
  let top = counterpart
  while (top.parent !== null) top = actorOf.get(top.parent) as Actor
  const hasEnded = cooperation.spans.some(({ status }) => status === 'ended')
  switch (by) {
    case 'kind':
      return [cooperation.kind]
    case 'home_kind':
      return [home.kind]
    case 'county':
      return [home.county ?? none]
    case 'counterpart_country':
      return [counterpart.country]
    case 'province':
      return [top.id]
    case 'level':
      return [counterpart.kind]
    case 'region':
      return [countryFacts.regionOf(counterpart.country) ?? none]
    case 'regime':
      return [countryFacts.regimeOf(counterpart.country, year) ?? none]
    case 'reason':
      return cooperation.reasons.length > 0 ? [...cooperation.reasons] : [none]
    case 'initiator':
      return [hasEnded ? (cooperation.initiator ?? 'unknown') : none]
    case 'formality':
      return [hasEnded ? (cooperation.formality ?? 'unknown') : none]
  }
}

/** The cooperation as it may have been, on sure days: the n-th stretch began on the n-th of them. */
export function settledOn(cooperation: GeneratedCooperation, days: readonly string[]): GeneratedCooperation {
  const sure = days.map((day): Bounds => ({ earliest: day, best: day, latest: day }))
  const spans = cooperation.spans.map((span, index) => ({
    ...span,
    from: sure[index] as Bounds,
    to: sure[index + 1] ?? null,
  }))
  return { ...cooperation, spans, disputed: false }
}

const farPast = '1950-01-01'
const farFuture = '2060-12-31'

/**
 * Every way in which the cooperation can have come about, as far as the years can tell: each stretch may have begun on the
 * first or the last day that it can have, or on one at an edge of the years; none before the one that it follows.
 */
export function waysOfHappening({ spans }: GeneratedCooperation, { from, to }: Years): string[][] {
  const edges = [`${from - 1}-12-31`, `${from}-01-01`, `${to}-12-31`, `${to + 1}-01-01`]
  return spans.reduce<string[][]>(
    (ways, span, index) =>
      ways.flatMap((way) => {
        const first = [span.from.earliest ?? farPast, way.at(-1) ?? farPast].toSorted().at(-1) as string
        const last = spans
          .slice(index)
          .map((later) => later.from.latest ?? farFuture)
          .toSorted()[0] as string
        const days = new Set([first, last, ...edges.filter((day) => first < day && day < last)])
        return [...days].map((day) => [...way, day])
      }),
    [[]],
  )
}

/** Whether a cooperation of sure days stands at the end of the year or, by another rule, at any time in it. */
export function standsOn(cooperation: GeneratedCooperation, rule: CountingRule, year: number): boolean {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  const stands = ({ from, to }: GeneratedCooperation['spans'][number]) =>
    from.best <= last && (to === null || (rule.reading === 'any-time' ? to.best >= first : to.best > last))
  return cooperation.spans.some((span, index) => countsAt(cooperation, index, rule) && stands(span))
}

/** Whether a cooperation of sure days began, ended or paused in the years. */
export function hasChangedIn(
  cooperation: GeneratedCooperation,
  measure: EventMeasure,
  rule: CountingRule,
  years: Years,
): boolean {
  return eventsOf(cooperation, measure, rule).some(({ bounds }) => lies(bestYear(bounds), years))
}
