// Opens the register for a report: what its bindings need is read once, and then every one of them is computed at once.
import type { Reader } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import { listSources } from '#evidence/index.ts'
import { asShown, listConflicts, listCooperations, type Shown, type Standing } from '#register/index.ts'
import { orRefusal, type ReportGround } from './report-asked.queries.ts'
import { resolveValue } from './report-figures.queries.ts'
import { resolveChart, type LineOf } from './report-charts.views.tsx'
import { resolveTable } from './report-tables.queries.ts'
import type { ReportResolver } from './report.rules.ts'

/**
 * The register answers in one language, as it stands or as it stood at the revision of an earlier `standing`; links
 * lead to the moment that is `shown`. How a cooperation becomes a line of the lifelines is the caller's to say: the pages
 * of the site draw them in the same way. Without it the picture is left out, and its table stands.
 */
export async function openReportResolver(
  reader: Reader,
  standing: Standing,
  language: Language,
  lineOf?: LineOf,
  shown: Pick<Shown, 'asOf'> = {},
): Promise<ReportResolver> {
  const [cooperations, conflicts, sources] = await Promise.all([
    listCooperations(reader, [...standing.census.no], standing.census.asOf),
    listConflicts(reader, undefined, { asOf: standing.census.asOf }),
    listSources(reader, { asOf: standing.census.asOf }),
  ])
  const ground: ReportGround = {
    standing,
    cooperations,
    conflicts: conflicts.length,
    publicSources: sources.filter(({ visibility }) => visibility === 'public').length,
    language,
    t: textsFor(language),
    at: (path) => asShown(`/${language}${path}`, shown),
  }
  return {
    resolveValue: (binding) => orRefusal(() => resolveValue(ground, binding)),
    resolveTable: (binding) => orRefusal(() => resolveTable(ground, binding)),
    resolveChart: (binding) => orRefusal(() => resolveChart(ground, binding, lineOf)),
  }
}
