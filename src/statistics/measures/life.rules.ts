// When does each cooperation count under a measure and a rule? Everything that is counted by year is a stretch of years
// in three readings, certain, best and possible: a stock from its start to its end, an event for its one year.
import { eventKinds, statuses, type Census, type Status } from '#register/index.ts'
import { byteOfEach } from './number-column.rules.ts'
import { countsAsInForce, type CountingRule } from '../rules/counting-rule.rules.ts'
import { always, coursesOf, mostYears, never, yearOf, type Courses } from './course.rules.ts'
import { keepFew } from './kept.rules.ts'
import { SequenceTree } from './sequence-tree.rules.ts'

/** What is counted by year. `in-force` is a stock; the others are events. */
export const yearlyMeasures = ['in-force', 'started', 'ended', 'paused', 'ended-or-paused'] as const
export type YearlyMeasure = (typeof yearlyMeasures)[number]

/**
 * The same, and what a net change is made of: of each time in force, when it lasted, began and ended under the rule.
 * Where pausing ends the count, a pause ends such a time and a resumption begins another.
 */
export type Countable = YearlyMeasure | 'change'

/** What counting needs of a census. */
export type CountedRows = Pick<
  Census,
  'rows' | 'spans' | 'disputed' | 'home' | 'counterpart' | 'actors' | 'endKind' | 'agreements'
>

/**
 * From the first year in which it counts to the year after the last, in three readings. A stretch that a reading does
 * not have is empty (from = to). Certain lies within best, and best within possible. Where dates are loose, those of one
 * life may overlap: it counts once in every year that any of them covers.
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
 * Every different life, as the stretches in it, and which one each course leads. What is asked of a life is worked out
 * once for each.
 */
export type Lives = {
  different: readonly (readonly Stretch[])[]
  /** Whether it is in doubt that there was such a life; told apart for a change alone, where both ends share the doubt. */
  isDoubted: readonly boolean[]
  ofCourse: Int32Array
  courses: Courses
}

const keep = keepFew<Lives>(100)

export function livesOf(counted: CountedRows, measure: Countable, rule: CountingRule): Lives {
  return keep(counted.spans, counted.rows, `${measure} ${rule.id}`, () => makeLives(counted, measure, rule))
}

function makeLives(counted: CountedRows, measure: Countable, rule: CountingRule): Lives {
  const courses = coursesOf(counted)
  const tree = new SequenceTree(mostYears * mostYears)
  const lifeAt = new Map<number, number>()
  const different: Stretch[][] = []
  const isDoubted: boolean[] = []
  const ofCourse = courses.example.map((row) => {
    const isLeftOut = counted.disputed[row] && rule.disputed === 'out'
    const stretches = isLeftOut ? [] : stretchesOf(counted, row, measure, rule)
    const isInDoubt = measure === 'change' && isDoubtful(counted, row, rule)
    const end = stretches.reduce((node, each) => along(tree, node, each), tree.follow(0, isInDoubt ? 1 : 0))
    const known = lifeAt.get(end)
    if (known !== undefined) return known
    const life = different.push(stretches) - 1
    isDoubted.push(isInDoubt)
    lifeAt.set(end, life)
    return life
  })
  return { different, isDoubted, ofCourse, courses }
}

/** Years lie between `always` and `never`. */
function along(tree: SequenceTree, node: number, years: Stretch): number {
  const way = (at: number) => ((years[at] as number) - always) * mostYears + (years[at + 1] as number) - always
  return tree.follow(tree.follow(tree.follow(node, way(0)), way(2)), way(4))
}

/** A small answer about each life, told for every course. */
export function answerByCourse({ different, ofCourse }: Lives, answer: (life: number) => number): Uint8Array {
  const answers = byteOfEach(different, (_, life) => answer(life))
  const told = new Uint8Array(ofCourse.length)
  for (let course = 0; course < told.length; course += 1) told[course] = answers[ofCourse[course] as number] as number
  return told
}

/** The same, told for every row. */
export function byRow({ ofRow }: Courses, byCourse: Uint8Array): Uint8Array {
  const found = new Uint8Array(ofRow.length)
  for (let row = 0; row < found.length; row += 1) found[row] = byCourse[ofRow[row] as number] as number
  return found
}

const endedStatus = statuses.indexOf('ended')
const pausedStatus = statuses.indexOf('paused')
const lapsedKind = eventKinds.indexOf('lapsed')
const notRenewedKind = eventKinds.indexOf('not_renewed')

/**
 * Which stretch of the row is an ending that leaves it in the count, as a lapse or a non-renewal may; -1 if none is. Only
 * the kind of the latest ending is known; earlier ones were taken back by a resumption.
 */
