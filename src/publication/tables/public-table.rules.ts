/**
 * What is a public table? Its columns with name, type, and meaning in both languages, said once: files of every format,
 * their schemas, and the dictionary of open data are made from it. Names are stable: columns are added, never changed or removed.
 */
import { boundsOf } from '#platform/time/edtf.ts'

/** `null`: unknown, not applicable, or not for everybody. */
export type Cell = string | number | boolean | null

/** The cells of a row, in the order of the columns. */
export type Row = readonly Cell[]

/**
 * `day`: YYYY-MM-DD. `edtf`: a date as its source gives it, ISO 8601-2 levels 0 to 2. `instant`: UTC, as in
 * 2026-11-26T13:20:00.000Z. `boolean` is yes or no in CSV and XLSX. The rest is as it is called.
 */
export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'day' | 'edtf' | 'instant' | 'url'

export type Bilingual = { readonly sv: string; readonly en: string }

export type PublicColumn<Item> = {
  readonly name: string
  readonly type: ColumnType
  readonly isNullable: boolean
  readonly meaning: Bilingual
  /** The scheme of the codebook whose codes it holds. */
  readonly codes?: string
  /** The table whose rows it names by their key. */
  readonly refersTo?: string
  readonly value: (item: Item) => Cell
}

/** Licences by their SPDX identifiers. */
export const licences = {
  'CC-BY-4.0': { title: 'Creative Commons Attribution 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC-BY-SA-4.0': {
    title: 'Creative Commons Attribution-ShareAlike 4.0',
    path: 'https://creativecommons.org/licenses/by-sa/4.0/',
  },
} as const
export type Licence = keyof typeof licences

export type PublicTable<Item> = {
  /** In snake_case, as tables of SQLite are called; see `pathOf` for addresses. */
  readonly name: string
  readonly title: Bilingual
  readonly meaning: Bilingual
  /** The columns that name a row. */
  readonly key: readonly string[]
  readonly licence: Licence
  readonly columns: readonly PublicColumn<Item>[]
}

/** What is said of a table without its rows. */
export type TableDescription = Omit<PublicTable<never>, 'columns'> & {
  readonly columns: readonly Omit<PublicColumn<never>, 'value'>[]
}

type Extra<Item> = Partial<Pick<PublicColumn<Item>, 'codes' | 'refersTo' | 'value'>>

/** A type with a question mark may be null. Without `value` it is the property of that name. */
export function column<Item>(
  name: string,
  type: ColumnType | `${ColumnType}?`,
  sv: string,
  en: string,
  extra: Extra<Item> = {},
): PublicColumn<Item> {
  const isNullable = type.endsWith('?')
  const value = (item: Item) => (item as Record<string, Cell | undefined>)[name] ?? null
  return { name, type: type.replace('?', '') as ColumnType, isNullable, meaning: { sv, en }, value, ...extra }
}

type BothExtra<Item> = { value?: (item: Item, language: 'sv' | 'en') => Cell }

/** A text in both languages: `note_sv` and `note_en`. */
export function inBoth<Item>(
  name: string,
  type: 'string' | 'string?',
  sv: string,
  en: string,
  { value }: BothExtra<Item> = {},
): PublicColumn<Item>[] {
  return (['sv', 'en'] as const).map((language) =>
    column<Item>(
      `${name}_${language}`,
      type,
      `${sv} På ${language === 'sv' ? 'svenska' : 'engelska'}.`,
      `${en} In ${language === 'sv' ? 'Swedish' : 'English'}.`,
      value ? { value: (item) => value(item, language) } : {},
    ),
  )
}

/** A date as its source gives it, with the first and last day that it can mean. */
export function dated<Item>(
  name: string,
  type: 'edtf' | 'edtf?',
  sv: string,
  en: string,
  value: (item: Item) => string | null = (item) => (item as Record<string, string | undefined>)[name] ?? null,
): PublicColumn<Item>[] {
  const bounds = (item: Item) => boundsOf(value(item) ?? '')
  return [
    column(name, type, sv, en, { value }),
    column(`${name}_earliest`, 'day?', `Första dagen som ${name} kan betyda; tomt om den är öppen.`,
      `First day that ${name} can mean; empty if it is open.`, { value: (item) => bounds(item)?.earliest ?? null }),
    column(`${name}_latest`, 'day?', `Sista dagen som ${name} kan betyda; tomt om den är öppen.`,
      `Last day that ${name} can mean; empty if it is open.`, { value: (item) => bounds(item)?.latest ?? null }),
  ] // prettier-ignore
}

/** The package that a fact belongs to. */
export function fromDataset<Item>(extra: Extra<Item> = {}): PublicColumn<Item> {
  return column('dataset', 'string', 'Datapaketet som uppgiften hör till; edits för ändringar på webbplatsen.',
    'Data package that the fact belongs to; edits for changes made on the site.', { refersTo: 'datasets', ...extra }) // prettier-ignore
}

export function rowOf<Item>({ columns }: Pick<PublicTable<Item>, 'columns'>, item: Item): Row {
  return columns.map(({ value }) => value(item))
}

/** The part of an address that names a table: `actor_names` is at `/api/v1/actor-names.csv`. */
export function pathOf({ name }: Pick<PublicTable<never>, 'name'>): string {
  return name.replaceAll('_', '-')
}
