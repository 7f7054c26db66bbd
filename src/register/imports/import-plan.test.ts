import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../actors/actor.rules.ts'
import { openCountryReader } from './country-name.rules.ts'
import { planImport, type ImportGround, type ImportPlan } from './import-plan.rules.ts'
import { summarise, type StandingPlace } from './import.rules.ts'
import { openMatchBook } from './place-match.rules.ts'

function actor(id: string, name: string, country: string): Actor {
  return {
    id, kind: 'municipality', country, parent: null, nameSv: name, nameEn: name, nameLocal: null, nameRomanised: null,
    sortName: name, scbCode: null, gbt2260: null, iso31662: null, county: null, lat: null, lon: null, former: [], dataset: 'd',
  } // prettier-ignore
}

const actors = [actor('xl-habo', 'Habo', 'XL'), actor('xl-hobo', 'Håbo', 'XL'), actor('xl-smaby', 'Småby', 'XL'), actor('xl-nystad', 'Nystad', 'XL'), actor('xb-zarechye', 'Zarechye', 'XB')] // prettier-ignore
const names = [{ actor: 'xl-nystad', name: 'Newtown', lang: 'en', type: 'other', noteSv: null, noteEn: null }]
const ground: ImportGround = {
  book: openMatchBook(actors, names),
  readCountry: openCountryReader([
    { code: 'XL', alpha3: 'XLL', numeric: '901', name_sv: 'Lilleland', name_en: 'Littleland' },
    { code: 'XB', alpha3: 'XBB', numeric: '902', name_sv: 'Storland', name_en: 'Bigland' },
  ]),
  land: new Map(),
}

type Place = readonly [name: string, country: string, lat?: string, lon?: string]
type Row = readonly [one: Place, other: Place, status?: string]
const headings = ['n1', 'c1', 'y1', 'x1', 'n2', 'c2', 'y2', 'x2', 's']
const columns = { name1: 'n1', country1: 'c1', lat1: 'y1', lon1: 'x1', name2: 'n2', country2: 'c2', lat2: 'y2', lon2: 'x2', status: 's' } // prettier-ignore

