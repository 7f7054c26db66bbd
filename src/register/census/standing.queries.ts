// The register as it stands: the census and the vocabularies of the latest revision, replaced when it moves; and as it
// stood at an earlier one, made when somebody asks.
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
import { orderOf } from './order.rules.ts'
import { rowsOfParty } from './parties.rules.ts'
import { emptyFilter, selectRows } from './selection.rules.ts'

export type Standing = {
  revision: number
  /** The revision that queries are to be asked as of; undefined where what stands is shown. */
  asOf: number | undefined
  census: Census
  vocabularies: Record<Language, Vocabulary>
  /** How each country was governed, by year. */
  regimes: RegimeTable
  datasets: readonly Dataset[]
  /** The latest changesets up to the revision, newest first. */
  changesets: readonly Changeset[]
  /** Last day that the data claim to cover, and the first; nothing is known beyond. */
  coverage: { from: string; to: string } | undefined
}

export type StandingRegister = {
  now: () => Standing
  refresh: () => Promise<void>
  /**
   * The register as of a revision, 0 or later; at 0 nothing was known. Labels of codes, countries and counties are those
   * of today: they are kept without versions.
   * @throws RangeError for a revision that is none or has not come yet.
   */
  asOf: (revision: number) => Promise<Standing>
}

const latestChangesets = 10

// Of a million cooperations one takes a hundred megabytes, and most askers want the same few.
const mostKept = 4

/** What every list needs is made before the census takes its place, so that no reader waits for it. */
function makeReady(census: Census): void {
  orderOf(census, { key: 'home', descending: false })
  rowsOfParty(census, 'home', 0)
  rowsOfParty(census, 'counterpart', 0)
  void selectRows(census, emptyFilter).facets
}

async function readStanding(reader: Reader, asOf?: number): Promise<Standing> {
  const datasets = await listDatasets(reader, asOf)
  const from = datasets.flatMap((dataset) => dataset.covers_from ?? []).toSorted()[0]
  const to = datasets
    .flatMap((dataset) => dataset.covers_to ?? [])
    .toSorted()
    .at(-1)
  const census = await readCensus(reader, asOf)
  if (asOf === undefined) makeReady(census)
  return {
    revision: census.revision,
    asOf,
    census,
    vocabularies: await readVocabularies(reader),
    regimes: regimeTable(await listRegimes(reader)),
    datasets,
    changesets: await listChangesets(reader, latestChangesets, asOf),
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
  const earlier = keepEarlier((revision) => readStanding(database.reader, revision))
  let reading = Promise.resolve()
  const readAnew = async () => {
    if ((await latestRevision(database.reader)) === standing.revision) return
    standing = await readStanding(database.reader)
    earlier.clear()
  }
  const refresh = () => {
    reading = reading.then(readAnew).catch(reportFault)
    return reading
  }
  // The notice also comes when a lost connection has been made again: what was said meanwhile was not heard.
  await database.listen(revisionChannel, () => void refresh())
  const asOf = async (revision: number) => {
    // Another process may have recorded it a moment ago.
    if (revision > standing.revision) await refresh()
    const { revision: latest } = standing
    if (!Number.isSafeInteger(revision) || revision < 0 || revision > latest)
      throw new RangeError(`There is no revision ${revision}; the latest is ${latest}`)
    return revision === latest ? standing : earlier.get(revision)
  }
  return { now: () => standing, refresh, asOf }
}

/** Keeps the few that were asked for last. They are made one at a time, and once for all who ask meanwhile. */
function keepEarlier(make: (revision: number) => Promise<Standing>) {
  const kept = new Map<number, Promise<Standing>>()
  let making: Promise<unknown> = Promise.resolve()
  const get = (revision: number): Promise<Standing> => {
    const known = kept.get(revision)
    const made = known ?? making.then(() => make(revision))
    kept.delete(revision)
    kept.set(revision, made)
    // What could not be made is tried again by the next who asks.
    if (!known) making = made.catch(() => kept.delete(revision))
    const [oldest] = kept.keys()
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    return made
  }
  return { get, clear: () => kept.clear() }
}
