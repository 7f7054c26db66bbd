// Brings a database to the newest schema: plain SQL files, forward only, each frozen once it has been released.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql, type Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration'
import { projectFolder } from '../project.ts'
import type { Database } from './database.ts'

const folder = join(projectFolder, 'migrations')

/** Runs what has not yet been run, or as far as `upTo`; returns the names of the migrations it ran. */
export async function migrate(database: Database, upTo?: string): Promise<string[]> {
  if (await isNewest(database)) return []
  const migrator = new Migrator({
    db: database.root,
    provider: { getMigrations: () => Promise.resolve(readMigrations()) },
  })
  const { error, results } = await (upTo === undefined ? migrator.migrateToLatest() : migrator.migrateTo(upTo))
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}

/** Most starts find nothing to do, and the migrator would look at every table first to learn that. */
async function isNewest(database: Database): Promise<boolean> {
  const names = new Set(await listMigrations(database))
  const wanted = Object.keys(readMigrations())
  return names.size === wanted.length && wanted.every((name) => names.has(name))
}

/** The migrations that have been run, in their order. */
export async function listMigrations({ root }: Database): Promise<string[]> {
  const found = await sql<{ is_there: boolean }>`
    select to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null as is_there`.execute(root)
  if (!found.rows[0]?.is_there) return []
  const done = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(root) // prettier-ignore
  return done.rows.map(({ name }) => name)
}

function readMigrations(): Record<string, Migration> {
  return Object.fromEntries(
    migrationFiles().map((file) => [
      file.name.replace(/\.sql$/, ''),
      {
        up: async (db: Kysely<unknown>) => {
          // PGlite takes one statement a call. Ours end with a semicolon at the end of a line, nothing else does.
          for (const statement of file.text.split(/;[ \t]*$/m)) {
            if (statement.replace(/^\s*--.*$/gm, '').trim()) await sql.raw(statement).execute(db)
          }
        },
      },
    ]),
  )
}

/** The migration files in order, with the checksum that `migrations/checksums.txt` freezes. */
export function migrationFiles(): { name: string; text: string; checksum: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') }
    })
}
