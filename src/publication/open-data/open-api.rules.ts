// The OpenAPI 3.1 document of API v1, from the same schemas that the answers are made by.
import { z } from 'zod'
import {
  actorParameters, asOfParameter, comparisonParameters, downloadParameters, filterParameters, listParameters, pageParameters, seriesParameters,
  statisticsParameters, survivalParameters, verdictParameter,
} from './open-api-parameters.rules.ts' // prettier-ignore
import { downloadEndpoints } from './download-endpoints.rules.ts'
import { actorWithNamesSchema } from './actor-item.rules.ts'
import { changeSchema, changesetSchema, comparisonSchema } from './change-item.rules.ts'
import { bookEndpoints, bookSchemas } from './open-api-books.rules.ts'
import { idParameter, listOf, ref, type Endpoint } from './open-api-endpoint.rules.ts'
import { contextEventSchema } from './context-event-item.rules.ts'
import {
  actorSchema,
  agreementSchema,
  claimSchema,
  codeSchema,
  conflictSchema,
  cooperationItemSchema,
  cooperationSchema,
  eventSchema,
  sourceSchema,
  type Base,
} from './item.rules.ts'
import { survivalSchema } from './survival-item.rules.ts'
import { countingRuleSchema, statisticsSchema } from './statistics-item.rules.ts'

const json = 'application/json'

