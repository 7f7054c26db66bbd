// A table as text: CSV, NDJSON and JSON, a piece for each page of rows, so that memory stays flat.
import { writeCsv, writeCsvRows } from '../open-data/csv.rules.ts'
import type { Row, TableDescription } from './public-table.rules.ts'

type Pages = AsyncIterable<readonly Row[]>

/** Header row and rows, RFC 4180, LF. Texts that a spreadsheet would run as a formula are made harmless. */
export async function* csvText({ columns }: TableDescription, pages: Pages): AsyncGenerator<string> {
  yield writeCsv(
    columns.map(({ name }) => ({ name, value: () => null })),
    [],
  )
  for await (const rows of pages) yield writeCsvRows(rows)
}

/** An object a line, with every column by its name. */
export async function* ndjsonText(table: TableDescription, pages: Pages): AsyncGenerator<string> {
  const write = rowWriter(table)
  for await (const rows of pages) yield rows.map((row) => `${write(row)}\n`).join('')
}

/** One array of the same objects. */
export async function* jsonText(table: TableDescription, pages: Pages): AsyncGenerator<string> {
  const write = rowWriter(table)
  let before = '[\n'
  for await (const rows of pages) {
    yield before + rows.map(write).join(',\n')
    before = ',\n'
  }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** Names are written once and not for every row: of a large table that is a third of the time. */
function rowWriter({ columns }: TableDescription): (row: Row) => string {
  const names = columns.map(({ name }, index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`)
  return (row) => {
    let text = ''
    for (let index = 0; index < names.length; index += 1) {
      const cell = row[index] ?? null
      text += names[index] + (typeof cell === 'string' ? JSON.stringify(cell) : String(cell))
    }
    return `${text}}`
  }
}
