// What do keys and the clipboard do to a grid of cells? Positions and values only; the island draws them.

export type Cell = { row: number; column: number }
export type Size = { rows: number; columns: number }
export type Write = Cell & { value: string }

/** Rows that one press of Page Down goes past. */
const pageRows = 12

/** Where a key leads; undefined for a key that leads nowhere. Nothing leads out of the grid. */
export function cellAfter(at: Cell, key: string, isFar: boolean, { rows, columns }: Size): Cell | undefined {
  const last = { row: rows - 1, column: columns - 1 }
  const to: Record<string, Cell> = {
    ArrowUp: { row: isFar ? 0 : at.row - 1, column: at.column },
    ArrowDown: { row: isFar ? last.row : at.row + 1, column: at.column },
    ArrowLeft: { row: at.row, column: isFar ? 0 : at.column - 1 },
    ArrowRight: { row: at.row, column: isFar ? last.column : at.column + 1 },
    Home: { row: isFar ? 0 : at.row, column: 0 },
    End: { row: isFar ? last.row : at.row, column: last.column },
    PageUp: { row: at.row - pageRows, column: at.column },
    PageDown: { row: at.row + pageRows, column: at.column },
  }
  const found = to[key]
  if (!found) return undefined
  const within = (value: number, most: number) => Math.min(Math.max(value, 0), most)
  return { row: within(found.row, last.row), column: within(found.column, last.column) }
}

/** The next cell, row by row; undefined after the last and before the first. */
export function cellByTab({ row, column }: Cell, isBack: boolean, { rows, columns }: Size): Cell | undefined {
  const at = row * columns + column + (isBack ? -1 : 1)
  return at < 0 || at >= rows * columns ? undefined : { row: Math.floor(at / columns), column: at % columns }
}

/** From the upper left to the lower right of two corners. */
export function rangeBetween(a: Cell, b: Cell): { from: Cell; to: Cell } {
  return {
    from: { row: Math.min(a.row, b.row), column: Math.min(a.column, b.column) },
    to: { row: Math.max(a.row, b.row), column: Math.max(a.column, b.column) },
  }
}

export type Pasting = {
  cells: readonly (readonly string[])[]
  at: Cell
  columns: number
  /** The column that a head names; `'id'` for that of the identifiers. */
  columnOf: (head: string) => number | 'id' | undefined
  /** The row of a fact. */
  rowOf: (id: string) => number | undefined
  /** Where new rows begin. */
  firstNew: number
}

/**
 * What a paste writes. With heads, each column goes where its head says: rows with an identifier to their facts, the
 * others behind all rows. Without, the block begins at the cell; what would stand beyond the last column is `cut`.
 */
export function pasteInto({ cells, at, columns, columnOf, rowOf, firstNew }: Pasting): {
  writes: Write[]
  cut: number
} {
  const heads = (cells[0] ?? []).map(columnOf)
  if (cells.length > 1 && heads.every((head) => head !== undefined)) {
    const idAt = heads.indexOf('id')
    let fresh = firstNew
    const writes = cells.slice(1).flatMap((row) => {
      const own = idAt < 0 ? undefined : rowOf(row[idAt]?.trim() ?? '')
      const target = own ?? fresh++
      return heads.flatMap((head, column) =>
        typeof head === 'number' && row[column] !== undefined
          ? [{ row: target, column: head, value: row[column] }]
          : [],
      )
    })
    return { writes, cut: 0 }
  }
  const writes: Write[] = []
  let cut = 0
  for (const [down, row] of cells.entries()) {
    for (const [right, value] of row.entries()) {
      const column = at.column + right
      if (column < columns) writes.push({ row: at.row + down, column, value })
      else if (value !== '') cut += 1
    }
  }
  return { writes, cut }
}

export type Pressed = { key: string; shift: boolean; far: boolean; alt: boolean }

/** What a key asks for while no cell is open. `leave`: the next Tab goes out of the grid. */
export type Command =
  | { act: 'go'; to: Cell; isExtending: boolean }
  | { act: 'edit'; written?: '' }
  | { act: 'clear' | 'take-back' | 'choose-all' | 'leave' }

/** Undefined for what is the browser's own, and for Tab where there is no next cell: it goes on in the page. */
export function commandOf({ key, shift, far, alt }: Pressed, at: Cell, size: Size): Command | undefined {
  const to = cellAfter(at, key, far, size)
  if (to) return { act: 'go', to, isExtending: shift }
  if (key === 'Tab') {
    const next = cellByTab(at, shift, size)
    return next && { act: 'go', to: next, isExtending: false }
  }
  if (key === 'Escape') return { act: 'leave' }
  if (key === 'Enter' || key === 'F2') return { act: 'edit' }
  if (key === 'Delete' || key === 'Backspace') return { act: 'clear' }
  if (far && key.toLowerCase() === 'z') return { act: 'take-back' }
  if (far && key.toLowerCase() === 'a') return { act: 'choose-all' }
  // 'Process' is the first key of an input method, as for Chinese.
  const isWriting = (key.length === 1 || key === 'Process') && !far && !alt
  return isWriting ? { act: 'edit', written: '' } : undefined
}
