// Reads the census: as the register stands, from the lines that are kept of it; as it stood earlier, from the facts.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import { listActors } from '../actors/actor.queries.ts'
import { listActorRedirects } from '../actors/actor-redirect.queries.ts'
import { latestRevision } from '../changesets/changeset.queries.ts'
import { CensusBuilder } from './census-builder.rules.ts'
import { actorColumns, type Census } from './census.rules.ts'
import { foldEntries } from './entry.queries.ts'
import { readEntry, type CensusEntry } from './entry.rules.ts'

// PGlite cannot stream, and a million lines in one answer are more than one string may hold.
const piece = 25_000

/** Reads the register as it stands, or as it stood at a revision. */
export async function readCensus(reader: Reader, asOf?: number): Promise<Census> {
  const revision = asOf ?? (await latestRevision(reader))
  const actors = actorColumns(await listActors(reader, asOf), await listActorRedirects(reader, undefined, asOf))
  const builder = new CensusBuilder(actors, await countCooperations(reader, asOf))
  const readPiece = asOf === undefined ? readKept : foldPiece
  let after = 0
  for (;;) {
    const { last, entries } = await readPiece(reader, after, revision)
    if (last === undefined) break
    for (const entry of entries) builder.add(entry)
    after = last
  }
  return builder.build(revision, asOf)
}

async function countCooperations(reader: Reader, asOf: number | undefined): Promise<number> {
  const { rows } = await sql<{ counted: number }>`
    select count(*) as counted from register.cooperation c where ${heldAt('c', asOf)}`.execute(reader)
  return rows[0]?.counted ?? 0
}

type Piece = { last: number | undefined; entries: Iterable<CensusEntry> }

/** The server joins the lines to one text: as rows they would take many times as long to read, and as much memory. */
async function readKept(reader: Reader, after: number): Promise<Piece> {
  const { rows } = await sql<{ last: number | null; lines: string | null }>`
    select max(cooperation_no) as last, string_agg(entry, E'\n' order by cooperation_no) as lines
    from (
      select cooperation_no, entry from register.census_entry
      where cooperation_no > ${after} order by cooperation_no limit ${piece}
    ) as next`.execute(reader)
  const { last = null, lines = null } = rows[0] ?? {}
  return { last: last ?? undefined, entries: entriesOf(lines ?? '') }
}

/** One at a time, so that no more than one line's worth of objects is alive. */
function* entriesOf(lines: string): Generator<CensusEntry> {
  for (let start = 0; start < lines.length;) {
    const end = lines.indexOf('\n', start)
    yield readEntry(lines.slice(start, end < 0 ? undefined : end))
    if (end < 0) return
    start = end + 1
  }
}

async function foldPiece(reader: Reader, after: number, revision: number): Promise<Piece> {
  const entries = await foldEntries(reader, { after, limit: piece }, revision)
  return { last: entries.at(-1)?.no, entries }
}