export function endingThatCounts({ spans, endKind }: CountedRows, row: number, rule: CountingRule): number {
  const kind = endKind[row]
  const isIn = (kind === lapsedKind && rule.lapsed === 'in') || (kind === notRenewedKind && rule.notRenewed === 'in')
  if (!isIn) return -1
  const first = spans.offset[row] as number
  let index = (spans.offset[row + 1] as number) - 1
  while (index >= first && spans.status[index] !== endedStatus) index -= 1
  return index >= first ? index : -1
}

function stretchesOf(counted: CountedRows, row: number, measure: Countable, rule: CountingRule): Stretch[] {
  // Whether it existed at all is one doubt for both ends of a change, and is kept with the life.
  const isDoubted = measure !== 'change' && isDoubtful(counted, row, rule)
  if (measure !== 'in-force' && measure !== 'change')
    return eventsOf(counted, row, measure, rule).map((change) => eventStretch(change, isDoubted))
  return stocksOf(counted, row, rule).flatMap(({ start, end }) => {
    const lasting = stretch(
      [start.latest, end.earliest],
      [start.best, end.best],
      [start.earliest, end.best === never ? never : end.latest],
      isDoubted,
    )
    if (measure === 'in-force') return [lasting]
    return [lasting, eventStretch(start, false), end.earliest === never ? noStretch : eventStretch(end, false)]
  })
}

/** Whether the row counts as possible alone, because its existence is disputed. */
export function isDoubtful({ disputed }: CountedRows, row: number, rule: CountingRule): boolean {
  return Boolean(disputed[row]) && rule.disputed === 'upper-bound'
}

/** Years in which a change can have come: the first, the one taken, the last. `never` where it may not have come. */
type Change = { earliest: number; best: number; latest: number }

/** A time in which the row counts, from one change to another. */
type Stock = { start: Change; end: Change }

function stocksOf(counted: CountedRows, row: number, rule: CountingRule): Stock[] {
  const { spans } = counted
  const stocks: Stock[] = []
  const end = spans.offset[row + 1] as number
  const countedEnding = endingThatCounts(counted, row, rule)
  const counts = (index: number) =>
    index === countedEnding || countsAsInForce(rule, statuses[spans.status[index] as number] as Status)
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
    const middle = yearOf(spans.toBest[last] as number, extra)
    const best = isLoose ? placedIn(rule, last + 2 < end, { earliest, middle }) : middle
    stocks.push({
      start: {
        earliest: yearOf(spans.fromEarliest[index] as number),
        best: yearOf(spans.fromBest[index] as number),
        latest: yearOf(spans.fromLatest[index] as number),
      },
      end: { earliest, best, latest },
    })
    index = last
  }
  return stocks
}

/** The year in which the rule places a loose end. One that a resumption follows has come, whatever the rule says. */
function placedIn({ unknownEnd }: CountingRule, isFollowed: boolean, at: { earliest: number; middle: number }): number {
  if (unknownEnd === 'never') return isFollowed ? at.middle : never
  return at[unknownEnd]
}

/** A beginning, a pause or an ending, and which stretch of the row it begins. */
type Event = Change & { at: number }

export function eventsOf(
  counted: CountedRows,
  row: number,
  measure: Exclude<YearlyMeasure, 'in-force'>,
  rule: CountingRule,
): Event[] {
  const { spans } = counted
  const events: Event[] = []
  const countedEnding = endingThatCounts(counted, row, rule)
  const first = spans.offset[row] as number
  const end = spans.offset[row + 1] as number
  for (let index = first; index < end; index += 1) {
    const status = spans.status[index]
    const isEnd = status === endedStatus && index !== countedEnding
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
    const best = isLooseEnd ? placedIn(rule, index + 1 < end, { earliest, middle }) : middle
    events.push({ at: index, earliest, best, latest })
  }
  return events
}

/** A change as the stretch of its one year. */
function eventStretch({ earliest, best, latest }: Change, isDoubted: boolean): Stretch {
  return stretch(
    earliest === latest ? [earliest, earliest + 1] : [earliest, earliest],
    best === never ? [latest, latest] : [best, best + 1],
    [earliest, latest === never ? never : latest + 1],
    isDoubted,
  )
}

const noStretch: Stretch = [0, 0, 0, 0, 0, 0]

type Years = readonly [from: number, to: number]

/** What is doubted altogether is possible, and no more. */
function stretch(certain: Years, best: Years, possible: Years, isDoubted: boolean): Stretch {
  return [
    certain[0],
    isDoubted ? certain[0] : Math.max(certain[0], certain[1]),
    best[0],
    isDoubted ? best[0] : Math.max(best[0], best[1]),
    possible[0],
    Math.max(possible[0], possible[1]),
  ]
}
