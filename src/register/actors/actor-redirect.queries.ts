// All SQL about redirects of actors: which records were merged or split, and where each leads.
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { ActorRedirect } from './actor.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.actor_redirect': {
      id: string
      kind: 'merged' | 'split'
      from_actor: string
      to_actor: string
      dataset: string
      recorded_from: number
      recorded_to: number | null
    }
  }
}

/** Every redirect, or those from or to one actor; as they stand, or as they were held at a revision. */
export function listActorRedirects(reader: Reader, actor?: string, asOf?: number): Promise<ActorRedirect[]> {
  let query = reader
    .selectFrom('register.actor_redirect as d')
    .where(heldAt('d', asOf))
    .select(['kind', 'from_actor as from', 'to_actor as to', 'recorded_from as revision'])
  if (actor !== undefined)
    query = query.where((eb) => eb.or([eb('from_actor', '=', actor), eb('to_actor', '=', actor)]))
  return query.orderBy('d.id').execute()
}
