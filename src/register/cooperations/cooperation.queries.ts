// All SQL that reads cooperations with what hangs on them.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Cooperation, CooperationEvent, Dossier, Reason } from './cooperation.rules.ts'
import { dossierAt } from './dossier.queries.ts'

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
        formality: CooperationEvent['formality']
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

function selectCooperations(reader: Reader, asOf?: number) {
  return reader
    .selectFrom('register.cooperation as c')
    .where(heldAt('c', asOf))
    .select(['c.no', 'c.id', 'c.home', 'c.counterpart', 'c.kind', 'c.designation'])
    .select(['c.designation_lang as designationLang', 'c.standing', 'c.appendix_row as appendixRow'])
    .select(['c.note_sv as noteSv', 'c.note_en as noteEn', 'c.dataset', dossierAt(asOf).as('facts')])
}

function withFacts<Row extends { facts: Dossier }>({ facts, ...row }: Row) {
  return { ...row, ...facts }
}

const columnsOf = {
  no: 'no',
  id: 'id',
  home: 'home',
  counterpart: 'counterpart',
  kind: 'kind',
  designation: 'designation',
  designationLang: 'designation_lang',
  standing: 'standing',
  appendixRow: 'appendix_row',
  noteSv: 'note_sv',
  noteEn: 'note_en',
  dataset: 'dataset',
} as const satisfies Record<keyof Omit<Cooperation, keyof Dossier>, string>

/** No text of JSON holds it. */
const between = '\u0001'

/**
 * The cooperations with these numbers, in the order of the numbers; with a revision, as they were held then. The server joins
 * them to two texts: as rows they would take twice as long to read.
 */
export async function listCooperations(reader: Reader, nos: readonly number[], asOf?: number): Promise<Cooperation[]> {
  if (nos.length === 0) return []
  const columns = Object.values(columnsOf).map((name) => sql.ref(`c.${name}`))
  const { rows } = await sql<{ own: string | null; facts: string | null }>`
    select json_agg(json_build_array(${sql.join(columns)}))::text as own,
      string_agg(${dossierAt(asOf)}::text, ${between}) as facts
    from register.cooperation c where ${heldAt('c', asOf)} and c.no = any(${[...nos]}::int[])`.execute(reader)
  const [{ own, facts } = { own: null, facts: null }] = rows
  if (own === null || facts === null) return []
  const dossiers = facts.split(between)
  const names = Object.keys(columnsOf)
  const byNo = new Map<number, Cooperation>()
  for (const [index, cells] of (JSON.parse(own) as unknown[][]).entries()) {
    const cooperation = JSON.parse(dossiers[index] ?? '') as Cooperation
    names.forEach((name, at) => Object.assign(cooperation, { [name]: cells[at] }))
    byNo.set(cooperation.no, cooperation)
  }
  return nos.flatMap((no) => byNo.get(no) ?? [])
}

export async function findCooperation(reader: Reader, id: string, asOf?: number): Promise<Cooperation | undefined> {
  const row = await selectCooperations(reader, asOf).where('c.id', '=', id).executeTakeFirst()
  return row && withFacts(row)
}

/** The number of the version of a cooperation that stands, or stood at a revision; a census speaks in these. */
export async function findCooperationNo(reader: Reader, id: string, asOf?: number): Promise<number | undefined> {
  const row = await reader
    .selectFrom('register.cooperation as c')
    .where('c.id', '=', id)
    .where(heldAt('c', asOf))
    .select('c.no')
    .executeTakeFirst()
  return row?.no
}

/** The numbers of those of these cooperations that there are, or were at a revision, in no order. */
export async function listCooperationNos(reader: Reader, ids: readonly string[], asOf?: number): Promise<number[]> {
  const rows = await reader
    .selectFrom('register.cooperation as c')
    .where('id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where(heldAt('c', asOf))
    .select('no')
    .execute()
  return rows.map(({ no }) => no)
}

/** Parties and kind of these cooperations, for naming them. */
export async function listParties(
  reader: Reader,
  ids: readonly string[],
  asOf?: number,
): Promise<Map<string, Parties>> {
  if (ids.length === 0) return new Map()
  const rows = await reader
    .selectFrom('register.cooperation as c')
    .where(heldAt('c', asOf))
    .where('c.id', 'in', [...new Set(ids)])
    .select(['c.id', 'c.home', 'c.counterpart', 'c.kind'])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Identifiers of every cooperation that stands, in the order of their letters' numbers. */
export async function listCooperationIds(reader: Reader): Promise<string[]> {
  const rows = await reader
    .selectFrom('register.cooperation as c')
    .where(heldAt('c'))
    .select('c.id')
    .orderBy(sql`c.id collate "C"`)
    .execute()
  return rows.map(({ id }) => id)
}
