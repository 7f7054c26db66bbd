// Keeps accepted edits from being undone by the next version of a data package: what an edit has taken over stays as the
// edit has it, and where the package says something new a curator is told.
import { sql, type RawBuilder } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { FactRow, VersionPlan } from '#platform/db/versions.ts'
import { versionedTable, type FactResource } from '../packages/fact-table.queries.ts'
import { findFact } from './fact.queries.ts'
import { editsDataset, factIdOf, isEditedResource, type EditedResource, type StandingFact } from './change.rules.ts'

type Said = FactRow | null

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.takeover': { resource: EditedResource; fact_id: string; dataset: string; said: Said; says: Said }
  }
}

/** `said` is what the package said when somebody last looked, `says` what it says now; null where it has no such fact. */
export type Takeover = { resource: EditedResource; id: string; dataset: string; said: Said; says: Said }

/** A fact of a package passes to the edits. What has been taken over before keeps what the package said then. */
export async function recordTakeover(tx: Tx, { resource, id, dataset, row }: StandingFact): Promise<void> {
  const said = asJson(row)
  await sql`
    insert into register.takeover (resource, fact_id, dataset, said, says)
    values (${resource}, ${id}, ${dataset}, ${said}::json, ${said}::json) on conflict do nothing`.execute(tx)
}

/** Facts of which the package says something else than when somebody last looked, and than the register does. */
export async function listDivergences(reader: Reader): Promise<Takeover[]> {
  const rows = await reader
    .selectFrom('register.takeover')
    .where(sql<boolean>`said::text is distinct from says::text`)
    .select(['resource', 'fact_id as id', 'dataset', 'said', 'says'])
    .orderBy('dataset')
    .orderBy('resource')
    .orderBy('fact_id')
    .execute()
  const diverging: Takeover[] = []
  for (const row of rows) {
    const standing = await findFact(reader, row.resource, row.id)
    // What has been put right on both sides is nothing to look at.
    const isSame = (row.says && asJson(row.says)) === (standing ? asJson(standing.row) : null)
    if (!isSame) diverging.push(row)
  }
  return diverging
}

/** A curator has looked and stays with the edit. */
export async function settleDivergence(tx: Tx, which: Pick<Takeover, 'resource' | 'id' | 'dataset'>): Promise<boolean> {
  const settled = await tx
    .updateTable('register.takeover')
    .set((eb) => ({ said: eb.ref('says') }))
    .where('resource', '=', which.resource)
    .where('fact_id', '=', which.id)
    .where('dataset', '=', which.dataset)
    .executeTakeFirst()
  return settled.numUpdatedRows > 0n
}

/**
 * The rows of a package that are its own to say: all but those that edits have taken over, or had first. Notes what the
 * package says of the others.
 */
export async function withoutTakenOver(
  tx: Tx,
  resource: FactResource,
  dataset: string,
  rows: readonly FactRow[],
): Promise<FactRow[]> {
  if (!isEditedResource(resource)) return [...rows]
  const known = await tx
    .selectFrom('register.takeover')
    .where('resource', '=', resource)
    .where('dataset', '=', dataset)
    .select('fact_id as id')
    .execute()
  const edited = await idsHeldBy(tx, resource, editsDataset)
  // Of a fact that had to be kept for what leans on it, the package may have the last word again.
  const own = known.length > 0 ? await idsHeldBy(tx, resource, dataset) : new Set()
  const taken = new Set(known.map(({ id }) => id).filter((id) => !own.has(id)))
  const said = new Map(rows.map((row) => [factIdOf(resource, row), row]))
  for (const { id } of known) await noteWhatIsSaid(tx, { resource, id, dataset, row: said.get(id) ?? null })
  for (const [id, row] of said) {
    if (!edited.has(id) || taken.has(id)) continue
    await noteWhatIsSaid(tx, { resource, id, dataset, row })
    taken.add(id)
  }
  return rows.filter((row) => !taken.has(factIdOf(resource, row)))
}

type WhatIsSaid = { resource: EditedResource; id: string; dataset: string; row: Said }

