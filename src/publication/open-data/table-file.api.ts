// Rows as a file to take away.
import type { Context } from 'hono'
import writeXlsxFile from 'write-excel-file/node'
import type { AppEnv } from '#platform/http/app-env.ts'
import { writeCsv, yesOrNo, type TableColumn } from './csv.rules.ts'

export function csv<Item>(
  c: Context<AppEnv>,
  name: string,
  columns: readonly TableColumn<Item>[],
  items: readonly Item[],
): Response {
  return c.body(writeCsv(columns, items), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
  })
}

export async function xlsx<Item>(
  c: Context<AppEnv>,
  name: string,
  columns: readonly TableColumn<Item>[],
  items: readonly Item[],
) {
  const header = columns.map((column) => ({ value: column.name, fontWeight: 'bold' as const }))
  const rows = items.map((item) =>
    columns.map((column) => {
      const cell = column.value(item)
      const value = typeof cell === 'boolean' ? yesOrNo(cell) : cell
      return value === null ? null : typeof value === 'number' ? { type: Number, value } : { type: String, value }
    }),
  )
  const file = await writeXlsxFile([header, ...rows], { sheet: 'Samband', stickyRowsCount: 1 }).toBuffer()
  return c.body(new Uint8Array(file), 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="${name}.xlsx"`,
  })
}
