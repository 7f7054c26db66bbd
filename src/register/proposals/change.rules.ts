// What is a change to the facts, what does it do to them, and when do two of them want the same field?
import type { FactRow } from '#platform/db/versions.ts'

/** Sorts of facts that people may change, named as the files of a data package. In the order in which they are read. */
export const editedResources = [
  'actors',
  'actor_names',
  'actor_redirects',
  'cooperations',
  'agreements',
  'events',
  'reasons',
  'conflicts',
  'statements',
  'sources',
  'citations',
] as const
export type EditedResource = (typeof editedResources)[number]

export function isEditedResource(text: string): text is EditedResource {
  return (editedResources as readonly string[]).includes(text)
}

/** The dataset that accepted changes belong to. */
export const editsDataset = 'edits'

export type Act = 'add' | 'change' | 'withdraw'

/**
 * What is done to one fact. `before` is the version that the author saw and `base` its first revision; an addition has
 * neither. `fields` are new values by column: all of an addition, those that differ of a change, none of a withdrawal.
 */
export type ProposedChange = { resource: EditedResource; id: string; act: Act; base: number | null } & {
  before: FactRow | null
  fields: FactRow
}

/** A fact as it stands. `base` is the revision from which it has stood so. */
export type StandingFact = { resource: EditedResource; id: string; dataset: string; base: number; row: FactRow }

/** Facts by `factKey`. */
export type Facts = ReadonlyMap<string, StandingFact>

/**
 * Citations have names of their own only within a dataset: they are named together with the fact that they are for. Names of
 * actors are named with the actor, as citations of them do.
 */
export function factIdOf(resource: EditedResource, row: FactRow): string {
  if (resource === 'actor_names') return `${row.actor}|${row.name}`
  return resource === 'citations' ? `${row.fact_id} ${row.id}` : String(row.id)
}

export function factKey({ resource, id }: { resource: string; id: string }): string {
  return `${resource}/${id}`
}

export function addition(resource: EditedResource, row: FactRow): ProposedChange {
  return { resource, id: factIdOf(resource, row), act: 'add', base: null, before: null, fields: row }
}

/** The change from one version of a fact to other values of some of its columns; undefined where nothing differs. */
export function changeOf(fact: Omit<StandingFact, 'dataset'>, values: FactRow): ProposedChange | undefined {
  const fields = Object.fromEntries(
    Object.entries(values).filter(([column, value]) => value !== (fact.row[column] ?? null)),
  )
  if (Object.keys(fields).length === 0) return undefined
  return { resource: fact.resource, id: fact.id, act: 'change', base: fact.base, before: fact.row, fields }
}

export function withdrawalOf(fact: Omit<StandingFact, 'dataset'>): ProposedChange {
  return { resource: fact.resource, id: fact.id, act: 'withdraw', base: fact.base, before: fact.row, fields: {} }
}

/** The fact as the change leaves it; undefined where it is withdrawn. Fields that the change does not touch are `row`'s. */
export function changedRow(change: ProposedChange, row: FactRow | null): FactRow | undefined {
  return change.act === 'withdraw' ? undefined : { ...row, ...change.fields }
}

/** The facts as the changes leave them, whatever stands in the way; see `clashesOf`. */
export function applyChanges(
  facts: ReadonlyMap<string, FactRow>,
  changes: readonly ProposedChange[],
): Map<string, FactRow> {
  const after = new Map(facts)
  for (const change of changes) {
    const row = changedRow(change, after.get(factKey(change)) ?? null)
    if (row) after.set(factKey(change), row)
    else after.delete(factKey(change))
  }
  return after
}

/**
 * What takes the changes back. `standing` gives the version that each fact has had since; the values that the changes
 * wrote count as the ones seen, so that whatever was changed since then clashes.
 */
export function reversalOf(
  changes: readonly ProposedChange[],
  baseOf: (change: ProposedChange) => number | undefined,
): ProposedChange[] {
  return changes.toReversed().map((change): ProposedChange => {
    const { resource, id, act, before, fields } = change
    if (act === 'withdraw') return { resource, id, act: 'add', base: null, before: null, fields: before ?? {} }
    const written = { ...before, ...fields }
    const base = baseOf(change) ?? 0
    if (act === 'add') return { resource, id, act: 'withdraw', base, before: written, fields: {} }
    const earlier = Object.fromEntries(Object.keys(fields).map((column) => [column, before?.[column] ?? null]))
    return { resource, id, act: 'change', base, before: written, fields: earlier }
  })
}

/**
 * What has come between a change and the version that its author saw. `taken`: what it would add is there. `gone`: what
 * it is about is not there any more. Otherwise one field with the value seen, the one proposed and the one that stands.
 */
export type Clash = { resource: EditedResource; id: string } & (
  | { kind: 'taken' | 'gone' }
  | { kind: 'field'; column: string; seen: FactRow[string]; proposed: FactRow[string]; standing: FactRow[string] }
)

/** A withdrawal clashes with any change of the fact; a change only where the same field has another value by now. */
export function clashesOf(change: ProposedChange, standing: FactRow | undefined): Clash[] {
  const { resource, id, act, before, fields } = change
  if (act === 'add') return standing ? [{ resource, id, kind: 'taken' }] : []
  if (!standing) return [{ resource, id, kind: 'gone' }]
  const columns = Object.keys(act === 'withdraw' ? { ...before, ...standing } : fields)
  return columns.flatMap((column) => {
    const [seen, now] = [before?.[column] ?? null, standing[column] ?? null]
    if (seen === now) return []
    return [{ resource, id, kind: 'field', column, seen, proposed: fields[column] ?? null, standing: now } as const]
  })
}

/**
 * The changes brought up to date with what stands. Where something has come between, `keeps` says whether what was
 * proposed is to hold (true) or what stands; whatever has become no change at all is left out. Nothing clashes any more.
 */
export function settle(
  changes: readonly ProposedChange[],
  facts: Facts,
  keeps: (clash: Clash) => boolean,
): ProposedChange[] {
  return changes.flatMap((change): ProposedChange[] => {
    const fact = facts.get(factKey(change))
    const clashes = clashesOf(change, fact?.row)
    const [first] = clashes
    if (first && first.kind !== 'field' && !keeps(first)) return []
    if (!fact) {
      // What is gone cannot be withdrawn again; what was to be changed comes back as it was to be.
      const row = changedRow(change, change.before)
      return row ? [addition(change.resource, row)] : []
    }
    if (change.act === 'withdraw') return clashes.every(keeps) ? [withdrawalOf(fact)] : []
    const given = new Set(clashes.flatMap((clash) => (clash.kind === 'field' && !keeps(clash) ? [clash.column] : [])))
    const wanted = Object.fromEntries(Object.entries(change.fields).filter(([column]) => !given.has(column)))
    const renewed = changeOf(fact, wanted)
    return renewed ? [renewed] : []
  })
}

/** The cooperation, conflict, actor or source that a fact hangs on: its identifier up to the first mark. */
export function subjectOf(factId: string): string {
  return factId.split(/[. |]/)[0] ?? factId
}
