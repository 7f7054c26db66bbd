// All SQL that reads organisations and invitations.
import type { Reader } from '#platform/db/database.ts'
import { hashToken } from '#platform/secrets/token.ts'
import type { Role } from '../people/role.policy.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.organisation': { id: string; name: string; actor: string | null; created_at: Date }
    'accounts.invitation': {
      id: string
      organisation: string
      email: string
      role: Role
      token_hash: string
      invited_by: string | null
      created_at: Date
      expires_at: Date
      withdrawn_at: Date | null
      accepted_at: Date | null
    }
  }
}

/** `actor`: the register's actor that it is, if it is one. */
export type Organisation = { id: string; name: string; actor: string | null; members: number }

function selectOrganisations(reader: Reader) {
  return reader
    .selectFrom('accounts.organisation as o')
    .leftJoin('accounts.membership as m', 'm.organisation', 'o.id')
    .groupBy('o.id')
    .select(['o.id', 'o.name', 'o.actor'])
    .select((eb) => eb.fn.count<number>('m.person').as('members'))
}

export function listOrganisations(reader: Reader): Promise<Organisation[]> {
  return selectOrganisations(reader)
    .orderBy((eb) => eb.fn('lower', ['o.name']))
    .execute()
}

export function findOrganisation(reader: Reader, id: string): Promise<Organisation | undefined> {
  return selectOrganisations(reader).where('o.id', '=', id).executeTakeFirst()
}

export type Invitation = {
  id: string
  organisation: string
  organisationName: string
  email: string
  role: Role
  sentAt: Date
  expiresAt: Date
  withdrawnAt: Date | null
  acceptedAt: Date | null
}

function selectInvitations(reader: Reader) {
  return reader
    .selectFrom('accounts.invitation as i')
    .innerJoin('accounts.organisation as o', 'o.id', 'i.organisation')
    .select(['i.id', 'i.organisation', 'o.name as organisationName', 'i.email', 'i.role', 'i.created_at as sentAt'])
    .select(['i.expires_at as expiresAt', 'i.withdrawn_at as withdrawnAt', 'i.accepted_at as acceptedAt'])
}

/** The invitations of an organisation that nobody has accepted, the latest first. */
export function listInvitations(reader: Reader, organisation: string): Promise<Invitation[]> {
  return selectInvitations(reader)
    .where('i.organisation', '=', organisation)
    .where('i.accepted_at', 'is', null)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id')
    .execute()
}

/** The invitation whose link carries the token, whatever its state. */
export function findInvitation(reader: Reader, token: string): Promise<Invitation | undefined> {
  return selectInvitations(reader).where('i.token_hash', '=', hashToken(token)).executeTakeFirst()
}
