/** Does the answer follow the question while a form is being changed, without a reload and without losing anything? */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { address, openBrowser, openPage } from './browser.ts'

let browser: Browser
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  ;({ page, faults } = await openPage(browser))
})
afterEach(async () => {
  await page.context().close()
  expect(faults).toEqual([])
})

const asked = () => new URL(page.url()).searchParams
const headline = () => page.locator('.figure-number').innerText()

test('each change asks anew, and the address, the chart and the other language keep up', async () => {
  await page.goto(`${address}/en/statistics`)
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }))
  expect(await headline()).toMatch(/^28/)

  await page.locator('select[name="by"]').selectOption('county')
  await page.waitForURL(/by=county/)
  expect(asked().get('chart')).toBeNull()
  expect(await page.locator('select[name="chart"]').inputValue()).toBe('')
  expect(await page.locator('.band-area svg').count()).toBeGreaterThan(0)

  await page.locator('details:has(select[name="part_paused"]) > summary').last().click()
  await page.locator('select[name="part_paused"]').selectOption('out')
  await page.waitForURL(/paused/)
  expect(Object.fromEntries(asked())).toEqual({
    measure: 'in-force', by: 'county', years: '1986..2021', rule: 'nkk-2022~paused:out',
  }) // prettier-ignore
  expect(await headline()).toMatch(/^24/)
  expect(await page.locator('a.language-switch').getAttribute('href')).toContain('paused')
  expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true)
})

test('years that cannot be read are told, and what was typed stays', async () => {
  await page.goto(`${address}/sv/statistics`)
  await page.locator('input[name="to"]').fill('19')
  await page.waitForURL(/years=1986..19$/)
  await page.locator('#answer .notice').waitFor()
  expect(await page.locator('#answer .notice').innerText()).toContain('1986..19')
  expect(await page.locator('input[name="to"]').inputValue()).toBe('19')
})