async function noteWhatIsSaid(tx: Tx, { resource, id, dataset, row }: WhatIsSaid): Promise<void> {
  const says = row && asJson(row)
  await sql`
    insert into register.takeover (resource, fact_id, dataset, said, says)
    values (${resource}, ${id}, ${dataset}, null, ${says}::json)
    on conflict (dataset, resource, fact_id) do update set says = excluded.says`.execute(tx)
}

async function idsHeldBy(tx: Tx, resource: EditedResource, dataset: string): Promise<Set<string>> {
  const { name } = versionedTable(resource)
  const named: Partial<Record<EditedResource, RawBuilder<string>>> = {
    citations: sql`fact_id || ' ' || id`,
    actor_names: sql`actor || '|' || name`,
  }
  const id = named[resource] ?? sql`id`
  const { rows } = await sql<{ id: string }>`
    select ${id} as id from ${sql.table(name)} where dataset = ${dataset} and recorded_to is null`.execute(tx)
  return new Set(rows.map((row) => row.id))
}

/** Columns by which facts lean on those of a sort. */
const leanings: Partial<Record<EditedResource, readonly [EditedResource, string][]>> = {
  actors: [
    ['cooperations', 'home'], ['cooperations', 'counterpart'], ['actors', 'parent'], ['actor_names', 'actor'],
    ['actor_redirects', 'to_actor'], ['actor_redirects', 'from_actor'],
  ],
  actor_names: [['citations', 'fact_id']],
  cooperations: [['agreements', 'cooperation'], ['events', 'cooperation'], ['citations', 'fact_id']],
  agreements: [['events', 'agreement'], ['agreements', 'parent'], ['citations', 'fact_id']],
  events: [['reasons', 'event'], ['statements', 'event'], ['citations', 'fact_id']],
  reasons: [['citations', 'fact_id']],
  conflicts: [['statements', 'conflict'], ['citations', 'fact_id']],
  statements: [['citations', 'fact_id']],
  sources: [['citations', 'source'], ['statements', 'source']],
} // prettier-ignore

/**
 * Keeps facts that a package no longer has, but that accepted edits lean on, and tells a curator. Plans of one package
 * are given together and in the order of the files; those of sorts that hold others up are changed in place.
 */
export async function keepLeanedUpon(tx: Tx, plans: readonly (VersionPlan & { resource: FactResource })[]) {
  // From the leaves up: an event that is kept for its reason keeps its cooperation, and that its parties.
  const needed = new Set<FactRow[string]>()
  for (const plan of plans.toReversed()) {
    const { resource, dataset } = plan
    if (!isEditedResource(resource) || !leanings[resource]) continue
    const added = new Set(plan.toAdd.map((row) => factIdOf(resource, row)))
    const dropped = plan.toClose.filter((row) => !added.has(factIdOf(resource, row)))
    if (dropped.length === 0) continue
    for (const id of await idsLeanedUpon(tx, resource)) needed.add(id)
    for (const row of dropped) {
      const id = factIdOf(resource, row)
      if (!needed.has(id)) continue
      for (const column of ['event', 'agreement', 'parent', 'cooperation', 'home', 'counterpart']) {
        needed.add(row[column] ?? null)
      }
      plan.toClose.splice(plan.toClose.indexOf(row), 1)
      await recordTakeover(tx, { resource, id, dataset, base: 0, row })
      await noteWhatIsSaid(tx, { resource, id, dataset, row: null })
    }
  }
}

async function idsLeanedUpon(tx: Tx, resource: EditedResource): Promise<Set<string>> {
  const found = new Set<string>()
  for (const [leaning, column] of leanings[resource] ?? []) {
    const { rows } = await sql<{ id: string | null }>`
      select ${sql.ref(column)} as id from ${sql.table(versionedTable(leaning).name)}
      where dataset = ${editsDataset} and recorded_to is null`.execute(tx)
    for (const { id } of rows) if (id !== null) found.add(id)
  }
  return found
}

/** Written with the columns in one order, so that two writings of one row are equal. */
function asJson(row: FactRow): string {
  return JSON.stringify(row, Object.keys(row).toSorted())
}
