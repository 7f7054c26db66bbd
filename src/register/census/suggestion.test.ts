import { expect, test } from 'vitest'
import { actorColumns, CensusBuilder } from './census.rules.ts'
import { suggestActors } from './suggestion.rules.ts'
import { readPackage } from '../packages/package.input.ts'

const rows = (readPackage('data/nkk-2022').rows.actors ?? []).map((row) => ({
  id: String(row.id), kind: String(row.kind), country: String(row.country), parent: null, nameSv: String(row.name_sv),
  nameEn: String(row.name_en), nameLocal: null, nameRomanised: null, sortName: String(row.sort_name), scbCode: null,
  gbt2260: null, iso31662: null, county: null, lat: null, lon: null, former: [],
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
