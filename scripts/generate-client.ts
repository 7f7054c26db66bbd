// `npm run client`: the TypeScript client of API v1, made from its OpenAPI document. The widespread generators ask for the
// compiler of TypeScript 5; this one lets a library write the types and adds what openapi-fetch wants to know of each path.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile, type JSONSchema } from 'json-schema-to-typescript'
import { openApiDocument } from '#publication/index.ts'

type Parameter = { name: string; in: 'query' | 'path'; required: boolean; description: string; schema: object }
type Operation = {
  operationId: string
  summary: string
  parameters: Parameter[]
  responses: { 200: { content: Record<string, { schema: object }> } }
}
type Document = { paths: Record<string, { get: Operation }>; components: { schemas: Record<string, object> } }

export const clientFile = fileURLToPath(new URL('../docs/examples/samband-client.ts', import.meta.url))

const opening = `// Generated from the OpenAPI document of API v1 by \`npm run client\`; not to be changed by hand. Copy it beside your program
// and install openapi-fetch.
import createClient from 'openapi-fetch'
`

const closing = `
/** The API of one site, such as \`https://samband.example\`. */
export function openSamband(url: string) {
  return createClient<Paths>({ baseUrl: \`\${url}/api/v1\` })
}
`

/** The whole file. */
export async function generateClient(): Promise<string> {
  const { paths, components } = openApiDocument({ url: 'https://samband.example' }) as Document
  const definitions: Record<string, object> = { ...components.schemas }
  const entries = Object.entries(paths).map(([path, { get }]) => pathEntry(path, get, definitions))
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was JSON a moment ago
  const root = JSON.parse(JSON.stringify({ title: 'Root', type: 'object', additionalProperties: false, definitions }).replaceAll('#/components/schemas/', '#/definitions/')) as JSONSchema // prettier-ignore
  const types = await compile(root, 'Root', {
    bannerComment: '',
    unreachableDefinitions: true,
    additionalProperties: false,
    style: { semi: false, singleQuote: true, printWidth: 120 },
  })
  const withoutRoot = types.replace(/export interface Root \{\}\n+/, '').replaceAll(/\/\*\*\n \* This interface was referenced by[^]*?\*\/\n/g, '') // prettier-ignore
  return `${opening}\n${withoutRoot.trim()}\n\nexport interface Paths {\n${entries.join('\n')}\n}\n${closing}`
}

/** What openapi-fetch wants to know of one path; what has no name of its own gets one among the definitions. */
function pathEntry(path: string, operation: Operation, definitions: Record<string, object>): string {
  const name = pascal(operation.operationId)
  const typeOf = (kind: 'query' | 'path') => {
    const parameters = operation.parameters.filter((parameter) => parameter.in === kind)
    if (parameters.length === 0) return undefined
    definitions[`${name}${pascal(kind)}`] = {
      type: 'object',
      additionalProperties: false,
      required: parameters.filter(({ required }) => required).map((parameter) => parameter.name),
      properties: Object.fromEntries(parameters.map(({ name: each, description, schema }) => [each, { description, ...schema }])),
    } // prettier-ignore
    return `${kind}${kind === 'query' && !parameters.some(({ required }) => required) ? '?' : ''}: ${name}${pascal(kind)}`
  }
  const parameters = [typeOf('query'), typeOf('path')].filter((one) => one !== undefined)
  const [[mediaType, { schema }] = ['', { schema: {} }]] = Object.entries(operation.responses[200].content)
  return [
    `  /** ${operation.summary} */`,
    `  '${path}': {`,
    '    get: {',
    `      parameters: { ${parameters.join('; ')} }`,
    '      responses: {',
    `        200: { content: { '${mediaType}': ${answerType(name, mediaType, schema, definitions)} } }`,
    "        default: { content: { 'application/problem+json': Problem } }",
    '      }',
    '    }',
    '  }',
  ].join('\n')
}

function answerType(name: string, mediaType: string, schema: object, definitions: Record<string, object>): string {
  if (mediaType !== 'application/json') return 'string'
  if ('$ref' in schema) return String(schema.$ref).split('/').at(-1) ?? ''
  definitions[`${name}Answer`] = { additionalProperties: false, ...schema }
  return `${name}Answer`
}

function pascal(text: string): string {
  return text.replaceAll(/(?:^|[^a-z0-9]+)([a-z0-9])/g, (_, first: string) => first.toUpperCase())
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(clientFile, await generateClient())
