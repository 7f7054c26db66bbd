// What has been written into a grid, or pasted below it: rows with an identifier are facts that stand, others are new.
import { readTsv, writeTsv } from '#platform/tsv.ts'
import type { Fields } from '#accounts/index.ts'

/** The name of the field that holds pasted rows. */
export const pastedField = 'rows'

/** One row as written. `cells` has only the columns that were given; `base` is the version that it was filled from. */
export type GridRow = {
  id: string
  base: string
  cells: Readonly<Record<string, string>>
  /** Where it stands, for whoever has to mend it: a row of the table, or a line of what was pasted, from 1. */
  at: { table: number } | { line: number }
}

export type ReadRows =
  | { ok: true; rows: GridRow[] }
  /** Heads that name no column, or one that stands twice. */
  | { ok: false; unknown: string[] }

/** The name of a field of the table. */
export function cellField(column: string, row: number): string {
  return `${column}.${row}`
}

/** `columnOf` gives the column that a head names, in either language. `columns` are those of a table without a head. */
export function readGridRows(
  fields: Fields,
  columns: readonly string[],
  columnOf: (head: string) => string | undefined,
): ReadRows {
  const table = tableRows(fields, columns)
  const pasted = typeof fields[pastedField] === 'string' ? fields[pastedField] : ''
  const read = pastedRows(pasted, columns, columnOf)
  if (!read.ok) return read
  // What was pasted about a fact of the table is said last, and holds.
  const overlaid = table.map((row) => {
    const over = read.rows.find(({ id }) => id !== '' && id === row.id)
    return over ? { ...row, base: over.base || row.base, cells: { ...row.cells, ...over.cells } } : row
  })
  const inTable = new Set(table.map(({ id }) => id))
  return { ok: true, rows: [...overlaid, ...read.rows.filter(({ id }) => id === '' || !inTable.has(id))] }
}

function tableRows(fields: Fields, columns: readonly string[]): GridRow[] {
  const rows: GridRow[] = []
  for (let row = 0; ; row += 1) {
    const id = fields[cellField('id', row)]
    if (typeof id !== 'string') return rows
    const given = columns.flatMap((column) => {
      const cell = fields[cellField(column, row)]
      return typeof cell === 'string' ? [[column, cell]] : []
    })
    const base = fields[cellField('base', row)]
    rows.push({ id, base: typeof base === 'string' ? base : '', cells: Object.fromEntries(given), at: { table: row } })
  }
}

function pastedRows(
  text: string,
  columns: readonly string[],
  columnOf: (head: string) => string | undefined,
): ReadRows {
  const lines = readTsv(text)
  const named = (lines[0] ?? []).map(columnOf)
  const hasHead = named.filter((column) => column !== undefined).length * 2 > named.length
  const heads = hasHead ? named : [...columns]
  if (hasHead) {
    const unknown = (lines[0] ?? []).filter((_, at) => heads[at] === undefined || heads.indexOf(heads[at]) !== at)
    if (unknown.length > 0) return { ok: false, unknown }
  }
  const rows = lines.flatMap((cells, index): GridRow[] => {
    if ((hasHead && index === 0) || cells.every((cell) => cell.trim() === '')) return []
    const {
      id = '',
      base = '',
      ...given
    } = Object.fromEntries(
      heads.flatMap((column, at) => (column === undefined || cells[at] === undefined ? [] : [[column, cells[at]]])),
    ) as Record<string, string>
    return [{ id: id.trim(), base: base.trim(), cells: given, at: { line: index + 1 } }]
  })
  const wide = hasHead ? undefined : lines.find((cells) => cells.length > heads.length)
  return wide ? { ok: false, unknown: wide.slice(heads.length) } : { ok: true, rows }
}

/** Rows as they would be pasted again, with heads that every language reads. */
export function writeGridRows(rows: readonly GridRow[], columns: readonly string[]): string {
  if (rows.length === 0) return ''
  const heads = ['id', 'base', ...columns]
  return writeTsv([heads, ...rows.map(({ id, base, cells }) => [id, base, ...columns.map((column) => cells[column] ?? '')])]) // prettier-ignore
}
