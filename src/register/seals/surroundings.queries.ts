// What is open, as the re-identification check looks at it: every text of the register with the places and dates it is about.
import { sql } from 'kysely'
import type { OpenRow, Surroundings } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { factResources, versionedTable, type FactResource } from '../packages/fact-table.queries.ts'
import { findCodingRound, listCodingRounds } from '../coding/coding-round.queries.ts'
import { isPublished } from '../coding/coding-round.rules.ts'
import { entryColumns } from '../codebook/codebook-version.rules.ts'
import { factIdOf, isEditedResource, subjectOf } from '../proposals/change.rules.ts'

/** Columns that only name things: a name in them is no text that somebody has written. */
const naming = ['id', 'fact_table', 'recorded_from', 'source', 'visibility', 'kind', 'language', 'line']
const dating = ['date', 'signed']

/** What has been recorded from a revision on; or one document, or one round of coding. */
export type OpenPart = { since: number } | { document: number } | { round: number }

/**
 * Everything that stands, or a part of it. Sources that a data package calls sealed are not open, and neither are citations
 * and documents of them.
 */
export async function readSurroundings(reader: Reader, part?: OpenPart): Promise<Surroundings> {
  const bodies = await bodiesBehindReasons(reader)
  if (part && 'document' in part) return { rows: await documentRows(reader, part.document), bodies }
  if (part && 'round' in part) return { rows: await roundRows(reader, part.round), bodies }
  const since = part?.since ?? 0
  const recorded = [
    ...(await factRows(reader, since)),
    ...(await messagesSince(reader, since)),
    ...(await dissentsSince(reader, since)),
    ...(await codebookSince(reader, since)),
  ]
  if (part) return { rows: recorded, bodies }
  return { rows: [...recorded, ...(await documentRows(reader)), ...(await roundRows(reader))], bodies }
}

async function factRows(reader: Reader, since: number): Promise<OpenRow[]> {
  const resources: FactResource[] = [...factResources, 'sources', 'citations']
  const read = new Map<FactResource, FactRow[]>()
  for (const resource of resources) {
    // oxlint-disable-next-line no-await-in-loop -- a transaction has one connection
    read.set(resource, await readRows(reader, resource, since))
  }
  const subjects = [...read].flatMap(([resource, rows]) => rows.map((row) => subjectIn(resource, row)))
  const places = await placesOf(reader, subjects)
  const dates = await datesOf(reader, read)
  return [...read].flatMap(([resource, list]) =>
    list.map((row): OpenRow => {
      const subject = subjectIn(resource, row)
      return {
        where: `${resource}/${isEditedResource(resource) ? factIdOf(resource, row) : String(row.id ?? row.name)}`,
        source: typeof row.source === 'string' ? row.source : null,
        locator: typeof row.locator === 'string' ? row.locator : null,
        places: (subject === undefined ? undefined : places.get(subject)) ?? [],
        dates: [
          ...dating.flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : [])),
          ...(dates.get(String(row.event ?? row.fact_id)) ?? []),
        ],
        fields: textsIn(row),
      }
    }),
  )
}

async function readRows(reader: Reader, resource: FactResource, since: number): Promise<FactRow[]> {
  const { name, columns } = versionedTable(resource)
  const isOpen =
    resource === 'sources'
      ? sql`visibility <> 'sealed'`
      : resource === 'citations'
        ? sql`exists (
            select from evidence.source s
            where s.id = fact.source and s.recorded_to is null and s.visibility <> 'sealed')`
        : sql`true`
  const { rows } = await sql<FactRow>`
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)} fact
    where recorded_to is null and recorded_from >= ${since} and ${isOpen}`.execute(reader)
  return rows
}

/** The cooperation or actor that a row is about. */
function subjectIn(resource: FactResource, row: FactRow): string | undefined {
  if (resource === 'conflicts') return row.subject_id === null ? undefined : String(row.subject_id)
  const id = row.cooperation ?? row.event ?? row.fact_id ?? row.actor ?? row.id
  return id === null || id === undefined ? undefined : (subjectOf(String(id)).split('|')[0] ?? undefined)
}

function textsIn(row: FactRow): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([column, value]) =>
      typeof value === 'string' && !naming.includes(column) ? [[column, value]] : [],
    ),
  )
}

/** Names of the home body by cooperation, and of each actor by itself. */
async function placesOf(reader: Reader, subjects: readonly (string | undefined)[]): Promise<Map<string, string[]>> {
  const wanted = [...new Set(subjects)].filter((subject) => subject !== undefined)
  const { rows } = await sql<{ subject: string; name_sv: string; name_en: string; former: string[] }>`
    select about.subject, a.name_sv, a.name_en, array(
      select n.name from register.actor_name n where n.actor = a.id and n.recorded_to is null) as former
    from (
      select id as subject, home as actor from register.cooperation where recorded_to is null
      union all select id, id from register.actor where recorded_to is null) about
    join register.actor a on a.id = about.actor and a.recorded_to is null
    where about.subject = any(${wanted}::text[])`.execute(reader)
  return new Map(rows.map(({ subject, name_sv, name_en, former }) => [subject, [name_sv, name_en, ...former]]))
}

/** Dates of the events that reasons and citations hang on, by the identifier of the event or of what hangs on it. */
async function datesOf(reader: Reader, read: ReadonlyMap<FactResource, FactRow[]>): Promise<Map<string, string[]>> {
  const reasons = (read.get('reasons') ?? []).map(({ event }) => String(event))
  const cited = (read.get('citations') ?? []).map((row) => String(row.fact_id))
  const { rows } = await sql<{ id: string; date: string }>`
    select id, date from register.event
    where recorded_to is null and date is not null and id = any(${[...reasons, ...cited]}::text[])`.execute(reader)
  return new Map(rows.map(({ id, date }) => [id, [date]]))
}

