// The addresses of the register's books, documents, rounds of coding, reports and embeds, for the OpenAPI document.
import { z } from 'zod'
import { codingRoundSchema, codingRoundWithCodesSchema } from './coding-item.rules.ts'
import { deadLinkSchema, documentSchema, documentWithPassagesSchema } from './document-item.rules.ts'
import {
  codebookVersionSchema,
  codebookVersionWithCodesSchema,
  countrySchema,
  countryWithRegimesSchema,
  countySchema,
  datasetSchema,
} from './reference-item.rules.ts'
import { reportSchema, reportWithFiguresSchema } from '../report/report-item.rules.ts'
import { embedParameters, oembedSchema } from './oembed-item.rules.ts'
import { conflictSchema } from './item.rules.ts'
import { idParameter, listOf, ref, type Endpoint } from './open-api-endpoint.rules.ts'
import type { Parameter } from './open-api-parameters.rules.ts'

const languageParameter: Parameter = {
  name: 'language',
  description: 'Language of the text.',
  schema: { type: 'string', enum: ['sv', 'en'], default: 'en' },
}

export const bookEndpoints: readonly Endpoint[] = [
  {
    path: '/countries',
    summary: 'Countries and territories, and how many cooperations have their counterpart there.',
    parameters: [],
    answers: listOf('Country'),
  },
  {
    path: '/countries/{code}',
    summary: 'One country with its regime types over the years.',
    parameters: [{ ...idParameter, name: 'code', description: 'ISO 3166-1 alpha-2.' }],
    answers: ref('CountryWithRegimes'),
  },
  {
    path: '/counties',
    summary: 'Counties of home actors.',
    parameters: [],
    answers: listOf('County'),
    isOfToday: true,
  },
  {
    path: '/datasets',
    summary: 'The data packages that the register is made of, with version, licence and the time that they cover.',
    parameters: [],
    answers: listOf('Dataset'),
  },
  {
    path: '/sources/{id}/documents',
    summary: 'Documents of a source that everybody may see.',
    parameters: [idParameter],
    answers: listOf('Document'),
  },
  {
    path: '/documents/{id}',
    summary: 'One document with the passages that citations rest on.',
    parameters: [idParameter],
    answers: ref('DocumentWithPassages'),
  },
  {
    path: '/dead-links',
    summary: 'Addresses of sources that no longer answer, and since when.',
    parameters: [],
    answers: listOf('DeadLink'),
    isOfToday: true,
  },
  {
    path: '/conflicts',
    summary: 'Every point on which sources disagree, with its ruling and the dissents from it.',
    parameters: [],
    answers: listOf('ConflictWithSubject'),
  },
  {
    path: '/codebook/versions',
    summary: 'Published versions of the codebook that people code by, the latest first.',
    parameters: [],
    answers: listOf('CodebookVersion'),
    isOfToday: true,
  },
  {
    path: '/codebook/versions/{number}',
    summary: 'One version of the codebook with its codes, examples and boundaries.',
    parameters: [{ ...idParameter, name: 'number', description: 'Its number.', schema: { type: 'integer' } }],
    answers: ref('CodebookVersionWithCodes'),
    isOfToday: true,
  },
  {
    path: '/coding-rounds',
    summary: 'Rounds of coding that are published.',
    parameters: [],
    answers: listOf('CodingRound'),
    isOfToday: true,
  },
  {
    path: '/coding-rounds/{id}',
    summary: 'One published round with its anonymised codes.',
    parameters: [idParameter],
    answers: ref('CodingRoundWithCodes'),
    isOfToday: true,
  },
  {
    path: '/reports',
    summary: 'Reports whose numbers are computed from the register.',
    parameters: [languageParameter],
    answers: listOf('Report'),
  },
  {
    path: '/reports/{id}',
    summary: 'One report with every figure of its text: what is counted, under which rule, on which rows.',
    parameters: [idParameter, languageParameter],
    answers: ref('ReportWithFigures'),
  },
  {
    path: '/changes/{revision}',
    summary: 'One changeset.',
    parameters: [{ ...idParameter, name: 'revision', description: 'Its number.', schema: { type: 'integer' } }],
    answers: ref('Changeset'),
  },
  {
    path: '/oembed',
    summary: 'How a page of this site is put into another page (oEmbed 1.0).',
    parameters: embedParameters,
    answers: ref('OEmbed'),
    isOfToday: true,
  },
]

export const bookSchemas = {
  Country: countrySchema,
  CountryWithRegimes: countryWithRegimesSchema,
  County: countySchema,
  Dataset: datasetSchema,
  Document: documentSchema,
  DocumentWithPassages: documentWithPassagesSchema,
  DeadLink: deadLinkSchema,
  CodebookVersion: codebookVersionSchema,
  CodebookVersionWithCodes: codebookVersionWithCodesSchema,
  CodingRound: codingRoundSchema,
  CodingRoundWithCodes: codingRoundWithCodesSchema,
  Report: reportSchema,
  ReportWithFigures: reportWithFiguresSchema,
  OEmbed: oembedSchema,
  ConflictWithSubject: conflictSchema.extend({
    subject: z.object({ table: z.enum(['cooperation', 'actor', 'register']), id: z.string().nullable() }),
  }),
}
