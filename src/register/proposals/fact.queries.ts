// Reads facts as they stand, with the version and the dataset of each: what changes are made to and checked against.
import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { listCodes, listCounties, listCountries } from '../codebook/codebook.queries.ts'
import { versionedTable, type FactResource } from '../packages/fact-table.queries.ts'
import type { Reference } from '../packages/package.rules.ts'
import type { MergeGround } from './actor-merge.rules.ts'
import {
  factIdOf,
  factKey,
  subjectOf,
  type ProposedChange,
  type EditedResource,
  type StandingFact,
} from './change.rules.ts'
import { blankRow } from './fact-form.input.ts'

/** Facts that a change is judged among, and the context events that lean on sources that it touches. */
export type Neighbourhood = { facts: ReadonlyMap<string, StandingFact>; contextEvents: readonly FactRow[] }

type Condition = RawBuilder<SqlBool>

async function readRows(reader: Reader, resource: FactResource, where: Condition) {
  const { name, columns } = versionedTable(resource)
  const wanted = [...columns, 'dataset', 'recorded_from']
  const { rows } = await sql<FactRow>`
    select ${sql.join(wanted.map((column) => sql.ref(column)))} from ${sql.table(name)}
    where ${where} order by ${sql.ref(columns[0] ?? 'id')}`.execute(reader)
  return rows
}

async function readFacts(reader: Reader, resource: EditedResource, where: Condition): Promise<StandingFact[]> {
  const rows = await readRows(reader, resource, sql`recorded_to is null and (${where})`)
  return rows.map(({ dataset, recorded_from: base, ...row }) => ({
    resource,
    id: factIdOf(resource, row),
    dataset: String(dataset),
    base: Number(base),
    row,
  }))
}

function among(column: string, values: Iterable<unknown>): Condition {
  const list = [...new Set([...values].filter((value) => value !== null && value !== undefined).map(String))]
  return sql`${sql.ref(column)} = any(${list}::text[])`
}

/** The condition that names one fact among those of its sort. */
function isFact(resource: EditedResource, id: string): Condition {
  if (resource === 'actor_names') return sql`actor || '|' || name = ${id}`
  if (resource !== 'citations') return sql`id = ${id}`
  // What is cited may be a name of several words; the citation's own identifier has no space.
  const space = id.lastIndexOf(' ')
  return sql`fact_id = ${id.slice(0, space)} and id = ${id.slice(space + 1)}`
}

export async function findFact(
  reader: Reader,
  resource: EditedResource,
  id: string,
): Promise<StandingFact | undefined> {
  return (await readFacts(reader, resource, isFact(resource, id)))[0]
}

/** The version of a fact that the register began to hold at a revision, whether or not it stands. */
export async function findVersion(
  reader: Reader,
  resource: EditedResource,
  id: string,
  base: number,
): Promise<FactRow | undefined> {
  const rows = await readRows(reader, resource, sql`recorded_from = ${base} and ${isFact(resource, id)}`)
  const [found] = rows
  if (!found) return undefined
  const { dataset: _, recorded_from: __, ...row } = found
  return row
}

/** What hangs on two actors that may be one body. */
export async function readMergeGround(reader: Reader, gone: StandingFact, stays: StandingFact): Promise<MergeGround> {
  const both = [gone.id, stays.id]
  const names = await readFacts(reader, 'actor_names', among('actor', both))
  const ofGone = names.filter(({ row }) => row.actor === gone.id).map(({ id }) => id)
  return {
    gone,
    stays,
    names,
    emptyName: blankRow('actor_names'),
    cooperations: await listFactsOfParties(reader, both),
    citations: await readFacts(reader, 'citations', sql`fact_table = 'actor_name' and ${among('fact_id', ofGone)}`),
    children: await readFacts(reader, 'actors', among('parent', [gone.id])),
    conflicts: await readFacts(reader, 'conflicts', sql`subject_table = 'actor' and ${among('subject_id', [gone.id])}`),
    redirects: await readFacts(
      reader,
      'actor_redirects',
      sql`${among('from_actor', [gone.id])} or ${among('to_actor', [gone.id])}`,
    ),
  }
}

/** The cooperations that any of the actors is a party of. */
export function listFactsOfParties(reader: Reader, actors: readonly string[]): Promise<StandingFact[]> {
  return readFacts(reader, 'cooperations', sql`${among('home', actors)} or ${among('counterpart', actors)}`)
}

