import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDatabase } from '../../../checks/harness/database.ts'
import type { Database } from './database.ts'
import { writeDictionary } from './dictionary.ts'
import { migrate, migrationFiles } from './migrations.ts'

let database: Database
beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database?.close())

test('the migrations are numbered without gap and run in that order', () => {
  const numbers = migrationFiles().map(({ name }) => Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]))
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  expect(numbers.length).toBeGreaterThan(0)
})

test('what has been run is not run again', async () => {
  expect(await migrate(database)).toEqual([])
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database.reader)
  expect(rows.map((row) => `${row.name}.sql`)).toEqual(migrationFiles().map((file) => file.name))
})

test('a database that a newer program has been at is refused', async () => {
  const newer = sql`insert into kysely_migration values ('9999-of-tomorrow', '2099-01-01')`
  await newer.execute(database.root)
  await expect(migrate(database)).rejects.toThrow('9999-of-tomorrow')
  await sql`delete from kysely_migration where name = '9999-of-tomorrow'`.execute(database.root)
  expect(await migrate(database)).toEqual([])
})

test('every table and column says what it is', async () => {
  const dictionary = await writeDictionary(database.reader)
  expect(dictionary).toContain('## register.event')
  expect(dictionary).toContain('| lat | double precision | Latitude of the seat, WGS 84 degrees. |')
})

test('the dictionary is not written while a column lacks its comment', async () => {
  await database.write(async (tx) => {
    await sql`create schema probe`.execute(tx)
    await sql`create table probe.bare (id integer)`.execute(tx)
  })
  await expect(writeDictionary(database.reader)).rejects.toThrow('probe.bare.id')
  await database.write((tx) => sql`drop schema probe cascade`.execute(tx))
})

const frozen = new URL('../../../migrations/checksums.txt', import.meta.url)

test.skipIf(!existsSync(frozen))('no migration has changed since it was released', () => {
  const released = readFileSync(frozen, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(/\s+/))
  const checksumOf = new Map(migrationFiles().map(({ name, checksum }) => [name, checksum]))
  for (const [checksum, name = ''] of released) expect(checksumOf.get(name), name).toBe(checksum)
})
