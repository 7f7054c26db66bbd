// Which tables are public, in the order in which they are given away.
import { agreements, cooperations, events, reasons } from './cooperation-tables.rules.ts'
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
} as const

export type TableName = keyof typeof tables
export const tableNames = Object.keys(tables) as TableName[]
export const publicTables: readonly TableDescription[] = Object.values(tables)

export function describeTable(name: TableName): TableDescription {
  return tables[name]
}

/** Kept without versions, so that no earlier moment can be asked for. */
export function isOfToday(name: string): boolean {
  return ['codebook', 'countries', 'counties', 'regimes'].includes(name)
}
