// Lets the database read and plan a statement once: for questions like ours both take longer than answering. PostgreSQL's driver
// does it for statements that have a name; PGlite does it by the protocol alone.
import { parse, protocol, type PGlite, type QueryOptions, type Results } from '@electric-sql/pglite'
import pg from 'pg'
import type { PGliteDialectConfig, PostgresPool, PostgresPoolClient } from 'kysely'

type Asked = Exclude<PGliteDialectConfig['pglite'], (...args: never[]) => unknown>

type Messages = Parameters<typeof parse.parseResults>[0]

/**
 * What the database knows by a name; `types` are the OIDs of its parameters, `columns` describe what it gives. They stay
 * true: once a table has changed so that it would give others, the database refuses it.
 */
type Statement = { name: string; types: readonly number[]; columns: Messages }

/** Each keeps its plan in the memory of the database. On PGlite the one that was asked longest ago is given up for the next. */
const mostStatements = 400
/** Of so many that have come once it is remembered that they have. */
const mostOnce = 4000
/** Longer ones carry rows to be written, and seldom come again. */
const longestText = 20_000

const { serialize } = protocol
const mayBePrepared = /^\s*(?:select|with|insert|update|delete)\b/i
/** After these, what a statement gives may be of other types than before. */
const changesTables = /^\s*(?:create|alter|drop)\b/i

function isWorthKeeping(text: string): boolean {
  return mayBePrepared.test(text) && text.length <= longestText
}

/** The same pool, for kysely. A statement has a name from when it comes for the second time, while there are names. */
export function naming(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const once = new Set<string>()
  let count = 0

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known !== undefined || names.size === mostStatements || !isWorthKeeping(text)) return known
    if (once.delete(text)) {
      names.set(text, `s${(count += 1)}`)
      return names.get(text)
    }
    if (once.size === mostOnce) once.clear()
    once.add(text)
    return undefined
  }

  async function ask(client: pg.PoolClient, text: string, values: unknown[]): Promise<pg.QueryResult> {
    const name = nameOf(text)
    try {
      return await client.query({ name, text, values })
    } catch (error) {
      if (name === undefined || !isOutdated(error)) throw error
      // A table has changed since. Asked without a name it is planned anew; a transaction cannot go on after the error.
      names.delete(text)
      return client.query(text, values).catch(() => Promise.reject(error))
    }
  }

  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect()
      const query = (text: string, values: readonly unknown[]) => ask(client, text, [...values])
      // Kysely asks in this one way; cursors it is not given.
      return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) }
    },
    end: () => pool.end(),
  }
}

/** Told by where in PostgreSQL it comes from: it has no code of its own, and its text is in the server's language. */
function isOutdated(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.routine === 'RevalidateCachedQuery'
}

/** The same database, for kysely. A statement is prepared when it comes for the second time. */
export function preparing(pglite: PGlite): Asked {
  /** By text; undefined for those that have come once. The one asked last is the last. */
  const statements = new Map<string, Statement | undefined>()
  let count = 0

  const send = (...messages: Uint8Array[]) => pglite.execProtocolStream(Buffer.concat(messages), { syncToFs: false })

  async function prepare(text: string): Promise<Statement> {
    const name = `s${(count += 1)}`
    const described = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    )
    return {
      name,
      types: parse.parseDescribeStatementResults(described),
      columns: described.filter(({ name: kind }) => kind === 'rowDescription'),
    }
  }

  async function forgetOldest(): Promise<void> {
    for (const [text, statement] of statements) {
      if (statements.size <= mostStatements) return
      statements.delete(text)
      if (statement) await send(serialize.close({ type: 'S', name: statement.name }), serialize.sync())
    }
  }

  async function ask<T>(text: string, values: readonly unknown[], options?: QueryOptions): Promise<Results<T>> {
    const statement = statements.get(text) ?? (await prepare(text))
    statements.delete(text)
    statements.set(text, statement)
    await forgetOldest()
    const written = values.map((value, index) => {
      if (value === null || value === undefined) return null
      const write = pglite.serializers[statement.types[index] ?? 0]
      return write ? write(value) : (value as number | string).toString()
    })
    const messages = await send(
      serialize.bind({ statement: statement.name, values: written }),
      serialize.execute({}),
      serialize.sync(),
    )
    return parse.parseResults([...statement.columns, ...messages], pglite.parsers, options)[0] as Results<T>
  }

  /** `plain` asks as PGlite does it; `inTurn` waits for what it would wait for. */
  function askedBy(plain: Pick<Asked, 'query'>, inTurn: <T>(work: () => Promise<T>) => Promise<T>): Asked['query'] {
    return async <T>(text: string, values: unknown[] = [], options?: QueryOptions) => {
      if (changesTables.test(text)) statements.clear()
      if (isWorthKeeping(text) && statements.has(text)) return inTurn(() => ask<T>(text, values, options))
      if (isWorthKeeping(text)) statements.set(text, undefined)
      return plain.query<T>(text, values, options)
    }
  }

  return {
    get closed() {
      return pglite.closed
    },
    get ready() {
      return pglite.ready
    },
    waitReady: pglite.waitReady,
    close: () => pglite.close(),
    // oxlint-disable-next-line no-underscore-dangle -- what its own `query` waits for; it has no other name
    query: askedBy(pglite, (work) => pglite._runExclusiveTransaction(() => pglite.runExclusive(work))),
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({ rollback: () => tx.rollback(), query: askedBy(tx, (asking) => pglite.runExclusive(asking)) }),
      ),
  }
}
