import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSecret, SecretFileError } from './secret-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-secret-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the secret is made once, for the owner only', () => {
  const path = join(folder, 'deep', 'secret')
  const secret = keepSecret(path)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(keepSecret(path)).toBe(secret)
  expect(keepSecret(join(folder, 'another'))).not.toBe(secret)
})

test('a secret that others can read, or that is none, stops the program', () => {
  const path = join(folder, 'secret')
  keepSecret(path)
  chmodSync(path, 0o644)
  expect(() => keepSecret(path)).toThrow(SecretFileError)
  expect(() => keepSecret(path)).toThrow(/chmod 600/)
  const empty = join(folder, 'empty')
  writeFileSync(empty, '\n', { mode: 0o600 })
  expect(() => keepSecret(empty)).toThrow(/holds no secret/)
})
