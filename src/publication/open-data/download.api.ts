/**
 * Every public table as a file in every form, alone or all together. Lists take the filters of their page; the rest is
 * given whole. Rows are read and sent a page at a time.
 */
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { listSources } from '#evidence/index.ts'
import { findChangeset, listContextEvents } from '#register/index.ts'
import { chooseCooperations, readAllCooperations } from '#statistics/index.ts'
import { cooperationLine, cooperations } from '../tables/cooperation-tables.rules.ts'
import { sources } from '../tables/evidence-tables.rules.ts'
import { pathOf, rowOf, type PublicTable, type Row } from '../tables/public-table.rules.ts'
import { actors, claims, contextEvents } from '../tables/reference-tables.rules.ts'
import { tableFormatNames, tableFormats, zippedFormats, type TableFormat, type ZippedFormat } from '../tables/table-format.rules.ts' // prettier-ignore
import {
  describeTable,
  isOfRounds,
  isOfToday,
  publicTables,
  tableNames,
  type TableName,
} from '../tables/table-list.rules.ts'
import { actorIn, readTable, type TableReading } from '../tables/table-reading.queries.ts'
import { csvwOf, dataPackage, type Whole } from '../tables/table-schema.rules.ts'
import { writeTable, writeWhole } from '../tables/table-writing.commands.ts'
import { chosenActors, chosenClaims, readQuery } from './chosen.input.ts'
import type { Base } from './item.rules.ts'
import { refuseMoment, refusePaging, refuseUnknown } from './query-error.input.ts'

type Parts = { reader: Reader; base: Base }
type Pages = AsyncIterable<readonly Row[]>

const wholeEndings = ['sqlite', 'xlsx', ...zippedFormats.map((format) => `${format}.zip` as const)] as const

export function downloadApi({ reader, base }: Parts) {
  const readingOf = (c: Context<AppEnv>): TableReading => ({ reader, standing: c.var.shown.standing, base })

  async function wholeOf(c: Context<AppEnv>): Promise<Whole> {
    const { standing } = c.var.shown
    const changeset = await findChangeset(reader, standing.revision)
    return { ...base, revision: standing.revision, recordedAt: changeset?.recorded_at ?? new Date(0) }
  }

  /** Rows that the query chooses, in the order of the list; of tables without a list, all. */
  const chosenPages: Partial<Record<TableName, (c: Context<AppEnv>) => Promise<Pages>>> = {
    cooperations: async (c) => {
      const { standing } = c.var.shown
      refusePaging(c)
      const query = readQuery(c)
      const choice = await chooseCooperations(reader, standing, query)
      const pieces = readAllCooperations(reader, standing, choice, query)
      const actorOf = (id: string) => actorIn(standing.census, id)
      return mapped(pieces, (piece) =>
        piece.map((cooperation) => rowOf(cooperations, cooperationLine(base, cooperation, actorOf, query.on))),
      )
    },
    actors: async (c) => inOnePage(actors, chosenActors(c, base, [])),
    sources: async (c) => {
      refuseUnknown(c, [])
      return inOnePage(sources, await listSources(reader, { asOf: c.var.shown.standing.asOf }))
    },
    claims: async (c) => inOnePage(claims, await chosenClaims(c, reader)),
    context_events: async (c) => {
      refuseUnknown(c, [])
      return inOnePage(contextEvents, await listContextEvents(reader, { asOf: c.var.shown.standing.asOf }))
    },
  }

  async function pagesOf(c: Context<AppEnv>, name: TableName): Promise<Pages> {
    const choose = chosenPages[name]
    if (choose) return choose(c)
    if (isOfToday(name)) refuseMoment(c)
    else refuseUnknown(c, [])
    if (isOfRounds(name)) c.header('cache-control', 'no-store')
    return readTable(readingOf(c), name)
  }

  return new Hono<AppEnv>()
    .get('/datapackage.json', async (c) => {
      refuseUnknown(c, [])
      const elsewhere = (table: (typeof publicTables)[number]) => `${base.url}/api/v1/${pathOf(table)}.csv`
      return c.json(dataPackage(publicTables, await wholeOf(c), elsewhere))
    })
    .get(`/:wholeFile{samband\\.(?:${wholeEndings.map(escaped).join('|')})}`, async (c) => {
      refuseUnknown(c, [])
      const ending = wholeEndings.find((each) => c.req.param('wholeFile') === `samband.${each}`)
      if (!ending) throw noSuchTable()
      const pieces = writeWhole(ending, readingOf(c), await wholeOf(c))
      return send(c, `samband.${ending}`, mediaTypeOf(ending), pieces)
    })
    .get('/:tableMetadata{[a-z-]+\\.csv-metadata\\.json}', (c) => {
      refuseUnknown(c, [])
      const [path = ''] = (c.req.param('tableMetadata') ?? '').split('.')
      return c.body(JSON.stringify(csvwOf(describeTable(tableAt(path)), `${path}.csv`, base)), 200, {
        'content-type': 'application/csvm+json',
      })
    })
    .get(`/:tableFile{[a-z-]+\\.(?:${tableFormatNames.join('|')})}`, async (c) => {
      const [path = '', ending = ''] = (c.req.param('tableFile') ?? '').split('.')
      const format = tableFormatNames.find((each) => each === ending)
      const name = tableAt(path)
      if (!format) throw noSuchTable()
      const table = describeTable(name)
      c.header(
        'link',
        `<${base.url}/api/v1/${path}.csv-metadata.json>; rel="describedby"; type="application/csvm+json"`,
      )
      const pieces = writeTable(format, table, await pagesOf(c, name), base)
      return send(c, `samband-${path}.${format}`, tableFormats[format].mediaType, pieces)
    })
}

