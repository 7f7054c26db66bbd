// Takes data packages into the register: all or nothing, and nothing at all where nothing differs.
import { sql } from 'kysely'
import { citationTable, listGuarded, sourceTable, type HeldBack } from '#evidence/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import {
  applyVersions,
  countsOf,
  planVersions,
  type FactRow,
  type VersionCounts,
  type VersionedTable,
  type VersionPlan,
} from '#platform/db/versions.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import {
  announceRevision,
  latestRevision,
  listFingerprints,
  lockRevisions,
  recordChangeset,
  recordDataset,
  type Changeset,
  type Dataset,
} from '../changesets/changeset.queries.ts'
import { deriveAll, isDerived } from '../cooperations/derivation.commands.ts'
import { keepPackagedCodebook } from '../codebook/codebook-version.commands.ts'
import { listOverlay } from '../codebook/codebook-version.queries.ts'
import { overlaid } from '../codebook/codebook-version.rules.ts'
import { listActorRedirects } from '../actors/actor-redirect.queries.ts'
import { holdBack, publishUnlessHeldBack } from '../seals/seal-gate.commands.ts'
import { keepLeanedUpon, withoutTakenOver } from '../proposals/takeover.commands.ts'
import { factResources, versionedTable, type FactResource } from './fact-table.queries.ts'
import { identifyPackage, readPackage, resourceSchemas, type Fault, type Package, type Row } from './package.input.ts'
import { checkPackage, checkTogether, keyOf, type Reference } from './package.rules.ts'

export type LoadResult =
  /** `isHeldBack`: the files are sound, but would lead to somebody under seal. */
  | { ok: false; faults: Fault[]; isHeldBack?: true }
  | { ok: true; revision: number; counts: VersionCounts; changed: boolean }

