// Which table holds which sort of fact?
import { citationTable, sourceTable } from '#evidence/index.ts'
import type { VersionedTable } from '#platform/db/versions.ts'
import { resourceSchemas } from './package.input.ts'

/** Sorts of facts that the register itself holds; sources and citations are the evidence's. */
export const factResources = [
  'actors',
  'actor_names',
  'actor_redirects',
  'cooperations',
  'agreements',
  'events',
  'reasons',
  'conflicts',
  'statements',
  'context_events',
  'claims',
] as const
export type FactResource = (typeof factResources)[number] | 'sources' | 'citations'

const tableNames: Record<(typeof factResources)[number], string> = {
  actors: 'actor',
  actor_names: 'actor_name',
  actor_redirects: 'actor_redirect',
  cooperations: 'cooperation',
  agreements: 'agreement',
  events: 'event',
  reasons: 'reason',
  conflicts: 'conflict',
  statements: 'statement',
  context_events: 'context_event',
  claims: 'claim',
}

export function versionedTable(resource: FactResource): VersionedTable {
  if (resource === 'sources') return sourceTable
  if (resource === 'citations') return citationTable
  return {
    name: `register.${tableNames[resource]}`,
    key: resource === 'actor_names' ? ['actor', 'name'] : ['id'],
    columns: Object.keys(resourceSchemas[resource].shape),
    reach:
      resource === 'actors' || resource === 'actor_names' ? 'shared' : resource === 'claims' ? 'dataset' : 'register',
  }
}
