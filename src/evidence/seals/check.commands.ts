// Runs the re-identification check on evidence under seal, and keeps what it finds for those who may know.
import type { Reader, Tx } from '#platform/db/database.ts'
import { fingerprints, openEnvelope, type KeyRing } from '#platform/secrets/envelope.ts'
import { decryptValue, encryptValue, recordOf } from './envelope.commands.ts'
import { findReidentification, type ReidentificationFinding, type Surroundings } from './reidentification.rules.ts'
import { listSealed } from './seal.queries.ts'
import type { Seal, Secret } from './seal.rules.ts'

/** A finding that nobody has ruled on. `id` is the same whenever the same is found. */
export type UnruledFinding = ReidentificationFinding & { id: string; seal: string }

/** `unreadable`: there is evidence under seal that cannot be compared with anything; its key is not here, or it is damaged. */
export type SealCheck =
  | { ok: true }
  | { ok: false; refusal: 'unreadable' }
  | { ok: false; refusal: 'findings'; findings: UnruledFinding[] }

export type HeldBack = Exclude<SealCheck, { ok: true }>

/**
 * Looks whether anything in the surroundings leads to somebody under seal. They are read only if there is anybody. A small
 * cell counts only for what the public is told of: it tells nobody anything before that.
 */
export async function checkSeals(
  reader: Reader,
  ring: KeyRing,
  readSurroundings: () => Promise<Surroundings>,
): Promise<SealCheck> {
  const sealed = await listSealed(reader)
  if (sealed.length === 0) return { ok: true }
  const isReadable = sealed.every(({ id, envelope }) => openEnvelope(ring, envelope, recordOf('seal', id)).ok)
  if (!isReadable) return { ok: false, refusal: 'unreadable' }
  const surroundings = await readSurroundings()
  const found: UnruledFinding[] = []
  for (const seal of sealed) {
    // oxlint-disable-next-line no-await-in-loop -- a handful, and a transaction has one connection
    const findings = await unruledAbout(reader, ring, seal, surroundings)
    found.push(...findings.filter(({ rule }) => rule !== 'small-cell' || seal.toldFrom !== null))
  }
  return found.length === 0 ? { ok: true } : { ok: false, refusal: 'findings', findings: found }
}

/** What is to be ruled on before the public is told of this evidence. */
export async function unruledAbout(
  reader: Reader,
  ring: KeyRing,
  { id, codes, envelope }: Pick<Seal, 'id' | 'codes'> & { envelope: Uint8Array },
  surroundings: Surroundings,
): Promise<UnruledFinding[]> {
  const secret = decryptValue(ring, envelope, recordOf('seal', id)) as Secret
  const found = findReidentification(secret, codes, surroundings).map((finding) => ({
    finding,
    ids: findingIds(ring, id, finding),
  }))
  if (found.length === 0) return []
  const ruled = await reader
    .selectFrom('evidence.seal_decision')
    .where('seal', '=', id)
    .where('act', '=', 'rule')
    .where('state', '=', 'confirmed')
    .select('finding')
    .execute()
  const known = new Set(ruled.map(({ finding }) => finding))
  return found
    .filter(({ ids }) => !ids.some((one) => known.has(one)))
    .map(({ finding, ids: [newest = ''] }) => ({ ...finding, id: newest, seal: id }))
}

/** What the finding is called by each of the keys, by the first one first: a new key does not undo what was ruled. */
export function findingIds(ring: KeyRing, seal: string, { rule, row, column }: ReidentificationFinding): string[] {
  return fingerprints(ring, JSON.stringify([seal, rule, row, column]))
}

/** Keeps findings so that they can be ruled on; those that are kept already stay as they are. */
export async function keepFindings(
  tx: Tx,
  ring: KeyRing,
  findings: readonly UnruledFinding[],
  at: Date,
): Promise<void> {
  if (findings.length === 0) return
  await tx
    .insertInto('evidence.seal_finding')
    .values(
      findings.map(({ id, seal, ...finding }) => ({
        id,
        seal,
        envelope: encryptValue(ring, finding, recordOf('seal_finding', seal, id)),
        found_at: at,
      })),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
