import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellAfter, cellByTab, commandOf, pasteInto, type Size } from './grid-editing.rules.ts'
import { readGridRows, writeGridRows } from './grid-rows.input.ts'
import { changedRows, columnNamed, freshRow, layOver, writeSheet, type SheetColumn } from './grid-sheet.input.ts'

const size: Size = { rows: 4, columns: 3 }
const place = fc.record({ row: fc.nat(size.rows - 1), column: fc.nat(size.columns - 1) })

describe('a key', () => {
  test('never leads out of the grid, wherever one stands', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown')
    fc.assert(
      fc.property(place, keys, fc.boolean(), (at, key, isFar) => {
        const to = cellAfter(at, key, isFar, size)
        expect(to && to.row >= 0 && to.row < size.rows && to.column >= 0 && to.column < size.columns).toBe(true)
      }),
    )
  })

  test('Tab goes through every cell once and then out, and back the same way', () => {
    const seen: string[] = []
    let at = { row: 0, column: 0 }
    for (let next: typeof at | undefined = at; next; next = cellByTab(next, false, size)) {
      seen.push(`${next.row}.${next.column}`)
      at = next
    }
    expect(new Set(seen).size).toBe(size.rows * size.columns)
    expect(cellByTab(at, true, size)).toEqual({ row: 3, column: 1 })
    expect(cellByTab({ row: 0, column: 0 }, true, size)).toBeUndefined()
  })

  test.each([
    ['a letter opens the cell and replaces what stands in it', 'a', {}, { act: 'edit', written: '' }],
    ['the first key of an input method does, too', 'Process', {}, { act: 'edit', written: '' }],
    ['Enter opens it as it is', 'Enter', {}, { act: 'edit' }],
    ['a short cut of the browser is its own', 'r', { far: true }, undefined],
    ['Escape lets the next Tab lead out', 'Escape', {}, { act: 'leave' }],
  ] as const)('%s', (_, key, held, command) => {
    expect(commandOf({ key, shift: false, far: false, alt: false, ...held }, { row: 0, column: 0 }, size)).toEqual(command) // prettier-ignore
  })
})

describe('a paste', () => {
  const base = { columns: 3, columnOf: () => undefined, rowOf: () => undefined, firstNew: 4 }

  test('begins at the cell, and says how much does not fit', () => {
    const cells = [
      ['a', 'b', 'c'],
      ['d', '', ''],
    ]
    const { writes, cut } = pasteInto({ ...base, cells, at: { row: 2, column: 1 } })
    expect(writes).toEqual([
      { row: 2, column: 1, value: 'a' },
      { row: 2, column: 2, value: 'b' },
      { row: 3, column: 1, value: 'd' },
      { row: 3, column: 2, value: '' },
    ])
    expect(cut).toBe(1)
  })

  test('with heads goes where they say, rows with an identifier to their facts', () => {
    const columnOf = (head: string) => ({ Id: 'id', Kind: 0, Date: 1 })[head] as number | 'id' | undefined
    const rowOf = (id: string) => (id === 'x' ? 2 : undefined)
    const cells = [['Date', 'Id'], ['2020', 'x'], ['2021', '']] // prettier-ignore
    expect(pasteInto({ ...base, columnOf, rowOf, cells, at: { row: 0, column: 0 } }).writes).toEqual([
      { row: 2, column: 1, value: '2020' },
      { row: 4, column: 1, value: '2021' },
    ])
  })
})

const columns: SheetColumn[] = ['kind', 'date'].map((column) => ({
  column,
  label: column === 'kind' ? 'Sort' : 'Datum',
  kind: 'text',
  isKey: false,
  list: undefined,
}))
const standing = () => [{ ...freshRow(2, 'a'), base: '3', stands: ['x', '2020'], cells: ['x', '2020'] }]

test('what a sheet sends lays itself over the same facts again, whatever stands in the cells', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', '\t', '\n', 'ö', '2'), maxLength: 5 })
    .map((text) => text.trim())
  const cells = fc.array(cell, { minLength: 2, maxLength: 2 })
  fc.assert(
    fc.property(cells, fc.array(cells, { maxLength: 4 }), (first, added) => {
      const [row] = standing()
      const rows = [{ ...row!, cells: first }, ...added.map((one) => ({ ...freshRow(2), cells: one }))] // oxlint-disable-line typescript/no-non-null-assertion -- standing() has one
      const again = layOver(standing(), columns, 'Identifierare', writeSheet(rows, columns), [])
      expect(changedRows(again).map(({ id, cells: own }) => [id, own])).toEqual(changedRows(rows).map(({ id, cells: own }) => [id, own])) // prettier-ignore
    }),
  )
})

test('heads are read by code and by label, whatever the case', () => {
  expect(['DATUM', 'kind', 'identifierare', 'Väder'].map((head) => columnNamed(columns, 'Identifierare', head))).toEqual([1, 0, 'id', undefined]) // prettier-ignore
})

describe('rows that are sent', () => {
  const columnOf = (head: string) => ({ id: 'id', base: 'base', kind: 'kind', date: 'date' })[head]
  const read = (fields: Record<string, string>) => readGridRows(fields, ['kind', 'date'], columnOf)

  test('of the table and of what was pasted come together, and the paste holds', () => {
    const fields = { 'id.0': 'a', 'base.0': '3', 'kind.0': 'x', 'date.0': '2020', rows: 'id\tdate\na\t2021\n\t2022' }
    expect(read(fields)).toEqual({
      ok: true,
      rows: [
        { id: 'a', base: '3', cells: { kind: 'x', date: '2021' }, at: { table: 0 } },
        { id: '', base: '', cells: { date: '2022' }, at: { line: 3 } },
      ],
    })
  })

  test('without heads stand in the order of the table; what has no column is refused', () => {
    expect(read({ rows: 'x\t2020' })).toMatchObject({ ok: true, rows: [{ cells: { kind: 'x', date: '2020' }, at: { line: 1 } }] }) // prettier-ignore
    expect(read({ rows: 'x\t2020\tmore' })).toEqual({ ok: false, unknown: ['more'] })
    expect(read({ rows: 'kind\tdate\tweather\nx\t2020\train' })).toEqual({ ok: false, unknown: ['weather'] })
    expect(read({ rows: 'kind\tkind\tdate\nx\ty\t2020' })).toEqual({ ok: false, unknown: ['kind'] })
  })

  test('are written as they can be read again', () => {
    const rows = [{ id: 'a', base: '3', cells: { kind: 'x\ny', date: '' }, at: { line: 2 } }]
    expect(read({ rows: writeGridRows(rows, ['kind', 'date']) })).toEqual({ ok: true, rows })
  })
})
