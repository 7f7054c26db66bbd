// Signing in by an organisation's own provider (OpenID Connect, code flow with PKCE), and setting that up.
import { randomUUID } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import * as oidc from 'openid-client'
import type { Tx } from '#platform/db/database.ts'
import type { Account } from '../people/account.rules.ts'
import { mustAdminister } from '../people/person.commands.ts'
import type { Accounts } from '../sessions/session.commands.ts'
import { provedAddress } from './identity-claim.rules.ts'
import { noSuchOrganisation } from './organisation.commands.ts'
import { findOrganisation } from './organisation.queries.ts'

const patienceSeconds = 10

/** So long somebody may be at the provider. */
export const flowSeconds = 600

/**
 * The address that the provider of an organisation is told to send people back to; without a language, which it knows
 * nothing of. Each has its own, so that no provider is sent what another gave out (RFC 9700, 4.4).
 */
export function callbackAddress(url: string, organisation: string): string {
  return `${url}/sign-in/callback/${organisation}`
}

type Client = { issuer: string; clientId: string; clientSecret: string }

/** Asks the provider for its particulars. Rejects if it does not answer, or calls itself otherwise. */
async function discover({ issuer, clientId, clientSecret }: Client): Promise<oidc.Configuration> {
  const basic = oidc.ClientSecretBasic(clientSecret)
  const post = oidc.ClientSecretPost(clientSecret)
  const configuration = await oidc.discovery(
    new URL(issuer),
    clientId,
    undefined,
    (server, client, body, headers) => {
      // OpenID Connect Discovery 1.0: a provider that does not say takes client_secret_basic.
      const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
      ;(methods.includes('client_secret_basic') ? basic : post)(server, client, body, headers)
    },
    {
      timeout: patienceSeconds,
      // The signature of what it says of a person is checked although the connection is already the provider's own.
      execute: [oidc.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [])],
    },
  )
  // The library lets some call themselves otherwise: Microsoft's addresses for all tenants, and any with /.well-known/.
  // With those, whoever has a tenant could say who somebody is.
  const { issuer: calledItself } = configuration.serverMetadata()
  if (new URL(calledItself).href !== new URL(issuer).href) throw new Error(`The issuer calls itself ${calledItself}`)
  return configuration
}

export type ProviderRefusal = 'secret-missing' | 'unreachable'

/**
 * Keeps the provider, once it has answered. An empty secret means the one that is kept. `provesAddresses`: see
 * accounts.identity_provider. Who came in by another than this is signed out.
 */
export async function saveIdentityProvider(
  accounts: Accounts,
  account: Account,
  organisation: string,
  form: Client & { provesAddresses: boolean },
): Promise<{ ok: true } | { ok: false; refusal: ProviderRefusal }> {
  mustAdminister(account)
  const { database, now, secret, log } = accounts
  if (!(await findOrganisation(database.reader, organisation))) throw noSuchOrganisation()
  const kept = await findClient(database.reader, organisation)
  // A secret is only ever sent to the provider that it was given for.
  const isSame = kept && kept.issuer === form.issuer && kept.clientId === form.clientId
  const client = form.clientSecret ? form : isSame ? await decrypted(accounts, kept) : undefined
  if (!client) return { ok: false, refusal: 'secret-missing' }
  let issuer: string
  try {
    issuer = (await discover(client)).serverMetadata().issuer
  } catch (error) {
    log.info({ err: error }, 'identity provider does not answer')
    return { ok: false, refusal: 'unreachable' }
  }
  const row = {
    issuer,
    client_id: form.clientId,
    client_secret: await symmetricEncrypt({ key: secret, data: client.clientSecret }),
    proves_addresses: form.provesAddresses,
    updated_at: now(),
  }
  await database.write(async (tx) => {
    // Removed, and not changed: sessions go with it.
    await tx
      .deleteFrom('accounts.identity_provider')
      .where('organisation', '=', organisation)
      .where((eb) => eb.or([eb('issuer', '!=', issuer), eb('client_id', '!=', form.clientId)]))
      .execute()
    await tx
      .insertInto('accounts.identity_provider')
      .values({ organisation, ...row })
      .onConflict((conflict) => conflict.column('organisation').doUpdateSet(row))
      .execute()
  })
  return { ok: true }
}

/** With it end the sessions of those who came in by it. */
export async function removeIdentityProvider(
  { database }: Accounts,
  account: Account,
  organisation: string,
): Promise<void> {
  mustAdminister(account)
  await database.write((tx) =>
    tx.deleteFrom('accounts.identity_provider').where('organisation', '=', organisation).execute(),
  )
}

/** With its secret as it is kept, encrypted. */
function findClient(reader: Accounts['database']['reader'], organisation: string) {
  return reader
    .selectFrom('accounts.identity_provider')
    .where('organisation', '=', organisation)
    .select(['issuer', 'client_id as clientId', 'client_secret as clientSecret', 'proves_addresses as provesAddresses'])
    .executeTakeFirst()
}

