import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayHandIn, maySeeDocument, refuseAcceptance } from './document.policy.ts'
import { visibleTo } from '../sources/source.policy.ts'
import { documentStates, documentVisibilities, findPassage, markPassages, narrower } from './document.rules.ts'

const visibilities = ['public', 'members', 'sealed'] as const
const roles = ['reader', 'contributor', 'curator', 'researcher', 'administrator'] as const
const members = fc.record({
  person: fc.constantFrom('ada', 'bo'),
  role: fc.constantFrom(...roles),
  organisation: fc.record({ actor: fc.constantFrom('xl-smaby', 'xl-nystad', null) }),
})
const documents = fc.record({
  state: fc.constantFrom(...documentStates),
  visibility: fc.constantFrom(...documentVisibilities),
  sourceVisibility: fc.constantFrom(...visibilities),
  person: fc.constantFrom('ada', null),
})

test('a document is never shown to more than may see its source', () => {
  fc.assert(
    fc.property(fc.option(members, { nil: undefined }), documents, (member, document) => {
      if (!maySeeDocument(member, document)) return
      expect(document.sourceVisibility).not.toBe('sealed')
      if (member === undefined) {
        expect(document).toMatchObject({ state: 'accepted', visibility: 'public', sourceVisibility: 'public' })
        expect(visibleTo(member)).toEqual(['public'])
      }
      const isReviewer = member?.role === 'curator' || member?.role === 'administrator'
      if (document.state === 'withdrawn') expect(isReviewer).toBe(true)
      if (document.state !== 'accepted' && !isReviewer) expect(document.person).toBe(member?.person)
    }),
  )
})

test('the narrower of two visibilities is the same whichever comes first, and neither is wider', () => {
  expect(narrower('public', 'members')).toBe('members')
  for (const one of visibilities)
    for (const other of visibilities) {
      expect(narrower(one, other)).toBe(narrower(other, one))
      expect(narrower(one, one)).toBe(one)
      expect(narrower(one, 'sealed')).toBe('sealed')
    }
})

test('who hands in documents of which source', () => {
  const contributor = { person: 'ada', role: 'contributor', organisation: { actor: 'xl-smaby' } } as const
  const open = { visibility: 'public' } as const
  expect(mayHandIn(contributor, open, ['xl-smaby', 'xl-beihu'])).toBe(true)
  expect(mayHandIn(contributor, open, ['xl-nystad'])).toBe(false)
  expect(mayHandIn(contributor, { visibility: 'members' }, ['xl-smaby'])).toBe(false)
  expect(mayHandIn({ ...contributor, organisation: { actor: null } }, open, [])).toBe(false)
  expect(mayHandIn({ ...contributor, role: 'reader' }, open, ['xl-smaby'])).toBe(false)
  expect(mayHandIn({ ...contributor, role: 'curator' }, { visibility: 'members' }, [])).toBe(true)
  for (const role of roles)
    expect(mayHandIn({ ...contributor, role }, { visibility: 'sealed' }, ['xl-smaby'])).toBe(false)
  expect(mayHandIn(undefined, open, ['xl-smaby'])).toBe(false)
})

test('with a second person nobody accepts what they handed in', () => {
  const waiting = { state: 'handed_in', person: 'ada' } as const
  expect(refuseAcceptance({ person: 'ada' }, waiting, true)).toBe('second-person')
  expect(refuseAcceptance({ person: 'bo' }, waiting, true)).toBeUndefined()
  expect(refuseAcceptance({ person: 'ada' }, waiting, false)).toBeUndefined()
  expect(refuseAcceptance({ person: 'bo' }, { ...waiting, state: 'refused' }, false)).toBe('closed')
})

const prose = fc.string({ unit: fc.constantFrom('a', 'b', '.', '(', '*', '\\', 'å', ' ', '\n'), maxLength: 60 })

test('words of a text are found in it, however white space was copied', () => {
  fc.assert(
    fc.property(prose, fc.nat(60), fc.nat(60), fc.constantFrom(' ', '\n', ' \t '), (text, start, length, space) => {
      const words = text.slice(start, start + length).trim()
      if (words === '') return
      const place = findPassage(text, words.replaceAll(/\s+/g, space))
      expect(place).toBeDefined()
      expect(text.slice(place?.from, place?.to).split(/\s+/)).toEqual(words.split(/\s+/))
    }),
  )
})

test.each([
  ['', 'anything'],
  ['   ', 'anything'],
  ['not there', 'there, not'],
  ['a.c', 'abc'],
])('“%s” is not found in “%s”', (quote, text) => {
  expect(findPassage(text, quote)).toBeUndefined()
})

test('words are found with every sign that minutes have in them', () => {
  const words = 'KS 2020/00265-2 [sic] (a|b) {c} ^$.*+? \\ vän-\nort'
  expect(findPassage(`Before ${words} after`, words)).toEqual({ from: 7, to: 7 + words.length })
})

test('a marked text is the same text, each passage marked where it stands, also where two overlap', () => {
  fc.assert(
    fc.property(prose, fc.array(fc.tuple(fc.nat(60), fc.nat(20)), { maxLength: 4 }), (text, places) => {
      const passages = places.map(([from, length], id) => ({ id, quote: text.slice(from, from + length) }))
      const stretches = markPassages(text, passages)
      expect(stretches.map((stretch) => stretch.text).join('')).toBe(text)
      for (const { id, quote } of passages) {
        const marked = stretches.filter((stretch) => stretch.passages.includes(id)).map((stretch) => stretch.text)
        expect(marked.join('').split(/\s+/)).toEqual(quote.trim().split(/\s+/))
      }
    }),
  )
})
