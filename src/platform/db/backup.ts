// Writes every row of ours into one file as it stood at one moment, and fills an empty database from it, on either engine.
// The file is gzip over lines of JSON: a head, rows by table, further files, and an end that says how much there was.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Database, Reader, Tx } from './database.ts'
import { listMigrations, migrate, migrationFiles } from './migrations.ts'

/** A file beside the database, by a name of the caller's. */
export type BackedUpFile = { name: string; bytes: Uint8Array }

export type BackupCounts = { rows: number; files: number }

export type ReadBackup =
  | ({ ok: true; at: string } & BackupCounts)
  /**
   * `damaged`: it is no whole backup. `newer`: a newer program has made it. `older`: it belongs to an older schema than this
   * database has already. `not-empty`: there is something already.
   */
  | { ok: false; refusal: 'damaged' | 'newer' | 'older' | 'not-empty' }

const schemas = ['accounts', 'evidence', 'register']
/** Rows of one line: few enough that memory stays flat. */
const rowsOfLine = 500

type Table = { name: string; columns: string[] }
type Line =
  | { samband: 'backup'; version: 1; at: string; migrations: string[] }
  | { table: string; columns: string[]; rows: string[] }
  | { file: string; content: string }
  | { end: BackupCounts; sha256: string }

/**
 * The rows are of one moment, also while others write; on the embedded database others wait meanwhile. `filesOf` is asked
 * once the rows are read: a file that a row names was there before the row. The file is read back before it has its name.
 */
export async function writeBackup(
  database: Database,
  path: string,
  at: Date,
  filesOf: () => AsyncIterable<BackedUpFile>,
): Promise<BackupCounts> {
  const unfinished = `${path}.unfinished`
  const packing = createGzip({ level: 6 })
  const packed = pipeline(packing, createWriteStream(unfinished, { mode: 0o600 }))
  const hash = createHash('sha256')
  const counts: BackupCounts = { rows: 0, files: 0 }
  const put = async (line: Line) => {
    const text = `${JSON.stringify(line)}\n`
    hash.update(text)
    // A disk that is full ends the waiting too.
    if (!packing.write(text)) await Promise.race([once(packing, 'drain'), packed])
  }
  try {
    await put({ samband: 'backup', version: 1, at: at.toISOString(), migrations: await listMigrations(database) })
    await database.write(async (tx) => {
      await sql`set transaction isolation level repeatable read, read only`.execute(tx)
      for (const table of await listTables(tx)) counts.rows += await writeTable(tx, table, put)
    })
    for await (const { name, bytes } of filesOf()) {
      counts.files += 1
      await put({ file: name, content: Buffer.from(bytes).toString('base64') })
    }
    packing.end(`${JSON.stringify({ end: counts, sha256: hash.digest('hex') })}\n`)
    await packed
    if (!(await readLines(unfinished, () => Promise.resolve()))) throw new Error('The backup could not be read back')
    await rename(unfinished, path)
    return counts
  } finally {
    packing.destroy()
    await packed.catch(() => undefined)
    await rm(unfinished, { force: true })
  }
}

type Rows = Extract<Line, { table: string }>

async function writeTable(tx: Tx, { name, columns }: Table, put: (line: Rows) => Promise<void>): Promise<number> {
  const chosen = sql.join(columns.map((column) => sql.ref(column)))
  let written = 0
  await sql`declare backup_rows no scroll cursor for
    select row_to_json(t)::text as row from (select ${chosen} from ${sql.table(name)} order by 1) t`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ row: string }>`fetch ${sql.raw(String(rowsOfLine))} from backup_rows`.execute(tx)
    if (rows.length === 0) break
    // A row is a text within the line: numbers and nested JSON come back just as they were.
    await put({ table: name, columns, rows: rows.map(({ row }) => row) })
    written += rows.length
  }
  await sql`close backup_rows`.execute(tx)
  return written
}