function tableAt(path: string): TableName {
  const name = tableNames.find((each) => pathOf(describeTable(each)) === path)
  if (!name) throw noSuchTable()
  return name
}

function noSuchTable(): Problem {
  return new Problem('not-found', 'api/no-such-table', 'There is no public table at this address; see /data.')
}

function escaped(ending: string): string {
  return ending.replaceAll('.', '\\.')
}

function mediaTypeOf(ending: 'sqlite' | 'xlsx' | `${ZippedFormat}.zip`): string {
  return ending === 'sqlite' || ending === 'xlsx'
    ? tableFormats[ending satisfies TableFormat].mediaType
    : 'application/zip'
}

async function* mapped<From, To>(pieces: AsyncIterable<From>, map: (piece: From) => To): AsyncGenerator<To> {
  for await (const piece of pieces) yield map(piece)
}

// oxlint-disable-next-line require-await -- pages as others are, that have to be waited for
async function* inOnePage<Item>(table: PublicTable<Item>, items: readonly Item[]): AsyncGenerator<Row[]> {
  if (items.length > 0) yield items.map((item) => rowOf(table, item))
}

/** The first piece is made before anything is sent, so that what cannot be met is still answered as a problem. */
async function send(c: Context<AppEnv>, name: string, mediaType: string, pieces: AsyncIterable<string | Uint8Array>) {
  const iterator = pieces[Symbol.asyncIterator]()
  const first = await iterator.next()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      if (!first.done) controller.enqueue(bytesOf(first.value))
    },
    pull: async (controller) => {
      const next = await iterator.next()
      if (next.done) controller.close()
      else controller.enqueue(bytesOf(next.value))
    },
    cancel: async () => {
      await iterator.return?.()
    },
  })
  return c.body(body, 200, {
    'content-type': mediaType,
    'content-disposition': `attachment; filename="${name}"`,
  })
}

function bytesOf(piece: string | Uint8Array): Uint8Array {
  return typeof piece === 'string' ? Buffer.from(piece) : piece
}
