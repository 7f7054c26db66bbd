// The dictionary of open data as Markdown, from the descriptions that the files are made from.
import { licences, type TableDescription } from './public-table.rules.ts'
import { meaningOf } from './table-schema.rules.ts'

export function writeOpenDataDictionary(tables: readonly TableDescription[]): string {
  const lines = [
    '# Dictionary of open data',
    '',
    'Written from `src/publication/tables/` by `npm run samband -- dictionary`. Columns marked ∅ may be empty. How the files are',
    'made, and what is promised of them, stands in [open-data.md](open-data.md).',
  ]
  for (const { name, title, meaning, key, licence, columns } of tables) {
    lines.push('', `## ${name}`, '', `${title.en} · ${title.sv}`, '', `${meaning.en} ${meaning.sv}`, '')
    lines.push(`Key: ${key.map((column) => `\`${column}\``).join(', ')}. Licence: ${licences[licence].title}.`, '')
    lines.push('| column | type | meaning | betydelse |', '|---|---|---|---|')
    for (const column of columns) {
      const type = column.isNullable ? `${column.type} ∅` : column.type
      lines.push(`| ${column.name} | ${type} | ${cell(meaningOf(column, 'en'))} | ${cell(meaningOf(column, 'sv'))} |`)
    }
  }
  return `${lines.join('\n')}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
