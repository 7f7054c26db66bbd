// Tables as an Excel workbook, a sheet each. A workbook is made in memory: it holds all its texts in one place.
import { Problem } from '#platform/http/problem.ts'
import { yesOrNo } from '../open-data/csv.rules.ts'
import type { FilledTable } from './sqlite-table.commands.ts'
import type { Cell, Row } from './public-table.rules.ts'

/** As many as a sheet takes, the header apart, and more than one would open. */
const mostRows = 200_000
/** Characters that a cell takes. */
const longestCell = 32_767

/** @throws Problem where a table has more rows than a workbook is made of. */
export async function xlsxBytes(tables: readonly FilledTable[]): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const sheets = []
  for (const { table, pages } of tables) {
    const header = table.columns.map(({ name }) => ({ value: name, fontWeight: 'bold' as const }))
    const rows: Row[] = []
    for await (const page of pages) {
      rows.push(...page)
      if (rows.length > mostRows)
        throw new Problem('bad-request', 'api/too-large', `A workbook takes ${mostRows} rows; ask for another format.`)
    }
    sheets.push({ data: [header, ...rows.map((row) => row.map(cellOf))], sheet: table.name, stickyRowsCount: 1 })
  }
  return writeXlsxFile(sheets).toBuffer()
}

function cellOf(cell: Cell) {
  if (cell === null) return null
  if (typeof cell === 'number') return { type: Number, value: cell }
  return { type: String, value: (typeof cell === 'boolean' ? yesOrNo(cell) : cell).slice(0, longestCell) }
}
