// Where do values, notes and gaps lie on a picture with an upright axis of values and a level one of years?
import { lanesOfStretches, textWidth, wrapText } from './lanes.ts'
import type { SeriesGap, SeriesNote } from './series.ts'

export type PlotLayout = { name: 'wide' | 'narrow'; width: number; height: number; textSize: number }

/** Without the key, which stands above the narrow picture and makes it taller. */
export const plotLayouts: Record<PlotLayout['name'], PlotLayout> = {
  wide: { name: 'wide', width: 940, height: 410, textSize: 13 },
  narrow: { name: 'narrow', width: 380, height: 300, textSize: 12.5 },
}

export type Plot = {
  left: number
  right: number
  top: number
  bottom: number
  x: (year: number) => number
  y: (value: number) => number
}

/** Where the axes begin and end; of years, fractions as well. */
export type Domain = { from: number; to: number; low: number; high: number }

export function plotOf(edges: Pick<Plot, 'left' | 'right' | 'top' | 'bottom'>, domain: Domain): Plot {
  const { left, right, top, bottom } = edges
  const { from, to, low, high } = domain
  return {
    ...edges,
    x: (year) => round(left + ((year - from) / (to - from || 1)) * (right - left)),
    y: (value) => round(bottom - ((value - low) / (high - low || 1)) * (bottom - top)),
  }
}

/** Points stand on the ends of the axis, bars have half a year to each side; a single year stands in the middle. */
export function yearDomain(years: readonly number[], hasBars: boolean): Pick<Domain, 'from' | 'to'> {
  const from = years[0] ?? 0
  const to = years.at(-1) ?? from
  return hasBars || from === to ? { from: from - 0.5, to: to + 0.5 } : { from, to }
}

/** Round values from the lowest, nought or below, to just above the highest: 0, 10, 20 … */
export function valueTicks(highest: number, { lowest = 0, most = 6, isWhole = true } = {}): number[] {
  const length = Math.max(highest - lowest, isWhole ? 1 : Number.EPSILON)
  const magnitude = 10 ** Math.floor(Math.log10(length / most))
  const wanted = [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => length / size <= most) ?? 1
  const step = isWhole ? Math.max(1, wanted) : wanted
  const first = Math.floor(lowest / step)
  const count = Math.max(1, Math.ceil(highest / step) - first)
  // Whole multiples, divided where the step is a fraction: 3 * 0.1 is not 0.3.
  const place = (multiple: number) => (step < 1 ? multiple / Math.round(1 / step) : multiple * step)
  return Array.from({ length: count + 1 }, (_, index) => place(first + index))
}

/**
 * Moves labels apart that would touch, as little as possible, without changing their order. `size` is the height of
 * each label, or of all; the places are their middles.
 */
export function spread(
  wanted: readonly number[],
  size: number | readonly number[],
  low: number,
  high: number,
): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  const sizeOf = (index: number | undefined) => (index === undefined || typeof size === 'number' ? Number(size) : (size[index] ?? 0)) // prettier-ignore
  const apart = (a: number, b: number | undefined) => (b === undefined ? 0 : (sizeOf(a) + sizeOf(b)) / 2)
  let floor = low
  for (const [place, index] of order.entries()) {
    placed[index] = Math.max(placed[index] ?? 0, floor)
    floor = placed[index] + apart(index, order[place + 1])
  }
  let ceiling = high
  for (const [place, index] of order.toReversed().entries()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling)
    ceiling = placed[index] - apart(index, order[order.length - place - 2])
  }
  return placed
}

export type Run = { from: number; to: number }

/** The stretches of neighbours that are known, as indexes, both ends included. */
export function runsOf(values: readonly (number | null)[]): Run[] {
  const runs: Run[] = []
  for (const [index, value] of values.entries()) {
    if (value === null) continue
    const last = runs.at(-1)
    if (last?.to === index - 1) last.to = index
    else runs.push({ from: index, to: index })
  }
  return runs
}

/** The points of a run as a path begins: "10 20L30 40". */
export function polyline(years: readonly number[], values: readonly (number | null)[], run: Run, plot: Plot): string[] {
  return years.slice(run.from, run.to + 1).map((year, at) => `${plot.x(year)} ${plot.y(values[run.from + at] ?? 0)}`)
}

