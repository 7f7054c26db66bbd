// As of when does somebody want to see the register? `3` is a revision, `2026-11-24` the end of a day.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { isDay, type Day } from '#platform/time/day.ts'
import { revisionOn } from './changeset.queries.ts'

/** A revision and the day that it is shown as of; at revision 0, before the first changeset, nothing was known. */
export type AsOf = { revision: number; day: Day | undefined }

/** Of a day (UTC, by the clock of the database) or a revision yet to come nobody knows anything. */
export async function findAsOf(reader: Reader, text: string): Promise<AsOf | 'unreadable' | 'future'> {
  if (isDay(text))
    return text > (await today(reader)) ? 'future' : { revision: await revisionOn(reader, text), day: text }
  if (!/^\d{1,9}$/.test(text)) return 'unreadable'
  const revision = Number(text)
  if (revision === 0) return { revision, day: undefined }
  const changeset = await reader
    .selectFrom('register.changeset')
    .where('revision', '=', revision)
    .select('recorded_at')
    .executeTakeFirst()
  return changeset ? { revision, day: changeset.recorded_at.toISOString().slice(0, 10) } : 'future'
}

async function today(reader: Reader): Promise<Day> {
  const { rows } = await sql<{ day: Day }>`select (now() at time zone 'UTC')::date as day`.execute(reader)
  return rows[0]?.day ?? ''
}
