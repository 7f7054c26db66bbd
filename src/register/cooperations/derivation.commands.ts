// Keeps the derived tables true: dossiers, entries of the census, and the words that free text finds. Runs in the
// transaction that changes the facts, so nobody ever reads one without the other.
import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import { foldEntries } from '../census/entry.queries.ts'
import { writeEntry } from '../census/entry.rules.ts'
import { deriveActorTexts, deriveCooperationTexts } from '../census/search-text.commands.ts'
import { dossierOf } from './dossier.queries.ts'

// Cooperations are taken by key in pieces: PGlite cannot stream, and a million of them do not fit in one answer.
const piece = 10_000

/** To be raised whenever the same facts give other rows: a database made by an earlier program is then made anew. */
const version = 2

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.derivation': { version: number }
  }
}

/** Whether the derived tables are such as this program makes them. */
export async function isDerived(reader: Reader): Promise<boolean> {
  const row = await reader.selectFrom('register.derivation').select('version').executeTakeFirst()
  return row?.version === version
}

/** Derives everything anew from the facts as they stand in the transaction. */
export async function deriveAll(tx: Tx): Promise<void> {
  await tx.deleteFrom('register.derivation').execute()
  await tx.deleteFrom('register.census_entry').execute()
  await tx.deleteFrom('register.dossier').execute()
  await sql`delete from register.cooperation_text`.execute(tx)
  await deriveActorTexts(tx)
  for (let after = 0; ;) {
    const last = await deriveEntries(tx, after)
    if (last === undefined) break
    await deriveDossiers(tx, after, last)
    await deriveCooperationTexts(tx, after, last)
    after = last
  }
  await tx.insertInto('register.derivation').values({ version }).execute()
  await sql`analyze`.execute(tx)
}

/** Derives anew what hangs on these cooperations, and no others; identifiers of withdrawn ones are welcome. */
export async function deriveCooperations(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ no: number; stands: boolean }>`
    select no, recorded_to is null as stands from register.cooperation where id = any(${[...ids]}::text[])
    order by no`.execute(tx)
  const nos = rows.map(({ no }) => no)
  for (const table of ['census_entry', 'dossier', 'cooperation_text']) {
    await sql`delete from ${sql.table(`register.${table}`)} where cooperation_no = any(${nos}::int[])`.execute(tx)
  }
  for (const { no, stands } of rows) {
    if (!stands) continue
    await deriveEntries(tx, no - 1, 1)
    await deriveDossiers(tx, no - 1, no)
    await deriveCooperationTexts(tx, no - 1, no)
  }
}

/** Writes the entries of the next cooperations after a number; the last of theirs, or undefined where none is left. */
async function deriveEntries(tx: Tx, after: number, limit = piece): Promise<number | undefined> {
  const entries = await foldEntries(tx, { after, limit })
  const nos = entries.map(({ no }) => no)
  await sql`
    insert into register.census_entry (cooperation_no, entry)
    select * from unnest(${nos}::int[], ${entries.map(writeEntry)}::text[])`.execute(tx)
  return nos.at(-1)
}

async function deriveDossiers(tx: Tx, after: number, upTo: number): Promise<void> {
  await sql`
    insert into register.dossier (cooperation_no, facts)
    select c.no, ${dossierOf()} from register.cooperation c
    where c.recorded_to is null and c.no > ${after} and c.no <= ${upTo} order by c.no`.execute(tx)
}
