/** How do people write down and type a code? */

/** Ten of them; each is enough once. */
export const backupCodes = 10

/** After so many wrong ones within a day none is taken until the day is over: nobody guesses six digits that way. */
export const wrongCodesADay = 20

// Crockford's alphabet: nobody takes a one for an l, or an o for a nought.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

/** `4m7kz-9x2pq` from ten bytes: 50 bits that cannot be guessed at five tries a quarter of an hour. */
export function writeBackupCode(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(0, 10)].map((byte) => alphabet[byte % 32])
  return `${letters.slice(0, 5).join('')}-${letters.slice(5).join('')}`
}

export type TypedCode = { kind: 'app'; code: string } | { kind: 'backup'; code: string } | undefined

/** What somebody typed, whatever spaces, hyphens and capitals; undefined if it is neither sort of code. */
export function readCode(typed: string): TypedCode {
  const code = typed.toLowerCase().replaceAll(/[\s-]/g, '')
  if (/^\d{6}$/.test(code)) return { kind: 'app', code }
  const plain = code.replaceAll('o', '0').replaceAll(/[il]/g, '1')
  if (/^[0-9a-hjkmnp-tv-z]{10}$/.test(plain)) return { kind: 'backup', code: `${plain.slice(0, 5)}-${plain.slice(5)}` }
  return undefined
}
