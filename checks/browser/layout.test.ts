/** Does anything move after it has been shown? */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { address, narrow, openBrowser, openPage, wide } from './browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const most = 0.01

/** The sum of all layout shifts since the page began, as Chromium scores them. */
async function shiftOf(page: Page): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  await page.waitForTimeout(400)
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sum += 'value' in entry && typeof entry.value === 'number' ? entry.value : 0
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 200)
      }),
  )
}

const pages = [
  '',
  '/cooperations',
  '/cooperations?view=lifelines',
  '/cooperations?view=map',
  '/cooperations/goteborg-shanghai-twinning',
]

describe.each([
  { name: 'wide', viewport: wide },
  { name: 'narrow', viewport: narrow },
])('in a $name window', ({ viewport }) => {
  test.each(pages)('/sv%s stands still', async (path) => {
    // A new context each time: fonts and styles come as at a first visit.
    const { page, faults } = await openPage(browser, { viewport })
    await page.goto(`${address}/sv${path}`, { waitUntil: 'load' })
    expect(await shiftOf(page)).toBeLessThan(most)
    expect(faults).toEqual([])
    await page.context().close()
  })
})

test('the check itself notices what moves', async () => {
  const { page } = await openPage(browser)
  await page.goto(`${address}/sv/about`, { waitUntil: 'load' })
  await page.evaluate(() => {
    const block = document.createElement('p')
    block.textContent = 'x '.repeat(3000)
    setTimeout(() => document.querySelector('main')?.prepend(block), 100)
  })
  await page.waitForTimeout(300)
  expect(await shiftOf(page)).toBeGreaterThan(most)
  await page.context().close()
})
