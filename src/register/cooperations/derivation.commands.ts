// Keeps the derived tables true: stretches of status and the words that free text finds. Runs in the transaction
// that changes the facts, so nobody ever reads one without the other.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { foldWords, isUnspaced } from './folding.rules.ts'
import { spansOf, type StatusEvent } from './status.rules.ts'

// Cooperations are taken by key in pieces: PGlite cannot stream, and a million of them do not fit in one answer.
const piece = 10_000

type EventRow = StatusEvent & { no: number }

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.span': {
      cooperation_no: number
      position: number
      status: string
      from_earliest: string | null
      from_best: string
      from_latest: string | null
      to_earliest: string | null
      to_best: string | null
      to_latest: string | null
      because: string
    }
    'register.search_text': {
      subject: 'actor' | 'cooperation'
      id: string
      no: number | null
      words: string
      script: string | null
    }
  }
}

/** Derives everything anew from the facts as they stand in the transaction. */
export async function deriveAll(tx: Tx): Promise<void> {
  await tx.deleteFrom('register.span').execute()
  await tx.deleteFrom('register.search_text').execute()
  await tx.deleteFrom('register.dossier').execute()
  await deriveActorTexts(tx)
  let after = 0
  for (;;) {
    const last = await tx
      .selectFrom((eb) =>
        eb
          .selectFrom('register.cooperation')
          .select('no')
          .where('no', '>', after)
          .orderBy('no')
          .limit(piece)
          .as('next'),
      )
      .select((eb) => eb.fn.max('no').as('no'))
      .executeTakeFirst()
    if (last?.no == null) break
    await deriveSpans(tx, after, last.no)
    await deriveDossiers(tx, after, last.no)
    await deriveCooperationTexts(tx, after, last.no)
    after = last.no
  }
  await sql`analyze`.execute(tx)
}

async function deriveSpans(tx: Tx, after: number, upTo: number): Promise<void> {
  const { rows } = await sql<EventRow>`
    select c.no, e.id, e.kind, e.date, e.agreement, e.rank
    from register.cooperation c
    join register.event e on e.cooperation = c.id and e.recorded_to is null
    where c.recorded_to is null and c.no > ${after} and c.no <= ${upTo}`.execute(tx)
  const columns: (string | number | null)[][] = Array.from({ length: 10 }, () => [])
  for (const [no, events] of Map.groupBy(rows, (row) => row.no)) {
    spansOf(events).forEach(({ status, from, to, because }, position) => {
      const cells = [
        no,
        position,
        status,
        from.earliest,
        from.best,
        from.latest,
        to?.earliest ?? null,
        to?.best ?? null,
        to?.latest ?? null,
        because,
      ]
      cells.forEach((cell, index) => columns[index]?.push(cell))
    })
  }
  await sql`
    insert into register.span
    select * from unnest(${columns[0]}::int[], ${columns[1]}::int[], ${columns[2]}::text[], ${columns[3]}::date[],
      ${columns[4]}::date[], ${columns[5]}::date[], ${columns[6]}::date[], ${columns[7]}::date[], ${columns[8]}::date[],
      ${columns[9]}::text[])`.execute(tx)
}

async function deriveDossiers(tx: Tx, after: number, upTo: number): Promise<void> {
  await sql`
    insert into register.dossier
    select c.no, json_build_object(
      'events', coalesce((
        select json_agg(json_build_object('id', e.id, 'agreement', e.agreement, 'kind', e.kind, 'date', e.date,
          'initiator', e.initiator, 'formality', e.formality, 'rank', e.rank, 'bodySv', e.body_sv, 'bodyEn', e.body_en,
          'diaryNumber', e.diary_number, 'noteSv', e.note_sv, 'noteEn', e.note_en) order by e.id)
        from register.event e where e.cooperation = c.id and e.recorded_to is null), '[]'),
      'reasons', coalesce((
        select json_agg(json_build_object('id', r.id, 'event', r.event, 'code', r.code, 'stance', r.stance,
          'statedBySv', r.stated_by_sv, 'statedByEn', r.stated_by_en, 'noteSv', r.note_sv, 'noteEn', r.note_en) order by r.id)
        from register.event e join register.reason r on r.event = e.id and r.recorded_to is null
        where e.cooperation = c.id and e.recorded_to is null), '[]'),
      'agreements', coalesce((
        select json_agg(json_build_object('id', a.id, 'layer', a.layer, 'designation', a.designation,
          'designationLang', a.designation_lang, 'signed', a.signed, 'term', a.term, 'renewalMonths', a.renewal_months,
          'noticeMonths', a.notice_months, 'parent', a.parent, 'noteSv', a.note_sv, 'noteEn', a.note_en)
          order by a.signed, a.id)
        from register.agreement a where a.cooperation = c.id and a.recorded_to is null), '[]'),
      'history', (
        select json_agg(json_build_object('revision', t.revision, 'taken', t.taken, 'closed', t.closed) order by t.revision desc)
        from (
          select v.revision, sum(v.taken) as taken, sum(v.closed) as closed from (
            select x.recorded_from as revision, 1 as taken, 0 as closed from (
              select recorded_from from register.cooperation where id = c.id
              union all select recorded_from from register.event where cooperation = c.id
              union all select recorded_from from register.agreement where cooperation = c.id
              union all select r.recorded_from from register.reason r
                where r.event in (select id from register.event where cooperation = c.id)
            ) x
            union all
            select y.recorded_to, 0, 1 from (
              select recorded_to from register.cooperation where id = c.id
              union all select recorded_to from register.event where cooperation = c.id
              union all select recorded_to from register.agreement where cooperation = c.id
              union all select r.recorded_to from register.reason r
                where r.event in (select id from register.event where cooperation = c.id)
            ) y where y.recorded_to is not null
          ) v group by v.revision
        ) t),
      'conflicts', (select count(*) from register.conflict k
        where k.subject_table = 'cooperation' and k.subject_id = c.id and k.recorded_to is null),
      -- Identifiers of events, agreements and reasons begin with their cooperation's own and a full stop, and the slash
      -- is the character after it: so they are one range of the index.
      'citations', (select count(*) from evidence.citation k where k.recorded_to is null and k.fact_id = c.id)
        + (select count(*) from evidence.citation k where k.recorded_to is null
           and k.fact_id >= c.id || '.' and k.fact_id < c.id || '/'))
    from register.cooperation c
    where c.recorded_to is null and c.no > ${after} and c.no <= ${upTo}`.execute(tx)
}

