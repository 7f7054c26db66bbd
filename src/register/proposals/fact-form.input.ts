// What people fill in about a fact: which columns, how each is written, and what is wrong with what was written.
import type { FactRow } from '#platform/db/versions.ts'
import { resourceSchemas } from '../packages/package.input.ts'
import type { Finding } from './change-check.rules.ts'
import { changedRow, type ProposedChange, type EditedResource } from './change.rules.ts'

/** How a column is written. `code`: one of a scheme of the codebook. `among`: one of a few facts, named by the page. */
export type FieldKind =
  | { kind: 'text' | 'long' | 'date' | 'whole' | 'language' | 'url' | 'day' | 'country' | 'degrees' | 'among' }
  | { kind: 'code'; scheme: string }

export type FactField = FieldKind & { column: string; isRequired?: boolean }

const text = (column: string): FactField => ({ column, kind: 'text' })
const code = (column: string, scheme: string): FactField => ({ column, kind: 'code', scheme, isRequired: true })
const notes: readonly FactField[] = [
  { column: 'note_sv', kind: 'long' },
  { column: 'note_en', kind: 'long' },
]

/** The columns that a form has, in its order. The others say what a fact is about, and are not changed. */
export const factFields = {
  actors: [
    { column: 'country', kind: 'country', isRequired: true },
    code('kind', 'actor_kind'),
    { column: 'name_sv', kind: 'text', isRequired: true },
    { column: 'name_en', kind: 'text', isRequired: true },
    text('name_local'),
    text('name_romanised'),
    { column: 'lat', kind: 'degrees' },
    { column: 'lon', kind: 'degrees' },
  ],
  cooperations: [
    code('kind', 'cooperation_kind'),
    text('designation'),
    { column: 'designation_lang', kind: 'language' },
    code('standing', 'standing'),
    ...notes,
  ],
  agreements: [
    code('layer', 'layer'),
    text('designation'),
    { column: 'designation_lang', kind: 'language' },
    { column: 'signed', kind: 'date' },
    code('term', 'term'),
    { column: 'renewal_months', kind: 'whole' },
    { column: 'notice_months', kind: 'whole' },
    { column: 'parent', kind: 'among' },
    ...notes,
  ],
  events: [
    code('kind', 'event_kind'),
    { column: 'date', kind: 'date' },
    { column: 'agreement', kind: 'among' },
    code('initiator', 'initiator'),
    code('formality', 'formality'),
    code('rank', 'rank'),
    text('body_sv'),
    text('body_en'),
    text('diary_number'),
    ...notes,
  ],
  reasons: [code('code', 'reason'), code('stance', 'stance'), text('stated_by_sv'), text('stated_by_en'), ...notes],
  sources: [
    code('kind', 'source_kind'),
    text('title'),
    text('author'),
    text('publisher'),
    text('container'),
    { column: 'date', kind: 'date' },
    text('diary_number'),
    { column: 'url', kind: 'url' },
    { column: 'accessed', kind: 'day' },
    { column: 'language', kind: 'language' },
    ...notes,
  ],
} as const satisfies Partial<Record<EditedResource, readonly FactField[]>>

/** Sorts of facts that have a form of their own. */
export type FormResource = keyof typeof factFields

export function hasForm(resource: string): resource is FormResource {
  return Object.hasOwn(factFields, resource)
}

/** What stands in an addition before anybody has written anything. */
export const emptyValues: Record<FormResource, FactRow> = {
  actors: {},
  cooperations: { kind: 'twinning', standing: 'asserted' },
  agreements: { layer: 'base', term: 'unknown' },
  events: { kind: 'activity', initiator: 'unknown', formality: 'unknown', rank: 'normal' },
  reasons: { stance: 'decision_maker' },
  sources: { kind: 'document' },
}

/** Every column of a sort of fact, empty. */
export function blankRow(resource: EditedResource): FactRow {
  return Object.fromEntries(Object.keys(resourceSchemas[resource].shape).map((column) => [column, null]))
}

/** What is wrong with a field: the way it has to be written, or that it is empty and may not be. */
export type FieldFault = FieldKind['kind'] | 'missing' | 'too-long'

export type ReadValues = { values: FactRow; errors: Partial<Record<string, FieldFault>> }

/** Longer remarks belong into a source. */
const longest = 2000

/** `typed` gives what stands in the field of a column. */
export function readFactForm(resource: FormResource, typed: (column: string) => string): ReadValues {
  const values: FactRow = {}
  const errors: ReadValues['errors'] = {}
  const shape: Record<string, Schema> = resourceSchemas[resource].shape
  for (const { column, kind, isRequired } of factFields[resource] as readonly FactField[]) {
    const written = typed(column).normalize('NFC').replaceAll('\r\n', '\n').trim()
    if (written.length > longest) errors[column] = 'too-long'
    else if (written === '' && isRequired) errors[column] = 'missing'
    else if (written === '') values[column] = null
    else if (kind === 'language' && !isLanguage(written)) errors[column] = 'language'
    else {
      const parsed = readCell(shape[column], written)
      if (parsed === undefined) errors[column] = kind
      else values[column] = parsed
    }
  }
  return { values, errors }
}

type Schema = { safeParse: (cell: unknown) => { success: boolean; data?: unknown } }

function readCell(schema: Schema | undefined, written: string): FactRow[string] | undefined {
  const parsed = schema?.safeParse(written)
  return parsed?.success ? (parsed.data as FactRow[string]) : undefined
}

function isLanguage(written: string): boolean {
  try {
    return Intl.getCanonicalLocales(written).length === 1
  } catch {
    return false
  }
}

/** Rows that no file of a data package could hold. Forms let none through; this is for whatever came another way. */
export function faultsOfRows(changes: readonly ProposedChange[]): Finding[] {
  return changes.flatMap((change) => {
    const row = changedRow(change, change.before)
    if (!row) return []
    const cells = Object.fromEntries(
      Object.entries(row).map(([column, value]) => [column, value === null ? null : String(value)]),
    )
    const parsed = resourceSchemas[change.resource].safeParse(cells)
    return (parsed.error?.issues ?? []).map(({ path }): Finding => ({
      resource: change.resource,
      id: change.id,
      column: String(path[0] ?? ''),
      code: 'unsound',
      isHard: true,
    }))
  })
}
