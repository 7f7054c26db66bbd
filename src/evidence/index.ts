export { factTables, readLocator, type Citation, type FactTable, type Locator } from './citations/citation.rules.ts'
export { planEvidence } from './sources/source.commands.ts'
export { citationRow, edtfText, identifier, sourceRow } from './sources/source.input.ts'
export {
  findSource,
  isToldAt,
  listCitationsFrom,
  listCitationsBelow,
  listSources,
  listSourcesById,
  toldOf,
} from './sources/source.queries.ts'
export { redact, type Source, type Visibility } from './sources/source.rules.ts'
