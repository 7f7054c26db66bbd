// Who lets the first person in? Whoever starts the program: it prints a link that makes an administrator, once.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { hashToken, makeToken } from '#platform/secrets/token.ts'
import type { Accounts } from '../sessions/session.commands.ts'
import { countPeople } from './person.queries.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.first_administrator': { id: boolean; token_hash: string; expires_at: Date }
  }
}

export const firstLinkHours = 24

/** The token of a link that makes the first administrator; undefined once there is an account. An earlier one lapses. */
export function offerFirstAdministrator({ database, now }: Accounts): Promise<string | undefined> {
  return database.write(async (tx) => {
    if ((await countPeople(tx)) > 0) return undefined
    const { token, hash } = makeToken()
    const link = { token_hash: hash, expires_at: new Date(now().getTime() + firstLinkHours * 3_600_000) }
    await tx
      .insertInto('accounts.first_administrator')
      .values({ id: true, ...link })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(link))
      .execute()
    return token
  })
}

export function isFirstLinkOpen({ database, now }: Accounts, token: string): Promise<boolean> {
  return database.write((tx) => takesFirstLink(tx, token, now()))
}

/** Locks the link until the transaction ends, so that of two who follow it at once the second finds it used. */
async function takesFirstLink(tx: Tx, token: string, now: Date): Promise<boolean> {
  const link = await tx
    .selectFrom('accounts.first_administrator')
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', now)
    .select('id')
    .forUpdate()
    .executeTakeFirst()
  return link !== undefined && (await countPeople(tx)) === 0
}

/** Makes the person, their organisation and the membership; gives the person's id, or undefined if the link is no good. */
export function becomeFirstAdministrator(
  { database, now }: Accounts,
  token: string,
  { name, email, organisation }: { name: string; email: string; organisation: string },
): Promise<string | undefined> {
  return database.write(async (tx) => {
    if (!(await takesFirstLink(tx, token, now()))) return undefined
    const [person, at] = [randomUUID(), now()]
    const body = { id: randomUUID(), name: organisation, actor: null, created_at: at }
    await tx.insertInto('accounts.organisation').values(body).execute()
    await tx
      .insertInto('accounts.person')
      // Whoever can read what the program prints is trusted to know their own address.
      .values({ id: person, name, email, email_verified: true, created_at: at, updated_at: at })
      .execute()
    await tx
      .insertInto('accounts.membership')
      .values({ person, organisation: body.id, role: 'administrator', since: at })
      .execute()
    await sql`delete from accounts.first_administrator`.execute(tx)
    return person
  })
}
