export {
  composeRule,
  countingRules,
  findCountingRule,
  nkk2022,
  ruleChoices,
  type CountingRule,
  type RulePart,
} from './rules/counting-rule.rules.ts'
export { seriesOf, type SeriesPoint } from './measures/counting.rules.ts'
export { dimensions, type CountryFacts, type Dimension, type Ground } from './measures/dimension.rules.ts'
export { labelOfValue } from './measures/dimension-label.rules.ts'
export { groundOf, yearsCovered } from './measures/ground.rules.ts'
export { decisiveRows, figureOf, type DecisiveRow } from './measures/figure.rules.ts'
export {
  answerEach, answerFigure, answerSeries, decisiveFor, figureYears, isInYears, isStock, measures, rowsBehind, ruleFor, stockOf,
  type Answer, type AnsweredFigure, type AnsweredSeries, type Measure, type Question,
} from './measures/measure.rules.ts' // prettier-ignore
export { countedIn, sureties, type Surety, type Years } from './measures/surety.rules.ts'
export type { Figure } from './measures/year-tally.rules.ts'
export { yearlyMeasures, type CountedRows, type YearlyMeasure } from './measures/life.rules.ts'
export {
  chooseCooperations,
  readAllCooperations,
  readCooperations,
  readCooperationPage,
  type Choice,
  type CooperationPage,
} from './lists/cooperation-list.queries.ts'
export { rowsWithTerms, termNames, type TermName } from './lists/terms.rules.ts'
export { maxLimit, maxText, pageSize } from './lists/paging.rules.ts'
export {
  defaultQuery,
  facetParameters,
  isOneOf,
  knownOf,
  parameterNames,
  readCounting,
  readCooperationQuery,
  readYearRange,
  views,
  writeCooperationQuery,
  writeSort,
  writeYearRange,
  type CooperationQuery,
  type Known,
  type QueryError,
  type View,
} from './lists/cooperation-query.input.ts'
export { judgeAnew, judgeClaims } from './claims/claim-judging.queries.ts'
export {
  contradictionsOf,
  verdicts,
  type Contradiction,
  type JudgedClaim,
  type Reading,
  type Verdict,
} from './claims/verdict.rules.ts'
export {
  charts, chartsFor, fromForm, isAdditive, narrowed, partField, readExplorerQuery, writeExplorerQuery, type Chart,
  type ExplorerError, type ExplorerQuery,
} from './explorer/explorer-query.input.ts' // prettier-ignore
export { askRegister, type AnsweredPart, type ExplorerAnswer } from './explorer/explorer.queries.ts'
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
export { readSurvivalQuery, writeSurvivalQuery, type SurvivalQuery } from './survival/survival-query.input.ts'
export {
  answerSurvival,
  survivalDimensions,
  type AnsweredCurve,
  type SurvivalAnswer,
  type SurvivalDimension,
} from './survival/survival-answer.rules.ts'
export {
  agreementOf,
  type Agreement,
  type CodeAgreement,
  type Estimate,
  type PairAgreement,
} from './agreement/agreement.rules.ts'
export { bootstrapReplicates } from './agreement/bootstrap.rules.ts'
export type { KappaWeights } from './agreement/cohen.rules.ts'