async function messagesSince(reader: Reader, since: number): Promise<OpenRow[]> {
  const rows = await reader
    .selectFrom('register.changeset')
    .where('revision', '>=', since)
    .where('kind', 'in', ['edit', 'codebook'])
    .select(['revision', 'message_sv', 'message_en'])
    .execute()
  return rows.map(({ revision, ...messages }) => textRow(`changes/${revision}`, messages))
}

/** What is about nothing that the register knows but through its words. */
function textRow(where: string, fields: Record<string, string | null>): OpenRow {
  return { where, source: null, locator: null, places: [], dates: [], fields: textsIn(fields) }
}

async function dissentsSince(reader: Reader, since: number): Promise<OpenRow[]> {
  const rows = await reader
    .selectFrom('register.dissent')
    .where('recorded_to', 'is', null)
    .where('recorded_from', '>=', since)
    .select(['id', 'says'])
    .execute()
  return rows.map(({ id, says }) => textRow(`dissents/${id}`, { says }))
}

/** Versions that came with a data package have no revision, and stand from the beginning. */
async function codebookSince(reader: Reader, since: number): Promise<OpenRow[]> {
  const rows = await reader
    .selectFrom('register.codebook_entry as e')
    .innerJoin('register.codebook_version as v', 'v.number', 'e.version')
    .where('v.state', '=', 'published')
    .where((eb) => eb(eb.fn.coalesce('v.revision', eb.lit(0)), '>=', since))
    .select(['e.version', 'e.scheme', 'e.code', ...entryColumns.map((column) => `e.${column}` as const)])
    .execute()
  return rows.map(({ version, scheme, code, ...texts }) => textRow(`codebook/${version}/${scheme}/${code}`, texts))
}

/** Accepted documents: what each is called and carries, and its pages. They have the date of their source. */
async function documentRows(reader: Reader, document?: number): Promise<OpenRow[]> {
  const wanted = document === undefined ? sql`true` : sql`d.id = ${document}`
  const from = sql`
    from evidence.document d join evidence.file f on f.sha256 = d.file
    join evidence.source s on s.id = d.source and s.recorded_to is null
    where d.state = 'accepted' and s.visibility <> 'sealed' and ${wanted}`
  const { rows: documents } = await sql<{ id: number; file: string; date: string | null; name: string; url: string | null; carries: string }>`
    select d.id, d.file, s.date, d.name, d.url, f.carries ${from} order by d.id`.execute(reader) // prettier-ignore
  const { rows: pages } = await sql<{ file: string; page: number; text: string }>`
    select file, page, text from evidence.file_page
    where text <> '' and file in (select d.file ${from}) order by page`.execute(reader)
  const pagesOf = Map.groupBy(pages, ({ file }) => file)
  return documents.flatMap(({ id, file, date, name, url, carries }) => {
    const dates = date === null ? [] : [date]
    const ofPages = (pagesOf.get(file) ?? []).map(({ page, text }) => ({ ...textRow(`documents/${id}/${page}`, { text }), dates })) // prettier-ignore
    return [{ ...textRow(`documents/${id}`, { name, url, carries }), dates }, ...ofPages]
  })
}

/** Rounds of coding that everybody sees: what they are called, and the places in sources that units and codes rest on. */
async function roundRows(reader: Reader, round?: number): Promise<OpenRow[]> {
  const found = round === undefined ? await listCodingRounds(reader) : [await findCodingRound(reader, round)]
  const rounds = found.filter((one) => one !== undefined).filter(isPublished)
  const ids = rounds.map(({ id }) => id)
  if (ids.length === 0) return []
  const { rows: places } = await sql<{ round: number; position: number; fact: string; date: string | null; source: string | null; locator: string | null; passage: string | null; note: string | null }>`
    select u.round, u.position, u.fact_id as fact, e.date, said.source, said.locator, said.passage, a.note
    from register.coding_unit u
    left join register.event e on e.id = u.fact_id and e.recorded_to is null
    left join register.adjudication a on a.round = u.round and a.position = u.position
    cross join lateral (
      select u.source, u.locator, u.passage
      union select c.source, c.locator, c.passage from register.coding c
      where c.round = u.round and c.position = u.position) said
    where u.round = any(${ids}::integer[]) order by u.round, u.position`.execute(reader) // prettier-ignore
  const placesOfFacts = await placesOf(reader, places.map(({ fact }) => subjectOf(fact))) // prettier-ignore
  return [
    ...rounds.map(({ id, title, instructions }) => textRow(`coding/${id}`, { title, instructions })),
    ...places.map(({ round: id, position, fact, date, source, locator, passage, note }): OpenRow => ({
      where: `coding/${id}/${position}`,
      source,
      locator,
      places: placesOfFacts.get(subjectOf(fact)) ?? [],
      dates: date === null ? [] : [date],
      fields: textsIn({ locator, passage, note }),
    })),
  ]
}

/** How many home bodies have given, or been given, each reason. */
async function bodiesBehindReasons(reader: Reader): Promise<Map<string, number>> {
  const { rows } = await sql<{ code: string; bodies: number }>`
    select 'reason/' || r.code as code, count(distinct c.home) as bodies
    from register.reason r
    join register.event e on e.id = r.event and e.recorded_to is null
    join register.cooperation c on c.id = e.cooperation and c.recorded_to is null
    where r.recorded_to is null group by r.code`.execute(reader)
  return new Map(rows.map(({ code, bodies }) => [code, bodies]))
}