function plan(rows: readonly Row[]): ImportPlan {
  const cells = ([name, country, lat = '', lon = '']: Place) => [name, country, lat, lon]
  const table = rows.map(([one, other, status = '']) => [...cells(one), ...cells(other), status])
  const steps = planImport({ headings, rows: table, firstRow: 2 }, columns, ground)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const smaby: Place = ['Småby', 'Littleland']
const nystad: Place = ['Nystad', 'Lilleland']
const newtown: Place = ['Newtown', 'Littleland', '58', '-25']
const zarechye: Place = ['Zarechye', 'Bigland']
const pond: Place = ['Pond', 'Bigland']
const pairsOf = (rows: readonly Row[]) => plan(rows).pairs.map(({ a, b, isMutual, hasEnded }) => [a, b, isMutual, hasEnded]) // prettier-ignore
const found = (rows: readonly Row[]) => plan(rows).findings.map(({ row, kind, detail }) => [row, kind, detail])

describe('a pair', () => {
  const [a, b] = ['actor xb-zarechye', 'actor xl-smaby']

  test('that is listed from both ends is one, and is said to be', () => {
    const rows: Row[] = [[smaby, zarechye], [zarechye, smaby]] // prettier-ignore
    expect(pairsOf(rows)).toEqual([[a, b, true, false]])
    expect(found(rows)).toEqual([[3, 'duplicate', '2']])
  })

  test('that is listed twice from one end is one, and not from both', () => {
    expect(pairsOf([[smaby, zarechye], [smaby, zarechye]])).toEqual([[a, b, false, false]]) // prettier-ignore
  })

  test('has ended where every row says so', () => {
    expect(pairsOf([[smaby, zarechye, 'former'], [zarechye, smaby, 'Upphört']])).toEqual([[a, b, true, true]]) // prettier-ignore
    expect(pairsOf([[smaby, zarechye, 'former'], [zarechye, smaby]])).toEqual([[a, b, true, false]]) // prettier-ignore
  })

  test('of an actor with itself under two names is none', () => {
    // With its place, Newtown is certain enough to be Nystad; the register knows no place of it, so it stays apart.
    expect(found([[nystad, nystad]])).toEqual([[2, 'self-pair', null]])
    expect(plan([[nystad, newtown]]).pairs).toHaveLength(1)
  })

  test('without a name, or with one that is none, is refused with its row', () => {
    expect(found([[smaby, ['', 'Bigland']], [smaby, ['???', 'Bigland']], [smaby, ['x'.repeat(201), 'Bigland']]])).toEqual([
      [2, 'no-name', null], [3, 'no-name', null], [4, 'too-long', null],
    ]) // prettier-ignore
  })

  test('keeps without coordinates that cannot be, and says so', () => {
    const rows: Row[] = [[['Småby', 'Littleland', '95', '10'], ['Pond', 'Bigland', '0', '0']]] // prettier-ignore
    const { pairs, findings, places } = plan(rows)
    expect([pairs.length, findings.map(({ kind, side }) => [kind, side])]).toEqual([1, [['impossible-coordinates', 1], ['impossible-coordinates', 2]]]) // prettier-ignore
    expect(places.map(({ at }) => at)).toEqual([null, null])
  })
})

test('one name far apart is two places, and is said', () => {
  const rows = ['10', '40', '10.1'].map((lat): Row => [smaby, ['Pond', 'Bigland', lat, '10']])
  expect(pairsOf(rows)).toHaveLength(2)
  expect(plan(rows).findings.map(({ row, kind }) => [row, kind])).toEqual([
    [3, 'one-name-two-places'],
    [4, 'duplicate'],
  ])
})

test('a spelling that is certainly an actor is that actor; accents keep nothing else apart', () => {
  const [habo, hobo]: Place[] = [['Habo', 'Littleland'], ['Håbo', 'Littleland']] // prettier-ignore
  expect(pairsOf([[habo!, zarechye], [hobo!, zarechye]])).toEqual([
    ['actor xb-zarechye', 'actor xl-habo', false, false],
    ['actor xb-zarechye', 'actor xl-hobo', false, false],
  ]) // prettier-ignore
  expect(pairsOf([[['Málaga', 'Bigland'], smaby], [smaby, ['Malaga', 'Bigland']]])).toHaveLength(1) // prettier-ignore
  // One that is not certain is left to a person, whichever row comes first.
  const rows: Row[] = [[['Smaby', 'Littleland'], zarechye], [smaby, zarechye]] // prettier-ignore
  expect(
    plan(rows)
      .places.map(({ match }) => match)
      .toSorted(),
  ).toEqual(['matched', 'matched', 'unsure'])
})

describe('of any list', () => {
  const place = fc.constantFrom<Place>(smaby, ['Smaby', 'Littleland'], ['Habo', 'Littleland'], ['Håbo', 'Littleland'], nystad, newtown, zarechye, pond, ['POND', 'Storland', '10', '10'], ['Pond', 'Bigland', '40', '40'], ['', '']) // prettier-ignore
  const row: fc.Arbitrary<Row> = fc.tuple(place, place, fc.constantFrom('', 'former'))
  const rows = fc.array(row, { maxLength: 12 })
  const told = ({ pairs }: ImportPlan) => pairs.map(({ key, isMutual, hasEnded }) => `${key} ${isMutual} ${hasEnded}`).toSorted() // prettier-ignore

  test('each pair stands once, and every row is a pair, a repetition or refused', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { pairs, findings } = plan(list)
        expect(new Set(pairs.map(({ a, b }) => [a, b].toSorted().join(' ~ '))).size).toBe(pairs.length)
        const other = findings.filter(({ kind }) => ['duplicate', 'self-pair', 'no-name'].includes(kind))
        const blank = list.filter(([one, two, status]) => one[0] === '' && two[0] === '' && status === '')
        expect(pairs.length + other.length + blank.length).toBe(list.length)
      }),
    )
  })

  test('it is the same whichever end stands first', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const turned = list.map(([one, other, status]): Row => [other, one, status])
        expect(told(plan(turned))).toEqual(told(plan(list)))
      }),
    )
  })

  test('it is the same in whatever order its rows stand', () => {
    const mixed = rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))) // prettier-ignore
    fc.assert(
      fc.property(mixed, ([list, other]) => {
        expect(told(plan(other))).toEqual(told(plan(list)))
      }),
    )
  })

  /** What stands once the plan has been written. */
  const standing = ({ pairs, places }: ImportPlan) => ({
    pairs: pairs.map(({ key, hasEnded, isMutual }) => ({ key, hasEnded, isMutual, isListed: true })),
    places: places.map(({ at, options: _options, told: _told, ownKey: _ownKey, ...one }): StandingPlace => ({ ...one, lat: at?.lat ?? null, lon: at?.lon ?? null, isRuled: false })), // prettier-ignore
  })

  test('run again it changes nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const again = summarise(plan(list), standing(plan(list)))
        expect(again).toMatchObject({ added: 0, changed: 0, gone: 0, same: again.pairs })
      }),
    )
  })

  test('what one list has and the other has not is added or no longer listed', () => {
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const [was, now] = [plan(before), plan(after)].map(({ pairs }) => new Set(pairs.map(({ key }) => key))) as [Set<string>, Set<string>] // prettier-ignore
        const { added, same, changed, gone } = summarise(plan(after), standing(plan(before)))
        expect([added, gone, same + changed]).toEqual([now.difference(was).size, was.difference(now).size, now.intersection(was).size]) // prettier-ignore
      }),
    )
  })

  test('what a person has ruled stays', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const stands = standing(plan(list))
        const ruled = stands.places.map((one): StandingPlace => ({ ...one, match: 'none', actor: null, isRuled: true }))
        expect(summarise(plan(list), { ...stands, places: ruled })).toMatchObject({ changed: 0, bothMatched: 0, oneMatched: 0, unsure: 0 }) // prettier-ignore
      }),
    )
  })
})
