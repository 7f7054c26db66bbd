// The census: an unchanging columnar picture of the register at one revision, held in memory for counting. The same
// code counts fifty-seven cooperations and a million.
import type { Actor, ActorRedirect } from '../actors/actor.rules.ts'
import { formalities, initiators } from '../cooperations/cooperation.rules.ts'
import { eventKinds, statuses } from '../cooperations/status.rules.ts'
import { after, type CensusEntry } from './entry.rules.ts'

/** Stretches of status of all cooperations, one after another; those of row r stand at offset[r] … offset[r + 1] - 1. */
export type SpanColumns = {
  offset: Int32Array
  /** Index into `statuses`. */
  status: Uint8Array
  fromEarliest: Int32Array
  fromBest: Int32Array
  fromLatest: Int32Array
  toEarliest: Int32Array
  toBest: Int32Array
  toLatest: Int32Array
}

export type ActorColumns = {
  rows: readonly Actor[]
  codeOf: ReadonlyMap<string, number>
  /** Code of the nearest enclosing actor of the highest level in the register (a city's province), or itself. */
  top: Int32Array
  parent: Int32Array
  /** Position of each actor when all are sorted by name. */
  rank: Int32Array
}

export type Census = {
  revision: number
  /** The same where the census is of an earlier revision; undefined where it is of the register as it stands. */
  asOf: number | undefined
  rows: number
  /** register.cooperation.no by row, ascending. */
  no: Int32Array
  /** Codes into `actors`. */
  home: Int32Array
  counterpart: Int32Array
  /** Index into `kinds`. */
  kind: Uint8Array
  /** 1 where sources dispute that the cooperation exists. */
  disputed: Uint8Array
  /** Bit i is set where `reasonCodes[i]` was given for some event. At most 31 codes. */
  reasons: Int32Array
  /** Index into `statuses` of the latest known status; 255 if there is none. */
  status: Uint8Array
  /**
   * How the latest ending came about, indices into `eventKinds`, `initiators` and `formalities`; 255 where nothing has
   * ended.
   */
  endKind: Uint8Array
  endInitiator: Uint8Array
  endFormality: Uint8Array
  /** Number of written agreements known within the cooperation; at least 1, because it is itself one in writing. */
  agreements: Uint8Array
  /** Best year of start and end; 0 where there is none. */
  startYear: Int16Array
  endYear: Int16Array
  spans: SpanColumns
  kinds: readonly string[]
  reasonCodes: readonly string[]
  actors: ActorColumns
}

export const noStatus = 255

/** An actor that was merged has the code of the one that it leads to. */
export function actorColumns(rows: readonly Actor[], redirects: readonly ActorRedirect[] = []): ActorColumns {
  const codeOf = new Map(rows.map((actor, code) => [actor.id, code]))
  for (const { kind, from, to } of redirects) {
    const code = codeOf.get(to)
    if (kind === 'merged' && code !== undefined && !codeOf.has(from)) codeOf.set(from, code)
  }
  const parent = Int32Array.from(rows, (actor) => (actor.parent === null ? -1 : (codeOf.get(actor.parent) ?? -1)))
  const top = Int32Array.from(rows, (_, code) => {
    let highest = code
    for (let up = parent[code] ?? -1; up >= 0; up = parent[up] ?? -1) highest = up
    return highest
  })
  const collator = new Intl.Collator('sv')
  const sorted = rows
    .map((_, code) => code)
    .toSorted(
      (a, b) =>
        collator.compare(rows[a]?.sortName ?? '', rows[b]?.sortName ?? '') ||
        ((rows[a]?.id ?? '') < (rows[b]?.id ?? '') ? -1 : 1),
    )
  const rank = new Int32Array(rows.length)
  sorted.forEach((code, position) => (rank[code] = position))
  return { rows, codeOf, top, parent, rank }
}

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
    const { offset, ...columns } = this.#columns
    const cut = <T extends Int32Array | Uint8Array | Int16Array>(column: T) => column.slice(0, rows) as T
    const cutSpan = <T extends Int32Array | Uint8Array>(column: T) => column.slice(0, this.#spanCount) as T
    const spans = this.#spans
    return {
      revision,
      asOf,
      rows,
      no: cut(columns.no),
      home: cut(columns.home),
      counterpart: cut(columns.counterpart),
      kind: cut(columns.kind),
      disputed: cut(columns.disputed),
      reasons: cut(columns.reasons),
      endKind: cut(columns.endKind),
      endInitiator: cut(columns.endInitiator),
      endFormality: cut(columns.endFormality),
      agreements: cut(columns.agreements),
      status: cut(columns.status),
      startYear: cut(columns.startYear),
      endYear: cut(columns.endYear),
      spans: {
        offset: offset.slice(0, rows + 1),
        status: cutSpan(spans.status),
        fromEarliest: cutSpan(spans.fromEarliest),
        fromBest: cutSpan(spans.fromBest),
        fromLatest: cutSpan(spans.fromLatest),
        toEarliest: cutSpan(spans.toEarliest),
        toBest: cutSpan(spans.toBest),
        toLatest: cutSpan(spans.toLatest),
      },
      kinds: [...this.#kinds.keys()],
      reasonCodes: [...this.#reasonCodes.keys()],
      actors: this.#actors,
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

/** The year that a day number lies in (Gregorian). */
export function yearOfDayNumber(day: number): number {
  return yearOfDay[day - firstTabled] ?? reckonYear(day)
}

// A census of a million asks ten million times: two centuries of days are looked up.
const firstTabled = Date.UTC(1900, 0, 1) / 86_400_000
const yearOfDay = Int16Array.from({ length: Date.UTC(2100, 0, 1) / 86_400_000 - firstTabled }, (_, index) =>
  reckonYear(firstTabled + index),
)

function reckonYear(day: number): number {
  let year = Math.floor(1970 + day / 365.2425)
  if (day >= firstDayOf(year + 1)) year += 1
  else if (day < firstDayOf(year)) year -= 1
  return year
}

export function firstDayOf(year: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000
}

/** The status of every row on a day, by best dates; `noStatus` where it had not begun. */
export function statusesOn(census: Census, day: number): Uint8Array {
  const { offset, fromBest, status } = census.spans
  const result = new Uint8Array(census.rows).fill(noStatus)
  for (let row = 0; row < census.rows; row += 1) {
    for (let at = (offset[row + 1] ?? 0) - 1; at >= (offset[row] ?? 0); at -= 1) {
      if ((fromBest[at] ?? 0) <= day) {
        result[row] = status[at] ?? noStatus
        break
      }
    }
  }
  return result
}
