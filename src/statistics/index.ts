export {
  composeRule,
  countingRules,
  findCountingRule,
  nkk2022,
  ruleChoices,
  type CountingRule,
  type RulePart,
} from './rules/counting-rule.rules.ts'
export {
  countedIn,
  decisiveRows,
  figureOf,
  seriesOf,
  type Counted,
  type DecisiveRow,
  type Figure,
  type SeriesPoint,
  type Years,
} from './measures/counting.rules.ts'
export { yearlyMeasures, type CountedRows, type YearlyMeasure } from './measures/life.rules.ts'
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
export { judgeClaims } from './claims/claim-judging.queries.ts'
export {
  contradictionsOf,
  verdicts,
  type Contradiction,
  type JudgedClaim,
  type Reading,
  type Verdict,
} from './claims/verdict.rules.ts'
export { wilsonInterval, type Confidence, type Interval } from './survival/confidence.rules.ts'
export { hazardsByAge, hazardsByYear, type AgeHazard, type Hazard, type YearHazard } from './survival/hazard.rules.ts'
export {
  atRiskAt,
  kaplanMeier,
  restrictedMean,
  survivalAt,
  type LifeColumns,
  type Lifetime,
  type SurvivalCurve,
  type SurvivalStep,
} from './survival/kaplan-meier.rules.ts'
export { bandOfDates, lifetimesOf, type Coverage, type LifetimeReadings } from './survival/lifetime.rules.ts'
