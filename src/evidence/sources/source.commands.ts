// Writes the evidence that a changeset brings.
import type { Tx } from '#platform/db/database.ts'
import { recordVersions, type FactRow, type VersionCounts } from '#platform/db/versions.ts'
import { citationTable } from '../citations/citation.rules.ts'
import { sourceTable } from './source.rules.ts'

/** Makes these the dataset's sources and citations as from the revision; returns what was done to each table. */
export async function recordEvidence(
  tx: Tx,
  dataset: string,
  evidence: { sources: readonly FactRow[]; citations: readonly FactRow[] },
  revision: number,
): Promise<VersionCounts[]> {
  return [
    await recordVersions(tx, sourceTable, dataset, evidence.sources, revision),
    await recordVersions(tx, citationTable, dataset, evidence.citations, revision),
  ]
}
