// Fills a database with the shipped register and invented cooperations up to a number, all in one changeset.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Tx } from '#platform/db/database.ts'
import { deriveAll, latestRevision } from '#register/index.ts'
import { openRegister } from '../src/start.ts'
import { inventCooperations, type InventedCooperation } from './invented-cooperations.ts'
import { inventPlaces, type InventedPlace } from './invented-places.ts'
import { startKeptPostgres } from './postgres.ts'
import { projectFolder } from '#platform/project.ts'
import { cacheFolder } from './server.ts'

export const homeActors = 332
export const counterparts = 30_000
const dataset = 'invented'
const sources = 400
const batch = 10_000

/** What decides the content of a generated database besides its size; when it changes, the database is made anew. */
const makers = [
  'bench/generate.ts', 'bench/invented-cooperations.ts', 'bench/invented-places.ts', 'bench/seeded-random.ts',
  'src/register/cooperations/derivation.commands.ts', 'src/register/cooperations/status.rules.ts',
  'src/platform/i18n/folding.rules.ts', 'src/register/cooperations/dossier.queries.ts',
  'src/register/census/entry.rules.ts', 'src/register/census/entry.queries.ts', 'src/register/census/search-text.commands.ts',
  'src/platform/time/edtf.ts',
] // prettier-ignore

