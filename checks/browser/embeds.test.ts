/** Does what a page gives to paste work in a plain page of somebody else, without scripts, at any width? */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { address, openBrowser, openPage } from './browser.ts'

let browser: Browser
let elsewhere: Server
let elsewhereUrl: string
let body = ''
beforeAll(async () => {
  browser = await openBrowser()
  elsewhere = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(`<!doctype html><html lang="en"><title>Elsewhere</title><body><h1>Elsewhere</h1>${body}</body></html>`)
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await browser?.close()
  elsewhere?.close()
})

/** What the page gives to paste for its first offer. */
async function snippetsOf(path: string): Promise<{ frame: string; picture: string }> {
  const { page, faults } = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(address + path)
  await page.locator('#share > summary').click()
  const read = (name: string) => page.locator(`textarea[id^="share-${name}"]`).first().inputValue()
  const snippets = { frame: await read('frame'), picture: await read('picture') }
  await page.context().close()
  expect(faults).toEqual([])
  return snippets
}

test('a chart stands in a plain page from another origin, and its links open beside it', async () => {
  const { frame, picture } = await snippetsOf('/sv/statistics?measure=in-force&by=kind')
  body = frame + picture
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 900, height: 1400 } })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.url().startsWith(elsewhereUrl)) faults.push(response.url())
  })
  await page.goto(elsewhereUrl)
  const framed = page.frameLocator('iframe')
  expect(await framed.locator('h1').innerText()).toContain('I kraft')
  expect(await framed.locator('svg').count()).toBeGreaterThan(0)
  expect(await framed.locator('.picture-foot').innerText()).toContain('Samband')
  expect(await page.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(500)
  const [opened] = await Promise.all([context.waitForEvent('page'), framed.locator('footer a').click()])
  await opened.waitForLoadState()
  expect(new URL(opened.url()).pathname).toBe('/sv/statistics')
  expect(await context.cookies()).toEqual([])
  expect(faults).toEqual([])
  await context.close()
})

test('a page of ours that is not made for it does not stand in another’s', async () => {
  body = `<iframe src="${address}/sv/statistics" title="x"></iframe>`
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(elsewhereUrl)
  expect(await page.frameLocator('iframe').locator('h1').count()).toBe(0)
  await context.close()
})

test.each([
  '/sv/statistics?measure=ended&by=reason&years=2000..2021&chart=line',
  '/en/statistics/survival?by=kind',
  '/sv/cooperations?view=lifelines&status=ended',
  '/sv/cooperations?view=map',
])('%s fits in its frame from 320 to 1280 pixels', async (path) => {
  const { frame } = await snippetsOf(path)
  const height = Number(/height="(\d+)"/.exec(frame)?.[1])
  const source = (/src="([^"]+)"/.exec(frame)?.[1] ?? '').replaceAll('&amp;', '&')
  const { page, faults } = await openPage(browser)
  for (const width of [320, 720, 1280]) {
    await page.setViewportSize({ width, height })
    await page.goto(source)
    const { wide, high } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      high: document.documentElement.scrollHeight,
    }))
    expect([path, width, wide]).toEqual([path, width, width])
    // Where rows are text, a narrow frame is scrolled, as the page says.
    if (width >= 720) expect([path, width, high, height]).toEqual([path, width, height, height])
  }
  expect(faults).toEqual([])
  await page.context().close()
})
