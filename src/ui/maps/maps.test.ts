import { describe, expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { flowMapSvg } from './flow-map-file.tsx'
import { FlowMap, type FlowMapSpec } from './flow-map.tsx'
import { isInForce } from './in-force.ts'
import { placeLabels, separateDots } from './label-placement.ts'
import { insetBackdrop, type LonLat } from './outlines.ts'

const t = textsFor('en')
const spec: FlowMapSpec = {
  title: 'Map',
  summary: 'Two arcs.',
  home: [
    { id: 'n', label: 'North <1>', lat: 63, lon: 20, href: '/n?a=1&b=2', count: 2 },
    { id: 's', label: 'South', lat: 56, lon: 13, href: '/s', count: 1 },
  ],
  counterpart: [
    { id: 'e', label: 'East', lat: 31, lon: 121, href: '/e', count: 2 },
    { id: 'w', label: '西', lang: 'zh', lat: 30, lon: 104, href: '/w', count: 1 },
  ],
  arcs: [
    { from: 'n', to: 'e', state: 'active', startYear: 1990, endYear: null },
    { from: 's', to: 'w', state: 'ended', startYear: 2000, endYear: 2010 },
    { from: 'n', to: 'nowhere', state: 'ended', startYear: 2000, endYear: 2010 },
  ],
  homeTitle: 'Home',
  counterpartTitle: 'Away',
  source: 'Made up',
  years: { from: 1990, to: 2020 },
  yearForm: { action: '/map', hidden: [['kind', 'a"b']] },
  stateLabels: { active: 'Active', dormant: 'Dormant', paused: 'Paused', partly_ended: 'Partly ended', ended: 'Ended' },
}

describe('a flow map', () => {
  const html = String(FlowMap({ spec, t }))

  test('is the same each time, light, and holds no style attribute', () => {
    expect(String(FlowMap({ spec, t }))).toBe(html)
    expect(html).not.toMatch(/ style=|NaN|Infinity|<script/)
    expect(html.length).toBeLessThan(60_000)
  })

  test('makes each point a link with a name, and each arc named', () => {
    expect(
      [...html.matchAll(/<a href="([^"]+)"><title>([^<]+)<\/title>/g)].map(([, href, name]) => [href, name]),
    ).toEqual([
      ['/n?a=1&amp;b=2', 'North &lt;1&gt;: 2'],
      ['/s', 'South: 1'],
      ['/e', 'East: 2'],
      ['/w', '西: 1'],
    ])
    expect(html).toContain('<title>North &lt;1&gt; – East</title>')
    expect(html).toContain('<title>South – 西</title>')
    expect(html.match(/data-start=/g)).toHaveLength(2)
  })

  test('fades what did not hold in the chosen year, and says how many did', () => {
    const in2012 = String(FlowMap({ spec: { ...spec, year: 2012 }, t }))
    expect(in2012.match(/<path class="is-out"/g)).toHaveLength(1)
    expect(in2012).toContain('In force at the end of 2012: 1')
    expect(in2012).toMatch(/<option value="2012" selected/)
    expect(html).not.toContain('is-out')
  })

  test('asks for the year in a plain form that keeps the rest of the address', () => {
    expect(html).toContain('<form class="flow-year" method="get" action="/map">')
    expect(html).toContain('<input type="hidden" name="kind" value="a&quot;b"/>')
    expect(html).toContain('<select name="year">')
  })

  test('as a file carries its own colours', () => {
    expect(flowMapSvg(spec, t)).not.toMatch(/var\(--| style=|<a |data-/)
  })

  test('holds without any place', () => {
    const empty = String(FlowMap({ spec: { ...spec, home: [], counterpart: [], arcs: [] }, t }))
    expect(/NaN|Infinity/.test(empty)).toBe(false)
    expect(empty).not.toContain('flow-inset"')
  })
})

/** How much of an inset around the points is land, in square pixels of 400 × 300; rings in the land are lakes. */
function landAround(...points: LonLat[]): number {
  const { land } = insetBackdrop(points, 400, 300)
  return land
    .split(/(?=M)/)
    .filter(Boolean)
    .map((ring) => {
      const [x = 0, y = 0, ...steps] = [...ring.matchAll(/-?\d*\.?\d+/g)].map(Number)
      let [lastX, lastY, doubled] = [x, y, 0]
      for (let at = 0; at < steps.length; at += 2) {
        const [nextX, nextY] = [lastX + steps[at]!, lastY + steps[at + 1]!]
        doubled += lastX * nextY - nextX * lastY
        ;[lastX, lastY] = [nextX, nextY]
      }
      return (doubled + lastX * y - x * lastY) / 2
    })
    .reduce((sum, area) => sum + area, 0)
}

test('the land around a place is there, also far from coasts and where the numbers of degrees begin anew', () => {
  const whole = 404 * 304
  // Lanzhou and Ürümqi lie deep within a continent whose coast is nowhere near.
  expect(landAround([103.8, 36.1])).toBeGreaterThan(0.99 * whole)
  expect(landAround([87.6, 43.8])).toBeGreaterThan(0.99 * whole)
  // Fiji lies on both sides of the 180th meridian, amid the ocean; Svalbard near the pole.
  expect(landAround([178.4, -18.1])).toBeGreaterThan(0.01 * whole)
  expect(landAround([-150, -30])).toBe(0)
  expect(landAround([15.6, 78.2])).toBeGreaterThan(0.1 * whole)
  expect(landAround([177.5, 64.7])).toBeGreaterThan(0.3 * whole)
})

test('an arc holds until the year in which it ends', () => {
  const arc = { startYear: 2000, endYear: 2010 }
  expect([1999, 2000, 2009, 2010].map((year) => isInForce(arc, year))).toEqual([false, true, true, false])
})

test('points that lie on one another are moved apart', () => {
  const dot = { label: 'x', x: 10, y: 10, r: 4, weight: 1 }
  const [a, b] = separateDots([
    { ...dot, id: 'a' },
    { ...dot, id: 'b' },
  ])
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThan(7)
})

test('no label runs into another or out of the picture', () => {
  const dots = Array.from({ length: 30 }, (_, index) => ({
    id: `${index}`,
    label: `Place ${index}`,
    x: 40 + (index % 6) * 30,
    y: 30 + Math.floor(index / 6) * 12,
    r: 3,
    weight: index,
  }))
  const labels = placeLabels(dots, 10, { width: 260, height: 120 })
  expect(labels.length).toBeGreaterThan(5)
  for (const one of labels) {
    expect(one.y).toBeLessThan(120)
    const rivals = labels.filter(
      (other) => other !== one && Math.abs(other.y - one.y) < 9 && other.anchor === one.anchor,
    )
    for (const other of rivals) expect(Math.abs(other.x - one.x)).toBeGreaterThan(30)
  }
})
