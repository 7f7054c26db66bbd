// Everything that a subject rests on: citations, what is cited, and the words of documents that citations rest on.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { listPassagesBelow } from '../documents/document.queries.ts'
import type { Passage } from '../documents/document.rules.ts'
import { readableIn, type Asking } from '../sources/source.policy.ts'
import { isBelow, redactCitation, selectCitations, selectSources } from '../sources/source.queries.ts'
import { redact, type Source, type Visibility } from '../sources/source.rules.ts'
import type { Citation } from './citation.rules.ts'

export type Evidence = { citations: Citation[]; sources: ReadonlyMap<string, Source>; passages: Passage[] }

type Found = { citations: Citation[]; sources: Source[]; hasPassages: boolean }

const nothing: Found = { citations: [], sources: [], hasPassages: false }

/** Of a subject and of all facts below it. */
export async function readEvidenceBelow(reader: Reader, subject: string, asking: Asking = {}): Promise<Evidence> {
  const cited = selectCitations(reader, asking.asOf).where(isBelow('c.fact_id', subject))
  // By an array: a join would be planned for as many citations as there may be, and not for the few that there are.
  const ofCited = selectSources(reader, asking.asOf).where(
    's.id',
    '=',
    sql<string>`any(array(select source from cited))`,
  )
  // One question for all, because asking takes longer than answering.
  const { rows } = await sql<Found>`
    with cited as materialized (${cited})
    select coalesce((select json_agg(c order by c.id) from cited c), '[]') as citations,
      coalesce((select json_agg(s) from (${ofCited}) s), '[]') as sources,
      exists (select from evidence.passage p where ${isBelow('p.fact_id', subject)}) as "hasPassages"`.execute(reader)
  const [{ citations, sources, hasPassages } = nothing] = rows
  const readable: readonly Visibility[] = readableIn(asking)
  const read = new Set(sources.filter(({ visibility }) => readable.includes(visibility)).map(({ id }) => id))
  return {
    citations: citations.map((citation) => redactCitation(citation, read.has(citation.source))),
    sources: new Map(sources.map((source) => [source.id, redact(source, readable)])),
    passages: hasPassages ? await listPassagesBelow(reader, subject, asking) : [],
  }
}
