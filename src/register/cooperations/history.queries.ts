// When did the register learn of a cooperation and what hangs on it?
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'

/** One revision that touched a subject, with how many of its facts were taken in and how many closed. */
export type HistoryEntry = {
  revision: number
  recordedAt: Date
  author: string
  messageSv: string
  messageEn: string
  taken: number
  closed: number
}

/** The revisions that touched the cooperation, its events, agreements or reasons; the latest first. */
export async function listHistory(reader: Reader, cooperation: string): Promise<HistoryEntry[]> {
  const { rows } = await sql<HistoryEntry>`
    with versions as (
      select recorded_from, recorded_to from register.cooperation where id = ${cooperation}
      union all select recorded_from, recorded_to from register.event where cooperation = ${cooperation}
      union all select recorded_from, recorded_to from register.agreement where cooperation = ${cooperation}
      union all select r.recorded_from, r.recorded_to from register.reason r
        where r.event in (select id from register.event where cooperation = ${cooperation})
    ), touched as (
      select recorded_from as revision, 1 as taken, 0 as closed from versions
      union all select recorded_to, 0, 1 from versions where recorded_to is not null
    )
    select c.revision, c.recorded_at as "recordedAt", c.author, c.message_sv as "messageSv", c.message_en as "messageEn",
      sum(t.taken)::int as taken, sum(t.closed)::int as closed
    from touched t join register.changeset c using (revision)
    group by c.revision, c.recorded_at, c.author, c.message_sv, c.message_en
    order by c.revision desc`.execute(reader)
  return rows
}
