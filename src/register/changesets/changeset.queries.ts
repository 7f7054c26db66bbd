// All SQL about changesets and datasets. The number of the latest changeset is the revision of the register.
import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Day } from '#platform/time/day.ts'

export type Changeset = {
  revision: number
  recorded_at: Date
  kind: string
  dataset: string | null
  author: string
  message_sv: string
  message_en: string
  added: number
  changed: number
  withdrawn: number
}

export type Dataset = {
  id: string
  title_sv: string
  title_en: string
  version: string
  licence: string
  covers_from: string | null
  covers_to: string | null
}

const datasetColumns = ['id', 'title_sv', 'title_en', 'version', 'licence', 'covers_from', 'covers_to'] as const

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.changeset': Changeset
    'register.dataset': Dataset & { fingerprint: string; recorded_from: number; recorded_to: number | null }
  }
}

/** Processes that share a database hear of a new revision on this channel. */
export const revisionChannel = 'samband_revision'

export async function latestRevision(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('register.changeset')
    .select((eb) => eb.fn.max('revision').as('revision'))
    .executeTakeFirst()
  return row?.revision ?? 0
}

/** The revision that stood at the end of a day (UTC); 0 where nothing had been recorded by then. */
export async function revisionOn(reader: Reader, day: Day): Promise<number> {
  const row = await reader
    .selectFrom('register.changeset')
    .where('recorded_at', '<', sql<Date>`(${day}::date + 1)::timestamp at time zone 'UTC'`)
    .select((eb) => eb.fn.max('revision').as('revision'))
    .executeTakeFirst()
  return row?.revision ?? 0
}

/** A changeset, unless it came after the revision that is shown. */
export function findChangeset(reader: Reader, revision: number, asOf?: number): Promise<Changeset | undefined> {
  return reader
    .selectFrom('register.changeset')
    .selectAll()
    .where('revision', '=', revision)
    .where('revision', '<=', asOf ?? revision)
    .executeTakeFirst()
}

/** They never change once they are recorded. By reader: what a transaction records may yet come to nothing. */
const known = new WeakMap<Reader, Map<number, Changeset>>()
const mostKnown = 1_000

/** Changesets by revision, these among them. Those asked for before are in memory: pages ask for the same few. */
export async function changesetsByRevision(
  reader: Reader,
  revisions: readonly number[],
): Promise<ReadonlyMap<number, Changeset>> {
  let kept = known.get(reader)
  if (!kept || kept.size > mostKnown) known.set(reader, (kept = new Map()))
  const missing = revisions.filter((revision) => !kept.has(revision))
  if (missing.length > 0) {
    const read = await reader.selectFrom('register.changeset').selectAll().where('revision', 'in', missing).execute()
    for (const changeset of read) kept.set(changeset.revision, changeset)
  }
  return kept
}

/** The latest changesets up to a revision, newest first. */
export function listChangesets(reader: Reader, limit: number, asOf?: number): Promise<Changeset[]> {
  return reader
    .selectFrom('register.changeset')
    .selectAll()
    .$if(asOf !== undefined, (query) => query.where('revision', '<=', asOf ?? 0))
    .orderBy('revision', 'desc')
    .limit(limit)
    .execute()
}

/** The datasets as they describe themselves, or described themselves at a revision. */
export function listDatasets(reader: Reader, asOf?: number): Promise<Dataset[]> {
  return reader
    .selectFrom('register.dataset as d')
    .where(heldAt('d', asOf))
    .select([...datasetColumns])
    .orderBy('id')
    .execute()
}

/** Fingerprints of the files that each dataset was last loaded from. */
export async function listFingerprints(reader: Reader): Promise<Map<string, string>> {
  const rows = await reader
    .selectFrom('register.dataset')
    .where('recorded_to', 'is', null)
    .select(['id', 'fingerprint'])
    .execute()
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]))
}

/** Whoever gives out a revision waits for whoever else does, until the transaction ends. */
export async function lockRevisions(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('samband/load-packages'))`.execute(tx)
}

/** Tells all processes of the new revision, once the transaction has been committed. */
export async function announceRevision(tx: Tx, revision: number): Promise<void> {
  await sql`select pg_notify(${revisionChannel}, ${String(revision)})`.execute(tx)
}

export async function recordChangeset(tx: Tx, changeset: Changeset): Promise<void> {
  await tx.insertInto('register.changeset').values(changeset).execute()
}

/**
 * Takes in what a dataset says of itself; returns 1 where it said something else before, which is then a version of its
 * own. Files that are written otherwise but say the same change only the fingerprint.
 */
export async function recordDataset(
  tx: Tx,
  { fingerprint, ...dataset }: Dataset & { fingerprint: string },
  revision: number,
): Promise<0 | 1> {
  const standing = (await listDatasets(tx)).find(({ id }) => id === dataset.id)
  const isSame = standing && datasetColumns.every((column) => standing[column] === dataset[column])
  const current = tx.updateTable('register.dataset').where('id', '=', dataset.id).where('recorded_to', 'is', null)
  if (isSame) {
    await current.set({ fingerprint }).execute()
    return 0
  }
  await current.set({ recorded_to: revision }).execute()
  await tx
    .insertInto('register.dataset')
    .values({ ...dataset, fingerprint, recorded_from: revision })
    .execute()
  return standing ? 1 : 0
}
