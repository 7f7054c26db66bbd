// When does each cooperation count under a measure and a rule? Everything that is counted by year is a stretch of years
// in three readings, certain, best and possible: a stock from its start to its end, an event for its one year.
import { after, before, eventKinds, statuses, yearOfDayNumber, type Census, type Status } from '#register/index.ts'
import { countsAsInForce, type CountingRule } from '../rules/counting-rule.rules.ts'

/** What is counted by year. `in-force` is a stock; the others are events. */
export const yearlyMeasures = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused'] as const
export type YearlyMeasure = (typeof yearlyMeasures)[number]

/**
 * The same, and how that stock changes under the rule: where pausing ends the count, a pause leaves it and a resumption
 * enters it again.
 */
export type Countable = YearlyMeasure | 'entered' | 'left'

/** What counting needs of a census. */
export type CountedRows = Pick<
  Census,
  'rows' | 'spans' | 'disputed' | 'home' | 'counterpart' | 'endKind' | 'agreements'
>

/**
 * From the first year in which it counts to the year after the last, in three readings. A stretch that a reading does
 * not have is empty (from = to). Certain lies within best, and best within possible.
 */
export type Stretch = readonly [
  certainFrom: number,
  certainTo: number,
  bestFrom: number,
  bestTo: number,
  possibleFrom: number,
  possibleTo: number,
]

/**
 * Every different life, as the stretches in it, and which one each row has. Sources mostly know years, so that a
 * million cooperations have some ten thousand lives: what is asked of a life is worked out once for each.
 */
export type Lives = { different: readonly (readonly Stretch[])[]; ofRow: Int32Array }

export const never = 9999
const always = -9999

const cache = new WeakMap<CountedRows['spans'], Map<string, Lives>>()

/** Readers compose rules at will; the oldest goes when there are many, because each costs megabytes at a million rows. */
const mostKept = 24

export function livesOf(counted: CountedRows, measure: Countable, rule: CountingRule): Lives {
  const byName = cache.get(counted.spans) ?? new Map<string, Lives>()
  cache.set(counted.spans, byName)
  const name = `${measure} ${rule.id}`
  const known = byName.get(name)
  if (known) return known
  const made = makeLives(counted, measure, rule)
  if (byName.size >= mostKept) byName.delete(byName.keys().next().value ?? '')
  byName.set(name, made)
  return made
}

function makeLives(counted: CountedRows, measure: Countable, rule: CountingRule): Lives {
  // A tree of years: equal lives come to the same node. A number holds the node and the year that leads on from it.
  const nodes = new Map<number, number>()
  const lifeAt = new Map<number, number>()
  const different: Stretch[][] = []
  const ofRow = new Int32Array(counted.rows)
  for (let row = 0; row < counted.rows; row += 1) {
    const isLeftOut = counted.disputed[row] && rule.disputed === 'out'
    const stretches = isLeftOut ? [] : stretchesOf(counted, row, measure, rule)
    let node = 0
    for (const each of stretches) {
      for (const year of each) {
        const step = node * 2 ** 15 + (year - always)
        const next = nodes.get(step) ?? nodes.size + 1
        if (next > nodes.size) nodes.set(step, next)
        node = next
      }
    }
    let life = lifeAt.get(node)
    if (life === undefined) {
      life = different.push(stretches) - 1
      lifeAt.set(node, life)
    }
    ofRow[row] = life
  }
  return { different, ofRow }
}

const endedStatus = statuses.indexOf('ended')
const pausedStatus = statuses.indexOf('paused')
const lapsedKind = eventKinds.indexOf('lapsed')
const notRenewedKind = eventKinds.indexOf('not_renewed')

/** Whether the ending takes the row out of the count: a lapse or a non-renewal may leave it in. */
export function isEnding(counted: CountedRows, row: number, rule: CountingRule): boolean {
  const kind = counted.endKind[row]
  if (kind === lapsedKind) return rule.lapsed === 'out'
  return kind === notRenewedKind ? rule.notRenewed === 'out' : true
}

function stretchesOf(counted: CountedRows, row: number, measure: Countable, rule: CountingRule): Stretch[] {
  return measure === 'in-force'
    ? inForceOf(counted, row, rule)
    : yearsOfChange(counted, row, rule, changesOf(counted, row, measure, rule))
}

/** Years in which a change can have come: the first, the one taken, the last. `never` where it may not have come. */
type Change = { earliest: number; best: number; latest: number }

/** A time in which the row counts, from one change to another. */
type Stock = { start: Change; end: Change }

