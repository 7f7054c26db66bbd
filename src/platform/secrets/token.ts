// Tokens for links that are used once. Only the hash is kept: whoever reads the database cannot follow the links.
import { createHash, randomBytes } from 'node:crypto'

/** 32 random bytes, base64url, and what is kept of them. */
export function makeToken(): { token: string; hash: string } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** SHA-256, base64url. A slow hash is for what people think up; these are random. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
