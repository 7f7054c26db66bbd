// Rows as a file to take away.
import type { Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { writeCsv, type TableColumn } from './csv.rules.ts'

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
