// Writes the data dictionary from the comments in the database itself, so that it cannot drift from the schema.
import { sql } from 'kysely'
import type { Reader } from './database.ts'

export type Column = {
  schema: string
  table: string
  tableComment: string | null
  column: string
  type: string
  comment: string | null
}

/** Every column of ours, in the order of schemas, tables and columns. */
export async function listColumns(reader: Reader): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select n.nspname as "schema", c.relname as "table", obj_description(c.oid, 'pg_class') as "tableComment",
           a.attname as "column", format_type(a.atttypid, a.atttypmod) as "type",
           col_description(c.oid, a.attnum) as "comment"
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public')
      and n.nspname not like 'pg_%'
    order by n.nspname collate "C", c.relname collate "C", a.attnum`.execute(reader)
  return rows
}

/** The dictionary as Markdown: a table for each table. Throws if any table or column lacks its comment. */
export async function writeDictionary(reader: Reader): Promise<string> {
  const columns = await listColumns(reader)
  const bare = columns.filter((column) => !column.comment || !column.tableComment)
  if (bare.length > 0) {
    throw new Error(`No comment on: ${bare.map((c) => `${c.schema}.${c.table}.${c.column}`).join(', ')}`)
  }
  const lines = [
    '# Data dictionary',
    '',
    'Written from the comments in `migrations/` by `npm run samband -- dictionary`.',
  ]
  let table = ''
  for (const column of columns) {
    const name = `${column.schema}.${column.table}`
    if (name !== table) {
      lines.push('', `## ${name}`, '', column.tableComment ?? '', '', '| column | type | meaning |', '|---|---|---|')
      table = name
    }
    lines.push(`| ${column.column} | ${column.type} | ${column.comment} |`)
  }
  return `${lines.join('\n')}\n`
}
