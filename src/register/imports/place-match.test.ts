import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor, ActorName } from '../actors/actor.rules.ts'
import { judgeOptions, matchPlace, openMatchBook, type WrittenPlace } from './place-match.rules.ts'

function actor(id: string, name: string, given: Partial<Actor> = {}): Actor {
  return {
    id, kind: 'municipality', country: 'XL', parent: null, nameSv: name, nameEn: name, nameLocal: null, nameRomanised: null,
    sortName: name, scbCode: null, gbt2260: null, iso31662: null, county: null, lat: null, lon: null, former: [], dataset: 'd',
    ...given,
  } // prettier-ignore
}

const named = (of: string, name: string, type: string): ActorName => ({ actor: of, name, lang: null, type, noteSv: null, noteEn: null }) // prettier-ignore

function place(name: string, given: Partial<WrittenPlace> = {}): WrittenPlace {
  return { name, countryName: '', country: null, code: null, at: null, told: null, ...given }
}

const actors = [
  actor('xl-nystad', 'Nystad', { nameSv: 'Nystads kommun', scbCode: '01', lat: 58, lon: -25 }),
  actor('xl-habo', 'Habo'),
  actor('xl-hobo', 'Håbo'),
  actor('xl-myrland', 'Region Myrland', { kind: 'region', scbCode: '03' }),
  actor('xl-board', 'County Administrative Board of Myrland', { kind: 'county_board', scbCode: '03' }),
  actor('xb-beihu', 'Beihu', { country: 'XB', nameLocal: '北湖市', nameRomanised: 'Beihu Shi' }),
]
const names = [
  named('xl-nystad', 'Newtown', 'other'),
  named('xl-nystad', 'Gamlestad', 'former'),
  named('xb-beihu', 'Peihu', 'transliteration'),
]
const book = openMatchBook(actors, names, [{ kind: 'merged', from: 'xl-gone', to: 'xl-nystad', revision: 2 }])
const XL = { country: 'XL' }
const near = { at: { lat: 58, lon: -25.1 } }

describe('a place is', () => {
  test.each<[string, WrittenPlace, string | null, number, string[]]>([
    ['an actor by its code, whatever it is called', place('Habo', { code: '01' }), 'xl-nystad', 100, ['code']],
    ['an actor by its identifier', place('?', { code: 'xb-beihu' }), 'xb-beihu', 100, ['code']],
    ['that which a merged actor leads to', place('?', { code: 'xl-gone' }), 'xl-nystad', 100, ['code']],
    ['for a person where the country contradicts the code', place('Habo', { code: '01', country: 'XB' }), null, 60, ['code', 'far']],
    ['for a person where it lies far from the code', place('Nystad', { code: '01', at: { lat: 10, lon: 10 } }), null, 60, ['code', 'far']],
    ['an actor by name and country', place('Nystad', XL), 'xl-nystad', 80, ['name', 'country']],
    ['an actor without the word for its level', place('Nystad Municipality', XL), 'xl-nystad', 80, ['name', 'country']],
    ['for a person by its name alone', place('Nystad'), null, 60, ['name']],
    ['for a person by another name and country', place('Newtown', XL), null, 75, ['other-name', 'country']],
    ['an actor by another name, country and place', place('Newtown', { ...XL, ...near }), 'xl-nystad', 95, ['other-name', 'country', 'near']],
    ['an actor by a former name, country and place', place('Gamlestad', { ...XL, ...near }), 'xl-nystad', 85, ['former-name', 'country', 'near']],
    ['for a person where an actor of its name lies far away', place('Nystad', { ...XL, at: { lat: 62, lon: -25 } }), null, 40, ['name', 'country', 'far']],
    ['the one with its accents', place('Håbo', XL), 'xl-hobo', 80, ['name', 'country']],
    ['the one without accents', place('Habo', XL), 'xl-habo', 80, ['name', 'country']],
    ['an actor in its own script, without the sign for its level', place('北湖', { country: 'XB' }), 'xb-beihu', 80, ['name', 'country']],
    ['for a person where a letter is wrong', place('Nystadt', XL), null, 50, ['slip', 'country']],
    ['for a person where it is a part of an actor', place('Harbour (Nystad)', XL), null, 50, ['part', 'country']],
  ])('%s', (_, written, id, score, because) => {
    const { match, actor: found, options } = matchPlace(book, written)
    expect([match, found]).toEqual([id === null ? 'unsure' : 'matched', id])
    expect([options[0]?.score, options[0]?.reasons.map((reason) => reason.because)]).toEqual([score, because])
  }) // prettier-ignore

  test.each<[string, WrittenPlace]>([
    ['in another country', place('Nystad', { country: 'XB' })],
    ['with an unknown name', place('Farawayville', XL)],
    ['a letter away, without a country', place('Nystadt')],
    ['whose code is that of two bodies, and whose name is unknown', place('?', { code: '03' })],
  ])('nobody %s', (_, written) => {
    expect(matchPlace(book, written)).toEqual({ match: 'none', actor: null, options: [] })
  })

  test('for a person where a county may be its region or its board', () => {
    const { match, options } = matchPlace(book, place('Myrland County', XL))
    expect([match, options.map((option) => option.actor)]).toEqual(['unsure', ['xl-board', 'xl-myrland']])
  })
})

