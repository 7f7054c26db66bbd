/**
 * Reads the rows of public tables, a page at a time by their key, as anybody may read them: what is guarded leaves as the
 * pages show it. Every page is read as of one revision, so that what is accepted meanwhile changes nothing.
 */
import { sql, type RawBuilder } from 'kysely'
import {
  isReadBy, isToldAt, listDocumentsAfter, listPassagesAfter, listSourcesAfter, toldOf, type Asking, type CitedSource,
} from '#evidence/index.ts' // prettier-ignore
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import {
  cooperationsByActor, isPublished, listCodebookEntries, listCodebookVersions, listCodes, listCodingRounds,
  listContextEvents, listCounties, listCountries, listDatasets, listRegimes, readClosedRound, unitsOf, type Actor, type Census, type CodingRound, type Standing,
} from '#register/index.ts' // prettier-ignore
import { judgeClaims, readCooperations as readByNumber } from '#statistics/index.ts'
import { describeDocument } from '../open-data/document-item.rules.ts'
import { codebookEntries, codebookVersions, codingRounds, codings, codingUnits } from './coding-tables.rules.ts'
import { agreements, cooperationLine, cooperations, events, reasons } from './cooperation-tables.rules.ts'
import { documents, passages } from './document-tables.rules.ts'
import { citations, conflicts, dissents, sources, statements } from './evidence-tables.rules.ts'
import { rowOf, type Cell, type PublicTable, type Row } from './public-table.rules.ts'
import {
  actorNames, actorRedirects, actors, changesets, claims, codebook, contextEvents, counties, countries, datasets, regimes,
} from './reference-tables.rules.ts' // prettier-ignore
import type { TableName } from './table-list.rules.ts'

export type TableReading = {
  reader: Reader
  standing: Standing
  /** Where permanent addresses begin. */
  base: { url: string }
  /** Only what hangs on this cooperation; of agreements, events and reasons. */
  of?: string
  /** Rows of a page; 2,000 unless a test says otherwise. */
  pageRows?: number
}

/** Rows of a page: enough that asking costs little, few enough that memory stays flat. */
const mostRows = 2000

/** All rows of a table in pages that are never empty: by its key, codes by their place in the scheme. */
export function readTable(reading: TableReading, name: TableName): AsyncGenerator<Row[]> {
  return readers[name](reading)
}

