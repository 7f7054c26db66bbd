// Are the changes sound? They are held to the rules of data packages, among the facts that they would stand with.
import type { FactRow } from '#platform/db/versions.ts'
import { boundsOf } from '#platform/time/edtf.ts'
import { spansOf } from '../cooperations/status.rules.ts'
import type { Fault, FaultCode, Package, ResourceName, Row } from '../packages/package.input.ts'
import { asStatusEvent, checkPackage, type Reference } from '../packages/package.rules.ts'
import { applyChanges, factIdOf, isEditedResource, type ProposedChange, type EditedResource } from './change.rules.ts'

/** A hard finding keeps the changes from being sent; a soft one may be stood by, with a reason. */
export type Finding = {
  resource: EditedResource
  id: string
  column: string
  code: FaultCode | 'dates-cross' | 'unsound'
  isHard: boolean
}

/** A second cooperation for one pair and kind is unlikely, and happens. */
const softCodes: readonly string[] = ['pair-taken', 'dates-cross']

export type Surroundings = {
  facts: ReadonlyMap<string, { resource: EditedResource; row: FactRow }>
  contextEvents: readonly FactRow[]
}

/** What is wrong with the facts after the changes that was not wrong before. */
export function checkChanges(
  around: Surroundings,
  changes: readonly ProposedChange[],
  reference: Reference,
): Finding[] {
  const before = new Map([...around.facts].map(([key, { row }]) => [key, row]))
  const known = new Set(findingsIn(before, around.contextEvents, reference).map(nameOf))
  return findingsIn(applyChanges(before, changes), around.contextEvents, reference).filter(
    (finding) => !known.has(nameOf(finding)),
  )
}

function nameOf({ resource, id, column, code }: Finding): string {
  return [resource, id, column, code].join(' ')
}

type Rows = ReadonlyMap<string, FactRow>

function findingsIn(rows: Rows, contextEvents: readonly FactRow[], reference: Reference): Finding[] {
  const pack = packageOf(rows, contextEvents)
  const faults = checkPackage(pack, reference).flatMap((fault) => findingOf(pack, fault))
  return [...faults, ...checkCrossing(pack)]
}

function packageOf(rows: Rows, contextEvents: readonly FactRow[]): Package {
  const byResource: Partial<Record<ResourceName, Row[]>> = {}
  for (const [key, row] of rows) {
    const resource = key.slice(0, key.indexOf('/'))
    if (!isEditedResource(resource)) continue
    const list = (byResource[resource] ??= [])
    list.push({ ...row, line: list.length })
  }
  byResource.context_events = contextEvents.map((row, line) => ({ ...row, line }))
  const descriptor = { name: '', title: '', version: '', licenses: [], resources: [] }
  return { folder: '', descriptor, rows: byResource, fingerprint: '', faults: [] }
}

function findingOf(pack: Package, { file, line = -1, column = '', code: told }: Fault): Finding[] {
  const code = told ?? 'unsound'
  const resource = file.replace(/\.csv$/, '') as ResourceName
  const row = pack.rows[resource]?.[line]
  if (!row) return []
  const isHard = !softCodes.includes(code)
  // Context events are nobody's to change here: what they say is said of the source that they lean on.
  if (!isEditedResource(resource)) return [{ resource: 'sources', id: String(row.source), column, code, isHard }]
  return [{ resource, id: factIdOf(resource, row), column, code, isHard }]
}

/** Kinds that may come before a cooperation does: they prepare it. */
const preparing = ['proposed', 'evaluated', 'prepared', 'signed']
/** Kinds that a cooperation which has ended has no more. */
const living = ['renewed', 'activity', 'affirmed', 'dormant', 'paused', 'partly_ended']

/** Dates that cross: something before the beginning, after the end, or of an agreement before it was signed. */
function checkCrossing(pack: Package): Finding[] {
  const signed = new Map((pack.rows.agreements ?? []).map((row) => [row.id, row.signed]))
  return [...Map.groupBy(pack.rows.events ?? [], (row) => row.cooperation).values()].flatMap((rows) => {
    const spans = spansOf(rows.map(asStatusEvent))
    const end = spans.find(({ status }) => status === 'ended')
    const began = rows
      .filter(({ kind, rank }) => kind === 'established' && rank !== 'deprecated')
      .flatMap(({ date }) => boundsOf(String(date))?.earliest ?? [])
      .toSorted()[0]
    return rows.flatMap((row): Finding[] => {
      const own = row.rank === 'deprecated' || row.date === null ? undefined : boundsOf(String(row.date))
      if (!own) return []
      const kind = String(row.kind)
      const since = boundsOf(String(signed.get(row.agreement) ?? ''))
      const isBefore = own.latest && began && !preparing.includes(kind) && own.latest < began
      const isAfter = own.earliest && end?.from.latest && living.includes(kind) && own.earliest > end.from.latest
      const isUnsigned = own.latest && since?.earliest && !preparing.includes(kind) && own.latest < since.earliest
      if (!isBefore && !isAfter && !isUnsigned) return []
      return [{ resource: 'events', id: String(row.id), column: 'date', code: 'dates-cross', isHard: false }]
    })
  })
}
