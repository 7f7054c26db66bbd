// Invented values for the pictures of the patterns page, with what is awkward in real ones: years before the log began,
// years nobody wrote down, values below nought, names too long for their place, nine things at once.
import type { TextKey, Texts } from '#platform/i18n/texts.ts'
import type { BarSpec } from '../charts/bar-geometry.ts'
import type { Category, CategoryBarsSpec } from '../charts/category-geometry.ts'
import type { HeatMapSpec } from '../charts/heat-geometry.ts'
import type { SeriesSpec, SplitSeries } from '../charts/series.ts'
import type { Step, StepCurve, StepSpec } from '../charts/step-geometry.ts'

export const coasts = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const

type Values = (number | null)[]
type Frame = 'id' | 'title' | 'summary' | 'source' | 'tableCaption' | 'headingLevel' | 'downloads'

function frameOf(name: string, t: Texts): Pick<SeriesSpec, Frame> {
  const key: TextKey = `ui.patterns.chart-${name}` as TextKey
  return {
    id: name,
    title: t(key),
    summary: t(`${key}-text` as TextKey),
    source: t('ui.patterns.chart-source'),
    tableCaption: t(key),
    headingLevel: 3,
    downloads: [{ label: 'SVG', href: '#charts' }],
  }
}

function yearsFrom(from: number, values: readonly unknown[]): number[] {
  return values.map((_, index) => from + index)
}

const log: Values = [
  null, null, null, null, null, null, 2, 3, 3, 5, 8, 8, 11, 14, 15, 19, null, null, 24, 26, 27, 31, 34, 34, 36, 38, 41,
  44, 46, 47, 49, 46, 40, 37, 31, 28,
] // prettier-ignore

export function lineOne(t: Texts): SeriesSpec {
  const doubt = (side: 1 | -1) => log.map((value, index) => (value === null ? null : value + side * [0, 0, 1, 1, 2, 3, 2, 1][index % 8]!)) // prettier-ignore
  return {
    ...frameOf('line-one', t),
    years: yearsFrom(1986, log),
    series: [
      {
        key: 'lit',
        label: t('ui.patterns.chart-lit'),
        values: log,
        min: doubt(-1),
        max: doubt(1),
        hrefs: log.map(() => '#list'),
      },
    ],
    annotations: [
      { year: 2007.2, label: t('ui.patterns.chart-note-1') },
      { year: 2016, label: t('ui.patterns.chart-note-2') },
      { year: 2019.87, label: t('ui.patterns.chart-note-3') },
    ],
    gaps: [{ from: 1986, to: 1991, label: t('ui.patterns.chart-gap') }],
    unit: t('ui.patterns.chart-unit-lit'),
  }
}

/** Nine series over 1995–2021: each rises to a year of its own and falls; one begins late, one stops being known. */
function nine(t: Texts): SplitSeries[] {
  return coasts.map((coast) => ({
    key: `coast-${coast}`,
    label: t(`ui.patterns.coast-${coast}`),
    values: Array.from({ length: 27 }, (_, index) => {
      if (coast === 7 && index < 8) return null
      if (coast === 8 && index > 19) return null
      const peak = 6 + coast * 2
      return Math.max(0, Math.round(4 + coast * 1.7 - Math.abs(index - peak) * (0.3 + (coast % 3) * 0.22)))
    }),
  }))
}

export function lineNine(t: Texts): SeriesSpec {
  const series = nine(t)
  return {
    ...frameOf('line-nine', t),
    years: yearsFrom(1995, series[0]?.values ?? []),
    series,
    annotations: [],
    gaps: [],
    unit: t('ui.patterns.chart-unit-lit'),
  }
}

export function lineNet(t: Texts): SeriesSpec {
  const ours: Values = [3, 2.5, 4, 1, 0.5, -1, -2.5, -4, -3, -5.5, -2, 0]
  const theirs: Values = [1, 1, 2, 2.5, 2, null, null, 1, -1, -1.5, -3, -2.5]
  return {
    ...frameOf('line-net', t),
    years: yearsFrom(2010, ours),
    series: [
      {
        key: 'a',
        label: t('ui.patterns.chart-long-1'),
        values: ours,
        min: ours.map((value) => (value ?? 0) - 1),
        max: ours.map((value) => (value ?? 0) + 0.5),
      },
      {
        key: 'b',
        label: t('ui.patterns.chart-long-2'),
        values: theirs,
        min: theirs.map((value) => value && value - 0.5),
        max: theirs.map((value) => value && value + 1),
      },
    ],
    annotations: [],
    gaps: [],
    unit: t('ui.patterns.chart-unit-net'),
  }
}

