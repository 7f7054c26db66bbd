import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LifeBook } from './life-book.rules.ts'

test('equal sixes have one number, different ones have different numbers, and all can be read again', () => {
  const six = fc.array(fc.oneof(fc.integer({ min: -2, max: 2 }), fc.integer()), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(six, { maxLength: 60 }), (sixes) => {
      const book = new LifeBook()
      const numbers = sixes.map((each) => book.numberOf(Int32Array.from(each)))
      const texts = [...new Set(sixes.map(String))]
      expect(numbers).toEqual(sixes.map((each) => texts.indexOf(String(each))))
      expect(book.size).toBe(texts.length)
      expect(texts.map((_, life) => String(book.days.slice(life * 6, life * 6 + 6)))).toEqual(texts)
    }),
  )
})

test('it grows, and knows again what it held before', () => {
  const book = new LifeBook()
  const six = (number: number) => Int32Array.of(number, 0, -number, 1, number >> 3, 2 ** 31 - 1)
  for (let number = 0; number < 20_000; number += 1) expect(book.numberOf(six(number))).toBe(number)
  for (let number = 0; number < 20_000; number += 1) expect(book.numberOf(six(number))).toBe(number)
})