/** What the sources say on a conflict. */
export function listStatements(reader: Reader, conflict: string): Promise<StandingFact[]> {
  return readFacts(reader, 'statements', sql`conflict = ${conflict}`)
}

/** Those of the facts that stand. */
export function listFactsByName(reader: Reader, resource: EditedResource, ids: readonly string[]) {
  return readFacts(reader, resource, among('id', ids))
}

/** Facts of a sort that belong to the cooperations, or are one of these; in the order of their names. */
export async function listFactsOf(
  reader: Reader,
  resource: EditedResource,
  cooperations: readonly string[],
): Promise<StandingFact[]> {
  switch (resource) {
    case 'cooperations':
      return readFacts(reader, resource, among('id', cooperations))
    case 'agreements':
    case 'events':
      return readFacts(reader, resource, among('cooperation', cooperations))
    case 'reasons':
      return readFacts(reader, resource, among('event', idsOf(await listFactsOf(reader, 'events', cooperations))))
    case 'actors': {
      const parties = (await listFactsOf(reader, 'cooperations', cooperations)).map(({ row }) => row)
      return readFacts(reader, resource, among('id', [...parties.map(({ home }) => home), ...parties.map(({ counterpart }) => counterpart)])) // prettier-ignore
    }
    case 'sources': {
      const cited = [...cooperations]
      for (const sort of ['agreements', 'events', 'reasons'] as const) cited.push(...idsOf(await listFactsOf(reader, sort, cooperations))) // prettier-ignore
      const citations = await readFacts(reader, 'citations', among('fact_id', cited))
      const isCited = among('id', citations.map(({ row }) => row.source)) // prettier-ignore
      return readFacts(reader, resource, sql`visibility = 'public' and ${isCited}`)
    }
    case 'actor_names':
    case 'actor_redirects':
    case 'conflicts':
    case 'statements':
    case 'citations':
      throw new Error(`${resource} are not listed by cooperation`)
  }
}

function idsOf(facts: readonly StandingFact[]): string[] {
  return facts.map(({ id }) => id)
}

