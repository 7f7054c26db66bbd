// Is a data package sound? References resolve, codes are in the codebook, dates are possible, every fact is cited.
import { foldStatus, spansOf, type StatusEvent } from '../cooperations/status.rules.ts'
import type { Fault, Package, ResourceName, Row } from './package.input.ts'
import { checkContextEvents } from './context-check.rules.ts'
import { fault, rowsOf } from './package-fault.rules.ts'
import { checkRegimes } from './regime-check.rules.ts'
import { checkSealedSources } from './seal-check.rules.ts'

/** What the package may lean on besides itself: the codes, countries, counties and actors of the reference package. */
export type Reference = {
  codes: ReadonlySet<string>
  countries: ReadonlySet<string>
  counties: ReadonlySet<string>
  actors: ReadonlyMap<string, Row>
}

const keys: Record<ResourceName, readonly string[]> = {
  countries: ['code'],
  counties: ['code'],
  codebook: ['scheme', 'code'],
  regimes: ['country', 'from_year'],
  actors: ['id'],
  actor_names: ['actor', 'name'],
  actor_redirects: ['id'],
  cooperations: ['id'],
  agreements: ['id'],
  events: ['id'],
  reasons: ['id'],
  sources: ['id'],
  citations: ['id'],
  conflicts: ['id'],
  statements: ['id'],
  context_events: ['id'],
  claims: ['id'],
  seal_rulings: ['citation'],
}

/** Columns that hold a code, and the codebook scheme that it must be in. */
const codeColumns: readonly [ResourceName, string, string][] = [
  ['regimes', 'regime', 'regime'],
  ['actors', 'kind', 'actor_kind'],
  ['actor_names', 'type', 'name_type'],
  ['cooperations', 'kind', 'cooperation_kind'],
  ['cooperations', 'standing', 'standing'],
  ['agreements', 'layer', 'layer'],
  ['agreements', 'term', 'term'],
  ['events', 'kind', 'event_kind'],
  ['events', 'initiator', 'initiator'],
  ['events', 'formality', 'formality'],
  ['events', 'rank', 'rank'],
  ['reasons', 'code', 'reason'],
  ['reasons', 'stance', 'stance'],
  ['sources', 'kind', 'source_kind'],
  ['sources', 'visibility', 'visibility'],
  ['citations', 'stance', 'fact_stance'],
  ['statements', 'rank', 'rank'],
]

/** Columns that name a row of another resource of the package. */
const referenceColumns: readonly [ResourceName, string, ResourceName][] = [
  ['actors', 'parent', 'actors'],
  ['actor_names', 'actor', 'actors'],
  ['actor_redirects', 'to_actor', 'actors'],
  ['cooperations', 'home', 'actors'],
  ['cooperations', 'counterpart', 'actors'],
  ['agreements', 'cooperation', 'cooperations'],
  ['agreements', 'parent', 'agreements'],
  ['events', 'cooperation', 'cooperations'],
  ['events', 'agreement', 'agreements'],
  ['reasons', 'event', 'events'],
  ['citations', 'source', 'sources'],
  ['statements', 'conflict', 'conflicts'],
  ['statements', 'source', 'sources'],
  ['statements', 'event', 'events'],
  ['context_events', 'source', 'sources'],
  ['seal_rulings', 'citation', 'citations'],
]

/** Every fault of the package against itself and the reference, in the order of the files. */
export function checkPackage(pack: Package, reference: Reference): Fault[] {
  return [
    ...pack.faults,
    ...checkKeys(pack),
    ...checkReferences(pack),
    ...checkHierarchy(pack),
    ...checkRedirects(pack),
    ...checkBelonging(pack),
    ...checkCodes(pack, reference),
    ...checkRegimes(pack, reference.countries),
    ...checkPairs(pack),
    ...checkDates(pack),
    ...checkCitations(pack, reference),
    ...checkContextEvents(pack, sealedOf(pack)),
    ...checkSealedSources(pack, sealedOf(pack)),
    ...checkClaims(pack),
  ]
}

/**
 * What several packages bring at once. The same actor, or name of one, may come with each, as long as they agree; every
 * other fact has one home.
 */
