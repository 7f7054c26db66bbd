/**
 * The catalogue, and what the register says of one thing, as linked data. The permanent address of a thing is that of its page
 * without a language: who asks it for Turtle or JSON-LD is led to a document about the thing, everybody else to the page.
 */
import { Hono, type Context } from 'hono'
import { accepts } from 'hono/accepts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { findCitedSource } from '#evidence/index.ts'
import { cooperationsByActor, findCooperation, listCountries } from '#register/index.ts'
import { cooperationLine, cooperations } from '../tables/cooperation-tables.rules.ts'
import { sources } from '../tables/evidence-tables.rules.ts'
import { jsonLdDocument, type GraphNode } from '../tables/graph.rules.ts'
import { nodeOf } from '../tables/linked-table.rules.ts'
import { licences, rowOf, type PublicTable } from '../tables/public-table.rules.ts'
import { actors, countries } from '../tables/reference-tables.rules.ts'
import { describeTable } from '../tables/table-list.rules.ts'
import { actorIn, readTable } from '../tables/table-reading.queries.ts'
import { writeTurtle } from '../tables/turtle.commands.ts'
import { catalogueOf } from './catalogue.rules.ts'
import { readCatalogued } from './catalogued.queries.ts'

type Parts = { reader: Reader; base: { url: string } }

const mediaTypes = { ttl: 'text/turtle; charset=utf-8', jsonld: 'application/ld+json' } as const
type LinkedFormat = keyof typeof mediaTypes

const things = ['cooperations', 'actors', 'sources', 'countries'] as const
type Thing = (typeof things)[number]

export function linkedData({ reader, base }: Parts) {
  const { url } = base
  const node = <Item>(table: PublicTable<Item>, item: Item) => nodeOf(table, rowOf(table, item), url)

  const aboutOne: Record<Thing, (c: Context<AppEnv>, id: string) => Promise<GraphNode[] | undefined>> = {
    cooperations: async (c, id) => {
      const { standing } = c.var.shown
      const cooperation = await findCooperation(reader, id, standing.asOf)
      if (!cooperation) return undefined
      const line = cooperationLine(base, cooperation, (actor) => actorIn(standing.census, actor))
      const nodes = [node(cooperations, line)]
      for (const name of ['agreements', 'events', 'reasons'] as const) {
        for await (const rows of readTable({ reader, standing, base, of: id }, name))
          nodes.push(...rows.map((row) => nodeOf(describeTable(name), row, url)))
      }
      return nodes
    },
    actors: async (c, id) => {
      const { census } = c.var.shown.standing
      const code = census.actors.codeOf.get(id)
      if (code === undefined) return undefined
      const counted = cooperationsByActor(census)[code] ?? 0
      return [node(actors, { actor: actorIn(census, id), cooperations: counted, url: `${url}/actors/${id}` })]
    },
    sources: async (c, id) => {
      const source = await findCitedSource(reader, id, { asOf: c.var.shown.standing.asOf })
      return source && [node(sources, source)]
    },
    countries: async (_, code) => {
      const country = (await listCountries(reader)).find((one) => one.code === code)
      return country && [node(countries, country)]
    },
  }

  async function send(c: Context<AppEnv>, format: LinkedFormat, nodes: readonly GraphNode[]) {
    const body = format === 'ttl' ? await writeTurtle(nodes) : JSON.stringify(jsonLdDocument(nodes))
    // As the API, it may be read by pages of others.
    return c.body(body, 200, { 'content-type': mediaTypes[format], 'access-control-allow-origin': '*' })
  }

  return new Hono<AppEnv>()
    .get('/data/:catalogue{catalog\\.(?:ttl|jsonld)}', async (c) => {
      const nodes = catalogueOf(await readCatalogued(reader, c.var.shown.standing, url))
      return send(c, c.req.param('catalogue').endsWith('.ttl') ? 'ttl' : 'jsonld', nodes)
    })
    .get(`/:thing{${things.join('|')}}/:linkedFile{[^/]+\\.(?:ttl|jsonld)}`, async (c) => {
      const { thing, linkedFile } = c.req.param()
      const [, id = '', format = ''] = /^(.+)\.(ttl|jsonld)$/.exec(linkedFile) ?? []
      const found = things.find((each) => each === thing)
      const nodes = found && (await aboutOne[found](c, id))
      if (!nodes) throw new Problem('not-found', 'linked-data/no-such-thing', 'There is nothing at this address.')
      return send(c, format === 'ttl' ? 'ttl' : 'jsonld', [documentAbout(`${url}/${thing}/${id}`, format), ...nodes])
    })
    .get(`/:thing{${things.join('|')}}/:id`, async (c, next) => {
      const format = wantedFormat(c)
      const { thing, id } = c.req.param()
      const { search } = new URL(c.req.url)
      if (format) {
        c.header('vary', 'Accept')
        c.header('cache-control', 'no-cache')
        return c.redirect(`/${thing}/${id}.${format}${search}`, 303)
      }
      await next()
      c.header('vary', 'Accept', { append: true })
    })
}

/** Undefined for whoever wants a page, or does not say. */
function wantedFormat(c: Context<AppEnv>): LinkedFormat | undefined {
  const wanted = accepts(c, {
    header: 'Accept',
    supports: ['text/html', 'text/turtle', 'application/ld+json'],
    default: 'text/html',
  })
  return { 'text/turtle': 'ttl' as const, 'application/ld+json': 'jsonld' as const }[wanted]
}

function documentAbout(thing: string, format: string): GraphNode {
  return {
    iri: `${thing}.${format}`,
    types: ['foaf:Document'],
    says: [
      ['foaf:primaryTopic', { iri: thing }],
      ['dcterms:license', { iri: licences['CC-BY-4.0'].path }],
    ],
  }
}
