// All SQL that reads rounds of coding. Codes of others are read by one query, which knows no open round.
import { sql, type Generated, type SqlBool } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import { listParties } from '../cooperations/cooperation.queries.ts'
import type { CodedScheme } from '../codebook/codebook-version.rules.ts'
import type {
  Adjudication,
  Answer,
  ClosedRound,
  Coder,
  Coding,
  CodingRound,
  CodingUnit,
  RoundState,
} from './coding-round.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.coding_round': {
      id: Generated<number>
      title: string
      instructions: string | null
      language: Language
      scheme: CodedScheme
      codebook_version: number
      state: RoundState
      is_public: boolean
      person: string
      created_at: Date
      closed_at: Date | null
      adjudicated_at: Date | null
    }
    'register.coding_coder': { round: number; number: number; person: string; finished_at: Date | null }
    'register.coding_unit': {
      round: number
      position: number
      fact_id: string
      source: string | null
      locator: string | null
      passage: string | null
    }
    'register.coding': Answer & { round: number; position: number; coder: number; place: number; coded_at: Date }
    'register.adjudication': {
      round: number
      position: number
      code: string | null
      note: string
      person: string
      at: Date
    }
  }
}

/** Sources that units name, or that coders have found, and that are or ever were guarded. */
const isGuarded = sql<boolean>`exists (
  select from evidence.source s where s.visibility <> 'public' and (
    s.id in (select u.source from register.coding_unit u where u.round = r.id)
    or s.id in (select c.source from register.coding c where c.round = r.id)))`

/** Whether the source of a row is or ever was under seal. That it bears on a fact is itself what the seal is to hide. */
function isSealed(alias: string) {
  return sql<boolean>`exists (
    select from evidence.source s where s.id = ${sql.ref(`${alias}.source`)} and s.visibility = 'sealed')`
}

/** Where a passage is and what it says; nothing of it under seal. */
function toldPassage(alias: string) {
  return (['source', 'locator', 'passage'] as const).map((column) =>
    sql<string | null>`case when not ${isSealed(alias)} then ${sql.ref(`${alias}.${column}`)} end`.as(column),
  )
}

function selectRounds(reader: Reader) {
  return reader
    .selectFrom('register.coding_round as r')
    .select(['r.id', 'title', 'instructions', 'language', 'scheme', 'codebook_version as codebookVersion', 'state'])
    .select(['is_public as isPublic', 'person', 'created_at as createdAt', 'closed_at as closedAt'])
    .select(['adjudicated_at as adjudicatedAt', isGuarded.as('isGuarded')])
    .select((eb) => eb.selectFrom('register.coding_unit as u').whereRef('u.round', '=', 'r.id').select((inner) => inner.fn.countAll<number>().as('units')).$asScalar().$notNull().as('units')) // prettier-ignore
}

/** Every round, the latest first. */
export function listCodingRounds(reader: Reader): Promise<CodingRound[]> {
  return selectRounds(reader).orderBy('r.id', 'desc').execute()
}

export function findCodingRound(reader: Reader, id: number): Promise<CodingRound | undefined> {
  return selectRounds(reader).where('r.id', '=', id).executeTakeFirst()
}

/** The round, locked: closing waits for whoever is saving a code, and the other way round. */
export async function lockCodingRound(tx: Tx, id: number): Promise<CodingRound | undefined> {
  await tx.selectFrom('register.coding_round').where('id', '=', id).select('id').forUpdate().executeTakeFirst()
  return findCodingRound(tx, id)
}

/** The coders of a round by number, with how much each has coded: not for the eyes of a coder while it is open. */
export function listCoders(reader: Reader, round: number): Promise<Coder[]> {
  return reader
    .selectFrom('register.coding_coder as k')
    .leftJoin('accounts.person as p', 'p.id', 'k.person')
    .where('k.round', '=', round)
    .select(['k.number', 'k.person', sql<string>`coalesce(p.name, '')`.as('name'), 'k.finished_at as finishedAt'])
    .select((eb) =>
      eb
        .selectFrom('register.coding as c')
        .whereRef('c.round', '=', 'k.round')
        .whereRef('c.coder', '=', 'k.number')
        .select((inner) => inner.fn.countAll<number>().as('coded'))
        .$asScalar()
        .$notNull()
        .as('coded'),
    ) // prettier-ignore
    .orderBy('k.number')
    .execute()
}

/** The rounds that somebody codes in. */
export async function listRoundsOf(reader: Reader, person: string): Promise<Set<number>> {
  const rows = await reader.selectFrom('register.coding_coder').where('person', '=', person).select('round').execute()
  return new Set(rows.map(({ round }) => round))
}