/** Everything on which it depends whether the changes are sound: what they touch, hang on, and what hangs on it. */
export async function readNeighbourhood(reader: Reader, changes: readonly ProposedChange[]): Promise<Neighbourhood> {
  const rows = changes.flatMap(({ resource, id, before, fields }) =>
    [before ?? {}, { ...before, ...fields }].map((row) => ({ resource, id, row })),
  )
  const touched = (resource: EditedResource) => rows.filter((one) => one.resource === resource)
  const ids = (resource: EditedResource) => touched(resource).map(({ id }) => id)
  const column = (resource: EditedResource, name: string) => touched(resource).map(({ row }) => row[name])
  const subjects = [
    ...ids('cooperations'),
    ...column('agreements', 'cooperation'),
    ...column('events', 'cooperation'),
    ...column('reasons', 'event').map((event) => subjectOf(String(event))),
    ...column('citations', 'fact_id').map((fact) => subjectOf(String(fact))),
    ...column('conflicts', 'subject_id'),
  ]
  const pairs = touched('cooperations').map(({ row }) => `${row.home} ${row.counterpart}`)
  const gone = changes.filter(({ resource, act }) => resource === 'actors' && act === 'withdraw').map(({ id }) => id)
  const cooperations = await readFacts(
    reader,
    'cooperations',
    sql`${among('id', subjects)} or home || ' ' || counterpart = any(${pairs}::text[])
      or ${among('home', gone)} or ${among('counterpart', gone)}`,
  )
  const cooperationIds = cooperations.map(({ id }) => id)
  const agreements = await readFacts(reader, 'agreements', among('cooperation', cooperationIds))
  const events = await readFacts(reader, 'events', among('cooperation', cooperationIds))
  const eventIds = events.map(({ id }) => id)
  const reasons = await readFacts(reader, 'reasons', among('event', eventIds))
  const conflicts = await readFacts(
    reader,
    'conflicts',
    sql`${among('id', [...ids('conflicts'), ...column('statements', 'conflict'), ...subjects])}
      or ${among('subject_id', [...cooperationIds, ...gone])}`,
  )
  const statements = await readFacts(
    reader,
    'statements',
    sql`${among('conflict', conflicts.map(({ id }) => id))} or ${among('event', eventIds)}
      or ${among('source', ids('sources'))}`,
  ) // prettier-ignore
  const known = [...cooperations, ...agreements, ...events, ...reasons, ...conflicts, ...statements]
  const citations = await readFacts(
    reader,
    'citations',
    sql`${among('fact_id', [...known.map(({ id }) => id), ...column('citations', 'fact_id')])}
      or ${among('source', ids('sources'))}`,
  )
  const sources = await readFacts(
    reader,
    'sources',
    among('id', [
      ...ids('sources'),
      ...column('citations', 'source'),
      ...column('statements', 'source'),
      ...[...citations, ...statements].map(({ row }) => row.source),
    ]),
  )
  const names = await readFacts(
    reader,
    'actor_names',
    sql`actor || '|' || name = any(${ids('actor_names')}::text[]) or ${among('actor', gone)}`,
  )
  const actorIds = ids('actors')
  const redirects = await readFacts(
    reader,
    'actor_redirects',
    sql`${among('id', ids('actor_redirects'))} or ${among('from_actor', actorIds)} or ${among('to_actor', actorIds)}`,
  )
  const children = await readFacts(reader, 'actors', among('parent', gone))
  const actors = await readActors(reader, [
    ...actorIds,
    ...children.map(({ id }) => id),
    ...names.map(({ row }) => row.actor),
    ...column('actor_names', 'actor'),
    ...[...redirects, ...touched('actor_redirects')].flatMap(({ row }) => [row.from_actor, row.to_actor]),
    ...column('actors', 'parent'),
    ...column('cooperations', 'home'),
    ...column('cooperations', 'counterpart'),
    ...cooperations.flatMap(({ row }) => [row.home, row.counterpart]),
    ...conflicts.flatMap(({ row }) => (row.subject_table === 'actor' ? [row.subject_id] : [])),
  ])
  const contextEvents = await readRows(
    reader,
    'context_events',
    sql`recorded_to is null and ${among('source', ids('sources'))}`,
  )
  const facts = [...actors, ...names, ...redirects, ...known, ...sources, ...citations]
  return { facts: new Map(facts.map((fact) => [factKey(fact), fact])), contextEvents }
}

/** The actors and those that they lie in, all the way up. */
async function readActors(reader: Reader, ids: readonly unknown[]): Promise<StandingFact[]> {
  const found = new Map<string, StandingFact>()
  for (let next = ids; next.length > 0;) {
    const read = (await readFacts(reader, 'actors', among('id', next))).filter(({ id }) => !found.has(id))
    for (const fact of read) found.set(fact.id, fact)
    next = read.map(({ row }) => row.parent)
  }
  return [...found.values()]
}

/** A fact with everything that hangs on it alone: what has to be withdrawn with it, itself last. */
export async function readBranch(reader: Reader, resource: EditedResource, id: string): Promise<StandingFact[]> {
  const fact = await findFact(reader, resource, id)
  if (!fact) return []
  const below = `${id}.`
  const isBelow = (column: string) => sql<SqlBool>`starts_with(${sql.ref(column)}, ${below})`
  const hanging: StandingFact[] = []
  if (resource === 'cooperations') {
    hanging.push(...(await readFacts(reader, 'reasons', isBelow('event'))))
    hanging.push(...(await readFacts(reader, 'events', sql`cooperation = ${id}`)))
    hanging.push(...(await readFacts(reader, 'agreements', sql`cooperation = ${id}`)))
  }
  if (resource === 'events') hanging.push(...(await readFacts(reader, 'reasons', sql`event = ${id}`)))
  const ids = [...hanging.map((one) => one.id), id]
  const citations = resource === 'citations' ? [] : await readFacts(reader, 'citations', among('fact_id', ids))
  return [...citations, ...hanging, fact]
}

/** What changes may lean on besides facts: the codes, countries and counties. */
export async function readReference(reader: Reader): Promise<Reference> {
  return {
    codes: new Set((await listCodes(reader)).map(({ scheme, code }) => `${scheme}/${code}`)),
    countries: new Set((await listCountries(reader)).map(({ code }) => code)),
    counties: new Set((await listCounties(reader)).map(({ code }) => code)),
    actors: new Map(),
  }
}
