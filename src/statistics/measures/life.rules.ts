// When does each cooperation count under a measure and a rule? Everything that is counted by year is a stretch of years
// in three readings, certain, best and possible: a stock from its start to its end, an event for its one year.
import { after, before, eventKinds, statuses, yearOfDayNumber, type Census, type Status } from '#register/index.ts'
import { countsAsInForce, type CountingRule } from '../rules/counting-rule.rules.ts'

/** What is counted by year. `in-force` is a stock; the others are events. */
export const yearlyMeasures = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused'] as const
export type YearlyMeasure = (typeof yearlyMeasures)[number]

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
 * million cooperations have some ten thousand lives: rows are counted by life, and years only once for each.
 */
export type Lives = { different: readonly (readonly Stretch[])[]; ofRow: Int32Array }

export const never = 9999
const always = -9999

const cache = new WeakMap<CountedRows['spans'], Map<string, Lives>>()

/** Readers compose rules at will; the oldest goes when there are many, because each costs megabytes at a million rows. */
const mostKept = 24

export function livesOf(counted: CountedRows, measure: YearlyMeasure, rule: CountingRule): Lives {
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

function makeLives(counted: CountedRows, measure: YearlyMeasure, rule: CountingRule): Lives {
  const stretchesOf = measure === 'in-force' ? stocksOf : eventsOf
  // A tree of years: equal lives come to the same node. A number holds the node and the year that leads on from it.
  const nodes = new Map<number, number>()
  const lifeAt = new Map<number, number>()
  const different: Stretch[][] = []
  const ofRow = new Int32Array(counted.rows)
  for (let row = 0; row < counted.rows; row += 1) {
    const stretches = counted.disputed[row] && rule.disputed === 'out' ? [] : stretchesOf(counted, row, measure, rule)
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

function stocksOf(counted: CountedRows, row: number, _: YearlyMeasure, rule: CountingRule): Stretch[] {
  const { spans } = counted
  const stretches: Stretch[] = []
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
    const certainTo = yearOf(spans.toEarliest[last] as number, extra)
    const possibleTo = yearOf(spans.toLatest[last] as number, extra)
    const isLoose = spans.status[last + 1] === endedStatus && certainTo !== possibleTo
    const bestTo = { earliest: certainTo, middle: yearOf(spans.toBest[last] as number, extra), never }
    stretches.push(
      stretch(
        [yearOf(spans.fromLatest[index] as number), certainTo],
        [yearOf(spans.fromBest[index] as number), isLoose ? bestTo[rule.unknownEnd] : bestTo.middle],
        [yearOf(spans.fromEarliest[index] as number), isLoose && rule.unknownEnd === 'never' ? never : possibleTo],
        stretches.at(-1),
        isOnlyPossible(counted, row, rule),
      ),
    )
    index = last
  }
  return stretches
}

function eventsOf(counted: CountedRows, row: number, measure: YearlyMeasure, rule: CountingRule): Stretch[] {
  const { spans } = counted
  const stretches: Stretch[] = []
  const first = spans.offset[row] as number
  for (let index = first; index < (spans.offset[row + 1] as number); index += 1) {
    const status = spans.status[index]
    const isEnd = status === endedStatus && isEnding(counted, row, rule)
    const isPause = status === pausedStatus
    const isWanted = {
      'in-force': false,
      started: index === first,
      ended: isEnd,
      paused: isPause,
      'ended-or-paused': isEnd || isPause,
    }
    if (!isWanted[measure]) continue
    const earliest = yearOf(spans.fromEarliest[index] as number)
    const latest = yearOf(spans.fromLatest[index] as number)
    const isLooseEnd = isEnd && earliest !== latest
    const best = isLooseEnd && rule.unknownEnd === 'earliest' ? earliest : yearOf(spans.fromBest[index] as number)
    stretches.push(
      stretch(
        earliest === latest ? [earliest, earliest + 1] : [earliest, earliest],
        isLooseEnd && rule.unknownEnd === 'never' ? [latest, latest] : [best, best + 1],
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
