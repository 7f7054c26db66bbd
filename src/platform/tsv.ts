/** What do cells on the clipboard of a spreadsheet say? Rows of text, tabs between cells, as Excel and its kin write them. */

// A parser of CSV takes a quote anywhere as its own, and half an inch (½") would swallow the rest of the table. Only a
// cell that begins with a quote and ends with one is quoted, and this has to run in the browser as well.

/** Rows of cells; line feeds at the end make no row. */
export function readTsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const clean = text.replaceAll(/\r\n?/g, '\n')
  while (at < clean.length) {
    const { cell, end } = clean[at] === '"' ? quotedCell(clean, at) : plainCell(clean, at)
    row.push(cell)
    at = end + 1
    if (clean[end] === '\t') {
      if (at === clean.length) row.push('')
      continue
    }
    rows.push(row)
    row = []
  }
  if (row.length > 0) rows.push(row)
  while (rows.at(-1)?.every((cell) => cell === '')) rows.pop()
  return rows
}

/** `end` is where the tab or line feed after the cell stands, or the length of the text. */
type Cell = { cell: string; end: number }

function plainCell(text: string, at: number): Cell {
  let end = at
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n') end += 1
  return { cell: text.slice(at, end), end }
}

function quotedCell(text: string, at: number): Cell {
  let cell = ''
  for (let next = at + 1; next < text.length; next += 1) {
    if (text[next] !== '"') cell += text[next]
    else if (text[next + 1] === '"') {
      cell += '"'
      next += 1
    } else {
      const after = text[next + 1]
      return after === undefined || after === '\t' || after === '\n' ? { cell, end: next + 1 } : plainCell(text, at)
    }
  }
  // Never closed: a quote like any other sign.
  return plainCell(text, at)
}

/** As Excel would write it: a cell that holds a tab, a line feed, or begins with a quote is quoted. */
export function writeTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
}
