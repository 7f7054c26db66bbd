// Where does it say so? A citation ties a place in a source to one fact.
import type { VersionedTable } from '#platform/db/versions.ts'

export const factTables = [
  'cooperation', 'agreement', 'event', 'reason', 'actor_name', 'conflict', 'statement', 'codebook',
] as const // prettier-ignore
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
  | { place: 'appendix'; row: number }
  | { place: 'appendix-note'; note: number }
  | { place: 'note'; note: number }
  | { place: 'text'; section: string; paragraph: number }
  | { place: 'other'; words: string }

export function readLocator(locator: string): Locator {
  const numbered = /^(appendix|appendix-note|note):(\d+)$/.exec(locator)
  if (numbered) {
    const number = Number(numbered[2])
    if (numbered[1] === 'appendix') return { place: 'appendix', row: number }
    if (numbered[1] === 'appendix-note') return { place: 'appendix-note', note: number }
    return { place: 'note', note: number }
  }
  const text = /^text:([a-z-]+):(\d+)$/.exec(locator)
  if (text) return { place: 'text', section: text[1] ?? '', paragraph: Number(text[2]) }
  return { place: 'other', words: locator }
}

export const citationTable: VersionedTable = {
  name: 'evidence.citation',
  key: ['id'],
  columns: ['id', 'source', 'locator', 'fact_table', 'fact_id', 'stance', 'note_sv', 'note_en'],
}
