// How do two versions of the codebook differ, and what of it comes into the register?
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCodeName, readEntryForm } from './codebook-version.input.ts'
import { differencesOf, entryColumns, overlaid, type CodebookEntry } from './codebook-version.rules.ts'

const text = fc.constantFrom('one', 'two')
const entry = fc.record<CodebookEntry>({
  scheme: fc.constantFrom('reason', 'status'),
  code: fc.constantFrom('a', 'b', 'c'),
  label_sv: text, label_en: text, definition_sv: text, definition_en: text,
  example_sv: fc.option(text), example_en: fc.option(text), includes_sv: fc.option(text), includes_en: fc.option(text),
  excludes_sv: fc.option(text), excludes_en: fc.option(text),
  sort: fc.nat(3),
}) // prettier-ignore
const version = fc.uniqueArray(entry, { selector: ({ scheme, code }) => `${scheme}/${code}` })
const keyOf = ({ scheme, code }: CodebookEntry) => `${scheme}/${code}`

test('the differences lead from one version to the other', () => {
  fc.assert(
    fc.property(version, version, (before, after) => {
      const result = new Map(before.map((one) => [keyOf(one), one]))
      for (const difference of differencesOf(before, after)) {
        if (difference.kind === 'removed') result.delete(keyOf(difference.before))
        else result.set(keyOf(difference.after), difference.after)
      }
      expect([...result.values()].toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))).toEqual(
        after.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
      )
      expect(differencesOf(before, before)).toEqual([])
    }),
  )
})

test('a change names the columns that differ, and no others', () => {
  fc.assert(
    fc.property(entry, entry, (one, other) => {
      const after = { ...other, scheme: one.scheme, code: one.code }
      const [difference] = differencesOf([one], [after])
      const expected = [...entryColumns, 'sort' as const].filter((column) => one[column] !== after[column])
      expect(difference?.kind === 'changed' ? difference.columns : []).toEqual(expected)
    }),
  )
})

test('what people have published takes the place of a package’s code, and a code that they dropped stays', () => {
  const row = { scheme: 'reason', code: 'a', label_en: 'Packaged' }
  const published = { scheme: 'reason', code: 'b', label_en: 'Published' } as CodebookEntry
  expect(overlaid([row, { ...row, code: 'b' }], [published])).toEqual([row, published])
  expect(overlaid([row], [])).toEqual([row])
})

test('a form says what is missing, and leaves out what is empty', () => {
  const read = (fields: Record<string, string>) => readEntryForm((name) => fields[name] ?? '')
  expect(Object.keys(read({}).errors)).toEqual(['label_sv', 'label_en', 'definition_sv', 'definition_en'])
  const { texts, errors } = read({ label_sv: 'A', label_en: 'A', definition_sv: 'B', definition_en: 'B', example_sv: ' C\r\nD ' }) // prettier-ignore
  expect([errors, texts.example_sv, texts.example_en]).toEqual([{}, 'C\nD', null])
  expect(read({ label_sv: 'A'.repeat(81) }).errors.label_sv).toBe('too-long')
  expect(read({ example_sv: 'A'.repeat(1001) }).errors.example_sv).toBe('too-long')
})

test.each([
  ['costs', undefined],
  ['costs_2', undefined],
  ['', 'missing'],
  ['Costs', 'no-name'],
  ['-', 'no-name'],
  ['kostnad-å', 'no-name'],
])('the name of a code may be %j: %s', (code, error) => {
  expect(readCodeName(() => code).error).toBe(error)
})
