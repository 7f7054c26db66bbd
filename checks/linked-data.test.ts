/** Is the register given away as linked data that programs understand, and do both forms say the same? */
import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'
import { Parser, Store, Writer } from 'n3'
import Validator from 'rdf-validate-shacl'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, origin, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'

let app: TestApp
beforeAll(async () => {
  app = await openTestApp(littleland, new Date('2026-03-01T08:00:00Z'))
})
afterAll(() => app?.close())

const own = 'smaby-zarechye-twinning'
const terms = 'http://purl.org/dc/terms/'

async function textOf(path: string, type: string): Promise<string> {
  const response = await app.request(path)
  expect([path, response.status, response.headers.get('content-type')]).toEqual([
    path,
    200,
    expect.stringContaining(type),
  ])
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  return response.text()
}

const quadsIn = (text: string, format?: string) => new Parser(format ? { format } : {}).parse(text)
const turtleOf = async (path: string) => new Store(quadsIn(await textOf(path, 'text/turtle')))
// The library's types know neither today's algorithm nor text as input.
type Canonise = (input: unknown, options: object) => Promise<string>
const canonise = jsonld.canonize.bind(jsonld) as unknown as Canonise
const canonical = (input: unknown, also = {}) => canonise(input, { algorithm: 'RDFC-1.0', ...also })

/** Canonical N-Quads, in which blank nodes are called alike. */
function nquadsOf(store: Store): Promise<string> {
  const text = new Writer({ format: 'N-Quads' }).quadsToString(store.getQuads(null, null, null, null))
  return canonical(text, { inputFormat: 'application/n-quads' })
}

const shapes = new Store(quadsIn(readFileSync(new URL('../fixtures/schemas/dcat-ap-se-mandatory.ttl', import.meta.url), 'utf8'))) // prettier-ignore

describe('the catalogue', () => {
  test('has all that DCAT-AP-SE wants, and lacking it would be noticed', async () => {
    const catalogue = await turtleOf('/data/catalog.ttl')
    const faultsIn = async (store: Store) =>
      (await new Validator(shapes).validate(store)).results.map(({ message }) => String(message))
    expect(await faultsIn(catalogue)).toEqual([])
    expect(catalogue.getSubjects(null, 'http://www.w3.org/ns/dcat#Dataset', null).length).toBeGreaterThan(15)
    for (const predicate of [`${terms}title`, `${terms}publisher`, 'http://www.w3.org/ns/dcat#accessURL']) {
      const lacking = new Store([...catalogue])
      lacking.removeQuads(lacking.getQuads(null, predicate, null, null).slice(0, 2))
      expect((await faultsIn(lacking)).length).toBeGreaterThan(0)
    }
  })

  test('leads to files that there are', async () => {
    const catalogue = await turtleOf('/data/catalog.ttl')
    const addresses = catalogue
      .getObjects(null, 'http://www.w3.org/ns/dcat#downloadURL', null)
      .map(({ value }) => value)
    expect(addresses.length).toBeGreaterThan(100)
    for (const address of addresses.filter((each) => /samband\.|events\./.test(each)))
      expect([address, (await app.request(address)).status]).toEqual([address, 200])
  })
})

test.each([
  '/data/catalog',
  `/cooperations/${own}`,
  '/actors/xl-smaby',
  '/sources/smaby-minutes-2020',
  '/countries/XB',
])('%s says the same as Turtle and as JSON-LD', async (path) => {
  const turtle = await nquadsOf(await turtleOf(`${path}.ttl`))
  const document = JSON.parse(await textOf(`${path}.jsonld`, 'application/ld+json'))
  // Each is a document of its own about the same.
  expect((await canonical(document)).replaceAll(`${path}.jsonld>`, `${path}.ttl>`)).toBe(turtle)
  expect(turtle.split('\n').length).toBeGreaterThan(8)
})

test('a table as JSON-LD is linked data whose rows have their addresses', async () => {
  const document = await (await app.request('/api/v1/cooperations.jsonld')).json()
  const nquads = await canonical(document)
  const store = new Store(quadsIn(nquads, 'N-Quads'))
  const homes = store.getObjects(`${origin}/cooperations/${own}`, `${origin}/data/dictionary#cooperations.home`, null)
  expect(homes.map(({ value }) => value)).toEqual([`${origin}/actors/xl-smaby`])
})

describe('the address of a thing', () => {
  const asking = async (path: string, accept?: string) => {
    const response = await app.request(path, accept === undefined ? {} : { headers: { accept } })
    return [response.status, response.headers.get('location'), response.headers.get('vary') ?? '']
  }

  test.each([
    ['text/turtle', 303, `/actors/xl-smaby.ttl`],
    ['application/ld+json', 303, `/actors/xl-smaby.jsonld`],
    ['text/turtle;q=0.5, application/ld+json', 303, `/actors/xl-smaby.jsonld`],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 302, '/sv/actors/xl-smaby'],
    ['*/*', 302, '/sv/actors/xl-smaby'],
    [undefined, 302, '/sv/actors/xl-smaby'],
  ])('leads who asks for %s where it belongs', async (accept, status, location) => {
    const [answered, to, vary] = await asking('/actors/xl-smaby', accept)
    expect([answered, to]).toEqual([status, location])
    expect(vary).toContain('Accept')
  })

  test('keeps the moment that is asked for', async () => {
    expect(await asking(`/cooperations/${own}?as_of=1`, 'text/turtle')).toEqual([
      303, `/cooperations/${own}.ttl?as_of=1`, 'Accept',
    ]) // prettier-ignore
  })

  test('of what there is not is answered so', async () => {
    for (const path of ['/actors/nobody.ttl', '/cooperations/none.jsonld', '/sources/none.ttl', '/countries/QQ.ttl'])
      expect([path, (await app.request(path)).status]).toEqual([path, 404])
  })
})

test('of a guarded source only its kind is said', async () => {
  const store = await turtleOf('/sources/sealed-conversation.ttl')
  const said = store.getPredicates(`${origin}/sources/sealed-conversation`, null, null).map(({ value }) => value)
  expect(said.map((predicate) => predicate.replace(/^.*[#/]/, '')).toSorted()).toEqual([
    'sources.citations', 'sources.dataset', 'sources.kind', 'sources.visibility', 'type',
  ]) // prettier-ignore
})
