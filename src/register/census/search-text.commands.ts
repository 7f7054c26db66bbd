// Keeps the words that free text finds: those of actors and those of cooperations.
import { sql } from 'kysely'
import type { Tx } from '#platform/db/database.ts'
import { foldWords, isUnspaced, signsOf } from '#platform/i18n/folding.rules.ts'

// Texts of more actors than this do not fit in one statement.
const piece = 10_000

/** `swedish` holds names and designations too: the stemmer leaves foreign words nearly as they are. */
type TextRow = { key: string | number; swedish: string; english: string }

export async function deriveActorTexts(tx: Tx): Promise<void> {
  await sql`delete from register.actor_text`.execute(tx)
  const { rows } = await sql<TextRow>`
    select a.id as key, '' as english,
      concat_ws(E'\n', a.name_sv, a.name_en, a.name_local, a.name_romanised, a.sort_name, a.scb_code, a.gbt2260,
        a.iso3166_2, string_agg(n.name, E'\n' order by n.name)) as swedish
    from register.actor a
    left join register.actor_name n on n.actor = a.id and n.recorded_to is null
    where a.recorded_to is null
    group by a.id, a.recorded_from`.execute(tx)
  for (let start = 0; start < rows.length; start += piece) {
    await sql`
      insert into register.actor_text (actor, words, signs, script)
      select key, words, signs, script from ${indexed(rows.slice(start, start + piece), 'text')}`.execute(tx)
  }
}

/** Texts of the cooperations whose number is above `after` and at most `upTo`. */
export async function deriveCooperationTexts(tx: Tx, after: number, upTo: number): Promise<void> {
  const { rows } = await sql<TextRow>`
    select c.no as key, concat_ws(E'\n', c.designation, c.note_sv, e.swedish, a.swedish, r.swedish) as swedish,
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
  const told = rows.filter((row) => row.swedish.trim() !== '' || row.english.trim() !== '')
  // A word found in thousands is read from where its rows lie. Without the places of the words a row is half as large, and by
  // their words those of like texts lie together.
  await sql`
    insert into register.cooperation_text (cooperation_no, words, signs, script)
    select key, strip(words), signs, script from ${indexed(told, 'int')} order by words`.execute(tx)
}

/** The texts as a relation of key, words, signs and script. */
function indexed(rows: readonly TextRow[], keyType: 'text' | 'int') {
  const scripts = rows.map((row) => row.swedish.split('\n').filter(isUnspaced).join('\n') || null)
  const signs = scripts.map((script) => (script === null ? null : signsOf(script).join(' ')))
  // Stemmed in its own language as written; stemmed without accents (“goteborgs”); and plain, without accents.
  return sql`(
    select t.key, to_tsvector('swedish', t.swedish) || to_tsvector('swedish', t.folded) || to_tsvector('english', t.english)
        || to_tsvector('simple', t.folded) || to_tsvector('simple', t.folded_english) as words,
      string_to_array(t.signs, ' ') as signs, t.script
    from unnest(${rows.map((row) => row.key)}::${sql.raw(keyType)}[],
      ${rows.map((row) => row.swedish)}::text[], ${rows.map((row) => row.english)}::text[],
      ${rows.map((row) => foldWords(row.swedish))}::text[], ${rows.map((row) => foldWords(row.english))}::text[],
      ${signs}::text[], ${scripts}::text[]) as t(key, swedish, english, folded, folded_english, signs, script)
  ) as indexed`
}