function stocksOf(counted: CountedRows, row: number, rule: CountingRule): Stock[] {
  const { spans } = counted
  const stocks: Stock[] = []
  const end = spans.offset[row + 1] as number
  const counts = (index: number) => {
    const status = spans.status[index] as number
    // Only the kind of the latest ending is known; earlier ones were taken back by a resumption.
    if (status === endedStatus) return index === end - 1 && !isEnding(counted, row, rule)
    return countsAsInForce(rule, statuses[status] as Status)
  }
  // At any time in the year: the year in which it ends still counts.
  const extra = rule.reading === 'any-time' ? 1 : 0
  for (let index = spans.offset[row] as number; index < end; index += 1) {
    if (!counts(index)) continue
    // Neighbouring stretches that both count are one: a change from active to dormant changes no figure.
    let last = index
    while (last + 1 < end && counts(last + 1)) last += 1
    const earliest = yearOf(spans.toEarliest[last] as number, extra)
    const latest = yearOf(spans.toLatest[last] as number, extra)
    const isLoose = spans.status[last + 1] === endedStatus && earliest !== latest
    const best = { earliest, middle: yearOf(spans.toBest[last] as number, extra), never }
    stocks.push({
      start: {
        earliest: yearOf(spans.fromEarliest[index] as number),
        best: yearOf(spans.fromBest[index] as number),
        latest: yearOf(spans.fromLatest[index] as number),
      },
      end: {
        earliest,
        best: isLoose ? best[rule.unknownEnd] : best.middle,
        latest: isLoose && rule.unknownEnd === 'never' ? never : latest,
      },
    })
    index = last
  }
  return stocks
}

function inForceOf(counted: CountedRows, row: number, rule: CountingRule): Stretch[] {
  const stretches: Stretch[] = []
  for (const { start, end } of stocksOf(counted, row, rule)) {
    stretches.push(
      stretch(
        [start.latest, end.earliest],
        [start.best, end.best],
        [start.earliest, end.latest],
        stretches.at(-1),
        isOnlyPossible(counted, row, rule),
      ),
    )
  }
  return stretches
}

function changesOf(counted: CountedRows, row: number, measure: Countable, rule: CountingRule): Change[] {
  if (measure === 'entered') return stocksOf(counted, row, rule).map(({ start }) => start)
  if (measure === 'left') return stocksOf(counted, row, rule).flatMap(({ end }) => (end.earliest === never ? [] : end))
  const { spans } = counted
  const changes: Change[] = []
  const first = spans.offset[row] as number
  for (let index = first; index < (spans.offset[row + 1] as number); index += 1) {
    const status = spans.status[index]
    const isEnd = status === endedStatus && isEnding(counted, row, rule)
    const isPause = status === pausedStatus
    const isWanted =
      (measure === 'started' && index === first) ||
      (isEnd && (measure === 'ended' || measure === 'ended-or-paused')) ||
      (isPause && (measure === 'paused' || measure === 'ended-or-paused'))
    if (!isWanted) continue
    const earliest = yearOf(spans.fromEarliest[index] as number)
    const latest = yearOf(spans.fromLatest[index] as number)
    const isLooseEnd = isEnd && earliest !== latest
    const middle = yearOf(spans.fromBest[index] as number)
    changes.push({ earliest, best: isLooseEnd ? { earliest, middle, never }[rule.unknownEnd] : middle, latest })
  }
  return changes
}

/** Each change as the stretch of its one year. */
function yearsOfChange(counted: CountedRows, row: number, rule: CountingRule, changes: readonly Change[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { earliest, best, latest } of changes) {
    stretches.push(
      stretch(
        earliest === latest ? [earliest, earliest + 1] : [earliest, earliest],
        best === never ? [latest, latest] : [best, best + 1],
        [earliest, latest === never ? never : latest + 1],
        stretches.at(-1),
        isOnlyPossible(counted, row, rule),
      ),
    )
  }
  return stretches
}

function isOnlyPossible(counted: CountedRows, row: number, rule: CountingRule): boolean {
  return Boolean(counted.disputed[row]) && rule.disputed === 'upper-bound'
}

type Years = readonly [from: number, to: number]

function stretch(
  certain: Years,
  best: Years,
  possible: Years,
  earlier: Stretch | undefined,
  onlyPossible: boolean,
): Stretch {
  // A pause with loose dates must not let one cooperation count twice as possible.
  const possibleFrom = Math.max(possible[0], earlier?.[5] ?? always)
  return [
    certain[0],
    onlyPossible ? certain[0] : Math.max(certain[0], certain[1]),
    best[0],
    onlyPossible ? best[0] : Math.max(best[0], best[1]),
    possibleFrom,
    Math.max(possibleFrom, possible[1]),
  ]
}

/** The year of a change; with `extra`, the year after it, unless it never comes. */
function yearOf(day: number, extra = 0): number {
  if (day === before) return always
  return day === after ? never : yearOfDayNumber(day) + extra
}
