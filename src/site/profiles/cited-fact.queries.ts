// What do the citations of a source stand for, and what are those facts called?
import { listCitationsFrom, type Asking, type Citation } from '#evidence/index.ts'
import { listConflicts, listContextEvents, listParties } from '#register/index.ts'
import type { Site, Words } from '../frame/frame.views.tsx'
import { actorIn, actorName, inLanguage, pairName } from '../frame/naming.views.tsx'
import { actorPath, codebookPath, conflictPath, contextEventPath, cooperationPath } from '../site.paths.ts'

export type CitedFact = {
  citation: Citation
  label: string
  detail: string
  /** The parties of the cooperation that the fact belongs to; none for other facts. */
  actors: readonly string[]
}

/** Every citation from the source, with what the fact is called. */
export async function readCitedFacts(
  site: Pick<Site, 'reader' | 'standing'>,
  source: string,
  words: Words,
  account: Asking['account'],
): Promise<CitedFact[]> {
  const { reader } = site
  const { census, asOf } = site.standing
  const citations = await listCitationsFrom(reader, source, { account, asOf })
  const parties = await listParties(
    reader,
    citations.map(({ factId }) => subjectOf(factId)),
    asOf,
  )
  // Most sources are cited for neither.
  const isOf = (...tables: readonly Citation['factTable'][]) => citations.some(({ factTable }) => tables.includes(factTable)) // prettier-ignore
  const listed = isOf('conflict', 'statement') ? await listConflicts(reader, undefined, { asOf }) : []
  const conflicts = new Map(listed.map((conflict) => [conflict.id, conflict]))
  const events = isOf('context_event') ? await listContextEvents(reader, { asOf }) : []
  const contextEvents = new Map(events.map((event) => [event.id, event]))
  return citations.map((citation) => {
    const { factTable, factId } = citation
    const event = factTable === 'context_event' ? contextEvents.get(factId) : undefined
    const other = (label: string, detail = '') => ({ citation, label, detail, actors: [] })
    if (event) return other(inLanguage(event, 'title', words.language) ?? factId)
    const subject = subjectOf(factId)
    const cooperation = parties.get(subject)
    const conflict = conflicts.get(subject)
    const detail = factId.slice(subject.length + 1).replaceAll('.', ', ')
    if (cooperation) {
      const actors = [cooperation.home, cooperation.counterpart]
      return { citation, label: pairName(cooperation, census, words), detail, actors }
    }
    if (conflict) return other(inLanguage(conflict, 'title', words.language) ?? subject)
    if (factTable === 'actor_name') {
      const [actor = '', name = ''] = factId.split('|')
      return other(actorName(actorIn(census, actor), words.language), name)
    }
    const [scheme = '', code = ''] = factId.split('/')
    return other(words.vocabulary.label(scheme, code))
  })
}

/** Identifiers of events, agreements, reasons and statements begin with their subject's own, up to the first full stop. */
function subjectOf(factId: string): string {
  return factId.split('.')[0] ?? factId
}

export function factPath({ factTable, factId }: Citation): string {
  switch (factTable) {
    case 'cooperation':
      return cooperationPath(factId)
    case 'agreement':
    case 'event':
    case 'reason':
      return `${cooperationPath(subjectOf(factId))}#${factId}`
    case 'actor_name':
      return actorPath(factId.split('|')[0] ?? '')
    case 'conflict':
      return conflictPath(factId)
    case 'statement':
      return conflictPath(subjectOf(factId))
    case 'context_event':
      return contextEventPath(factId)
    case 'codebook':
      return `${codebookPath}#${factId.replace('/', '.')}`
  }
}
