// All SQL about actors.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Actor, ActorName } from './actor.rules.ts'

type Versioned = { dataset: string; recorded_from: number; recorded_to: number | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.actor': Versioned & {
      id: string
      kind: string
      country: string
      parent: string | null
      name_sv: string
      name_en: string
      name_local: string | null
      name_romanised: string | null
      sort_name: string
      scb_code: string | null
      gbt2260: string | null
      iso3166_2: string | null
      county: string | null
      lat: number | null
      lon: number | null
    }
    'register.actor_name': Versioned & {
      actor: string
      name: string
      lang: string | null
      type: string
      note_sv: string | null
      note_en: string | null
    }
  }
}

function selectActors(reader: Reader, asOf?: number) {
  return reader
    .selectFrom('register.actor as a')
    .where(heldAt('a', asOf))
    .select(['id', 'kind', 'country', 'parent', 'name_sv as nameSv', 'name_en as nameEn', 'name_local as nameLocal'])
    .select(['name_romanised as nameRomanised', 'sort_name as sortName', 'scb_code as scbCode', 'gbt2260'])
    .select(['iso3166_2 as iso31662', 'county', 'lat', 'lon', 'dataset'])
    .select(
      sql<string[]>`array(select n.name from register.actor_name n where n.actor = a.id
        and n.type = 'former' and ${heldAt('n', asOf)} order by n.name)`.as('former'),
    )
}

/** Every actor, or every one held at a revision, in no particular order. */
export function listActors(reader: Reader, asOf?: number): Promise<Actor[]> {
  return selectActors(reader, asOf).execute()
}

/** Names beyond the ones that the actor itself carries, or carried at a revision. */
export function listActorNames(reader: Reader, actor?: string, asOf?: number): Promise<ActorName[]> {
  let query = reader
    .selectFrom('register.actor_name as n')
    .where(heldAt('n', asOf))
    .select(['actor', 'name', 'lang', 'type', 'note_sv as noteSv', 'note_en as noteEn'])
  if (actor !== undefined) query = query.where('actor', '=', actor)
  return query.orderBy('actor').orderBy('name').execute()
}
