import { describe, expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { BandArea } from './band-area.tsx'
import { bandAreaSvg } from './band-area-file.tsx'
import { totals } from './band-geometry.ts'
import { barChartSvg } from './bar-chart-file.tsx'
import { BarChart } from './bar-chart.tsx'
import { barExtent, besideBars, stackedBars, type BarSpec } from './bar-geometry.ts'
import { lineChartSvg } from './line-chart-file.tsx'
import { LineChart } from './line-chart.tsx'
import { boundedText, type SeriesSpec, type SplitSeries } from './series.ts'
import { FillDefs, fillOf, SeriesMarker, strokeOf } from './series-styles.tsx'
import { filePalettes } from './palette.ts'

const t = textsFor('en')

const one: SplitSeries = {
  key: 'a',
  label: 'A <i>',
  values: [null, 4, 3, null, 7, 5],
  min: [null, 4, 2, null, 7, 4],
  max: [null, 4, 5, null, 7, 6],
  hrefs: [undefined, '/rows?year=2001&a=b'],
}
const spec: SeriesSpec = {
  id: 'try',
  title: 'Title',
  summary: 'Summary.',
  years: [2000, 2001, 2002, 2003, 2004, 2005],
  series: [one, { key: 'b', label: 'B', values: [1, 0, -2, -3, null, null] }],
  annotations: [{ year: 2001.5, label: 'Turn' }],
  gaps: [{ from: 2000, to: 2000, label: 'before' }],
  unit: 'things',
  source: 'Made up',
  tableCaption: 'Things a year',
}
const bars: BarSpec = { ...spec, arrangement: 'beside' }

function nineOf(count: number): SplitSeries[] {
  return Array.from({ length: count }, (_, index) => ({
    key: `${index}`,
    label: `A rather long name, number ${index}`,
    values: spec.years.map((_year, at) => (at === index ? null : at + index)),
  }))
}

const drawings = {
  lines: {
    page: (some: SeriesSpec) => LineChart({ spec: some, t }),
    file: (some: SeriesSpec) => lineChartSvg(some, t),
  },
  stack: { page: (some: SeriesSpec) => BarChart({ spec: { ...some, arrangement: 'stacked' }, t }), file: (some: SeriesSpec) => barChartSvg({ ...some, arrangement: 'stacked' }, t) }, // prettier-ignore
  beside: { page: (some: SeriesSpec) => BarChart({ spec: { ...some, arrangement: 'beside' }, t }), file: (some: SeriesSpec) => barChartSvg({ ...some, arrangement: 'beside' }, t) }, // prettier-ignore
  area: { page: (some: SeriesSpec) => BandArea({ spec: some, t }), file: (some: SeriesSpec) => bandAreaSvg(some, t) },
}

describe.each(Object.entries(drawings))('%s', (_, { page, file }) => {
  test.each([1, 2, 5, 9])('hold with %i series, with whole numbers for places and no id twice', (count) => {
    const html = String(page({ ...spec, series: nineOf(count) }))
    expect(html).not.toMatch(/NaN|Infinity|undefined| style=|<i>/)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const asked = [...html.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id)
    expect(asked.filter((id) => !ids.includes(id))).toEqual([])
  })

  test('stand alone as a file, as wide as asked', () => {
    const svg = file(spec)
    expect(svg).not.toMatch(/var\(--| style=| class=|NaN/)
    expect(svg).toContain('>Source: Made up</text>')
  })

  test('hold a single year, and say so where nothing is known', () => {
    const single = {
      ...spec,
      years: [2000],
      series: [{ key: 'a', label: 'A', values: [3] }],
      annotations: [],
      gaps: [],
    }
    expect(String(page(single))).not.toMatch(/NaN|Infinity/)
    const empty = String(page({ ...spec, series: [{ key: 'a', label: 'A', values: spec.years.map(() => null) }] }))
    expect(empty).toContain('There are no values to show')
    expect(empty).not.toContain('<svg')
    expect(file({ ...spec, series: [] })).toContain('There are no values to show')
    expect(String(page({ ...spec, years: [] }))).not.toMatch(/NaN|Infinity/)
  })

  test('name every label and link every value that has rows', () => {
    const html = String(page(spec))
    expect(html).toContain('A &lt;i&gt;')
    expect(html).toContain('<a href="/rows?year=2001&amp;a=b">4</a>')
    expect(html).toContain('role="group" aria-label="Things a year" tabindex="0"')
    expect(html).toContain('>Turn</text>')
  })
})

describe('lines', () => {
  const html = String(LineChart({ spec, t }))

  test('have a table that says what is unknown, and why', () => {
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
      row?.replaceAll(/<[^>]+>/g, '|'),
    )
    expect(rows[0]).toMatch(/^2000\|+not known\|+1\|+before/)
    expect(rows[2]).toMatch(/3 \(2–5\)\|+−2/)
    expect(html).toContain('A &lt;i&gt; (lowest–highest)')
  })

  test('say of which year the last value is where it is not the last year', () => {
    expect(html).toContain('−3\u00a0(2003)')
  })

  test('mark a year that stands alone between gaps', () => {
    const alone = { ...spec, series: [{ key: 'a', label: 'A', values: [null, 2, null, 1, 3, 2] }] }
    const [wide = ''] = /<svg class="plot-wide".*?<\/svg>/.exec(String(LineChart({ spec: alone, t }))) ?? []
    expect(wide.match(/<path d="M-3.5 0a/g)).toHaveLength(2)
  })
})

describe('bars', () => {
  test('pile what is above nought upwards and what is below downwards', () => {
    const series = [
      { key: 'a', label: 'A', values: [3, null] },
      { key: 'b', label: 'B', values: [-2, 4] },
      { key: 'c', label: 'C', values: [1, 1] },
    ]
    expect(stackedBars(series, 2).map(({ series: of, at, from, to, isOpen }) => [of, at, from, to, isOpen])).toEqual([
      [0, 0, 0, 3, false],
      [1, 0, 0, -2, false],
      [2, 0, 3, 4, false],
      [1, 1, 0, 4, false],
      [2, 1, 4, 5, false],
      [0, 1, 5, 5, true],
    ])
    expect(totals(series, 2)).toEqual([2, null])
    expect(barExtent(besideBars(series, 2), [{ key: 'a', label: 'A', values: [], max: [9, null] }])).toEqual({ low: -2, high: 9 }) // prettier-ignore
  })

  test('of nought have no height, and of nothing known a hatched slot', () => {
    const html = barChartSvg(
      { ...bars, gaps: [], series: [{ key: 'a', label: 'A', values: [0, null, 2, 2, 2, 2] }] },
      t,
    )
    expect(html.match(/<rect[^>]* height="0"/g)).toHaveLength(1)
    expect(html.match(/fill="url\(#try-wide-gap\)"/g)).toHaveLength(1)
  })
})

describe('up to nine things', () => {
  const indexes = Array.from({ length: 9 }, (_, index) => index)

  test('have no fill and no line twice, even where all colours look alike', () => {
    const grey = { ...filePalettes.light, ...Object.fromEntries(Object.keys(filePalettes.light).map((tone) => [tone, tone === 'paper' ? 'white' : 'grey'])) } // prettier-ignore
    const defs = String(FillDefs({ id: 'x', count: 9, palette: grey }))
    const looks = indexes.map((index) => {
      const { fill, 'fill-opacity': opacity } = fillOf(index, 'x', grey)
      const [pattern = fill] = new RegExp(`(?<=<pattern id="x-fill-${index}"[^>]*>).*?(?=</pattern>)`).exec(defs) ?? []
      return `${pattern} ${opacity}`
    })
    expect(new Set(looks).size).toBe(9)
    const marks = indexes.map((index) => {
      const { 'stroke-dasharray': dash } = strokeOf(index, grey)
      return `${dash} ${String(SeriesMarker({ index, x: 0, y: 0, palette: grey }))}`
    })
    expect(new Set(marks).size).toBe(9)
  })
})

test('a band is a range in words, and no dash stands before a minus sign', () => {
  expect(boundedText({ value: 12, min: 10, max: 14 }, undefined, t)).toBe('12 (10–14)')
  expect(boundedText({ value: 12, min: 12, max: null }, undefined, t)).toBe('12')
  expect(boundedText({ value: -3, min: -5, max: -1 }, undefined, t)).toBe('−3 (−5 to −1)')
  expect(boundedText({ value: null, min: 1, max: 2 }, undefined, t)).toBe('not known')
  expect(boundedText({ value: 0.5 }, (value) => `${value * 100} %`, t)).toBe('50 %')
})
