import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { filePalettes, pagePalette, type Tone } from '../charts/palette.ts'

const source = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const colours = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', light = '', dark = '']) => [
    name,
    { light, dark },
  ]),
)

/** WCAG 2.2: relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(theme: 'light' | 'dark', name: string, ground: string): number {
  const [a, b] = [name, ground].map((token) => luminance(colours.get(token)?.[theme] ?? ''))
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05)
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each(['ink', 'quiet-ink', 'link'])('%s can be read on every ground', (name) => {
    for (const ground of ['paper', 'raised', 'wash']) expect(contrast(theme, name, ground)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['edge', 'active', 'dormant', 'paused', 'partly-ended', 'ended'])('%s can be seen', (name) => {
    expect(contrast(theme, name, 'paper')).toBeGreaterThanOrEqual(3)
  })

  test.each(Object.entries(pagePalette))('a file has the %s of pages', (tone, property) => {
    const colour = colours.get(/^var\(--([\w-]+)\)$/.exec(property)?.[1] ?? '')
    expect(filePalettes[theme][tone as Tone]).toBe(colour?.[theme])
  })

  test('an error and a contradiction can be read', () => {
    expect(contrast(theme, 'ended', 'paper')).toBeGreaterThanOrEqual(4.5)
  })
})
