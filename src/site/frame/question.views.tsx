// A question to the register in words: what is asked, in which years, under which rule, and the figure that answers it.
import { formatNumber } from '#platform/i18n/format.ts'
import type { Census } from '#register/index.ts'
import {
  figureYears, isInYears, isStock, labelOfValue, ruleFor, type Answer, type Dimension, type Question, type Years,
} from '#statistics/index.ts' // prettier-ignore
import { boundedText } from '#ui/charts/series.ts'
import { aboutPath, rulesPath, statisticsPath } from '../site.paths.ts'
import type { Words } from './frame.views.tsx'
import { ruleTitle } from './rule.views.tsx'

export function yearsInWords({ from, to }: Years): string {
  return from === to ? String(from) : `${from}–${to}`
}

/** “In force at the end of 2016”, “Ended, 2017–2021”. */
export function questionInWords(question: Question, { t }: Words): string {
  const measure = t(`statistics.measure.${question.measure}`)
  const years = figureYears(question)
  if (!isStock(question.measure)) return t('statistics.in-words.flow', { measure, years: yearsInWords(years) })
  const reading = question.rule.reading === 'any-time' ? 'any-time' : 'stock'
  return t(`statistics.in-words.${reading}`, { measure, year: String(years.to) })
}

/** What the figure is a number of, agreeing with it. */
export function unitInWords(question: Question, count: number, { t }: Words): string {
  const unit = isInYears(question.measure) ? 'years' : ruleFor(question).unit
  return t(`statistics.unit.${unit}`, { count })
}

/** Counts are whole; times have one decimal. */
export function valueInWords(value: number, { measure }: Pick<Question, 'measure'>, { language }: Words): string {
  const decimals = isInYears(measure) ? 1 : 0
  return formatNumber(value, language, { maximumFractionDigits: decimals, minimumFractionDigits: decimals })
}

/** “49 (49–51)”; a dash where nothing is known. */
export function answerInWords(answer: Answer | undefined, question: Pick<Question, 'measure'>, words: Words): string {
  if (!answer) return '–'
  const { best, min, max } = answer
  return boundedText({ value: best, min, max }, (value) => valueInWords(value, question, words), words.t)
}

/** Where a rule is explained: the shipped ones on the page about the method, a composed one where it was composed. */
export function ruleHref({ rule }: Pick<Question, 'rule'>, { at }: Words): string {
  if (rule.id === 'nkk-2022') return at(`${aboutPath}#nkk-2022`)
  return at(rule.id.includes('~') ? `${statisticsPath()}?rule=${rule.id}#definition` : `${rulesPath}-${rule.id}`)
}

export function ruleInWords({ rule }: Pick<Question, 'rule'>, { t }: Words): string {
  return ruleTitle(rule.id, t)
}

/** What a value of a split is called; rows without one are called so, too. */
export function valueTitle(dimension: Dimension, value: string, census: Census, words: Words): string {
  return labelOfValue(dimension, value, { census, ...words }) ?? words.t(`statistics.none.${dimension}`)
}