export function listCodingUnits(reader: Reader, round: number): Promise<CodingUnit[]> {
  return reader
    .selectFrom('register.coding_unit as u')
    .where('round', '=', round)
    .select(['position', 'fact_id as factId', ...toldPassage('u'), isSealed('u').as('isSealed')])
    .orderBy('position')
    .execute()
}

function selectCodings(reader: Reader, round: number) {
  return reader
    .selectFrom('register.coding as c')
    .innerJoin('register.coding_round as r', 'r.id', 'c.round')
    .where('c.round', '=', round)
    .select(['c.position', 'c.coder', 'c.place', 'c.code', 'c.missing', 'c.remark'])
    .select(toldPassage('c'))
    .orderBy('c.position')
    .orderBy('c.coder')
}

/** What one coder has said so far, by unit: their own, at any time. */
export async function listOwnCodings(reader: Reader, round: number, coder: number): Promise<Map<number, Coding>> {
  const rows = await selectCodings(reader, round).where('c.coder', '=', coder).execute()
  return new Map(rows.map((row) => [row.position, row]))
}

/** What all coders have said of a round that is closed, and what was decided; of an open one no codes, whoever asks. */
export async function readClosedRound(reader: Reader, round: number): Promise<ClosedRound> {
  const codings = await selectCodings(reader, round).where('r.state', '<>', 'open').execute()
  const adjudications: Adjudication[] = await reader
    .selectFrom('register.adjudication as a')
    .leftJoin('accounts.person as p', 'p.id', 'a.person')
    .where('a.round', '=', round)
    .select(['a.position', 'a.code', 'a.note', 'p.name', 'a.at'])
    .execute()
  return { units: await listCodingUnits(reader, round), codings, adjudications }
}

/** Whether the event or the cooperation stands in the register. */
export async function listStandingFacts(
  reader: Reader,
  scheme: CodedScheme,
  ids: readonly string[],
): Promise<Set<string>> {
  const table = scheme === 'reason' ? 'register.event' : 'register.cooperation'
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where recorded_to is null and id = any(${[...ids]}::text[])`.execute(reader)
  return new Set(rows.map(({ id }) => id))
}

/** Kinds of events that somebody may have given a reason for. */
const reasonedKinds = ['ended', 'not_renewed', 'lapsed', 'partly_ended', 'paused', 'dormant', 'resumed', 'affirmed']

/**
 * Units to begin with: of reasons the events that call for one, of status all cooperations; each with the first place in an
 * open source that is cited for it. At most `limit`.
 */
export async function suggestUnits(reader: Reader, scheme: CodedScheme, limit: number): Promise<CodingUnit[]> {
  const fact =
    scheme === 'reason'
      ? sql`select id from register.event where recorded_to is null and kind = any(${reasonedKinds}::text[])`
      : sql`select id from register.cooperation where recorded_to is null`
  const { rows } = await sql<CodingUnit>`
    select row_number() over (order by f.id)::int as position, f.id as "factId", c.source, c.locator,
      null::text as passage, false as "isSealed"
    from (${fact}) f left join lateral (
      select c.source, c.locator from evidence.citation c
      join evidence.source s on s.id = c.source and s.recorded_to is null and s.visibility = 'public'
      where c.recorded_to is null and c.fact_id = f.id and c.stance = 'supports' order by c.id limit 1) c on true
    order by f.id limit ${limit}`.execute(reader)
  return rows
}

/** Reasons that stand on these events: `event code`. */
export async function listStandingReasons(reader: Reader, events: readonly string[]): Promise<Set<string>> {
  const rows = await reader
    .selectFrom('register.reason')
    .where('recorded_to', 'is', null)
    .where(sql<SqlBool>`event = any(${[...events]}::text[])`)
    .select(['event', 'code'])
    .execute()
  return new Set(rows.map(({ event, code }) => `${event} ${code}`))
}

/** What a unit is about: a cooperation, or one of its events. */
export type UnitFact = { id: string; cooperation: string; home: string; counterpart: string } & {
  event: { kind: string; date: string | null } | null
}

/** The facts that units are about, as far as they stand. */
export async function listUnitFacts(
  reader: Reader,
  scheme: CodedScheme,
  ids: readonly string[],
): Promise<Map<string, UnitFact>> {
  if (scheme === 'status') {
    const parties = await listParties(reader, ids)
    return new Map([...parties].map(([id, pair]) => [id, { ...pair, cooperation: id, event: null }]))
  }
  const { rows } = await sql<Omit<UnitFact, 'event'> & { kind: string; date: string | null }>`
    select e.id, e.cooperation, e.kind, e.date, c.home, c.counterpart from register.event e
    join register.cooperation c on c.id = e.cooperation and c.recorded_to is null
    where e.recorded_to is null and e.id = any(${[...ids]}::text[])`.execute(reader)
  return new Map(rows.map(({ kind, date, ...fact }) => [fact.id, { ...fact, event: { kind, date } }]))
}
