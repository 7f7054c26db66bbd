// All SQL of the evidence slice.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Citation, FactTable } from '../citations/citation.rules.ts'
import { readableIn, type Asking } from './source.policy.ts'
import { redact, type CitedSource, type Source, type Visibility } from './source.rules.ts'

type Versioned = { dataset: string; recorded_from: number; recorded_to: number | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'evidence.source': Versioned & {
      id: string
      kind: string
      visibility: Visibility
      author: string | null
      publisher: string | null
      title: string | null
      container: string | null
      date: string | null
      diary_number: string | null
      url: string | null
      accessed: string | null
      language: string | null
      note_sv: string | null
      note_en: string | null
    }
    'evidence.citation': Versioned & {
      id: string
      source: string
      locator: string | null
      fact_table: FactTable
      fact_id: string
      stance: Citation['stance']
      note_sv: string | null
      note_en: string | null
    }
  }
}

/**
 * The visibility of the source that the statement calls `s`, or otherwise. What was guarded later is guarded as of every earlier revision too: what a source told in confidence does not become
 * readable by asking for the past.
 */
export function visibilityOf(asOf: number | undefined, source = 's'): RawBuilder<Visibility> {
  const held = sql.ref(`${source}.visibility`)
  if (asOf === undefined) return sql`${held}`
  return sql`coalesce((
    select later.visibility from evidence.source later
    where later.id = ${sql.ref(`${source}.id`)} and later.recorded_from > ${sql.ref(`${source}.recorded_from`)}
      and later.visibility <> 'public'
    order by later.recorded_from desc limit 1), ${held})`
}

/**
 * Whether it may be told as of a revision what rests on a source. What was guarded later joins nothing in the past, or
 * its place in a text would lead from it to a body.
 */
export function isToldAt(source: string, asOf: number | undefined): RawBuilder<SqlBool> {
  if (asOf === undefined) return sql`true`
  return sql`not exists (
    select from evidence.source later join evidence.source held on held.id = later.id and ${heldAt('held', asOf)}
    where later.id = ${sql.ref(source)} and later.recorded_from > ${asOf}
      and later.visibility <> 'public' and later.visibility <> held.visibility)`
}

/** Sources that are or were guarded at any time. */
export async function listGuarded(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('evidence.source')
    .where('visibility', '<>', 'public')
    .select('id')
    .distinct()
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether whoever asks reads what the source of that column says of itself, and so the place in it. */
export function isReadBy(source: string, asking: Asking): RawBuilder<SqlBool> {
  return sql`exists (
    select from evidence.source told where told.id = ${sql.ref(source)} and ${heldAt('told', asking.asOf)}
      and ${visibilityOf(asking.asOf, 'told')} in (${sql.join(readableIn(asking))}))`
}

/** The source and the locator of a fact that names one: neither where it may not be told, the locator to whom it is for. */
export function toldOf(alias: string, asking: Asking) {
  const [source, locator] = [`${alias}.source`, `${alias}.locator`]
  const isTold = isToldAt(source, asking.asOf)
  return [
    sql<string | null>`case when ${isTold} then ${sql.ref(source)} end`.as('source'),
    sql<string | null>`case when ${isTold} and ${isReadBy(source, asking)} then ${sql.ref(locator)} end`.as('locator'),
  ] as const
}

export function selectSources(reader: Reader, asOf?: number) {
  return reader
    .selectFrom('evidence.source as s')
    .where(heldAt('s', asOf))
    .select(['s.id', 's.kind', 's.author', 's.publisher', 's.title', 's.container', 's.date'])
    .select(['diary_number as diaryNumber', 'url', 'accessed', 'language', 'note_sv as noteSv', 'note_en as noteEn'])
    .select('s.dataset')
    .select(visibilityOf(asOf).as('visibility'))
}

function selectCitedSources(reader: Reader, asOf?: number) {
  return selectSources(reader, asOf).select((eb) =>
    eb
      .selectFrom('evidence.citation as c')
      .whereRef('c.source', '=', 's.id')
      .where(heldAt('c', asOf))
      .where(isToldAt('c.source', asOf))
      .select((inner) => inner.fn.countAll<number>().as('citations'))
      .as('citations'),
  )
}

/**
 * Every source, those that are not for whoever asks redacted, the oldest first within its kind; with a revision, as they
 * were held then.
 */
export async function listSources(reader: Reader, asking: Asking = {}): Promise<CitedSource[]> {
  const { asOf } = asking
  const sources = await selectCitedSources(reader, asOf)
    .orderBy('kind')
    // The date of what is not for whoever asks would tell by its place when it was.
    .orderBy(sql`case when ${visibilityOf(asOf)} in (${sql.join(readableIn(asking))}) then date end`)
    .orderBy('id')
    .execute()
  return sources.map((source) => cited(source, asking))
}

/** The next sources after an identifier, in the order of their letters' numbers, redacted likewise. */
export async function listSourcesAfter(
  reader: Reader,
  after: string | undefined,
  limit: number,
  asking: Asking = {},
): Promise<CitedSource[]> {
  const sources = await selectCitedSources(reader, asking.asOf)
    .$if(after !== undefined, (query) => query.where(sql`s.id collate "C"`, '>', after ?? ''))
    .orderBy(sql`s.id collate "C"`)
    .limit(limit)
    .execute()
  return sources.map((source) => cited(source, asking))
}

export async function findCitedSource(
  reader: Reader,
  id: string,
  asking: Asking = {},
): Promise<CitedSource | undefined> {
  const source = await selectCitedSources(reader, asking.asOf).where('s.id', '=', id).executeTakeFirst()
  return source && cited(source, asking)
}

function cited(source: Source & { dataset: string; citations: number | null }, asking: Asking): CitedSource {
  const { dataset, citations } = source
  return { ...redact(source, readableIn(asking)), dataset, citations: citations ?? 0 }
}

export async function findSource(reader: Reader, id: string, asking: Asking = {}): Promise<Source | undefined> {
  const source = await selectSources(reader, asking.asOf).where('s.id', '=', id).executeTakeFirst()
  return source && redact(source, readableIn(asking))
}

/** The visibility of each of these sources that there is: the most guarded it ever had, since that holds for all time. */
export async function findVisibilities(reader: Reader, ids: readonly string[]): Promise<Map<string, Visibility>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('evidence.source')
    .where('id', 'in', [...new Set(ids)])
    .orderBy(sql`array_position(array['public', 'members', 'sealed'], visibility)`)
    .select(['id', 'visibility'])
    .execute()
  return new Map(rows.map(({ id, visibility }) => [id, visibility]))
}

