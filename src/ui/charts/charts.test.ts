import { describe, expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { boundsOf, type Bounds } from '#platform/time/edtf.ts'
import { bandAreaSvg } from './band-area-file.tsx'
import { BandArea, type BandAreaSpec } from './band-area.tsx'
import { lanesOf } from './lanes.ts'
import { lifelinesSvg } from './lifelines-file.tsx'
import { Lifelines, type LifelinesSpec } from './lifelines.tsx'
import { lineInWords, stateInWords } from './lifeline-words.ts'
import { drawLine, fractionOf, nudgesOf, turnover } from './line-geometry.ts'
import { spread, valueTicks } from './plot-geometry.ts'

const t = textsFor('en')
const range = { from: 2000, to: 2009 }
const stateLabels = {
  active: 'Active',
  dormant: 'Dormant',
  paused: 'Paused',
  partly_ended: 'Partly ended',
  ended: 'Ended',
}

const spec: LifelinesSpec = {
  title: 'Lines',
  summary: 'Two lines, one ended.',
  ...range,
  source: 'Made up',
  stateLabels,
  annotations: [{ year: 2005, label: 'Frost', until: null }],
  sortLinks: [{ label: 'Start', href: '?sort=start', current: true }],
  lines: [
    {
      id: 'a',
      href: '/a?x=1&y=2',
      label: 'Ä <b> & "C"',
      spans: [
        { state: 'active', from: on('2001'), to: on('2004') },
        { state: 'paused', from: on('2004'), to: on('[2005..2008]') },
        { state: 'ended', from: on('[2005..2008]'), to: null },
      ],
      marks: [
        { day: on('2004-05-06'), label: 'Paused <now>', kind: 'pause' },
        { day: on('2001'), label: 'Began', kind: 'start' },
      ],
    },
    {
      id: 'b',
      href: '/b',
      label: 'B',
      isDisputed: true,
      spans: [{ state: 'active', from: on('2002'), to: null }],
      marks: [],
    },
  ],
}

const band: BandAreaSpec = {
  title: 'Area',
  summary: 'Grew to five.',
  years: [2000, 2001, 2002],
  series: [
    { key: 'x', label: 'X <i>', values: [1, 2, 3] },
    { key: 'y', label: 'Y', values: [0, 3, 1] },
  ],
  band: { min: [1, 4, 4], max: [1, 6, 4] },
  annotations: [{ year: 2001, label: 'Turn' }],
  source: 'Made up',
  unit: 'lines',
  tableCaption: 'Lines a year',
}

describe('a line', () => {
  test('is drawn from its best days and blurred only where more than a year is in doubt', () => {
    const { pieces, caps } = drawLine(spec.lines[0]?.spans ?? [], range)
    expect(pieces.map(({ shape, state }) => `${shape} ${state}`)).toEqual([
      'core active',
      'core paused',
      'fade-out paused',
      'doubt paused',
    ])
    expect(pieces[0]?.x0).toBeCloseTo(fractionOf(on('2001').best, range))
    expect(pieces[3]?.x0).toBeCloseTo(fractionOf('2005-01-01', range))
    expect(caps).toEqual([{ x: expect.closeTo(fractionOf(on('[2005..2008]').best, range)), isUncertain: true }])
  })

  test('runs to the end of the axis while it goes on, and never outside it', () => {
    const drawn = drawLine([{ state: 'active', from: on('1990'), to: null }], range)
    expect(drawn).toMatchObject({ x0: 0, x1: 1, caps: [] })
    expect(drawLine([{ state: 'active', from: on('2012'), to: null }], range).pieces).toEqual([])
  })

  test('a change of state in doubt shows both states over each other', () => {
    const when = on('[..2008]')
    const spans = [
      { state: 'active' as const, from: on('2003'), to: when },
      { state: 'dormant' as const, from: when, to: null },
    ]
    expect(drawLine(spans, range).pieces.map(({ shape, state }) => `${shape} ${state}`)).toEqual([
      'under dormant',
      'fade-out active',
      'doubt active',
      'core dormant',
    ])
    expect(stateInWords({ spans }, stateLabels, t)).toBe('Dormant by 2008')
  })

  test('says in words what it shows', () => {
    expect(spec.lines.map((line) => lineInWords(line, stateLabels, t))).toEqual([
      'Active 2001, Paused 2004, Ended, unclear when, 2005–2008',
      'Active 2002, disputed',
    ])
    expect(spec.lines.map((line) => stateInWords(line, stateLabels, t))).toEqual([
      'Ended, unclear when, 2005–2008',
      'Active, disputed',
    ])
  })

  test('marks of one day stand beside each other, its ends in place', () => {
    const at = (kind: 'note' | 'end' | 'start') => ({ day: on('2004'), label: kind, kind })
    expect(nudgesOf([at('note'), at('note')])).toEqual([-4, 4])
    expect(nudgesOf([at('note'), at('note'), at('end')])).toEqual([-16, -8, 0])
    expect(nudgesOf([at('start'), at('note')])).toEqual([0, 8])
  })

  test('beginnings and ends add up', () => {
    const years = turnover(spec.lines, range)
    expect(years.reduce((sum, { began }) => sum + began, 0)).toBe(2)
    expect(years.filter(({ ended }) => ended > 0)).toHaveLength(1)
  })
})

describe('lifelines', () => {
  const html = String(Lifelines({ spec, t }))

  test('are the same each time and hold no style attribute or script', () => {
    expect(String(Lifelines({ spec, t }))).toBe(html)
    expect(html).not.toMatch(/ style=|<script|<style/)
  })

  test('escape every label', () => {
    expect(html).toContain('Ä &lt;b&gt; &amp; &quot;C&quot;')
    expect(html).toContain('href="/a?x=1&amp;y=2"')
    expect(html).not.toContain('<now>')
  })

  test('give every mark a name and a place in the script’s tab order', () => {
    const marks = html.match(/<g class="lifeline-mark"[^>]*>.*?<\/title>/g) ?? []
    expect(marks).toHaveLength(2)
    for (const mark of marks) expect(mark).toMatch(/role="img" aria-label="[^"]+" tabindex="-1".*<title>[^<]+</)
    expect(marks[0]).toContain('Began, 2001')
    expect(marks[1]).toContain('Paused &lt;now&gt;, 2004-05-06')
  })

  test('write each state beside its line, in the same words as the picture is named', () => {
    expect(html).toContain('<span class="lifeline-state">Ended, unclear when, 2005–2008</span>')
    expect(html).toContain('aria-label="Active 2001, Paused 2004, Ended, unclear when, 2005–2008"')
    expect(html).toContain('<figcaption class="picture-caption"><h2>Lines</h2><p>Two lines, one ended.</p>')
  })

  test('refer only to ids that exist, once each', () => {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, id] of html.matchAll(/(?:href="#|url\(#)([^")]+)/g)) expect(ids).toContain(id)
  })

  test('as a file carry their own colours, title and source', () => {
    const file = lifelinesSvg(spec, t)
    expect(file).toMatch(/^<\?xml[^>]+>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
    expect(file).not.toMatch(/var\(--| style=| class=/)
    expect(file).toContain('>Source: Made up</text>')
    expect(file.match(/<title>Lines<\/title>/g)).toHaveLength(1)
  })
})