/** `swedish` holds names and designations too: the stemmer leaves foreign words nearly as they are. */
type TextRow = { id: string; no: number | null; swedish: string; english: string }

async function deriveActorTexts(tx: Tx): Promise<void> {
  const { rows } = await sql<TextRow>`
    select a.id, null::int as no, '' as english,
      concat_ws(E'\n', a.name_sv, a.name_en, a.name_local, a.name_romanised, a.sort_name, a.scb_code, a.gbt2260,
        a.iso3166_2, string_agg(n.name, E'\n' order by n.name)) as swedish
    from register.actor a
    left join register.actor_name n on n.actor = a.id and n.recorded_to is null
    where a.recorded_to is null
    group by a.id, a.recorded_from`.execute(tx)
  for (let start = 0; start < rows.length; start += piece)
    await insertTexts(tx, 'actor', rows.slice(start, start + piece))
}

async function deriveCooperationTexts(tx: Tx, after: number, upTo: number): Promise<void> {
  const { rows } = await sql<TextRow>`
    select c.id, c.no, concat_ws(E'\n', c.designation, c.note_sv, e.swedish, a.swedish, r.swedish) as swedish,
      concat_ws(E'\n', c.note_en, e.english, a.english, r.english) as english
    from register.cooperation c
    cross join lateral (
      select string_agg(concat_ws(E'\n', diary_number, body_sv, note_sv), E'\n') as swedish,
        string_agg(concat_ws(E'\n', body_en, note_en), E'\n') as english
      from register.event where cooperation = c.id and recorded_to is null
    ) e
    cross join lateral (
      select string_agg(concat_ws(E'\n', designation, note_sv), E'\n') as swedish, string_agg(note_en, E'\n') as english
      from register.agreement where cooperation = c.id and recorded_to is null
    ) a
    cross join lateral (
      select string_agg(concat_ws(E'\n', k.label_sv, reason.note_sv), E'\n') as swedish,
        string_agg(concat_ws(E'\n', k.label_en, reason.note_en), E'\n') as english
      from register.event
      join register.reason on reason.event = event.id and reason.recorded_to is null
      left join register.code k on k.scheme = 'reason' and k.code = reason.code
      where event.cooperation = c.id and event.recorded_to is null
    ) r
    where c.recorded_to is null and c.no > ${after} and c.no <= ${upTo}`.execute(tx)
  await insertTexts(
    tx,
    'cooperation',
    rows.filter((row) => row.swedish.trim() !== '' || row.english.trim() !== ''),
  )
}

async function insertTexts(tx: Tx, subject: 'actor' | 'cooperation', rows: readonly TextRow[]): Promise<void> {
  const scripts = rows.map((row) => row.swedish.split('\n').filter(isUnspaced).join('\n') || null)
  // Stemmed in its own language as written; stemmed without accents (“goteborgs”); and plain, without accents.
  await sql`
    insert into register.search_text (subject, id, no, words, script)
    select ${subject}, t.id, t.no,
      to_tsvector('swedish', t.swedish) || to_tsvector('swedish', t.folded) || to_tsvector('english', t.english)
        || to_tsvector('simple', t.folded) || to_tsvector('simple', t.folded_english), t.script
    from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.no)}::int[],
      ${rows.map((row) => row.swedish)}::text[], ${rows.map((row) => row.english)}::text[],
      ${rows.map((row) => foldWords(row.swedish))}::text[], ${rows.map((row) => foldWords(row.english))}::text[],
      ${scripts}::text[]) as t(id, no, swedish, english, folded, folded_english, script)`.execute(tx)
}
