// Signing in by an organisation's own provider (OpenID Connect, code flow with PKCE), and setting that up.
import { randomUUID } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import * as oidc from 'openid-client'
import type { Tx } from '#platform/db/database.ts'
import type { Account } from '../people/account.rules.ts'
import { mustAdminister } from '../people/person.commands.ts'
import type { Accounts } from '../sessions/session.commands.ts'
import { noSuchOrganisation } from './organisation.commands.ts'
import { findOrganisation } from './organisation.queries.ts'

const patienceSeconds = 10

/** The one address that providers are told to send people back to; without a language, which they know nothing of. */
export function callbackAddress(url: string): string {
  return `${url}/sign-in/callback`
}

type Client = { issuer: string; clientId: string; clientSecret: string }

/** Asks the provider for its particulars. Rejects if it does not answer, or calls itself otherwise. */
function discover({ issuer, clientId, clientSecret }: Client): Promise<oidc.Configuration> {
  const basic = oidc.ClientSecretBasic(clientSecret)
  const post = oidc.ClientSecretPost(clientSecret)
  return oidc.discovery(
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
}

export type ProviderRefusal = 'secret-missing' | 'unreachable'

/** Keeps the provider, once it has answered. An empty secret means the one that is kept. */
export async function saveIdentityProvider(
  accounts: Accounts,
  account: Account,
  organisation: string,
  form: Client,
): Promise<{ ok: true } | { ok: false; refusal: ProviderRefusal }> {
  mustAdminister(account)
  const { database, now, secret, log } = accounts
  if (!(await findOrganisation(database.reader, organisation))) throw noSuchOrganisation()
  const kept = await findClient(database.reader, organisation)
  // A secret is only ever sent to the provider that it was given for.
  const isSame = kept && kept.issuer === form.issuer && kept.clientId === form.clientId
  const client = form.clientSecret ? form : isSame ? await decrypted(accounts, kept) : undefined
  if (!client) return { ok: false, refusal: 'secret-missing' }
  try {
    await discover(client)
  } catch (error) {
    log.info({ err: error }, 'identity provider does not answer')
    return { ok: false, refusal: 'unreachable' }
  }
  const encrypted = await symmetricEncrypt({ key: secret, data: client.clientSecret })
  const row = { issuer: form.issuer, client_id: form.clientId, client_secret: encrypted, updated_at: now() }
  await database.write((tx) =>
    tx
      .insertInto('accounts.identity_provider')
      .values({ organisation, ...row })
      .onConflict((conflict) => conflict.column('organisation').doUpdateSet(row))
      .execute(),
  )
  return { ok: true }
}

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
    .select(['issuer', 'client_id as clientId', 'client_secret as clientSecret'])
    .executeTakeFirst()
}

/** What the browser keeps, signed, while the person is at the provider. */
export type SignInFlow = { organisation: string; state: string; nonce: string; verifier: string }

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
    const flow = { organisation, state: oidc.randomState(), nonce: oidc.randomNonce(), verifier }
    const address = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: callbackAddress(accounts.url),
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

/** `search` is the query that the provider has sent the person back with. */
export async function finishProviderSignIn(
  accounts: Accounts,
  flow: SignInFlow,
  search: string,
): Promise<ProviderSignIn> {
  const client = await findClient(accounts.database.reader, flow.organisation)
  if (!client) return { ok: false, refusal: 'failed' }
  let who: { subject: string; email: string | undefined }
  try {
    const configuration = await discover(await decrypted(accounts, client))
    const tokens = await oidc.authorizationCodeGrant(configuration, new URL(callbackAddress(accounts.url) + search), {
      expectedState: flow.state,
      expectedNonce: flow.nonce,
      pkceCodeVerifier: flow.verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) return { ok: false, refusal: 'failed' }
    // Some put the address into the token, others only into what they tell when asked.
    const told = claims.email ? claims : await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)
    const email = typeof told.email === 'string' && told.email_verified !== false ? told.email : undefined
    who = { subject: claims.sub, email: email?.toLowerCase() }
  } catch (error) {
    accounts.log.warn({ err: error }, 'sign-in by an identity provider failed')
    return { ok: false, refusal: 'failed' }
  }
  const person = await accounts.database.write((tx) =>
    tieIdentity(tx, { ...who, organisation: flow.organisation, provider: client.issuer, now: accounts.now() }),
  )
  return person ? { ok: true, person } : { ok: false, refusal: 'not-a-member' }
}

async function decrypted({ secret }: Accounts, client: Client): Promise<Client> {
  return { ...client, clientSecret: await symmetricDecrypt({ key: secret, data: client.clientSecret }) }
}

type Told = { subject: string; email: string | undefined; organisation: string; provider: string; now: Date }

/**
 * The member of the organisation who is meant. At the first time it is who has the address; from then on who has the
 * subject, because addresses are handed on to successors. An organisation vouches for its own people only.
 */
async function tieIdentity(tx: Tx, { subject, email, organisation, provider, now }: Told): Promise<string | undefined> {
  const known = await tx
    .selectFrom('accounts.identity as i')
    .innerJoin('accounts.membership as m', 'm.person', 'i.person')
    .where('i.provider', '=', provider)
    .where('i.subject', '=', subject)
    .select(['i.person', 'm.organisation'])
    .executeTakeFirst()
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
  if (!member) return undefined
  await tx
    .insertInto('accounts.identity')
    .values({ id: randomUUID(), person: member.id, provider, subject, created_at: now, updated_at: now })
    .execute()
  return member.id
}
