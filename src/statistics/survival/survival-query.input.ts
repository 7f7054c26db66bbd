// Reads which lives are compared from the query of an address, and writes it back.
import {
  amongOnly, isOneOf, readAmong, writeCooperationQuery, type CooperationQuery, type Known, type QueryError,
} from '../lists/cooperation-query.input.ts' // prettier-ignore
import { findCountingRule, nkk2022, type CountingRule } from '../rules/counting-rule.rules.ts'
import { survivalDimensions, type SurvivalDimension } from './survival-answer.rules.ts'

export type SurvivalQuery = { by: SurvivalDimension | undefined; rule: CountingRule; among: CooperationQuery }

export function readSurvivalQuery(
  search: URLSearchParams,
  known: Known,
): { query: SurvivalQuery; errors: QueryError[] } {
  const own: QueryError[] = []
  const by = search.get('by') || undefined
  const isKnown = by === undefined || isOneOf(survivalDimensions, by)
  if (!isKnown) own.push({ parameter: 'by', message: 'unknown-value', value: by })
  const ruleName = search.get('rule') || nkk2022.id
  const rule = findCountingRule(ruleName)
  if (!rule) own.push({ parameter: 'rule', message: 'unknown-value', value: ruleName })
  const { among, errors } = readAmong(search, known, ['by', 'rule'])
  return { query: { by: isKnown ? by : undefined, rule: rule ?? nkk2022, among }, errors: [...own, ...errors] }
}

export function writeSurvivalQuery({ by, rule, among }: Partial<SurvivalQuery>): URLSearchParams {
  const search = new URLSearchParams()
  if (by) search.set('by', by)
  if (rule && rule.id !== nkk2022.id) search.set('rule', rule.id)
  for (const [name, value] of writeCooperationQuery(amongOnly(among))) search.append(name, value)
  return search
}
