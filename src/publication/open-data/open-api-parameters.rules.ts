// What can stand in the query of an address of API v1.
import { factKinds, sortKeys, statuses } from '#register/index.ts'
import { countingRules, dimensions, maxLimit, measures, survivalDimensions, verdicts } from '#statistics/index.ts'

export type Parameter = { name: string; description: string; schema: object; in?: 'query' | 'path'; required?: true }

const years = 'A year or a range of years: 2016, 2016..2019, 2016.., ..2019.'

/** The filters that the list, its downloads and the series share; the readable page shows the same. */
export const filterParameters: readonly Parameter[] = [
  {
    name: 'q',
    description:
      'Free text: names in any language or script, also former and misspelt, designations, notes, diary numbers. Every word must be found.',
    schema: { type: 'string', maxLength: 200 },
  },
  {
    name: 'home_kind',
    description: 'Kind of the home actor: municipality, region, county_board.',
    schema: { type: 'string' },
  },
  { name: 'home_actor', description: 'Id of the home actor.', schema: { type: 'string' } },
  {
    name: 'county',
    description: 'National code of the home actor’s county (SCB, two digits).',
    schema: { type: 'string' },
  },
  {
    name: 'counterpart_country',
    description: 'ISO 3166-1 alpha-2 code of the counterpart’s country.',
    schema: { type: 'string' },
  },
  { name: 'province', description: 'Id of the counterpart’s province.', schema: { type: 'string' } },
  {
    name: 'counterpart',
    description: 'Id of the counterpart; places that lie in it count too.',
    schema: { type: 'string' },
  },
  { name: 'kind', description: 'twinning or municipal_partnership.', schema: { type: 'string' } },
  {
    name: 'status',
    description: 'Status on the day `on`, or latest known.',
    schema: { type: 'string', enum: statuses },
  },
  { name: 'started', description: `When it began. ${years}`, schema: { type: 'string' } },
  { name: 'ended', description: `When it ended. ${years}`, schema: { type: 'string' } },
  { name: 'reason', description: 'Code of a reason given for some event of it.', schema: { type: 'string' } },
  { name: 'level', description: 'Kind of the counterpart.', schema: { type: 'string' } },
  {
    name: 'region',
    description: 'Part of the world that the counterpart lies in: UN M49 code (150 is Europe).',
    schema: { type: 'string' },
  },
  {
    name: 'regime',
    description: 'Type of regime of the counterpart’s country in the last year of the figure, or of the data.',
    schema: { type: 'string' },
  },
  {
    name: 'regime_year',
    description: 'Year whose types of regime are meant by `regime`.',
    schema: { type: 'integer' },
  },
  { name: 'initiator', description: 'Who ended it: home, counterpart, mutual, unknown.', schema: { type: 'string' } },
  {
    name: 'formality',
    description: 'How formally it ended: formal_decision, lapse, informal, unknown.',
    schema: { type: 'string' },
  },
  { name: 'id', description: 'Id of a cooperation: just these.', schema: { type: 'string' } },
]

const ruleParameter: Parameter = {
  name: 'rule',
  description: `Counting rule: ${countingRules.map((rule) => rule.id).join(', ')}. Parts may be changed: nkk-2022~unit:pair~paused:out.`,
  schema: { type: 'string', default: 'nkk-2022' },
}

export const pageParameters: readonly Parameter[] = [
  {
    name: 'on',
    description: 'Statuses as of this day; what had not begun is left out.',
    schema: { type: 'string', format: 'date' },
  },
  {
    name: 'in_force',
    description: 'In force, certainly or possibly, at the end of this year under the rule nkk-2022.',
    schema: { type: 'integer' },
  },
  {
    name: 'measure',
    description: 'Rows that stand, certainly or possibly, behind this figure of the `years` under the `rule`.',
    schema: { type: 'string', enum: measures },
  },
  { name: 'years', description: `Years of the measure. ${years}`, schema: { type: 'string' } },
  { name: 'rule', description: 'Counting rule of the measure; as for /statistics.', schema: { type: 'string' } },
  {
    name: 'sort',
    description: `One of ${sortKeys.join(', ')}; with a minus sign before it, descending.`,
    schema: { type: 'string' },
  },
  {
    name: 'limit',
    description: 'Items a page.',
    schema: { type: 'integer', minimum: 1, maximum: maxLimit, default: 50 },
  },
  {
    name: 'after',
    description: 'Id of the last item of the page before; `next` holds the whole address.',
    schema: { type: 'string' },
  },
]

export const listParameters = pageParameters.filter(({ name }) => name === 'limit' || name === 'after')
export const downloadParameters = pageParameters.filter(({ name }) => name !== 'limit' && name !== 'after')

export const seriesParameters: readonly Parameter[] = [
  { name: 'from', description: 'First year; without it, the first that the data cover.', schema: { type: 'integer' } },
  { name: 'to', description: 'Last year; without it, the last that the data cover.', schema: { type: 'integer' } },
  ruleParameter,
  ...filterParameters,
]

const measureParameter: Parameter = {
  name: 'measure',
  description: 'What is counted.',
  schema: { type: 'string', enum: measures, default: 'in-force' },
}

export const statisticsParameters: readonly Parameter[] = [
  measureParameter,
  { name: 'by', description: 'What the figures are split by.', schema: { type: 'string', enum: dimensions } },
  { name: 'years', description: `${years} Without it, all that the data cover.`, schema: { type: 'string' } },
  ruleParameter,
  ...filterParameters,
  { name: 'on', description: 'The day that `status` is asked for.', schema: { type: 'string', format: 'date' } },
]

export const survivalParameters: readonly Parameter[] = [
  { name: 'by', description: 'What the curves are split by.', schema: { type: 'string', enum: survivalDimensions } },
  ruleParameter,
  ...filterParameters,
  { name: 'on', description: 'The day that `status` is asked for.', schema: { type: 'string', format: 'date' } },
]

export const actorParameters: readonly Parameter[] = [
  { name: 'kind', description: 'Kind of actor.', schema: { type: 'string' } },
  { name: 'country', description: 'ISO 3166-1 alpha-2 code.', schema: { type: 'string' } },
  { name: 'q', description: 'Part of a name.', schema: { type: 'string' } },
  ...listParameters,
]

export const verdictParameter: Parameter = {
  name: 'verdict',
  description: `One of ${verdicts.join(', ')}.`,
  schema: { type: 'string', enum: verdicts },
}

export const comparisonParameters: readonly Parameter[] = [
  {
    name: 'from',
    description: 'Revision or day before the changes; 0 is before everything. Without it, one revision before `to`.',
    schema: { type: 'string' },
  },
  { name: 'to', description: 'Revision or day after them; without it, the latest.', schema: { type: 'string' } },
  { name: 'kind', description: 'Only facts of this kind.', schema: { type: 'string', enum: factKinds } },
  {
    name: 'about',
    description: 'Only what is about this cooperation, actor (with its cooperations) or source: its id.',
    schema: { type: 'string' },
  },
  ...listParameters,
]

export const asOfParameter: Parameter = {
  name: 'as_of',
  description:
    'What the register knew then: a revision (3), or a day (2026-11-24), which means the last revision recorded by its end (UTC). Labels are those of today; free text (`q`) cannot be asked of the past.',
  schema: { type: 'string' },
}
