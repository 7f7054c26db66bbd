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

type TextRow = { id: string; no: number | null; texts: string }

async function deriveActorTexts(tx: Tx): Promise<void> {
  const { rows } = await sql<TextRow>`
    select a.id, null::int as no, concat_ws(E'\n', a.name_sv, a.name_en, a.name_local, a.name_romanised, a.sort_name,
      a.scb_code, a.gbt2260, a.iso3166_2, string_agg(n.name, E'\n' order by n.name)) as texts
    from register.actor a
    left join register.actor_name n on n.actor = a.id and n.recorded_to is null
    where a.recorded_to is null
    group by a.id, a.recorded_from`.execute(tx)
  for (let start = 0; start < rows.length; start += piece)
    await insertTexts(tx, 'actor', rows.slice(start, start + piece))
}

async function deriveCooperationTexts(tx: Tx, after: number, upTo: number): Promise<void> {
  const { rows } = await sql<TextRow>`
    select c.id, c.no, concat_ws(E'\n', c.designation, c.note_sv, c.note_en,
      (select string_agg(concat_ws(E'\n', e.diary_number, e.body_sv, e.body_en, e.note_sv, e.note_en), E'\n' order by e.id)
       from register.event e where e.cooperation = c.id and e.recorded_to is null),
      (select string_agg(concat_ws(E'\n', a.designation, a.note_sv, a.note_en), E'\n' order by a.id)
       from register.agreement a where a.cooperation = c.id and a.recorded_to is null)) as texts
    from register.cooperation c
    where c.recorded_to is null and c.no > ${after} and c.no <= ${upTo}`.execute(tx)
  await insertTexts(
    tx,
    'cooperation',
    rows.filter((row) => row.texts !== ''),
  )
}

async function insertTexts(tx: Tx, subject: 'actor' | 'cooperation', rows: readonly TextRow[]): Promise<void> {
  const folded = rows.map((row) => foldWords(row.texts))
  const scripts = rows.map((row) => row.texts.split('\n').filter(isUnspaced).join('\n') || null)
  // Stemmed as written, stemmed without accents (“goteborgs”), and plain without accents, for beginnings of words.
  await sql`
    insert into register.search_text (subject, id, no, words, script)
    select ${subject}, t.id, t.no,
      to_tsvector('swedish', t.texts) || to_tsvector('swedish', t.folded) || to_tsvector('simple', t.folded), t.script
    from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.no)}::int[],
      ${rows.map((row) => row.texts)}::text[], ${folded}::text[], ${scripts}::text[])
      as t(id, no, texts, folded, script)`.execute(tx)
}
