// From a file to a run that may be looked at: taking the file in, choosing its columns, counting what it would bring; and
// what people do with runs afterwards. Whoever calls from a page has asked `mayImport`.
import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database, Reader, Tx } from '#platform/db/database.ts'
import { readTableFile } from '#platform/files/file-reading.ts'
import { UnreadableFileError, type UnreadableReason } from '#platform/files/file-text.ts'
import type { TableFile } from '#platform/files/table-file.ts'
import { Problem } from '#platform/http/problem.ts'
import { faultsOfColumns, guessColumns, type ImportColumns, type ImportField } from './import-columns.rules.ts'
import { inStandingKeys, planImport, type ImportFinding, type ImportPlan } from './import-plan.rules.ts'
import { findImportFile, findImportList, findImportRun, readImportGround, readStandingList } from './import.queries.ts'
import { mayAct, summarise, type ImportRun, type RunAct, type StandingPlace } from './import.rules.ts'

export type ImportWork = { database: Database; now: () => Date }

/** A list that there is, by its number, or a new one. */
export type ListChoice = { id: number } | { title: string; url: string | null; licence: string | null }

export type UploadRefusal = UnreadableReason | 'empty' | 'no-rows' | 'title-taken' | 'no-list'

export type Upload = {
  list: ListChoice
  fileName: string
  bytes: Uint8Array
  /** Who does it; null from the command line. */
  person: string | null
}

