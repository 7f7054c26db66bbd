/** Does everything that a reader needs work when scripts do not run? */
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { address, openBrowser, openPage } from './browser.ts'

let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  ;({ page, faults } = await openPage(browser, { javaScriptEnabled: false }))
})
afterEach(async () => {
  await page.context().close()
  expect(faults).toEqual([])
})

const where = () => new URL(page.url()).pathname + new URL(page.url()).search
const rows = () => page.locator('table.data-table tbody tr')
/** A click ends when the next page begins; what is counted on it has to be there in full. */
const follow = async (link: Locator) => {
  await link.click()
  await page.waitForLoadState()
}

describe.each(['sv', 'en'])('in %s', (language) => {
  test('the search of the head', async () => {
    await page.goto(`${address}/${language}`)
    const field = page.locator('.site-search input')
    await field.fill('lanzhou')
    await field.press('Enter')
    await page.waitForLoadState()
    expect(where()).toBe(`/${language}/cooperations?q=lanzhou`)
    expect(await rows().count()).toBe(2)
    expect(await page.locator('.site-search input').inputValue()).toBe('lanzhou')
  })

  test('the form of filters', async () => {
    await page.goto(`${address}/${language}/cooperations`)
    const box = page.locator('input[name="status"][value="ended"]')
    // A facet may be folded; its summary opens it without script.
    if (!(await box.isVisible())) await page.locator('details:has(input[name="status"]) > summary').first().click()
    await box.check()
    await follow(page.locator('form:has(input[name="status"]) button[type="submit"]').first())
    expect(new URL(page.url()).searchParams.getAll('status')).toEqual(['ended'])
    const total = await rows().count()
    expect(total).toBeGreaterThan(5)
    expect(total).toBeLessThan(57)
    expect(await page.locator('input[name="status"][value="ended"]').isChecked()).toBe(true)
  })

  test('the links that sort', async () => {
    await page.goto(`${address}/${language}/cooperations`)
    const first = await rows().first().innerText()
    await follow(page.locator('thead a[href*="sort="]').last())
    expect(new URL(page.url()).searchParams.get('sort')).toMatch(/^-?\w+$/)
    expect(await page.locator('thead th[aria-sort]').count()).toBe(1)
    expect(await rows().first().innerText()).not.toBe(first)
  })

  test('the views', async () => {
    await page.goto(`${address}/${language}/cooperations`)
    await follow(page.locator('.view-tabs a[href*="view=lifelines"]'))
    expect(await page.locator('.lifeline-mark').count()).toBeGreaterThan(57)
    await follow(page.locator('.view-tabs a[href*="view=map"]'))
    expect(await page.locator('main svg').count()).toBeGreaterThan(0)
    await follow(page.locator('.view-tabs a').first())
    expect(await rows().count()).toBe(50)
  })

  test('the next page, and the way back', async () => {
    await page.goto(`${address}/${language}/cooperations`)
    const first = await rows().first().innerText()
    await follow(page.locator('a[rel="next"]'))
    expect(await rows().count()).toBe(7)
    const back = page.locator('a[rel="prev"]')
    expect(await back.count()).toBe(1)
    await follow(back)
    expect(await rows().first().innerText()).toBe(first)
  })

  test('the year of the map', async () => {
    await page.goto(`${address}/${language}/cooperations?view=map`)
    const form = page.locator('form:has(select[name="year"])')
    await form.locator('select').selectOption('1995')
    await follow(form.locator('button'))
    expect(new URL(page.url()).searchParams.get('year')).toBe('1995')
    expect(await page.locator('select[name="year"]').inputValue()).toBe('1995')
  })

  test('the switch of language keeps the place', async () => {
    await page.goto(`${address}/${language}/cooperations?status=dormant`)
    await follow(page.locator('a.language-switch'))
    expect(where()).toBe(`/${language === 'sv' ? 'en' : 'sv'}/cooperations?status=dormant`)
    expect(await rows().count()).toBe(16)
  })
})

test('a question is asked, a rule is composed, and a number is opened to its rows', async () => {
  await page.goto(`${address}/en/statistics`)
  await page.locator('select[name="measure"]').selectOption('ended')
  await page.locator('input[name="from"]').fill('2017')
  await page.locator('details:has(select[name="part_unit"]) > summary').last().click()
  await page.locator('select[name="part_unit"]').selectOption('actor')
  await follow(page.locator('form:has(select[name="measure"]) button.button').first())
  expect(where()).toBe('/en/statistics?measure=ended&years=2017..2021&rule=nkk-2022%7Eunit%3Aactor')
  expect(await page.locator('.figure-number').innerText()).toMatch(/^\d+ .*home bodies: ended, 2017–2021/s)
  await follow(page.locator('.figure-number a').first())
  expect(await rows().count()).toBeGreaterThan(10)
})
