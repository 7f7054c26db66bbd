/** Is every kind of page accessible by axe, quiet, and as wide as its window: both languages, light, dark, wide, narrow? */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { address, kinds, narrow, openBrowser, openPage, type WatchedPage } from './browser.ts'
import { faultsOfLooks, faultsOfWidth, overflow, violations } from './looks.ts'

let browser: Browser
let watched: WatchedPage
/** First words of the addresses that the pages link to. */
const linked = new Set<string>()

beforeAll(async () => {
  browser = await openBrowser()
  watched = await openPage(browser)
})
afterAll(() => browser?.close())

/** Axe takes a second for a page, and what it looks for is the same in both languages: every other kind in each. */
function isLookedAtIn(language: 'sv' | 'en', kind: string): boolean {
  return (Object.keys(kinds).indexOf(kind) % 2 === 0) === (language === 'sv')
}

describe.each(['sv', 'en'] as const)('in %s', (language) => {
  test.each(Object.entries(kinds))('%s', async (kind, path) => {
    const { page, faults } = watched
    faults.length = 0
    const response = await page.goto(`${address}/${language}${path}`, { waitUntil: 'load' })
    const status = response?.status()
    if (kind === 'not found') faults.length = 0
    const looks = await (isLookedAtIn(language, kind) ? faultsOfLooks(page, language) : faultsOfWidth(page))
    for (const href of await page
      .locator('a[href]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))) {
      const segment = /^\/(?:sv|en)\/([\w-]+)(?![\w.-])/.exec(href)?.[1]
      if (segment) linked.add(segment)
    }
    expect({ status, looks, faults }).toEqual({ status: kind === 'not found' ? 404 : 200, looks: [], faults: [] })
  })
})

test('no kind of page is missing from the list', () => {
  const listed = new Set(Object.values(kinds).map((path) => /^\/([\w-]+)/.exec(path)?.[1]))
  expect(linked.size).toBeGreaterThan(5)
  expect([...linked].filter((segment) => !listed.has(segment))).toEqual([])
})

describe('the check itself notices', () => {
  test('what axe is there for', async () => {
    const { page } = await openPage(browser)
    await page.setContent(
      '<html lang="en"><title>T</title><main><h1>H</h1><input><p style="color: #bbb; background: #fff">Pale</p></main></html>',
    )
    const found = (await violations(page)).join('\n')
    expect(found).toContain('color-contrast')
    expect(found).toContain('label')
    await page.context().close()
  })

  test('a page that is too wide', async () => {
    const { page } = await openPage(browser, { viewport: narrow })
    await page.setContent('<div style="width: 600px">wide</div>')
    expect(await overflow(page)).toBeGreaterThan(0)
    await page.context().close()
  })

  test('what the policy refuses, scripts that fail, and requests that leave', async () => {
    const { page, faults } = await openPage(browser)
    await page.goto(`${address}/en/about`)
    expect(faults).toEqual([])
    await page.evaluate(() => {
      document.body.setAttribute('style', 'color: red')
      document.body.insertAdjacentHTML('beforeend', '<img src="https://elsewhere.example/x.png">')
      document.body.insertAdjacentHTML('beforeend', '<img src="/assets/missing.png">')
      setTimeout(() => {
        throw new Error('on purpose')
      })
    })
    await page.waitForTimeout(300)
    const said = faults.join('\n')
    expect(said).toMatch(/console: .*inline style/i)
    expect(said).toMatch(/console: .*elsewhere\.example/)
    expect(said).toContain('script: on purpose')
    expect(said).toContain('404')
    await page.context().close()
  })
})