const readers: Record<TableName, (reading: TableReading) => AsyncGenerator<Row[]>> = {
  cooperations: readCooperations,
  agreements: (reading) =>
    readKept(reading, agreements, { from: sql`register.agreement`, where: isOf(reading, sql`x.cooperation`) }),
  events: (reading) =>
    readKept(reading, events, { from: sql`register.event`, where: isOf(reading, sql`x.cooperation`) }),
  reasons: (reading) =>
    readKept(reading, reasons, {
      from: sql`register.reason`,
      where:
        reading.of === undefined
          ? undefined
          : sql`x.event in (select id from register.event where cooperation = ${reading.of})`,
      // Identifiers of events begin with the cooperation's own and a full stop.
      also: [sql`split_part(x.event, '.', 1) as cooperation`],
    }),
  actors: readActors,
  actor_names: (reading) => readKept(reading, actorNames, { from: sql`register.actor_name` }),
  actor_redirects: (reading) => readKept(reading, actorRedirects, { from: sql`register.actor_redirect` }),
  sources: readSources,
  citations: (reading) =>
    readKept(reading, citations, {
      from: sql`evidence.citation`,
      where: isToldAt('x.source', revisionOf(reading)),
      also: (['locator', 'note_sv', 'note_en'] as const).map(
        (each) =>
          sql`case when ${isReadBy('x.source', { asOf: revisionOf(reading) })} then ${sql.ref(`x.${each}`)} end
            as ${sql.ref(each)}`,
      ),
    }),
  conflicts: (reading) => readKept(reading, conflicts, { from: sql`register.conflict` }),
  statements: (reading) =>
    readKept(reading, statements, { from: sql`register.statement`, also: toldOf('x', { asOf: revisionOf(reading) }) }),
  dissents: (reading) =>
    readKept(reading, dissents, {
      from: sql`register.dissent`,
      join: sql`join register.changeset c on c.revision = x.recorded_from
        join register.conflict v on v.id = x.conflict and v.recorded_from = x.ruling`,
      also: [sql`to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD') as recorded_on, v.ruling_sv, v.ruling_en`],
    }),
  claims: ({ reader, standing }) =>
    inOnePage(claims, async () => sorted(await judgeClaims(reader, standing), ({ claim }) => [claim.source, claim.id])),
  context_events: (reading) =>
    inOnePage(contextEvents, async () =>
      sorted(await listContextEvents(reading.reader, { asOf: revisionOf(reading) }), ({ id }) => [id]),
    ),
  codebook: ({ reader }) => inOnePage(codebook, () => listCodes(reader)),
  countries: ({ reader }) =>
    inOnePage(countries, async () => sorted(await listCountries(reader), ({ code }) => [code])),
  counties: ({ reader }) =>
    inOnePage(counties, async () => sorted(await listCounties(reader), ({ country, code }) => [country, code])),
  regimes: ({ reader }) =>
    inOnePage(regimes, async () =>
      sorted(await listRegimes(reader), ({ country, from }) => [country, String(from).padStart(4, '0')]),
    ),
  datasets: (reading) =>
    inOnePage(datasets, async () => sorted(await listDatasets(reading.reader, revisionOf(reading)), ({ id }) => [id])),
  changesets: readChangesets,
  documents: (reading) =>
    readNumbered(reading, documents, async (...page) =>
      (await listDocumentsAfter(reading.reader, ...page)).map((document) => describeDocument(reading.base, document)),
    ),
  passages: (reading) => readNumbered(reading, passages, (...page) => listPassagesAfter(reading.reader, ...page)),
  codebook_versions: ({ reader, base }) =>
    inOnePage(codebookVersions, async () =>
      (await listCodebookVersions(reader))
        .toReversed()
        .map((version) => ({ version, url: `${base.url}/codebook/versions/${version.number}` })),
    ),
  codebook_entries: async function* ({ reader }) {
    for (const { number } of (await listCodebookVersions(reader)).toReversed())
      yield* inOnePage(codebookEntries, async () =>
        (await listCodebookEntries(reader, number)).map((entry) => ({ ...entry, version: number })),
      )
  },
  coding_rounds: ({ reader, base }) =>
    inOnePage(codingRounds, async () =>
      (await publishedRounds(reader)).map((round) => ({ round, url: `${base.url}/coding/${round.id}` })),
    ),
  coding_units: async function* ({ reader }) {
    for (const { id } of await publishedRounds(reader))
      yield* inOnePage(codingUnits, async () =>
        unitsOf(await readClosedRound(reader, id)).map((unit) => ({ ...unit, round: id })),
      )
  },
  codings: async function* ({ reader }) {
    for (const { id } of await publishedRounds(reader))
      yield* inOnePage(codings, async () =>
        (await readClosedRound(reader, id)).codings.map((coding) => ({ ...coding, round: id })),
      )
  },
}

/** Those for everybody, by number. */
async function publishedRounds(reader: Reader): Promise<CodingRound[]> {
  return (await listCodingRounds(reader)).filter(isPublished).toReversed()
}

/** What is shown by pages of today from when it is accepted on, and as of a revision from the next one on. */
async function* readNumbered<Item extends { id: number }>(
  { standing, pageRows = mostRows }: TableReading,
  table: PublicTable<Item>,
  list: (after: number, limit: number, asking: Asking) => Promise<Item[]>,
): AsyncGenerator<Row[]> {
  const pages = inPages(pageRows, (last: Item | undefined) => list(last?.id ?? 0, pageRows, { asOf: standing.asOf }))
  for await (const page of pages) yield page.map((item) => rowOf(table, item))
}

/** Pages of `rows`, each asked for by the last item of the one before. */
async function* inPages<Item>(rows: number, list: (last: Item | undefined) => Promise<Item[]>): AsyncGenerator<Item[]> {
  let last: Item | undefined
  for (;;) {
    const page = await list(last)
    if (page.length > 0) yield page
    if (page.length < rows) return
    last = page.at(-1)
  }
}

function isOf({ of }: TableReading, cooperation: RawBuilder<unknown>) {
  return of === undefined ? undefined : sql`${cooperation} = ${of}`
}

/** The revision that every page is read as of. */
function revisionOf({ standing }: TableReading): number {
  return standing.asOf ?? standing.revision
}

