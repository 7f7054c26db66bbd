/** Can a document be handed in, accepted, read and pointed into in a browser, without script, and does it look right? */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makePdf, minutes } from '../harness/documents.ts'
import { openBrowser } from './browser.ts'
import { faultsOfLooks } from './looks.ts'
import { joinFirst, withPageOf, type Cookies } from './members.ts'
import { startProgram, type Program } from './server.ts'

let browser: Browser
let program: Program
/** Signed in as the first administrator, who may do everything. */
let cookies: Cookies
beforeAll(async () => {
  ;[browser, program] = await Promise.all([openBrowser(), startProgram('--demo')])
  cookies = await joinFirst(browser, program)
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

const withPage = (work: (page: Page) => Promise<void>, isMember = true, javaScriptEnabled = true) =>
  withPageOf(browser, work, { origin: program.address, cookies: isMember ? cookies : [], javaScriptEnabled })

const source = '/en/sources/smaby-minutes-2020'
const document = '/en/documents/1'

describe.sequential('without script', () => {
  test('a file goes from the page of its source to whoever may read it, and a fact leads to its words', () =>
    withPage(
      async (page) => {
        await page.goto(program.address + source)
        await page.click('#documents a:has-text("Hand in a document")')
        const file = { name: 'Protokoll 2020-09-14.pdf', mimeType: 'application/pdf', buffer: Buffer.from(makePdf()) }
        await page.setInputFiles('main [name="file"]', file)
        await page.click('main form button:has-text("Hand in")')
        expect(await page.locator('h1').innerText()).toBe('Protokoll 2020-09-14.pdf')
        await page.selectOption('main [name="visibility"]', 'public')
        await page.click('main button:has-text("Accept")')
        await page.click('main a[rel="next"]')
        expect(await page.locator('.page-text').innerText()).toContain('Paragraph 158')
        const picture = page.locator('.page-picture img')
        await picture.scrollIntoViewIfNeeded()
        // Drawing takes a while where much else is going on.
        await expect
          .poll(() => picture.evaluate((img) => (img as HTMLImageElement).naturalWidth), { timeout: 30_000 })
          .toBeGreaterThan(1000)
        await page.selectOption('main [name="citation"]', { index: 0 })
        await page.fill('main [name="quote"]', 'not to renew the agreement with Beihu')
        await page.click('main button:has-text("Add the passage")')
        expect(await page.locator('.page-text mark').innerText()).toBe('not to renew the agreement with Beihu')
        await page.click('#passages li p a >> nth=0')
        await page.click('main a:has-text("read the passage") >> nth=0')
        expect(page.url()).toBe(`${program.address}${document}?page=2#passage-1`)
      },
      true,
      false,
    ))

  test('anybody finds it by its words, and downloads it', () =>
    withPage(
      async (page) => {
        await page.goto(`${program.address}/en/sources`)
        await page.click('main a:has-text("Search documents")')
        await page.fill('main [name="q"]', 'opposition rights')
        await page.press('main [name="q"]', 'Enter')
        expect(await page.locator('.snippet mark').allInnerTexts()).toEqual(['opposition', 'rights'])
        await page.click('.found-pages a >> nth=0')
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.click('main a:has-text("Download") >> nth=0'),
        ])
        expect(download.suggestedFilename()).toBe('Protokoll 2020-09-14.pdf')
      },
      false,
      false,
    ))
})

test.each([
  ['a document', `${document}?page=2`, false],
  ['a document for curators', `/sv${document.slice(3)}?page=2`, true],
  ['the page of its source', source, false],
  ['the page of its source for curators', source, true],
  ['the form', `${source}/documents`, true],
  ['what was found', '/sv/documents?q=Beihu', false],
  ['those handed in', '/en/documents/handed-in?state=accepted', true],
  ['a fact with its passage', '/en/cooperations/smaby-beihu-shi-twinning', false],
])('%s is sound in every look', (_, path, isMember) =>
  withPage(async (page) => {
    await page.goto(program.address + path)
    expect(await faultsOfLooks(page)).toEqual([])
  }, isMember),
)

test('the page of a wrong file is sound in every look', () =>
  withPage(async (page) => {
    await page.goto(`${program.address}${source}/documents`)
    const file = { name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(minutes[0]) }
    await page.setInputFiles('main [name="file"]', file)
    await page.click('main form button:has-text("Hand in")')
    expect(await page.locator('#field-file-error').isVisible()).toBe(true)
    expect(await faultsOfLooks(page)).toEqual([])
  }))
