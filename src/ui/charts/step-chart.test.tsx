import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { plotOf } from './plot-geometry.ts'
import { stepChartSvg } from './step-chart-file.tsx'
import { StepChart } from './step-chart.tsx'
import { censorStrokes, corners, shareAt, stepLine, stepRibbon, timeTicks, type StepCurve, type StepSpec } from './step-geometry.ts' // prettier-ignore

const t = textsFor('en')
const plot = plotOf({ left: 0, right: 100, top: 0, bottom: 100 }, { from: 0, to: 10, low: 0, high: 1 })

const curve: StepCurve = {
  key: 'a',
  label: 'A <i>',
  href: '/rows',
  steps: [
    { time: 0, share: 1 },
    { time: 2.5, share: 0.6 },
    { time: 6, share: 0.4 },
  ],
  until: 8,
  low: [{ time: 0, share: 1 }, { time: 2.5, share: 0.5 }], // prettier-ignore
  high: [{ time: 0, share: 1 }, { time: 2.5, share: 0.7 }], // prettier-ignore
  doubtLow: [{ time: 0, share: 1 }, { time: 2, share: 0.6 }], // prettier-ignore
  doubtHigh: [{ time: 0, share: 1 }, { time: 3, share: 0.6 }], // prettier-ignore
  censored: [1, 7, 7.05, 8],
  median: 6,
  atRisk: [10, 9, 9, 6, 6, 6, 6, 4, 2],
}
const spec: StepSpec = {
  id: 'try',
  title: 'Title',
  summary: 'Summary.',
  curves: [curve, { ...curve, key: 'b', label: 'B', median: null }],
  unit: 'share left',
  timeLabel: 'years since the start',
  bandLabel: '95% confidence',
  doubtLabel: 'uncertain dates',
  censoredLabel: 'left the count',
  atRiskLabel: 'still followed',
  source: 'Made up',
  tableCaption: 'Left after years',
}

describe('a step curve', () => {
  test('holds its share until the next step, and ends where it is no longer known', () => {
    expect(stepLine(curve.steps, 8, plot)).toBe('M0 0L25 0L25 40L60 40L60 60L80 60')
    expect(stepLine(curve.steps, 5, plot)).toBe('M0 0L25 0L25 40L50 40')
    expect([0, 2.49, 2.5, 7].map((time) => shareAt(curve.steps, time))).toEqual([1, 1, 0.6, 0.4])
    expect(stepRibbon([], curve.steps, 8, plot)).toBe('')
  })

  test('goes level or upright only', () => {
    const falling = fc.array(fc.record({ time: fc.integer({ min: 1, max: 30 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })) // prettier-ignore
    fc.assert(
      fc.property(falling, fc.integer({ min: 1, max: 40 }), (some, until) => {
        const points = corners([{ time: 0, share: 1 }, ...some.toSorted((a, b) => a.time - b.time)], until)
        for (const [index, point] of points.entries()) {
          const before = points[index - 1] ?? point
          expect(before.time === point.time || before.share === point.share).toBe(true)
          expect(point.time).toBeLessThanOrEqual(until)
        }
        expect(points.at(-1)?.time).toBe(until)
      }),
    )
  })

  test('has a stroke for what left the count, one where several would run into each other', () => {
    expect(censorStrokes(curve, plot)).toEqual([
      { x: 10, y: 0 },
      { x: 70, y: 60 },
      { x: 80, y: 60 },
    ])
    expect(timeTicks(35, 10)).toEqual([0, 5, 10, 15, 20, 25, 30, 35])
    expect(timeTicks(0.5, 10)).toEqual([0])
  })
})

describe('curves of survival', () => {
  const html = String(StepChart({ spec, t }))

  test('say their last share and median, and how many each year rests on', () => {
    expect(html).toContain('40%,\u00a0median\u00a06.0\u00a0years')
    expect(html).toContain('median\u00a0not\u00a0reached')
    const [wide = ''] = /<svg class="plot-wide".*?<\/svg>/.exec(html) ?? []
    expect(wide.match(/text-anchor="middle" fill="var\(--ink\)">(\d+)</g)).toHaveLength(2 * curve.atRisk.length)
  })

  test('have a table of every whole year', () => {
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
      row?.replaceAll(/(<[^>]+>)+/g, '|'),
    )
    expect(rows).toHaveLength(2 * 9)
    expect(rows[3]).toBe('3|60%|50%–70%|60%–60%|6|')
    expect(html).toContain('<a href="/rows">A &lt;i&gt;</a>')
  })

  test('hold without bands, alone, empty and as a file', () => {
    const { low: _low, high: _high, doubtLow: _doubtLow, doubtHigh: _doubtHigh, ...plain } = curve
    const bare = String(StepChart({ spec: { ...spec, curves: [{ ...plain, censored: [] }] }, t }))
    expect(bare).not.toMatch(/NaN|undefined|95% confidence<\/text>/)
    expect(String(StepChart({ spec: { ...spec, curves: [] }, t }))).toContain('There are no values to show')
    expect(stepChartSvg(spec, t)).not.toMatch(/var\(--| style=| class=|NaN/)
  })
})
