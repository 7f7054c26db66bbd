// All SQL that reads second factors.
import type { Reader } from '#platform/db/database.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.second_factor': {
      person: string
      secret: string
      last_step: number | null
      created_at: Date
      confirmed_at: Date | null
    }
    'accounts.backup_code': { person: string; code_hash: string; used_at: Date | null }
  }
}

export function findSecondFactor(reader: Reader, person: string) {
  return reader
    .selectFrom('accounts.second_factor')
    .where('person', '=', person)
    .select(['secret', 'confirmed_at as confirmedAt'])
    .executeTakeFirst()
}

/** How many backup codes are left; undefined for somebody who has no second factor, or has not confirmed it. */
export async function countBackupCodes(reader: Reader, person: string): Promise<number | undefined> {
  const row = await reader
    .selectFrom('accounts.second_factor as f')
    .leftJoin('accounts.backup_code as b', (join) =>
      join.onRef('b.person', '=', 'f.person').on('b.used_at', 'is', null),
    )
    .where('f.person', '=', person)
    .where('f.confirmed_at', 'is not', null)
    .groupBy('f.person')
    .select((eb) => eb.fn.count<number>('b.code_hash').as('left'))
    .executeTakeFirst()
  return row?.left
}
