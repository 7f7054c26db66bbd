// Which columns does a grid of facts have, and what may be written in each?
import { factFields, type FactField, type FormResource } from '#register/index.ts'

/** `key`: says what a new fact hangs on, and is not to be changed of one that stands. `cited`: who says so. */
export type GridColumn =
  | { column: string; role: 'key'; kind: 'actor' | 'cooperation' | 'event' | 'date' }
  | { column: string; role: 'field'; kind: FactField['kind']; scheme?: string }
  | { column: 'cited' | 'locator'; role: 'cited'; kind: 'text' }

const keys: Record<FormResource, readonly GridColumn[]> = {
  cooperations: [
    { column: 'home', role: 'key', kind: 'actor' },
    { column: 'counterpart', role: 'key', kind: 'actor' },
    { column: 'established', role: 'key', kind: 'date' },
  ],
  agreements: [{ column: 'cooperation', role: 'key', kind: 'cooperation' }],
  events: [{ column: 'cooperation', role: 'key', kind: 'cooperation' }],
  reasons: [{ column: 'event', role: 'key', kind: 'event' }],
  actors: [],
  sources: [],
}

export function isCitable(resource: FormResource): boolean {
  return resource !== 'actors' && resource !== 'sources'
}

/** What a new row says where it says nothing; what matters more has to be said. */
export const unsaid: Readonly<Record<string, string>> = {
  initiator: 'unknown',
  formality: 'unknown',
  rank: 'normal',
  standing: 'asserted',
  term: 'unknown',
}

/** In the order in which a table without a head is read. */
export function gridColumns(resource: FormResource): GridColumn[] {
  const fields = (factFields[resource] as readonly FactField[]).map((field): GridColumn => {
    const scheme = field.kind === 'code' ? { scheme: field.scheme } : {}
    return { column: field.column, role: 'field', kind: field.kind, ...scheme }
  })
  const cited: GridColumn[] = [
    { column: 'cited', role: 'cited', kind: 'text' },
    { column: 'locator', role: 'cited', kind: 'text' },
  ]
  return [...keys[resource], ...fields, ...(isCitable(resource) ? cited : [])]
}

/** Facts that stand and are shown at once; a list of more is worked through in parts. */
export const mostShown = 100

/** Rows that one proposal may change or add. More than that belongs into a data package. */
export const mostRows = 1000
