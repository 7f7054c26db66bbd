// What people do about themselves, and administrators about people.
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Accounts } from '../sessions/session.commands.ts'
import type { Account } from './account.rules.ts'
import { keepsAdministrator, may, type Role } from './role.policy.ts'

/** @throws Problem for everybody but administrators. */
export function mustAdminister(account: Account): void {
  if (may(account.role, 'administer')) return
  throw new Problem('forbidden', 'accounts/not-an-administrator', 'Only administrators may do this.')
}

export function rename({ database, now }: Accounts, account: Account, name: string): Promise<void> {
  return database.write(async (tx) => {
    await tx.updateTable('accounts.person').set({ name, updated_at: now() }).where('id', '=', account.person).execute()
  })
}

/** Ends a session of the person's own by its id, or with `others` all but the one that asks. */
export function endSessions({ database }: Accounts, account: Account, which: string): Promise<void> {
  return database.write(async (tx) => {
    await tx
      .deleteFrom('accounts.session')
      .where('person', '=', account.person)
      .where('id', which === 'others' ? '!=' : '=', which === 'others' ? account.session : which)
      .execute()
  })
}

/** Somebody who comes back begins anew. That is also the way back for whoever has lost app and backup codes. */
export async function forgetWaysIn(tx: Tx, person: string): Promise<void> {
  const tables = ['accounts.session', 'accounts.passkey', 'accounts.second_factor', 'accounts.identity'] as const
  for (const table of tables) await tx.deleteFrom(table).where('person', '=', person).execute()
}

export type RoleChange = { ok: true } | { ok: false; refusal: 'last-administrator' }

/** Gives a member another role, or with `undefined` ends the membership and signs the person out everywhere. */
export function changeRole(
  { database }: Accounts,
  account: Account,
  person: string,
  role: Role | undefined,
): Promise<RoleChange> {
  mustAdminister(account)
  return database.write(async (tx): Promise<RoleChange> => {
    // Locked in one order: of two administrators who remove each other, the second waits and then finds itself the last.
    const administrators = await tx
      .selectFrom('accounts.membership')
      .where((eb) => eb.or([eb('role', '=', 'administrator'), eb('person', '=', person)]))
      .select(['person', 'role'])
      .orderBy('person')
      .forUpdate()
      .execute()
    if (!administrators.some((one) => one.person === account.person && may(one.role, 'administer'))) {
      throw new Problem('forbidden', 'accounts/not-an-administrator', 'Only administrators may do this.')
    }
    if (!administrators.some((one) => one.person === person)) {
      throw new Problem('not-found', 'accounts/no-such-member', 'There is no such member.')
    }
    if (!keepsAdministrator(administrators, person, role)) return { ok: false, refusal: 'last-administrator' }
    if (role) {
      await tx.updateTable('accounts.membership').set({ role }).where('person', '=', person).execute()
    } else {
      await tx.deleteFrom('accounts.membership').where('person', '=', person).execute()
      await forgetWaysIn(tx, person)
    }
    return { ok: true }
  })
}
