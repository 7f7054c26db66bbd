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
  listSourcesNamed,
  toldOf,
} from './sources/source.queries.ts'
export { redact, sourceTable, type Source, type Visibility } from './sources/source.rules.ts'
export {
  acceptDocument,
  changeVisibility,
  handIn,
  noSuchDocument,
  refuseDocument,
  withdrawDocument,
  type ArrivalRefusal,
  type Documents,
} from './documents/document.commands.ts'
export { mayDecide, mayHandIn, maySeeDocument, refuseAcceptance, visibleTo } from './documents/document.policy.ts'
export {
  countDocumentChanges,
  findDocument,
  findPage,
  listDocumentsIn,
  listDocumentsOf,
  listPassagesBelow,
  listPassagesIn,
  listSteps,
  searchDocuments,
  type DocumentChanges,
  type Found,
} from './documents/document.queries.ts'
export {
  documentStates,
  documentVisibilities,
  markPassages,
  mostQuoted,
  narrower,
  type Document,
  type DocumentStep,
  type Passage,
} from './documents/document.rules.ts'
export { drawDocumentPage } from './documents/page-picture.commands.ts'
export { addPassage, removePassage } from './documents/passage.commands.ts'
export { fetchCopy, type CopyRefusal } from './documents/web-copy.commands.ts'
export { checkLinks, keepCheckingLinks, type CheckedLink } from './documents/link-check.commands.ts'
export { lastLinkCheck, listDeadLinks, type DeadLink } from './documents/link-check.queries.ts'
