// Takes data packages into the register: all or nothing, and nothing at all where nothing differs.
import { sql } from 'kysely'
import { recordEvidence } from '#evidence/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { recordVersions, type FactRow, type VersionCounts, type VersionedTable } from '#platform/db/versions.ts'
import { latestRevision, recordChangeset, revisionChannel } from '../changesets/changeset.queries.ts'
import { deriveAll } from '../cooperations/derivation.commands.ts'
import { readPackage, resourceSchemas, type Fault, type Package, type ResourceName, type Row } from './package.input.ts'
import { checkPackage, type Reference } from './package.rules.ts'

export type LoadResult =
  | { ok: false; faults: Fault[] }
  | { ok: true; revision: number; counts: VersionCounts; changed: boolean }

/** Reads the reference package and the others, and checks them all. Nothing is written. */
export function readPackages(folders: { reference: string; datasets: string[] }): {
  packages: Package[]
  faults: Fault[]
} {
  const reference = readPackage(folders.reference)
  const known = referenceOf(reference)
  const datasets = folders.datasets.map(readPackage)
  const faults = [reference, ...datasets].flatMap((pack) =>
    checkPackage(pack, pack === reference ? { ...known, actors: new Map() } : known).map((fault) => ({
      ...fault,
      file: `${pack.folder}/${fault.file}`,
    })),
  )
  return { packages: [reference, ...datasets], faults }
}

export function referenceOf(pack: Package): Reference {
  return {
    codes: new Set((pack.rows.codebook ?? []).map((row) => `${row.scheme}/${row.code}`)),
    countries: new Set((pack.rows.countries ?? []).map((row) => String(row.code))),
    counties: new Set((pack.rows.counties ?? []).map((row) => String(row.code))),
    actors: new Map((pack.rows.actors ?? []).map((row) => [String(row.id), row])),
  }
}

/**
 * Loads the packages in one transaction, the reference first. Each that differs from what stands becomes one changeset.
 * `now` is when the register takes it in.
 */
export async function loadPackages(
  database: Database,
  folders: { reference: string; datasets: string[] },
  now: Date,
): Promise<LoadResult> {
  const { packages, faults } = readPackages(folders)
  if (faults.length > 0) return { ok: false, faults }
  return database.write(async (tx) => {
    // Two processes that start at once would both see an empty register.
    await sql`select pg_advisory_xact_lock(hashtext('samband/load-packages'))`.execute(tx)
    const counts = { added: 0, changed: 0, withdrawn: 0 }
    const referenceActors = referenceOf(packages[0] as Package).actors
    let changed = false
    for (const pack of packages) {
      const done = await loadPackage(tx, pack, pack === packages[0] ? new Map() : referenceActors, now)
      if (!done) continue
      changed = true
      for (const key of ['added', 'changed', 'withdrawn'] as const) counts[key] += done[key]
    }
    const revision = await latestRevision(tx)
    if (changed) {
      await deriveAll(tx)
      await sql`select pg_notify(${revisionChannel}, ${String(revision)})`.execute(tx)
    }
    return { ok: true, revision, counts, changed }
  })
}