/** What the browser keeps, signed, while the person is at the provider. `begunAt` in milliseconds since 1970. */
export type SignInFlow = { organisation: string; begunAt: number; state: string; nonce: string; verifier: string }

/** Where to send the person. `no-provider` if the organisation has none, `failed` if it does not answer. */
export async function beginProviderSignIn(
  accounts: Accounts,
  organisation: string,
): Promise<{ ok: true; address: string; flow: SignInFlow } | { ok: false; refusal: 'no-provider' | 'failed' }> {
  const client = await findClient(accounts.database.reader, organisation)
  if (!client) return { ok: false, refusal: 'no-provider' }
  try {
    const configuration = await discover(await decrypted(accounts, client))
    const verifier = oidc.randomPKCECodeVerifier()
    const begunAt = accounts.now().getTime()
    const flow = { organisation, begunAt, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackAddress(accounts.url, organisation),
      scope: 'openid email',
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
    return { ok: true, address: address.href, flow }
  } catch (error) {
    accounts.log.error({ err: error }, 'identity provider does not answer')
    return { ok: false, refusal: 'failed' }
  }
}

export type ProviderSignIn = { ok: true; person: string } | { ok: false; refusal: 'failed' | 'not-a-member' }

/** `organisation` is the one whose address the person came back to, `search` the query that they were sent back with. */
export async function finishProviderSignIn(
  accounts: Accounts,
  flow: SignInFlow,
  { organisation, search }: { organisation: string; search: string },
): Promise<ProviderSignIn> {
  const isFresh = accounts.now().getTime() < flow.begunAt + flowSeconds * 1000
  const client = await findClient(accounts.database.reader, flow.organisation)
  if (!client || !isFresh || organisation !== flow.organisation) return { ok: false, refusal: 'failed' }
  let who: Pick<Told, 'provider' | 'subject' | 'email'>
  try {
    const configuration = await discover(await decrypted(accounts, client))
    const here = new URL(callbackAddress(accounts.url, organisation) + search)
    const tokens = await oidc.authorizationCodeGrant(configuration, here, {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return { ok: false, refusal: 'failed' }
    const { issuer, userinfo_endpoint: canBeAsked } = configuration.serverMetadata()
    // Some put the address, or that it is proved, into what they tell when asked, and not into the token.
    const isWhole = claims.email !== undefined && claims.email_verified !== undefined
    const told =
      isWhole || !canBeAsked ? claims : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    who = { provider: issuer, subject: claims.sub, email: provedAddress(told, client.provesAddresses) }
  } catch (error) {
    accounts.log.warn({ err: error }, 'sign-in by an identity provider failed')
    return { ok: false, refusal: 'failed' }
  }
  const person = await accounts.database.write((tx) => tieIdentity(tx, { ...who, organisation, now: accounts.now() }))
  return person ? { ok: true, person } : { ok: false, refusal: 'not-a-member' }
}

async function decrypted({ secret }: Accounts, client: Client): Promise<Client> {
  return { ...client, clientSecret: await symmetricDecrypt({ key: secret, data: client.clientSecret }) }
}

type Told = { provider: string; subject: string; email: string | undefined; organisation: string; now: Date }

/**
 * The member of the organisation who is meant. At the first time it is who has the address; from then on who has the
 * subject, because addresses are handed on to successors. An organisation vouches for its own people only.
 */
async function tieIdentity(tx: Tx, told: Told): Promise<string | undefined> {
  const { provider, subject, email, organisation, now } = told
  const known = await findTied(tx, told)
  if (known) return known.organisation === organisation ? known.person : undefined
  if (email === undefined) return undefined
  const member = await tx
    .selectFrom('accounts.person as p')
    .innerJoin('accounts.membership as m', 'm.person', 'p.id')
    .where('p.email', '=', email)
    .where('m.organisation', '=', organisation)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('accounts.identity as i')
            .whereRef('i.person', '=', 'p.id')
            .where('i.provider', '=', provider)
            .select('i.id'),
        ),
      ),
    )
    .select('p.id')
    .executeTakeFirst()
  if (member) {
    await tx
      .insertInto('accounts.identity')
      .values({ id: randomUUID(), person: member.id, provider, subject, created_at: now, updated_at: now })
      .onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
      .execute()
  }
  // Somebody who presses twice at their first time is tied by whichever is first: perhaps since it was looked for above.
  const tied = await findTied(tx, told)
  return tied?.organisation === organisation ? tied.person : undefined
}

function findTied(tx: Tx, { provider, subject }: Told) {
  return tx
    .selectFrom('accounts.identity as i')
    .innerJoin('accounts.membership as m', 'm.person', 'i.person')
    .where('i.provider', '=', provider)
    .where('i.subject', '=', subject)
    .select(['i.person', 'm.organisation'])
    .executeTakeFirst()
}