/** Between an upper and a lower line, one closed shape for each run that both have. */
export function ribbon(
  years: readonly number[],
  upper: readonly (number | null)[],
  lower: readonly (number | null)[],
  plot: Plot,
): string {
  const known = upper.map((value, index) => (value === null || (lower[index] ?? null) === null ? null : 0))
  return runsOf(known)
    .map((run) => {
      const [over, under] = [polyline(years, upper, run, plot), polyline(years, lower, run, plot)]
      return `M${[...over, ...under.toReversed()].join('L')}Z`
    })
    .join('')
}

/** One open line for each run. */
export function lines(years: readonly number[], values: readonly (number | null)[], plot: Plot): string {
  return runsOf(values)
    .map((run) => `M${polyline(years, values, run, plot).join('L')}`)
    .join('')
}

/** A day lies within its year, whose mark is at the middle. */
export function placeOf(year: number): number {
  return Number.isInteger(year) ? year : year - 0.5
}

/** `lines` are the words where they fit inside. */
export type GapPlace = { x0: number; x1: number; label: string; lines: string[] }

/** Each gap half a year beyond its years, within the axis; its words stand inside if they fit there. */
export function gapPlaces(gaps: readonly SeriesGap[], plot: Plot, textSize: number): GapPlace[] {
  return gaps.flatMap(({ from, to, label }) => {
    const x0 = Math.max(plot.left, plot.x(from - 0.5))
    const x1 = Math.min(plot.right, plot.x(to + 0.5))
    if (x1 <= x0) return []
    const room = x1 - x0 - 8
    const words = wrapText(label, room, textSize)
    return [{ x0, x1, label, lines: words.every((text) => textWidth(text, textSize) <= room) ? words : [] }]
  })
}

export type NotePlace = {
  x: number
  textX: number
  anchor: 'start' | 'end'
  label: string
  lane: number
  hasRule: boolean
}

/**
 * Notes above the picture, each in the lowest lane where it meets no other. Words stand after their rule, or before it
 * in the second half; where neither has room they slide along until they are whole.
 */
export function notePlaces(
  notes: readonly SeriesNote[],
  gaps: readonly GapPlace[],
  plot: Pick<Plot, 'left' | 'right' | 'x'>,
  layout: Pick<PlotLayout, 'width' | 'textSize'>,
): NotePlace[] {
  const wanted = [
    ...notes.map(({ year, label }) => ({ x: plot.x(placeOf(year)), label, hasRule: true })),
    ...gaps
      .filter(({ lines: inside }) => inside.length === 0)
      .map(({ x0, x1, label }) => ({ x: (x0 + x1) / 2, label, hasRule: false })),
  ].filter(({ x }) => x >= plot.left && x <= plot.right)
  const places = wanted.map(({ x, label, hasRule }) => {
    const width = textWidth(label, layout.textSize)
    const isBefore = x - plot.left > (plot.right - plot.left) / 2
    const [from, to] = isBefore ? [x - 6 - width, x - 6] : [x + 6, x + 6 + width]
    if (from >= 0 && to <= layout.width) {
      return { x, label, hasRule, from, to, textX: isBefore ? to : from, anchor: isBefore ? ('end' as const) : ('start' as const) } // prettier-ignore
    }
    const textX = Math.max(0, Math.min(x + 6, layout.width - width))
    return { x, label, hasRule, from: textX, to: textX + width, textX, anchor: 'start' as const }
  })
  const lanes = lanesOfPlaces(places)
  return places.map(({ x, textX, anchor, label, hasRule }, index) => ({
    x: round(x),
    textX: round(textX),
    anchor,
    label,
    hasRule,
    lane: lanes[index] ?? 0,
  }))
}

// A rule runs down through the lanes below its words. So of words that stand after their rules the last goes lowest,
// and of those before theirs the first: then no rule crosses the words of another.
function lanesOfPlaces(places: readonly { x: number; from: number; to: number; anchor: 'start' | 'end' }[]): number[] {
  const order = [...places.keys()].toSorted((a, b) => {
    const [one, other] = [places[a], places[b]]
    if (!one || !other || one.anchor !== other.anchor) return one?.anchor === 'start' ? -1 : 1
    return one.anchor === 'start' ? other.x - one.x : one.x - other.x
  })
  const inOrder = lanesOfStretches(
    order.flatMap((index) => {
      const place = places[index]
      return place ? [[Math.min(place.x, place.from) - 6, Math.max(place.x, place.to) + 6] as const] : []
    }),
  )
  return places.map((_, index) => inOrder[order.indexOf(index)] ?? 0)
}

export function round(value: number): number {
  return Math.round(value * 10) / 10
}
