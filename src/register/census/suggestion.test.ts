import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CensusBuilder } from './census-builder.rules.ts'
import { actorColumns } from './census.rules.ts'
import { actorsLike, suggestActors } from './suggestion.rules.ts'
import { readPackage } from '../packages/package.input.ts'

const rows = (readPackage('data/nkk-2022').rows.actors ?? []).map((row) => ({
  id: String(row.id), kind: String(row.kind), country: String(row.country), parent: null, nameSv: String(row.name_sv),
  nameEn: String(row.name_en), nameLocal: null, nameRomanised: null, sortName: String(row.sort_name), scbCode: null,
  gbt2260: null, iso31662: null, county: null, lat: null, lon: null, former: [], dataset: 'generated',
})) // prettier-ignore
const builder = new CensusBuilder(actorColumns(rows), 1)
builder.add({
  no: 1,
  home: 'se-goteborg',
  counterpart: 'cn-shanghai',
  kind: 'twinning',
  disputed: false,
  reasons: [],
  agreements: 1,
  ending: undefined,
  spans: [],
})
const census = builder.build(1)
const suggested = (text: string) => suggestActors(census, text).map(({ id }) => id)

test('a slip or two in a name is seen through', () => {
  expect(suggested('Gotebrg')).toEqual(['se-goteborg'])
  expect(suggested('shangai avtal')).toEqual(['cn-shanghai'])
})

test('nothing is suggested for a word that is far from all, too short, or near an actor without cooperations', () => {
  expect(suggested('elefant')).toEqual([])
  expect(suggested('sha')).toEqual([])
  expect(suggested('Lanzhu')).toEqual([])
})

test('what is alike is found among actors without cooperations, too, and the same name comes first', () => {
  const alike = (...names: string[]) => actorsLike(census, names).map(({ id }) => id)
  expect(alike('Lanzhou')[0]).toBe('cn-lanzhou')
  expect(alike('lan zhou')[0]).toBe('cn-lanzhou')
  expect(alike('Xi an')[0]).toBe('cn-xian')
  expect(alike('Qqqqqq')).toEqual([])
  expect(alike('', ' ')).toEqual([])
})

test('any one slip in a long enough name is seen through, wherever it is', () => {
  const slips = fc.record({
    at: fc.nat('goteborg'.length - 1),
    letter: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'å', 'ö'),
    kind: fc.constantFrom('left out', 'put in', 'another'),
  })
  fc.assert(
    fc.property(slips, ({ at, letter, kind }) => {
      const [before, after] = ['goteborg'.slice(0, at), 'goteborg'.slice(at)]
      const slipped = {
        'left out': before + after.slice(1),
        'put in': before + letter + after,
        another: before + letter + after.slice(1),
      }
      expect(suggested(slipped[kind])).toEqual(['se-goteborg'])
    }),
  )
})