/** Tables with the columns that are written, those first that others refer to. */
async function listTables(reader: Reader): Promise<Table[]> {
  const { rows } = await sql<{ name: string; columns: string; refers: string | null }>`
    select n.nspname || '.' || c.relname as name,
      (select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select string_agg(fn.nspname || '.' || f.relname, ',') from pg_constraint k
       join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
       where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname = any(${schemas}::text[]) order by 1`.execute(reader)
  const ordered: Table[] = []
  const left = new Map(rows.map((row) => [row.name, row]))
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ refers }) => !refers?.split(',').some((name) => left.has(name)))
    if (ready.length === 0) throw new Error('Tables refer to one another in a circle')
    for (const { name, columns } of ready) {
      left.delete(name)
      ordered.push({ name, columns: columns.split(',') })
    }
  }
  return ordered
}

/**
 * Fills the empty database, which is brought to the schema that the backup was made at and then to the newest, in one
 * transaction. `keep` takes in the files, before the rows that name them are there for anybody. The file is read once before
 * anything is written.
 */
export async function readBackup(
  database: Database,
  path: string,
  keep: (file: BackedUpFile) => Promise<void>,
): Promise<ReadBackup> {
  const checked = await readLines(path, () => Promise.resolve())
  if (!checked) return { ok: false, refusal: 'damaged' }
  const known = new Set(migrationFiles().map(({ name }) => name.replace(/\.sql$/, '')))
  if (!checked.head.migrations.every((name) => known.has(name))) return { ok: false, refusal: 'newer' }
  if (await isFilled(database.reader)) return { ok: false, refusal: 'not-empty' }
  if ((await listMigrations(database)).length > checked.head.migrations.length) return { ok: false, refusal: 'older' }
  await migrate(database, checked.head.migrations.at(-1))
  await database.write(async (tx) => {
    await readLines(path, async (line) => {
      if ('table' in line) await insertLine(tx, line)
      else if ('file' in line) await keep({ name: line.file, bytes: Buffer.from(line.content, 'base64') })
    })
    await setSequences(tx)
  })
  await migrate(database)
  return { ok: true, at: checked.head.at, ...checked.counts }
}

async function isFilled(reader: Reader): Promise<boolean> {
  for (const { name } of await listTables(reader)) {
    const { rows } = await sql<{ filled: boolean }>`select exists(select from ${sql.table(name)}) as filled`.execute(
      reader,
    )
    if (rows[0]?.filled) return true
  }
  return false
}

async function insertLine(tx: Tx, { table, columns, rows }: Rows): Promise<void> {
  const chosen = sql.join(columns.map((column) => sql.ref(column)))
  const written = `[${rows.join(',')}]`
  await sql`
    insert into ${sql.table(table)} (${chosen}) overriding system value
    select ${chosen} from json_populate_recordset(null::${sql.table(table)}, ${written}::json)`.execute(tx)
}

/** The next number of each column that counts by itself is behind the last one that there is. */
async function setSequences(tx: Tx): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select n.nspname || '.' || c.relname as table, a.attname as column
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.attidentity <> '' and n.nspname = any(${schemas}::text[])`.execute(tx)
  for (const { table, column } of rows) {
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false)
      from ${sql.table(table)}`.execute(tx)
  }
}

type Read = { head: Extract<Line, { samband: string }>; counts: BackupCounts }

/** Reads a whole backup line by line; undefined where it is none, was cut off, or has been changed. */
async function readLines(path: string, take: (line: Line) => Promise<void>): Promise<Read | undefined> {
  const hash = createHash('sha256')
  const counts: BackupCounts = { rows: 0, files: 0 }
  let head: Read['head'] | undefined
  let isWhole = false
  const unpacked = createReadStream(path).pipe(createGunzip())
  const lines = createInterface({ input: unpacked, crlfDelay: Infinity })
  try {
    for await (const text of lines) {
      const line: Line = JSON.parse(text)
      if ('end' in line) {
        isWhole = line.sha256 === hash.digest('hex') && line.end.rows === counts.rows && line.end.files === counts.files
        continue
      }
      if (isWhole) return undefined
      hash.update(`${text}\n`)
      if ('samband' in line) head = line
      else if (!head) return undefined
      if ('table' in line) counts.rows += line.rows.length
      if ('file' in line) counts.files += 1
      await take(line)
    }
  } catch (error) {
    if (error instanceof SyntaxError || isOfPacking(error)) return undefined
    throw error
  }
  return isWhole && head?.version === 1 ? { head, counts } : undefined
}

function isOfPacking(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}
