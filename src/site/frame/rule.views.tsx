// What is a counting rule called, and what does it do?
import type { Texts } from '#platform/i18n/texts.ts'
import {
  countingRules,
  findCountingRule,
  nkk2022,
  ruleChoices,
  type CountingRule,
  type RulePart,
} from '#statistics/index.ts'

const ruleTitles = {
  'nkk-2022': 'claims.rule.nkk-2022',
  'nkk-2022-undated-stays': 'claims.rule.nkk-2022-undated-stays',
  'nkk-2022-undated-gone': 'claims.rule.nkk-2022-undated-gone',
  'nkk-2022-any-time': 'claims.rule.nkk-2022-any-time',
  'nkk-2022-text': 'claims.rule.nkk-2022-text',
  'nkk-2022-without-paused': 'claims.rule.nkk-2022-without-paused',
  'nkk-2022-active-only': 'claims.rule.nkk-2022-active-only',
  'nkk-2022-bodies': 'claims.rule.nkk-2022-bodies',
  'skr-2018': 'claims.rule.skr-2018',
} as const

const ruleTexts = {
  'nkk-2022': 'claims.rule-text.nkk-2022',
  'nkk-2022-undated-stays': 'claims.rule-text.nkk-2022-undated-stays',
  'nkk-2022-undated-gone': 'claims.rule-text.nkk-2022-undated-gone',
  'nkk-2022-any-time': 'claims.rule-text.nkk-2022-any-time',
  'nkk-2022-text': 'claims.rule-text.nkk-2022-text',
  'nkk-2022-without-paused': 'claims.rule-text.nkk-2022-without-paused',
  'nkk-2022-active-only': 'claims.rule-text.nkk-2022-active-only',
  'nkk-2022-bodies': 'claims.rule-text.nkk-2022-bodies',
  'skr-2018': 'claims.rule-text.skr-2018',
} as const

export const ruleParts = Object.keys(ruleChoices) as RulePart[]

/** The shipped rule that a rule is, or that it changes. */
export function baseOf({ id }: Pick<CountingRule, 'id'>): CountingRule {
  return countingRules.find((rule) => rule.id === id.split('~')[0]) ?? nkk2022
}

export function partTitle(part: RulePart, t: Texts): string {
  return t(`statistics.part.${part}`)
}

export function choiceTitle(rule: CountingRule, part: RulePart, t: Texts): string {
  // The parts and their choices are one union, of which the compiler keeps no track through an index.
  return t(`statistics.choice.${part}.${rule[part]}` as Parameters<Texts>[0])
}

/** “NKK 2022”, or “NKK 2022, changed: paused: counts out”. */
export function ruleTitle(id: string, t: Texts): string {
  if (Object.hasOwn(ruleTitles, id)) return t(ruleTitles[id as keyof typeof ruleTitles])
  const rule = findCountingRule(id)
  if (!rule) return id
  const base = baseOf(rule)
  const changes = ruleParts
    .filter((part) => rule[part] !== base[part])
    .map((part) => t('statistics.rule-change', { part: partTitle(part, t), choice: choiceTitle(rule, part, t) }))
  return t('statistics.rule-changed', { base: ruleTitle(base.id, t), changes: changes.join('; ') })
}

export function ruleText(id: string, t: Texts): string {
  return Object.hasOwn(ruleTexts, id) ? t(ruleTexts[id as keyof typeof ruleTexts]) : ''
}
