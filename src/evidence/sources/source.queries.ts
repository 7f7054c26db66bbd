// All SQL of the evidence slice.
import type { Reader } from '#platform/db/database.ts'
import type { Citation, FactTable } from '../citations/citation.rules.ts'
import type { Source, Visibility } from './source.rules.ts'
import { redact } from './source.rules.ts'

type Versioned = { dataset: string; recorded_from: number; recorded_to: number | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'evidence.source': Versioned & {
      id: string
      kind: string
      visibility: Visibility
      author: string | null
      publisher: string | null
      title: string | null
      container: string | null
      date: string | null
      diary_number: string | null
      url: string | null
      accessed: string | null
      language: string | null
      note_sv: string | null
      note_en: string | null
    }
    'evidence.citation': Versioned & {
      id: string
      source: string
      locator: string | null
      fact_table: FactTable
      fact_id: string
      stance: Citation['stance']
      note_sv: string | null
      note_en: string | null
    }
  }
}

function selectSources(reader: Reader) {
  return reader
    .selectFrom('evidence.source')
    .where('recorded_to', 'is', null)
    .select(['id', 'kind', 'visibility', 'author', 'publisher', 'title', 'container', 'date'])
    .select(['diary_number as diaryNumber', 'url', 'accessed', 'language', 'note_sv as noteSv', 'note_en as noteEn'])
}

/** Every source, those under seal redacted, the oldest first within its kind. */
export async function listSources(reader: Reader): Promise<(Source & { citations: number })[]> {
  const sources = await selectSources(reader)
    .select((eb) =>
      eb
        .selectFrom('evidence.citation')
        .whereRef('evidence.citation.source', '=', 'evidence.source.id')
        .where('evidence.citation.recorded_to', 'is', null)
        .select((inner) => inner.fn.countAll<number>().as('citations'))
        .as('citations'),
    )
    .orderBy('kind')
    .orderBy('date')
    .orderBy('id')
    .execute()
  return sources.map((source) => ({ ...redact(source), citations: source.citations ?? 0 }))
}

export async function findSource(reader: Reader, id: string): Promise<Source | undefined> {
  const source = await selectSources(reader).where('id', '=', id).executeTakeFirst()
  return source && redact(source)
}

export async function listSourcesById(reader: Reader, ids: readonly string[]): Promise<Map<string, Source>> {
  if (ids.length === 0) return new Map()
  const sources = await selectSources(reader)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(sources.map((source) => [source.id, redact(source)]))
}

function selectCitations(reader: Reader) {
  return reader
    .selectFrom('evidence.citation')
    .where('recorded_to', 'is', null)
    .select(['id', 'source', 'locator', 'fact_table as factTable', 'fact_id as factId', 'stance'])
    .select(['note_sv as noteSv', 'note_en as noteEn'])
    .orderBy('id')
}

/**
 * Citations of a subject and of all facts whose identifiers begin with its own and a full stop. They are one range of
 * the index, because the slash is the character after the full stop.
 */
export function listCitationsBelow(reader: Reader, subject: string): Promise<Citation[]> {
  return selectCitations(reader)
    .where((eb) =>
      eb.or([
        eb('fact_id', '=', subject),
        eb.and([eb('fact_id', '>=', `${subject}.`), eb('fact_id', '<', `${subject}/`)]),
      ]),
    )
    .execute()
}

export function listCitationsFrom(reader: Reader, source: string): Promise<Citation[]> {
  return selectCitations(reader).where('source', '=', source).execute()
}
