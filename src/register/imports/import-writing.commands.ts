// Writes a run into the database, a batch of pairs in each transaction: what has been written stays, and a run goes on
// where it was, however it was stopped.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import type { PlannedPair, PlannedPlace } from './import-plan.rules.ts'

export type BatchCounts = { added: number; same: number; changed: number }

/** Writes places and the pairs of them, and counts what became of the pairs. */
export async function writeBatch(
  tx: Tx,
  { list, run }: { list: number; run: number },
  pairs: readonly PlannedPair[],
  placeOf: ReadonlyMap<string, PlannedPlace>,
): Promise<BatchCounts> {
  const keys = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  const places = await writePlaces(tx, { list, run }, keys.flatMap((key) => placeOf.get(key) ?? [])) // prettier-ignore
  const known = new Map(places.map((place) => [place.key, place]))
  const sides = pairs.map(({ a, b }) => [known.get(a)!, known.get(b)!] as const)
  const { rows } = await sql<BatchCounts>`
    with given as (
      select * from unnest(${pairs.map(({ key }) => key)}::text[], ${sides.map(([a]) => a.id)}::int[],
        ${sides.map(([, b]) => b.id)}::int[], ${pairs.map(({ hasEnded }) => hasEnded)}::boolean[],
        ${pairs.map(({ row }) => row)}::int[], ${pairs.map(({ isMutual }) => isMutual)}::boolean[],
        ${sides.map((two) => two.some((place) => place.changed_run === run))}::boolean[])
        as g(key, place_a, place_b, has_ended, row, is_mutual, is_touched)
    ), written as (
      insert into register.import_candidate (list, key, place_a, place_b, has_ended, row, is_mutual, is_listed, run)
      select ${list}::int, key, place_a, place_b, has_ended, row, is_mutual, true, ${run}::int from given
      on conflict (list, key) do update set has_ended = excluded.has_ended, row = excluded.row,
        is_mutual = excluded.is_mutual, is_listed = true, run = excluded.run
    )
    select count(*) filter (where becomes = 'added') as added, count(*) filter (where becomes = 'same') as same,
      count(*) filter (where becomes = 'changed') as changed
    from (
      select case when c.id is null then 'added'
        when c.is_listed and c.has_ended = g.has_ended and c.is_mutual = g.is_mutual and not g.is_touched then 'same'
        else 'changed' end as becomes
      from given g left join register.import_candidate c on c.list = ${list}::int and c.key = g.key
    ) as counted`.execute(tx)
  return rows[0] ?? { added: 0, same: 0, changed: 0 }
}

/** What a person has ruled on a place stays as it is. */
async function writePlaces(
  tx: Tx,
  { list, run }: { list: number; run: number },
  places: readonly PlannedPlace[],
): Promise<{ id: number; key: string; changed_run: number }[]> {
  const { rows } = await sql<{ id: number; key: string; changed_run: number }>`
    insert into register.import_place as p (list, key, name, country_name, country, lat, lon, code, actor, match, score,
      options, run, changed_run)
    select ${list}::int, u.key, u.name, u.country_name, u.country, u.lat, u.lon, u.code, u.actor, u.match, u.score,
      u.options::jsonb, ${run}::int, ${run}::int
    from unnest(${places.map(({ key }) => key)}::text[], ${places.map(({ name }) => name)}::text[],
      ${places.map(({ countryName }) => countryName)}::text[], ${places.map(({ country }) => country)}::text[],
      ${places.map(({ at }) => at?.lat ?? null)}::float8[], ${places.map(({ at }) => at?.lon ?? null)}::float8[],
      ${places.map(({ code }) => code)}::text[], ${places.map(({ actor }) => actor)}::text[],
      ${places.map(({ match }) => match)}::text[], ${places.map(({ options }) => options[0]?.score ?? 0)}::int[],
      ${places.map(({ options }) => JSON.stringify(options))}::text[])
      as u(key, name, country_name, country, lat, lon, code, actor, match, score, options)
    on conflict (list, key) do update set name = excluded.name, country_name = excluded.country_name,
      country = excluded.country, lat = excluded.lat, lon = excluded.lon, code = excluded.code,
      actor = case when p.ruled_at is null then excluded.actor else p.actor end,
      match = case when p.ruled_at is null then excluded.match else p.match end,
      score = excluded.score, options = excluded.options, run = excluded.run,
      changed_run = case
        when (p.name, p.country_name, p.country, p.lat, p.lon, p.code) is distinct from
          (excluded.name, excluded.country_name, excluded.country, excluded.lat, excluded.lon, excluded.code)
          or p.ruled_at is null and (p.actor, p.match) is distinct from (excluded.actor, excluded.match)
        then excluded.run else p.changed_run end
    returning p.id, p.key, p.changed_run`.execute(tx)
  return rows
}

/** Pairs that this run has not met are no longer listed; gives how many. */
export async function markGone(tx: Tx, { list, run }: { list: number; run: number }): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('register.import_candidate')
    .set({ is_listed: false })
    .where('list', '=', list)
    .where('run', '<>', run)
    .where('is_listed', '=', true)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
