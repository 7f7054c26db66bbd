// Inviting, taking an invitation back, accepting it.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import { hashToken, makeToken } from '#platform/secrets/token.ts'
import type { Account } from '../people/account.rules.ts'
import { forgetWaysIn, mustAdminister } from '../people/person.commands.ts'
import { findPersonByEmail } from '../people/person.queries.ts'
import type { Role } from '../people/role.policy.ts'
import type { Accounts } from '../sessions/session.commands.ts'
import { sweepExpired } from '../sessions/sweep.commands.ts'
import { invitationMail } from './invitation-mail.views.tsx'
import { expiryOf, stateOf, type InvitationState } from './invitation.rules.ts'
import { noSuchOrganisation } from './organisation.commands.ts'
import { findOrganisation } from './organisation.queries.ts'

export type InvitationForm = { email: string; role: Role; language: Language }
export type InvitationRefusal = 'already-member' | 'already-invited' | 'mail-failed'

/** Invites somebody by mail. When the mail cannot be sent nothing is left behind. */
export async function invite(
  accounts: Accounts,
  account: Account,
  organisation: string,
  { email, role, language }: InvitationForm,
): Promise<{ ok: true } | { ok: false; refusal: InvitationRefusal }> {
  mustAdminister(account)
  const { database, mailer, now, log, url } = accounts
  const [id, { token, hash }, at] = [randomUUID(), makeToken(), now()]
  await sweepExpired(accounts)
  const prepared = await database.write(async (tx) => {
    const body = await findOrganisation(tx, organisation)
    if (!body) throw noSuchOrganisation()
    if ((await findPersonByEmail(tx, email))?.organisation) return 'already-member'
    if (await hasOpenInvitation(tx, email, at)) return 'already-invited'
    await tx
      .insertInto('accounts.invitation')
      .values({
        id,
        organisation,
        email,
        role,
        token_hash: hash,
        invited_by: account.person,
        created_at: at,
        expires_at: expiryOf(at),
        withdrawn_at: null,
        accepted_at: null,
      })
      .execute()
    return body
  })
  if (typeof prepared === 'string') return { ok: false, refusal: prepared }
  try {
    const link = `${url}/${language}/invitation?${new URLSearchParams({ token })}`
    await mailer.send(invitationMail({ email, role, language, link, organisation: prepared.name }))
    return { ok: true }
  } catch (error) {
    log.error({ err: error }, 'mail with an invitation was not sent')
    await database.write((tx) => tx.deleteFrom('accounts.invitation').where('id', '=', id).execute())
    return { ok: false, refusal: 'mail-failed' }
  }
}

/** Other invitations wait until the transaction ends: two administrators may invite one person at once. */
async function hasOpenInvitation(tx: Tx, email: string, now: Date): Promise<boolean> {
  await sql`lock table accounts.invitation in share row exclusive mode`.execute(tx)
  const open = await tx
    .selectFrom('accounts.invitation')
    .where('email', '=', email)
    .where('withdrawn_at', 'is', null)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', now)
    .select('id')
    .executeTakeFirst()
  return open !== undefined
}

/** One that has been accepted meanwhile stays accepted. Gives the organisation that it was for. */
export function withdrawInvitation({ database, now }: Accounts, account: Account, id: string): Promise<string> {
  mustAdminister(account)
  return database.write(async (tx) => {
    const invitation = await tx
      .selectFrom('accounts.invitation')
      .where('id', '=', id)
      .select(['organisation', 'accepted_at', 'withdrawn_at'])
      .forUpdate()
      .executeTakeFirst()
    if (!invitation) throw new Problem('not-found', 'accounts/no-such-invitation', 'There is no such invitation.')
    if (!invitation.accepted_at && !invitation.withdrawn_at) {
      await tx.updateTable('accounts.invitation').set({ withdrawn_at: now() }).where('id', '=', id).execute()
    }
    return invitation.organisation
  })
}

export type Acceptance =
  | { ok: true; person: string }
  | { ok: false; refusal: Exclude<InvitationState, 'open'> | 'unknown' | 'already-member' }

/** Makes the person, unless they were here before, and the membership. `name` is what a new person is called. */
export function acceptInvitation({ database, now }: Accounts, token: string, name: string): Promise<Acceptance> {
  return database.write(async (tx): Promise<Acceptance> => {
    const invitation = await tx
      .selectFrom('accounts.invitation')
      .where('token_hash', '=', hashToken(token))
      .select(['id', 'organisation', 'email', 'role'])
      .select(['expires_at as expiresAt', 'withdrawn_at as withdrawnAt', 'accepted_at as acceptedAt'])
      .forUpdate()
      .executeTakeFirst()
    if (!invitation) return { ok: false, refusal: 'unknown' }
    const at = now()
    const state = stateOf(invitation, at)
    if (state !== 'open') return { ok: false, refusal: state }
    const { email, organisation, role } = invitation
    const known = await findPersonByEmail(tx, email)
    if (known?.organisation) return { ok: false, refusal: 'already-member' }
    const person = known?.id ?? randomUUID()
    if (known) {
      // A link from before that was followed since, or a passkey added at the last moment, must not come alive again.
      await forgetWaysIn(tx, person)
    } else {
      await tx
        .insertInto('accounts.person')
        .values({ id: person, name, email, email_verified: true, created_at: at, updated_at: at })
        .execute()
    }
    await tx.insertInto('accounts.membership').values({ person, organisation, role, since: at }).execute()
    await tx.updateTable('accounts.invitation').set({ accepted_at: at }).where('id', '=', invitation.id).execute()
    return { ok: true, person }
  })
}
