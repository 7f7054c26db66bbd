// Rows as flat tables, for spreadsheets: one column list serves CSV and XLSX.
import { stringify } from 'csv-stringify/sync'

export type TableColumn<Item> = { name: string; value: (item: Item) => string | number | boolean | null }

const csvForm = { escape_formulas: true, cast: { boolean: yesOrNo } }

/** How a boolean stands in CSV and XLSX. */
export function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

/** Header row and rows, RFC 4180, LF. Texts that a spreadsheet would run as a formula are made harmless. */
export function writeCsv<Item>(columns: readonly TableColumn<Item>[], items: readonly Item[]): string {
  return stringify(
    items.map((item) => columns.map((column) => column.value(item))),
    { ...csvForm, header: true, columns: columns.map((column) => column.name) },
  )
}

/** The same without a header. */
export function writeCsvRows(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return stringify([...rows], csvForm)
}
