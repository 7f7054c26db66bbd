// All SQL that reads cooperations with what hangs on them.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
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

const names = Object.keys(columnsOf)
// Written once: a list asks for them more often than for anything else.
const ownColumns = sql.raw(
  Object.values(columnsOf)
    .map((name) => `c.${name}`)
    .join(', '),
)

/** No text of JSON holds it. */
const between = '\u0001'

/** The server joins them to two texts: as rows they would take twice as long to read. */
async function readCooperations(
  reader: Reader,
  isChosen: RawBuilder<SqlBool>,
  asOf: number | undefined,
): Promise<Cooperation[]> {
  const { rows } = await sql<{ own: string | null; facts: string | null }>`
    select json_agg(json_build_array(${ownColumns}))::text as own, string_agg(${dossierAt(asOf)}::text, ${between}) as facts
    from register.cooperation c where ${heldAt('c', asOf)} and ${isChosen}`.execute(reader)
  const [{ own, facts } = { own: null, facts: null }] = rows
  if (own === null || facts === null) return []
  const dossiers = facts.split(between)
  return (JSON.parse(own) as unknown[][]).map((cells, index) => {
    const cooperation = JSON.parse(dossiers[index] ?? '') as Cooperation & Record<string, unknown>
    names.forEach((name, at) => (cooperation[name] = cells[at]))
    return cooperation
  })
}

/** The cooperations with these numbers, in the order of the numbers; with a revision, as they were held then. */
export async function listCooperations(reader: Reader, nos: readonly number[], asOf?: number): Promise<Cooperation[]> {
  if (nos.length === 0) return []
  const found = await readCooperations(reader, sql`c.no = any(${[...nos]}::int[])`, asOf)
  const byNo = new Map(found.map((cooperation) => [cooperation.no, cooperation]))
  return nos.flatMap((no) => byNo.get(no) ?? [])
}

export async function findCooperation(reader: Reader, id: string, asOf?: number): Promise<Cooperation | undefined> {
  const [found] = await readCooperations(reader, sql`c.id = ${id}`, asOf)
  return found
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