export function checkTogether(packages: readonly Package[]): Fault[] {
  return Object.keys(keys).flatMap((name) => {
    const resource = name as ResourceName
    // Citations, rulings on them and claims are named within their package.
    if (resource === 'citations' || resource === 'claims' || resource === 'seal_rulings') return []
    const isShared = resource === 'actors' || resource === 'actor_names'
    const first = new Map<string, { row: Row; pack: Package }>()
    return packages.flatMap((pack) =>
      rowsOf(pack, resource).flatMap((row) => {
        const key = keyOf(resource, row)
        const known = first.get(key)
        if (!known) first.set(key, { row, pack })
        if (!known || known.pack === pack || (isShared && isSame(known.row, row))) return []
        const message = `“${key}” comes with ${known.pack.descriptor.name} too`
        return [{ ...fault(resource, row, keys[resource][0] ?? '', message), file: `${pack.folder}/${resource}.csv` }]
      }),
    )
  })
}

function isSame(a: Row, b: Row): boolean {
  return Object.keys(a).every((column) => column === 'line' || a[column] === b[column])
}

export function keyOf(resource: ResourceName, row: Row): string {
  return keys[resource].map((column) => String(row[column])).join('|')
}

function checkKeys(pack: Package): Fault[] {
  return Object.keys(keys).flatMap((name) => {
    const resource = name as ResourceName
    const seen = new Map<string, number>()
    return rowsOf(pack, resource).flatMap((row) => {
      const key = keyOf(resource, row)
      const first = seen.get(key)
      if (first !== undefined)
        return [fault(resource, row, keys[resource][0] ?? '', `“${key}” stands already on line ${first}`, 'taken')]
      seen.set(key, row.line)
      return []
    })
  })
}

function checkReferences(pack: Package): Fault[] {
  const ids = new Map<ResourceName, Set<string>>()
  const idsOf = (resource: ResourceName) => {
    const known = ids.get(resource) ?? new Set(rowsOf(pack, resource).map((row) => String(row.id)))
    ids.set(resource, known)
    return known
  }
  return referenceColumns.flatMap(([resource, column, target]) =>
    rowsOf(pack, resource).flatMap((row) => {
      const value = row[column]
      if (value === null || value === undefined || idsOf(target).has(String(value))) return []
      return [fault(resource, row, column, `“${value}” is not in ${target}.csv`, 'no-such')]
    }),
  )
}

function checkCodes(pack: Package, reference: Reference): Fault[] {
  const codes = codeColumns.flatMap(([resource, column, scheme]) =>
    rowsOf(pack, resource).flatMap((row) =>
      reference.codes.has(`${scheme}/${row[column]}`)
        ? []
        : [fault(resource, row, column, `“${row[column]}” is not in the codebook under ${scheme}`, 'no-code')],
    ),
  )
  const actors = rowsOf(pack, 'actors').flatMap((row) => {
    const faults: Fault[] = []
    if (!reference.countries.has(String(row.country)))
      faults.push(fault('actors', row, 'country', `“${row.country}” is not a country`, 'no-code'))
    if (row.county !== null && !reference.counties.has(String(row.county)))
      faults.push(fault('actors', row, 'county', `“${row.county}” is not a county`, 'no-code'))
    const known = reference.actors.get(String(row.id))
    for (const column of known ? Object.keys(known) : []) {
      if (column !== 'line' && known?.[column] !== row[column]) {
        faults.push(fault('actors', row, column, `“${row[column]}” differs from the reference, “${known?.[column]}”`))
      }
    }
    return faults
  })
  return [...codes, ...actors]
}

/** No actor lies in itself, however far up. */
function checkHierarchy(pack: Package): Fault[] {
  const parentOf = new Map(rowsOf(pack, 'actors').map((row) => [row.id, row.parent]))
  return rowsOf(pack, 'actors').flatMap((row) => {
    const seen = new Set([row.id])
    for (let up = row.parent; up !== null && up !== undefined; up = parentOf.get(up) ?? null) {
      if (seen.has(up)) return [fault('actors', row, 'parent', `“${row.id}” would lie in itself`, 'in-itself')]
      seen.add(up)
    }
    return []
  })
}

