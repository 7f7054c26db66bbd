import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { textsFor } from '#platform/i18n/texts.ts'
import { categoryBarsSvg } from './category-bars-file.tsx'
import { CategoryBars } from './category-bars.tsx'
import { placeCategories, type CategoryBarsSpec } from './category-geometry.ts'
import { heatClasses, heatShares, shadeOf, type HeatMapSpec } from './heat-geometry.ts'
import { heatMapSvg } from './heat-map-file.tsx'
import { HeatMap } from './heat-map.tsx'
import { heatKey } from './heat-words.ts'

const t = textsFor('en')
const frame = {
  id: 'try',
  title: 'Title',
  summary: 'Summary.',
  unit: 'things',
  source: 'Made up',
  tableCaption: 'Things',
}

const categories: CategoryBarsSpec = {
  ...frame,
  categoryLabel: 'County',
  categories: [
    { key: 'a', label: 'A very long name of a county <b>', value: 10, min: 8, max: 12, href: '/rows?a=1&b=2' },
    { key: 'b', label: 'B', value: null },
    { key: 'c', label: 'C', value: 0 },
  ],
}

describe('bars of categories', () => {
  test('reach along the axis by their values, whiskers included', () => {
    expect(placeCategories(categories.categories)).toEqual({
      nought: 0,
      places: [{ from: 0, to: 10 / 12, whisker: { from: 8 / 12, to: 1 } }, null, { from: 0, to: 0, whisker: null }],
    })
  })

  test('below nought begin at the same line, and stay on the axis', () => {
    const values = fc.array(fc.option(fc.double({ min: -1e4, max: 1e4, noNaN: true })), { minLength: 1 })
    fc.assert(
      fc.property(values, (some) => {
        const { nought, places } = placeCategories(some.map((value, index) => ({ key: `${index}`, label: '', value })))
        for (const place of places) {
          if (!place) continue
          expect(place.from === nought || place.to === nought).toBe(true)
          expect(Math.min(place.from, 1 - place.to)).toBeGreaterThanOrEqual(-1e-9)
        }
      }),
    )
  })

  test('say in words what is missing, and lead to their rows', () => {
    const html = String(CategoryBars({ spec: categories, t }))
    expect(html).toContain('<a href="/rows?a=1&amp;b=2">A very long name of a county &lt;b&gt;</a>')
    expect(html).toContain('<span class="category-value">not known</span>')
    expect(html).toContain('<span class="category-value">10</span><span class="category-band">(8–12)</span>')
    expect(html.match(/stroke-dasharray="1 2.5"/g)).toHaveLength(1)
    expect(html).not.toMatch(/ style=|NaN/)
  })

  test('as a file stand alone, with names wrapped', () => {
    const svg = categoryBarsSvg(categories, t, { width: 400 })
    expect(svg).not.toMatch(/var\(--| style=| class=|NaN/)
    expect(svg).toMatch(/<tspan x="0">A very long name<\/tspan>|<tspan x="0">A very long<\/tspan>/)
    expect(categoryBarsSvg({ ...categories, categories: [] }, t)).toContain('There are no values to show')
  })
})

const heat: HeatMapSpec = {
  ...frame,
  categoryLabel: 'County',
  years: [1999, 2000, 2001],
  gaps: [{ from: 1999, to: 1999, label: 'before' }],
  rows: [
    { key: 'a', label: 'A', values: [null, 0, 23], href: '/a' },
    { key: 'b', label: 'B', values: [null, null, 4], max: [null, null, 6], hrefs: [undefined, undefined, '/b/2001'] },
  ],
}

describe('a heat map', () => {
  const html = String(HeatMap({ spec: heat, t }))

  test('has classes that hold every value once, the highest the darkest', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(numbers, (values) => {
        const classes = heatClasses([{ key: 'a', label: 'A', values }])
        expect(classes.length).toBeLessThanOrEqual(heatShares.length)
        for (const value of values) {
          expect(classes.filter(({ above, to }) => value > above && value <= to)).toHaveLength(value > 0 ? 1 : 0)
        }
        const shades = values.toSorted((a, b) => a - b).map((value) => shadeOf(value, classes))
        expect(shades).toEqual(shades.toSorted((a, b) => a - b))
      }),
    )
  })

  test('tells nought, unknown and outside of the data apart, in words as well', () => {
    const cells = [...html.matchAll(/<td class="([^"]+)" title="([^"]+)">/g)].map(
      ([, name, title]) => `${name}: ${title}`,
    )
    expect(cells).toEqual([
      'heat-gap: 1999: before',
      'heat-0: 2000: 0',
      'heat-5: 2001: 23',
      'heat-gap: 1999: before',
      'heat-unknown: 2000: not known',
      'heat-1 heat-doubt: 2001: 4 (4–6)',
    ])
  })

  test('has a key to its shades, a scrolling place with a name, and a table with links', () => {
    expect(heatKey(heat, t).map(({ shade, text }) => `${shade}: ${text}`)).toEqual([
      '0: 0', '1: 1–5', '2: 6–10', '3: 11–15', '4: 16–20', '5: 21–25', 'unknown: not known', 'gap: 1999: before', 'doubt: value uncertain',
    ]) // prettier-ignore
    expect(html).toContain('role="region" aria-label="Title" tabindex="0"')
    expect(html).toContain('<a href="/b/2001">4 (4–6)</a>')
    expect(html).not.toMatch(/ style=|NaN|undefined/)
  })

  test('as a file stands alone', () => {
    expect(heatMapSvg(heat, t)).not.toMatch(/var\(--| style=| class=|NaN/)
    expect(heatMapSvg({ ...heat, rows: [] }, t)).toContain('There are no values to show')
  })

  test('has the same shares of colour in styles as in files', () => {
    const styles = readFileSync(new URL('../styles/plots.css', import.meta.url), 'utf8')
    const shares = [...styles.matchAll(/color-mix\(in srgb, var\(--active\) (\d+)%, var\(--paper\)\)/g)].map(([, share]) => Number(share) / 100) // prettier-ignore
    expect([...shares, 1]).toEqual([...heatShares])
  })
})
