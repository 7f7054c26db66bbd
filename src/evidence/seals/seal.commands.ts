// Putting evidence under seal, opening it, and standing for what it says.
import { randomBytes } from 'node:crypto'
import { may, type Account, type Accounts } from '#accounts/index.ts'
import type { Database, Reader, Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import type { Day } from '#platform/time/day.ts'
import { keepFindings, unruledAbout } from './check.commands.ts'
import { decryptValue, encryptValue, keyMissing, recordOf } from './envelope.commands.ts'
import type { Surroundings } from './reidentification.rules.ts'
import type { SealForm } from './seal.input.ts'
import { hasGrant, isRecentlyProved, mayKnow, mayOpen } from './seal.policy.ts'
import { findEnvelope, findSeal, hasOpened, listDecisions, type NamedDecision } from './seal.queries.ts'
import type { Seal, Secret } from './seal.rules.ts'

/** What seals work with. The register gives what it alone knows: what is open, and the revision that comes next. */
export type Seals = {
  database: Database
  accounts: Accounts
  /** See SAMBAND_SEAL_KEY. Empty: nothing can be sealed or opened. */
  ring: KeyRing
  readSurroundings: (reader: Reader) => Promise<Surroundings>
  /** The revision after the one that stands, held back until the transaction ends. */
  nextRevision: (tx: Tx) => Promise<number>
}

export function todayOf({ accounts }: Pick<Seals, 'accounts'>): Day {
  return accounts.now().toISOString().slice(0, 10)
}

/** Nothing in it can be guessed, and none can be told from another. */
export function makeId(): string {
  return randomBytes(6).toString('hex')
}

/** The same whether there is none or somebody may not know of it. */
export function noSuchSeal(): Problem {
  return new Problem('not-found', 'evidence/no-such-seal', 'There is no such evidence.')
}

export type KnownSeal = { seal: Seal; decisions: NamedDecision[] }

/** The evidence with what was decided about it. @throws Problem for whoever may not know of it. */
export async function knownSeal(
  reader: Reader,
  seals: Pick<Seals, 'accounts'>,
  account: Account,
  id: string,
): Promise<KnownSeal> {
  const seal = await findSeal(reader, id)
  const decisions = seal ? await listDecisions(reader, id) : []
  if (!seal || !mayKnow(account, seal, decisions, todayOf(seals))) throw noSuchSeal()
  return { seal, decisions }
}

/**
 * Encrypts the evidence and proposes it to a second person; gives its identifier. From this moment the check knows of it, so
 * that nothing is published meanwhile that leads to it.
 */
export function sealEvidence(seals: Seals, account: Account, form: SealForm): Promise<string> {
  const { database, accounts, ring, readSurroundings, nextRevision } = seals
  if (!may(account.role, 'work-sealed')) throw noSuchSeal()
  if (ring.length === 0) throw keyMissing()
  const { kind, secret, codes, sunsetOn, reason } = form
  return database.write(async (tx) => {
    // Nothing is published between the check below and the end of the transaction, from which on others see the seal.
    await nextRevision(tx)
    const id = makeId()
    const decision = makeId()
    const at = accounts.now()
    const envelope = encryptValue(ring, secret, recordOf('seal', id))
    await tx
      .insertInto('evidence.seal')
      .values({
        id,
        kind,
        state: 'proposed',
        sunset_on: sunsetOn,
        envelope,
        sealed_by: account.person,
        created_at: at,
        ended_at: null,
        told_from: null,
        told_to: null,
      })
      .execute()
    if (codes.length > 0) {
      await tx
        .insertInto('evidence.seal_support')
        .values(codes.map((code) => ({ seal: id, code })))
        .execute()
    }
    await tx
      .insertInto('evidence.seal_decision')
      .values({
        id: decision,
        seal: id,
        act: 'seal',
        state: 'proposed',
        person: null,
        until: null,
        finding: null,
        envelope: encryptValue(ring, reason, recordOf('seal_decision', id, decision)),
        proposed_by: account.person,
        proposed_at: at,
        decided_by: null,
        decided_at: null,
        revoked_by: null,
        revoked_at: null,
      })
      .execute()
    const findings = await unruledAbout(tx, ring, { id, codes, envelope }, await readSurroundings(tx))
    await keepFindings(tx, ring, findings, at)
    return id
  })
}

/**
 * What is under seal, for who may open it. The log is written first and stays, whatever comes after it: nobody reads without
 * a line in it. @throws Problem without a grant, or without a code of the app given lately.
 */
export async function openSeal(seals: Seals, account: Account, id: string, purpose: string): Promise<Secret> {
  const { database, accounts, ring } = seals
  const envelope = await database.write(async (tx) => {
    const { seal, decisions } = await knownSeal(tx, seals, account, id)
    if (!mayOpen(account, seal, decisions, todayOf(seals))) throw noGrant()
    if (!isRecentlyProved(account, accounts.now())) throw noProof()
    const found = await findEnvelope(tx, id)
    if (!found) throw noSuchSeal()
    const opening = makeId()
    await tx
      .insertInto('evidence.seal_opening')
      .values({
        id: opening,
        seal: id,
        person: account.person,
        at: accounts.now(),
        envelope: encryptValue(ring, purpose, recordOf('seal_opening', id, opening)),
      })
      .execute()
    return found
  })
  return decryptValue(ring, envelope, recordOf('seal', id)) as Secret
}

/** Stands for it that the evidence says what it is cited for. Once a person, and only after having opened it. */
export function reviewSeal(seals: Seals, account: Account, id: string): Promise<void> {
  const { database, accounts, nextRevision } = seals
  return database.write(async (tx) => {
    // Locked before it is read, so that whoever gives out revisions and whoever decides wait for one another in one order.
    const next = await nextRevision(tx)
    const { seal, decisions } = await knownSeal(tx, seals, account, id)
    if (!hasGrant(account, id, decisions, todayOf(seals)) || seal.state !== 'sealed') throw noGrant()
    if (!(await hasOpened(tx, id, account.person))) {
      throw new Problem('conflict', 'evidence/not-opened', 'Open it first.', {
        text: (t) => t('seals.refused.not-opened'),
      })
    }
    await tx
      .insertInto('evidence.seal_review')
      .values({ seal: id, person: account.person, at: accounts.now(), told_from: next })
      .onConflict((conflict) => conflict.columns(['seal', 'person']).doNothing())
      .execute()
  })
}

export function noGrant(): Problem {
  return new Problem('forbidden', 'evidence/no-grant', 'It opens to those who have a grant for it.', {
    text: (t) => t('seals.refused.no-grant'),
  })
}

export function noProof(): Problem {
  return new Problem('forbidden', 'evidence/no-proof', 'Give a code of your app first.', {
    text: (t) => t('seals.refused.no-proof'),
  })
}