export function areaNine(t: Texts): SeriesSpec {
  const series = nine(t).map((one) => ({
    ...one,
    values: one.values.map((value, index) => (index === 12 ? null : (value ?? 0))),
    hrefs: one.values.map(() => '#list'),
  }))
  return { ...lineNine(t), ...frameOf('area-nine', t), series }
}

const built: Values = [2, 0, 3, 5, 4, null, 6, 3, 1, 0, 0, 2]

export function barOne(t: Texts): BarSpec {
  return {
    ...frameOf('bar-one', t),
    arrangement: 'stacked',
    years: yearsFrom(2010, built),
    series: [
      {
        key: 'built',
        label: t('ui.patterns.chart-built'),
        values: built,
        min: built.map((value) => value && Math.max(0, value - 1)),
        max: built.map((value, index) => value && value + (index % 3)),
        hrefs: built.map((value) => (value === null ? undefined : '#list')),
      },
    ],
    annotations: [{ year: 2016.4, label: t('ui.patterns.chart-note-2') }],
    gaps: [],
    unit: t('ui.patterns.chart-unit-built'),
  }
}

export function barNet(t: Texts): BarSpec {
  const years = Array.from({ length: 30 }, (_, index) => 1992 + index)
  const began = years.map((_, index): number | null => (index < 3 ? null : Math.max(0, Math.round(5 + 3 * Math.sin(index / 3) - index / 9)))) // prettier-ignore
  const ended = years.map((_, index): number | null => (index < 3 ? null : -Math.max(0, Math.round(index / 4 - 2))))
  return {
    ...frameOf('bar-net', t),
    arrangement: 'stacked',
    years,
    series: [
      { key: 'began', label: t('ui.patterns.chart-built'), values: began },
      { key: 'ended', label: t('ui.patterns.status.ended'), values: ended },
    ],
    annotations: [],
    gaps: [{ from: 1992, to: 1994, label: t('ui.patterns.chart-gap') }],
    unit: t('ui.patterns.chart-unit-net'),
  }
}

export function barNine(t: Texts): BarSpec {
  const { series, years, ...rest } = areaNine(t)
  return {
    ...rest,
    ...frameOf('bar-nine', t),
    arrangement: 'stacked',
    years,
    series: series.map((one, place) => ({
      ...one,
      values: one.values.map((value, index) => (index === 20 && place === 8 ? null : value)),
    })),
  }
}

export function barBeside(t: Texts): BarSpec {
  const values: Values[] = [
    [4, 5, 7, 6, null, 3, 2, 2],
    [1, 2, 2, 4, 5, 5, 6, 0],
    [0, 1, 1, 3, 3, 2, 2, 1],
  ]
  return {
    ...frameOf('bar-beside', t),
    arrangement: 'beside',
    years: yearsFrom(2014, values[0] ?? []),
    series: values.map((one, index) => ({
      key: `long-${index}`,
      label: t(`ui.patterns.chart-long-${(index + 1) as 1 | 2 | 3}`),
      values: one,
      min: one.map((value, at) => value && Math.max(0, value - (at % 2))),
      max: one.map((value, at) => value && value + (at % 2)),
    })),
    annotations: [],
    gaps: [],
    unit: t('ui.patterns.chart-unit-built'),
  }
}

export function empty(t: Texts): SeriesSpec {
  return { ...lineOne(t), ...frameOf('empty', t), series: [{ key: 'none', label: '', values: log.map(() => null) }] }
}

export function categories(t: Texts): CategoryBarsSpec {
  const rows: [TextKey, number | null, number?, number?][] = [
    ['ui.patterns.chart-long-1', 117, 110, 121],
    ['ui.patterns.coast-4', 64],
    ['ui.patterns.chart-long-2', 41, 36, 41],
    ['ui.patterns.coast-1', 12, 9, 20],
    ['ui.patterns.chart-long-3', null],
    ['ui.patterns.coast-5', 1],
    ['ui.patterns.coast-6', 0],
  ]
  return {
    ...frameOf('categories', t),
    categoryLabel: t('ui.patterns.facet-coast'),
    unit: t('ui.patterns.chart-unit-lit'),
    categories: rows.map(([key, value, min, max]) => ({ key, label: t(key), href: '#list', value, min, max })),
  }
}

