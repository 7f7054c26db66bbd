// What can be asked of the register in numbers, and what is the answer? A measure with a rule, years, a split and chosen
// rows is a question; every page, file and answer of the API that shows a number asks it here.
import { composeRule, nkk2022, type CountingRule } from '../rules/counting-rule.rules.ts'
import { changedIn, decisiveForChange, netChangeBy } from './change.rules.ts'
import { seriesBy } from './counting.rules.ts'
import { splitBy, type Dimension, type Ground } from './dimension.rules.ts'
import { decisiveRows, figureBy, type DecisiveRow } from './figure.rules.ts'
import type { YearlyMeasure } from './life.rules.ts'
import { decisiveForMedian, lengthsIn, medianLengthBy, medianLengthByYear } from './median.rules.ts'
import type { Split } from './split.rules.ts'
import { countedIn, countYears, type Years } from './surety.rules.ts'
import type { Figure } from './year-tally.rules.ts'

export const measures = [
  'in-force', 'started', 'ended', 'paused', 'ended-or-paused', 'net-change', 'home-actors', 'counterparts', 'duration',
] as const // prettier-ignore
export type Measure = (typeof measures)[number]

export type Question = { measure: Measure; rule: CountingRule; years: Years; by?: Dimension | undefined }

/** A figure is null where nothing is known: outside the data, or where there is nothing to take a median of. */
export type Answer = Figure | null

/** `value` is a value of the split, or undefined where the question has none. */
export type AnsweredSeries = { value: string | undefined; points: { year: number; figure: Answer }[] }
export type AnsweredFigure = { value: string | undefined; figure: Answer }

/** The figure that most pages show: what was in force at the end of a year, as the report counts. */
export function stockOf(year: number): Question {
  return { measure: 'in-force', rule: nkk2022, years: { from: year, to: year } }
}

/** A stock stands at the end of a year; all else happens in years, and may be taken over several together. */
export function isStock(measure: Measure): boolean {
  return measure === 'in-force' || measure === 'home-actors' || measure === 'counterparts'
}

/** Years with decimals, and not a count. */
export function isInYears(measure: Measure): boolean {
  return measure === 'duration'
}

/** The years that a single figure is of: a stock is that of the last one. */
export function figureYears({ measure, years }: Pick<Question, 'measure' | 'years'>): Years {
  return isStock(measure) ? { from: years.to, to: years.to } : years
}

/** The rule in the unit that the measure itself is about. */
export function ruleFor({ measure, rule }: Pick<Question, 'measure' | 'rule'>): CountingRule {
  if (measure === 'home-actors') return composeRule(rule, { ...rule, unit: 'actor' })
  return measure === 'counterparts' ? composeRule(rule, { ...rule, unit: 'counterpart' }) : rule
}

/** What a measure counts, where it simply counts. */
function countableOf(measure: Exclude<Measure, 'net-change' | 'duration'>): YearlyMeasure {
  return measure === 'home-actors' || measure === 'counterparts' ? 'in-force' : measure
}

/** Whether the data say anything of any of the years. */
function isCovered({ coverage }: Ground, { from, to }: Years): boolean {
  return from <= to && to >= coverage.from && from <= coverage.to
}

/** Year by year, for each value of the split that has anything. */
export function answerSeries(ground: Ground, question: Question, mask?: Uint8Array): AnsweredSeries[] {
  const { by, years } = question
  const split = by && splitBy(ground, by, years)
  const answerIn = yearlyAnswers(ground, question, split, mask)
  const asked = Array.from({ length: countYears(years) }, (_, index) => years.from + index)
  const isKnown = asked.map((year) => isCovered(ground, { from: year, to: year }))
  const hasAny = (code: number) => asked.some((year, index) => isKnown[index] && isAny(answerIn(code, year), question))
  return (split?.values ?? [undefined]).flatMap((value, code) => {
    if (value !== undefined && !hasAny(code)) return []
    const points = asked.map((year, index) => ({ year, figure: isKnown[index] ? answerIn(code, year) : null }))
    return [{ value, points }]
  })
}

/** Whether there is anything to show; a length may be of no days. */
function isAny(figure: Answer, { measure }: Question): boolean {
  return figure !== null && (figure.max > 0 || figure.min < 0 || measure === 'duration')
}

/** Of each value of the split in each year. */
function yearlyAnswers(
  { census }: Ground,
  question: Question,
  split: Split | undefined,
  mask: Uint8Array | undefined,
): (value: number, year: number) => Answer {
  const { measure, years } = question
  const rule = ruleFor(question)
  if (measure !== 'duration') {
    const countable = measure === 'net-change' ? 'change' : countableOf(measure)
    return seriesBy(census, countable, rule, years, split, mask)
  }
  const medianIn = medianLengthByYear(census, rule, years, split, mask)
  return (value, year) => medianIn(value, year) ?? null
}

/** The one figure of the question’s years, whole. */
export function answerFigure(ground: Ground, question: Question, mask?: Uint8Array): Answer {
  return figureAnswers(ground, question, undefined, mask)[0] ?? null
}

/** The figure of each value of the split that has anything. A regime is that of the last year. */
export function answerEach(ground: Ground, question: Question, mask?: Uint8Array): AnsweredFigure[] {
  const split = question.by && splitBy(ground, question.by, question.years)
  const answers = figureAnswers(ground, question, split, mask)
  return (split?.values ?? [undefined])
    .map((value, index) => ({ value, figure: answers[index] ?? null }))
    .filter(({ value, figure }) => value === undefined || isAny(figure, question))
}

function figureAnswers(ground: Ground, question: Question, split?: Split, mask?: Uint8Array): Answer[] {
  const { measure } = question
  const { census } = ground
  const rule = ruleFor(question)
  const years = figureYears(question)
  if (!isCovered(ground, years)) return Array.from({ length: split?.size ?? 1 }, () => null)
  if (measure === 'duration') return medianLengthBy(census, rule, years, split, mask).map((figure) => figure ?? null)
  if (measure === 'net-change') return netChangeBy(census, rule, years, split, mask)
  return figureBy(census, countableOf(measure), rule, years, split, mask)
}

/** Rows that could change the question’s figure, and by how much each alone would. */
export function decisiveFor(ground: Ground, question: Question, mask?: Uint8Array): DecisiveRow[] {
  const { measure } = question
  const { census } = ground
  const rule = ruleFor(question)
  const years = figureYears(question)
  if (!isCovered(ground, years)) return []
  if (measure === 'duration') return decisiveForMedian(census, rule, years, mask)
  if (measure === 'net-change') return decisiveForChange(census, rule, years, mask)
  return decisiveRows(census, countableOf(measure), rule, years, mask)
}

/** How surely each row stands behind the question’s figure, or behind that of other years, as an index into `sureties`. */
export function rowsBehind(ground: Ground, question: Question, years = figureYears(question)): Uint8Array {
  const { measure } = question
  const { census } = ground
  const rule = ruleFor(question)
  if (!isCovered(ground, years)) return new Uint8Array(census.rows)
  if (measure === 'net-change') return changedIn(census, rule, years)
  if (measure === 'duration') return lengthsIn(census, rule, years)
  return countedIn(census, countableOf(measure), rule, years)
}
