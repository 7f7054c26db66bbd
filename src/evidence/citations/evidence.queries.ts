// Everything that a subject rests on: citations, what is cited, and the words of documents that citations rest on.
import type { Reader } from '#platform/db/database.ts'
import { listPassagesBelow } from '../documents/document.queries.ts'
import type { Passage } from '../documents/document.rules.ts'
import { readableIn, type Asking } from '../sources/source.policy.ts'
import { isBelow, listSourcesById, redactCitation, selectCitations } from '../sources/source.queries.ts'
import type { Source, Visibility } from '../sources/source.rules.ts'
import type { Citation } from './citation.rules.ts'

export type Evidence = { citations: Citation[]; sources: ReadonlyMap<string, Source>; passages: Passage[] }

/** Of a subject and of all facts below it. */
export async function readEvidenceBelow(reader: Reader, subject: string, asking: Asking = {}): Promise<Evidence> {
  const rows = await selectCitations(reader, asking.asOf)
    .where(isBelow('c.fact_id', subject))
    // Most have none, and to ask for them takes longer than to ask along with this.
    .select((eb) =>
      eb
        .exists(eb.selectFrom('evidence.passage as p').where(isBelow('p.fact_id', subject)).select('p.id'))
        .as('hasPassages'),
    )
    .execute()
  const found = rows.map(({ hasPassages, ...citation }) => ({ hasPassages, citation }))
  const cited = found.map(({ citation }) => citation.source)
  const [sources, passages] = await Promise.all([
    listSourcesById(reader, cited, asking),
    found.some(({ hasPassages }) => hasPassages) ? listPassagesBelow(reader, subject, asking) : [],
  ])
  const readable: readonly (Visibility | undefined)[] = readableIn(asking)
  const citations = found.map(({ citation }) =>
    redactCitation(citation, readable.includes(sources.get(citation.source)?.visibility)),
  )
  return { citations, sources, passages }
}
