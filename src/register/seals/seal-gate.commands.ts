// Stands between a change and the public: what would lead to somebody under seal is not published before it is ruled on.
import { checkSeals, keepFindings, type HeldBack, type SealCheck } from '#evidence/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import { latestRevision, lockRevisions } from '../changesets/changeset.queries.ts'
import { readSurroundings, type OpenPart } from './surroundings.queries.ts'

/** Thrown within a transaction so that nothing of it remains. */
class HeldBackError extends Error {
  override name = 'HeldBackError'
  readonly why: HeldBack
  constructor(why: HeldBack) {
    super('The re-identification check has findings')
    this.why = why
  }
}

/** Called once the changes are written: looks at the part that is new. Throws the transaction away. */
export async function holdBack(tx: Tx, ring: KeyRing, part: OpenPart): Promise<void> {
  const check = await checkSeals(tx, ring, () => readSurroundings(tx, part))
  if (!check.ok) throw new HeldBackError(check)
}

/**
 * Runs `work`, which publishes and calls `holdBack`. Where it is held back, nothing of it has happened, and what was found is
 * kept so that it can be ruled on.
 */
export async function publishUnlessHeldBack<Result>(
  database: Database,
  { ring, at }: { ring: KeyRing; at: Date },
  work: (tx: Tx) => Promise<Result>,
): Promise<{ ok: true; result: Result } | { ok: false; heldBack: HeldBack }> {
  try {
    return { ok: true, result: await database.write(work) }
  } catch (error) {
    if (!(error instanceof HeldBackError)) throw error
    const { why } = error
    if (why.refusal === 'findings') await database.write((tx) => keepFindings(tx, ring, why.findings, at))
    return { ok: false, heldBack: why }
  }
}

/** Publishes a document or a round: `work` gets the revision from which on it is shown. What holds it back is as above. */
export function publishPart<Result>(
  database: Database,
  sealing: { ring: KeyRing; at: Date },
  part: OpenPart,
  work: (tx: Tx, revision: number) => Promise<Result>,
): Promise<{ ok: true; result: Result } | { ok: false; heldBack: HeldBack }> {
  return publishUnlessHeldBack(database, sealing, async (tx) => {
    const revision = await nextRevision(tx)
    const result = await work(tx, revision)
    await holdBack(tx, sealing.ring, part)
    return result
  })
}

/** The check over everything that stands. What it finds is kept. */
export async function checkStanding(database: Database, { ring, at }: { ring: KeyRing; at: Date }): Promise<SealCheck> {
  return database.write(async (tx) => {
    const check = await checkSeals(tx, ring, () => readSurroundings(tx))
    if (!check.ok && check.refusal === 'findings') await keepFindings(tx, ring, check.findings, at)
    return check
  })
}

/** The revision that comes next; nobody else gives it out before the transaction ends. */
export async function nextRevision(tx: Tx): Promise<number> {
  await lockRevisions(tx)
  return (await latestRevision(tx)) + 1
}
