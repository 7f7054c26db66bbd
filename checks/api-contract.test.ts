/** Is API v1 what its OpenAPI document says, both ways: every route, every field of every answer on a walk through it? */
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { readContract, type Contract } from './harness/contract.ts'
import { laterLittleland } from './harness/later-littleland.ts'
import { littleland } from './harness/littleland.ts'

/** More than the walk needs. */
const apiLimit = 900
const base = `${origin}/api/v1`
let app: TestApp
let contract: Contract

beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2024-01-10T12:00:00Z'), { apiLimit, clientHeader: 'x-forwarded-for' })
  await app.load(laterLittleland, new Date('2024-02-20T12:00:00Z'))
  contract = await readContract(app)
})
afterAll(() => app?.close())

test('the document is valid OpenAPI 3.1, and a wrong one would not be', async () => {
  const validate = async (document: object) => new Validator().validate({ ...structuredClone(document) })
  expect(await validate(contract.document)).toMatchObject({ valid: true })
  const { paths, ...without } = contract.document
  const [[path, { get: operation }] = ['', { get: undefined }]] = Object.entries(paths)
  const wrong = {
    ...without,
    paths: { [path]: { get: { ...operation, parameters: [{ name: 'q', in: 'somewhere' }] } } },
  }
  expect((await validate(wrong)).valid).toBe(false)
})

