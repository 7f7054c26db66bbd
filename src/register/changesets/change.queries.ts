// All SQL that compares two revisions. What is or ever was under seal is left out, with whatever would lead to it:
// neither that it changed nor when is anybody's to see.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { factKinds, type Change, type ChangeKey, type FactFields, type FactKind } from './change.rules.ts'

/** From what was held at one revision to what was held at a later one. At 0 nothing was known. */
export type RevisionSpan = { from: number; to: number }

export type ChangeCount = { kind: FactKind; added: number; changed: number; withdrawn: number }

type Shape = {
  table: string
  /** Columns that name a fact. */
  names: readonly string[]
  /** Over the row `x`: what the fact is about. */
  subject: RawBuilder<string>
  /** Over the row `x`: the source that the fact leans on. */
  source?: RawBuilder<string>
  /** Without its source it can still be told. */
  isToldWithout?: true
}

// Identifiers of agreements, events and reasons begin with the cooperation's own and a full stop.
const beginning = (column: string) => sql<string>`split_part(${sql.ref(`x.${column}`)}, '.', 1)`
const subjectOfConflict = (id: RawBuilder<string>) => sql<string>`coalesce((
  select k.subject_id from register.conflict k where k.id = ${id} order by k.recorded_from desc limit 1), ${id})`

const shapes: Record<FactKind, Shape> = {
  dataset: { table: 'register.dataset', names: ['id'], subject: sql`x.id` },
  cooperation: { table: 'register.cooperation', names: ['id'], subject: sql`x.id` },
  agreement: { table: 'register.agreement', names: ['id'], subject: sql`x.cooperation` },
  event: { table: 'register.event', names: ['id'], subject: sql`x.cooperation` },
  reason: { table: 'register.reason', names: ['id'], subject: beginning('event') },
  actor: { table: 'register.actor', names: ['id'], subject: sql`x.id` },
  actor_name: { table: 'register.actor_name', names: ['actor', 'name'], subject: sql`x.actor` },
  // Of the page that is there: what was merged has none.
  actor_redirect: {
    table: 'register.actor_redirect',
    names: ['id'],
    subject: sql`case when x.kind = 'merged' then x.to_actor else x.from_actor end`,
  },
  conflict: { table: 'register.conflict', names: ['id'], subject: sql`coalesce(x.subject_id, x.id)` },
  statement: {
    table: 'register.statement',
    names: ['id'],
    subject: subjectOfConflict(sql`x.conflict`),
    source: sql`x.source`,
    isToldWithout: true,
  },
  dissent: { table: 'register.dissent', names: ['id'], subject: subjectOfConflict(sql`x.conflict`) },
  context_event: {
    table: 'register.context_event',
    names: ['id'],
    subject: sql`x.id`,
    source: sql`x.source`,
    isToldWithout: true,
  },
  claim: { table: 'register.claim', names: ['dataset', 'id'], subject: sql`x.id` },
  source: { table: 'evidence.source', names: ['id'], subject: sql`x.id`, source: sql`x.id` },
  citation: {
    table: 'evidence.citation',
    names: ['dataset', 'id'],
    subject: sql`case
      when x.fact_table in ('cooperation', 'agreement', 'event', 'reason') then ${beginning('fact_id')}
      when x.fact_table = 'actor_name' then split_part(x.fact_id, '|', 1)
      when x.fact_table in ('conflict', 'statement') then ${subjectOfConflict(beginning('fact_id'))}
      else x.fact_id end`,
    source: sql`x.source`,
  },
}

// Of a dataset the fingerprint, of a cooperation the number of the version: how they are kept, not what they say. Who
// dissents is told by organisation only.
const keeping = sql`array['no', 'dataset', 'recorded_from', 'recorded_to', 'fingerprint', 'person']`

function isGuarded(source: RawBuilder<string>): RawBuilder<SqlBool> {
  return sql`exists (select from evidence.source g where g.id = ${source} and g.visibility <> 'public')`
}

/** That a citation has moved to another source tells as much of the one that it was of. */
const wasGuarded = sql<SqlBool>`exists (
  select from evidence.citation v join evidence.source g on g.id = v.source and g.visibility <> 'public'
  where v.dataset = x.dataset and v.id = x.id)`

/** What a row says, as JSON. */
function told({ source, isToldWithout }: Shape, row: 'b' | 'a'): RawBuilder<FactFields | null> {
  const fields = sql<FactFields>`to_jsonb(${sql.ref(row)}) - ${keeping} - 'about'`
  if (!source || !isToldWithout) return fields
  return sql`case when ${isGuarded(sql`to_jsonb(${sql.ref(row)}) ->> 'source'`)} then ${fields} - 'source' - 'locator' else ${fields} end`
}

