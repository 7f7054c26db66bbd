// All SQL about changesets and datasets. The number of the latest changeset is the revision of the register.
import type { Reader, Tx } from '#platform/db/database.ts'

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
  fingerprint: string
}

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.changeset': Changeset
    'register.dataset': Dataset
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

export function listChangesets(reader: Reader, limit: number): Promise<Changeset[]> {
  return reader.selectFrom('register.changeset').selectAll().orderBy('revision', 'desc').limit(limit).execute()
}

export function listDatasets(reader: Reader): Promise<Dataset[]> {
  return reader.selectFrom('register.dataset').selectAll().orderBy('id').execute()
}

export async function recordChangeset(tx: Tx, changeset: Changeset): Promise<void> {
  await tx.insertInto('register.changeset').values(changeset).execute()
}
