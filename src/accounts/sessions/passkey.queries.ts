// All SQL that reads passkeys.
import type { Reader } from '#platform/db/database.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.passkey': {
      id: string
      person: string
      name: string
      public_key: string
      counter: number
      transports: string
      created_at: Date
      used_at: Date | null
    }
    'accounts.challenge': { value: string; person: string | null; expires_at: Date }
  }
}

export type Passkey = { id: string; name: string; transports: string; addedAt: Date; usedAt: Date | null }

/** Those of a person, the latest last. */
export function listPasskeys(reader: Reader, person: string): Promise<Passkey[]> {
  return reader
    .selectFrom('accounts.passkey')
    .where('person', '=', person)
    .select(['id', 'name', 'transports', 'created_at as addedAt', 'used_at as usedAt'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** What is needed to check what the device has signed; undefined also for somebody who belongs nowhere any more. */
export function findPasskey(reader: Reader, id: string) {
  return reader
    .selectFrom('accounts.passkey as k')
    .innerJoin('accounts.membership as m', 'm.person', 'k.person')
    .where('k.id', '=', id)
    .select(['k.id', 'k.person', 'k.public_key as publicKey', 'k.counter', 'k.transports'])
    .executeTakeFirst()
}
