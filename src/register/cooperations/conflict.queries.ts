// All SQL about points on which sources disagree.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { toldOf, type Asking } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'

export type Statement = {
  id: string
  saysSv: string
  saysEn: string
  value: string | null
  rank: 'preferred' | 'normal' | 'deprecated'
  /** Null where a source that was guarded later said it. */
  source: string | null
  /** Null also where the source is not for whoever asks. */
  locator: string | null
  event: string | null
}

/** What a curator holds against a ruling, which need not be the one that stands. */
export type Dissent = {
  id: string
  says: string
  language: 'sv' | 'en'
  /** The organisation. */
  author: string
  /** YYYY-MM-DD. */
  recordedOn: string
  /** The words of the ruling that it is against. */
  rulingSv: string
  rulingEn: string
}

export type Conflict = {
  id: string
  subjectTable: 'cooperation' | 'register' | 'actor'
  subjectId: string | null
  titleSv: string
  titleEn: string
  rulingSv: string
  rulingEn: string
  statements: Statement[]
  /** The oldest first. */
  dissents: Dissent[]
}

type Versioned = { dataset: string; recorded_from: number; recorded_to: number | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.conflict': Versioned & {
      id: string
      subject_table: Conflict['subjectTable']
      subject_id: string | null
      title_sv: string
      title_en: string
      ruling_sv: string
      ruling_en: string
    }
    'register.statement': Versioned & {
      id: string
      conflict: string
      says_sv: string
      says_en: string
      value: string | null
      rank: Statement['rank']
      source: string
      locator: string | null
      event: string | null
    }
  }
}

/** Conflicts of one subject, or all of them, each with what the sources say; with a revision, as they were held then. */
export function listConflicts(
  reader: Reader,
  subject?: { table: Conflict['subjectTable']; id: string },
  asking: Asking = {},
): Promise<Conflict[]> {
  const { asOf } = asking
  let conflicts = reader.selectFrom('register.conflict as k').where(heldAt('k', asOf))
  if (subject) conflicts = conflicts.where('k.subject_table', '=', subject.table).where('k.subject_id', '=', subject.id)
  return conflicts
    .select(['k.id', 'k.subject_table as subjectTable', 'k.subject_id as subjectId'])
    .select(['k.title_sv as titleSv', 'k.title_en as titleEn', 'k.ruling_sv as rulingSv', 'k.ruling_en as rulingEn'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('register.statement as s')
          .whereRef('s.conflict', '=', 'k.id')
          .where(heldAt('s', asOf))
          .select(['s.id', 's.says_sv as saysSv', 's.says_en as saysEn', 's.value', 's.rank', 's.event'])
          .select(toldOf('s', asking))
          .orderBy('s.id'),
      ).as('statements'),
    )
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('register.dissent as d')
          .innerJoin('register.changeset as c', 'c.revision', 'd.recorded_from')
          // Versions are never touched again, so the words of every ruling are there.
          .innerJoin('register.conflict as v', (join) =>
            join.onRef('v.id', '=', 'd.conflict').onRef('v.recorded_from', '=', 'd.ruling'),
          )
          .whereRef('d.conflict', '=', 'k.id')
          .where(heldAt('d', asOf))
          .select(['d.id', 'd.says', 'd.language', 'd.author', 'v.ruling_sv as rulingSv', 'v.ruling_en as rulingEn'])
          .select(sql<string>`to_char(c.recorded_at at time zone 'UTC', 'YYYY-MM-DD')`.as('recordedOn'))
          .orderBy('d.recorded_from'),
      ).as('dissents'),
    )
    .orderBy('k.id')
    .execute()
}
