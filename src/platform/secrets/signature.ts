// Who has made this? Ed25519 signatures, with keys as they are written in a setting: 32 bytes in base64url.
import { createPrivateKey, createPublicKey, randomBytes, sign as signBytes, type KeyObject } from 'node:crypto'

export type SigningKey = { privateKey: KeyObject; publicKey: string }

const seedBytes = 32
/** What stands before the seed of a private key in PKCS #8 (RFC 8410). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A new private key as it is written in a setting. */
export function makeSigningKey(): string {
  return randomBytes(seedBytes).toString('base64url')
}

/** Undefined for anything that `makeSigningKey` has not written. */
export function readSigningKey(text: string): SigningKey | undefined {
  if (!/^[\w-]{43}$/.test(text)) return undefined
  const der = Buffer.concat([pkcs8Head, Buffer.from(text, 'base64url')])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  return { privateKey, publicKey: x }
}

/** The signature in base64url; the same bytes give the same one. */
export function sign({ privateKey }: SigningKey, bytes: Uint8Array): string {
  return signBytes(null, bytes, privateKey).toString('base64url')
}
