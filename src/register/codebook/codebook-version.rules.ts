// What do people code by, how do two versions of it differ, and what of it comes into the register?
import type { FactRow } from '#platform/db/versions.ts'

/** Schemes that people code in rounds, with how their codes are measured. The codes of `status` are the program's own. */
export const codedSchemes = { reason: 'nominal', status: 'ordinal' } as const
export type CodedScheme = keyof typeof codedSchemes

export function isCodedScheme(scheme: string): scheme is CodedScheme {
  return Object.hasOwn(codedSchemes, scheme)
}

/** What is said of a code, in the order in which it is shown. Labels and definitions may not be empty. */
export const entryFields = ['label', 'definition', 'example', 'includes', 'excludes'] as const
export type EntryField = (typeof entryFields)[number]
export type EntryColumn = `${EntryField}_${'sv' | 'en'}`

export type EntryTexts = { label_sv: string; label_en: string; definition_sv: string; definition_en: string } & {
  [Column in Exclude<EntryColumn, `label_${string}` | `definition_${string}`>]: string | null
}

export type CodebookEntry = EntryTexts & { scheme: CodedScheme; code: string; sort: number }

/** Every column of what is said of a code, Swedish beside English. */
export const entryColumns: readonly EntryColumn[] = entryFields.flatMap((field) => [
  `${field}_sv` as const,
  `${field}_en` as const,
])

export type CodebookVersion = {
  number: number
  state: 'draft' | 'published'
  noteSv: string | null
  noteEn: string | null
  publishedAt: Date | null
  revision: number | null
}

export type EntryDifference = { scheme: CodedScheme; code: string } & (
  | { kind: 'added'; after: CodebookEntry }
  | { kind: 'removed'; before: CodebookEntry }
  | { kind: 'changed'; before: CodebookEntry; after: CodebookEntry; columns: (EntryColumn | 'sort')[] }
)

function keyOf({ scheme, code }: Pick<CodebookEntry, 'scheme' | 'code'>): string {
  return `${scheme}/${code}`
}

/** What the later version has otherwise, in its order, and then what it has no more. */
export function differencesOf(before: readonly CodebookEntry[], after: readonly CodebookEntry[]): EntryDifference[] {
  const earlier = new Map(before.map((entry) => [keyOf(entry), entry]))
  const later = new Set(after.map(keyOf))
  const met = after.flatMap((entry): EntryDifference[] => {
    const { scheme, code } = entry
    const old = earlier.get(keyOf(entry))
    if (!old) return [{ scheme, code, kind: 'added', after: entry }]
    const columns = ([...entryColumns, 'sort'] as const).filter((column) => old[column] !== entry[column])
    return columns.length > 0 ? [{ scheme, code, kind: 'changed', before: old, after: entry, columns }] : []
  })
  const gone = before.filter((entry) => !later.has(keyOf(entry)))
  return [...met, ...gone.map(({ scheme, code, ...entry }): EntryDifference => ({ scheme, code, kind: 'removed', before: { scheme, code, ...entry } }))] // prettier-ignore
}

/**
 * The codes of a data package with what people have published in their place. A code that people no longer code by stays,
 * because facts may carry it.
 */
export function overlaid<Row extends FactRow>(
  rows: readonly Row[],
  published: readonly CodebookEntry[],
): (Row | CodebookEntry)[] {
  const replaced = new Set(published.map(keyOf))
  return [...rows.filter(({ scheme, code }) => !replaced.has(`${String(scheme)}/${String(code)}`)), ...published]
}
