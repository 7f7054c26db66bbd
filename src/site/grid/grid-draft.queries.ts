// From the rows of a grid to the changes that they ask for, or what is wrong in which cell.
import type { Reader } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import { isEdtf } from '#platform/time/edtf.ts'
import {
  changeOf, findFact, listFactsByName, readFactForm, subjectOf, type FormResource, type ProposedChange, type StandingFact,
} from '#register/index.ts' // prettier-ignore
import {
  addedFact, beginning, citing, findSourceNamed, seenVersion, type Cited, type Naming, type Refusal,
} from '../proposals/fact-draft.queries.ts' // prettier-ignore
import { cellOf, meaningOf, type CellWords } from './grid-cell.rules.ts'
import { gridColumns, isCitable, unsaid } from './grid-columns.input.ts'
import type { GridRow } from './grid-rows.input.ts'

/** What is wrong in a cell. `id`: the row names a fact that is not there. */
export type CellFault = { row: number; column: string; refusal: Refusal | RowRefusal }

export type RowRefusal = 'gone' | 'twice' | 'no-such' | 'not-yours'

export type GridDraft = {
  faults: CellFault[]
  changes: ProposedChange[]
  /** The row that each change came from, by its place among the changes. */
  rowOf: number[]
  /** The rows with what they were before, where they are about facts that stand. */
  seen: ReadonlyMap<number, StandingFact>
}

type Ground = CellWords & {
  reader: Reader
  resource: FormResource
  countries: readonly string[]
  /** What a row without a word on it hangs on. */
  of: string | undefined
  /** The source for rows that name none. */
  cited: Cited | undefined
  /** Whether facts that stand may be changed; otherwise they may only be added. */
  mayChange: boolean
}

type RowDraft = { faults: Omit<CellFault, 'row'>[]; changes: ProposedChange[]; seen?: StandingFact }

export async function readGridDraft(ground: Ground, rows: readonly GridRow[]): Promise<GridDraft> {
  const { reader, resource } = ground
  const naming: Naming = { reader, given: new Set() }
  const draft = { faults: [] as CellFault[], changes: [] as ProposedChange[], rowOf: [] as number[] }
  const seen = new Map<number, StandingFact>()
  const standing = await listFactsByName(reader, resource, rows.map(({ id }) => id).filter(Boolean)) // prettier-ignore
  const facts = new Map(standing.map((fact) => [fact.id, fact]))
  const sourceOf = rememberSources(reader)
  const parents = rememberParents(reader)
  const named = new Set<string>()
  // A new source of the whole grid is added once, with the first row that leans on it.
  let common = ground.cited
  for (const [row, one] of rows.entries()) {
    const isTwice = one.id !== '' && named.has(one.id)
    named.add(one.id)
    const read = isTwice
      ? { faults: [{ column: 'id', refusal: 'twice' as const }], changes: [] }
      : await readRow({ ...ground, cited: common }, naming, one, facts.get(one.id), sourceOf, parents)
    const fresh = read.changes.find((change) => change.resource === 'sources' && change.resource !== resource)
    if (fresh && common) common = { ...common, source: fresh.id }
    if (read.seen) seen.set(row, read.seen)
    draft.faults.push(...read.faults.map((fault) => ({ ...fault, row })))
    for (const change of read.changes) {
      draft.changes.push(change)
      draft.rowOf.push(row)
    }
  }
  return { ...draft, seen }
}

type SourceOf = (named: string) => ReturnType<typeof findSourceNamed>
type Exists = (resource: 'cooperations' | 'events', id: string) => Promise<boolean>

