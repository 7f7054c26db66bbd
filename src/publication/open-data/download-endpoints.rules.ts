// Addresses of files, as the OpenAPI document tells them.
import { pathOf } from '../tables/public-table.rules.ts'
import { tableFormatNames, tableFormats, zippedFormats } from '../tables/table-format.rules.ts'
import { publicTables } from '../tables/table-list.rules.ts'
import type { Parameter } from './open-api-parameters.rules.ts'

const tableParameter: Parameter = {
  name: 'table',
  in: 'path',
  description: 'A public table; its columns are told in /data/dictionary.',
  schema: { type: 'string', enum: publicTables.map(pathOf) },
}

const file = { type: 'string', format: 'binary' }
const answers: Partial<Record<string, object>> = {
  csv: { type: 'string' },
  ndjson: { type: 'string' },
  json: { type: 'array', items: { type: 'object' } },
  jsonld: { type: 'object' },
}

const bare = (mediaType: string) => mediaType.split(';')[0] ?? mediaType

export const downloadEndpoints = [
  ...tableFormatNames.map((format) => ({
    path: `/{table}.${format}`,
    summary: `All rows of a public table as ${tableFormats[format].label}. Lists take the filters of their own address, but neither limit nor after: cooperations, actors, claims.`,
    parameters: [tableParameter],
    answers: answers[format] ?? file,
    mediaType: bare(tableFormats[format].mediaType),
  })),
  ...(['sqlite', 'xlsx'] as const).map((format) => ({
    path: `/samband.${format}`,
    summary: `Every public table in one file: ${tableFormats[format].label}.`,
    parameters: [],
    answers: file,
    mediaType: tableFormats[format].mediaType,
  })),
  ...zippedFormats.map((format) => ({
    path: `/samband.${format}.zip`,
    summary: `Every public table, a file each, in a zip: ${tableFormats[format].label}${format === 'csv' ? ', with datapackage.json and csv-metadata.json' : ''}.`,
    parameters: [],
    answers: file,
    mediaType: 'application/zip',
  })),
  {
    path: '/datapackage.json',
    summary: 'The public tables described as a Data Package 2.0 whose files are the addresses above.',
    parameters: [],
    answers: { type: 'object' },
    mediaType: 'application/json',
  },
]