function fingerprintOf(rows: number): string {
  const hash = createHash('sha256').update(String(rows))
  const migrations = readdirSync(join(projectFolder, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
  for (const file of [...makers, ...migrations.map((name) => `migrations/${name}`)])
    hash.update(readFileSync(join(projectFolder, file)))
  return hash.digest('hex')
}

/** Makes, or finds from an earlier run, an embedded database of so many cooperations. Returns its folder. */
export async function pgliteOf(rows: number): Promise<string> {
  const folder = join(cacheFolder, `pglite-${rows}`)
  await prepare(`pglite-${rows}`, rows, { dataFolder: folder, databaseUrl: undefined }, async () =>
    rmSync(folder, { recursive: true, force: true }),
  )
  return folder
}

/** The same in PostgreSQL. Returns its address; the cluster runs until it is stopped. */
export async function postgresOf(rows: number): Promise<{ url: string; stop: () => void }> {
  const cluster = await startKeptPostgres(join(cacheFolder, 'postgres'))
  const name = `samband_${rows}`
  const url = cluster.url(name)
  await prepare(`postgres-${rows}`, rows, { dataFolder: cacheFolder, databaseUrl: url }, async () => {
    const client = new pg.Client({ connectionString: cluster.url('postgres') })
    await client.connect()
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
    await client.end()
  })
  return { url, stop: cluster.stop }
}

async function prepare(
  name: string,
  rows: number,
  config: Parameters<typeof openRegister>[0],
  clear: () => Promise<void>,
): Promise<void> {
  mkdirSync(cacheFolder, { recursive: true })
  const mark = join(cacheFolder, `${name}.made`)
  const wanted = fingerprintOf(rows)
  const isMade = existsSync(mark) && readFileSync(mark, 'utf8') === wanted
  if (!isMade) {
    rmSync(mark, { force: true })
    await clear()
  }
  // Opened even when it is there: the shipped packages may have changed since, and that belongs to no measure.
  const { database, register } = await openRegister(config)
  const missing = rows - register.now().census.rows
  if (!isMade && missing > 0) await fill(database, missing)
  await database.close()
  writeFileSync(mark, wanted)
}

async function fill(database: Database, count: number): Promise<void> {
  const startedAt = performance.now()
  const say = (text: string) => console.error(`  ${Math.round((performance.now() - startedAt) / 1000)} s ${text}`)
  await database.write(async (tx) => {
    const revision = (await latestRevision(tx)) + 1
    const places = inventPlaces(counterparts)
    await insertPlaces(tx, places, revision)
    const homes = await homesOf(tx, revision)
    await insertSources(tx, revision)
    await recordImport(tx, revision, count)
    let made: InventedCooperation[] = []
    let number = 0
    const flush = async () => {
      await insertCooperations(tx, made, revision, number)
      number += made.length
      made = []
      if (number % 100_000 === 0) say(`${number} cooperations`)
    }
    for (const cooperation of inventCooperations(count, homes, places)) {
      made.push(cooperation)
      if (made.length === batch) await flush()
    }
    await flush()
    say('deriving')
    await deriveAll(tx)
  })
  // What PostgreSQL's own housekeeping would have done by the time that anybody reads.
  await sql`vacuum analyze`.execute(database.reader)
  say('done')
}

/** Every home body of the reference package, and an invented one if they are too few. */
async function homesOf(tx: Tx, revision: number): Promise<string[]> {
  const kinds = ['municipality', 'region', 'county_board']
  const found = await tx
    .selectFrom('register.actor').select('id').where('recorded_to', 'is', null).where('country', '=', 'SE').where('kind', 'in', kinds)
    .orderBy('id').execute() // prettier-ignore
  const homes = found.map(({ id }) => id)
  const invented = Array.from({ length: Math.max(0, homeActors - homes.length) }, (_, index) => `se-x-${index + 1}`)
  await insertColumns(tx, 'register.actor', revision, {
    id: ['text', invented],
    kind: ['text', invented.map(() => 'municipality')],
    country: ['text', invented.map(() => 'SE')],
    name_sv: ['text', invented.map(() => 'Påhittade kommun')],
    name_en: ['text', invented.map(() => 'Invented Municipality')],
    sort_name: ['text', invented.map(() => 'Påhitta')],
    county: ['text', invented.map(() => '01')],
  })
  return [...homes, ...invented].slice(0, homeActors)
}

type Columns = Record<string, [type: 'text' | 'int' | 'float8', values: readonly (string | number | null)[]]>

/** One statement whatever the number of rows: an array for each column. */
async function insertColumns(tx: Tx, table: string, revision: number, columns: Columns): Promise<void> {
  const names = Object.keys(columns)
  const arrays = Object.values(columns).map(([type, values]) => sql`${values}::${sql.raw(type)}[]`)
  await sql`
    insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))}, dataset, recorded_from)
    select *, ${dataset}, ${revision}::int from unnest(${sql.join(arrays)})`.execute(tx)
}

function insertPlaces(tx: Tx, places: readonly InventedPlace[], revision: number): Promise<void> {
  return insertColumns(tx, 'register.actor', revision, {
    id: ['text', places.map(({ id }) => id)],
    kind: ['text', places.map(({ kind }) => kind)],
    country: ['text', places.map(({ country }) => country)],
    parent: ['text', places.map(({ parent }) => parent)],
    name_sv: ['text', places.map(({ name }) => name)],
    name_en: ['text', places.map(({ name }) => name)],
    name_local: ['text', places.map(({ local }) => local)],
    name_romanised: ['text', places.map(({ romanised }) => romanised)],
    sort_name: ['text', places.map(({ name }) => name)],
    lat: ['float8', places.map(({ lat }) => lat)],
    lon: ['float8', places.map(({ lon }) => lon)],
  })
}

const sourceId = (number: number) => `invented-minutes-${(number % sources) + 1}`

function insertSources(tx: Tx, revision: number): Promise<void> {
  const numbers = Array.from({ length: sources }, (_, number) => number)
  return insertColumns(tx, 'evidence.source', revision, {
    id: ['text', numbers.map(sourceId)],
    kind: ['text', numbers.map(() => 'minutes')],
    visibility: ['text', numbers.map(() => 'public')],
    publisher: ['text', numbers.map((number) => `Påhittade kommun ${number + 1}`)],
    title: ['text', numbers.map((number) => `Protokoll ${number + 1}`)],
    date: ['text', numbers.map((number) => String(1990 + (number % 32)))],
  })
}

async function recordImport(tx: Tx, revision: number, count: number): Promise<void> {
  await tx.insertInto('register.dataset').values({
    id: dataset, title_sv: 'Påhittade samarbeten', title_en: 'Invented cooperations', version: '1', licence: 'none',
    covers_from: '1950-01-01', covers_to: '2021-12-31', fingerprint: dataset, recorded_from: revision,
  }).execute() // prettier-ignore
  await tx.insertInto('register.changeset').values({
    revision, recorded_at: new Date('2022-01-01T00:00:00Z'), kind: 'import', dataset, author: 'Samband',
    message_sv: 'Påhittade samarbeten för mätning', message_en: 'Invented cooperations for measuring', added: count, changed: 0, withdrawn: 0,
  }).execute() // prettier-ignore
}

/** Every fact is cited, as the loader demands of a data package. */
async function insertCooperations(
  tx: Tx,
  made: readonly InventedCooperation[],
  revision: number,
  first: number,
): Promise<void> {
  if (made.length === 0) return
  const events = made.flatMap((cooperation) =>
    cooperation.events.map((event) => ({ ...event, cooperation: cooperation.id })),
  )
  const reasons = events.flatMap((event) =>
    event.reasons.map((code) => ({ id: `${event.id}.${code}`, event: event.id, code })),
  )
  const agreements = made.flatMap(({ id, agreement, designation, designationLang }) =>
    agreement
      ? [
          {
            ...agreement,
            id: `${id}.base-${agreement.signed.slice(0, 4)}`,
            cooperation: id,
            designation,
            designationLang,
          },
        ]
      : [],
  )
  const texts = <Row>(rows: readonly Row[], value: (row: Row) => string | null): Columns[string] => [
    'text',
    rows.map(value),
  ]
  await insertColumns(tx, 'register.cooperation', revision, {
    id: texts(made, (row) => row.id),
    home: texts(made, (row) => row.home),
    counterpart: texts(made, (row) => row.counterpart),
    kind: texts(made, (row) => row.kind),
    designation: texts(made, (row) => row.designation),
    designation_lang: texts(made, (row) => row.designationLang),
    standing: texts(made, (row) => row.standing),
    note_sv: texts(made, (row) => row.noteSv),
    note_en: texts(made, (row) => row.noteEn),
  })
  await insertColumns(tx, 'register.event', revision, {
    id: texts(events, (row) => row.id),
    cooperation: texts(events, (row) => row.cooperation),
    kind: texts(events, (row) => row.kind),
    date: texts(events, (row) => row.date),
    initiator: texts(events, (row) => row.initiator),
    formality: texts(events, (row) => row.formality),
    rank: texts(events, (row) => row.rank),
    body_sv: texts(events, (row) => row.bodySv),
    body_en: texts(events, (row) => row.bodyEn),
    diary_number: texts(events, (row) => row.diaryNumber),
    note_sv: texts(events, (row) => row.noteSv),
    note_en: texts(events, (row) => row.noteEn),
  })
  await insertColumns(tx, 'register.reason', revision, {
    id: texts(reasons, (row) => row.id),
    event: texts(reasons, (row) => row.event),
    code: texts(reasons, (row) => row.code),
    stance: texts(reasons, () => 'decision_maker'),
  })
  await insertColumns(tx, 'register.agreement', revision, {
    id: texts(agreements, (row) => row.id),
    cooperation: texts(agreements, (row) => row.cooperation),
    layer: texts(agreements, () => 'base'),
    designation: texts(agreements, (row) => row.designation),
    designation_lang: texts(agreements, (row) => row.designationLang),
    signed: texts(agreements, (row) => row.signed),
    term: texts(agreements, (row) => row.term),
  })
  const facts = [
    ...made.map(({ id }) => ['cooperation', id] as const),
    ...events.map(({ id }) => ['event', id] as const),
    ...reasons.map(({ id }) => ['reason', id] as const),
    ...agreements.map(({ id }) => ['agreement', id] as const),
  ]
  await insertColumns(tx, 'evidence.citation', revision, {
    id: texts(facts, ([table, id]) => `${table}/${id}`),
    source: ['text', facts.map((_, index) => sourceId(first + index))],
    locator: ['text', facts.map((_, index) => `p. ${(index % 60) + 1}`)],
    fact_table: texts(facts, ([table]) => table),
    fact_id: texts(facts, ([, id]) => id),
    stance: texts(facts, () => 'supports'),
  })
}