export function categoriesNet(t: Texts): CategoryBarsSpec {
  const values = [8, 3.5, 0, -2, -6.5, null]
  return {
    ...frameOf('categories-net', t),
    categoryLabel: t('ui.patterns.facet-coast'),
    unit: t('ui.patterns.chart-unit-net'),
    categories: values.map((value, index): Category => {
      const coast = coasts[index] ?? 1
      const doubt = index % 2
      return {
        key: `coast-${coast}`,
        label: t(`ui.patterns.coast-${coast}`),
        value,
        min: value === null ? null : value - doubt,
        max: value === null ? null : value + doubt * 1.5,
      }
    }),
  }
}

export function heat(t: Texts): HeatMapSpec {
  const years = Array.from({ length: 36 }, (_, index) => 1986 + index)
  const rows = nine(t).map((row, place) => {
    const values = years.map((year, index): number | null => {
      if (year < 1990 || (place === 3 && year > 2014)) return null
      return Math.max(0, Math.round((place + 1) * 2.6 - Math.abs(index - 12 - place * 2) * (0.5 + (place % 4) * 0.3)))
    })
    const isDoubtful = (index: number) => place === 5 && index % 6 === 0
    return {
      ...row,
      label: place === 2 ? t('ui.patterns.chart-long-1') : row.label,
      href: '#list',
      values,
      max: values.map((value, index) => value && value + (isDoubtful(index) ? 2 : 0)),
      hrefs: values.map((value) => (value ? '#list' : undefined)),
    }
  })
  return {
    ...frameOf('heat', t),
    years,
    rows,
    gaps: [{ from: 1986, to: 1989, label: t('ui.patterns.chart-gap') }],
    categoryLabel: t('ui.patterns.facet-coast'),
    unit: t('ui.patterns.chart-unit-lit'),
  }
}

/** A curve by Kaplan and Meier's product from how long things lasted; those that had not ended are censored. */
function productOf(
  ends: number[],
  censored: number[],
): Pick<StepCurve, 'steps' | 'censored' | 'atRisk' | 'until' | 'median'> {
  const all = [...ends, ...censored]
  const until = Math.max(...all)
  const atRiskAt = (time: number) => all.filter((one) => one >= time).length
  const curve: Step[] = [{ time: 0, share: 1 }]
  for (const time of [...new Set(ends)].toSorted((a, b) => a - b)) {
    const ended = ends.filter((one) => one === time).length
    curve.push({ time, share: (curve.at(-1)?.share ?? 1) * (1 - ended / atRiskAt(time)) })
  }
  const atRisk = Array.from({ length: Math.floor(until) + 1 }, (_, year) => atRiskAt(year))
  return { steps: curve, censored, atRisk, until, median: curve.find(({ share }) => share <= 0.5)?.time ?? null }
}

function movedBy(steps: readonly Step[], wide: number, late = 0): Step[] {
  return steps.map(({ time, share }) => ({
    time: time === 0 ? 0 : Math.max(0.1, time + late),
    share: Math.max(0, Math.min(1, share + wide * Math.sqrt(share * (1 - share)))),
  }))
}

export function survivalOf(t: Texts, count: 1 | 2): StepSpec {
  const lasted = [
    {
      ends: [1.2, 3, 3.4, 6.1, 8, 9.5, 12, 12, 13.3, 17, 21, 24.2],
      censored: [2.5, 7, 11, 18.2, 18.4, 22, 26, 31, 34.5],
    },
    { ends: [4.5, 10, 15.4, 28], censored: [3, 9, 12, 16, 16, 17, 21, 29.5, 30, 33] },
  ]
  const curves = lasted.slice(0, count).map(({ ends, censored }, index): StepCurve => {
    const curve = productOf(ends, censored)
    return {
      ...curve,
      key: `curve-${index}`,
      label: t(`ui.patterns.chart-long-${(index + 1) as 1 | 2}`),
      href: '#list',
      low: movedBy(curve.steps, -0.24),
      high: movedBy(curve.steps, 0.24),
      ...(index === 0
        ? { doubtLow: movedBy(curve.steps, -0.08, -0.8), doubtHigh: movedBy(curve.steps, 0.1, 1.4) }
        : {}),
    }
  })
  return {
    ...frameOf(count === 1 ? 'step-one' : 'step-two', t),
    curves,
    unit: t('ui.patterns.chart-unit-share'),
    timeLabel: t('ui.patterns.chart-time'),
    bandLabel: t('ui.patterns.chart-step-band'),
    doubtLabel: t('ui.patterns.chart-step-doubt'),
    censoredLabel: t('ui.patterns.chart-step-censored'),
    atRiskLabel: t('ui.patterns.chart-step-at-risk'),
  }
}
