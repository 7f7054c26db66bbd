// Reads what the entries of the census are made of: as it stands, or as it stood at an earlier revision.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import { entryOf, type CensusEntry, type EntryFacts } from './entry.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.census_entry': { cooperation_no: number; entry: string }
  }
}

/** At most `limit` entries of cooperations after `after`, by number, folded from the facts. */
export async function foldEntries(
  reader: Reader,
  { after, limit }: { after: number; limit: number },
  asOf?: number,
): Promise<CensusEntry[]> {
  const { rows } = await sql<EntryFacts>`
    select c.no, c.home, c.counterpart, c.kind, c.standing,
      coalesce((
        select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'date', e.date, 'agreement', e.agreement,
          'rank', e.rank, 'initiator', e.initiator, 'formality', e.formality))
        from register.event e where e.cooperation = c.id and ${heldAt('e', asOf)}), '[]') as events,
      coalesce((
        select json_agg(json_build_object('event', r.event, 'code', r.code))
        from register.event e join register.reason r on r.event = e.id and ${heldAt('r', asOf)}
        where e.cooperation = c.id and ${heldAt('e', asOf)}), '[]') as reasons,
      array(select a.id from register.agreement a where a.cooperation = c.id and ${heldAt('a', asOf)}) as agreements
    from register.cooperation c
    where ${heldAt('c', asOf)} and c.no > ${after}
    order by c.no limit ${limit}`.execute(reader)
  return rows.map(entryOf)
}
