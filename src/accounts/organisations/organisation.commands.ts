// What administrators do with organisations.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Account } from '../people/account.rules.ts'
import { mustAdminister } from '../people/person.commands.ts'
import type { Accounts } from '../sessions/session.commands.ts'

export type OrganisationForm = { name: string; actor: string | null }
export type OrganisationChange<Refusal> = { ok: true; id: string } | { ok: false; refusal: Refusal }

export function addOrganisation(
  { database, now }: Accounts,
  account: Account,
  form: OrganisationForm,
): Promise<OrganisationChange<'name-taken'>> {
  mustAdminister(account)
  return database.write(async (tx) => {
    if (await isNameTaken(tx, form.name, undefined)) return { ok: false, refusal: 'name-taken' }
    const id = randomUUID()
    await tx
      .insertInto('accounts.organisation')
      .values({ id, ...form, created_at: now() })
      .execute()
    return { ok: true, id }
  })
}

export function changeOrganisation(
  { database }: Accounts,
  account: Account,
  id: string,
  form: OrganisationForm,
): Promise<OrganisationChange<'name-taken'>> {
  mustAdminister(account)
  return database.write(async (tx) => {
    if (await isNameTaken(tx, form.name, id)) return { ok: false, refusal: 'name-taken' }
    const changed = await tx.updateTable('accounts.organisation').set(form).where('id', '=', id).executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw noSuchOrganisation()
    return { ok: true, id }
  })
}

/** Removes an organisation to which nobody belongs, with its invitations. */
export function removeOrganisation(
  { database }: Accounts,
  account: Account,
  id: string,
): Promise<OrganisationChange<'has-members'>> {
  mustAdminister(account)
  return database.write(async (tx) => {
    // Locked, so that nobody joins it meanwhile: joining needs the row.
    const found = await tx
      .selectFrom('accounts.organisation')
      .where('id', '=', id)
      .select('id')
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw noSuchOrganisation()
    const member = await tx
      .selectFrom('accounts.membership')
      .where('organisation', '=', id)
      .select('person')
      .limit(1)
      .executeTakeFirst()
    if (member) return { ok: false, refusal: 'has-members' }
    await tx.deleteFrom('accounts.organisation').where('id', '=', id).execute()
    return { ok: true, id }
  })
}

export function noSuchOrganisation(): Problem {
  return new Problem('not-found', 'accounts/no-such-organisation', 'There is no such organisation.')
}

/** Holds back every other change to organisations until the transaction ends: two may not take one name at once. */
async function isNameTaken(tx: Tx, name: string, but: string | undefined): Promise<boolean> {
  await sql`lock table accounts.organisation in share row exclusive mode`.execute(tx)
  let query = tx
    .selectFrom('accounts.organisation')
    .where((eb) => eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)])))
  if (but) query = query.where('id', '!=', but)
  return (await query.select('id').executeTakeFirst()) !== undefined
}