/** What was merged stands no longer and leads to one actor only; what was split stands. */
function checkRedirects(pack: Package): Fault[] {
  const actors = new Set(rowsOf(pack, 'actors').map(({ id }) => id))
  const merged = new Set<unknown>()
  return rowsOf(pack, 'actor_redirects').flatMap((row) => {
    const { kind, from_actor: from, to_actor: to } = row
    if (from === to) return [fault('actor_redirects', row, 'to_actor', 'is the actor itself', 'same-actor')]
    if (kind === 'split') {
      return actors.has(from)
        ? []
        : [fault('actor_redirects', row, 'from_actor', `“${from}” is not in actors.csv`, 'no-such')]
    }
    if (actors.has(from)) return [fault('actor_redirects', row, 'from_actor', `“${from}” is in actors.csv`, 'taken')]
    if (merged.has(from))
      return [fault('actor_redirects', row, 'from_actor', `“${from}” leads elsewhere already`, 'taken')]
    merged.add(from)
    return []
  })
}

/** What belongs to a cooperation says so in its identifier, and leans only on what is the same cooperation's. */
function checkBelonging(pack: Package): Fault[] {
  const agreements = new Map(rowsOf(pack, 'agreements').map((row) => [row.id, row.cooperation]))
  const subjects = { cooperation: 'cooperations', actor: 'actors' } as const
  const prefixed = (['events', 'agreements'] as const).flatMap((resource) =>
    rowsOf(pack, resource).flatMap((row) =>
      String(row.id).startsWith(`${row.cooperation}.`)
        ? []
        : [fault(resource, row, 'id', `must begin with “${row.cooperation}.”`)],
    ),
  )
  const reasons = rowsOf(pack, 'reasons').flatMap((row) =>
    String(row.id).startsWith(`${row.event}.`) ? [] : [fault('reasons', row, 'id', `must begin with “${row.event}.”`)],
  )
  const layers = rowsOf(pack, 'events').flatMap((row) => {
    const owner = row.agreement === null ? undefined : agreements.get(row.agreement)
    return owner === undefined || owner === row.cooperation
      ? []
      : [fault('events', row, 'agreement', `is an agreement of “${owner}”`, 'other-cooperation')]
  })
  const conflicts = rowsOf(pack, 'conflicts').flatMap((row) => {
    if (row.subject_table === 'register') return []
    const resource = subjects[row.subject_table as keyof typeof subjects]
    const isThere = rowsOf(pack, resource).some((subject) => subject.id === row.subject_id)
    return isThere
      ? []
      : [fault('conflicts', row, 'subject_id', `“${row.subject_id}” is not in ${resource}.csv`, 'no-such')]
  })
  return [...prefixed, ...reasons, ...layers, ...conflicts]
}

function checkPairs(pack: Package): Fault[] {
  const seen = new Map<string, number>()
  return rowsOf(pack, 'cooperations').flatMap((row) => {
    const pair = [row.home, row.counterpart, row.kind].join(' + ')
    const first = seen.get(pair)
    if (first !== undefined)
      return [fault('cooperations', row, 'kind', `this pair has a ${row.kind} already, on line ${first}`, 'pair-taken')]
    seen.set(pair, row.line)
    return row.home === row.counterpart
      ? [fault('cooperations', row, 'counterpart', 'is the home actor itself', 'same-actor')]
      : []
  })
}

function checkDates(pack: Package): Fault[] {
  const eventsOf = Map.groupBy(rowsOf(pack, 'events'), (row) => String(row.cooperation))
  return rowsOf(pack, 'cooperations').flatMap((row) => {
    const rows = eventsOf.get(String(row.id)) ?? []
    const events = rows.map(asStatusEvent)
    if (foldStatus(events) === undefined)
      return [fault('cooperations', row, 'id', 'no dated event says that it ever began', 'never-began')]
    const end = spansOf(events).find((span) => span.status === 'ended')
    return rows.flatMap((eventRow) => {
      const event = asStatusEvent(eventRow)
      const [own] = spansOf([event])
      const endsTooSoon =
        event.kind === 'established' &&
        end &&
        own?.from.earliest &&
        end.from.latest &&
        own.from.earliest > end.from.latest
      return endsTooSoon
        ? [
            fault(
              'events',
              eventRow,
              'date',
              'the cooperation would have ended before it was established',
              'ends-too-soon',
            ),
          ]
        : []
    })
  })
}

