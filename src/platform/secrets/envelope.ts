/**
 * How is something kept so that the database alone cannot tell it, and nobody can change or exchange it unnoticed?
 * AES-256-GCM under a key that is given from outside. Layout: version, length of the key's id, the id, nonce (12 bytes), tag
 * (16), ciphertext. What stands before the ciphertext, and the name of the record, are authenticated with it.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Keys by which envelopes can be opened; the first is the one that they are closed with. */
export type KeyRing = readonly { readonly id: string; readonly key: Uint8Array }[]

const version = 1
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16
const idPattern = /^[a-z0-9][a-z0-9-]{0,31}$/

/** `id:key,id:key`, each key 32 bytes in base64url or base64; undefined for anything else, or where an id stands twice. */
export function readKeyRing(text: string): KeyRing | undefined {
  const ring = text.split(',').map((part) => {
    const [id = '', encoded = '', ...rest] = part.trim().split(':')
    const isWritten = rest.length === 0 && idPattern.test(id) && /^[A-Za-z0-9_+/-]{43}=?$/.test(encoded)
    return { id, key: isWritten ? Buffer.from(encoded, 'base64') : Buffer.alloc(0) }
  })
  const ids = new Set(ring.map(({ id }) => id))
  return ring.every(({ key }) => key.length === keyBytes) && ids.size === ring.length ? ring : undefined
}

/** A new key as it is written in a setting. */
export function makeKey(id: string): string {
  return `${id}:${randomBytes(keyBytes).toString('base64url')}`
}

/**
 * `record` names what it is kept for, as `evidence.seal/4f0c…`; it opens under the same name only.
 * @throws Error without a key: whoever calls has to ask first whether there is one.
 */
export function closeEnvelope(ring: KeyRing, plain: Uint8Array, record: string): Uint8Array {
  const [current] = ring
  if (!current) throw new Error('An envelope cannot be closed without a key')
  const head = headOf(current.id)
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', derive(current.key, 'encryption'), nonce)
  cipher.setAAD(authenticated(head, record))
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed])
}

/** `no-key`: it was closed with a key that is not here. `damaged`: it is not what was closed, or belongs to another record. */
export type OpenedEnvelope = { ok: true; plain: Uint8Array } | { ok: false; refusal: 'no-key' | 'damaged' }

export function openEnvelope(ring: KeyRing, envelope: Uint8Array, record: string): OpenedEnvelope {
  const id = keyIdOf(envelope)
  if (id === undefined) return { ok: false, refusal: 'damaged' }
  const key = ring.find((one) => one.id === id)?.key
  if (!key) return { ok: false, refusal: 'no-key' }
  const head = headOf(id)
  const nonceEnd = head.length + nonceBytes
  try {
    const nonce = envelope.subarray(head.length, nonceEnd)
    const decipher = createDecipheriv('aes-256-gcm', derive(key, 'encryption'), nonce, { authTagLength: tagBytes })
    decipher.setAAD(authenticated(head, record))
    decipher.setAuthTag(envelope.subarray(nonceEnd, nonceEnd + tagBytes))
    const sealed = envelope.subarray(nonceEnd + tagBytes)
    return { ok: true, plain: Buffer.concat([decipher.update(sealed), decipher.final()]) }
  } catch {
    return { ok: false, refusal: 'damaged' }
  }
}

/** Which key it was closed with; undefined for what is no envelope. */
export function keyIdOf(envelope: Uint8Array): string | undefined {
  const length = envelope[1] ?? 0
  const id = Buffer.from(envelope.subarray(2, 2 + length)).toString('latin1')
  return envelope[0] === version && idPattern.test(id) ? id : undefined
}

/**
 * The same text gives the same fingerprint, and without the key nobody can try what it was made from. One by each key, that
 * of the first key first. Hex.
 */
export function fingerprints(ring: KeyRing, text: string): string[] {
  return ring.map(({ key }) => createHmac('sha256', derive(key, 'fingerprint')).update(text).digest('hex'))
}

function headOf(id: string): Buffer {
  return Buffer.concat([Buffer.from([version, id.length]), Buffer.from(id, 'latin1')])
}

function authenticated(head: Buffer, record: string): Buffer {
  return Buffer.concat([head, Buffer.from(record, 'utf8')])
}

/** One key for each use: what is learnt about the one tells nothing about the other. */
function derive(key: Uint8Array, use: 'encryption' | 'fingerprint'): Buffer {
  return Buffer.from(hkdfSync('sha256', key, new Uint8Array(), `samband/envelope/${use}`, keyBytes))
}
