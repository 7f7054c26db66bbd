import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agrees, findBareNumbers, readNumber, readStated } from './report-number.rules.ts'

const bareIn = (text: string, language: 'sv' | 'en' = 'en', isHeading = false) =>
  findBareNumbers(text, language, { isHeading }).map((number) => number.text)

describe('a number in prose needs a measure', () => {
  test.each([
    ['There were 49 cooperations.', ['49']],
    ['Forty-nine and two more, 1,234 in all, 52.8 % of them.', ['Forty-nine', 'two', '1,234', '52.8 %']],
    ['Half is ½, and x² too; ٤٢ is no less a number.', ['½', '²', '٤٢']],
    ['2016%, -2016, +2016, 2016.5, 12016, 2016 000', ['2016%', '2016', '2016', '2016.5', '12016', '2016 000']],
    ['4 may be enough, 5 march on, in May 5 agreements', ['4', '5', '5']],
    ['a three-year update', ['three']],
    ['the 49st, 20-tal, 49km', ['49', '20', '49']],
  ])('%s', (text, numbers) => {
    expect(bareIn(text)).toEqual(numbers)
  })
  test('in Swedish as Swedish writes them', () => {
    expect(bareIn('Fyrtionio vänorter, 1 234 avtal och 52,8 %. Ett samarbete till.', 'sv')).toEqual([
      'Fyrtionio',
      '1 234',
      '52,8 %',
    ])
  })
})

describe('a name, a date or a place in a text needs none', () => {
  test.each([
    'In 2016 and 1986–2021, in 2016/17, in the 1990s',
    'On 4 March 2021, 4–6 May, March 4, 2021, 2021-03-04 and 2021-03',
    'See note 4, figure 2.1, page 12–14, no. 1/2022, § 14 and notes 4, 10 and 20.',
    'COVID-19, 5G, A4, PDF/A-2a, G20',
  ])('%s', (text) => {
    expect(bareIn(text)).toEqual([])
  })
  test('in Swedish', () => {
    expect(bareIn('Den 4 mars 2021, på 1990-talet, not 4, noterna 4 och 20, bilaga 2, s. 14, Covid-19', 'sv')).toEqual(
      [],
    )
  })
  test('an ordinal may stand in a heading only', () => {
    expect(bareIn('The 2nd round', 'en', true)).toEqual([])
    expect(bareIn('The 2nd round')).toEqual(['2'])
  })
})

test('numbers never pass silently: outside the years, digits among words are always told', () => {
  const word = fc.constantFrom('avtal', 'agreements', 'Beihu', 'in', 'the', 'och', '(', 'row-like', '–', ',', '北湖市')
  const count = fc.oneof(fc.integer({ min: 0, max: 1799 }), fc.integer({ min: 2100, max: 10_000_000 }))
  fc.assert(
    fc.property(
      fc.array(word),
      count,
      fc.array(word),
      fc.constantFrom('sv', 'en'),
      (before, number, after, language) => {
        const text = [...before, String(number), ...after].join(' ')
        // A measure's own digit can be hidden only by a word that makes a date or a place of it, and none is here.
        expect(findBareNumbers(text, language).map((found) => found.text)).toContain(String(number))
      },
    ),
  )
})

test('every digit is either told or belongs to an exemption that begins with no digit of another number', () => {
  const piece = fc.constantFrom('4', '49', '2016', ' ', '–', '/', '.', ',', '%', '-', 'March', 'note', 'A', 's', '1')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      const told = findBareNumbers(text, 'en')
      const rest = told.reduceRight(
        (left, { text: found, index }) => left.slice(0, index) + left.slice(index + found.length),
        text,
      )
      const leftOver = rest.match(/\d+/g) ?? []
      const allowed = /^(?:(?:1[89]|20)\d{2}|\d{1,2})$/
      // What is let pass is a year, a day of a month, or stands after a word such as note or a capital.
      const isNamed = /note|March|As*-?\d{1,2}(?!\d)/.test(rest)
      expect(leftOver.filter((digits) => !isNamed && !allowed.test(digits))).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

describe('a stated value', () => {
  test('is read as the language writes it, and not as the other does', () => {
    expect(readNumber('1 234,5', 'sv')).toEqual({ value: 1234.5, decimals: 1 })
    expect(readNumber('1,234.5', 'en')).toEqual({ value: 1234.5, decimals: 1 })
    expect(readNumber('1.234', 'sv')).toBeNull()
    expect(readNumber('52,8', 'en')).toBeNull()
  })
  test('may have a band, words, or be unknown', () => {
    expect(readStated('49 (48–50)', 'en')).toEqual({ text: '49 (48–50)', value: 49, decimals: 0, band: [48, 50] })
    expect(readStated('forty-nine = 49', 'en')).toEqual({
      text: 'forty-nine = 49',
      words: 'forty-nine',
      value: 49,
      decimals: 0,
    })
    expect(readStated('-', 'en')).toEqual({ text: '-', value: null, decimals: 0 })
    expect(readStated('many', 'en')).toBeNull()
  })
  test('agrees at the precision that the sentence gives', () => {
    expect(agrees(66.7, 200 / 3, 1)).toBe(true)
    expect(agrees(67, 200 / 3, 0)).toBe(true)
    expect(agrees(66, 200 / 3, 0)).toBe(false)
    expect(agrees(49, 48, 0)).toBe(false)
    expect(agrees(null, 0, 0)).toBe(false)
    expect(agrees(1.005, 1.005, 2)).toBe(true)
  })
})
