// Works on runs of imports, one batch after the other, so that the site goes on answering between them. Several processes
// may look for work: each run is claimed by one, and taken over by another when its claim has grown old.
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Log } from '#platform/log.ts'
import { planWithPauses, readImportTable, type ImportWork } from './import.commands.ts'
import { markGone, writeBatch } from './import-writing.commands.ts'
import { findImportRun, readStandingList } from './import.queries.ts'
import type { ImportRun } from './import.rules.ts'

const pairsAtOnce = 500
/** A batch takes a second at most, planning ten: whoever has not been heard of for so long is gone. */
const claimSeconds = 60

export type Progress = Pick<ImportRun, 'written' | 'total'>

/**
 * Writes the run from where it is, until it is done, cancelled, or the signal says to stop; then it waits for somebody to
 * go on. Each batch waits for whoever is told of the one before. Undefined where there is nothing to do or another process is
 * at it.
 */
export async function workOnRun(
  work: ImportWork,
  id: number,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => Promise<void> | void } = {},
): Promise<ImportRun | undefined> {
  const { database } = work
  const claimant = randomUUID()
  const run = await claimRun(work, id, claimant)
  if (!run) return undefined
  try {
    const table = await readImportTable(work, id)
    const { places } = await readStandingList(database.reader, run.list)
    const plan = await planWithPauses(database.reader, table, run.columns, places)
    const placeOf = new Map(plan.places.map((place) => [place.key, place]))
    for (let start = run.written; start < plan.pairs.length; start += pairsAtOnce) {
      if (signal?.aborted) return await release(work, id, claimant)
      const pairs = plan.pairs.slice(start, start + pairsAtOnce)
      const goesOn = await database.write(async (tx) => {
        if (!(await isStillOurs({ tx, id, claimant }))) return false
        const { added, same, changed } = await writeBatch(tx, { list: run.list, run: id }, pairs, placeOf)
        await tx
          .updateTable('register.import_run')
          .set((eb) => ({
            written: start + pairs.length,
            added: eb('added', '+', added),
            same: eb('same', '+', same),
            changed: eb('changed', '+', changed),
            claimed_at: work.now(),
          }))
          .where('id', '=', id)
          .execute()
        return true
      })
      if (!goesOn) return findImportRun(database.reader, id)
      await onProgress?.({ written: start + pairs.length, total: plan.pairs.length })
      await nextTurn()
    }
    await database.write(async (tx) => {
      if (!(await isStillOurs({ tx, id, claimant }))) return
      const gone = await markGone(tx, { list: run.list, run: id })
      const over = {
        state: 'done',
        gone,
        file: null,
        finished_at: work.now(),
        claimed_by: null,
        claimed_at: null,
      } as const
      await tx.updateTable('register.import_run').set(over).where('id', '=', id).execute()
    })
  } catch (error) {
    await fail(work, id, claimant, error)
    throw error
  }
  return findImportRun(database.reader, id)
}

async function claimRun({ database, now }: ImportWork, id: number, claimant: string): Promise<ImportRun | undefined> {
  const staleBefore = new Date(now().getTime() - claimSeconds * 1000)
  const claimed = await database.write((tx) =>
    tx
      .updateTable('register.import_run')
      .set({ state: 'running', claimed_by: claimant, claimed_at: now() })
      .where('id', '=', id)
      .where((eb) =>
        eb.or([eb('state', '=', 'waiting'), eb('state', '=', 'running').and('claimed_at', '<', staleBefore)]),
      )
      .executeTakeFirst(),
  )
  return claimed.numUpdatedRows > 0n ? findImportRun(database.reader, id) : undefined
}

type Claim = { tx: Parameters<typeof writeBatch>[0]; id: number; claimant: string }

/** Locks the run, so that a cancel waits for the batch and the next batch for the cancel. */
async function isStillOurs({ tx, id, claimant }: Claim): Promise<boolean> {
  const run = await tx.selectFrom('register.import_run').where('id', '=', id).select(['state', 'claimed_by']).forUpdate().executeTakeFirst() // prettier-ignore
  return run?.state === 'running' && run.claimed_by === claimant
}

async function release(work: ImportWork, id: number, claimant: string): Promise<ImportRun | undefined> {
  await work.database.write((tx) =>
    tx
      .updateTable('register.import_run')
      .set({ state: 'waiting', claimed_by: null, claimed_at: null })
      .where('id', '=', id)
      .where('claimed_by', '=', claimant)
      .execute(),
  )
  return findImportRun(work.database.reader, id)
}

async function fail({ database, now }: ImportWork, id: number, claimant: string, error: unknown): Promise<void> {
  const fault = JSON.stringify({ kind: 'failed', message: error instanceof Error ? error.message.slice(0, 500) : '' })
  await database.write((tx) =>
    tx
      .updateTable('register.import_run')
      .set({ state: 'failed', fault: sql`${fault}::jsonb`, finished_at: now(), claimed_by: null, claimed_at: null })
      .where('id', '=', id)
      .where('claimed_by', '=', claimant)
      .execute(),
  )
}

/** The next run to work on: one that waits, or whose process has gone. */
async function findWork({ database, now }: ImportWork): Promise<number | undefined> {
  const staleBefore = new Date(now().getTime() - claimSeconds * 1000)
  const found = await database.reader
    .selectFrom('register.import_run')
    .where((eb) =>
      eb.or([eb('state', '=', 'waiting'), eb('state', '=', 'running').and('claimed_at', '<', staleBefore)]),
    )
    .select('id')
    .orderBy('id')
    .executeTakeFirst()
  return found?.id
}

/** Nobody else can be at work on an embedded database that has just been opened. */
export async function takeUpInterrupted({ database }: ImportWork): Promise<void> {
  if (database.engine !== 'pglite') return
  await database.write((tx) =>
    tx
      .updateTable('register.import_run')
      .set({ state: 'waiting', claimed_by: null, claimed_at: null })
      .where('state', '=', 'running')
      .execute(),
  )
}

export type Importer = {
  /** There is something to do: looks at once. */
  wake: () => void
  /** Stops after the batch at hand; what is left is taken up at the next start. */
  stop: () => Promise<void>
}

/** Works on whatever run waits, one after the other. What fails is logged and stands with the run. */
export function openImporter(work: ImportWork, log: Log): Importer {
  const ending = new AbortController()
  let working = Promise.resolve()
  const workOff = async () => {
    for (let id = await findWork(work); id !== undefined && !ending.signal.aborted; id = await findWork(work)) {
      const run = await workOnRun(work, id, { signal: ending.signal })
      if (run) log.info({ run: id, state: run.state, written: run.written }, 'list imported')
    }
  }
  const wake = () => {
    working = working.then(workOff).catch((error: unknown) => log.error({ err: error }, 'importing a list failed'))
  }
  return {
    wake,
    stop: async () => {
      ending.abort()
      await working
    },
  }
}

const lookEveryMs = 60_000

/** Takes up what an earlier process has left, and looks every minute for what another one leaves. */
export function keepImporting(work: ImportWork, importer: Importer): { stop: () => Promise<void> } {
  void takeUpInterrupted(work).then(importer.wake, importer.wake)
  const timer = setInterval(importer.wake, lookEveryMs).unref()
  return {
    stop: () => {
      clearInterval(timer)
      return importer.stop()
    },
  }
}
