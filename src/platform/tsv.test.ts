import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readTsv, writeTsv } from './tsv.ts'

test('cells of a spreadsheet come apart at tabs and line ends, also those of Windows', () => {
  expect(readTsv('Mora\t2002\r\nUmeå\t\r\n')).toEqual([
    ['Mora', '2002'],
    ['Umeå', ''],
  ])
  expect(readTsv('')).toEqual([])
})

test('a cell with line feeds is quoted, and its quotes are doubled', () => {
  expect(readTsv('"two\nlines, ""so"""\tx')).toEqual([['two\nlines, "so"', 'x']])
})

test('a quote that is none of the spreadsheet’s is a sign like any other', () => {
  expect(readTsv('½" pipe\tx\n"so" they said\ty\n"open\tz')).toEqual([
    ['½" pipe', 'x'],
    ['"so" they said', 'y'],
    ['"open', 'z'],
  ])
})

test('what is written is read again, whatever stands in the cells', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'å', '"', '\t', '\n', ' ', '中'), maxLength: 6 })
  // Without a sign in its last row a table has an end that nobody can see.
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    .filter((rows) => rows.at(-1)?.some((one) => one !== '') ?? false)
  fc.assert(
    fc.property(table, (rows) => {
      expect(readTsv(writeTsv(rows))).toEqual(rows)
    }),
  )
})
