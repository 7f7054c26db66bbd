// Puts what tells anything into envelopes and takes it out again. The name of the record goes with each: an envelope that is
// laid into another record does not open there.
import { Problem } from '#platform/http/problem.ts'
import { closeEnvelope, openEnvelope, type KeyRing } from '#platform/secrets/envelope.ts'
import { writeSecret } from './seal.rules.ts'

type Table = 'seal' | 'seal_decision' | 'seal_opening' | 'seal_finding'

/** The record that an envelope belongs to: its table, the evidence, and of everything but the evidence itself its own id. */
export function recordOf(table: Table, seal: string, id = ''): string {
  return `evidence.${table}/${seal}/${id}`
}

/** Bytes of any sort, such as a file, for the record that is named. @throws Problem without a key. */
export function encryptBytes(ring: KeyRing, plain: Uint8Array, record: string): Uint8Array {
  if (ring.length === 0) throw keyMissing()
  return closeEnvelope(ring, plain, record)
}

/** @throws Problem where the key is not here, or the envelope is not what was put there. */
export function decryptBytes(ring: KeyRing, envelope: Uint8Array, record: string): Uint8Array {
  const opened = openEnvelope(ring, envelope, record)
  if (opened.ok) return opened.plain
  if (opened.refusal === 'no-key') throw keyMissing()
  throw new Problem('unavailable', 'evidence/seal-damaged', 'What is kept is not what was put under seal.', {
    text: (t) => t('seals.refused.damaged'),
  })
}

export function encryptValue(ring: KeyRing, value: unknown, record: string): Uint8Array {
  return encryptBytes(ring, new TextEncoder().encode(writeSecret(value)), record)
}

export function decryptValue(ring: KeyRing, envelope: Uint8Array, record: string): unknown {
  return JSON.parse(new TextDecoder().decode(decryptBytes(ring, envelope, record)))
}

/** As above, for what may be left out of a page; undefined where it cannot be read. */
export function readableValue(ring: KeyRing, envelope: Uint8Array, record: string): unknown {
  return openEnvelope(ring, envelope, record).ok ? decryptValue(ring, envelope, record) : undefined
}

export function keyMissing(): Problem {
  return new Problem(
    'unavailable',
    'evidence/no-seal-key',
    'The key for evidence under seal is not set (SAMBAND_SEAL_KEY).',
    {
      text: (t) => t('seals.refused.no-key'),
    },
  )
}