export function asStatusEvent(row: Record<string, unknown>): StatusEvent {
  return {
    id: String(row.id),
    kind: row.kind as StatusEvent['kind'],
    date: typeof row.date === 'string' ? row.date : null,
    agreement: typeof row.agreement === 'string' ? row.agreement : null,
    rank: row.rank as StatusEvent['rank'],
  }
}

/** A claim is bound to a measure, with a value to hold against it, or says in both languages why none can compute it. */
function checkClaims(pack: Package): Fault[] {
  return rowsOf(pack, 'claims').flatMap((row) => {
    if (row.measure === null) {
      const isExplained = row.not_computable_sv !== null && row.not_computable_en !== null
      return isExplained
        ? []
        : [fault('claims', row, 'not_computable_sv', 'must say why no measure can compute the claim')]
    }
    const isStated = row.comparison !== null && /^-?\d+(\.\d+)?$/.test(String(row.stated))
    return isStated ? [] : [fault('claims', row, 'stated', 'a claim with a measure needs a number and a comparison')]
  })
}

function sealedOf(pack: Package): Set<unknown> {
  const sealed = rowsOf(pack, 'sources').filter((row) => row.visibility === 'sealed')
  return new Set(sealed.map((row) => row.id))
}

const citedResources = {
  cooperation: 'cooperations',
  agreement: 'agreements',
  event: 'events',
  reason: 'reasons',
  context_event: 'context_events',
} as const

function checkCitations(pack: Package, reference: Reference): Fault[] {
  const citations = rowsOf(pack, 'citations')
  const cited = new Set(citations.map((row) => `${row.fact_table}/${row.fact_id}`))
  const uncited = Object.entries(citedResources).flatMap(([table, resource]) =>
    rowsOf(pack, resource).flatMap((row) =>
      cited.has(`${table}/${row.id}`)
        ? []
        : [fault(resource, row, 'id', 'no citation says where it comes from', 'uncited')],
    ),
  )
  const ids = {
    ...Object.fromEntries(
      Object.entries(citedResources).map(([table, resource]) => [
        table,
        new Set(rowsOf(pack, resource).map((row) => row.id)),
      ]),
    ),
    conflict: new Set(rowsOf(pack, 'conflicts').map((row) => row.id)),
    statement: new Set(rowsOf(pack, 'statements').map((row) => row.id)),
    actor_name: new Set(rowsOf(pack, 'actor_names').map((row) => keyOf('actor_names', row))),
  } as Record<string, Set<unknown> | undefined>
  const sealed = sealedOf(pack)
  const misplaced = citations.flatMap((row) => {
    const known = ids[String(row.fact_table)]
    const faults: Fault[] = []
    const isCode = row.fact_table === 'codebook' && !reference.codes.has(String(row.fact_id))
    if (isCode) faults.push(fault('citations', row, 'fact_id', `“${row.fact_id}” is not in the codebook`))
    if (known && !known.has(row.fact_id))
      faults.push(fault('citations', row, 'fact_id', `there is no ${row.fact_table} “${row.fact_id}”`, 'no-such'))
    // A locator, or a fact about one actor, would tell who spoke.
    if (sealed.has(row.source) && (row.locator !== null || row.fact_table !== 'codebook')) {
      faults.push(
        fault(
          'citations',
          row,
          'source',
          'a sealed source may be cited only for the codebook, without a locator',
          'sealed',
        ),
      )
    }
    return faults
  })
  const sealedStatements = rowsOf(pack, 'statements').flatMap((row) =>
    sealed.has(row.source)
      ? [fault('statements', row, 'source', 'a statement may not rest on a sealed source', 'sealed')]
      : [],
  )
  return [...uncited, ...misplaced, ...sealedStatements]
}
