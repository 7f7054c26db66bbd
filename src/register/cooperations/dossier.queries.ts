// What hangs on a cooperation, as one piece of JSON: kept for every current one, made when asked for an earlier revision.
import { sql, type RawBuilder } from 'kysely'
import { isToldAt } from '#evidence/index.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Dossier } from './cooperation.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.dossier': { cooperation_no: number; facts: Dossier }
  }
}

/** The dossier of the cooperation that the statement calls `c`: the one that is kept, or the one of a revision. */
export function dossierAt(asOf?: number): RawBuilder<Dossier> {
  if (asOf !== undefined) return dossierOf(asOf)
  return sql`(select d.facts from register.dossier d where d.cooperation_no = c.no)`
}

/** The `Dossier` made of the facts of the cooperation that the statement calls `c`, at a revision; without one, as it stands. */
export function dossierOf(asOf?: number): RawBuilder<Dossier> {
  const [event, reason, agreement, conflict] = ['e', 'r', 'a', 'k'].map((alias) => heldAt(alias, asOf))
  const citation = sql`${heldAt('t', asOf)} and ${isToldAt('t.source', asOf)}`
  // Identifiers of events, agreements and reasons begin with their cooperation's own and a full stop, and the slash
  // is the character after it: so the citations of all of them are one range of the index.
  return sql`json_build_object(
    'events', coalesce((
      select json_agg(json_build_object('id', e.id, 'agreement', e.agreement, 'kind', e.kind, 'date', e.date,
        'initiator', e.initiator, 'formality', e.formality, 'rank', e.rank, 'bodySv', e.body_sv, 'bodyEn', e.body_en,
        'diaryNumber', e.diary_number, 'noteSv', e.note_sv, 'noteEn', e.note_en) order by e.id)
      from register.event e where e.cooperation = c.id and ${event}), '[]'),
    'reasons', coalesce((
      select json_agg(json_build_object('id', r.id, 'event', r.event, 'code', r.code, 'stance', r.stance,
        'statedBySv', r.stated_by_sv, 'statedByEn', r.stated_by_en, 'noteSv', r.note_sv, 'noteEn', r.note_en) order by r.id)
      from register.event e join register.reason r on r.event = e.id and ${reason}
      where e.cooperation = c.id and ${event}), '[]'),
    'agreements', coalesce((
      select json_agg(json_build_object('id', a.id, 'layer', a.layer, 'designation', a.designation,
        'designationLang', a.designation_lang, 'signed', a.signed, 'term', a.term, 'renewalMonths', a.renewal_months,
        'noticeMonths', a.notice_months, 'parent', a.parent, 'noteSv', a.note_sv, 'noteEn', a.note_en)
        order by a.signed, a.id)
      from register.agreement a where a.cooperation = c.id and ${agreement}), '[]'),
    'history', ${historyOf(asOf)},
    'conflicts', (select count(*) from register.conflict k
      where k.subject_table = 'cooperation' and k.subject_id = c.id and ${conflict}),
    'citations', (select count(*) from evidence.citation t where ${citation} and t.fact_id = c.id)
      + (select count(*) from evidence.citation t where ${citation}
         and t.fact_id >= c.id || '.' and t.fact_id < c.id || '/'))`
}

/** Revisions that took in or closed something, up to the one asked for. */
function historyOf(asOf: number | undefined): RawBuilder<Dossier['history']> {
  const isKnown = asOf === undefined ? sql`true` : sql`v.revision <= ${asOf}`
  return sql`(
    select json_agg(json_build_object('revision', h.revision, 'taken', h.taken, 'closed', h.closed) order by h.revision desc)
    from (
      select v.revision, count(*) filter (where v.taken) as taken, count(*) filter (where not v.taken) as closed
      from (
        select recorded_from, recorded_to from register.cooperation where id = c.id
        union all select recorded_from, recorded_to from register.event where cooperation = c.id
        union all select recorded_from, recorded_to from register.agreement where cooperation = c.id
        union all select r.recorded_from, r.recorded_to from register.reason r
          where r.event in (select id from register.event where cooperation = c.id)
        union all select recorded_from, recorded_to from register.conflict
          where subject_table = 'cooperation' and subject_id = c.id
        union all select d.recorded_from, d.recorded_to from register.dissent d
          where d.conflict in (select id from register.conflict where subject_table = 'cooperation' and subject_id = c.id)
      ) f
      cross join lateral (values (f.recorded_from, true), (f.recorded_to, false)) as v (revision, taken)
      where v.revision is not null and ${isKnown}
      group by v.revision
    ) h)`
}