async function* inOnePage<Item>(table: PublicTable<Item>, list: () => Promise<Item[]>): AsyncGenerator<Row[]> {
  const items = await list()
  if (items.length > 0) yield items.map((item) => rowOf(table, item))
}

/** By the numbers of the letters, which every database and machine orders alike. */
function sorted<Item>(items: readonly Item[], keyOf: (item: Item) => string[]): Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item).join('\0') }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ item }) => item)
}

type Kept = {
  from: RawBuilder<unknown>
  join?: RawBuilder<unknown>
  where?: RawBuilder<unknown>
  /** Columns that are not simply those of the table, under their names. */
  also?: readonly (RawBuilder<unknown> | ReturnType<typeof toldOf>[number])[]
}

/** Facts as they are kept in versions. */
async function* readKept<Item extends Record<string, Cell>>(
  reading: TableReading,
  table: PublicTable<Item>,
  { from, join = sql``, where = sql`true`, also = [] }: Kept,
): AsyncGenerator<Row[]> {
  const { reader, pageRows = mostRows } = reading
  const key = table.key.map((name) => sql`${sql.ref(`x.${name}`)} collate "C"`)
  const held = heldAt('x', revisionOf(reading))
  const pages = inPages(pageRows, async (last: Item | undefined) => {
    const after = last && table.key.map((name) => sql`${last[name] ?? null}::text`)
    const isNext = after ? sql`(${sql.join(key)}) > (${sql.join(after)})` : sql`true`
    const { rows } = await sql<Item>`
      select ${sql.join([sql`x.*`, ...also])} from ${from} x ${join}
      where ${held} and ${where} and ${isNext} order by ${sql.join(key)} limit ${pageRows}`.execute(reader)
    return rows
  })
  for await (const page of pages) yield page.map((row) => rowOf(table, row))
}

async function* readSources(reading: TableReading): AsyncGenerator<Row[]> {
  const { pageRows = mostRows } = reading
  const asking = { asOf: revisionOf(reading) }
  const pages = inPages(pageRows, (last: CitedSource | undefined) =>
    listSourcesAfter(reading.reader, last?.id, pageRows, asking),
  )
  for await (const page of pages) yield page.map((source) => rowOf(sources, source))
}

async function* readChangesets({ reader, standing, pageRows = mostRows }: TableReading): AsyncGenerator<Row[]> {
  const pages = inPages(pageRows, (last: { revision: number } | undefined) =>
    reader
      .selectFrom('register.changeset')
      .selectAll()
      .where('revision', '>', last?.revision ?? 0)
      .where('revision', '<=', standing.revision)
      .orderBy('revision')
      .limit(pageRows)
      .execute(),
  )
  for await (const page of pages)
    yield page.map((row) => rowOf(changesets, { ...row, recorded_at: row.recorded_at.toISOString() }))
}

async function* readCooperations({ reader, standing, base }: TableReading): AsyncGenerator<Row[]> {
  const { census, asOf } = standing
  const numbered = await reader
    .selectFrom('register.cooperation as c')
    .where(heldAt('c', asOf ?? standing.revision))
    .select('c.no')
    .orderBy(sql`c.id collate "C"`)
    .execute()
  const nos = Int32Array.from(numbered, ({ no }) => no)
  const actorOf = (id: string) => actorIn(census, id)
  for await (const page of readByNumber(reader, standing, nos))
    yield page.map((cooperation) => rowOf(cooperations, cooperationLine(base, cooperation, actorOf)))
}

export function actorIn(census: Census, id: string): Actor {
  const actor = census.actors.rows[census.actors.codeOf.get(id) ?? -1]
  if (!actor) throw new Error(`The census has no actor ${id}`)
  return actor
}

async function* readActors({ standing, base, pageRows = mostRows }: TableReading): AsyncGenerator<Row[]> {
  const { census } = standing
  const counts = cooperationsByActor(census)
  const lines = census.actors.rows.map((actor, code) => ({
    actor,
    cooperations: counts[code] ?? 0,
    url: `${base.url}/actors/${actor.id}`,
  }))
  const inOrder = sorted(lines, ({ actor }) => [actor.id])
  for (let start = 0; start < inOrder.length; start += pageRows)
    yield inOrder.slice(start, start + pageRows).map((line) => rowOf(actors, line))
}