/** Rows of one kind that were held before and not after, and the other way round. */
function rowsOf(kind: FactKind, { from, to }: RevisionSpan, about: readonly string[] | undefined) {
  const shape = shapes[kind]
  const { table, subject, source, isToldWithout } = shape
  const isHidden = kind === 'citation' ? wasGuarded : source && !isToldWithout ? isGuarded(source) : sql`false`
  // Whoever follows a source wants what is cited from it, too.
  const isAbout =
    about === undefined
      ? sql`true`
      : kind === 'citation'
        ? sql`(${subject} = any(${about}::text[]) or x.source = any(${about}::text[]))`
        : sql`${subject} = any(${about}::text[])`
  const where = (isHeld: RawBuilder<unknown>) =>
    sql`from ${sql.table(table)} x where ${isHeld} and not ${isHidden} and ${isAbout}`
  const before = where(sql`x.recorded_from <= ${from} and x.recorded_to > ${from} and x.recorded_to <= ${to}`)
  const after = where(sql`x.recorded_from > ${from} and x.recorded_from <= ${to}
    and (x.recorded_to is null or x.recorded_to > ${to})`)
  return { shape, before, after }
}

/** Rows of one kind that differ: `b` before, `a` after, either of them absent; `among` narrows both. */
function differing(
  kind: FactKind,
  span: RevisionSpan,
  about: readonly string[] | undefined,
  among: RawBuilder<unknown> = sql`true`,
) {
  const { shape, before, after } = rowsOf(kind, span, about)
  const { names, subject } = shape
  const rows = (where: RawBuilder<unknown>) => sql`(select x.*, ${subject} as about ${where} and ${among})`
  const isSame = sql.join(
    names.map((name) => sql`b.${sql.ref(name)} = a.${sql.ref(name)}`),
    sql` and `,
  )
  const [first = ''] = names
  const [onlyAfter, onlyBefore] = [sql`b.${sql.ref(first)} is null`, sql`a.${sql.ref(first)} is null`]
  const joined = sql`${rows(before)} b full join ${rows(after)} a on ${isSame}
    where ${onlyAfter} or ${onlyBefore} or ${told(shape, 'b')} is distinct from ${told(shape, 'a')}`
  return { shape, joined, onlyAfter, onlyBefore }
}

/** How many facts of each kind were added, changed and withdrawn; kinds without any are left out. */
export async function countChanges(
  reader: Reader,
  span: RevisionSpan,
  about?: readonly string[],
): Promise<ChangeCount[]> {
  const counts: ChangeCount[] = []
  for (const kind of factKinds) {
    const { joined, onlyAfter, onlyBefore } = differing(kind, span, about)
    const { rows } = await sql<Omit<ChangeCount, 'kind'>>`
      select count(*) filter (where ${onlyAfter}) as added, count(*) filter (where ${onlyBefore}) as withdrawn,
        count(*) filter (where not ${onlyAfter} and not ${onlyBefore}) as changed
      from ${joined}`.execute(reader)
    const [row] = rows
    if (row && row.added + row.changed + row.withdrawn > 0) counts.push({ kind, ...row })
  }
  return counts
}

type Wanted = {
  /** Only this kind. */
  kind?: FactKind
  /** Only what is about these, see `listAbout`. */
  about?: readonly string[]
  /** The last change of the page before. */
  after?: ChangeKey
  limit: number
}

/** A page of changes by kind, then by name of the fact; `more` says that there are others behind it. */
export async function listChanges(
  reader: Reader,
  span: RevisionSpan,
  { kind: only, about, after, limit }: Wanted,
): Promise<{ changes: Change[]; more: boolean }> {
  const changes: Change[] = []
  const first = after ? factKinds.indexOf(after.kind) : 0
  for (const kind of factKinds.slice(first)) {
    if (only !== undefined && kind !== only) continue
    let place = after?.kind === kind ? namesIn(after) : undefined
    while (changes.length <= limit) {
      const next = await listNames(reader, kind, span, { about, place, limit: limit + 1 - changes.length })
      if (next.length === 0) break
      changes.push(...(await readChanges(reader, kind, span, about, next)))
      place = next.at(-1)
    }
  }
  return { changes: changes.slice(0, limit), more: changes.length > limit }
}

type Names = readonly string[]

