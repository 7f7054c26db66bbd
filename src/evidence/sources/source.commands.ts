// Plans what a changeset does to the evidence; it is carried out with the rest of the changeset.
import type { Tx } from '#platform/db/database.ts'
import { planVersions, type FactRow, type VersionPlan } from '#platform/db/versions.ts'
import { citationTable } from '../citations/citation.rules.ts'
import { sourceTable } from './source.rules.ts'

/** Plans to make these the dataset's sources and citations as from the revision. */
export async function planEvidence(
  tx: Tx,
  dataset: string,
  evidence: { sources: readonly FactRow[]; citations: readonly FactRow[] },
  revision: number,
): Promise<VersionPlan[]> {
  return [
    await planVersions(tx, sourceTable, dataset, evidence.sources, revision),
    await planVersions(tx, citationTable, dataset, evidence.citations, revision),
  ]
}
