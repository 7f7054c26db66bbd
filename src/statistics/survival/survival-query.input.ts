// Reads which lives are compared from the query of an address, and writes it back.
import {
  defaultQuery, isOneOf, readCooperationQuery, writeCooperationQuery, type CooperationQuery, type Known, type QueryError,
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
  const rest = new URLSearchParams(search)
  for (const name of ['by', 'rule']) rest.delete(name)
  const { query, errors } = readCooperationQuery(rest, known)
  const { filter, terms, ids, q, on } = query
  return {
    query: {
      by: isKnown ? by : undefined,
      rule: rule ?? nkk2022,
      among: { ...defaultQuery, filter, terms, ids, q, on },
    },
    errors: [...own, ...errors],
  }
}

export function writeSurvivalQuery({ by, rule, among }: Partial<SurvivalQuery>): URLSearchParams {
  const search = new URLSearchParams()
  if (by) search.set('by', by)
  if (rule && rule.id !== nkk2022.id) search.set('rule', rule.id)
  if (among) {
    const { filter, terms, ids, q, on } = among
    for (const [name, value] of writeCooperationQuery({ filter, terms, ids, q, on })) search.append(name, value)
  }
  return search
}
