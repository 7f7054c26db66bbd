// All SQL about context events: what happened outside the cooperations, for charts to lay over a series.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { isReadBy, isToldAt, toldOf, type Asking } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import { boundsOf } from '#platform/time/edtf.ts'

export type ContextEvent = {
  id: string
  /** EDTF. */
  date: string
  titleSv: string
  titleEn: string
  noteSv: string | null
  noteEn: string | null
  dataset: string
  /** The source that it is told from, and where in it; the first among `citations`. Null where it was guarded later. */
  source: string | null
  locator: string | null
  citations: { source: string; locator: string | null; stance: 'supports' | 'contradicts' }[]
}

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.context_event': {
      id: string
      date: string
      title_sv: string
      title_en: string
      note_sv: string | null
      note_en: string | null
      source: string
      locator: string | null
      dataset: string
      recorded_from: number
      recorded_to: number | null
    }
  }
}

/** All that stand, or were held at a revision, the earliest first. */
export async function listContextEvents(reader: Reader, asking: Asking = {}): Promise<ContextEvent[]> {
  const { asOf } = asking
  const events = await reader
    .selectFrom('register.context_event as x')
    .where(heldAt('x', asOf))
    .select(['x.id', 'x.date', 'x.title_sv as titleSv', 'x.title_en as titleEn'])
    .select(['x.note_sv as noteSv', 'x.note_en as noteEn', 'x.dataset'])
    .select(toldOf('x', asking))
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('evidence.citation as c')
          .where('c.fact_table', '=', 'context_event')
          .whereRef('c.fact_id', '=', 'x.id')
          .where(heldAt('c', asOf))
          .where(isToldAt('c.source', asOf))
          .select(['c.source', 'c.stance'])
          .select(sql<string | null>`case when ${isReadBy('c.source', asking)} then c.locator end`.as('locator'))
          .orderBy((order) => order('c.source', '=', order.ref('x.source')), 'desc')
          .orderBy('c.id'),
      ).as('citations'),
    )
    .orderBy('x.id')
    .execute()
  // The text of an EDTF date does not sort as the days do that it means.
  const dayOf = ({ date }: ContextEvent) => boundsOf(date)?.best ?? ''
  return events.toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : Number(dayOf(a) > dayOf(b))))
}
