// Builds a census from entries as they come, and puts its rows in order at the end.
import { formalities, initiators } from '../cooperations/cooperation.rules.ts'
import { eventKinds, statuses } from '../cooperations/status.rules.ts'
import { noStatus, yearOfDayNumber, type ActorColumns, type Census, type SpanColumns } from './census.rules.ts'
import { after, type CensusEntry } from './entry.rules.ts'

const mostAgreements = 255
const goesOn = [after, after, after] as const

/** Grows typed arrays as entries come in, because their number is not known before the last one. */
export class CensusBuilder {
  #capacity: number
  #rows = 0
  #spanCount = 0
  #columns
  #spans
  #kinds = new Map<string, number>()
  #reasonCodes = new Map<string, number>()
  readonly #actors: ActorColumns

  constructor(actors: ActorColumns, expectedRows: number) {
    this.#actors = actors
    this.#capacity = Math.max(16, expectedRows)
    this.#columns = rowArrays(this.#capacity)
    this.#spans = spanArrays(this.#capacity * 2)
  }

  add(entry: CensusEntry): void {
    const row = this.#rows
    if (row === this.#capacity) this.#growRows()
    const home = this.#actors.codeOf.get(entry.home)
    const counterpart = this.#actors.codeOf.get(entry.counterpart)
    if (home === undefined || counterpart === undefined) throw new Error(`Cooperation ${entry.no} has an unknown actor`)
    const columns = this.#columns
    columns.no[row] = entry.no
    columns.home[row] = home
    columns.counterpart[row] = counterpart
    columns.kind[row] = codeFor(this.#kinds, entry.kind)
    columns.disputed[row] = entry.disputed ? 1 : 0
    for (const reason of entry.reasons)
      columns.reasons[row] = (columns.reasons[row] ?? 0) | bitFor(this.#reasonCodes, reason)
    columns.status[row] = noStatus
    columns.endKind[row] = entry.ending ? eventKinds.indexOf(entry.ending.kind) : noStatus
    columns.endInitiator[row] = entry.ending ? initiators.indexOf(entry.ending.initiator) : noStatus
    columns.endFormality[row] = entry.ending ? formalities.indexOf(entry.ending.formality) : noStatus
    columns.agreements[row] = Math.min(mostAgreements, Math.max(1, entry.agreements))
    for (const [index, span] of entry.spans.entries()) {
      if (this.#spanCount === this.#spans.status.length) this.#growSpans()
      const at = this.#spanCount
      const status = statuses.indexOf(span.status)
      this.#spans.status[at] = status
      columns.status[row] = status
      ;[this.#spans.fromEarliest[at], this.#spans.fromBest[at], this.#spans.fromLatest[at]] = span.from
      ;[this.#spans.toEarliest[at], this.#spans.toBest[at], this.#spans.toLatest[at]] =
        entry.spans[index + 1]?.from ?? goesOn
      this.#spanCount += 1
    }
    const first = entry.spans[0]
    const last = entry.spans.at(-1)
    if (first) columns.startYear[row] = yearOfDayNumber(first.from[1])
    if (last?.status === 'ended') columns.endYear[row] = yearOfDayNumber(last.from[1])
    this.#rows += 1
    columns.offset[this.#rows] = this.#spanCount
  }

  build(revision: number, asOf?: number): Census {
    const rows = this.#rows
    const columns = this.#columns
    const actors = this.#actors
    const kinds = [...this.#kinds.keys()]
    const order = inOrder(rows, columns, kinds, actors.rank)
    const inRows = <T extends Int32Array | Uint8Array | Int16Array>(column: T) => arrange(column, order) as T
    const no = inRows(columns.no)
    return {
      revision,
      asOf,
      rows,
      no,
      rowOfNo: rowsByNo(no),
      home: inRows(columns.home),
      counterpart: inRows(columns.counterpart),
      kind: inRows(columns.kind),
      disputed: inRows(columns.disputed),
      reasons: inRows(columns.reasons),
      endKind: inRows(columns.endKind),
      endInitiator: inRows(columns.endInitiator),
      endFormality: inRows(columns.endFormality),
      agreements: inRows(columns.agreements),
      status: inRows(columns.status),
      startYear: inRows(columns.startYear),
      endYear: inRows(columns.endYear),
      spans: this.#spansInOrder(order),
      kinds,
      reasonCodes: [...this.#reasonCodes.keys()],
      actors,
    }
  }

  #spansInOrder(order: Int32Array): SpanColumns {
    const { offset: from } = this.#columns
    const offset = new Int32Array(order.length + 1)
    const places = new Int32Array(this.#spanCount)
    let count = 0
    for (let row = 0; row < order.length; row += 1) {
      const own = order[row] as number
      for (let at = from[own] as number; at < (from[own + 1] as number); at += 1) places[count++] = at
      offset[row + 1] = count
    }
    const inRows = <T extends Int32Array | Uint8Array>(column: T) => arrange(column, places) as T
    const spans = this.#spans
    return {
      offset,
      status: inRows(spans.status),
      fromEarliest: inRows(spans.fromEarliest),
      fromBest: inRows(spans.fromBest),
      fromLatest: inRows(spans.fromLatest),
      toEarliest: inRows(spans.toEarliest),
      toBest: inRows(spans.toBest),
      toLatest: inRows(spans.toLatest),
    }
  }

  #growRows(): void {
    this.#capacity *= 2
    const grown = rowArrays(this.#capacity)
    for (const name of Object.keys(grown) as (keyof typeof grown)[]) grown[name].set(this.#columns[name])
    this.#columns = grown
  }

  #growSpans(): void {
    const grown = spanArrays(this.#spans.status.length * 2)
    for (const name of Object.keys(grown) as (keyof typeof grown)[]) grown[name].set(this.#spans[name])
    this.#spans = grown
  }
}

type Sorted = Pick<Census, 'home' | 'counterpart' | 'kind'>

/** Sorted by the least of the three first, each time keeping what is equal in order. */
function inOrder(
  rows: number,
  { home, counterpart, kind }: Sorted,
  kinds: readonly string[],
  rank: Int32Array,
): Int32Array {
  const kindRank = kinds.map((code) => kinds.filter((other) => other < code).length)
  const asAdded = new Int32Array(rows).map((_, row) => row)
  const byKind = sortByCount(asAdded, kinds.length, (row) => kindRank[kind[row] as number] as number)
  const byCounterpart = sortByCount(byKind, rank.length, (row) => rank[counterpart[row] as number] as number)
  return sortByCount(byCounterpart, rank.length, (row) => rank[home[row] as number] as number)
}

/** A counting sort: a million rows in a tenth of the time that comparing them takes. Keys are 0 … `keys` - 1. */
function sortByCount(rows: Int32Array, keys: number, keyOf: (row: number) => number): Int32Array {
  const next = new Int32Array(keys + 1)
  for (const row of rows) next[keyOf(row) + 1] = (next[keyOf(row) + 1] as number) + 1
  for (let key = 0; key < keys; key += 1) next[key + 1] = (next[key + 1] as number) + (next[key] as number)
  const sorted = new Int32Array(rows.length)
  for (const row of rows) {
    const key = keyOf(row)
    const at = next[key] as number
    sorted[at] = row
    next[key] = at + 1
  }
  return sorted
}

/** What stands at each of the places. */
function arrange(column: Int32Array | Uint8Array | Int16Array, places: Int32Array): typeof column {
  const arranged = column.slice(0, places.length)
  for (let index = 0; index < places.length; index += 1) arranged[index] = column[places[index] as number] as number
  return arranged
}

function rowsByNo(no: Int32Array): Int32Array {
  const rows = new Int32Array(no.reduce((most, each) => Math.max(most, each), -1) + 1).fill(-1)
  for (let row = 0; row < no.length; row += 1) rows[no[row] as number] = row
  return rows
}

function rowArrays(capacity: number) {
  return {
    no: new Int32Array(capacity),
    home: new Int32Array(capacity),
    counterpart: new Int32Array(capacity),
    kind: new Uint8Array(capacity),
    disputed: new Uint8Array(capacity),
    reasons: new Int32Array(capacity),
    status: new Uint8Array(capacity),
    endKind: new Uint8Array(capacity),
    endInitiator: new Uint8Array(capacity),
    endFormality: new Uint8Array(capacity),
    agreements: new Uint8Array(capacity),
    startYear: new Int16Array(capacity),
    endYear: new Int16Array(capacity),
    offset: new Int32Array(capacity + 1),
  }
}

function spanArrays(capacity: number) {
  return {
    status: new Uint8Array(capacity),
    fromEarliest: new Int32Array(capacity),
    fromBest: new Int32Array(capacity),
    fromLatest: new Int32Array(capacity),
    toEarliest: new Int32Array(capacity),
    toBest: new Int32Array(capacity),
    toLatest: new Int32Array(capacity),
  }
}

const mostReasons = 31

/** A row's reasons are the bits of one number. */
function bitFor(codes: Map<string, number>, reason: string): number {
  const bit = codeFor(codes, reason)
  if (bit >= mostReasons) throw new Error(`The census holds at most ${mostReasons} codes of reasons`)
  return 1 << bit
}

function codeFor(codes: Map<string, number>, value: string): number {
  const known = codes.get(value)
  if (known !== undefined) return known
  codes.set(value, codes.size)
  return codes.size - 1
}
