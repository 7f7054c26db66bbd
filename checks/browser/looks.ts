// What is wrong with a page as it is seen: by axe, light and dark, wide and narrow, and in its width.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { narrow, narrowest, wide } from './browser.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: AxeResults['violations'] = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then((results) => results.violations)`,
  )
  return found.flatMap(({ id, nodes }) =>
    nodes
      .slice(0, 3)
      .map((node) => `${id}: ${node.html.slice(0, 120)} (${node.failureSummary?.split('\n')[1]?.trim() ?? ''})`),
  )
}

/** By how many pixels the page is wider than its window. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

type Look = { size: 'wide' | 'narrow'; colours: 'light' | 'dark'; language: 'sv' | 'en' }

/**
 * Of a page that is looked at in both languages each look is seen in one: colours do not depend on the width, nor what is
 * said on colours, and each look of a long page takes axe seconds.
 */
const looks: readonly Look[] = [
  { size: 'wide', colours: 'light', language: 'sv' },
  { size: 'narrow', colours: 'dark', language: 'en' },
]

/** Every fault of the page that is open, with the look that has it: in all looks, or in those of its language. */
export async function faultsOfLooks(page: Page, of?: Look['language']): Promise<string[]> {
  const faults: string[] = []
  for (const { size, colours, language } of looks) {
    if (of && of !== language) continue
    await page.setViewportSize({ wide, narrow }[size])
    await page.emulateMedia({ colorScheme: colours })
    for (const fault of await violations(page)) faults.push(`${size}, ${colours}: ${fault}`)
  }
  return [...faults, ...(await faultsOfWidth(page))]
}

/** In which windows the page that is open is too wide. */
export async function faultsOfWidth(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const [look, size] of Object.entries({ narrow, narrowest })) {
    await page.setViewportSize(size)
    const pixels = await overflow(page)
    if (pixels !== 0) faults.push(`${look}: ${pixels} pixels too wide`)
  }
  return faults
}
