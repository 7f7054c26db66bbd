/** Is the schema explained, its dictionary current, and every released migration as it was? */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/db/database.ts'
import { writeDictionary } from '#platform/db/dictionary.ts'
import { migrationFiles } from '#platform/db/migrations.ts'
import { openTestDatabase } from './harness/database.ts'

const project = new URL('../', import.meta.url)

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database?.close())

type File = { name: string; checksum: string }

/** `frozen` is the text of checksums.txt. A file may be added, but not missing from the list, changed or removed. */
function frozenOffences(files: readonly File[], frozen: string): string[] {
  const lines = frozen
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(/\s+/))
  const released = new Map(lines.map(([checksum = '', name = '']) => [name, checksum]))
  return [
    ...files.flatMap(({ name, checksum }) => {
      const before = released.get(name)
      if (before === undefined) return [`${name} is not frozen: npm run samband -- freeze-migrations`]
      return before === checksum ? [] : [`${name} has changed since it was frozen: write a new migration instead`]
    }),
    ...[...released.keys()]
      .filter((name) => !files.some((file) => file.name === name))
      .map((name) => `${name} is gone`),
  ]
}

test('every migration is frozen and unchanged', () => {
  expect(frozenOffences(migrationFiles(), readFileSync(new URL('migrations/checksums.txt', project), 'utf8'))).toEqual(
    [],
  )
})

test('a migration that is changed, gone or not frozen is noticed', () => {
  const files = [
    { name: '0001-a.sql', checksum: 'aa' },
    { name: '0002-b.sql', checksum: 'bb' },
  ]
  expect(frozenOffences(files, 'aa  0001-a.sql\nbb  0002-b.sql\n')).toEqual([])
  expect(frozenOffences(files, 'xx  0001-a.sql\nbb  0002-b.sql\n')).toEqual([
    expect.stringContaining('0001-a.sql has changed'),
  ])
  expect(frozenOffences(files, 'aa  0001-a.sql\n')).toEqual([expect.stringContaining('0002-b.sql is not frozen')])
  expect(frozenOffences(files.slice(1), 'aa  0001-a.sql\nbb  0002-b.sql\n')).toEqual(['0001-a.sql is gone'])
})

test('docs/data-dictionary.md says what the comments of the database say', async () => {
  const dictionary = readFileSync(new URL('docs/data-dictionary.md', project), 'utf8')
  expect(words(dictionary), 'npm run samband -- dictionary').toBe(words(await writeDictionary(database.reader)))
})

// The formatter pads the columns of a table in Markdown; the words are what must agree.
function words(markdown: string): string {
  return markdown.replaceAll(/[ \t]+/g, ' ').replaceAll(/-{3,}/g, '---')
}

test('every table and every column has a comment', async () => {
  expect(await listUncommented()).toEqual([])
})

test('a table or column without comment is noticed', async () => {
  await database.write(async (tx) => {
    await sql`create schema probe`.execute(tx)
    await sql`create table probe.bare (id integer)`.execute(tx)
  })
  try {
    expect(await listUncommented()).toEqual(['probe.bare', 'probe.bare.id'])
    await expect(writeDictionary(database.reader)).rejects.toThrow('probe.bare')
  } finally {
    await database.write((tx) => sql`drop schema probe cascade`.execute(tx))
  }
})

async function listUncommented(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select * from (select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join lateral (
      select null::name as attname, 0 as attnum
      union all
      select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
    ) a on true
    left join pg_description d on d.objoid = c.oid and d.classoid = 'pg_class'::regclass and d.objsubid = a.attnum
    where c.relkind in ('r', 'p', 'v', 'm') and n.nspname not in ('information_schema', 'public')
      and n.nspname not like 'pg\\_%' and coalesce(d.description, '') = ''
    ) bare order by name collate "C"`.execute(database.reader)
  return rows.map((row) => row.name)
}
