export {
  citationTable,
  factTables,
  readLocator,
  type Citation,
  type FactTable,
  type Locator,
} from './citations/citation.rules.ts'
export { citationRow, edtfText, identifier, sourceRow } from './sources/source.input.ts'
export {
  findSource,
  isToldAt,
  listGuarded,
  listCitationsFrom,
  listCitationsBelow,
  listSources,
  listSourcesById,
  listSourcesLike,
  listSourcesNamed,
  toldOf,
} from './sources/source.queries.ts'
export { redact, sourceTable, type Source, type Visibility } from './sources/source.rules.ts'
