export { hasClaim, listClaims, type Claim } from './claims/claim.queries.ts'
export { archiveTables, archiveColumns, type ArchiveRows, type ArchiveTable } from './archive/archive.rules.ts'
export {
  describeArchive,
  readArchiveTable,
  type ArchiveField,
  type ArchiveResource,
} from './archive/archive.queries.ts'
export { readArchive, readArchiveRows, type ReadArchive } from './archive/archive.input.ts'
export { restoreArchive } from './archive/archive.commands.ts'
export { listActorNames, listActors } from './actors/actor.queries.ts'
export { followActorRedirects, speakForStanding } from './actors/actor-redirect.input.ts'
export { listActorRedirects } from './actors/actor-redirect.queries.ts'
export { localLanguage, type Actor, type ActorName, type ActorRedirect } from './actors/actor.rules.ts'
export { CensusBuilder } from './census/census-builder.rules.ts'
export { readCensus } from './census/census.queries.ts'
export {
  actorColumns,
  firstDayOf,
  noStatus,
  rowOf,
  statusesOn,
  yearOfDayNumber,
  type ActorColumns,
  type Census,
  type SpanColumns,
} from './census/census.rules.ts'
export { codedBy, facetColumn, reasonColumn, type Coded } from './census/columns.rules.ts'
export { after, before, entryOf, type CensusEntry, type DayNumbers } from './census/entry.rules.ts'
export { nextRows, orderOf, placeOf, sortKeys, type Sort, type SortKey } from './census/order.rules.ts'
export { cooperationsByActor, rowsOfParty } from './census/parties.rules.ts'
export { actorsLike, suggestActors } from './census/suggestion.rules.ts'
export { openStandingRegister, type Standing, type StandingRegister } from './census/standing.queries.ts'
export {
  byPeriod,
  emptyFilter,
  facetNames,
  isInRange,
  none,
  periodOf,
  selectRows,
  type CooperationFilter,
  type FacetCounts,
  type FacetName,
  type Selection,
  type YearRange,
} from './census/selection.rules.ts'
export { findWords, rowsWithWords, wordsOf } from './census/text-search.queries.ts'
export { findAsOf } from './changesets/as-of.queries.ts'
export {
  asShown,
  hiddenAsShown,
  pathAsOf,
  nothingKnown,
  questionOf,
  readShown,
  type Shown,
} from './changesets/shown.input.ts'
export {
  countChanges,
  listAbout,
  listChanges,
  nameSubjects,
  type ChangeCount,
  type RevisionSpan,
  type SubjectName,
} from './changesets/change.queries.ts'
export {
  didTo,
  factKinds,
  fieldChanges,
  type Change,
  type ChangeKey,
  type FactFields,
  type FactKind,
  type FieldChange,
  type Did,
} from './changesets/change.rules.ts'
export {
  readChangeKey,
  readFactKind,
  readSpan,
  writeChangeKey,
  type ReadSpan,
  type SpanError,
} from './changesets/span.input.ts'
export {
  findChangeset,
  latestRevision,
  listChangesets,
  listDatasets,
  revisionChannel,
  revisionOn,
  type Changeset,
  type Dataset,
} from './changesets/changeset.queries.ts'
export {
  listCodes,
  listCounties,
  listCountries,
  readVocabularies,
  type Code,
  type Country,
  type County,
  type Vocabulary,
} from './codebook/codebook.queries.ts'
export {
  addCodebookEntry,
  beginCodebookDraft,
  discardCodebookDraft,
  noCodebookDraft,
  publishCodebookDraft,
  removeCodebookEntry,
  saveCodebookEntry,
} from './codebook/codebook-version.commands.ts'
export { readCodeName, readEntryForm, readVersionNotes, type EntryFault } from './codebook/codebook-version.input.ts'
export {
  findCodebookDraft,
  findCodebookVersion,
  listCodebookEntries,
  listCodebookVersions,
  listDraftEntries,
  type DraftEntry,
} from './codebook/codebook-version.queries.ts'
export {
  codedSchemes,
  differencesOf,
  entryColumns,
  entryFields,
  isCodedScheme,
  type CodebookEntry,
  type CodebookVersion,
  type CodedScheme,
  type EntryColumn,
  type EntryDifference,
  type EntryField,
  type EntryTexts,
} from './codebook/codebook-version.rules.ts'
export {
  adjudicate,
  closeCodingRound,
  finishAdjudication,
  finishCoding,
  makeCodingRound,
  noSuchRound,
  noSuchUnit,
  refused,
  saveCoding,
  setPublicity,
  type CodingWork,
} from './coding/coding-round.commands.ts'
export {
  cannotBeCoded,
  mostUnits,
  readAdjudication,
  readAnswer,
  readRoundTexts,
  readUnits,
  writeUnits,
  type AnswerErrors,
  type CodingFault,
  type UnitFault,
} from './coding/coding-round.input.ts'
export { maySeeRound, numberOf, refuseInRound } from './coding/coding-round.policy.ts'
export {
  findCodingRound,
  listCoders,
  listCodingRounds,
  listCodingUnits,
  listOwnCodings,
  listRoundsOf,
  listStandingReasons,
  listUnitFacts,
  readClosedRound,
  suggestUnits,
  type UnitFact,
} from './coding/coding-round.queries.ts'
export {
  decidedAt,
  isPublished,
  reliabilityDataOf,
  unitsOf,
  type Adjudication,
  type Answer,
  type ClosedRound,
  type Coder,
  type Coding,
  type CodingRound,
  type CodingUnit,
  type UnitResult,
} from './coding/coding-round.rules.ts'
export { listRegimes } from './codebook/regime.queries.ts'
export { regimeTable, type RegimeStretch, type RegimeTable } from './codebook/regime.rules.ts'
export { listContextEvents, type ContextEvent } from './context-events/context-event.queries.ts'
export { listConflicts, type Conflict, type Dissent, type Statement } from './cooperations/conflict.queries.ts'
export {
  findCooperation,
  findCooperationNo,
  listCooperationIds,
  listCooperationNos,
  listCooperations,
  listParties,
  type Parties,
} from './cooperations/cooperation.queries.ts'
export {
  datedAs,
  formalities,
  initiators,
  outlineOf,
  type Agreement,
  type Cooperation,
  type CooperationEvent,
  type DatedAs,
  type Formality,
  type Initiator,
  type Outline,
  type Reason,
} from './cooperations/cooperation.rules.ts'
export {
  listActorHistory,
  listHistory,
  listSourceHistory,
  listTouched,
  type HistoryEntry,
} from './cooperations/history.queries.ts'
export { deriveAll } from './cooperations/derivation.commands.ts'
export { foldWords } from '#platform/i18n/folding.rules.ts'
export {
  eventKinds,
  foldStatus,
  knownAt,
  spansOf,
  statuses,
  type EventKind,
  type Span,
  type Status,
  type StatusEvent,
} from './cooperations/status.rules.ts'
export {
  describePackage,
  loadPackages,
  readPackages,
  referenceOf,
  type LoadResult,
} from './packages/package.commands.ts'
export {
  countCandidates,
  listCandidates,
  listDoubtfulPlaces,
  listPlaceCountries,
  matchings,
  previousCandidatePage,
  withActorsSince,
  type Candidate,
  type CandidateFilter,
  type CandidatePlace,
  type DoubtfulPlace,
  type Matching,
} from './imports/candidate.queries.ts'
export {
  compareWithCensus,
  comparisons,
  homeCountries,
  isComparison,
  type Comparison,
} from './imports/comparison.rules.ts'
export type { MatchOption, MatchReason } from './imports/place-match.rules.ts'
export { rulePlace, withdrawRuling } from './imports/ruling.commands.ts'
export { isImportField, importFields, type ImportColumns, type ImportField } from './imports/import-columns.rules.ts'
export {
  actOnRun,
  noSuchRunOfImport,
  previewRun,
  readImportTable,
  removeImportList,
  removeRun,
  uploadList,
  type ImportWork,
  type ListChoice,
  type UploadRefusal,
} from './imports/import.commands.ts'
export { findingKinds, refusals, type FindingKind, type ImportFinding } from './imports/import-plan.rules.ts'
export { mayImport } from './imports/import.policy.ts'
export {
  findImportList,
  findImportListNamed,
  findImportRun,
  listImportFindings,
  listImportLists,
  listImportRuns,
} from './imports/import.queries.ts'
export { mayAct, type ImportList, type ImportRun, type ImportSummary, type RunFault } from './imports/import.rules.ts'
export { keepImporting, openImporter, workOnRun, type Importer } from './imports/importer.commands.ts'
export { identifyPackage, readPackage, type Fault, type Package } from './packages/package.input.ts'
export { asStatusEvent, checkPackage } from './packages/package.rules.ts'
export type { Passage } from './minutes/flat-text.rules.ts'
export { longestMinutes, readMinutes, type Because, type Found, type Suggestion } from './minutes/minutes.rules.ts'
export { pagesOf, readMinutesFolder, type ReadMinutesFile } from './minutes/minutes-folder.input.ts'
export { readNameBook } from './minutes/name-book.queries.ts'
export { measureReading, readingTable, type Gold } from './minutes/reading-measure.rules.ts'
export { acceptProposal, draftReversal, type Acceptance } from './proposals/acceptance.commands.ts'
export { mergeChanges, refuseMerge, splitChanges, type MergeRefusal } from './proposals/actor-merge.rules.ts'
export { type Finding } from './proposals/change-check.rules.ts'
export {
  addition,
  changedRow,
  changeOf,
  editsDataset,
  factKey,
  isEditedResource,
  settle,
  subjectOf,
  withdrawalOf,
  type ProposedChange,
  type Clash,
  type EditedResource,
  type Facts,
  type StandingFact,
} from './proposals/change.rules.ts'
export {
  findFact,
  findVersion,
  listFactsByName,
  listFactsOf,
  listFactsOfParties,
  listStatements,
  readBranch,
  readMergeGround,
} from './proposals/fact.queries.ts'
export { recordDissent, type DissentRefusal } from './proposals/dissent.commands.ts'
export { freeId, proposedId } from './proposals/fact-id.rules.ts'
export {
  blankRow,
  emptyValues,
  factFields,
  hasForm,
  readFactForm,
  type FactField,
  type FieldFault,
  type FormResource,
} from './proposals/fact-form.input.ts'
export { judgeChanges, type Judgement } from './proposals/judging.queries.ts'
export { actOn, propose, readProposal, revise, type Draft, type Proposals } from './proposals/proposal.commands.ts'
export { mayPropose, mayProposeAbout, refuseAct } from './proposals/proposal.policy.ts'
export { countProposals, findProposal, findProposalOf, listProposals } from './proposals/proposal.queries.ts'
export {
  proposalStates,
  type Proposal,
  type ProposalAct,
  type ProposalState,
  type ProposalWithChanges,
  type StoodBy,
  type Subject,
} from './proposals/proposal.rules.ts'
export { checkStanding, nextRevision, publishPart } from './seals/seal-gate.commands.ts'
export { readSurroundings } from './seals/surroundings.queries.ts'
export { reportError } from './proposals/report.commands.ts'
export { readReport, type ReadReport } from './proposals/report.input.ts'
export { listDivergences, settleDivergence, type Takeover } from './proposals/takeover.commands.ts'