test('every route of the API stands in the document, and everything in the document is a route', () => {
  const routes = [...new Set(app.routes.flatMap(({ method, path }) => (method === 'GET' ? [path] : [])))]
    .filter((path) => path.startsWith('/api/v1/'))
    .map((path) => path.slice('/api/v1'.length))
  // One route gives every file of a kind; the document names each.
  const [ofFiles, others] = [
    routes.filter((path) => /File\{/.test(path)),
    routes.filter((path) => !/File\{/.test(path)),
  ]
  const patterns = ofFiles.map((path) => new RegExp(`^/${/\{(.*)\}$/.exec(path)?.[1]}$`))
  const isOfFile = (path: string) => patterns.some((pattern) => pattern.test(path.replace('{table}', 'events')))
  // The document itself, the way to the readable list of problems, and what describes a CSV file and is named by its header.
  const apart = /^\/(?:openapi\.json|problems|:tableMetadata\{.*)$/
  expect(patterns.length).toBe(2)
  const documented = Object.keys(contract.document.paths)
  for (const pattern of patterns)
    expect(documented.some((path) => pattern.test(path.replace('{table}', 'events')))).toBe(true)
  expect(
    others
      .filter((path) => !apart.test(path))
      .map((path) => path.replaceAll(/:(\w+)(?:\{[^}]*\}+)?/g, '{$1}'))
      .toSorted(),
  ).toEqual(documented.filter((path) => others.includes(path) || !isOfFile(path)).toSorted())
})

test('operations have names of their own, and answers only schemas that there are', () => {
  const names = Object.values(contract.document.paths).map(({ get }) => get.operationId)
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  const referred = JSON.stringify(contract.document).matchAll(/"#\/components\/schemas\/(\w+)"/g)
  const known = new Set(Object.keys(contract.document.components.schemas))
  expect([...referred].map(([, name = '']) => name).filter((name) => !known.has(name))).toEqual([])
})

/** Where each parameter of a path is found, beginning with a list. */
const lists: Record<string, [list: string, name: string]> = {
  '/cooperations/{id}': ['/cooperations?limit=500', 'id'],
  '/actors/{id}': ['/actors?limit=500', 'id'],
  '/sources/{id}': ['/sources?limit=500', 'id'],
  '/sources/{id}/documents': ['/sources?limit=500', 'id'],
  '/countries/{code}': ['/countries', 'code'],
  '/codebook/versions/{number}': ['/codebook/versions', 'number'],
  '/changes/{revision}': ['/changes', 'revision'],
}
/** Held to the contract elsewhere: checks/coding.test.ts, checks/documents.test.ts, and for the report checks/api.test.ts. */
const elsewhere = ['/documents/{id}', '/coding-rounds/{id}', '/reports/{id}']
const mostOfAList = 25

type Schemed = { schema: { enum?: string[]; default?: unknown } }

/** Addresses of one path: of each item, as of earlier, a page at a time, and with every choice of every parameter. */
async function addressesOf(path: string): Promise<string[]> {
  const operation = contract.document.paths[path]?.get
  const list = lists[path]
  const names = operation?.parameters.map(({ name }) => name) ?? []
  const plain = list
    ? (await itemsOf(list[0])).slice(0, mostOfAList).map((item) => path.replace(/\{\w+\}/, String(item[list[1]])))
    : path.includes('{table}')
      ? ['events', 'actors', 'sources', 'codebook'].map((table) => path.replace('{table}', table))
      : path === '/oembed'
        ? [`/oembed?url=${encodeURIComponent(`${origin}/en/cooperations?view=map`)}`]
        : [path]
  const [first] = plain
  if (first === undefined || list || path === '/oembed' || path.includes('{table}')) return plain
  const choices = operation?.parameters.flatMap(({ name, schema }) => ((schema as Schemed['schema']).enum ?? []).map((value) => `${first}?${name}=${value}`)) ?? [] // prettier-ignore
  return [
    ...plain,
    ...choices.filter((address) => !address.includes('regime')),
    ...(names.includes('as_of') ? [`${first}?as_of=2`] : []),
    ...(names.includes('limit') ? [`${first}?limit=2`] : []),
  ]
}

async function itemsOf(list: string): Promise<Record<string, unknown>[]> {
  return (await (await app.request(`/api/v1${list}`)).json()).items
}

test('every answer of a walk through the API is as the document says', async () => {
  const faults: string[] = []
  let answered = 0
  for (const path of Object.keys(contract.document.paths)) {
    const schema = contract.schemaOf(path)
    if (Object.keys(schema).length === 0 || elsewhere.includes(path)) continue
    const waiting = await addressesOf(path)
    expect([path, waiting.length]).not.toEqual([path, 0])
    for (let address = waiting.shift(), pages = 0; address; address = waiting.shift()) {
      const response = await app.request(`/api/v1${address}`)
      const answer = await response.json()
      answered += 1
      if (response.status !== 200) faults.push(`${address} answers ${response.status}: ${answer.detail}`)
      else faults.push(...contract.faultsBy(schema, answer).map((fault) => `${address}: ${fault}`))
      // A list is followed to its end once in a while; five pages tell what the sixth would.
      if (typeof answer.next === 'string' && (pages += 1) <= 5) waiting.unshift(answer.next.slice(base.length))
    }
  }
  expect(answered).toBeGreaterThan(100)
  expect(faults).toEqual([])
})

test('refusals of every address are problems as the document says', async () => {
  const problem = contract.document.paths['/cooperations']?.get.responses.default.content['application/problem+json']
  for (const path of Object.keys(contract.document.paths)) {
    const address = `/api/v1${path.replace(/\{\w+\}/, 'no-such-thing')}?colour=blue`
    const response = await app.request(address)
    expect([address, response.headers.get('content-type')]).toEqual([
      address,
      'application/problem+json; charset=utf-8',
    ])
    expect(contract.faultsBy(problem?.schema ?? {}, await response.json())).toEqual([])
  }
})

test('a client that asks too much is told to wait, as a problem that any site may read, and others are not', async () => {
  const ask = (client: string, path = '/nothing-here') =>
    app.request(`/api/v1${path}`, { headers: { 'x-forwarded-for': client } })
  const first = await ask('198.51.100.1', '/rules?colour=blue')
  expect(first.headers.get('ratelimit-policy')).toBe(`"reading";q=${apiLimit};w=60`)
  expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"reading";r=${apiLimit - 1};t=\\d+$`))
  expect(first.headers.get('access-control-expose-headers')).toMatch(/RateLimit,RateLimit-Policy,Retry-After/)
  for (let asked = 1; asked < apiLimit; asked += 1) await ask('198.51.100.1')
  const refused = await ask('198.51.100.1')
  const problem = await refused.json()
  expect([refused.status, problem.status, problem.code]).toEqual([429, 429, 'api/too-many'])
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  const { schema = {} } =
    contract.document.paths['/rules']?.get.responses.default.content['application/problem+json'] ?? {}
  expect(contract.faultsBy(schema, problem)).toEqual([])
  expect((await ask('198.51.100.2')).status).toBe(404)
  // From memory, it is for everybody.
  expect((await ask('198.51.100.1', '/rules')).status).toBe(200)
})
