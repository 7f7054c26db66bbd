/** Which secret does this installation sign with, when none is given to it? One that is made once and kept on disk. */
import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** The secret cannot be used as it lies. The message is for the person at the terminal. */
export class SecretFileError extends Error {
  override name = 'SecretFileError'
}

/**
 * The secret in the file, made at the first call: 32 random bytes, base64url, readable by the owner only.
 * @throws SecretFileError when others may read it, or it is too short to be one.
 */
export function keepSecret(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  try {
    if (!existsSync(path)) makeSecret(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  // Windows has no such modes and reports 666.
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new SecretFileError(`Others can read ${path}. Say who may: chmod 600 ${path}`)
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32) throw new SecretFileError(`${path} holds no secret. Remove it, and a new one is made.`)
  return secret
}

/** Written beside it and then given its name: of two processes that start at once, both read the whole of one secret. */
function makeSecret(path: string): void {
  const beside = `${path}-${process.pid}`
  writeFileSync(beside, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(beside, path)
  } finally {
    rmSync(beside)
  }
}