async function readRow(
  ground: Ground,
  naming: Naming,
  { id, base, cells }: GridRow,
  fact: StandingFact | undefined,
  sourceOf: SourceOf,
  parents: Exists,
): Promise<RowDraft> {
  const { reader, resource, countries, of } = ground
  if (id !== '' && (!fact || (resource === 'sources' && fact.row.visibility !== 'public')))
    return { faults: [{ column: 'id', refusal: 'gone' }], changes: [] }
  const faults: RowDraft['faults'] = []
  const columns = gridColumns(resource)
  const seen = fact && (await seenVersion(reader, fact, base))
  const hangsOn = cells.cooperation?.trim() || cells.event?.trim() || of || ''
  const cooperation = subjectOf(seen?.id ?? hangsOn)
  const meant = new Map<string, string>()
  for (const column of columns) {
    const written = cells[column.column]
    // What stands is written as its cell shows it, so that whatever is left as it is means the same again.
    const isUntouched = seen && (written === undefined || written.trim() === cellOf(column, seen.row[column.column], ground)) // prettier-ignore
    if (isUntouched) meant.set(column.column, String(seen.row[column.column] ?? ''))
    else {
      const meaning = meaningOf(column, written ?? '', cooperation, ground, countries)
      if ('refusal' in meaning) faults.push({ column: column.column, refusal: meaning.refusal })
      else meant.set(column.column, meaning.text || (seen ? '' : (unsaid[column.column] ?? '')))
    }
  }
  const wrong = new Set(faults.map(({ column }) => column))
  const { values, errors } = readFactForm(resource, (column) => meant.get(column) ?? '')
  for (const [column, refusal] of Object.entries(errors)) {
    if (refusal && !wrong.has(column)) faults.push({ column, refusal })
  }
  const own = seen ? {} : await readKeys(ground, meant, hangsOn, wrong, faults, parents)
  const cited = await readCited(ground, meant, seen !== undefined, sourceOf, faults)
  if (faults.length > 0) return { faults, changes: [], seen }
  const change = seen ? changeOf(seen, values) : await addedFact(naming, resource, { ...values, ...own })
  const facts = change ? [change] : []
  const began = meant.get('established')
  if (change && !seen && resource === 'cooperations' && began) facts.push(await beginning(naming, change.id, began))
  if (seen && change && !ground.mayChange)
    return { faults: [{ column: 'id', refusal: 'not-yours' }], changes: [], seen }
  const isNewlyCited = cited !== undefined && (facts.length > 0 || (meant.get('cited') ?? '') !== '')
  const citations = isNewlyCited ? await citing(naming, cited, seen ? [seen] : facts) : []
  return { faults, changes: [...facts, ...citations], seen }
}

/** What a new fact hangs on. */
async function readKeys(
  { resource }: Ground,
  meant: ReadonlyMap<string, string>,
  hangsOn: string,
  wrong: ReadonlySet<string>,
  faults: RowDraft['faults'],
  exists: Exists,
): Promise<FactRow> {
  if (resource === 'cooperations') {
    for (const side of ['home', 'counterpart'] as const) {
      if (!meant.get(side) && !wrong.has(side)) faults.push({ column: side, refusal: 'missing' })
    }
    const began = meant.get('established') ?? ''
    if (!began) faults.push({ column: 'established', refusal: 'missing' })
    else if (!isEdtf(began)) faults.push({ column: 'established', refusal: 'date' })
    return { home: meant.get('home') ?? null, counterpart: meant.get('counterpart') ?? null }
  }
  if (resource === 'actors' || resource === 'sources') return {}
  const [column, parent] = resource === 'reasons' ? (['event', 'events'] as const) : (['cooperation', 'cooperations'] as const) // prettier-ignore
  if (!hangsOn) faults.push({ column, refusal: 'missing' })
  else if (!(await exists(parent, hangsOn))) faults.push({ column, refusal: 'no-such' })
  return { [column]: hangsOn }
}

async function readCited(
  { resource, cited: common }: Ground,
  meant: ReadonlyMap<string, string>,
  isStanding: boolean,
  sourceOf: SourceOf,
  faults: RowDraft['faults'],
): Promise<Cited | undefined> {
  if (!isCitable(resource)) return undefined
  const named = meant.get('cited') ?? ''
  const locator = meant.get('locator') || null
  if (named) {
    const found = await sourceOf(named)
    if (typeof found === 'string') return { source: found, locator, stance: 'supports' }
    faults.push({ column: 'cited', refusal: found })
  } else if (common) return { ...common, locator: locator ?? common.locator }
  else if (!isStanding) faults.push({ column: 'cited', refusal: 'missing' })
  return undefined
}

/** A thousand rows of one source ask for it once. */
function rememberSources(reader: Reader): SourceOf {
  const known = new Map<string, ReturnType<typeof findSourceNamed>>()
  return (named) => {
    const found = known.get(named) ?? findSourceNamed(reader, named)
    known.set(named, found)
    return found
  }
}

function rememberParents(reader: Reader): Exists {
  const known = new Map<string, Promise<boolean>>()
  return (resource, id) => {
    const found = known.get(id) ?? findFact(reader, resource, id).then((fact) => fact !== undefined)
    known.set(id, found)
    return found
  }
}
