import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { closeEnvelope, fingerprints, keyIdOf, makeKey, openEnvelope, readKeyRing, type KeyRing } from './envelope.ts'

const ring: KeyRing = [
  { id: 'new', key: randomBytes(32) },
  { id: 'old', key: randomBytes(32) },
]
const bytes = fc.uint8Array({ maxLength: 5000 })
const names = fc.string({ maxLength: 40 })

test('what was put in comes out, under its record only, and with its key only', () => {
  fc.assert(
    fc.property(bytes, names, names, (plain, record, other) => {
      const envelope = closeEnvelope(ring, plain, record)
      const opened = openEnvelope(ring, envelope, record)
      expect(opened.ok && Buffer.from(opened.plain)).toEqual(Buffer.from(plain))
      if (other !== record) expect(openEnvelope(ring, envelope, other)).toEqual({ ok: false, refusal: 'damaged' })
      expect(openEnvelope(ring.slice(1), envelope, record)).toEqual({ ok: false, refusal: 'no-key' })
      const sameName = [{ id: 'new', key: randomBytes(32) }]
      expect(openEnvelope(sameName, envelope, record)).toEqual({ ok: false, refusal: 'damaged' })
    }),
  )
})

test('no bit of it can be changed, and nothing cut off or added, unnoticed', () => {
  const plain = Buffer.from('somebody said so')
  const envelope = closeEnvelope(ring, plain, 'r')
  for (let index = 0; index < envelope.length * 8; index += 1) {
    const changed = Uint8Array.from(envelope)
    changed[index >> 3] = (changed[index >> 3] ?? 0) ^ (1 << (index & 7))
    expect(openEnvelope(ring, changed, 'r').ok, `bit ${index}`).toBe(false)
  }
  for (let length = 0; length < envelope.length; length += 1)
    expect(openEnvelope(ring, envelope.subarray(0, length), 'r').ok).toBe(false)
  expect(openEnvelope(ring, Buffer.concat([envelope, Buffer.from([0])]), 'r').ok).toBe(false)
})

test('whatever bytes are taken for an envelope, they are refused and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), names, (envelope, record) => {
      expect(openEnvelope(ring, envelope, record).ok).toBe(false)
    }),
  )
})

test('the same twice is not the same, so that nobody sees that it was', () => {
  const plain = Buffer.from('yes')
  const all = Array.from({ length: 200 }, () => Buffer.from(closeEnvelope(ring, plain, 'r')).toString('hex'))
  expect(new Set(all).size).toBe(200)
})

test('closes with the first key and says with which; opens with any', () => {
  const old = ring.slice(1)
  const envelope = closeEnvelope(old, Buffer.from('before'), 'r')
  expect([keyIdOf(envelope), keyIdOf(closeEnvelope(ring, Buffer.from('after'), 'r'))]).toEqual(['old', 'new'])
  expect(openEnvelope(ring, envelope, 'r').ok).toBe(true)
  expect(() => closeEnvelope([], Buffer.from('x'), 'r')).toThrow('without a key')
})

test('a fingerprint is the same for the same text, by each key another, and without the key none can be made', () => {
  const [first, second] = fingerprints(ring, 'note:14')
  expect(fingerprints(ring, 'note:14')).toEqual([first, second])
  expect(fingerprints(ring.slice(1), 'note:14')).toEqual([second])
  expect(new Set([first, second, ...fingerprints(ring, 'note:15')]).size).toBe(4)
})

test('keys are read as they are made, several of them, and nothing else is taken for one', () => {
  const [one, other] = [makeKey('2026'), makeKey('2025-b')]
  expect(readKeyRing(one)?.map(({ id, key }) => [id, key.length])).toEqual([['2026', 32]])
  expect(readKeyRing(`${one}, ${other}`)?.map(({ id }) => id)).toEqual(['2026', '2025-b'])
  for (const text of ['', 'password', '2026:short', `${one},${one}`, `${one},`, `Key:${one.slice(5)}`, `${one}:x`])
    expect([text, readKeyRing(text)]).toEqual([text, undefined])
})
