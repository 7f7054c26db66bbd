// All SQL that reads identity providers.
import type { Reader } from '#platform/db/database.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'accounts.identity_provider': {
      organisation: string
      issuer: string
      client_id: string
      client_secret: string
      proves_addresses: boolean
      updated_at: Date
    }
    'accounts.identity': {
      id: string
      person: string
      provider: string
      subject: string
      created_at: Date
      updated_at: Date
    }
  }
}

/** Without its secret, which no page shows. */
export function findIdentityProvider(reader: Reader, organisation: string) {
  return reader
    .selectFrom('accounts.identity_provider')
    .where('organisation', '=', organisation)
    .select(['issuer', 'client_id as clientId', 'proves_addresses as provesAddresses'])
    .executeTakeFirst()
}

export type IdentityProvider = NonNullable<Awaited<ReturnType<typeof findIdentityProvider>>>

/** Organisations whose people can sign in by a provider of their own, by name. */
export function listSignInOrganisations(reader: Reader): Promise<{ id: string; name: string }[]> {
  return reader
    .selectFrom('accounts.identity_provider as i')
    .innerJoin('accounts.organisation as o', 'o.id', 'i.organisation')
    .select(['o.id', 'o.name'])
    .orderBy((eb) => eb.fn('lower', ['o.name']))
    .execute()
}
