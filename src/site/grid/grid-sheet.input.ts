// What stands in the sheet that the island draws, and what of it is sent?
import { readTsv, writeTsv } from '#platform/tsv.ts'

export type SheetColumn = { column: string; label: string; kind: string; isKey: boolean; list: string | undefined }
export type SheetNote = { text: string; isHard: boolean }
export type SheetRow = {
  /** Empty of a new row. */
  id: string
  base: string
  /** Cells as the register has them. */
  stands: readonly string[]
  cells: string[]
  notes: Map<string, SheetNote>
}

/** A line of what was pasted, from 1, and what is to be said of it. */
export type LineNote = SheetNote & { line: number; column: string }

export function freshRow(columns: number, id = ''): SheetRow {
  const blank = Array<string>(columns).fill('')
  return { id, base: '', stands: blank, cells: [...blank], notes: new Map() }
}

/** The place of the column that a head names, by its code or label; `'id'` for that of the identifiers. */
export function columnNamed(columns: readonly SheetColumn[], idLabel: string, head: string): number | 'id' | undefined {
  const text = fold(head)
  if (text === 'id' || text === fold(idLabel)) return 'id'
  const found = columns.findIndex(({ column, label }) => text === fold(column) || text === fold(label))
  return found < 0 ? undefined : found
}

/** Lays what was pasted, came back with faults, or was kept as a draft over the rows; what is new stands behind them. */
export function layOver(
  rows: readonly SheetRow[],
  columns: readonly SheetColumn[],
  idLabel: string,
  pasted: string,
  notes: readonly LineNote[],
): SheetRow[] {
  const lines = readTsv(pasted)
  const heads = (lines[0] ?? []).map((head) => (head === 'base' ? head : columnNamed(columns, idLabel, head)))
  const hasHead = heads.length > 0 && heads.every((head) => head !== undefined)
  const after = [...rows]
  for (const [at, line] of lines.entries()) {
    if (hasHead && at === 0) continue
    const named = (name: 'id' | 'base') => (hasHead ? (line[heads.indexOf(name)] ?? '') : '')
    const known = after.find(({ id }) => id !== '' && id === named('id'))
    const row = known ?? freshRow(columns.length, named('id'))
    if (named('base')) row.base = named('base')
    for (const [place, value] of line.entries()) {
      const column = hasHead ? heads[place] : place
      if (typeof column !== 'number' || column >= columns.length) continue
      if (!known || !columns[column]?.isKey) row.cells[column] = value
    }
    for (const { line: number, column, ...note } of notes) if (number === at + 1) row.notes.set(column, note)
    if (!known) after.push(row)
  }
  return after
}

/** Rows that differ from what stands, white space aside. */
export function changedRows<Row extends SheetRow>(rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.cells.some((cell, at) => cell.trim() !== (row.stands[at] ?? '').trim()))
}

/** What is sent: the rows that differ, as they would be pasted. */
export function writeSheet(rows: readonly SheetRow[], columns: readonly SheetColumn[]): string {
  const changed = changedRows(rows).map(({ id, base, cells }) => [id, base, ...cells])
  return changed.length === 0 ? '' : writeTsv([['id', 'base', ...columns.map(({ column }) => column)], ...changed])
}

function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll(/\s+/g, ' ')
}
