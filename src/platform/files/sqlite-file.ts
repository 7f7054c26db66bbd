// Makes SQLite files. The same content gives the same bytes: nothing of when or where it was made goes in.
import type { DatabaseSync } from 'node:sqlite'

/** Makes the file at `path`, where there must be none, of what `fill` writes. */
export async function makeSqliteFile(path: string, fill: (file: DatabaseSync) => void | Promise<void>): Promise<void> {
  const { DatabaseSync: Database } = await import('node:sqlite')
  const file = new Database(path)
  try {
    // Nobody else reads it before it is done, and a file that is cut short is thrown away.
    file.exec('pragma journal_mode = off; pragma synchronous = off; pragma page_size = 4096; begin')
    await fill(file)
    file.exec('commit')
  } finally {
    file.close()
  }
}
