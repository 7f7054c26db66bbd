export { makeEdition, type EditionWork, type MadeEdition } from './editions/edition.commands.ts'
export { findEdition, listEditions, type ListedEdition } from './editions/edition.queries.ts'
export {
  citeEditionApa,
  citeEditionBibtex,
  editionFile,
  editionTitle,
  isEditionId,
  readEdition,
  readLicences,
  type Edition,
} from './editions/edition.rules.ts'
export { openEditionDesk, type EditionDesk } from './editions/edition-desk.commands.ts'
export { restoreEdition, type RestoredEdition } from './editions/edition-restore.commands.ts'
export { editionFileApi } from './editions/edition-file.api.ts'
export { openOtherRegisters, type OtherRegister } from './editions/other-view.queries.ts'
export type { ComparedViews, ViewActor, ViewedCooperation } from './editions/other-view.rules.ts'
export { mirrorEditions, type MirroredEdition } from './editions/edition-mirror.commands.ts'
export { zipOf } from './editions/edition-zip.commands.ts'
export { CheckForm } from './editions/check-form.views.tsx'
export { feedTypes, writeAtom, writeJsonFeed, type Feed, type FeedEntry } from './feeds/feed.rules.ts'
export { describeEmbed, embedParameters } from './open-data/oembed-item.rules.ts'
export type { TableColumn } from './open-data/csv.rules.ts'
export { csv } from './open-data/table-file.api.ts'
export { filterParameters } from './open-data/open-api-parameters.rules.ts'
export { endpoints, openApiDocument } from './open-data/open-api.rules.ts'
export { citeReport, type CitedReport } from './report/report-citation.rules.ts'
export { checkReport } from './report/report-check.rules.ts'
export { ReportArticle } from './report/report-html.views.tsx'
export { drawPng, renderReportPdf, renderReportWord } from './report/report-drawing.commands.ts'
export { openReportResolver } from './report/report-resolver.queries.ts'
export { settledText, settleReport, type EarlierNotice, type SettledReport } from './report/report-settling.rules.ts'
export { describeReport, describeReportFigures } from './report/report-item.rules.ts'
export { reportShelf, type ShelvedReport } from './report/report-shelf.queries.ts'
export type { ReportDocument, ReportFault } from './report/report.rules.ts'
export { openDataApi } from './open-data/open-data.api.ts'
export { describeTable, publicTables, tableNames, type TableName } from './tables/table-list.rules.ts'
export {
  pathOf,
  type Bilingual,
  type PublicColumn,
  type Row,
  type TableDescription,
} from './tables/public-table.rules.ts'
export { tableFormatNames, tableFormats, zippedFormats, type TableFormat } from './tables/table-format.rules.ts'
export { schemaOrgDataset } from './linked-data/catalogue.rules.ts'
export { readCatalogued } from './linked-data/catalogued.queries.ts'
export { linkedData } from './linked-data/linked-data.api.ts'
export { isOfToday } from './tables/table-list.rules.ts'
export { meaningOf } from './tables/table-schema.rules.ts'
export { writeOpenDataDictionary } from './tables/table-dictionary.rules.ts'
