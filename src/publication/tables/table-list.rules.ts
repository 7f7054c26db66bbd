// Which tables are public, in the order in which they are given away.
import { codebookEntries, codebookVersions, codingRounds, codings, codingUnits } from './coding-tables.rules.ts'
import { agreements, cooperations, events, reasons } from './cooperation-tables.rules.ts'
import { documents, passages } from './document-tables.rules.ts'
import { citations, conflicts, dissents, sources, statements } from './evidence-tables.rules.ts'
import type { TableDescription } from './public-table.rules.ts'
import {
  actorNames, actorRedirects, actors, changesets, claims, codebook, contextEvents, counties, countries, datasets, regimes,
} from './reference-tables.rules.ts' // prettier-ignore

const tables = {
  cooperations,
  agreements,
  events,
  reasons,
  actors,
  actor_names: actorNames,
  actor_redirects: actorRedirects,
  sources,
  citations,
  conflicts,
  statements,
  dissents,
  claims,
  context_events: contextEvents,
  codebook,
  countries,
  counties,
  regimes,
  datasets,
  changesets,
  documents,
  passages,
  codebook_versions: codebookVersions,
  codebook_entries: codebookEntries,
  coding_rounds: codingRounds,
  coding_units: codingUnits,
  codings,
} as const

export type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as TableName[]
export const publicTables: readonly TableDescription[] = Object.values(tables)

export function describeTable(name: TableName): TableDescription {
  return tables[name]
}

/** Published, and withheld again, without a new revision of the register. */
export function isOfRounds(name: string): boolean {
  return ['coding_rounds', 'coding_units', 'codings'].includes(name)
}

const ofToday = ['codebook', 'countries', 'counties', 'regimes', 'codebook_versions', 'codebook_entries']

/** Kept without versions, so that no earlier moment can be asked for. */
export function isOfToday(name: string): boolean {
  return ofToday.includes(name) || isOfRounds(name)
}
