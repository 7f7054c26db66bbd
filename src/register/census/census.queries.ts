// Reads the census from the derived tables.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { listActors } from '../actors/actor.queries.ts'
import { latestRevision } from '../changesets/changeset.queries.ts'
import { formalities, initiators } from '../cooperations/cooperation.rules.ts'
import { eventKinds, statuses, type Status } from '../cooperations/status.rules.ts'
import { actorColumns, after as noEnd, before, CensusBuilder, type Census, type CensusEntry } from './census.rules.ts'

// The server joins each piece into one text: a million rows as rows of objects would take ten times as long to read
// and as much memory again, and PGlite cannot stream.
// Each piece costs the server a pass over all events, so a million rows in forty pieces took 53 s, in four 19 s.
const piece = 250_000

type Piece = { last: number | null; lines: string | null }

/** Reads the register as it stands. */
export async function readCensus(reader: Reader): Promise<Census> {
  const revision = await latestRevision(reader)
  const actors = actorColumns(await listActors(reader))
  const expected = await sql<{ rows: number }>`
    select count(*) as rows from register.cooperation where recorded_to is null`.execute(reader)
  const builder = new CensusBuilder(actors, expected.rows[0]?.rows ?? 0)
  let after = 0
  for (;;) {
    const { last, lines } = await readPiece(reader, after)
    if (last === null || lines === null) break
    for (const line of lines.split('\n')) builder.add(readEntry(line))
    after = last
  }
  return builder.build(revision)
}

async function readPiece(reader: Reader, after: number): Promise<Piece> {
  const { rows } = await sql<Piece>`
    with piece as (
      select no, id, home, counterpart, kind, standing from register.cooperation
      where recorded_to is null and no > ${after} order by no limit ${piece}
    ), spans as (
      select s.cooperation_no as no, string_agg(
        s.status
        || ',' || coalesce((s.from_earliest - date '1970-01-01')::text, '')
        || ',' || (s.from_best - date '1970-01-01')
        || ',' || coalesce((s.from_latest - date '1970-01-01')::text, '')
        || ',' || coalesce((s.to_earliest - date '1970-01-01')::text, '')
        || ',' || coalesce((s.to_best - date '1970-01-01')::text, '')
        || ',' || coalesce((s.to_latest - date '1970-01-01')::text, ''),
        ';' order by s.position) as spans
      from register.span s
      where s.cooperation_no > ${after} and s.cooperation_no <= (select max(no) from piece)
      group by s.cooperation_no
    ), reasons as (
      select p.no, string_agg(distinct r.code, ',') as reasons
      from piece p
      join register.event e on e.cooperation = p.id and e.recorded_to is null
      join register.reason r on r.event = e.id and r.recorded_to is null
      where e.rank <> 'deprecated'
      group by p.no
    ), endings as (
      select distinct on (s.cooperation_no) s.cooperation_no as no, e.kind || ',' || e.initiator || ',' || e.formality as ending
      from register.span s
      join register.event e on e.id = s.because and e.recorded_to is null
      where s.status = 'ended' and s.cooperation_no > ${after} and s.cooperation_no <= (select max(no) from piece)
      order by s.cooperation_no, s.position desc
    ), agreements as (
      select p.no, count(*) as agreements
      from piece p join register.agreement a on a.cooperation = p.id and a.recorded_to is null
      group by p.no
    )
    select max(no) as last, string_agg(
      concat_ws('|', no, home, counterpart, kind, standing, coalesce(reasons, ''), coalesce(agreements, 0), coalesce(ending, ''), coalesce(spans, '')), E'\n' order by no
    ) as lines
    from piece left join spans using (no) left join reasons using (no) left join endings using (no) left join agreements using (no)`.execute(
    reader,
  )
  return rows[0] ?? { last: null, lines: null }
}

function readEntry(line: string): CensusEntry {
  const [
    no = '',
    home = '',
    counterpart = '',
    kind = '',
    standing = '',
    reasons = '',
    agreements = '',
    ending = '',
    spans = '',
  ] = line.split('|')
  return {
    no: Number(no),
    home,
    counterpart,
    kind,
    disputed: standing === 'disputed',
    reasons: reasons === '' ? [] : reasons.split(','),
    agreements: Number(agreements),
    ending: ending === '' ? undefined : readEnding(ending),
    spans: spans === '' ? [] : spans.split(';').map(readSpan),
  }
}

function readEnding(text: string): CensusEntry['ending'] {
  const [kindText, initiatorText, formalityText] = text.split(',')
  const kind = eventKinds.find((each) => each === kindText)
  const initiator = initiators.find((each) => each === initiatorText)
  const formality = formalities.find((each) => each === formalityText)
  if (!kind || !initiator || !formality) throw new Error(`Unknown ending ${text}`)
  return { kind, initiator, formality }
}

function readSpan(text: string): CensusEntry['spans'][number] {
  const [status = '', fromEarliest = '', fromBest = '', fromLatest = '', toEarliest = '', toBest = '', toLatest = ''] =
    text.split(',')
  const goesOn = toBest === ''
  return {
    status: readStatus(status),
    from: [
      fromEarliest === '' ? before : Number(fromEarliest),
      Number(fromBest),
      fromLatest === '' ? noEnd : Number(fromLatest),
    ],
    to: goesOn
      ? [noEnd, noEnd, noEnd]
      : [toEarliest === '' ? before : Number(toEarliest), Number(toBest), toLatest === '' ? noEnd : Number(toLatest)],
  }
}

function readStatus(text: string): Status {
  const status = statuses.find((candidate) => candidate === text)
  if (!status) throw new Error(`Unknown status ${text}`)
  return status
}
