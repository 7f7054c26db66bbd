// Setting up a second factor, giving it, getting new backup codes, turning it off.
import { randomBytes } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { Secret, TOTP } from 'otpauth'
import type { Tx } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import { hashToken } from '#platform/secrets/token.ts'
import type { Account } from '../people/account.rules.ts'
import { findPerson } from '../people/person.queries.ts'
import { findSecondFactor } from './second-factor.queries.ts'
import { backupCodes, readCode, writeBackupCode } from './second-factor.rules.ts'
import type { Accounts } from './session.commands.ts'
import { wrongCodesMail } from './wrong-codes-mail.views.tsx'

const periodSeconds = 30

/** SHA-1 and six digits, because that is all that some apps can do. */
function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Samband', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds }) // prettier-ignore
}

/** Makes a secret that waits to be confirmed, in the place of one that waits already. Nothing if one is confirmed. */
export async function offerSecondFactor({ database, now, secret }: Accounts, { person }: Account): Promise<void> {
  const shared = new Secret({ size: 20 }).base32
  const made = { secret: await symmetricEncrypt({ key: secret, data: shared }), last_step: null, created_at: now() }
  await database.write((tx) =>
    tx
      .insertInto('accounts.second_factor')
      .values({ person, ...made, confirmed_at: null })
      .onConflict((conflict) =>
        conflict.column('person').doUpdateSet(made).where('accounts.second_factor.confirmed_at', 'is', null),
      )
      .execute(),
  )
}

/** What the app needs while the secret waits to be confirmed: as an address for a QR code, and as text to type. */
export async function waitingSecondFactor(
  { database, secret }: Accounts,
  { person, email }: Account,
): Promise<{ uri: string; text: string } | undefined> {
  const factor = await findSecondFactor(database.reader, person)
  if (!factor || factor.confirmedAt) return undefined
  const shared = await symmetricDecrypt({ key: secret, data: factor.secret })
  return { uri: totpOf(shared, email).toString(), text: (shared.match(/.{1,4}/g) ?? []).join(' ') }
}

/**
 * With the first right code it is asked for from now on, also in other sessions, whatever was given there before. Gives the
 * backup codes, this once; undefined for a wrong code, or if nothing waits to be confirmed.
 */
export async function confirmSecondFactor(
  accounts: Accounts,
  account: Account,
  typed: string,
): Promise<string[] | undefined> {
  return prove(accounts, account, typed, 'waiting', async (tx) => {
    const { person, session } = account
    await tx
      .updateTable('accounts.second_factor')
      .set({ confirmed_at: accounts.now() })
      .where('person', '=', person)
      .execute()
    await tx
      .updateTable('accounts.session')
      .set({ proved_at: null, code_given_at: null })
      .where('person', '=', person)
      .where('id', '!=', session)
      .execute()
    return renewBackupCodes(tx, person)
  })
}

/** Marks the session as proved. Undefined for a wrong code. */
export async function giveSecondFactor(
  accounts: Accounts,
  who: Pick<Account, 'person' | 'session'>,
  typed: string,
): Promise<true | undefined> {
  return prove(accounts, who, typed, 'confirmed', () => Promise.resolve(true))
}

/** New backup codes in the place of all there were; undefined for a wrong code. */
export async function replaceBackupCodes(
  accounts: Accounts,
  account: Account,
  typed: string,
): Promise<string[] | undefined> {
  return prove(accounts, account, typed, 'confirmed', (tx) => renewBackupCodes(tx, account.person))
}

/** Undefined for a wrong code. */
export async function removeSecondFactor(
  accounts: Accounts,
  account: Account,
  typed: string,
): Promise<true | undefined> {
  return prove(accounts, account, typed, 'confirmed', async (tx) => {
    await tx.deleteFrom('accounts.second_factor').where('person', '=', account.person).execute()
    // What is under seal opens to nobody without one.
    await tx.updateTable('accounts.session').set({ code_given_at: null }).where('person', '=', account.person).execute()
    return true as const
  })
}

