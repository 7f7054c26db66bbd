// When did the register learn of a cooperation and what hangs on it?
import type { Reader } from '#platform/db/database.ts'
import type { Dossier } from './cooperation.rules.ts'

/** One revision that touched a cooperation, and what it was. */
export type HistoryEntry = Dossier['history'][number] & {
  recordedAt: Date
  author: string
  messageSv: string
  messageEn: string
}

/** The history of a dossier with who changed what; the latest first. */
export async function listHistory(reader: Reader, history: Dossier['history']): Promise<HistoryEntry[]> {
  if (history.length === 0) return []
  const changesets = await reader
    .selectFrom('register.changeset')
    .where(
      'revision',
      'in',
      history.map(({ revision }) => revision),
    )
    .select(['revision', 'recorded_at as recordedAt', 'author', 'message_sv as messageSv', 'message_en as messageEn'])
    .execute()
  const byRevision = new Map(changesets.map((changeset) => [changeset.revision, changeset]))
  return history.flatMap((entry) => {
    const changeset = byRevision.get(entry.revision)
    return changeset ? [{ ...changeset, ...entry }] : []
  })
}
