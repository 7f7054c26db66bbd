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
export { checkSeals, keepFindings, type SealCheck, type UnruledFinding } from './seals/check.commands.ts'
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
