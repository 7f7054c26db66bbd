// The register as it stands: the census and the vocabularies of the latest revision, replaced when it moves.
import type { Database, Reader } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'
import {
  listChangesets,
  listDatasets,
  latestRevision,
  revisionChannel,
  type Changeset,
  type Dataset,
} from '../changesets/changeset.queries.ts'
import { readVocabularies, type Vocabulary } from '../codebook/codebook.queries.ts'
import { listRegimes } from '../codebook/regime.queries.ts'
import { regimeTable, type RegimeTable } from '../codebook/regime.rules.ts'
import { readCensus } from './census.queries.ts'
import type { Census } from './census.rules.ts'

export type Standing = {
  revision: number
  census: Census
  vocabularies: Record<Language, Vocabulary>
  /** How each country was governed, by year. */
  regimes: RegimeTable
  datasets: readonly Dataset[]
  /** The latest changesets, newest first. */
  changesets: readonly Changeset[]
  /** Last day that the data claim to cover, and the first; nothing is known beyond. */
  coverage: { from: string; to: string } | undefined
}

export type StandingRegister = { now: () => Standing; refresh: () => Promise<void> }

const latestChangesets = 10

async function readStanding(reader: Reader): Promise<Standing> {
  const datasets = await listDatasets(reader)
  const from = datasets.flatMap((dataset) => dataset.covers_from ?? []).toSorted()[0]
  const to = datasets
    .flatMap((dataset) => dataset.covers_to ?? [])
    .toSorted()
    .at(-1)
  const census = await readCensus(reader)
  return {
    revision: census.revision,
    census,
    vocabularies: await readVocabularies(reader),
    regimes: regimeTable(await listRegimes(reader)),
    datasets,
    changesets: await listChangesets(reader, latestChangesets),
    coverage: from && to ? { from, to } : undefined,
  }
}

/**
 * Reads the register and follows it: a new revision, from whatever process, replaces what `now` gives. `reportFault`
 * hears of a reading that failed; the earlier census then stands until the next notice.
 */
export async function openStandingRegister(
  database: Database,
  reportFault: (error: unknown) => void = () => undefined,
): Promise<StandingRegister> {
  let standing = await readStanding(database.reader)
  let reading = Promise.resolve()
  const readAnew = async () => {
    if ((await latestRevision(database.reader)) !== standing.revision) standing = await readStanding(database.reader)
  }
  const refresh = () => {
    reading = reading.then(readAnew).catch(reportFault)
    return reading
  }
  // The notice also comes when a lost connection has been made again: what was said meanwhile was not heard.
  await database.listen(revisionChannel, () => void refresh())
  return { now: () => standing, refresh }
}