test('one option must lead', () => {
  const option = (id: string, score: number) => ({ actor: id, score, reasons: [] })
  expect(judgeOptions([option('a', 80), option('b', 65)])).toMatchObject({ match: 'matched', actor: 'a' })
  expect(judgeOptions([option('a', 80), option('b', 66)])).toMatchObject({ match: 'unsure', actor: null })
  expect(judgeOptions([option('a', 79)])).toMatchObject({ match: 'unsure', actor: null })
  expect(judgeOptions([])).toMatchObject({ match: 'none', actor: null })
})

describe('of any actors', () => {
  const word = fc.constantFrom('Nystad', 'Nystad kommun', 'Nystadt', 'Småby', 'Smaby', 'Ny-stad', 'Region Myrland', 'Myrland', 'Myrlands län', 'Gamleby') // prettier-ignore
  const point = fc.record({ lat: fc.constantFrom(57.9, 58, 60), lon: fc.constantFrom(-25, -24) })
  const country = fc.constantFrom('XL', 'XB')
  const code = fc.option(fc.constantFrom('01', '02', '03', '04'))
  const someActors = fc
    .array(fc.tuple(word, word, country, fc.constantFrom('municipality', 'region', 'county_board'), code, fc.option(point)), { maxLength: 8 })
    .map((rows) => rows.map(([nameSv, nameEn, where, kind, scbCode, at], index) =>
      actor(`a-${index}`, nameSv, { nameEn, country: where, kind, scbCode, lat: at?.lat ?? null, lon: at?.lon ?? null }))) // prettier-ignore
  const someNames = fc.array(fc.tuple(fc.nat(7), word, fc.constantFrom('former', 'other', 'transliteration')), { maxLength: 5 })
    .map((rows) => rows.map(([index, name, type]) => named(`a-${index}`, name, type))) // prettier-ignore
  const written = fc
    .tuple(
      fc.oneof(
        word,
        word.map((name) => `Harbour (${name})`),
      ),
      fc.option(country),
      code,
      fc.option(point),
    )
    .map(([name, where, own, at]) => place(name, { country: where, code: own, at, told: at }))
  const run = { numRuns: 300 }

  test('the order of actors and names decides nothing', () => {
    const mixed = fc.tuple(someActors, someNames).chain(([known, called]) =>
      fc.tuple(fc.constant([known, called] as const), fc.shuffledSubarray(known, { minLength: known.length }), fc.shuffledSubarray(called, { minLength: called.length })),
    ) // prettier-ignore
    fc.assert(
      fc.property(mixed, written, ([[known, called], otherKnown, otherCalled], asked) => {
        const plain = matchPlace(openMatchBook(known, called), asked)
        expect(matchPlace(openMatchBook(otherKnown, called), asked)).toEqual(plain)
        // Of two names that say equally much either may be the one that is quoted.
        const said = ({ match, options }: typeof plain) => [match, options.map((one) => [one.actor, one.score])]
        expect(said(matchPlace(openMatchBook(known, otherCalled), asked))).toEqual(said(plain))
      }),
      run,
    )
  })

  test('a code that only one has is believed against every name', () => {
    fc.assert(
      fc.property(someActors, someNames, written, (known, called, asked) => {
        const owners = known.filter(({ scbCode }) => scbCode !== null && scbCode === asked.code)
        fc.pre(owners.length === 1)
        const found = matchPlace(openMatchBook(known, called), { ...asked, country: null, at: null })
        expect(found).toMatchObject({ match: 'matched', actor: owners[0]?.id, options: [{ score: 100 }] })
      }),
      run,
    )
  })

  test('the score is what its reasons add up to; the best comes first, and none is of another country', () => {
    fc.assert(
      fc.property(someActors, someNames, written, (known, called, asked) => {
        const { match, actor: found, options } = matchPlace(openMatchBook(known, called), asked)
        for (const { score, reasons } of options)
          expect(score).toBe(Math.min(100, reasons.reduce((sum, { points }) => sum + points, 0))) // prettier-ignore
        expect(options.map(({ score }) => score)).toEqual(options.map(({ score }) => score).toSorted((a, b) => b - a))
        expect(found).toBe(match === 'matched' ? options[0]?.actor : null)
        const abroad = options.filter((one) => known.find(({ id }) => id === one.actor)?.country !== asked.country)
        if (asked.country !== null) for (const { reasons } of abroad) expect(reasons).toContainEqual(expect.objectContaining({ because: 'far' })) // prettier-ignore
      }),
      run,
    )
  })
})
