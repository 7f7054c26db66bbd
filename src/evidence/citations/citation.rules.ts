// Where does it say so? A citation ties a place in a source to one fact.
import type { VersionedTable } from '#platform/db/versions.ts'

export const factTables = [
  'cooperation',
  'agreement',
  'event',
  'reason',
  'actor_name',
  'conflict',
  'statement',
  'context_event',
  'codebook',
] as const
export type FactTable = (typeof factTables)[number]

export type Citation = {
  id: string
  source: string
  locator: string | null
  factTable: FactTable
  factId: string
  stance: 'supports' | 'contradicts'
  noteSv: string | null
  noteEn: string | null
}

/** A place in the register's first kind of source, taken apart; anything else is shown as it was written. */
export type Locator =
  | { place: 'appendix'; row: number; lastRow?: number }
  | { place: 'appendix-note'; note: number }
  | { place: 'note'; note: number }
  | { place: 'text'; section: string; paragraph: number }
  | { place: 'other'; words: string }

export function readLocator(locator: string): Locator {
  const rows = /^appendix:(\d+)(?:-(\d+))?$/.exec(locator)
  if (rows) return { place: 'appendix', row: Number(rows[1]), lastRow: rows[2] ? Number(rows[2]) : undefined }
  const note = /^(appendix-note|note):(\d+)$/.exec(locator)
  if (note) return { place: note[1] === 'note' ? 'note' : 'appendix-note', note: Number(note[2]) }
  const text = /^text:([a-z-]+):(\d+)$/.exec(locator)
  if (text) return { place: 'text', section: text[1] ?? '', paragraph: Number(text[2]) }
  return { place: 'other', words: locator }
}

export const citationTable: VersionedTable = {
  name: 'evidence.citation',
  key: ['id'],
  columns: ['id', 'source', 'locator', 'fact_table', 'fact_id', 'stance', 'note_sv', 'note_en'],
  reach: 'dataset',
}
