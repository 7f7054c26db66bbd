// Answers that are kept while one piece of work goes on: making an edition asks for the same rows page after page.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely'

/** The other language of a page, and its neighbours, come soon after it; the oldest is given up for the next one. */
const mostAnswers = 2_000

type Answers = Map<string, Promise<QueryResult<unknown>>>

const kept = new AsyncLocalStorage<Answers>()

/**
 * Within the work each question is put to the database once, and its answer given again. For reading a state that does not
 * change meanwhile: what is written stays unseen.
 */
export function rememberReads<T>(work: () => Promise<T>): Promise<T> {
  return kept.run(new Map(), work)
}

/** The dialect, whose connections keep what they have read where somebody asks for it. */
export function remembering(dialect: Dialect): Dialect {
  const known = new WeakSet<DatabaseConnection>()
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver: () => {
      const driver = dialect.createDriver()
      const acquire = driver.acquireConnection.bind(driver)
      driver.acquireConnection = async (options) => {
        const connection = await acquire(options)
        if (!known.has(connection)) rememberOn(connection)
        known.add(connection)
        return connection
      }
      return driver
    },
  }
}

function rememberOn(connection: DatabaseConnection): void {
  const execute = connection.executeQuery.bind(connection)
  const answer = async (answers: Answers, query: CompiledQuery) => {
    const key = JSON.stringify([query.sql, query.parameters])
    if (!answers.has(key)) {
      if (answers.size >= mostAnswers) answers.delete(answers.keys().next().value ?? '')
      answers.set(key, execute(query))
    }
    const result = await answers.get(key)!
    // Whoever sorts the rows sorts their own.
    return { ...result, rows: [...result.rows] }
  }
  connection.executeQuery = <R>(query: CompiledQuery, options?: Parameters<typeof execute>[1]) => {
    const isRead = /^\s*(?:select|with)\b/i.test(query.sql)
    const answers = isRead ? kept.getStore() : undefined
    return (answers ? answer(answers, query) : execute(query, options)) as Promise<QueryResult<R>>
  }
}
