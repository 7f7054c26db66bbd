import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLocator } from './citation.rules.ts'

test.each([
  ['appendix:12', { place: 'appendix', row: 12 }],
  ['appendix:1-52', { place: 'appendix', row: 1, lastRow: 52 }],
  ['appendix-note:1', { place: 'appendix-note', note: 1 }],
  ['note:31', { place: 'note', note: 31 }],
  ['text:golden-era:2', { place: 'text', section: 'golden-era', paragraph: 2 }],
  ['§ 158', { place: 'other', words: '§ 158' }],
  ['p. 18', { place: 'other', words: 'p. 18' }],
  ['note:', { place: 'other', words: 'note:' }],
  ['note:31 and 47', { place: 'other', words: 'note:31 and 47' }],
  ['text:Golden Era:2', { place: 'other', words: 'text:Golden Era:2' }],
])('“%s”', (locator, place) => {
  expect(readLocator(locator)).toEqual(place)
})

test('whatever was written is taken apart without loss, or shown as it was written', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^(appendix|note|text|appendix-note):[a-z0-9:-]{0,8}$/)),
      (locator) => {
        const read = readLocator(locator)
        if (read.place === 'other') expect(read.words).toBe(locator)
        else expect(locator.startsWith(`${read.place}:`)).toBe(true)
      },
    ),
  )
})