const answering: readonly Endpoint[] = [
  {
    path: '/cooperations',
    summary: 'Cooperations that meet the filters, a page at a time.',
    parameters: [...filterParameters, ...pageParameters],
    answers: listOf('CooperationItem'),
  },
  {
    path: '/cooperations.csv',
    summary: 'The same, all of them, as CSV.',
    parameters: [...filterParameters, ...downloadParameters],
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/cooperations.xlsx',
    summary: 'The same, all of them, as an Excel workbook.',
    parameters: [...filterParameters, ...downloadParameters],
    answers: { type: 'string', format: 'binary' },
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  {
    path: '/cooperations/{id}',
    summary: 'One cooperation with agreements, events, reasons, citations and conflicts.',
    parameters: [idParameter],
    answers: ref('Cooperation'),
  },
  {
    path: '/actors',
    summary: 'Actors, here and abroad, in alphabetical order.',
    parameters: actorParameters,
    answers: listOf('Actor'),
  },
  {
    path: '/actors.csv',
    summary: 'The same, all of them, as CSV.',
    parameters: actorParameters.filter(({ name }) => !listParameters.some((each) => each.name === name)),
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/actors/{id}',
    summary: 'One actor with all its names, and what sources disagree on about it.',
    parameters: [idParameter],
    answers: ref('ActorWithNames'),
  },
  {
    path: '/sources',
    summary: 'Sources; of those under seal only that they exist.',
    parameters: listParameters,
    answers: listOf('Source'),
  },
  {
    path: '/sources.csv',
    summary: 'The same, all of them, as CSV.',
    parameters: [],
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/sources/{id}',
    summary: 'One source and what it supports.',
    parameters: [idParameter],
    answers: ref('SourceWithFacts'),
  },
  {
    path: '/codebook',
    summary: 'Every code with its label and definition.',
    parameters: [],
    answers: listOf('Code'),
    isOfToday: true,
  },
  {
    path: '/codebook.csv',
    summary: 'The same as CSV.',
    parameters: [],
    answers: { type: 'string' },
    mediaType: 'text/csv',
    isOfToday: true,
  },
  {
    path: '/claims',
    summary: 'Every quantitative claim of a source with its computed verdict and what each reading of the rule gives.',
    parameters: [verdictParameter],
    answers: listOf('Claim'),
  },
  {
    path: '/claims.csv',
    summary: 'The same as CSV.',
    parameters: [verdictParameter],
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/statistics',
    summary:
      'A measure over years, whole and split, under a counting rule: at least, best, at most; and which rows decide it.',
    parameters: statisticsParameters,
    answers: ref('Statistics'),
  },
  {
    path: '/statistics.csv',
    summary: 'The same as CSV: the whole, then each part, year by year.',
    parameters: statisticsParameters,
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/survival',
    summary: 'How long cooperations live: Kaplan–Meier curves, and the risk of ending by age and by calendar year.',
    parameters: survivalParameters,
    answers: ref('Survival'),
  },
  {
    path: '/survival.csv',
    summary: 'The steps of the same curves as CSV.',
    parameters: survivalParameters,
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/rules',
    summary: 'The counting rules that are shipped, part by part.',
    parameters: [],
    answers: listOf('CountingRule'),
    isOfToday: true,
  },
  {
    path: '/context-events',
    summary: 'Events outside the cooperations that charts can lay over a series, the earliest first.',
    parameters: [],
    answers: listOf('ContextEvent'),
  },
  {
    path: '/context-events.csv',
    summary: 'The same as CSV.',
    parameters: [],
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  {
    path: '/changes',
    summary: 'Every change to the register as a changeset, the latest first.',
    parameters: listParameters,
    answers: listOf('Changeset'),
  },
  {
    path: '/changes/compare',
    summary: 'What was added, changed and withdrawn between two knowledge dates, fact by fact.',
    parameters: comparisonParameters,
    answers: ref('Comparison'),
  },
  {
    path: '/series/in-force',
    summary: 'How many were in force at the end of each year: at least, best, at most.',
    parameters: seriesParameters,
    answers: ref('Series'),
  },
  {
    path: '/series/in-force.csv',
    summary: 'The same as CSV.',
    parameters: seriesParameters,
    answers: { type: 'string' },
    mediaType: 'text/csv',
  },
  ...downloadEndpoints,
  ...bookEndpoints,
]

/** Every address of the API, in the order that the readable page shows. */
export const endpoints: readonly Endpoint[] = answering.map((endpoint) =>
  endpoint.isOfToday ? endpoint : { ...endpoint, parameters: [...endpoint.parameters, asOfParameter] },
)

const schemas = {
  ...bookSchemas,
  CooperationItem: cooperationItemSchema,
  Cooperation: cooperationSchema,
  Event: eventSchema,
  Agreement: agreementSchema,
  Conflict: conflictSchema,
  Actor: actorSchema,
  ActorWithNames: actorWithNamesSchema,
  Source: sourceSchema,
  SourceWithFacts: sourceSchema.extend({
    supports: z.array(
      z.object({
        fact_table: z.string(),
        fact_id: z.string(),
        locator: z.string().nullable(),
        stance: z.enum(['supports', 'contradicts']),
      }),
    ),
  }),
  Code: codeSchema,
  Claim: claimSchema,
  Statistics: statisticsSchema,
  Survival: survivalSchema,
  CountingRule: countingRuleSchema,
  ContextEvent: contextEventSchema,
  Changeset: changesetSchema,
  Change: changeSchema,
  Comparison: comparisonSchema,
  Series: z.object({
    rule: z.string(),
    rule_version: z.int(),
    unit: z.string(),
    reading: z.string(),
    covers: z.object({ from: z.iso.date(), to: z.iso.date() }).nullable(),
    points: z.array(z.object({ year: z.int(), min: z.int(), best: z.int(), max: z.int() })),
  }),
  Problem: z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().optional(),
    parameter: z.string().optional().meta({ description: 'The parameter at fault.' }),
    errors: z.array(z.object({ parameter: z.string(), detail: z.string() })).optional(),
  }),
}

export function openApiDocument({ url }: Base): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Samband',
      version: '1',
      description:
        'Cooperation between public bodies below the national level and counterparts abroad: who, with whom, since when, in what state, on what evidence.',
      license: { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
    },
    servers: [{ url: `${url}/api/v1` }],
    paths: Object.fromEntries(endpoints.map((endpoint) => [endpoint.path, { get: operation(endpoint) }])),
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => {
          const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12' })
          return [name, rest]
        }),
      ),
    },
  }
}

function operation({ path, summary, parameters, answers, mediaType = json }: Endpoint) {
  return {
    operationId: path
      .replace(/^\//, '')
      .replaceAll(/[^a-z]+/g, '-')
      .replaceAll(/^-|-$/g, ''),
    summary,
    parameters: parameters.map(({ in: place = 'query', ...parameter }) => ({
      in: place,
      ...parameter,
      required: place === 'path' || parameter.required === true,
    })),
    responses: {
      200: { description: 'As asked.', content: { [mediaType]: { schema: answers } } },
      default: {
        description: 'The request cannot be met.',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    },
  }
}
