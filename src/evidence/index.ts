export {
  citationTable,
  factTables,
  readLocator,
  type Citation,
  type FactTable,
  type Locator,
} from './citations/citation.rules.ts'
export { readEvidenceBelow } from './citations/evidence.queries.ts'
export { citationRow, edtfText, identifier, sourceRow } from './sources/source.input.ts'
export {
  findCitedSource,
  findSource,
  findVisibilities,
  isReadBy,
  isToldAt,
  listGuarded,
  listCitationsFrom,
  listCitationsBelow,
  listSources,
  listSourcesAfter,
  listSourcesById,
  listSourcesLike,
  listSourcesNamed,
  toldOf,
} from './sources/source.queries.ts'
export { visibleTo, type Asking } from './sources/source.policy.ts'
export {
  isWithheld,
  redact,
  sourceTable,
  type CitedSource,
  type Source,
  type Visibility,
} from './sources/source.rules.ts'
export {
  acceptDocument,
  changeVisibility,
  handIn,
  insertFile,
  keepFile,
  noSuchDocument,
  refuseDocument,
  tellDocumentsChanged,
  withdrawDocument,
  type ArrivalRefusal,
  type Arriving,
  type Documents,
  type KeptFile,
} from './documents/document.commands.ts'
export { mayDecide, mayHandIn, maySeeDocument, refuseAcceptance } from './documents/document.policy.ts'
export {
  countDocumentChanges,
  findDocument,
  findPage,
  listDocumentsAfter,
  listDocumentsIn,
  listDocumentsOf,
  listPageTexts,
  listPassagesAfter,
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
export { checkSeals, keepFindings, type HeldBack, type SealCheck, type UnruledFinding } from './seals/check.commands.ts'
export {
  decide,
  listKnownSeals,
  proposeDecision,
  revokeGrant,
  type Proposal as SealProposal,
} from './seals/decision.commands.ts'
export { decryptBytes, encryptBytes, readableValue, recordOf } from './seals/envelope.commands.ts'
export {
  findingRules,
  findReidentification,
  smallCells,
  smallestCell,
  type OpenRow,
  type ReidentificationFinding,
  type Surroundings,
} from './seals/reidentification.rules.ts'
export { rotateSeals } from './seals/rotation.commands.ts'
export {
  knownSeal,
  noGrant,
  openSeal,
  reviewSeal,
  sealEvidence,
  todayOf,
  type KnownSeal,
  type Seals,
} from './seals/seal.commands.ts'
export {
  codeField,
  longestReason,
  readReason,
  readSealForm,
  readUntil,
  type SealForm,
  type SealRefusal,
} from './seals/seal.input.ts'
export { hasGrant, isRecentlyProved, mayOpen, maySeeLog, proofMinutes, refuseDecision } from './seals/seal.policy.ts'
export {
  hasOpened,
  listFindings,
  listGrantable,
  listOpenings,
  listReviewers,
  listToldSeals,
  type KeptFinding,
  type NamedDecision,
  type Opening,
  type ToldSeals,
} from './seals/seal.queries.ts'
export {
  decisionActs,
  isDue,
  isGrantGood,
  mayFollow,
  secretFields,
  type Decision,
  type DecisionAct,
  type Seal,
  type Secret,
  type SecretField,
} from './seals/seal.rules.ts'
