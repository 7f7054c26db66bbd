import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findReidentification, smallestCell, type OpenRow } from './reidentification.rules.ts'
import { secretFields, writeSecret, type Secret } from './seal.rules.ts'

const blank = Object.fromEntries(secretFields.map((field) => [field, ''])) as Secret
const row: OpenRow = { where: 'citations/c1', source: 'report', locator: null, places: [], dates: [], fields: {} }
const noBodies = new Map<string, number>()

const found = (secret: Partial<Secret>, open: Partial<OpenRow>) =>
  findReidentification({ ...blank, ...secret }, [], { rows: [{ ...row, ...open }], bodies: noBodies }).map(
    ({ rule, column }) => `${rule} ${column}`,
  )

describe('the same place in a source', () => {
  // The report footnotes one interview both at a passage that names a municipality and at words said in confidence.
  const footnoted = { locators: 'report note:3\nreport note:8' }

  test('is found wherever the conversation is cited, however it is written', () => {
    for (const locator of ['note:3', 'note:8', 'Note 3', 'note 8.'])
      expect([locator, found(footnoted, { locator })]).toEqual([locator, ['shared-locator locator']])
  })

  test('is another one in another source, and another number', () => {
    expect(found(footnoted, { locator: 'note:3', source: 'other-report' })).toEqual([])
    for (const locator of ['note:31', 'note:30', 'p. 3', 'appendix:3'])
      expect([locator, found(footnoted, { locator })]).toEqual([locator, []])
  })

  test('counts in any source where the evidence names none', () => {
    expect(found({ locators: '§ 12' }, { locator: '§ 12', source: 'minutes' })).toEqual(['shared-locator locator'])
  })
})

describe('a name', () => {
  test('is found in authors, titles, notes and addresses of files, by each way of writing it', () => {
    const secret = {
      person: 'Vera Vik; V. Vik',
      title: 'Frogs and us',
      files: 'talk-vik.docx',
      address: 'Box 12, shelf 4',
    }
    const texts = {
      author: 'Vik, A.; Vera Vik',
      title: 'On Frogs and Us',
      url: 'https://x.example/files/talk-vik.docx',
      note_en: 'see box 12, shelf 4',
    }
    expect(found(secret, { fields: texts })).toEqual(['name author', 'name title', 'name url', 'name note_en'])
    expect(found(secret, { fields: { author: 'Said by V. Vik' } })).toEqual(['name author'])
  })

  test('is no part of another word, and what is very short is none', () => {
    expect(found({ person: 'Vera Vik' }, { fields: { author: 'Severa Viking', title: 'Vera, and Vik' } })).toEqual([])
    expect(found({ person: 'Bo' }, { fields: { author: 'Bo' } })).toEqual([])
  })
})

describe('role, place and date', () => {
  const secret = { role: 'head of office; kanslichef', place: 'Småby', date: '2020-02' }
  const open = { places: ['Småby kommun'], dates: ['2020-02-18'], fields: { stated_by_en: 'the head of office' } }

  test('are found where all three stand together', () => {
    expect(found(secret, open)).toEqual(['combination stated_by_en'])
    expect(found(secret, { ...open, dates: ['2020'] })).toEqual(['combination stated_by_en'])
  })

  test('are not where one of them is another, or nothing is said of it', () => {
    for (const other of [
      { places: ['Nystad'] },
      { dates: ['2019'] },
      { dates: [] },
      { fields: { stated_by_en: 'the head' } },
    ])
      expect([other, found(secret, { ...open, ...other })]).toEqual([other, []])
    for (const field of ['role', 'place', 'date'] as const) expect(found({ ...secret, [field]: '' }, open)).toEqual([])
  })

  test('the place on the very day is enough', () => {
    const day = { place: 'Småby', date: '2020-02-18' }
    expect(found(day, open)).toEqual(['same-day date'])
    expect(found(day, { ...open, dates: ['2020-02'] })).toEqual([])
    expect(found(day, { ...open, places: [], fields: { author: 'Småby kommun' } })).toEqual(['same-day date'])
  })
})

test('few bodies behind a reason are found, from none to the fewest but one', () => {
  fc.assert(
    fc.property(fc.nat(12), (count) => {
      const bodies = new Map([['reason/x', count]])
      const findings = findReidentification(blank, ['reason/x'], { rows: [], bodies })
      expect(findings).toEqual(count < smallestCell ? [{ rule: 'small-cell', row: 'reason/x', column: 'code' }] : [])
    }),
  )
  expect(findReidentification(blank, ['reason/unheard'], { rows: [], bodies: noBodies })).toHaveLength(1)
})

const texts = fc.string({ maxLength: 30 })
const secrets = fc.record(Object.fromEntries(secretFields.map((field) => [field, texts]))) as fc.Arbitrary<Secret>
const rows = fc.record({
  where: fc.constant('r'), source: fc.option(texts), locator: fc.option(texts), places: fc.array(texts, { maxLength: 2 }),
  dates: fc.array(fc.constantFrom('2020', '2020-02', '2020-02-18', '[..2021]', 'nonsense'), { maxLength: 2 }),
  fields: fc.dictionary(fc.constantFrom('author', 'note'), texts),
}) // prettier-ignore

test('whatever is compared, an empty secret is recognised in nothing, and more open rows never hide a finding', () => {
  fc.assert(
    fc.property(secrets, fc.array(rows, { maxLength: 4 }), rows, (secret, some, more) => {
      expect(findReidentification(blank, [], { rows: some, bodies: noBodies })).toEqual([])
      const before = findReidentification(secret, [], { rows: some, bodies: noBodies })
      const after = findReidentification(secret, [], { rows: [...some, more], bodies: noBodies })
      expect(after).toEqual(expect.arrayContaining(before))
    }),
  )
})

test('a name that stands in a text among others is found, whatever stands around it', () => {
  const around = fc.constantFrom('', 'said by ', '“', ', ', '\n', 'and then: ')
  fc.assert(
    fc.property(around, around, (before, after) => {
      expect(found({ person: 'Vera Vik' }, { fields: { note: `${before}VERA  Vik${after && ` ${after}`}` } })).toEqual([
        'name note',
      ])
    }),
  )
})

test('how long something is shows only in steps of a thousand', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3000 }), (text) => {
      const written = new TextEncoder().encode(writeSecret({ text })).length
      expect(written % 1024).toBe(0)
      expect(JSON.parse(writeSecret({ text }))).toEqual({ text })
    }),
  )
})
