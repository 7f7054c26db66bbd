// Gives each test a migrated, empty database of its own: embedded by default, or on the PostgreSQL server that
// SAMBAND_TEST_POSTGRES names (postgres://user@host:port/), so that one suite runs on both engines.
import { createHash, randomUUID } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import pg from 'pg'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { migrate, migrationFiles } from '#platform/db/migrations.ts'

const project = fileURLToPath(new URL('../../', import.meta.url))
const server = process.env.SAMBAND_TEST_POSTGRES || undefined

export const testEngine: Database['engine'] = server ? 'postgres' : 'pglite'

/** `folder`: where the embedded one has its files. */
export type TestDatabase = Database & { folder?: string }

/** A migrated database that nobody else uses. Closing it removes it. */
export function openTestDatabase(): Promise<TestDatabase> {
  return server ? openOnServer(server) : openCopy()
}

/**
 * Takes every row of ours out again: a tenth of the time of opening another database. Not by `truncate`, which makes files
 * anew for every table and index. As a replica it asks no trigger: the log of openings would refuse.
 */
export async function emptyDatabase(database: Database): Promise<void> {
  await sql`
    do $$
    declare
      ours constant text[] = array['register', 'evidence', 'accounts'];
      name text;
    begin
      set local session_replication_role = replica;
      for name in select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = any (ours) loop
        execute 'delete from ' || name;
      end loop;
      perform setval(format('%I.%I', schemaname, sequencename)::regclass, 1, false)
        from pg_sequences where schemaname = any (ours);
    end $$`.execute(database.root)
}

async function openOnServer(address: string): Promise<Database> {
  const { url, drop } = await makeDatabase(address, await templateOnServer(address))
  const database = await openDatabase({ url })
  const close = async () => {
    await database.close()
    await drop()
  }
  return { ...database, close }
}

/** An empty database on the server, for whoever opens it themselves; none where the tests run on the embedded one. */
export async function makeServerDatabase(): Promise<ServerDatabase | undefined> {
  return server ? makeDatabase(server, 'template1') : undefined
}

type ServerDatabase = { url: string; drop: () => Promise<void> }

async function makeDatabase(address: string, template: string): Promise<ServerDatabase> {
  const name = `samband_test_${randomUUID().replaceAll('-', '')}`
  await command(address, `create database ${name} template ${template}`)
  return { url: urlOf(address, name), drop: () => command(address, `drop database ${name} with (force)`) }
}

function urlOf(address: string, name: string): string {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

let serverTemplate: Promise<string> | undefined

/** A migrated empty database on the server, which others are copied from: a fifth of the time of migrating each. */
function templateOnServer(address: string): Promise<string> {
  serverTemplate ??= makeTemplate(address)
  return serverTemplate
}

async function makeTemplate(address: string): Promise<string> {
  const name = `samband_template_${digestOf(migrationFiles().map((file) => file.checksum))}`
  const { url, drop } = await makeDatabase(address, 'template1')
  const database = await openDatabase({ url })
  await migrate(database)
  await database.close()
  try {
    await command(address, `alter database ${new URL(url).pathname.slice(1)} rename to ${name}`)
  } catch {
    // Another test process was quicker; its database is as good.
    await drop()
  }
  return name
}

async function command(address: string, text: string): Promise<void> {
  const url = new URL(address)
  if (url.pathname === '/' || url.pathname === '') url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

// Making an embedded database takes one to three seconds, copying the files of one a quarter of a second.
async function openCopy(): Promise<TestDatabase> {
  const template = await templateFolder()
  const folder = mkdtempSync(join(tmpdir(), 'samband-test-'))
  cpSync(template, folder, { recursive: true })
  const database = await openDatabase({ folder })
  return {
    ...database,
    folder,
    close: async () => {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const cache = join(project, 'node_modules', '.cache', 'samband-tests')

/** The folder of a migrated empty database, made once for each set of migrations and version of the engine. */
async function templateFolder(): Promise<string> {
  const { dependencies } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  const made = [dependencies['@electric-sql/pglite'], ...migrationFiles().map((file) => file.checksum)]
  const template = join(cache, digestOf(made))
  if (existsSync(template)) return template
  mkdirSync(cache, { recursive: true })
  const making = mkdtempSync(`${template}-`)
  const database = await openDatabase({ folder: making })
  await migrate(database)
  await database.close()
  try {
    renameSync(making, template)
  } catch {
    // Another test process was quicker; its folder is as good.
    rmSync(making, { recursive: true, force: true })
  }
  return template
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join()).digest('hex').slice(0, 16)
}
