// What a person says of a place that the matching was not sure of: it is this actor, or none. Later runs leave it so, and
// it can be taken back.
import { Problem } from '#platform/http/problem.ts'
import type { ImportWork } from './import.commands.ts'
import { judgeOptions } from './place-match.rules.ts'

type Place = { list: number; place: number }

/** `actor` null: none of the register. The caller has asked `mayImport` and that there is such an actor. */
export async function rulePlace(
  { database, now }: ImportWork,
  person: string,
  { list, place }: Place,
  actor: string | null,
): Promise<void> {
  const match = actor === null ? 'none' : 'matched'
  const ruled = await database.write((tx) =>
    tx
      .updateTable('register.import_place')
      .set({ actor, match, ruled_by: person, ruled_at: now() })
      .where('list', '=', list)
      .where('id', '=', place)
      .executeTakeFirst(),
  )
  if (ruled.numUpdatedRows === 0n) throw noSuchPlace()
}

/** The place is again what the points say. */
export async function withdrawRuling({ database }: ImportWork, { list, place }: Place): Promise<void> {
  await database.write(async (tx) => {
    const at = { list, id: place }
    const found = await tx.selectFrom('register.import_place').where((eb) => eb.and(at)).select('options').executeTakeFirst() // prettier-ignore
    if (!found) throw noSuchPlace()
    const judged = judgeOptions(found.options)
    await tx
      .updateTable('register.import_place')
      .set({ actor: judged.actor, match: judged.match, ruled_by: null, ruled_at: null })
      .where((eb) => eb.and(at))
      .execute()
  })
}

export function noSuchPlace(): Problem {
  return new Problem('not-found', 'register/no-such-place', 'The list has no such place.')
}
