/** Does a backup hold everything, of one moment, and fill an empty database with just that, on either engine? */
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase, type Database } from '#platform/db/database.ts'
import { openFolderStore } from '#platform/files/file-store.ts'
import { backUp, restore } from '../src/backups.ts'
import { openTestApp } from './harness/app.ts'
import { openTestDatabase, testEngine } from './harness/database.ts'
import { handIn, makePdf } from './harness/documents.ts'
import { begin, startLife } from './harness/killable-program.ts'
import { openWorld, type World } from './harness/members.ts'
import { farDay, makeRing, openClock, withApp } from './harness/sealing.ts'

const clock = openClock(new Date('2026-03-02T08:00:00Z'))
const at = new Date('2026-03-03T08:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'samband-backup-'))
const file = join(folder, 'everything.backup')
let world: World
let counts = { rows: 0, files: 0 }

beforeAll(async () => {
  world = await openWorld({ now: clock.now, sealKeys: makeRing('first') })
  const email = 'rhea@littleland.example'
  const rhea = await withApp(world, await world.join(email, 'researcher'), clock, email)
  const sealed = await rhea.post('/en/seals/new', {
    person: 'Vendela Vassbäck', role: 'kanslichef', place: 'Hemligberg', date: '2019-11-23', title: 'Samtal', content: 'Paddor.',
    address: '', files: '', locators: '', supports: '', kind: 'interview', sunset: farDay, reason: 'Asked for.',
  }) // prettier-ignore
  expect(sealed.status).toBe(303)
  expect(
    (await handIn(world.administrator, '/en/sources/smaby-minutes-2020/documents', makePdf(), 'a.pdf')).status,
  ).toBe(303)
  world.app.editionDesk.begin()
  await world.app.editionDesk.settled()
  writeFileSync(join(world.app.dataFolder, 'secret'), 'a secret of tests that is long enough', { mode: 0o600 })
  counts = await backUp(world.app, file, at)
}, 120_000)
afterAll(async () => {
  await world?.close()
  rmSync(folder, { recursive: true, force: true })
})

const partsOf = (database: Database, dataFolder: string) => ({ database, dataFolder, files: openFolderStore(join(dataFolder, 'files')) }) // prettier-ignore

/** Every row and file of a backup, in an order that no database decides. */
function contentOf(path: string): string[] {
  const lines = gunzipSync(readFileSync(path)).toString().trim().split('\n').slice(1, -1)
  return lines
    .flatMap((line) => {
      const { table, rows, ...rest }: { table?: string; rows?: string[] } = JSON.parse(line)
      return rows ? rows.map((row) => `${table} ${row}`) : [JSON.stringify(rest)]
    })
    .toSorted()
}

test('it holds every row of every table, and all files', async () => {
  const { database } = world.app
  const content = contentOf(file)
  expect(content.length).toBe(counts.rows + counts.files)
  for (const table of ['accounts.person', 'accounts.second_factor', 'evidence.seal', 'evidence.document', 'register.event', 'register.changeset']) {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database.reader)
    expect([table, content.filter((line) => line.startsWith(`${table} `)).length]).toEqual([table, rows[0]?.n])
    expect(rows[0]?.n).toBeGreaterThan(0)
  }
  expect(content.some((line) => line.includes('"file":"editions/2026-1/bagit.txt"'))).toBe(true)
}) // prettier-ignore

test('only its owner can read it, and what is under seal is encrypted in it', () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  const text = gunzipSync(readFileSync(file)).toString()
  for (const word of ['Vassbäck', 'kanslichef', 'Hemligberg']) expect(text).not.toContain(word)
})

test('filled from it, the embedded database and then one like the first hold the same to the last row', async () => {
  const dataFolder = join(folder, 'embedded')
  const embedded = await openDatabase({ folder: dataFolder })
  const second = join(folder, 'second.backup')
  try {
    expect(await restore(partsOf(embedded, dataFolder), file)).toMatchObject({ ok: true, at: at.toISOString() })
    await backUp(partsOf(embedded, dataFolder), second, at)
  } finally {
    await embedded.close()
  }
  expect(contentOf(second)).toEqual(contentOf(file))
  expect(readFileSync(join(dataFolder, 'secret'), 'utf8')).toBe('a secret of tests that is long enough')

  const rebuilt = await openTestApp(undefined, at, {
    fill: async ({ database }) =>
      expect(await restore(partsOf(database, join(folder, 'last')), second)).toMatchObject({ ok: true }),
  })
  try {
    const paths = ['/en', '/sv/cooperations', '/en/cooperations/smaby-zarechye-twinning', '/api/v1/changes', '/en?as_of=1']
    for (const path of paths)
      expect(await (await rebuilt.request(path)).text()).toBe(await (await world.app.request(path)).text())
    const added = await sql<{ id: number }>`insert into register.proposal (kind, state, author, language, message, about_resource, about_id, created_at)
      values ('report', 'proposed', 'x', 'en', 'x', 'cooperations', 'x', now()) returning id`.execute(rebuilt.database.root)
    expect(added.rows[0]?.id).toBeGreaterThan(0)
    expect(await restore(partsOf(rebuilt.database, join(folder, 'last')), file)).toEqual({ ok: false, refusal: 'not-empty' })
  } finally {
    await rebuilt.close()
  }
}, 60_000) // prettier-ignore

describe('a file that was cut off, changed or is something else', () => {
  let database: Database
  beforeAll(async () => {
    database = await openTestDatabase()
  })
  afterAll(() => database.close())
  const lines = () => gunzipSync(readFileSync(file)).toString().trim().split('\n')
  test.each([
    ['cut off', () => readFileSync(file).subarray(0, 5000)],
    ['without its end', () => gzipSync(lines().slice(0, -1).join('\n'))],
    ['with one sign changed', () => gzipSync(lines().join('\n').replace('Ada', 'Eve'))],
    ['with a line left out', () => gzipSync(lines().filter((_, index) => index !== 3).join('\n'))],
    ['something else', () => Buffer.from('hello')],
  ])('%s fills nothing', async (_, make) => {
    const broken = join(folder, 'broken.backup')
    writeFileSync(broken, make())
    expect(await restore(partsOf(database, join(folder, 'none')), broken)).toEqual({ ok: false, refusal: 'damaged' })
  }) // prettier-ignore
})

test.runIf(testEngine === 'pglite')('the running program makes one when another process asks', async () => {
  const settings = { SAMBAND_DATA: join(folder, 'running'), DATABASE_URL: '' }
  const life = await startLife(settings, true)
  try {
    const asking = await begin('src/cli.ts', ['backup', join(folder, 'asked.backup')], settings)
    const [status] = await once(asking.child, 'exit')
    expect([status, asking.said()]).toEqual([0, ''])
    expect((await life.request('/en')).status).toBe(200)
    expect(contentOf(join(folder, 'asked.backup')).filter((line) => line.startsWith('register.cooperation ')).length).toBe(57)
  } finally {
    await life.kill()
  }
}, 120_000) // prettier-ignore