/** Reads the reference package and the others, and checks them all. Nothing is written. */
export function readPackages(folders: { reference: string; datasets: string[] }): {
  packages: Package[]
  faults: Fault[]
} {
  const reference = readPackage(folders.reference)
  const known = referenceOf(reference)
  const packages = [reference, ...folders.datasets.map(readPackage)]
  const faults = packages.flatMap((pack) =>
    checkPackage(pack, pack === reference ? { ...known, actors: new Map() } : known).map((fault) => ({
      ...fault,
      file: `${pack.folder}/${fault.file}`,
    })),
  )
  return { packages, faults: [...faults, ...checkTogether(packages.slice(1))] }
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
 * `now` is when the register takes it in. Where something would lead to somebody under seal, nothing is loaded.
 */
export async function loadPackages(
  database: Database,
  folders: { reference: string; datasets: string[] },
  now: Date,
  sealKeys: KeyRing = [],
): Promise<LoadResult> {
  const published = await publishUnlessHeldBack(database, { ring: sealKeys, at: now }, (tx) =>
    takeIn(tx, folders, now, sealKeys),
  )
  return published.ok ? published.result : { ok: false, faults: faultsOf(published.heldBack), isHeldBack: true }
}

/** Which rows they are stands on the page of the evidence and not here: the terminal and its log are read by others. */
function faultsOf(heldBack: HeldBack): Fault[] {
  const file = 'datapackage.json'
  if (heldBack.refusal === 'unreadable') {
    return [
      { file, message: 'cannot be compared with what is under seal: SAMBAND_SEAL_KEY lacks its key, or it is damaged' },
    ]
  }
  return [...Map.groupBy(heldBack.findings, ({ seal }) => seal)].map(([seal, findings]) => ({
    file,
    message: `leads in ${findings.length} points to who is under seal: somebody with a grant has to rule on them at /seals/${seal}`,
  }))
}

async function takeIn(
  tx: Tx,
  folders: { reference: string; datasets: string[] },
  now: Date,
  sealKeys: KeyRing,
): Promise<LoadResult> {
  // Two processes that start at once would both see an empty register.
  await lockRevisions(tx)
  const counts: VersionCounts = { added: 0, changed: 0, withdrawn: 0 }
  if (await areAllLoaded(tx, [folders.reference, ...folders.datasets])) {
    // A newer program may derive other tables from the same facts.
    if (!(await isDerived(tx))) await deriveAll(tx)
    return { ok: true, revision: await latestRevision(tx), counts, changed: false }
  }
  const { packages, faults } = readPackages(folders)
  if (faults.length > 0) return { ok: false, faults }
  const plans: VersionPlan[] = []
  let revision = await latestRevision(tx)
  const before = revision
  const held = new Set<string>()
  for (const pack of packages) {
    const planned = await planPackage(tx, pack, held, revision + 1)
    const described = await recordDataset(tx, datasetOf(pack), revision + 1)
    const own = sumCounts(planned.plans)
    own.changed += planned.replaced + described
    plans.push(...planned.plans)
    if (own.added + own.changed + own.withdrawn === 0) continue
    revision += 1
    const told = await toldCounts(tx, pack, planned.plans)
    told.changed += planned.replaced + described
    await recordChangeset(tx, importOf(pack, revision, now, told))
    for (const key of ['added', 'changed', 'withdrawn'] as const) counts[key] += own[key]
  }
  const changed = counts.added + counts.changed + counts.withdrawn > 0
  if (changed) await applyVersions(tx, plans)
  if (changed) await holdBack(tx, sealKeys, { since: before + 1 })
  await keepPackagedCodebook(tx, now)
  if (changed || !(await isDerived(tx))) await deriveAll(tx)
  if (changed) await announceRevision(tx, revision)
  return { ok: true, revision, counts, changed }
}

/** What was loaded was without faults: most starts read no table of a package again. */
async function areAllLoaded(tx: Tx, folders: readonly string[]): Promise<boolean> {
  const standing = await listFingerprints(tx)
  return folders.map(identifyPackage).every(({ name, fingerprint }) => standing.get(name) === fingerprint)
}

type Planned = { plans: VersionPlan[]; replaced: number }

/** Columns that name an actor. */
const actorColumns: Partial<Record<FactResource, readonly string[]>> = {
  actors: ['parent'],
  actor_names: ['actor'],
  cooperations: ['home', 'counterpart'],
  conflicts: ['subject_id'],
}

/**
 * What a package says of an actor that has been merged in the register is said of the one that stays. Of names that both
 * have, one is held.
 */
function withStandingActors(
  resource: FactResource,
  rows: FactRow[],
  standingFor: ReadonlyMap<unknown, string>,
): FactRow[] {
  const columns = actorColumns[resource]
  if (!columns || standingFor.size === 0) return rows
  const moved = rows.map((row) => ({
    ...row,
    ...Object.fromEntries(columns.map((column) => [column, standingFor.get(row[column]) ?? row[column] ?? null])),
  }))
  return [...new Map(moved.map((row) => [keyOf(resource, row as Row), row])).values()]
}

/** `held` are the actors and names that an earlier package brings: they are the same facts and are held once. */
async function planPackage(tx: Tx, pack: Package, held: Set<string>, revision: number): Promise<Planned> {
  const dataset = pack.descriptor.name
  const replaced = await replaceReference(tx, pack)
  const merged = (await listActorRedirects(tx)).filter(({ kind }) => kind === 'merged')
  const standingFor = new Map(merged.map(({ from, to }) => [from, to]))
  const plans: (VersionPlan & { resource: FactResource })[] = []
  for (const resource of [...factResources, 'sources', 'citations'] as const) {
    const rows = (pack.rows[resource] ?? []).filter((row) => {
      if (resource !== 'actors' && resource !== 'actor_names') return true
      const key = `${resource} ${keyOf(resource, row)}`
      return !held.has(key) && held.add(key)
    })
    const own = await withoutTakenOver(tx, resource, dataset, rows.map(withoutLine))
    const told = withStandingActors(resource, own, standingFor)
    plans.push({ ...(await planVersions(tx, versionedTable(resource), dataset, told, revision)), resource })
  }
  await keepLeanedUpon(tx, plans)
  return { plans, replaced }
}

/** What the changeset says of itself, without what is or was guarded and what rests on it: sums tell of it too. */
async function toldCounts(tx: Tx, { rows }: Package, plans: readonly VersionPlan[]): Promise<VersionCounts> {
  const guarded = new Set(await listGuarded(tx))
  for (const { id, visibility } of rows.sources ?? []) if (visibility !== 'public') guarded.add(String(id))
  const sourceColumns = new Map([
    [sourceTable.name, 'id'],
    [citationTable.name, 'source'],
  ])
  return sumCounts(plans, ({ name }, row) => {
    const column = sourceColumns.get(name)
    return column !== undefined && guarded.has(String(row[column]))
  })
}

function sumCounts(
  plans: readonly VersionPlan[],
  isLeftOut: (table: VersionedTable, row: FactRow) => boolean = () => false,
): VersionCounts {
  const sum = { added: 0, changed: 0, withdrawn: 0 }
  for (const plan of plans) {
    const counts = countsOf(plan, (row) => isLeftOut(plan.table, row))
    for (const key of ['added', 'changed', 'withdrawn'] as const) sum[key] += counts[key]
  }
  return sum
}

function importOf(pack: Package, revision: number, now: Date, counts: VersionCounts): Changeset {
  const { name, title, title_sv, version } = pack.descriptor
  return {
    revision,
    recorded_at: now,
    kind: 'import',
    dataset: name,
    author: 'Samband',
    message_sv: `Datapaketet ${title_sv ?? title}, version ${version}`,
    message_en: `The data package ${title}, version ${version}`,
    ...counts,
  }
}

function withoutLine(row: Row): FactRow {
  const { line: _, ...rest } = row
  return rest
}

/**
 * Countries, counties, codes and regime types are not facts about cooperation: they are replaced and keep no versions.
 * Returns how many rows are new or differ.
 */
async function replaceReference(tx: Tx, pack: Package): Promise<number> {
  const columns = (resource: 'countries' | 'counties' | 'codebook' | 'regimes') =>
    Object.keys(resourceSchemas[resource].shape)
  // What curators have published of the codes that people code by holds, whatever the package says of them.
  const packaged = pack.rows.codebook ?? []
  const codes = packaged.length > 0 ? overlaid(packaged, await listOverlay(tx)) : []
  const counties = (pack.rows.counties ?? []).map((row) => ({ ...row, country: String(row.iso3166_2).slice(0, 2) }))
  return (
    (await replaceAll(tx, 'register.country', columns('countries'), pack.rows.countries ?? [])) +
    (await replaceAll(tx, 'register.county', ['country', ...columns('counties')], counties)) +
    (await replaceAll(tx, 'register.code', columns('codebook'), codes)) +
    (await replaceAll(tx, 'register.regime', columns('regimes'), pack.rows.regimes ?? []))
  )
}

async function replaceAll(tx: Tx, table: string, columns: string[], rows: readonly FactRow[]): Promise<number> {
  if (rows.length === 0) return 0
  const written = (row: FactRow) => JSON.stringify(columns.map((column) => row[column] ?? null))
  const names = sql.join(columns.map((column) => sql.ref(column)))
  const standing = await sql<FactRow>`select ${names} from ${sql.table(table)}`.execute(tx)
  const known = new Set(standing.rows.map(written))
  const fresh = rows.filter((row) => !known.has(written(row))).length
  if (fresh === 0 && standing.rows.length === rows.length) return 0
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
  await sql`delete from ${sql.table(table)}`.execute(tx)
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(tx)
  // The first ones change nothing that anybody has seen.
  return standing.rows.length === 0 ? 0 : Math.max(fresh, Math.abs(standing.rows.length - rows.length))
}

function datasetOf({ descriptor, fingerprint }: Package): Dataset & { fingerprint: string } {
  const licences = [...descriptor.licenses, ...descriptor.resources.flatMap((resource) => resource.licenses ?? [])]
  return {
    id: descriptor.name,
    title_sv: descriptor.title_sv ?? descriptor.title,
    title_en: descriptor.title,
    version: descriptor.version,
    licence: [...new Set(licences.map((licence) => licence.name))].join(', '),
    covers_from: descriptor.coverage?.from ?? null,
    covers_to: descriptor.coverage?.to ?? null,
    fingerprint,
  }
}

/** What the package holds, for people: rows by resource. */
export function describePackage(pack: Package): [string, number][] {
  return Object.entries(pack.rows).map(([resource, rows]) => [resource, rows.length])
}
