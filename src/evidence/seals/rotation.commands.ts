// Moves what is under seal to the first of the keys, so that older ones can be given up.
import type { Database, Tx } from '#platform/db/database.ts'
import { keyIdOf, openEnvelope, type KeyRing } from '#platform/secrets/envelope.ts'
import { findingIds } from './check.commands.ts'
import { encryptBytes, keyMissing, recordOf } from './envelope.commands.ts'
import type { ReidentificationFinding } from './reidentification.rules.ts'

export type Rotation = {
  /** Envelopes that are closed with the first key now. */
  renewed: number
  /** Those that none of the keys opens. */
  left: number
}

/**
 * Everything but the log of openings, which nobody changes: its purposes stay readable as long as the key is there that they
 * were written with.
 */
export function rotateSeals(database: Database, ring: KeyRing): Promise<Rotation> {
  const [current] = ring
  if (!current) throw keyMissing()
  return database.write(async (tx) => {
    const done = { renewed: 0, left: 0 }
    /** The content of what is not under the first key yet; undefined for what stays as it is. */
    const toRenew = (envelope: Uint8Array | null, record: string): Uint8Array | undefined => {
      if (!envelope || keyIdOf(envelope) === current.id) return undefined
      const opened = openEnvelope(ring, envelope, record)
      done[opened.ok ? 'renewed' : 'left'] += 1
      return opened.ok ? opened.plain : undefined
    }
    for (const { id, envelope } of await seals(tx)) {
      const plain = toRenew(envelope, recordOf('seal', id))
      if (!plain) continue
      const renewed = encryptBytes(ring, plain, recordOf('seal', id))
      await tx.updateTable('evidence.seal').set({ envelope: renewed }).where('id', '=', id).execute()
    }
    for (const { id, seal, envelope } of await decisions(tx)) {
      const record = recordOf('seal_decision', seal, id)
      const plain = toRenew(envelope, record)
      if (!plain) continue
      const renewed = encryptBytes(ring, plain, record)
      await tx.updateTable('evidence.seal_decision').set({ envelope: renewed }).where('id', '=', id).execute()
    }
    for (const { id, seal, envelope } of await findings(tx)) {
      const plain = toRenew(envelope, recordOf('seal_finding', seal, id))
      if (!plain) continue
      // The name of a finding is made with the key too; rulings go along with it.
      const found = JSON.parse(new TextDecoder().decode(plain)) as ReidentificationFinding
      const [newId = id] = findingIds(ring, seal, found)
      // It may have been found again meanwhile. Under a key that has only another name it is called as before.
      if (newId !== id) await tx.deleteFrom('evidence.seal_finding').where('id', '=', newId).execute()
      const renewed = encryptBytes(ring, plain, recordOf('seal_finding', seal, newId))
      await tx.updateTable('evidence.seal_finding').set({ id: newId, envelope: renewed }).where('id', '=', id).execute()
      await tx.updateTable('evidence.seal_decision').set({ finding: newId }).where('finding', '=', id).execute()
    }
    return done
  })
}

function seals(tx: Tx) {
  return tx.selectFrom('evidence.seal').select(['id', 'envelope']).forUpdate().execute()
}

function decisions(tx: Tx) {
  return tx.selectFrom('evidence.seal_decision').select(['id', 'seal', 'envelope']).forUpdate().execute()
}

function findings(tx: Tx) {
  return tx.selectFrom('evidence.seal_finding').select(['id', 'seal', 'envelope']).forUpdate().execute()
}
