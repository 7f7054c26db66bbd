// Which addresses are due, and which no longer answer?
import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { LinkFault } from './link-check.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'evidence.link_check': {
      source: string
      url: string
      claimed_at: Date | null
      checked_at: Date | null
      status: number | null
      fault: LinkFault | null
      failing_since: Date | null
    }
  }
}

export type DeadLink = {
  source: string
  url: string
  title: string | null
  language: string | null
  status: number | null
  fault: LinkFault
  failingSince: Date
  checkedAt: Date
}

/** Public sources whose address has failed each time since a day, the longest first. */
export function listDeadLinks(reader: Reader): Promise<DeadLink[]> {
  return reader
    .selectFrom('evidence.link_check as l')
    .innerJoin('evidence.source as s', (join) =>
      join.onRef('s.id', '=', 'l.source').onRef('s.url', '=', 'l.url').on('s.recorded_to', 'is', null),
    )
    .where('s.visibility', '=', 'public')
    .where('l.failing_since', 'is not', null)
    .select(['l.source', 'l.url', 's.title', 's.language', 'l.status'])
    .select((eb) => [eb.ref('l.fault').$notNull().as('fault'), eb.ref('l.failing_since').$notNull().as('failingSince')])
    .select((eb) => eb.ref('l.checked_at').$notNull().as('checkedAt'))
    .orderBy('l.failing_since')
    .orderBy('l.source')
    .execute()
}

/** When any address was last asked; undefined where none has been. */
export async function lastLinkCheck(reader: Reader): Promise<Date | undefined> {
  const row = await reader
    .selectFrom('evidence.link_check')
    .select((eb) => eb.fn.max('checked_at').as('at'))
    .executeTakeFirst()
  return row?.at ?? undefined
}

const dueAfter = '20 hours'
const claimHolds = '10 minutes'

/**
 * Takes the next address that is due for this process, the one that was asked longest ago. Nothing is held while it is
 * being asked: of a process that is killed the claim runs out.
 */
export async function claimLink(tx: Tx, now: Date): Promise<{ source: string; url: string } | undefined> {
  const { rows } = await sql<{ source: string; url: string }>`
    with due as (
      select s.id, s.url from evidence.source s left join evidence.link_check l on l.source = s.id
      where s.recorded_to is null and s.url is not null and s.visibility <> 'sealed' and (
        l.source is null or l.url <> s.url or (
          (l.checked_at is null or l.checked_at < ${now}::timestamptz - ${dueAfter}::interval)
          and (l.claimed_at is null or l.claimed_at < ${now}::timestamptz - ${claimHolds}::interval)))
      order by l.checked_at nulls first, s.id
      limit 1)
    insert into evidence.link_check as l (source, url, claimed_at)
    select id, url, ${now}::timestamptz from due
    on conflict (source) do update set
      url = excluded.url,
      claimed_at = excluded.claimed_at,
      checked_at = case when l.url = excluded.url then l.checked_at end,
      status = case when l.url = excluded.url then l.status end,
      fault = case when l.url = excluded.url then l.fault end,
      failing_since = case when l.url = excluded.url then l.failing_since end
    where l.url <> excluded.url or l.claimed_at is null
      or l.claimed_at < ${now}::timestamptz - ${claimHolds}::interval
    returning l.source, l.url`.execute(tx)
  return rows[0]
}