/** Sources that anybody may see, by identifier or by what their titles hold, whatever the case; at most `limit`. */
export async function listSourcesNamed(reader: Reader, text: string, limit: number): Promise<Source[]> {
  const sources = await selectSources(reader)
    .where('s.visibility', '=', 'public')
    .where((eb) => eb.or([eb('s.id', '=', text), sql<boolean>`position(lower(${text}) in lower(s.title)) > 0`]))
    .orderBy(sql`s.id = ${text} desc, lower(s.title) = lower(${text}) desc, s.id`)
    .limit(limit)
    .execute()
  return sources
}

/** Sources for everybody that may be the one told of: of the same address, diary number or title, or that holds the title. */
export async function listSourcesLike(
  reader: Reader,
  { title, url, diaryNumber }: { title: string; url: string; diaryNumber: string },
  limit: number,
): Promise<Source[]> {
  const part = title.trim().length >= shortestTitle ? title.trim() : null
  if (!part && !url && !diaryNumber) return []
  const sources = await selectSources(reader)
    .where('s.visibility', '=', 'public')
    .where((eb) =>
      eb.or([
        sql<boolean>`position(lower(${part}::text) in lower(s.title)) > 0`,
        eb(sql`rtrim(s.url, '/')`, '=', url.replace(/\/+$/, '') || null),
        eb(sql`lower(s.diary_number)`, '=', diaryNumber.toLowerCase() || null),
      ]),
    )
    .orderBy(sql`lower(s.title) = lower(${part}::text) desc nulls last, s.id`)
    .limit(limit)
    .execute()
  return sources
}

/** A shorter part of a title stands in too many. */
const shortestTitle = 5

export async function listSourcesById(
  reader: Reader,
  ids: readonly (string | null)[],
  asking: Asking = {},
): Promise<Map<string, Source>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const sources = await selectSources(reader, asking.asOf)
    .where('s.id', '=', sql<string>`any(${wanted}::text[])`)
    .execute()
  return new Map(sources.map((source) => [source.id, redact(source, readableIn(asking))]))
}

export function selectCitations(reader: Reader, asOf: number | undefined) {
  return reader
    .selectFrom('evidence.citation as c')
    .where(heldAt('c', asOf))
    .where(isToldAt('c.source', asOf))
    .select(['c.id', 'c.source', 'fact_table as factTable', 'fact_id as factId', 'stance', 'locator'])
    .select(['note_sv as noteSv', 'note_en as noteEn'])
    .orderBy('c.id')
}

/** The place in a source and what is noted of it are for those who may read of the source itself. */
export function redactCitation(citation: Citation, isRead: boolean): Citation {
  return isRead ? citation : { ...citation, locator: null, noteSv: null, noteEn: null }
}

/**
 * Whether a column names a subject or a fact whose identifier begins with the subject's own and a full stop. These are one
 * range of the index, because the slash is the character after the full stop.
 */
export function isBelow(column: string, subject: string): RawBuilder<SqlBool> {
  const name = sql.ref(column)
  // PostgreSQL would plan anew each time for a range between parameters, which takes it as long as reading; these ends it
  // does not know when it plans.
  const [from, to] = [sql`(select ${subject}::text || '.')`, sql`(select ${subject}::text || '/')`]
  return sql`(${name} = ${subject} or (${name} >= ${from} and ${name} < ${to}))`
}

/** Citations of a subject and of all facts below it. */
export function listCitationsBelow(reader: Reader, subject: string, asking: Asking = {}): Promise<Citation[]> {
  return listCitations(selectCitations(reader, asking.asOf).where(isBelow('c.fact_id', subject)), asking)
}

export function listCitationsFrom(reader: Reader, source: string, asking: Asking = {}): Promise<Citation[]> {
  return listCitations(selectCitations(reader, asking.asOf).where('c.source', '=', source), asking)
}

async function listCitations(citations: ReturnType<typeof selectCitations>, asking: Asking): Promise<Citation[]> {
  const rows = await citations.select(isReadBy('c.source', asking).as('isRead')).execute()
  return rows.map(({ isRead, ...citation }) => redactCitation(citation, Boolean(isRead)))
}
