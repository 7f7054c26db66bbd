/** Does an edition open from a disk, search, and check itself, in a browser that has no network? */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeSigningKey, readSigningKey } from '#platform/secrets/signature.ts'
import { openTestApp, type TestApp } from '../harness/app.ts'
import { littleland } from '../harness/littleland.ts'
import { narrow, openBrowser, wide } from './browser.ts'

const key = readSigningKey(makeSigningKey())
let app: TestApp
let browser: Browser
let folder = ''

beforeAll(async () => {
  ;[app, browser] = await Promise.all([
    openTestApp(littleland, new Date('2026-05-04T10:00:00Z'), { editionKey: key }),
    openBrowser(),
  ])
  app.editionDesk.begin()
  await app.editionDesk.settled()
  folder = join(app.editionDesk.folder, '2026-1')
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

/** A page without network, and everything that goes wrong on it. */
async function open(path: string, options: { javaScriptEnabled?: boolean; viewport?: typeof wide } = {}) {
  const context = await browser.newContext({ viewport: wide, offline: true, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('requestfailed', (request) => faults.push(request.url()))
  page.on('request', (request) => {
    if (!/^(?:file|data):/.test(request.url())) faults.push(`leaves the disk: ${request.url()}`)
  })
  await page.goto(pathToFileURL(join(folder, 'data', path)).href)
  return { page, faults }
}

const hits = (page: Page) => page.$$eval('edition-search ol a', (links) => links.map((link) => link.textContent))

test('it is read from its first page on, and searched by the field of the head', async () => {
  const { page, faults } = await open('index.html')
  await page.click('text=English')
  await page.fill('.site-search input', 'ovre ason')
  await page.press('.site-search input', 'Enter')
  await page.waitForSelector('edition-search ol a')
  expect(await hits(page)).toContain('Övre Åsön Municipality – Zarechye, twinning')
  const asked = { Zare: 'Zarechye', 990100: 'Beihu', 北湖: 'Beihu', bigl: 'Bigland' }
  for (const [words, found] of Object.entries(asked)) {
    await page.fill('#asked', words)
    expect([words, (await hits(page)).join(', ')]).toEqual([words, expect.stringContaining(found)])
  }
  await page.fill('#asked', '北湖')
  expect((await hits(page))[0]).toBe('Beihu')
  await page.fill('#asked', 'zarechie')
  expect(await page.textContent('[role=status]')).toContain('zarechye')
  await page.fill('#asked', 'Zarechye')
  await page.click('edition-search ol a >> nth=0')
  expect(await page.textContent('h1')).toContain('Zarechye')
  expect(faults).toEqual([])
})

test.each(['index', 'cooperations', 'statistics', 'claims', 'about', 'edition-note', 'edition-check'])(
  'the page %s loads what it needs and breaks no policy, also on a phone',
  async (name) => {
    for (const viewport of [wide, narrow]) {
      const { page, faults } = await open(`site/sv/${name}.html`, { viewport })
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect([faults, width]).toEqual([[], viewport.width])
      await page.context().close()
    }
  },
)

test('without script it can be read, and says what needs one', async () => {
  const { page } = await open('site/sv/cooperations.html', { javaScriptEnabled: false })
  await page.click('table a >> nth=0')
  expect(await page.textContent('h1')).toBeTruthy()
  await page.goto(pathToFileURL(join(folder, 'data/site/sv/edition-search.html')).href)
  expect(await page.isVisible('.without-script')).toBe(true)
})

test('what it has not leads to a page that names where the running register has it, and nowhere else', async () => {
  const { page } = await open('site/en/edition-note.html')
  const linkAfter = async (address: string) => {
    await page.goto(`${page.url().split('?')[0]}?${new URLSearchParams({ address })}`)
    return page.getAttribute('edition-elsewhere a', 'href')
  }
  expect(await linkAfter('/en/error-report?about=x')).toBe('http://samband.test/en/error-report?about=x')
  for (const address of ['https://elsewhere.example/', '//elsewhere.example/', 'javascript:alert(1)'])
    expect(await linkAfter(address)).toBe('http://samband.test')
})

test('it checks itself: the files and the signature, and says what was changed', async () => {
  const { page, faults } = await open('site/en/edition-check.html')
  await page.setInputFiles('#folder', folder)
  await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('whole'))
  expect(await page.textContent('[role=status]')).toContain(key?.publicKey)
  const extra = join(folder, 'data/extra.txt')
  writeFileSync(extra, 'mine')
  await page.setInputFiles('#folder', folder)
  await page.waitForSelector('edition-check li')
  expect(await page.textContent('[role=status]')).toContain('2 faults:')
  const told = await page.$$eval('edition-check li', (rows) => rows.map((row) => row.textContent))
  expect(told).toEqual(['data/extra.txt does not belong to the edition', expect.stringContaining('bag-info.txt')])
  rmSync(extra)
  expect(faults).toEqual([])
})
