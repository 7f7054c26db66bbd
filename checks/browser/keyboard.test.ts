/** Can everything be reached with the keyboard, in an order that makes sense? */
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

/** What has the focus: a name for people, and whether it can be seen and shows that it has it. */
async function focused(): Promise<{ name: string; isSeen: boolean; isMarked: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!element || element === document.body) return { name: '(nothing)', isSeen: false, isMarked: false }
    const { width, height, top, left } = element.getBoundingClientRect()
    // A frame of our own may stand around the field rather than on it.
    const around = [element, element.parentElement, element.parentElement?.parentElement].filter(
      (each) => each instanceof Element,
    )
    const isFramed = around.some(
      (each) => getComputedStyle(each).outlineStyle !== 'none' || getComputedStyle(each).boxShadow !== 'none',
    )
    const strokeOf = (mark: Element | null | undefined) => {
      const target = mark?.querySelector('.lifeline-target')
      return target ? getComputedStyle(target).stroke + getComputedStyle(target).fill : undefined
    }
    const isDrawn =
      element instanceof SVGElement &&
      strokeOf(element) !== strokeOf(document.querySelector('.lifeline-mark:not(:focus)'))
    return {
      name: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim() || element.outerHTML.slice(0, 100),
      isSeen: width > 0 && height > 0 && top >= 0 && left >= 0 && top < innerHeight && left < innerWidth,
      // The parts of a date field are stops of their own, marked by the browser where no style of ours reaches.
      isMarked: isFramed || isDrawn || element.matches('input[type="date"]'),
    }
  })
}

test('the first stop is the skip link, which leads to the content', async () => {
  await page.goto(`${address}/en/cooperations`)
  await page.keyboard.press('Tab')
  expect(await focused()).toEqual({ name: 'Skip to content', isSeen: true, isMarked: true })
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
})

test('Tab goes through the head in the order that is seen', async () => {
  await page.goto(`${address}/en/about`)
  const stops: string[] = []
  for (let press = 0; press < 11; press += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused()
    expect(stop, `after ${stops.join(', ')}`).toMatchObject({ isSeen: true, isMarked: true })
    stops.push(stop.name)
  }
  expect(stops).toEqual([
    'Skip to content',
    'Samband',
    'Cooperations',
    'Map',
    'Statistics',
    'Report',
    'Data',
    'Search',
    'Search',
    'Svenska',
    'Sign in',
  ])
})

test('Tab goes through a whole page and comes out at its end', async () => {
  await page.goto(`${address}/sv/cooperations?status=paused`)
  const total = await page.locator('a[href], button, input:not([type="hidden"]), select, summary').count()
  let stops = 0
  let unseen: string[] = []
  for (; stops < total + 5; stops += 1) {
    await page.keyboard.press('Tab')
    const stop = await focused()
    if (stop.name === '(nothing)') break
    if (!stop.isMarked) unseen = [...unseen, stop.name]
  }
  expect(stops).toBeGreaterThan(20)
  expect(stops).toBeLessThanOrEqual(total)
  expect(unseen).toEqual([])
})

test('the marks of the lifelines are one stop, and the arrows go from mark to mark', async () => {
  await page.goto(`${address}/en/cooperations?view=lifelines`)
  await page.waitForFunction(() => document.querySelectorAll('.lifeline-mark[tabindex="0"]').length === 1)
  const first = page.locator('.lifeline-mark[tabindex="0"]')
  let reached = false
  for (let press = 0; press < 150 && !reached; press += 1) {
    await page.keyboard.press('Tab')
    reached = await page.evaluate(() => document.activeElement?.classList.contains('lifeline-mark') ?? false)
  }
  expect(reached).toBe(true)
  const name = (await focused()).name
  expect(name).toMatch(/\d{4}/)
  expect(await page.locator('.lifelines-tip').innerText()).toBe(name)
  expect((await focused()).isMarked).toBe(true)
  await page.keyboard.press('ArrowRight')
  const second = (await focused()).name
  expect(second).not.toBe(name)
  expect(await page.locator('.lifelines-tip').innerText()).toBe(second)
  await page.keyboard.press('ArrowDown')
  expect((await focused()).name).not.toBe(second)
  await page.keyboard.press('Home')
  expect((await focused()).name).toBe(name)
  expect(await first.count()).toBe(1)
  await page.keyboard.press('Escape')
  expect(await page.locator('.lifelines-tip').isVisible()).toBe(false)
})

test('a filter can be set, and the list asked for, with the keyboard alone', async () => {
  await page.goto(`${address}/en/cooperations`)
  const box = page.locator('input[name="status"][value="dormant"]')
  if (!(await box.isVisible())) {
    await page.locator('details:has(input[name="status"]) > summary').first().focus()
    await page.keyboard.press('Enter')
  }
  await box.focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.waitForURL(/status=dormant/)
  expect(await page.locator('table.data-table tbody tr').count()).toBe(16)
})
