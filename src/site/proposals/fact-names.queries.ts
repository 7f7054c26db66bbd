// What are the facts called that a proposal is about, changes, or leans on? As their pages call them, also those that do not
// stand yet, or no more.
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { factKey, findFact, listFactsByName, type Census, type ProposalWithChanges } from '#register/index.ts'
import type { Words } from '../frame/frame.views.tsx'
import { subjectFor } from './fact-draft.queries.ts'
import { factName, type Known } from './fact-words.views.tsx'

/** `about` is what the page is called that the proposal is about; undefined of a source that not everybody may see. */
export type NamedProposal = { known: Known; about: string | undefined }

export async function readFactNames(
  reader: Reader,
  census: Census,
  { changes, about }: Pick<ProposalWithChanges, 'changes' | 'about'>,
  words: Words,
): Promise<NamedProposal> {
  const rowOf = new Map(changes.map((change) => [factKey(change), change.before ?? change.fields]))
  const rowsOf = (resource: string) =>
    changes.filter((change) => change.resource === resource).map(({ id, before, fields }) => ({ id, row: before ?? fields })) // prettier-ignore

  const actors = { rows: [...census.actors.rows] as Known['actors']['rows'][number][], codeOf: new Map(census.actors.codeOf) } // prettier-ignore
  // One that the changes withdraw may by now lead to another, and has a name of its own all the same.
  for (const { id, row } of rowsOf('actors'))
    actors.codeOf.set(id, actors.rows.push({ nameSv: String(row.name_sv), nameEn: String(row.name_en) }) - 1)

  const cited = [...rowsOf('citations'), ...rowsOf('statements')].map(({ row }) => String(row.source))
  const standing = await listFactsByName(reader, 'sources', [...new Set(cited)])
  const sources = new Map<string, string>()
  for (const { id, row } of [...rowsOf('sources'), ...standing])
    if (isOpen(row)) sources.set(id, factName('sources', row, words, { actors }))

  const known = { actors, sources }
  const { resource, id } = subjectFor(about.resource, about.id)
  const row = rowOf.get(factKey({ resource, id })) ?? (await findFact(reader, resource, id))?.row
  const isTold = row && (resource !== 'sources' || isOpen(row))
  return { known, about: isTold ? factName(resource, row, words, known) : undefined }
}

function isOpen({ visibility }: FactRow): boolean {
  return visibility === 'public'
}
