export { countingRules, findCountingRule, nkk2022, type CountingRule } from './rules/counting-rule.rules.ts'
export { inForceAt, seriesOf, type CountedRows, type InForce, type SeriesPoint } from './series/series.rules.ts'
export {
  chooseCooperations,
  readAllCooperations,
  readCooperationPage,
  type Choice,
  type CooperationPage,
} from './lists/cooperation-list.queries.ts'
export { maxLimit, maxText, pageSize } from './lists/paging.rules.ts'
export {
  defaultQuery,
  facetParameters,
  parameterNames,
  readCooperationQuery,
  readYearRange,
  views,
  writeCooperationQuery,
  writeSort,
  writeYearRange,
  type CooperationQuery,
  type QueryError,
  type View,
} from './lists/cooperation-query.input.ts'
