// Opens the database: PGlite embedded in this process, or a PostgreSQL server. Everything above sees one SQL
// dialect and two capabilities: a Reader that may only read, and a Tx that may write.
import { AsyncLocalStorage } from 'node:async_hooks'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import {
  Kysely,
  PGliteDialect,
  PostgresDialect,
  type Dialect,
  type KyselyPlugin,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type Transaction,
} from 'kysely'
import pg from 'pg'
import { lockFolder } from './folder-lock.ts'
import { naming, preparing } from './prepared.ts'
import { remembering } from './remembered.ts'

/**
 * Row types by table name. Each slice adds its own by declaration merging, so that this folder knows no domain
 * word: `declare module '#platform/db/database.ts' { interface Tables { 'register.event': EventTable } }`.
 */
// oxlint-disable-next-line no-empty-object-type -- filled by the slices
export interface Tables {}

/** May read. A Tx is also a Reader, so every query works in both. */
export type Reader = Pick<
  Kysely<Tables>,
  'selectFrom' | 'selectNoFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor'
>

/** May write, inside one transaction. */
export type Tx = Transaction<Tables>

export type Database = {
  engine: 'pglite' | 'postgres'
  reader: Reader
  write: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The plain handle, for migrations only. */
  root: Kysely<Tables>
  /** Calls back whenever any process sends on the channel (SQL: `select pg_notify(channel, payload)`). */
  listen: (channel: string, heard: (payload: string) => void) => Promise<void>
  close: () => Promise<void>
}

export type DatabaseLocation = { url: string } | { folder: string } | { inMemory: true }

const oid = { int8: 20, date: 1082, numeric: 1700 } as const

// `pg` gives int8 as string and date as a local Date, PGlite bigint and Date. Both get this one table: counts fit
// a double, and a day is a string everywhere in our code because it has no time zone.
const parsers: Record<number, (value: string) => unknown> = {
  [oid.int8]: Number,
  [oid.numeric]: Number,
  [oid.date]: (value) => value,
}

const insideWrite = new AsyncLocalStorage<true>()

// PGlite has one connection: a plain read while this very call chain holds a transaction would wait for itself
// for ever. On PostgreSQL it would read another snapshot. Both are bugs, so both engines refuse.
const refuseInsideWrite: KyselyPlugin = {
  transformQuery(args: PluginTransformQueryArgs) {
    if (insideWrite.getStore()) throw new Error('Use the transaction (tx) and not the plain reader inside write()')
    return args.node
  },
  transformResult(args: PluginTransformResultArgs) {
    return Promise.resolve(args.result)
  },
}

export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return 'url' in location ? openPostgres(location.url) : openPglite('folder' in location ? location.folder : undefined)
}

function openPostgres(url: string): Database {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (id: number, format?: 'text' | 'binary') =>
      // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- pg numbers its types by an enum of its own
      (format !== 'binary' && parsers[id]) || pg.types.getTypeParser(id, format),
  }
  // Our questions are small and many: compiling one takes the server longer than answering it (a list page of a
  // million rows: 477 ms with, 17 ms without).
  const pool = new pg.Pool({ connectionString: url, max: 10, types, options: '-c jit=off' })
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', () => undefined)
  const listeners: Listener[] = []
  return wrap('postgres', new PostgresDialect({ pool: naming(pool) }), {
    listen: async (channel, heard) => {
      const listener = new Listener(url, channel, heard)
      await listener.connect()
      listeners.push(listener)
    },
    closeListeners: async () => {
      await Promise.all(listeners.map((listener) => listener.close()))
    },
  })
}

const reconnectMs = 1000

/** A connection that listens, and is made again when the server or the network drops it. */
class Listener {
  #client: pg.Client | undefined
  #isClosed = false
  #retry: NodeJS.Timeout | undefined
  readonly #url: string
  readonly #channel: string
  readonly #heard: (payload: string) => void

  constructor(url: string, channel: string, heard: (payload: string) => void) {
    this.#url = url
    this.#channel = channel
    this.#heard = heard
  }

  async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url })
    this.#client = client
    client.on('notification', (message) => this.#heard(message.payload ?? ''))
    client.on('error', () => undefined)
    client.on('end', () => this.#reconnectSoon())
    await client.connect()
    await client.query(`listen ${client.escapeIdentifier(this.#channel)}`)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#retry)
    await this.#client?.end()
  }

  #reconnectSoon(): void {
    if (this.#isClosed || this.#retry) return
    this.#retry = setTimeout(() => {
      this.#retry = undefined
      // What was sent while nobody listened is lost: the caller is told that there may be news.
      this.connect().then(
        () => this.#heard(''),
        () => this.#reconnectSoon(),
      )
    }, reconnectMs).unref()
  }
}

/**
 * PGlite would set 128 MB aside for pages of its files and a hundred connections, and go through all of it at each start. It
 * has one connection, and the system keeps the same pages besides.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=64MB', '-c', 'max_connections=5']

async function openPglite(folder: string | undefined): Promise<Database> {
  let unlock = () => {}
  if (folder) {
    mkdirSync(folder, { recursive: true })
    unlock = lockFolder(folder)
  }
  const pglite = folder ? await openFolder(folder) : await PGlite.create({ dataDir: 'memory://', parsers, startParams })
  return wrap('pglite', new PGliteDialect({ pglite: preparing(pglite) }), {
    listen: async (channel, heard) => {
      await pglite.listen(channel, heard)
    },
    closeListeners: async () => unlock(),
  })
}

/**
 * A new database is unpacked file by file for a second, and PGlite takes what a process that was killed meanwhile has left
 * for the whole of one. A mark beside it says so until it is whole; before that nothing has been written to it.
 */
async function openFolder(folder: string): Promise<PGlite> {
  const dataDir = join(folder, 'database')
  const unfinished = join(folder, 'database-unfinished')
  if (existsSync(unfinished)) rmSync(dataDir, { recursive: true, force: true })
  if (!existsSync(dataDir)) writeFileSync(unfinished, '')
  const pglite = await PGlite.create({ dataDir, parsers, startParams })
  rmSync(unfinished, { force: true })
  return pglite
}

function wrap(
  engine: Database['engine'],
  dialect: Dialect,
  side: Pick<Database, 'listen'> & { closeListeners: () => Promise<void> },
): Database {
  const root = new Kysely<Tables>({ dialect: remembering(dialect) })
  return {
    engine,
    root,
    reader: root.withPlugin(refuseInsideWrite),
    write: async (work) => {
      if (insideWrite.getStore()) throw new Error('A write inside a write: pass the transaction on instead')
      return root.transaction().execute((tx) => insideWrite.run(true, () => work(tx)))
    },
    listen: side.listen,
    close: async () => {
      await root.destroy()
      await side.closeListeners()
    },
  }
}
