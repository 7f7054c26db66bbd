// API v1 against its own OpenAPI document: what is wrong with an answer, by the schema that the document gives for it.
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { TestApp } from './app.ts'

export type ApiParameter = { name: string; in: 'query' | 'path'; required: boolean; schema: Record<string, unknown> }
type Media = Record<string, { schema: object }>
export type ApiOperation = {
  operationId: string
  parameters: ApiParameter[]
  responses: { 200: { content: Media }; default: { content: Media } }
}
export type ApiDocument = {
  openapi: string
  paths: Record<string, { get: ApiOperation }>
  components: { schemas: Record<string, object> }
}

export type Contract = {
  document: ApiDocument
  /** Faults of a value, each a sentence, by any schema; undescribed fields are faults, too. */
  faultsBy: (schema: object, value: unknown) => string[]
  /** The schema of what an address answers with; empty for what is not JSON. */
  schemaOf: (path: string) => object
}

export async function readContract(app: Pick<TestApp, 'request'>): Promise<Contract> {
  const document: ApiDocument = await (await app.request('/api/v1/openapi.json')).json()
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    allowUnionTypes: true,
    keywords: ['components'],
    formats: { date: isDate, 'date-time': isInstant, uri: (text: string) => URL.canParse(text), binary: true },
  })
  ajv.addSchema({ $id: 'api', components: document.components })
  return {
    document,
    faultsBy(schema, value) {
      // References lead into the document.
      const text = JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/')
      const validate = ajv.compile(JSON.parse(text))
      if (validate(value)) return []
      return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
    },
    schemaOf: (path) => document.paths[path]?.get.responses[200].content['application/json']?.schema ?? {},
  }
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text))
}
