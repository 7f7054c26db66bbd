// Where do the points of a stacked area and its band lie?

export type BandSeries = { key: string; label: string; values: number[] }
export type Band = { min: number[]; max: number[] }
export type Layer = { series: BandSeries; bottom: number[]; top: number[] }

export function stack(series: readonly BandSeries[], length: number): Layer[] {
  let bottom: number[] = Array.from({ length }, () => 0)
  return series.map((one) => {
    const top = bottom.map((value, index) => value + (one.values[index] ?? 0))
    const layer = { series: one, bottom, top }
    bottom = top
    return layer
  })
}

export function totals(series: readonly BandSeries[], length: number): number[] {
  return Array.from({ length }, (_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
}

/** Round values from 0 to just above the highest: 0, 10, 20 … */
export function valueTicks(highest: number, most = 6): number[] {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, highest) / most))
  const step = Math.max(
    1,
    [1, 2, 5, 10].map((factor) => factor * magnitude).find((size) => highest / size <= most) ?? 1,
  )
  const count = Math.max(1, Math.ceil(highest / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

/** Moves labels apart that would touch, as little as possible, without changing their order. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, index) => index).toSorted((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0))
  const placed = [...wanted]
  let floor = low
  for (const index of order) floor = (placed[index] = Math.max(placed[index] ?? 0, floor)) + gap
  let ceiling = high
  for (const index of order.toReversed()) ceiling = (placed[index] = Math.min(placed[index] ?? 0, ceiling)) - gap
  return placed
}
