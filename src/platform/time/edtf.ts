// What days can an uncertain date mean? Reads Extended Date/Time Format (ISO 8601-2, levels 0 to 2) into bounds.
import edtf from 'edtf'
import { dayFromNumber, dayNumber, isDay, type Day } from './day.ts'

/** The first and last day that a date can mean, and the one to take where one must be taken. */
export type Bounds = { earliest: Day | null; best: Day; latest: Day | null }

type Parsed = ReturnType<typeof edtf>

/**
 * Bounds of an EDTF date, or undefined if the text is not one that we hold.
 *
 * A year, month or day means any day within it, and the middle is the best guess. `~` and `?` widen it by one unit
 * of its own precision on both sides. A set `[2002..2021]` means one day somewhere in it; `[..2021]` has no first
 * day, so the only day it names, the last, is taken. Intervals (`2002/2004`) are stretches and not moments: refused.
 */
export function boundsOf(text: string): Bounds | undefined {
  if (known.has(text)) return known.get(text)
  const bounds = readBounds(text)
  if (known.size < mostKnown) known.set(text, bounds)
  return bounds
}

// The library's grammar takes a tenth of a millisecond a date, and a register says the same dates over and over.
const known = new Map<string, Bounds | undefined>()
const mostKnown = 20_000

function readBounds(text: string): Bounds | undefined {
  if (/^\[[^[\]]*\]$/.test(text)) return boundsOfSet(text)
  if (!plainDate.test(text)) return undefined
  const day = text.replace(/[~?%]$/, '')
  if (/^\d{4}-\d\d-\d\d$/.test(day) && !isDay(day)) return undefined
  // Of days there are too many to know them all, and they mean themselves.
  if (isDay(text)) return { earliest: text, best: text, latest: text }
  const parsed = parse(text)
  if (parsed?.type !== 'Date') return undefined
  const [earliest, latest] = widen(text, parsed)
  return between(earliest, latest)
}

// A year of our era in full, perhaps with month and day, or a decade or century (201X), perhaps qualified. What EDTF
// holds besides (years of many digits, moments with a time) is no date that a register of agreements can mean.
const plainDate = /^[1-9]\d(XX|\dX|\d\d(-(\d\d|XX)(-(\d\d|XX))?)?)[~?%]?$/

export function isEdtf(text: string): boolean {
  return boundsOf(text) !== undefined
}

function parse(text: string): Parsed | undefined {
  try {
    return edtf(text)
  } catch {
    return undefined
  }
}

// The library keeps a set's ranges as written, so we read its outermost members ourselves.
function boundsOfSet(text: string): Bounds | undefined {
  const members = text.slice(1, -1).split(',')
  const [first = ''] = members[0]?.split('..') ?? []
  const last = members.at(-1)?.split('..').at(-1) ?? ''
  // `..` stands open at the very beginning and the very end only, and between commas something must stand.
  const isWhole = members.every((member, index) => {
    const ends = member.trim().split('..')
    const mayOpen = [index === 0, index === members.length - 1]
    return (
      ends.length <= 2 &&
      ends.every((end, side) => (end === '' ? ends.length === 2 && mayOpen[side] : plainDate.test(end)))
    )
  })
  if (!isWhole) return undefined
  const lower = first.trim() === '' ? undefined : boundsOf(first.trim())
  const upper = last.trim() === '' ? undefined : boundsOf(last.trim())
  if ((first.trim() !== '' && !lower) || (last.trim() !== '' && !upper)) return undefined
  const earliest = lower?.earliest ?? null
  const latest = upper?.latest ?? null
  if (earliest !== null && latest !== null) return between(earliest, latest)
  const best = latest ?? earliest
  return best === null ? undefined : { earliest, best, latest }
}

function widen(text: string, parsed: Parsed): [Day, Day] {
  const first = new Date(parsed.min)
  const last = new Date(parsed.max)
  if (/[~?%]/.test(text)) {
    const by = parsed.precision ?? 1
    for (const [date, step] of [
      [first, -1],
      [last, 1],
    ] as const) {
      if (by === 1) date.setUTCFullYear(date.getUTCFullYear() + step)
      else if (by === 2) shiftMonth(date, step)
      else date.setUTCDate(date.getUTCDate() + step)
    }
  }
  return [first.toISOString().slice(0, 10), last.toISOString().slice(0, 10)]
}

// The end of a month moves to the end of the next, not to the same day of it (31 January → 28 February).
function shiftMonth(date: Date, step: 1 | -1): void {
  if (step === -1) date.setUTCMonth(date.getUTCMonth() - 1, 1)
  else date.setUTCMonth(date.getUTCMonth() + 2, 0)
}

function between(earliest: Day, latest: Day): Bounds | undefined {
  if (latest < earliest) return undefined
  const best = dayFromNumber(Math.floor((dayNumber(earliest) + dayNumber(latest)) / 2))
  return { earliest, best, latest }
}