/** Keeps the file as a new run, with the columns that were last chosen for the list, or else guessed. */
export async function uploadList(
  { database, now }: ImportWork,
  { list: choice, fileName, bytes, person }: Upload,
): Promise<{ ok: true; run: number } | { ok: false; refusal: UploadRefusal }> {
  if (bytes.length === 0) return { ok: false, refusal: 'empty' }
  const table = await readOrReason(bytes)
  if (typeof table === 'string') return { ok: false, refusal: table }
  if (table.rows.length === 0) return { ok: false, refusal: 'no-rows' }
  const known = 'id' in choice ? await findImportList(database.reader, choice.id) : undefined
  if ('id' in choice && !known) return { ok: false, refusal: 'no-list' }
  const hasOwn = known?.columns && faultsOfColumns(known.columns, table.headings).length === 0
  const columns = hasOwn ? known.columns! : guessColumns(table.headings, table.rows.slice(0, sampledRows))
  return database.write(async (tx) => {
    const list = known?.id ?? ('title' in choice ? await addList(tx, choice, person, now()) : undefined)
    if (list === undefined) return { ok: false, refusal: 'title-taken' }
    const { id } = await tx
      .insertInto('register.import_run')
      .values({
        list,
        state: 'uploaded',
        file_name: fileName.slice(0, 200),
        file_hash: createHash('sha256').update(bytes).digest('hex'),
        file: Buffer.from(bytes),
        columns: json(columns),
        summary: null,
        fault: null,
        person,
        created_at: now(),
        finished_at: null,
        claimed_by: null,
        claimed_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { ok: true, run: id }
  })
}

const sampledRows = 200

/** Undefined where there is a list of the title already. */
async function addList(
  tx: Tx,
  list: { title: string; url: string | null; licence: string | null },
  person: string | null,
  at: Date,
): Promise<number | undefined> {
  const added = await tx
    .insertInto('register.import_list')
    .values({ ...list, columns: null, person, created_at: at })
    .onConflict((conflict) => conflict.column('title').doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id
}

/** Both engines take an object for jsonb as its text. */
function json<Value>(value: Value) {
  return sql<Value>`${JSON.stringify(value)}::jsonb`
}

async function readOrReason(bytes: Uint8Array): Promise<TableFile | UnreadableReason> {
  try {
    return await readTableFile(bytes)
  } catch (error) {
    if (error instanceof UnreadableFileError) return error.reason
    throw error
  }
}

/** The table of a run that is not over yet. @throws Problem */
export async function readImportTable({ database }: Pick<ImportWork, 'database'>, run: number): Promise<TableFile> {
  const bytes = await findImportFile(database.reader, run)
  if (!bytes) throw noLonger()
  return readTableFile(bytes)
}

export type Previewed = { ok: true; run: ImportRun } | { ok: false; faults: ImportField[] }

/**
 * Counts what the run would bring with these columns, and remembers them for the list. A list that is wrong as a whole
 * is refused: its run can only be looked at with other columns, or thrown away.
 */
export async function previewRun(work: ImportWork, id: number, columns: ImportColumns): Promise<Previewed> {
  const { database, now } = work
  const run = await mustAct(work, id, 'columns')
  const table = await readImportTable(work, id)
  const faults = faultsOfColumns(columns, table.headings)
  if (faults.length > 0) return { ok: false, faults }
  const standing = await readStandingList(database.reader, run.list)
  const plan = await planWithPauses(database.reader, table, columns, standing.places)
  const summary = summarise(plan, standing)
  await database.write(async (tx) => {
    await tx.deleteFrom('register.import_finding').where('run', '=', id).execute()
    await tx
      .updateTable('register.import_list')
      .set({ columns: json(columns) })
      .where('id', '=', run.list)
      .execute()
    await tx
      .updateTable('register.import_run')
      .set({
        state: plan.fault ? 'refused' : 'previewed',
        columns: json(columns),
        summary: json(summary),
        fault: plan.fault ? json(plan.fault) : null,
        total: plan.pairs.length,
        finished_at: plan.fault ? now() : null,
      })
      .where('id', '=', id)
      .execute()
  })
  for (let start = 0; start < plan.findings.length; start += findingsAtOnce) {
    await database.write((tx) => writeFindings(tx, id, plan.findings.slice(start, start + findingsAtOnce), start))
    await nextTurn()
  }
  return { ok: true, run: (await findImportRun(database.reader, id))! }
}

const findingsAtOnce = 2000

async function writeFindings(tx: Tx, run: number, findings: readonly ImportFinding[], before: number): Promise<void> {
  await sql`
    insert into register.import_finding (run, no, row, kind, side, text, detail)
    select ${run}::int, ${before}::int + f.no, f.row, f.kind, f.side, f.text, f.detail
    from unnest(${findings.map(({ row }) => row)}::int[], ${findings.map(({ kind }) => kind)}::text[],
      ${findings.map(({ side }) => side)}::int[], ${findings.map(({ text }) => text)}::text[],
      ${findings.map(({ detail }) => detail)}::text[]) with ordinality as f(row, kind, side, text, detail, no)`.execute(
    tx,
  )
}

/** Others have their turn between two steps. */
export async function planWithPauses(
  reader: Reader,
  table: TableFile,
  columns: ImportColumns,
  standing: readonly StandingPlace[],
): Promise<ImportPlan> {
  const steps = planImport(table, columns, await readImportGround(reader))
  for (;;) {
    const step = steps.next()
    if (step.done) return inStandingKeys(step.value, standing)
    await nextTurn()
  }
}

/** The run, unless it is in no state for this. @throws Problem */
async function mustAct({ database }: ImportWork, id: number, act: RunAct): Promise<ImportRun> {
  const run = await findImportRun(database.reader, id)
  if (!run) throw noSuchRunOfImport()
  if (!mayAct(run, act)) throw noLonger()
  return run
}

export function noSuchRunOfImport(): Problem {
  return new Problem('not-found', 'register/no-such-import', 'There is no such import.')
}

function noLonger(): Problem {
  return new Problem('conflict', 'register/import-moved-on', 'This import has moved on; look at it again.')
}

const afterAct = { start: 'waiting', resume: 'waiting', cancel: 'cancelled' } as const

/** @throws Problem where the run has moved on meanwhile. */
export async function actOnRun({ database, now }: ImportWork, id: number, act: keyof typeof afterAct): Promise<void> {
  await database.write(async (tx) => {
    const locked = await tx.selectFrom('register.import_run').where('id', '=', id).select(['state', 'fault']).forUpdate().executeTakeFirst() // prettier-ignore
    if (!locked) throw noSuchRunOfImport()
    if (!mayAct(locked, act)) throw noLonger()
    await tx
      .updateTable('register.import_run')
      .set({
        state: afterAct[act],
        fault: null,
        finished_at: act === 'cancel' ? now() : null,
        claimed_by: null,
        claimed_at: null,
      }) // prettier-ignore
      .where('id', '=', id)
      .execute()
  })
}

/** Throws a run away that is not at work; what it has written stays. A list without runs goes with its last one. */
export async function removeRun(work: ImportWork, id: number): Promise<void> {
  const { list } = await mustAct(work, id, 'removal')
  await work.database.write(async (tx) => {
    await tx.deleteFrom('register.import_run').where('id', '=', id).execute()
    await tx
      .deleteFrom('register.import_list')
      .where('id', '=', list)
      .where(sql<boolean>`not exists (select from register.import_run r where r.list = ${list}
        union all select from register.import_candidate c where c.list = ${list})`)
      .execute()
  })
}

/** Removes a list with all its candidates, rulings and runs. A run that is at work finds nothing left to write to. */
export async function removeImportList({ database }: ImportWork, list: number): Promise<void> {
  await database.write(async (tx) => {
    await tx.deleteFrom('register.import_candidate').where('list', '=', list).execute()
    await tx.deleteFrom('register.import_list').where('id', '=', list).execute()
  })
}
