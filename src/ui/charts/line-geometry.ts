// Where on the axis does each part of a line lie, and how much of it is uncertain?
import { dayNumber, yearOf, type Day } from '#platform/time/day.ts'
import type { Bounds } from '#platform/time/edtf.ts'
import type { LineState } from './palette.ts'

export type LineSpan = { state: LineState; from: Bounds; to: Bounds | null }
export type MarkKind = 'start' | 'end' | 'pause' | 'resume' | 'agreement' | 'note'
export type LineMark = { day: Bounds; label: string; kind: MarkKind }

/** The first and last year that the axis shows, both whole. */
export type YearRange = { from: number; to: number }

/** A stretch along the axis, in fractions of its length: 0 is its beginning and 1 its end. */
export type Piece = {
  shape: 'core' | 'under' | 'fade-in' | 'fade-out' | 'doubt'
  state: LineState
  x0: number
  x1: number
}
export type Cap = { x: number; isUncertain: boolean }
export type DrawnLine = { pieces: Piece[]; caps: Cap[]; x0: number; x1: number }

type Boundary = { lo: number; at: number; hi: number; isUncertain: boolean }

// A date known to the year is as exact as this kind of record gets, and is drawn at its best day. Only what may lie
// in more than one year is drawn as a stretch of doubt; otherwise every end would be blurred and none would stand out.
const widestExactDays = 366

export function fractionOf(day: Day, range: YearRange): number {
  const first = dayNumber(`${range.from}-01-01`)
  const last = dayNumber(`${range.to + 1}-01-01`)
  return (dayNumber(day) - first) / (last - first)
}

export function isUncertain(bounds: Bounds): boolean {
  if (bounds.earliest === null || bounds.latest === null) return true
  return dayNumber(bounds.latest) - dayNumber(bounds.earliest) > widestExactDays
}

export function drawLine(spans: readonly LineSpan[], range: YearRange): DrawnLine {
  const boundaries = boundariesOf(spans, range)
  const pieces: Piece[] = []
  const caps: Cap[] = []
  const add = (shape: Piece['shape'], state: LineState, from: number, to: number): void => {
    const x0 = clamp(from)
    const x1 = clamp(to)
    if (x1 > x0) pieces.push({ shape, state, x0, x1 })
  }
  for (const [index, span] of spans.entries()) {
    const start = boundaries[index]
    const end = boundaries[index + 1]
    if (!start || !end) continue
    const before = spans[index - 1]
    if (start.isUncertain) {
      if (span.state !== 'ended') add(before ? 'under' : 'fade-in', span.state, start.lo, start.hi)
      if (before && before.state !== 'ended') add('fade-out', before.state, start.lo, start.hi)
      add('doubt', before?.state ?? span.state, start.lo, start.hi)
    }
    if (span.state !== 'ended') add('core', span.state, start.hi, end.lo)
    else if (isOnAxis(start.at)) caps.push({ x: start.at, isUncertain: start.isUncertain })
    const isLast = index === spans.length - 1
    if (isLast && span.to && span.state !== 'ended') {
      if (end.isUncertain) {
        add('fade-out', span.state, end.lo, end.hi)
        add('doubt', span.state, end.lo, end.hi)
      }
      if (isOnAxis(end.at)) caps.push({ x: end.at, isUncertain: end.isUncertain })
    }
  }
  const drawn = [...pieces.flatMap(({ x0, x1 }) => [x0, x1]), ...caps.map(({ x }) => x)]
  return { pieces, caps, x0: drawn.length ? Math.min(...drawn) : 0, x1: drawn.length ? Math.max(...drawn) : 0 }
}

function boundariesOf(spans: readonly LineSpan[], range: YearRange): Boundary[] {
  const boundaries: Boundary[] = []
  const place = (bounds: Bounds | null): void => {
    const floor = boundaries.at(-1)?.hi ?? Number.NEGATIVE_INFINITY
    if (!bounds) {
      boundaries.push({ lo: 1, at: 1, hi: 1, isUncertain: false })
      return
    }
    const at = Math.max(floor, fractionOf(bounds.best, range))
    if (!isUncertain(bounds)) {
      boundaries.push({ lo: at, at, hi: at, isUncertain: false })
      return
    }
    const lo = bounds.earliest === null ? Math.max(floor, 0) : Math.max(floor, fractionOf(bounds.earliest, range))
    const hi = bounds.latest === null ? 1 : Math.max(at, fractionOf(bounds.latest, range))
    boundaries.push({ lo: Math.min(lo, at), at, hi, isUncertain: true })
  }
  for (const span of spans) place(span.from)
  place(spans.at(-1)?.to ?? null)
  return boundaries
}

export function inTime(marks: readonly LineMark[]): LineMark[] {
  return marks.toSorted((a, b) => (a.day.best < b.day.best ? -1 : a.day.best > b.day.best ? 1 : 0))
}

/** Whether the line itself already has its end cap where this mark of an end would stand. */
export function isCapped({ kind, day }: LineMark, { caps }: DrawnLine, range: YearRange): boolean {
  const at = fractionOf(day.best, range)
  return kind === 'end' && caps.some(({ x }) => Math.abs(x - at) < 0.0005)
}

/**
 * How many px each mark is moved aside because others share its day, so that each can be seen and pointed at.
 * Start and end stay where they are: they are the line's own ends.
 */
export function nudgesOf(marks: readonly LineMark[]): number[] {
  const isEnd = ({ kind }: LineMark): boolean => kind === 'start' || kind === 'end'
  return marks.map((mark) => {
    const sameDay = marks.filter(({ day }) => day.best === mark.day.best)
    const loose = sameDay.filter((other) => !isEnd(other))
    if (isEnd(mark) || sameDay.length < 2) return 0
    const place = loose.indexOf(mark)
    if (sameDay.some(({ kind }) => kind === 'end')) return -8 * (loose.length - place)
    if (sameDay.some(({ kind }) => kind === 'start')) return 8 * (place + 1)
    return Math.round((place - (loose.length - 1) / 2) * 8)
  })
}

/** Round years to write below an axis, so far apart that four digits fit on a phone as well. */
export function axisYears({ from, to }: YearRange, most = 8): number[] {
  const step = [1, 2, 5, 10, 20, 25, 50, 100].find((candidate) => (to - from) / candidate <= most) ?? 200
  const first = Math.ceil(from / step) * step
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, index) => first + index * step)
}

/** How many lines began and how many ended in each year, by best dates. */
export function turnover(lines: readonly { spans: readonly LineSpan[] }[], range: YearRange): YearTurnover[] {
  const years = new Map<number, YearTurnover>()
  for (let year = range.from; year <= range.to; year++) years.set(year, { year, began: 0, ended: 0 })
  for (const { spans } of lines) {
    const first = spans[0]
    const last = spans.at(-1)
    const end = last && last.state === 'ended' ? last.from : last?.to
    const began = first && years.get(yearOf(first.from.best))
    const ended = end && years.get(yearOf(end.best))
    if (began) began.began += 1
    if (ended) ended.ended += 1
  }
  return [...years.values()]
}

export type YearTurnover = { year: number; began: number; ended: number }

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction))
}

function isOnAxis(fraction: number): boolean {
  return fraction >= 0 && fraction <= 1
}
