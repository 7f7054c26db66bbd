// When did the register learn of a cooperation, an actor or a source, and of what hangs on it?
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { packNumbers, unpackNumbers } from '#platform/db/packed-numbers.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { RevisionSpan } from '../changesets/change.queries.ts'
import { changesetsByRevision } from '../changesets/changeset.queries.ts'
import type { Dossier } from './cooperation.rules.ts'

/** One revision that touched a cooperation, actor or source, and what it was. */
export type HistoryEntry = Dossier['history'][number] & {
  recordedAt: Date
  author: string
  messageSv: string
  messageEn: string
}

/** The history of a dossier with who changed what; the latest first. */
export async function listHistory(reader: Reader, history: Dossier['history']): Promise<HistoryEntry[]> {
  const changesets = await changesetsByRevision(
    reader,
    history.map(({ revision }) => revision),
  )
  return history.flatMap((entry) => {
    const changeset = changesets.get(entry.revision)
    if (!changeset) return []
    const { recorded_at: recordedAt, author, message_sv: messageSv, message_en: messageEn } = changeset
    return [{ ...entry, recordedAt, author, messageSv, messageEn }]
  })
}

/** Of an actor: itself, its names, what was merged into it or split from it, and the cooperations that it is a party of; the latest first. */
export function listActorHistory(reader: Reader, id: string, asOf?: number): Promise<HistoryEntry[]> {
  const own = sql`select c.id from register.cooperation c where ${id} in (c.home, c.counterpart)`
  return readHistory(
    reader,
    sql`
      select recorded_from, recorded_to from register.actor where id = ${id}
      union all select recorded_from, recorded_to from register.actor_name where actor = ${id}
      union all select recorded_from, recorded_to from register.actor_redirect where ${id} in (from_actor, to_actor)
      union all select recorded_from, recorded_to from register.cooperation where ${id} in (home, counterpart)
      union all select recorded_from, recorded_to from register.event where cooperation in (${own})
      union all select recorded_from, recorded_to from register.agreement where cooperation in (${own})
      union all select r.recorded_from, r.recorded_to from register.reason r
        where r.event in (select e.id from register.event e where e.cooperation in (${own}))
      union all select recorded_from, recorded_to from register.conflict
        where subject_table = 'actor' and subject_id = ${id}
      union all select d.recorded_from, d.recorded_to from register.dissent d
        where d.conflict in (select id from register.conflict where subject_table = 'actor' and subject_id = ${id})`,
    asOf,
  )
}

/** Which cooperations a revision touched, by the numbers that a census knows them by, in their order. */
export type Touched = { revision: number; nos: Int32Array }

/**
 * Which cooperations of those that are held each of the revisions after `from` up to `to` touched, the latest revision first.
 * The same facts count as in the history of one cooperation.
 */
export async function listTouched(reader: Reader, { from, to }: RevisionSpan, asOf?: number): Promise<Touched[]> {
  const isSpanned = (column: string) => sql`${sql.ref(column)} > ${from} and ${sql.ref(column)} <= ${to}`
  // Only versions that came or went in the span, of whatever table.
  const within = (alias: string) =>
    sql`(${isSpanned(`${alias}.recorded_from`)} or ${isSpanned(`${alias}.recorded_to`)})`
  // A first import touches a million, and what hangs on them came with them. Doubles are left out below: where there are as
  // many groups, PostgreSQL hands one hash table on to another in the order of its hashes, and may not end within half an hour.
  const { rows } = await sql<{ revision: number; nos: Uint8Array | null }>`
    select v.revision, ${packNumbers('c.no')} as nos
    from (
      select x.id as cooperation, true as is_own, x.recorded_from, x.recorded_to
        from register.cooperation x where ${within('x')}
      union all select x.cooperation, false, x.recorded_from, x.recorded_to from register.event x where ${within('x')}
      union all select x.cooperation, false, x.recorded_from, x.recorded_to from register.agreement x where ${within('x')}
      union all select split_part(x.event, '.', 1), false, x.recorded_from, x.recorded_to
        from register.reason x where ${within('x')}
      union all select x.subject_id, false, x.recorded_from, x.recorded_to from register.conflict x
        where x.subject_table = 'cooperation' and ${within('x')}
      union all select k.subject_id, false, x.recorded_from, x.recorded_to from register.dissent x
        join register.conflict k on k.id = x.conflict and k.subject_table = 'cooperation' where ${within('x')}
    ) f
    cross join lateral (values (f.recorded_from), (f.recorded_to)) as v (revision)
    join register.cooperation c on c.id = f.cooperation and ${heldAt('c', asOf)}
    where ${isSpanned('v.revision')} and (f.is_own or c.recorded_from <> v.revision)
    group by v.revision order by v.revision desc`.execute(reader)
  return rows.map(({ revision, nos }) => ({ revision, nos: eachOnce(unpackNumbers(nos)) }))
}

function eachOnce(numbers: Int32Array): Int32Array {
  const inOrder = numbers.toSorted()
  return inOrder.filter((number, at) => number !== inOrder[at - 1])
}

/** Of a source: itself and what is cited from it. When one under seal changed is nobody's to see. */
export function listSourceHistory(reader: Reader, id: string, asOf?: number): Promise<HistoryEntry[]> {
  const isOpen = sql`not exists (select from evidence.source g where g.id = ${id} and g.visibility <> 'public')`
  return readHistory(
    reader,
    sql`
      select recorded_from, recorded_to from evidence.source where id = ${id} and ${isOpen}
      union all select recorded_from, recorded_to from evidence.citation where source = ${id} and ${isOpen}`,
    asOf,
  )
}

/** `versions` gives the revisions that every version of a fact was taken in and closed at. */
async function readHistory(reader: Reader, versions: RawBuilder<unknown>, asOf?: number): Promise<HistoryEntry[]> {
  const isKnown = asOf === undefined ? sql`true` : sql`v.revision <= ${asOf}`
  const { rows } = await sql<Dossier['history'][number]>`
    select v.revision, count(*) filter (where v.taken) as taken, count(*) filter (where not v.taken) as closed
    from (${versions}) f
    cross join lateral (values (f.recorded_from, true), (f.recorded_to, false)) as v (revision, taken)
    where v.revision is not null and ${isKnown}
    group by v.revision order by v.revision desc`.execute(reader)
  return listHistory(reader, rows)
}
