// Adding a passkey, signing in with it, removing it. Each takes two steps: the device signs a challenge of ours.
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransportFuture,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import type { Account } from '../people/account.rules.ts'
import { findPasskey, listPasskeys } from './passkey.queries.ts'
import { signInPerson, type Accounts } from './session.commands.ts'
import { sweepExpired } from './sweep.commands.ts'

const challengeMs = 5 * 60_000

/** Read when it is first needed: with all that it knows of certificates it would hold up every start. */
const webauthn = () => import('@simplewebauthn/server')

/** Passkeys belong to the host of the public address: changing it makes all of them useless. */
function hostOf({ url }: Accounts): string {
  return new URL(url).hostname
}

async function keepChallenge(accounts: Accounts, value: string, person: string | null): Promise<void> {
  await sweepExpired(accounts)
  const expires_at = new Date(accounts.now().getTime() + challengeMs)
  await accounts.database.write((tx) =>
    tx.insertInto('accounts.challenge').values({ value, person, expires_at }).execute(),
  )
}

/** True once for a challenge that was made for the person (null: for whoever signs in) and has not expired. */
async function useChallenge({ database, now }: Accounts, value: string, person: string | null): Promise<boolean> {
  const used = await database.write((tx) =>
    tx
      .deleteFrom('accounts.challenge')
      .where('value', '=', value)
      .where('person', person === null ? 'is' : '=', person)
      .where('expires_at', '>', now())
      .returning('value')
      .executeTakeFirst(),
  )
  return used !== undefined
}

function transportsOf(kept: string): AuthenticatorTransportFuture[] {
  return kept.split(',').filter(Boolean) as AuthenticatorTransportFuture[]
}

/** What the browser needs to make a passkey for the person. */
export async function offerPasskey(
  accounts: Accounts,
  account: Account,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const existing = await listPasskeys(accounts.database.reader, account.person)
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: 'Samband',
    rpID: hostOf(accounts),
    userID: new TextEncoder().encode(account.person),
    userName: account.email,
    userDisplayName: account.name,
    excludeCredentials: existing.map(({ id, transports }) => ({ id, transports: transportsOf(transports) })),
    // Discoverable and unlocked by its owner: it stands alone, without an address typed before it.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await keepChallenge(accounts, options.challenge, account.person)
  return options
}

/** Keeps what the device has made. False if it does not answer a challenge of ours, or is somebody's already. */
export async function addPasskey(
  accounts: Accounts,
  account: Account,
  { name, response }: { name: string; response: RegistrationResponseJSON },
): Promise<boolean> {
  const verified = await checked(accounts, async () =>
    (await webauthn()).verifyRegistrationResponse({
      response,
      expectedChallenge: (challenge) => useChallenge(accounts, challenge, account.person),
      expectedOrigin: accounts.url,
      expectedRPID: hostOf(accounts),
      requireUserVerification: true,
    }),
  )
  if (!verified?.verified) return false
  const { credential } = verified.registrationInfo
  const added = await accounts.database.write((tx) =>
    tx
      .insertInto('accounts.passkey')
      .values({
        id: credential.id,
        person: account.person,
        name,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: (credential.transports ?? []).join(','),
        created_at: accounts.now(),
        used_at: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst(),
  )
  return added !== undefined
}

/** What the browser needs to ask for any passkey of this site. It is the same whoever asks, but for the challenge. */
export async function askForPasskey(accounts: Accounts): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID: hostOf(accounts), userVerification: 'required' })
  await keepChallenge(accounts, options.challenge, null)
  return options
}

/** The cookies of the new session; undefined if the passkey is unknown or what it signed is not what we asked for. */
export async function signInWithPasskey(
  accounts: Accounts,
  headers: Headers,
  response: AuthenticationResponseJSON,
): Promise<Headers | undefined> {
  const { database, now } = accounts
  const passkey = await findPasskey(database.reader, response.id)
  if (!passkey) return undefined
  const verified = await checked(accounts, async () =>
    (await webauthn()).verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => useChallenge(accounts, challenge, null),
      expectedOrigin: accounts.url,
      expectedRPID: hostOf(accounts),
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
        transports: transportsOf(passkey.transports),
      },
    }),
  )
  if (!verified?.verified) return undefined
  const { newCounter } = verified.authenticationInfo
  await database.write((tx) =>
    tx
      .updateTable('accounts.passkey')
      .set({ counter: newCounter, used_at: now() })
      .where('id', '=', passkey.id)
      .execute(),
  )
  return signInPerson(accounts, headers, passkey.person, { isProved: true })
}

/** The library throws whatever is wrong with what came from outside; that is a refusal and no fault of ours. */
async function checked<Result>({ log }: Accounts, verify: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await verify()
  } catch (error) {
    log.info({ err: error }, 'passkey refused')
    return undefined
  }
}

/** One of the person's own. */
export async function removePasskey({ database }: Accounts, account: Account, id: string): Promise<void> {
  await database.write((tx) =>
    tx.deleteFrom('accounts.passkey').where('id', '=', id).where('person', '=', account.person).execute(),
  )
}
