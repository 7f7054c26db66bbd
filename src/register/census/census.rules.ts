// The census: an unchanging columnar picture of the register at one revision, held in memory for counting. The same
// code counts fifty-seven cooperations and a million.
import type { Actor, ActorRedirect } from '../actors/actor.rules.ts'

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

/** Rows stand by the names of their parties and the code of their kind: what is counted together stands together. */
export type Census = {
  revision: number
  /** The same where the census is of an earlier revision; undefined where it is of the register as it stands. */
  asOf: number | undefined
  rows: number
  /** register.cooperation.no by row. */
  no: Int32Array
  /** The row of each register.cooperation.no; -1 where there is none. */
  rowOfNo: Int32Array
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

/** The row with this register.cooperation.no, or undefined. */
export function rowOf({ rowOfNo }: Pick<Census, 'rowOfNo'>, no: number): number | undefined {
  const row = rowOfNo[no] ?? -1
  return row < 0 ? undefined : row
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