/** Counts a wrong code. With the last that a day allows, the person is told: somebody has come as far as the second step. */
export async function countWrongCode(
  { database, mailer, limits, log, url }: Accounts,
  person: string,
  language: Language,
): Promise<void> {
  if ((await limits.wrongCodes.take(person)).left !== 0) return
  const owner = await findPerson(database.reader, person)
  if (!owner) return
  try {
    await mailer.send(wrongCodesMail({ email: owner.email, language, link: `${url}/${language}/account` }))
  } catch (error) {
    log.error({ err: error }, 'mail about wrong codes was not sent')
  }
}

/**
 * Checks a code of the factor in this state and uses it up, marks the session as proved, and does `then`; all of it, or for
 * a wrong code nothing. The factor is locked meanwhile: it cannot be exchanged between the check and the deed.
 */
async function prove<Result>(
  accounts: Accounts,
  { person, session }: Pick<Account, 'person' | 'session'>,
  typed: string,
  state: 'waiting' | 'confirmed',
  then: (tx: Tx) => Promise<Result>,
): Promise<Result | undefined> {
  const { database, now } = accounts
  const code = readCode(typed)
  if (!code) return undefined
  return database.write(async (tx) => {
    const factor = await tx
      .selectFrom('accounts.second_factor')
      .where('person', '=', person)
      .where('confirmed_at', state === 'waiting' ? 'is' : 'is not', null)
      .select('secret')
      .forUpdate()
      .executeTakeFirst()
    if (!factor) return undefined
    const isUsed =
      code.kind === 'app'
        ? await useStep(tx, person, await stepOf(accounts, factor.secret, code.code))
        : await useBackupCode(tx, person, code.code, now())
    if (!isUsed) return undefined
    const given = { proved_at: now(), code_given_at: now() }
    await tx.updateTable('accounts.session').set(given).where('id', '=', session).execute()
    return then(tx)
  })
}

/** The thirty seconds that the code belongs to, of those now, before or after: clocks differ. Undefined for a wrong one. */
async function stepOf({ now, secret, log }: Accounts, encrypted: string, code: string): Promise<number | undefined> {
  try {
    const shared = await symmetricDecrypt({ key: secret, data: encrypted })
    const timestamp = now().getTime()
    const delta = totpOf(shared, '').validate({ token: code, timestamp, window: 1 })
    return delta === null ? undefined : Math.floor(timestamp / 1000 / periodSeconds) + delta
  } catch (error) {
    // It was encrypted with another secret of the installation: then only backup codes are left.
    log.error({ err: error }, 'second factor cannot be read: has SAMBAND_SECRET changed?')
    return undefined
  }
}

async function useStep(tx: Tx, person: string, step: number | undefined): Promise<boolean> {
  if (step === undefined) return false
  const used = await tx
    .updateTable('accounts.second_factor')
    .set({ last_step: step })
    .where('person', '=', person)
    .where((eb) => eb.or([eb('last_step', 'is', null), eb('last_step', '<', step)]))
    .returning('person')
    .executeTakeFirst()
  return used !== undefined
}

async function useBackupCode(tx: Tx, person: string, code: string, now: Date): Promise<boolean> {
  const used = await tx
    .updateTable('accounts.backup_code')
    .set({ used_at: now })
    .where('person', '=', person)
    .where('code_hash', '=', hashToken(code))
    .where('used_at', 'is', null)
    .returning('person')
    .executeTakeFirst()
  return used !== undefined
}

async function renewBackupCodes(tx: Tx, person: string): Promise<string[]> {
  const codes = Array.from({ length: backupCodes }, () => writeBackupCode(randomBytes(10)))
  await tx.deleteFrom('accounts.backup_code').where('person', '=', person).execute()
  await tx
    .insertInto('accounts.backup_code')
    .values(codes.map((code) => ({ person, code_hash: hashToken(code), used_at: null })))
    .execute()
  return codes
}
