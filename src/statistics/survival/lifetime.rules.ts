// How long has each cooperation lived, as far as its dates tell? From the stretches of the register and a counting rule
// to lifetimes, in three readings, because most dates are years.
import { dayNumber, daysAYear, type Day } from '#platform/time/day.ts'
import { after, before, statuses, yearOfDayNumber } from '#register/index.ts'
import { keepFew } from '../measures/kept.rules.ts'
import { endingThatCounts, type CountedRows } from '../measures/life.rules.ts'
import type { CountingRule } from '../rules/counting-rule.rules.ts'
import { survivalAt, type LifeColumns, type SurvivalCurve } from './kaplan-meier.rules.ts'
import { LifeBook } from './life-book.rules.ts'

/** The days that the data claim to know about, both included. */
export type Coverage = { from: Day; to: Day }

/**
 * The same rows in each reading. Shortest: begun as late and ended as early as the dates allow; longest: the other way
 * round. An end that may lie beyond the coverage is censored in the longest reading alone.
 */
export type LifetimeReadings = {
  shortest: LifeColumns
  best: LifeColumns
  longest: LifeColumns
  /** Rows of the mask without a lifetime: disputed under a rule that does not count them, or not begun in time. */
  leftOut: number
}

const readings = ['shortest', 'best', 'longest'] as const

/**
 * The lifetimes of cooperations, whatever unit the rule counts in.
 *
 * - A life runs from the first sign of life to its ending. A pause or dormancy ends nothing, even under a rule that
 *   leaves paused ones out of the stock; a resumption after an end makes it one life.
 * - What goes on is censored at the last day of coverage, and so is what the rule does not take as an ending, such as a
 *   lapse under `nkk-2022`: the rule holds that it is in force, and one rule must serve the stock and its risk alike.
 *   A rule with `lapsed:out` takes a lapse as the end of a life.
 * - A loose end follows the rule's `unknownEnd` in the best reading.
 * - Nothing is left out for having begun before the coverage. A start without a first possible day is taken, in the
 *   longest reading, from the first day of coverage.
 * - A disputed row counts where the rule has it `in`. `upper-bound` leaves it out of all three readings: a band is
 *   about the dates of the same rows, and one that may not exist has none.
 */
export function lifetimesOf(
  counted: CountedRows,
  rule: CountingRule,
  mask: Uint8Array | undefined,
  coverage: Coverage,
): LifetimeReadings {
  const { columns, ofRow } = groupsOf(counted, rule, coverage)
  const rows = new Int32Array(columns[0].years.length)
  let leftOut = 0
  for (let row = 0; row < ofRow.length; row += 1) {
    if (mask && !mask[row]) continue
    const life = ofRow[row] as number
    if (life < 0) leftOut += 1
    else rows[life] = (rows[life] as number) + 1
  }
  const [shortest, best, longest] = columns
  return { shortest: { ...shortest, rows }, best: { ...best, rows }, longest: { ...longest, rows }, leftOut }
}

type Columns = Omit<LifeColumns, 'rows'>

/** Every different life in its three readings, and which one each row has; -1 for none. */
type LifeGroups = { columns: readonly [Columns, Columns, Columns]; ofRow: Int32Array }

const keep = keepFew<LifeGroups>(12, 8_000_000)

function groupsOf(counted: CountedRows, rule: CountingRule, coverage: Coverage): LifeGroups {
  return keep(counted.spans, counted.rows, `${rule.id} ${coverage.from} ${coverage.to}`, () =>
    groupLives(counted, rule, { from: dayNumber(coverage.from), to: dayNumber(coverage.to) }),
  )
}

type Days = { from: number; to: number }

/** Stands for an end that lies beyond what is covered, or never comes. */
const censored = after

function groupLives(counted: CountedRows, rule: CountingRule, coverage: Days): LifeGroups {
  const ofRow = new Int32Array(counted.rows).fill(-1)
  const book = new LifeBook()
  const days = new Int32Array(6)
  for (let row = 0; row < counted.rows; row += 1) {
    if (readDays(days, counted, row, rule, coverage)) ofRow[row] = book.numberOf(days)
  }
  return { columns: [columnsOf(book, 0, coverage), columnsOf(book, 1, coverage), columnsOf(book, 2, coverage)], ofRow }
}

function columnsOf({ size, days }: LifeBook, reading: number, coverage: Days): Columns {
  const columns = {
    years: new Float64Array(size),
    isEnded: new Uint8Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
  }
  for (let life = 0; life < size; life += 1) {
    const start = days[life * 6 + reading] as number
    const last = days[life * 6 + 3 + reading] as number
    const end = last === censored ? coverage.to : last
    columns.start[life] = start
    columns.end[life] = end
    columns.isEnded[life] = last === censored ? 0 : 1
    // Hundredths, under four days: from one year to another is as many years whatever leap days lie between.
    columns.years[life] = Math.round((100 * (end - start)) / daysAYear) / 100
  }
  return columns
}

const endedStatus = statuses.indexOf('ended')

/**
 * Writes the first days of the row's shortest, best and longest life, and then the last ones. False where it has no life
 * to observe.
 */
function readDays(days: Int32Array, counted: CountedRows, row: number, rule: CountingRule, coverage: Days): boolean {
  const { offset, status, fromEarliest, fromBest, fromLatest } = counted.spans
  const first = offset[row] as number
  const last = (offset[row + 1] as number) - 1
  if (last < first || (counted.disputed[row] && rule.disputed !== 'in')) return false
  const start = fromBest[first] as number
  if (start > coverage.to) return false
  const earliestStart = fromEarliest[first] as number
  const latestStart = Math.min(fromLatest[first] as number, coverage.to)
  const longestStart = earliestStart === before ? Math.min(start, coverage.from) : earliestStart
  const hasEnded = status[last] === endedStatus && endingThatCounts(counted, row, rule) !== last
  const earliest = hasEnded ? Math.max(fromEarliest[last] as number, longestStart) : after
  const latest = hasEnded ? (fromLatest[last] as number) : after
  const middle = hasEnded ? (fromBest[last] as number) : after
  const isLoose = hasEnded && yearIn(earliest) !== yearIn(latest)
  const best = isLoose ? { earliest: Math.max(earliest, start), middle, never: after }[rule.unknownEnd] : middle
  days[0] = Math.min(latestStart, earliest)
  days[1] = start
  days[2] = longestStart
  days[3] = endIn(earliest, coverage)
  days[4] = endIn(best, coverage)
  days[5] = endIn(isLoose && rule.unknownEnd === 'never' ? after : latest, coverage)
  return true
}

function yearIn(day: number): number {
  return day === after ? after : yearOfDayNumber(day)
}

function endIn(day: number, coverage: Days): number {
  return day > coverage.to ? censored : day
}

/**
 * How far the dates alone leave the curve in doubt, at each of these ages: the lowest and highest of the three readings.
 * Not simply the curves of the shortest and the longest lives, because they can cross: a life that is read as longer is
 * still at risk when others are last seen, and then weighs more when it ends.
 */
export function bandOfDates(
  curves: Record<(typeof readings)[number], Pick<SurvivalCurve, 'steps'>>,
  times: readonly number[],
): { time: number; low: number; best: number; high: number }[] {
  return times.map((time) => {
    const values = readings.map((reading) => survivalAt(curves[reading], time))
    return { time, low: Math.min(...values), best: survivalAt(curves.best, time), high: Math.max(...values) }
  })
}