describe('a band area', () => {
  const html = String(BandArea({ spec: band, t }))

  test('has a table with the numbers of the picture', () => {
    const rows = [...html.matchAll(/<tr><th scope="row">(.*?)<\/tr>/g)].map(([, row]) =>
      row
        ?.replaceAll(/<[^>]+>/g, ' ')
        .split(/\s+/)
        .filter(Boolean),
    )
    expect(rows).toEqual([
      ['2000', '1', '0', '1', '1', '1'],
      ['2001', '2', '3', '5', '4', '6'],
      ['2002', '3', '1', '4', '4', '4'],
    ])
    expect(html).toContain('2001: 5 (4–6)')
    expect(html).toContain('Total 4')
  })

  test('is drawn twice, for wide and narrow, each with its own name', () => {
    expect(html).toContain('class="plot-wide"')
    expect(html).toContain('class="plot-narrow"')
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(html).not.toMatch(/ style=|<i>|NaN|Infinity/)
  })

  test.each([1, 2, 5])('holds with %i layers', (count) => {
    const series = Array.from({ length: count }, (_, index) => ({
      key: `${index}`,
      label: `L${index}`,
      values: [0, 0, index],
    }))
    const many = String(BandArea({ spec: { ...band, series }, t }))
    expect(many).not.toMatch(/NaN|Infinity|undefined/)
    expect(many.match(/fill-opacity="[\d.]+" stroke="var\(--paper\)" stroke-width="1"/g)).toHaveLength(2 * count)
  })

  test('as a file stands alone', () => {
    expect(bandAreaSvg(band, t)).not.toMatch(/var\(--| style=/)
  })
})

test('labels are spread without changing their order', () => {
  expect(spread([10, 11, 50], 10, 0, 100)).toEqual([10, 20, 50])
  expect(spread([98, 99], 10, 0, 100)).toEqual([90, 100])
  expect(valueTicks(49)).toEqual([0, 10, 20, 30, 40, 50])
})

test('notes that would meet get lanes of their own', () => {
  const lanes = lanesOf(
    [
      { fraction: 0.1, label: 'first', isBefore: false },
      { fraction: 0.12, label: 'second', isBefore: false },
      { fraction: 0.9, label: 'third', isBefore: true },
    ],
    300,
    7,
  )
  expect(lanes.map(({ lane }) => lane)).toEqual([1, 0, 1])
})

function on(edtf: string): Bounds {
  const bounds = boundsOf(edtf)
  if (!bounds) throw new Error(edtf)
  return bounds
}
