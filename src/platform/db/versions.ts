// Writes versioned facts: a change closes the row that stood and adds a new one, so that every earlier revision of
// the register can be read again.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Tx } from './database.ts'

type Cell = string | number | null
export type FactRow = Record<string, Cell>

export type VersionedTable = {
  /** Schema-qualified name, as in `register.event`. */
  name: string
  /** Columns that name a fact within its dataset. */
  key: readonly string[]
  /** All columns that carry content, the key among them. */
  columns: readonly string[]
  /**
   * Whether the key names a fact within the whole register, so that one dataset may take it over from another.
   * `shared`: moreover facts of other datasets may lean on it.
   */
  reach: 'dataset' | 'register' | 'shared'
}

export type VersionCounts = { added: number; changed: number; withdrawn: number }

/** What has to be done to a table: rows to close, rows to add, and the revision that does it. */
export type VersionPlan = {
  table: VersionedTable
  dataset: string
  revision: number
  toClose: FactRow[]
  toAdd: FactRow[]
}

/**
 * Plans to make `rows` the dataset's content of the table as from `revision`. Rows that are equal to what stands are
 * left alone; rows that are gone are closed. Nothing is written yet.
 */
export async function planVersions(
  tx: Tx,
  table: VersionedTable,
  dataset: string,
  rows: readonly FactRow[],
  revision: number,
): Promise<VersionPlan> {
  const standing = await readStanding(tx, table, dataset)
  const toClose: FactRow[] = []
  const toAdd: FactRow[] = []
  for (const row of rows) {
    const key = keyOf(table, row)
    const before = standing.get(key)
    standing.delete(key)
    if (before && table.columns.every((column) => before[column] === (row[column] ?? null))) continue
    if (before) toClose.push(before)
    toAdd.push(row)
  }
  toClose.push(...standing.values())
  return { table, dataset, revision, toClose, toAdd }
}

/** What a plan does, fact by fact. A change counts only if neither what stood nor what comes is left out. */
export function countsOf(
  { table, toClose, toAdd }: VersionPlan,
  isLeftOut: (row: FactRow) => boolean = () => false,
): VersionCounts {
  const closed = new Map(toClose.map((row) => [keyOf(table, row), row]))
  const counts = { added: 0, changed: 0, withdrawn: 0 }
  for (const row of toAdd) {
    const before = closed.get(keyOf(table, row))
    closed.delete(keyOf(table, row))
    if (isLeftOut(row) || (before && isLeftOut(before))) continue
    counts[before ? 'changed' : 'added'] += 1
  }
  counts.withdrawn = [...closed.values()].filter((row) => !isLeftOut(row)).length
  return counts
}

/**
 * Whether a row was held at a revision; without one, whether it stands now. `alias` names the table in the statement.
 * A later revision never changes what was held at an earlier one.
 */
export function heldAt(alias: string, asOf?: number): RawBuilder<SqlBool> {
  const from = sql.ref(`${alias}.recorded_from`)
  const to = sql.ref(`${alias}.recorded_to`)
  return asOf === undefined ? sql`${to} is null` : sql`(${from} <= ${asOf} and (${to} is null or ${to} > ${asOf}))`
}

/**
 * Carries the plans out together: a fact may move from one dataset to another, so all closing comes before any adding.
 * What moves changes hands at the revision that adds it, whichever dataset came first: as of every revision it is held
 * once. What is shared and dropped is held until the last revision, because facts dropped later may lean on it.
 */
export async function applyVersions(tx: Tx, plans: readonly VersionPlan[]): Promise<void> {
  const takenOver = new Map<string, number>()
  for (const { table, toAdd, revision } of plans)
    for (const row of toAdd) takenOver.set(`${table.name} ${keyOf(table, row)}`, revision)
  // A plan with nothing to do carries a number that no changeset will have.
  const last = Math.max(...plans.filter(isNeeded).map(({ revision }) => revision))
  for (const { table, dataset, toClose, revision } of plans) {
    const closedAt = (row: FactRow) => {
      if (table.reach === 'dataset') return revision
      return takenOver.get(`${table.name} ${keyOf(table, row)}`) ?? (table.reach === 'shared' ? last : revision)
    }
    for (const [at, rows] of Map.groupBy(toClose, closedAt)) await closeRows(tx, table, dataset, rows, at)
  }
  for (const { table, dataset, toAdd, revision } of plans) await addRows(tx, table, dataset, toAdd, revision)
}

function isNeeded({ toClose, toAdd }: VersionPlan): boolean {
  return toClose.length + toAdd.length > 0
}

function keyOf(table: VersionedTable, row: FactRow): string {
  return JSON.stringify(table.key.map((column) => row[column] ?? null))
}

async function readStanding(tx: Tx, table: VersionedTable, dataset: string): Promise<Map<string, FactRow>> {
  const { rows } = await sql<FactRow>`
    select ${sql.join(table.columns.map((column) => sql.ref(column)))} from ${sql.table(table.name)}
    where dataset = ${dataset} and recorded_to is null`.execute(tx)
  return new Map(rows.map((row) => [keyOf(table, row), row]))
}

async function closeRows(tx: Tx, table: VersionedTable, dataset: string, rows: FactRow[], revision: number) {
  for (const row of rows) {
    const matches = table.key.map((column) => sql`${sql.ref(column)} = ${row[column] ?? null}`)
    await sql`
      update ${sql.table(table.name)} set recorded_to = ${revision}
      where dataset = ${dataset} and recorded_to is null and ${sql.join(matches, sql` and `)}`.execute(tx)
  }
}

// One statement of thousands of rows is quickest, but PostgreSQL takes at most 65,535 parameters in one.
const maxParameters = 30_000

function addRows(tx: Tx, table: VersionedTable, dataset: string, rows: FactRow[], revision: number): Promise<void> {
  const columns = [...table.columns, 'dataset', 'recorded_from']
  const held = rows.map((row) => ({ ...row, dataset, recorded_from: revision }))
  return insertRows(tx, table.name, columns, held)
}

/** Rows as they are, in their order, with the numbers that they have. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly Record<string, Cell | boolean>[],
) {
  const batch = Math.floor(maxParameters / columns.length)
  for (let start = 0; start < rows.length; start += batch) {
    const values = rows.slice(start, start + batch).map((row) => {
      return sql`(${sql.join(columns.map((column) => row[column] ?? null))})`
    })
    await sql`
      insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      overriding system value values ${sql.join(values)}`.execute(tx)
  }
}
