// What is open, as the re-identification check looks at it: every text of the register with the places and dates it is about.
import { sql } from 'kysely'
import type { OpenRow, Surroundings } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { factResources, versionedTable, type FactResource } from '../packages/fact-table.queries.ts'
import { factIdOf, isEditedResource, subjectOf } from '../proposals/change.rules.ts'

/** Columns that only name things: a name in them is no text that somebody has written. */
const naming = ['id', 'fact_table', 'recorded_from', 'source', 'visibility', 'kind', 'language', 'line']
const dating = ['date', 'signed']

/**
 * What stands, or with `since` what has been recorded from that revision on, among it the message of the changeset. Sources
 * that a data package calls sealed are not open, and neither are citations of them.
 */
export async function readSurroundings(reader: Reader, since = 0): Promise<Surroundings> {
  const resources: FactResource[] = [...factResources, 'sources', 'citations']
  const read = new Map<FactResource, FactRow[]>()
  for (const resource of resources) {
    // oxlint-disable-next-line no-await-in-loop -- a transaction has one connection
    read.set(resource, await readRows(reader, resource, since))
  }
  const subjects = [...read].flatMap(([resource, rows]) => rows.map((row) => subjectIn(resource, row)))
  const places = await placesOf(reader, subjects)
  const dates = await datesOf(reader, read)
  const rows = [...read].flatMap(([resource, list]) =>
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
  return { rows: [...rows, ...(await messagesSince(reader, since))], bodies: await bodiesBehindReasons(reader) }
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
    .where('kind', '=', 'edit')
    .select(['revision', 'message_sv as message'])
    .execute()
  return rows.map(({ revision, message }) => ({
    where: `changes/${revision}`,
    source: null,
    locator: null,
    places: [],
    dates: [],
    fields: { message },
  }))
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
