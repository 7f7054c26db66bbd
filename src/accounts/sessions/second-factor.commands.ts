// Setting up a second factor, giving it, getting new backup codes, turning it off.
import { randomBytes } from 'node:crypto'
import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto'
import { Secret, TOTP } from 'otpauth'
import type { Tx } from '#platform/db/database.ts'
import { hashToken } from '#platform/secrets/token.ts'
import type { Account } from '../people/account.rules.ts'
import { findSecondFactor } from './second-factor.queries.ts'
import { backupCodes, readCode, writeBackupCode } from './second-factor.rules.ts'
import type { Accounts } from './session.commands.ts'

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

/** With the first right code it is asked for from now on. Gives the backup codes, this once; undefined for a wrong code. */
export async function confirmSecondFactor(
  accounts: Accounts,
  account: Account,
  typed: string,
): Promise<string[] | undefined> {
  return prove(accounts, account, typed, async (tx) => {
    const { person } = account
    await tx
      .updateTable('accounts.second_factor')
      .set({ confirmed_at: accounts.now() })
      .where('person', '=', person)
      .execute()
    return renewBackupCodes(tx, person)
  })
}

/** Marks the session as proved. False for a wrong code. */
export async function giveSecondFactor(
  accounts: Accounts,
  who: Pick<Account, 'person' | 'session'>,
  typed: string,
): Promise<boolean> {
  return (await prove(accounts, who, typed, () => Promise.resolve(true))) ?? false
}

/** New backup codes in the place of all there were; undefined for a wrong code. */
export async function replaceBackupCodes(
  accounts: Accounts,
  account: Account,
  typed: string,
): Promise<string[] | undefined> {
  return prove(accounts, account, typed, (tx) => renewBackupCodes(tx, account.person))
}

/** False for a wrong code. */
export async function removeSecondFactor(accounts: Accounts, account: Account, typed: string): Promise<boolean> {
  const removed = await prove(accounts, account, typed, async (tx) => {
    await tx.deleteFrom('accounts.second_factor').where('person', '=', account.person).execute()
    return true
  })
  return removed ?? false
}

/** Checks a code and uses it up, marks the session as proved, and does `then`; all of it, or for a wrong code nothing. */
async function prove<Result>(
  accounts: Accounts,
  { person, session }: Pick<Account, 'person' | 'session'>,
  typed: string,
  then: (tx: Tx) => Promise<Result>,
): Promise<Result | undefined> {
  const { database, now } = accounts
  const code = readCode(typed)
  const factor = await findSecondFactor(database.reader, person)
  if (!code || !factor) return undefined
  const step = code.kind === 'app' ? await stepOf(accounts, factor.secret, code.code) : undefined
  if (code.kind === 'app' && step === undefined) return undefined
  return database.write(async (tx) => {
    const isUsed =
      step === undefined ? await useBackupCode(tx, person, code.code, now()) : await useStep(tx, person, step)
    if (!isUsed) return undefined
    await tx.updateTable('accounts.session').set({ proved_at: now() }).where('id', '=', session).execute()
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

async function useStep(tx: Tx, person: string, step: number): Promise<boolean> {
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