function namesIn({ kind, key }: ChangeKey): Names {
  if (shapes[kind].names.length === 1) return [key]
  const bar = key.indexOf('|')
  return [key.slice(0, bar), key.slice(bar + 1)]
}

/**
 * The next facts with a row that came or went. Both halves stop at the limit and follow the primary key, so that a page
 * of a million new facts costs no more than one of fifty; that what came may say the same as what went is seen later.
 */
async function listNames(
  reader: Reader,
  kind: FactKind,
  span: RevisionSpan,
  { about, place, limit }: { about: readonly string[] | undefined; place: Names | undefined; limit: number },
): Promise<Names[]> {
  const { shape, before, after } = rowsOf(kind, span, about)
  const names = sql.join(shape.names.map((name) => sql.ref(`x.${name}`)))
  const isNext = place ? sql`(${names}) > (${sql.join(place.map((name) => sql`${name}::text`))})` : sql`true`
  const half = (where: RawBuilder<unknown>) =>
    sql`(select distinct ${names} ${where} and ${isNext} order by ${names} limit ${limit})`
  const order = sql.join(shape.names.map((name) => sql.ref(name)))
  const { rows } = await sql<Record<string, string>>`
    ${half(before)} union ${half(after)} order by ${order} limit ${limit}`.execute(reader)
  return rows.map((row) => shape.names.map((name) => row[name] ?? ''))
}

async function readChanges(
  reader: Reader,
  kind: FactKind,
  span: RevisionSpan,
  about: readonly string[] | undefined,
  wanted: readonly Names[],
): Promise<Change[]> {
  const { names } = shapes[kind]
  const columns = names.map((_, index) => sql`${wanted.map((each) => each[index] ?? '')}::text[]`)
  const among = sql`(${sql.join(names.map((name) => sql.ref(`x.${name}`)))}) in (select * from unnest(${sql.join(columns)}))`
  const { shape, joined } = differing(kind, span, about, among)
  const key = sql.join(
    names.map((name) => sql`coalesce(a.${sql.ref(name)}, b.${sql.ref(name)})`),
    sql` || '|' || `,
  )
  const { rows } = await sql<Omit<Change, 'kind'>>`
    select coalesce(a.about, b.about) as subject, ${key} as key,
      ${told(shape, 'b')} as before, ${told(shape, 'a')} as after
    from ${joined}`.execute(reader)
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return wanted.flatMap((each) => {
    const row = byKey.get(each.join('|'))
    return row ? { kind, ...row } : []
  })
}

/** What is about a cooperation, actor or source: itself and, of an actor, the cooperations that it is a party of. */
export async function listAbout(reader: Reader, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from register.cooperation where recorded_to is null and home = ${id}
    union select id from register.cooperation where recorded_to is null and counterpart = ${id}
    union select id from register.cooperation where recorded_to is not null and ${id} in (home, counterpart)`.execute(
    reader,
  )
  return [id, ...rows.map((row) => row.id)]
}

/** What the subject of a change is called: a cooperation by its parties, an actor by its name. */
export type SubjectName = { table: 'cooperation' | 'actor'; kind: string; nameSv: string; nameEn: string }

/** As last known at the revision, for what was withdrawn before it has a name too. */
export async function nameSubjects(
  reader: Reader,
  ids: readonly string[],
  upTo: number,
): Promise<Map<string, SubjectName>> {
  const wanted = [...new Set(ids)]
  const { rows } = await sql<SubjectName & { id: string }>`
    select distinct on (id) id, 'actor' as table, kind, name_sv as "nameSv", name_en as "nameEn"
    from register.actor where id = any(${wanted}::text[]) and recorded_from <= ${upTo}
    order by id, recorded_from desc`.execute(reader)
  const cooperations = await sql<SubjectName & { id: string }>`
    select distinct on (c.id) c.id, 'cooperation' as table, c.kind,
      h.name_sv || ' – ' || p.name_sv as "nameSv", h.name_en || ' – ' || p.name_en as "nameEn"
    from register.cooperation c
    cross join lateral (
      select name_sv, name_en from register.actor where id = c.home and recorded_from <= ${upTo}
      order by recorded_from desc limit 1) h
    cross join lateral (
      select name_sv, name_en from register.actor where id = c.counterpart and recorded_from <= ${upTo}
      order by recorded_from desc limit 1) p
    where c.id = any(${wanted}::text[]) and c.recorded_from <= ${upTo} order by c.id, c.recorded_from desc`.execute(
    reader,
  )
  return new Map([...rows, ...cooperations.rows].map(({ id, ...name }) => [id, name]))
}
