// What is a counting rule called, and what does it do?
import type { Texts } from '#platform/i18n/texts.ts'

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

export function ruleTitle(rule: string, t: Texts): string {
  return Object.hasOwn(ruleTitles, rule) ? t(ruleTitles[rule as keyof typeof ruleTitles]) : rule
}

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

export function ruleText(rule: string, t: Texts): string {
  return Object.hasOwn(ruleTexts, rule) ? t(ruleTexts[rule as keyof typeof ruleTexts]) : ''
}
