import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { flow, textWidth, wrapText } from './lanes.ts'
import {
  gapPlaces, lines, notePlaces, placeOf, plotOf, polyline, ribbon, runsOf, spread, valueTicks, yearDomain,
} from './plot-geometry.ts' // prettier-ignore

const plot = plotOf({ left: 40, right: 340, top: 20, bottom: 220 }, { from: 2000, to: 2010, low: -10, high: 10 })

describe('ticks', () => {
  test('are round and reach from nought or below to the highest', () => {
    expect(valueTicks(49)).toEqual([0, 10, 20, 30, 40, 50])
    expect(valueTicks(4, { lowest: -5.5 })).toEqual([-6, -4, -2, 0, 2, 4])
    expect(valueTicks(0.47, { isWhole: false })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5])
    expect(valueTicks(0)).toEqual([0, 1])
  })

  test('hold every value between them, nought among them, in equal steps', () => {
    const values = fc.integer({ min: 0, max: 1e6 }).map((hundredths) => hundredths / 100)
    fc.assert(
      fc.property(values, values, fc.boolean(), (highest, depth, isWhole) => {
        const ticks = valueTicks(highest, { lowest: -depth, isWhole })
        expect(ticks[0]).toBeLessThanOrEqual(-depth + 1e-9)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest - 1e-9)
        expect(ticks.some((tick) => tick === 0)).toBe(true)
        expect(ticks.length).toBeLessThanOrEqual(9)
        if (isWhole) expect(ticks.every(Number.isInteger)).toBe(true)
      }),
    )
  })
})

test('labels of any height are spread without meeting or changing their order', () => {
  const labels = fc.array(fc.record({ at: fc.integer({ min: 0, max: 300 }), height: fc.integer({ min: 10, max: 40 }) }), { maxLength: 9 }) // prettier-ignore
  fc.assert(
    fc.property(labels, (wanted) => {
      const heights = wanted.map(({ height }) => height)
      const ys = spread(wanted.map(({ at }) => at), heights, 0, 1000) // prettier-ignore
      const order = [...wanted.keys()].toSorted((a, b) => (wanted[a]?.at ?? 0) - (wanted[b]?.at ?? 0))
      for (const [place, index] of order.entries()) {
        const next = order[place + 1]
        if (next === undefined) continue
        const apart = (ys[next] ?? 0) - (ys[index] ?? 0)
        expect(apart).toBeGreaterThanOrEqual(((heights[index] ?? 0) + (heights[next] ?? 0)) / 2 - 1e-9)
      }
    }),
  )
})

describe('what is not known', () => {
  test('breaks a line into runs', () => {
    expect(runsOf([null, 1, 2, null, 3])).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 4 },
    ])
    expect(runsOf([null])).toEqual([])
    expect(lines([2000, 2001, 2002], [0, null, 10], plot)).toBe('M40 120M100 20')
  })

  test('breaks a ribbon where either side is unknown', () => {
    expect(ribbon([2000, 2001, 2002], [10, 10, null], [0, null, 0], plot)).toBe('M40 20L40 120Z')
  })

  test('is never drawn as nought', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 9 })), { maxLength: 30 }), (values) => {
        const drawn = runsOf(values).flatMap((run) => polyline(values.map((_, index) => 2000 + index), values, run, plot)) // prettier-ignore
        expect(drawn).toHaveLength(values.filter((value) => value !== null).length)
        expect(drawn.some((point) => point.endsWith(` ${plot.y(0)}`))).toBe(false)
      }),
    )
  })
})

test('bars have half a year to each side, and a single year stands in the middle', () => {
  expect(yearDomain([2000, 2001], true)).toEqual({ from: 1999.5, to: 2001.5 })
  expect(yearDomain([2000, 2001], false)).toEqual({ from: 2000, to: 2001 })
  const domain = { ...yearDomain([2000], false), low: 0, high: 1 }
  expect(plotOf({ left: 0, right: 100, top: 0, bottom: 10 }, domain).x(2000)).toBe(50)
})

test('a day stands within its year', () => {
  expect(placeOf(2019)).toBe(2019)
  expect(placeOf(2019.87)).toBeCloseTo(2019.37)
})

test('a gap ends at the axis, and its words stand inside only where they fit', () => {
  const [wide, thin] = gapPlaces(
    [
      { from: 1998, to: 2003, label: 'before the log' },
      { from: 2006, to: 2006, label: 'unwritten' },
      { from: 2020, to: 2021, label: 'outside' },
    ],
    plot,
    12,
  )
  expect(wide).toMatchObject({ x0: 40, x1: 145, lines: ['before the log'] })
  expect(thin?.lines).toEqual([])
})

describe('notes', () => {
  const layout = { width: 380, textSize: 12 }
  const notes = fc.array(
    fc.record({
      year: fc.double({ min: 2000, max: 2010, noNaN: true }),
      label: fc.string({ minLength: 1, maxLength: 40 }),
    }),
    { maxLength: 6 },
  )

  test('never meet in a lane', () => {
    fc.assert(
      fc.property(notes, (some) => {
        const places = notePlaces(some, [], plot, layout).map((place) => {
          const width = textWidth(place.label, layout.textSize)
          const from = place.anchor === 'end' ? place.textX - width : place.textX
          return { ...place, from, to: from + width }
        })
        for (const [index, a] of places.entries()) {
          for (const b of places.slice(index + 1)) {
            if (a.lane === b.lane) expect(a.to <= b.from + 0.2 || b.to <= a.from + 0.2).toBe(true)
          }
        }
      }),
    )
  })

  test('stand whole on the picture, and no rule crosses words that stand after theirs', () => {
    const [early, later, late] = notePlaces(
      [
        { year: 2001, label: 'the first of three' },
        { year: 2002, label: 'the second of three' },
        { year: 2009, label: 'the third' },
      ],
      [],
      plot,
      layout,
    )
    expect(early?.lane).toBeLessThan(later?.lane ?? 0)
    expect([early?.anchor, late?.anchor]).toEqual(['start', 'end'])
    const [long] = notePlaces(
      [{ year: 2005, label: 'words that are longer than half of the picture is' }],
      [],
      plot,
      layout,
    )
    expect(long?.textX).toBeGreaterThanOrEqual(0)
    expect((long?.textX ?? 0) + textWidth(long?.label ?? '', 12)).toBeLessThanOrEqual(layout.width + 0.1)
  })
})

test('words are wrapped and items flow within their width', () => {
  expect(wrapText('a long name of several words', 80, 12).every((line) => textWidth(line, 12) <= 80)).toBe(true)
  expect(wrapText('unbreakable-and-too-wide', 20, 12)).toEqual(['unbreakable-and-too-wide'])
  expect(flow([50, 40, 60], 10, 100)).toEqual([
    { x: 0, row: 0 },
    { x: 60, row: 0 },
    { x: 0, row: 1 },
  ])
})
