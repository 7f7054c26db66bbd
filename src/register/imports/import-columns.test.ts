import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOfColumns, guessColumns, importFields } from './import-columns.rules.ts'

describe('columns are guessed', () => {
  test.each<[string, Record<string, string>, ReturnType<typeof guessColumns>]>([
    [
      'by numbers at the end',
      { city1: 'Småby', country1: 'Littleland', lat1: '58.1', lng1: '-25.2', city2: 'Zarechye', country2: 'Bigland', lat2: '44,7', lng2: '163.5', status: 'former' },
      { name1: 'city1', country1: 'country1', lat1: 'lat1', lon1: 'lng1', name2: 'city2', country2: 'country2', lat2: 'lat2', lon2: 'lng2', status: 'status' },
    ],
    [
      'in Swedish, by what the other end is called',
      { Kommun: 'Småby', Land: 'Lilleland', Vänort: 'Zarechye', 'Motpartens land': 'Storland', Invånare: '1200', Avstånd: '5000' },
      { name1: 'Kommun', country1: 'Land', name2: 'Vänort', country2: 'Motpartens land' },
    ],
    [
      'by one heading that says both what it is and of which end',
      { Ort: 'Småby', Vänort: 'Zarechye', Vänland: 'Storland' },
      { name1: 'Ort', name2: 'Vänort', country2: 'Vänland' },
    ],
    [
      'as Wikidata gives them: the label is the name, and the address the code',
      { item: 'http://www.wikidata.org/entity/Q1', itemLabel: 'Småby', coord: 'Point(-25.2 58.1)', partner: 'http://www.wikidata.org/entity/Q2', partnerLabel: 'Zarechye', partnerCoord: 'Point(161.3 44.7)' },
      { name1: 'itemLabel', code1: 'item', point1: 'coord', name2: 'partnerLabel', code2: 'partner', point2: 'partnerCoord' },
    ],
    ['not at all where headings say nothing', { x: 'Småby', y: 'Zarechye' }, {}],
    ['not as coordinates where words stand below', { city: 'Småby', latitude: 'north', partner: 'Zarechye' }, { name1: 'city', name2: 'partner' }],
    ['not as a name where numbers stand below', { city: '12', place: 'Småby', partner: 'Zarechye' }, { name1: 'place', name2: 'partner' }],
  ])('%s', (_, row, expected) => {
    expect(guessColumns(Object.keys(row), [Object.values(row)])).toEqual(expected)
  }) // prettier-ignore

  const words = [
    'city',
    'name',
    'country',
    'lat',
    'lng',
    'coord',
    'status',
    'code',
    'partner',
    'place',
    'sister',
    'origin',
    'label',
    'population',
    'x',
  ]
  const heading = fc.tuple(fc.constantFrom('', 'partner ', 'origin', 'other_'), fc.constantFrom(...words), fc.constantFrom('', '1', '2', '_b', 'Label')).map((parts) => parts.join('')) // prettier-ignore
  const cell = fc.constantFrom('Småby', 'Littleland', '58.1', '-25,2', 'Q42', 'http://x.example/entity/Q1', 'Point(1 2)', 'ended', '') // prettier-ignore
  // A column mostly holds one sort of thing.
  const column = fc.tuple(heading, cell, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
  const table = fc
    .uniqueArray(column, { selector: ([name]) => name, minLength: 1, maxLength: 12 })
    .map((columns): [string[], string[][]] => [
      columns.map(([name]) => name),
      [0, 1, 2, 3].map((row) => columns.map(([, held, isThere]) => (isThere[row] ? held : ''))),
    ])
  const run = { numRuns: 500 }

  test('never one of them for two things, and none that the file does not have', () => {
    fc.assert(
      fc.property(table, ([headings, rows]) => {
        const guessed = Object.values(guessColumns(headings, rows))
        expect(new Set(guessed).size).toBe(guessed.length)
        expect(guessed.filter((one) => !headings.includes(one))).toEqual([])
      }),
      run,
    )
  })

  test('alike in whatever order the rows stand', () => {
    fc.assert(
      fc.property(table, ([headings, rows]) => {
        expect(guessColumns(headings, rows.toReversed())).toEqual(guessColumns(headings, rows))
      }),
      run,
    )
  })
})

test('columns have faults where a name is missing or the file has no such column', () => {
  expect(faultsOfColumns({}, ['a'])).toEqual(['name1', 'name2'])
  expect(faultsOfColumns({ name1: 'a', name2: 'b', lat2: 'c' }, ['a', 'b'])).toEqual(['lat2'])
  expect(faultsOfColumns(Object.fromEntries(importFields.map((field) => [field, 'a'])), ['a'])).toEqual([])
})
