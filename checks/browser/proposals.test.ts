/** Do the forms that change facts work in a browser, with and without script, and does a draft outlive a lost connection? */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { faultsOfLooks } from './looks.ts'
import { joinFirst, notTakenOrLost, sendOffline, withPageOf, type Cookies } from './members.ts'
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

type Options = BrowserContextOptions & { isMember?: boolean }

const withPage = (work: (page: Page) => Promise<void>, { isMember = true, ...options }: Options = {}) =>
  withPageOf(browser, work, {
    origin: program.address,
    cookies: isMember ? cookies : [],
    expected: notTakenOrLost,
    ...options,
  })

const cooperation = '/en/cooperations/smaby-zarechye-twinning'
const changeEvent = '/en/propose/events/smaby-zarechye-twinning.activity-2021'
const report = '/en/error-report?about=cooperations%2Fsmaby-zarechye-twinning'

test.each([
  ['merging', '/sv/propose/actors/xb-beihu-shi/merge'],
  ['splitting', '/en/propose/actors/xb-zarechye/split'],
])('the form for %s records of actors is sound in every look', (_, path) =>
  withPage(async (page) => {
    await page.goto(program.address + path)
    expect(await faultsOfLooks(page)).toEqual([])
    await page.fill('[name="message"]', 'Another body.')
    await page.locator('main form button[value="show"]').evaluate((button) => {
      const { form } = button as HTMLButtonElement
      form?.setAttribute('novalidate', '')
    })
    await page.click('main form button[value="show"]')
    await page.locator('.field-error').first().waitFor()
    expect(await faultsOfLooks(page)).toEqual([])
  }),
)

describe.sequential('without script', () => {
  test('a change goes from the page it concerns to the register', () =>
    withPage(
      async (page) => {
        await page.goto(program.address + cooperation)
        await page.click('#propose a:has-text("Add an event")')
        await page.selectOption('[name="kind"]', 'activity')
        await page.fill('[name="date"]', '2022-05')
        await page.fill('[name="cited"]', 'smaby-minutes-2020')
        await page.fill('[name="message"]', 'A choir came to visit.')
        await page.click('main form button:has-text("Show the change")')
        expect(await page.locator('.difference').first().innerText()).toContain('May 2022')
        await page.click('main button:has-text("Send the proposal")')
        await page.click('main #acts button:has-text("Accept")')
        expect(await page.locator('.page-head strong').innerText()).toBe('Accepted')
        await page.goto(program.address + cooperation)
        expect(await page.locator('.timeline').innerText()).toContain('May 2022')
      },
      { javaScriptEnabled: false },
    ))

  test('anybody reports an error', () =>
    withPage(
      async (page) => {
        await page.goto(program.address + cooperation)
        await page.click('main a:has-text("Report an error")')
        await page.fill('main [name="message"]', 'It was in June.')
        expect(await page.locator('[name="website"]').isVisible()).toBe(false)
        await page.click('main form button')
        expect(await page.locator('h1').innerText()).toBe('Thank you, we have it')
      },
      { javaScriptEnabled: false, isMember: false },
    ))
})

describe.sequential('a draft', () => {
  const notice = '.notice:has-text("was kept in this browser")'

  test('is there again after the connection was lost, and gone once it has been sent', () =>
    withPage(async (page) => {
      await page.goto(program.address + changeEvent)
      await page.fill('[name="note_en"]', 'A long remark.')
      await page.fill('[name="message"]', 'Remarked.')
      await sendOffline(page, 'main form button:has-text("Show the change")')
      await page.goto(program.address + changeEvent)
      await page.locator(notice).waitFor()
      expect(await page.inputValue('[name="note_en"]')).toBe('A long remark.')
      await page.click('main form button:has-text("Show the change")')
      await page.click('main button:has-text("Send the proposal")')
      expect(await page.locator('h1').innerText()).toBe('Remarked.')
      await page.goto(program.address + changeEvent)
      expect(await page.inputValue('[name="note_en"]')).toBe('A school class on a visit.')
      expect(await page.locator(notice).count()).toBe(0)
    }))

  test('can be thrown away, and keeps no address of mail', () =>
    withPage(
      async (page) => {
        await page.goto(program.address + report)
        await page.fill('main [name="message"]', 'Not sent.')
        await page.fill('main [name="email"]', 'citizen@littleland.example')
        await page.waitForFunction(() => localStorage.length > 0)
        await page.reload()
        expect(await page.inputValue('main [name="message"]')).toBe('Not sent.')
        expect(await page.inputValue('main [name="email"]')).toBe('')
        await page.click(`${notice} button`)
        await page.waitForLoadState()
        await page.locator(notice).waitFor({ state: 'detached' })
        expect(await page.inputValue('main [name="message"]')).toBe('')
        expect(await page.evaluate(() => localStorage.length)).toBe(0)
      },
      { isMember: false },
    ))
})

test.each([
  ['the form for a change', changeEvent],
  ['the form for a cooperation', '/sv/propose/cooperations'],
  ['a withdrawal', '/en/propose/events/smaby-zarechye-twinning.activity-2021/withdrawal'],
  ['the list of proposals', '/sv/proposals'],
  ['a proposal', '/en/proposals/1'],
  ['a report', '/sv/proposals/2'],
  ['a ruling', '/sv/propose/conflicts/partnership-start'],
  ['a report of an error', report],
  ['the page of a cooperation for members', cooperation],
])('%s is sound in every look', (_, path) =>
  withPage(async (page) => {
    await page.goto(program.address + path)
    expect(await faultsOfLooks(page)).toEqual([])
  }),
)

test('what would change, and a form with faults, are sound in every look', () =>
  withPage(async (page) => {
    await page.goto(program.address + changeEvent)
    await page.fill('[name="date"]', 'last spring')
    await page.fill('[name="message"]', 'Long ago.')
    await page.click('main form button')
    expect(await page.locator('#field-date-error').isVisible()).toBe(true)
    expect(await faultsOfLooks(page)).toEqual([])
    await page.fill('[name="date"]', '1970')
    await page.click('main form button')
    await page.locator('.difference').first().waitFor()
    expect(await faultsOfLooks(page)).toEqual([])
  }))
