// All SQL that reads cooperations with what hangs on them.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reader } from '#platform/db/database.ts'
import type { Agreement, Cooperation, CooperationEvent, Reason } from './cooperation.rules.ts'

export type Parties = Pick<Cooperation, 'id' | 'home' | 'counterpart' | 'kind'>

type Versioned = { dataset: string; recorded_from: number; recorded_to: number | null }
type Notes = { note_sv: string | null; note_en: string | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.cooperation': Versioned &
      Notes & {
        no: number
        id: string
        home: string
        counterpart: string
        kind: string
        designation: string | null
        designation_lang: string | null
        standing: Cooperation['standing']
        appendix_row: number | null
      }
    'register.agreement': Versioned &
      Notes & {
        id: string
        cooperation: string
        layer: string
        designation: string | null
        designation_lang: string | null
        signed: string | null
        term: string
        renewal_months: number | null
        notice_months: number | null
        parent: string | null
      }
    'register.event': Versioned &
      Notes & {
        id: string
        cooperation: string
        agreement: string | null
        kind: CooperationEvent['kind']
        date: string | null
        initiator: CooperationEvent['initiator']
        formality: string
        rank: CooperationEvent['rank']
        body_sv: string | null
        body_en: string | null
        diary_number: string | null
      }
    'register.reason': Versioned &
      Notes & {
        id: string
        event: string
        code: string
        stance: Reason['stance']
        stated_by_sv: string | null
        stated_by_en: string | null
      }
  }
}

function selectCooperations(reader: Reader) {
  return reader
    .selectFrom('register.cooperation as c')
    .where('c.recorded_to', 'is', null)
    .select(['c.no', 'c.id', 'c.home', 'c.counterpart', 'c.kind', 'c.designation'])
    .select(['c.designation_lang as designationLang', 'c.standing', 'c.appendix_row as appendixRow'])
    .select(['c.note_sv as noteSv', 'c.note_en as noteEn'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('register.event as e')
          .whereRef('e.cooperation', '=', 'c.id')
          .where('e.recorded_to', 'is', null)
          .select(['e.id', 'e.agreement', 'e.kind', 'e.date', 'e.initiator', 'e.formality', 'e.rank'])
          .select(['e.body_sv as bodySv', 'e.body_en as bodyEn', 'e.diary_number as diaryNumber'])
          .select(['e.note_sv as noteSv', 'e.note_en as noteEn'])
          .orderBy('e.id'),
      ).as('events'),
      jsonArrayFrom(
        eb
          .selectFrom('register.event as e')
          .innerJoin('register.reason as r', 'r.event', 'e.id')
          .whereRef('e.cooperation', '=', 'c.id')
          .where('e.recorded_to', 'is', null)
          .where('r.recorded_to', 'is', null)
          .select(['r.id', 'r.event', 'r.code', 'r.stance', 'r.stated_by_sv as statedBySv'])
          .select(['r.stated_by_en as statedByEn', 'r.note_sv as noteSv', 'r.note_en as noteEn'])
          .orderBy('r.id'),
      ).as('reasons'),
      sql<number>`(select count(*) from register.conflict k
        where k.subject_table = 'cooperation' and k.subject_id = c.id and k.recorded_to is null)`.as('conflicts'),
      // Identifiers of events, agreements and reasons begin with their cooperation's own and a full stop, and the
      // slash is the character after it: so they are one range of the index.
      sql<number>`(select count(*) from evidence.citation k where k.recorded_to is null and k.fact_id = c.id)
        + (select count(*) from evidence.citation k where k.recorded_to is null
           and k.fact_id >= c.id || '.' and k.fact_id < c.id || '/')`.as('citations'),
    ])
}

/** The cooperations with these numbers, in the order of the numbers. */
export async function listCooperations(reader: Reader, nos: readonly number[]): Promise<Cooperation[]> {
  if (nos.length === 0) return []
  const rows = await selectCooperations(reader)
    .where('c.no', 'in', [...nos])
    .execute()
  const byNo = new Map(rows.map((row) => [row.no, row]))
  return nos.flatMap((no) => byNo.get(no) ?? [])
}

export function findCooperation(reader: Reader, id: string): Promise<Cooperation | undefined> {
  return selectCooperations(reader).where('c.id', '=', id).executeTakeFirst()
}

/** The number of the current version of a cooperation; the census speaks in these. */
export async function findCooperationNo(reader: Reader, id: string): Promise<number | undefined> {
  const row = await reader
    .selectFrom('register.cooperation')
    .where('id', '=', id)
    .where('recorded_to', 'is', null)
    .select('no')
    .executeTakeFirst()
  return row?.no
}

/** Parties and kind of these cooperations, for naming them. */
export async function listParties(reader: Reader, ids: readonly string[]): Promise<Map<string, Parties>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('register.cooperation')
    .where('recorded_to', 'is', null)
    .where('id', 'in', [...new Set(ids)])
    .select(['id', 'home', 'counterpart', 'kind'])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export function listAgreements(reader: Reader, cooperation: string): Promise<Agreement[]> {
  return reader
    .selectFrom('register.agreement')
    .where('cooperation', '=', cooperation)
    .where('recorded_to', 'is', null)
    .select(['id', 'layer', 'designation', 'designation_lang as designationLang', 'signed', 'term'])
    .select(['renewal_months as renewalMonths', 'notice_months as noticeMonths', 'parent'])
    .select(['note_sv as noteSv', 'note_en as noteEn'])
    .orderBy('signed')
    .orderBy('id')
    .execute()
}
