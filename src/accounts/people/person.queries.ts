// All SQL that reads people, memberships and sessions.
import type { Reader } from '#platform/db/database.ts'
import type { Account, AwaitedAccount } from './account.rules.ts'
import { may, roles, type Role } from './role.policy.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.person': {
      id: string
      name: string
      email: string
      email_verified: boolean
      created_at: Date
      updated_at: Date
    }
    'accounts.membership': { person: string; organisation: string; role: Role; since: Date }
    'accounts.session': {
      id: string
      person: string
      token: string
      user_agent: string | null
      created_at: Date
      updated_at: Date
      expires_at: Date
      proved_at: Date | null
      code_given_at: Date | null
      identity_provider: string | null
    }
  }
}

/**
 * The person of a session with their membership, or `awaited` while a second factor is owed. Neither for somebody who
 * belongs nowhere and so may not be here.
 */
export async function findAccount(
  reader: Reader,
  session: string,
): Promise<{ account?: Account; awaited?: AwaitedAccount }> {
  const row = await reader
    .selectFrom('accounts.session as s')
    .innerJoin('accounts.person as p', 'p.id', 's.person')
    .leftJoin('accounts.second_factor as f', (join) =>
      join.onRef('f.person', '=', 'p.id').on('f.confirmed_at', 'is not', null),
    )
    .innerJoin('accounts.membership as m', 'm.person', 'p.id')
    .innerJoin('accounts.organisation as o', 'o.id', 'm.organisation')
    .where('s.id', '=', session)
    .select(['p.id as person', 'p.name', 'p.email', 'm.role', 's.proved_at as provedAt', 'f.person as factor'])
    .select('s.code_given_at as codeGivenAt')
    .select(['o.id as organisation', 'o.name as organisationName', 'o.actor'])
    .executeTakeFirst()
  if (!row) return {}
  const { organisation, organisationName, actor, provedAt, factor, ...rest } = row
  if (factor && !provedAt) return { awaited: { person: row.person, session } }
  const body = { id: organisation, name: organisationName, actor }
  return { account: { ...rest, organisation: body, session, isProved: provedAt !== null } }
}

/** Somebody who still belongs to an organisation; undefined for whoever does not. */
export function findPerson(reader: Reader, person: string): Promise<{ name: string; email: string } | undefined> {
  return reader
    .selectFrom('accounts.person as p')
    .innerJoin('accounts.membership as m', 'm.person', 'p.id')
    .where('p.id', '=', person)
    .select(['p.name', 'p.email'])
    .executeTakeFirst()
}

export function findPersonByEmail(reader: Reader, email: string) {
  return reader
    .selectFrom('accounts.person as p')
    .leftJoin('accounts.membership as m', 'm.person', 'p.id')
    .where('p.email', '=', email)
    .select(['p.id', 'p.name', 'm.organisation'])
    .executeTakeFirst()
}

export async function countPeople(reader: Reader): Promise<number> {
  const { people } = await reader
    .selectFrom('accounts.person')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .executeTakeFirstOrThrow()
  return people
}

export type Member = { person: string; name: string; email: string; role: Role; since: Date }

/** The people of an organisation, by name. */
export function listMembers(reader: Reader, organisation: string): Promise<Member[]> {
  return reader
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.id', 'm.person')
    .where('m.organisation', '=', organisation)
    .select(['p.id as person', 'p.name', 'p.email', 'm.role', 'm.since'])
    .orderBy((eb) => eb.fn('lower', ['p.name']))
    .orderBy('p.id')
    .execute()
}

/** Everybody whose role lets them code, by name. */
export function listCoderCandidates(reader: Reader): Promise<{ person: string; name: string; organisation: string }[]> {
  return reader
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.id', 'm.person')
    .innerJoin('accounts.organisation as o', 'o.id', 'm.organisation')
    .where(
      'm.role',
      'in',
      roles.filter((role) => may(role, 'code')),
    )
    .select(['p.id as person', 'p.name', 'o.name as organisation'])
    .orderBy((eb) => eb.fn('lower', ['p.name']))
    .orderBy('p.id')
    .execute()
}

export type OpenSession = { id: string; userAgent: string | null; startedAt: Date; expiresAt: Date }

/** Where the person is signed in, the one that ends last first. */
export function listSessions(reader: Reader, person: string, now: Date): Promise<OpenSession[]> {
  return reader
    .selectFrom('accounts.session')
    .where('person', '=', person)
    .where('expires_at', '>', now)
    .select(['id', 'user_agent as userAgent', 'created_at as startedAt', 'expires_at as expiresAt'])
    .orderBy('expires_at', 'desc')
    .orderBy('id')
    .execute()
}