async function loadPackage(
  tx: Tx,
  pack: Package,
  elsewhere: Reference['actors'],
  now: Date,
): Promise<VersionCounts | undefined> {
  const dataset = pack.descriptor.name
  const standing = await tx
    .selectFrom('register.dataset')
    .select('fingerprint')
    .where('id', '=', dataset)
    .executeTakeFirst()
  if (standing?.fingerprint === pack.fingerprint) return undefined
  await replaceReference(tx, pack)
  const revision = (await latestRevision(tx)) + 1
  const rows = (resource: ResourceName) => (pack.rows[resource] ?? []).map(withoutLine)
  const done: VersionCounts[] = []
  for (const resource of factResources) {
    // An actor or name that the reference package holds already is the same fact and is held once.
    const own = rows(resource).filter((row) => resource !== 'actors' || !elsewhere.has(String(row.id)))
    done.push(await recordVersions(tx, versionedTable(resource), dataset, own, revision))
  }
  done.push(
    ...(await recordEvidence(tx, dataset, { sources: rows('sources'), citations: rows('citations') }, revision)),
  )
  const sum = (key: keyof VersionCounts) => done.reduce((total, counts) => total + counts[key], 0)
  const counts = { added: sum('added'), changed: sum('changed'), withdrawn: sum('withdrawn') }
  await recordDataset(tx, pack)
  if (counts.added + counts.changed + counts.withdrawn > 0) {
    await recordChangeset(tx, {
      revision,
      recorded_at: now,
      kind: 'import',
      dataset,
      author: 'Samband',
      message_sv: `Datapaketet ${pack.descriptor.title_sv ?? pack.descriptor.title}, version ${pack.descriptor.version}`,
      message_en: `The data package ${pack.descriptor.title}, version ${pack.descriptor.version}`,
      ...counts,
    })
  }
  return counts
}

const factResources = [
  'actors',
  'actor_names',
  'cooperations',
  'agreements',
  'events',
  'reasons',
  'conflicts',
  'statements',
] as const

const tableNames: Record<(typeof factResources)[number], string> = {
  actors: 'actor',
  actor_names: 'actor_name',
  cooperations: 'cooperation',
  agreements: 'agreement',
  events: 'event',
  reasons: 'reason',
  conflicts: 'conflict',
  statements: 'statement',
}

function versionedTable(resource: (typeof factResources)[number]): VersionedTable {
  return {
    name: `register.${tableNames[resource]}`,
    key: resource === 'actor_names' ? ['actor', 'name'] : ['id'],
    columns: Object.keys(resourceSchemas[resource].shape),
  }
}

function withoutLine(row: Row): FactRow {
  const { line: _, ...rest } = row
  return rest
}

/** Countries, counties and codes are not facts about cooperation: they are replaced and keep no versions. */
async function replaceReference(tx: Tx, pack: Package): Promise<void> {
  const countries = pack.rows.countries ?? []
  if (countries.length > 0) {
    await tx.deleteFrom('register.country').execute()
    await insertAll(tx, 'register.country', Object.keys(resourceSchemas.countries.shape), countries)
  }
  const counties = pack.rows.counties ?? []
  if (counties.length > 0) {
    const rows = counties.map((row) => ({ ...row, country: String(row.iso3166_2).slice(0, 2) }))
    await tx.deleteFrom('register.county').execute()
    await insertAll(tx, 'register.county', ['country', ...Object.keys(resourceSchemas.counties.shape)], rows)
  }
  const codes = pack.rows.codebook ?? []
  if (codes.length > 0) {
    await tx.deleteFrom('register.code').execute()
    await insertAll(tx, 'register.code', Object.keys(resourceSchemas.codebook.shape), codes)
  }
}

async function insertAll(tx: Tx, table: string, columns: string[], rows: readonly FactRow[]): Promise<void> {
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))}) values ${sql.join(values)}`.execute(
    tx,
  )
}

async function recordDataset(tx: Tx, pack: Package): Promise<void> {
  const { descriptor, fingerprint } = pack
  const row = {
    title_sv: descriptor.title_sv ?? descriptor.title,
    title_en: descriptor.title,
    version: descriptor.version,
    licence: descriptor.licenses.map((licence) => licence.name).join(', '),
    covers_from: descriptor.coverage?.from ?? null,
    covers_to: descriptor.coverage?.to ?? null,
    fingerprint,
  }
  await tx
    .insertInto('register.dataset')
    .values({ id: descriptor.name, ...row })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute()
}

/** What the package holds, for people: rows by resource. */
export function describePackage(pack: Package): [string, number][] {
  return Object.entries(pack.rows).map(([resource, rows]) => [resource, rows.length])
}
