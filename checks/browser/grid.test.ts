/** Does the grid work as a spreadsheet does, by keyboard and clipboard, for two at once and without script? */
import { readFileSync } from 'node:fs'
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

const withPage = (work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
  withPageOf(browser, work, { origin: program.address, cookies, expected: notTakenOrLost, ...options })

const events = '/en/propose/grid/events?of=smaby-zarechye-twinning'
const visit = 'smaby-zarechye-twinning.activity-2021'
const columns = ['id', 'cooperation', 'kind', 'date', 'agreement', 'initiator', 'formality', 'rank', 'body_sv', 'body_en', 'diary_number', 'note_sv', 'note_en', 'cited', 'locator'] // prettier-ignore

/** The cell of a column in the row that is named so. */
const cellOf = (page: Page, row: string, column: string) =>
  page.locator(`.grid tbody tr:has(th:has-text("${row}")) > *`).nth(columns.indexOf(column))
const focused = (page: Page) =>
  page.evaluate(() => {
    const cell = document.activeElement?.closest('td')
    const row = cell?.closest('tr')
    return [row?.querySelector('th')?.textContent, cell ? [...(row?.children ?? [])].indexOf(cell) : -1]
  })

/** Pastes as a person does: the text is put on the clipboard of the event that the browser makes of the keys. */
async function paste(page: Page, text: string) {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

const status = (page: Page) => page.locator('.grid-status')

describe.sequential('by keyboard', () => {
  test('cells are reached, changed, left alone and taken back', () =>
    withPage(async (page) => {
      await page.goto(program.address + events)
      await cellOf(page, visit, 'kind').click()
      await page.keyboard.press('ArrowRight')
      expect(await focused(page)).toEqual([visit, columns.indexOf('date')])
      await page.keyboard.press('F2')
      await page.keyboard.press('End')
      await page.keyboard.type('~')
      await page.keyboard.press('Escape')
      expect(await cellOf(page, visit, 'date').innerText()).toBe('2021-11-02')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+a')
      await page.keyboard.type('2021-06')
      await page.keyboard.press('Enter')
      expect(await cellOf(page, visit, 'date').innerText()).toContain('2021-06')
      expect((await focused(page))[0]).toBe('smaby-zarechye-twinning.dormant-undated')
      await page.keyboard.press('Tab')
      expect((await focused(page))[1]).toBe(columns.indexOf('agreement'))
      await page.keyboard.press('Shift+Tab')
      expect((await focused(page))[1]).toBe(columns.indexOf('date'))
      await page.keyboard.type('2017')
      await page.keyboard.press('Tab')
      expect(await status(page).innerText()).toBe('Changed rows: 2. New rows: 0.')
      await page.keyboard.press('Control+z')
      expect(await status(page).innerText()).toBe('Changed rows: 1. New rows: 0.')
      await page.keyboard.press('Control+End')
      expect(await focused(page)).toEqual(['New row 1', columns.length - 1])
      await page.keyboard.press('Control+Home')
      expect((await focused(page))[1]).toBe(1)
      // What a row hangs on is not to be changed.
      await page.keyboard.type('x')
      expect(await cellOf(page, visit, 'cooperation').innerText()).toBe('smaby-zarechye-twinning')
    }))

  test('nobody is caught: Escape and Tab lead out, and a new row may be written and sent without a mouse', () =>
    withPage(async (page) => {
      await page.goto(program.address + events)
      await cellOf(page, 'New row 1', 'kind').click()
      await page.keyboard.type('Activity')
      await page.keyboard.press('Tab')
      await page.keyboard.type('2022-05')
      await page.keyboard.press('Enter')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('.grid') !== null)).toBe(false)
      await page.fill('[name="cited"]', 'smaby-minutes-2020')
      await page.fill('[name="message"]', 'A choir.')
      await page.click('main form button:has-text("Show the change")')
      expect(await page.locator('#changes').innerText()).toContain('May 2022')
      await page.click('main button:has-text("Change something first")')
      expect(await cellOf(page, 'New row 1', 'date').innerText()).toContain('2022-05')
    }))
})

describe.sequential('from a spreadsheet', () => {
  test('a block is pasted over rows and into new ones, and with heads to where they say', () =>
    withPage(async (page) => {
      await page.goto(program.address + events)
      await cellOf(page, 'established-1988', 'date').click()
      await paste(page, '1988-05\n1999\t\tHome party\n2001')
      expect(await status(page).innerText()).toBe('Pasted: 3 rows, 3 columns. Changed rows: 1. New rows: 2.')
      expect(await cellOf(page, 'New row 1', 'initiator').innerText()).toContain('Home party')
      await paste(page, `Date\tKind\tIdentifier\n2020-02\tActivity\t${visit}\n2003\tActivity\t`)
      expect(await cellOf(page, visit, 'date').innerText()).toContain('2020-02')
      expect(await cellOf(page, 'New row 3', 'date').innerText()).toContain('2003')
      await page.keyboard.press('Control+z')
      await page.keyboard.press('Control+z')
      expect(await status(page).innerText()).toBe('Changed rows: 0. New rows: 0.')
    }))

  test('what is copied is pasted elsewhere as it was', () =>
    withPage(async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.goto(program.address + events)
      await cellOf(page, visit, 'kind').click()
      await page.keyboard.press('Shift+ArrowRight')
      await page.keyboard.press('Control+c')
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('Activity\t2021-11-02')
      await cellOf(page, 'New row 1', 'kind').click()
      await page.keyboard.press('Control+v')
      await cellOf(page, 'New row 1', 'date').locator(':text("2021-11-02")').waitFor()
    }))

  test('a thousand rows are taken, their faults stand beside the cells, and nothing is lost', () =>
    withPage(async (page) => {
      await page.goto(program.address + events)
      await cellOf(page, 'New row 1', 'kind').click()
      const rows = Array.from({ length: 1000 }, (_, no) => `Activity\t${no === 700 ? 'last spring' : '2020'}`)
      await paste(page, rows.join('\n'))
      expect(await status(page).innerText()).toContain('New rows: 1000.')
      await page.fill('[name="cited"]', 'smaby-minutes-2020')
      await page.fill('[name="message"]', 'All at once.')
      await page.click('main form button:has-text("Show the change")')
      await page.locator('.notice-conflict').waitFor()
      expect(await page.locator('.notice-conflict li').allInnerTexts()).toEqual([
        expect.stringMatching(/^New row 701 \(line 702 of what was pasted\), Date: Write a date/),
      ])
      expect(await cellOf(page, 'New row 701', 'date').innerText()).toMatch(/^last spring\s+Write a date/)
      expect(await status(page).innerText()).toContain('New rows: 1000.')
    }))

  test('what was pasted and not sent is there again after the connection was lost', () =>
    withPage(async (page) => {
      await page.goto(program.address + events)
      await cellOf(page, 'New row 1', 'kind').click()
      await paste(page, 'Activity\t2009')
      await page.fill('[name="message"]', 'Kept.')
      await sendOffline(page, 'main form button:has-text("Show the change")')
      await page.goto(program.address + events)
      await page.locator('.notice:has-text("was kept in this browser")').waitFor()
      expect(await cellOf(page, 'New row 1', 'date').innerText()).toContain('2009')
      await page.click('.notice:has-text("was kept in this browser") button')
      await page.locator('.notice:has-text("was kept in this browser")').waitFor({ state: 'detached' })
    }))
})

test('of two who edit the same row, the second sees what the first has done', () =>
  withPage(async (first) => {
    const send = async (page: Page, date: string) => {
      await cellOf(page, visit, 'date').click()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Control+a')
      await page.keyboard.type(date)
      await page.keyboard.press('Enter')
      await page.fill('[name="message"]', `It was in ${date}.`)
      await page.click('main form button:has-text("Show the change")')
    }
    await first.goto(program.address + events)
    await withPage(async (second) => {
      await second.goto(program.address + events)
      await send(first, '2021-07')
      await first.click('main button:has-text("Send the proposal")')
      await first.click('main #acts button:has-text("Accept")')
      await first.locator('.page-head strong:has-text("Accepted")').waitFor()
      await send(second, '2021-09')
      expect(await cellOf(second, visit, 'date').innerText()).toMatch(
        /^2021-09\s+It said: 2 November 2021\. Now it says: July 2021\.$/,
      )
      expect(await faultsOfLooks(second)).toEqual([])
      await second.click('main form button:has-text("Show the change")')
      expect(await second.locator('#changes').innerText()).toContain('September 2021')
    })
  }))

test('without script the table and the place below it do the same', () =>
  withPage(
    async (page) => {
      await page.goto(`${program.address}/en/cooperations/smaby-zarechye-twinning`)
      await page.click('#propose a[href*="/propose/grid/events"]')
      await page.fill(`input[aria-label="Diary number, ${visit}"]`, 'KS 2021/5')
      await page.fill('[name="rows"]', 'Kind\tDate\nActivity\t2011')
      await page.fill('[name="cited"]', 'smaby-minutes-2020')
      await page.fill('[name="message"]', 'By hand.')
      await page.click('main form button:has-text("Show the change")')
      const changes = await page.locator('#changes').innerText()
      expect(changes).toContain('KS 2021/5')
      expect(changes).toContain('2011')
    },
    { javaScriptEnabled: false },
  ))

describe.sequential('what is there already', () => {
  test('is listed below a field of a form while one types, and fills it in by keyboard', () =>
    withPage(async (page) => {
      await page.goto(`${program.address}/en/propose/cooperations`)
      await page.fill('[name="home"]', 'Smaby')
      await page.fill('[name="counterpart"]', '东山')
      const found = page.locator('.field:has([name="counterpart"]) ~ .alike:has-text("Dongshan") a').first()
      await found.waitFor()
      await found.focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      expect(await page.inputValue('[name="counterpart"]')).toBe('xb-dongshan')
      expect(await faultsOfLooks(page)).toEqual([])
    }))

  test('is listed below the grid while one writes a cell', () =>
    withPage(async (page) => {
      await page.goto(`${program.address}/en/propose/grid/actors`)
      await page.locator('.grid tbody tr:last-child td').nth(2).click()
      await page.keyboard.type('Zarechja')
      await page.locator('#grid-alike a:has-text("Zarechye")').waitFor()
    }))
})

test.each([
  ['the grid of events', events],
  ['the grid of cooperations', '/sv/propose/grid/cooperations'],
  ['the grid of sources', '/en/propose/grid/sources?of=xl-smaby'],
  ['minutes', '/sv/minutes'],
  ['a dissent', '/sv/propose/conflicts/partnership-start/dissent'],
])('%s: sound in every look', (_, path) =>
  withPage(async (page) => {
    await page.goto(program.address + path)
    expect(await faultsOfLooks(page)).toEqual([])
  }),
)

test('what is found in minutes is sound in every look, and a dissent below a conflict', () =>
  withPage(async (page) => {
    await page.goto(`${program.address}/en/minutes`)
    await page.fill(
      'main [name="text"]',
      readFileSync('fixtures/littleland/minutes/held-out/h12-smaby-tva-arenden.txt', 'utf8'),
    )
    await page.click('main form button')
    await page.locator('#suggestion-2').waitFor()
    expect(await faultsOfLooks(page)).toEqual([])
    await page.goto(`${program.address}/en/propose/conflicts/partnership-start/dissent`)
    await page.fill('[name="says"]', 'The minutes are late.')
    await page.click('main form button')
    await page.locator('h1:has-text("Your dissent is recorded")').waitFor()
    await page.goto(`${program.address}/sv/conflicts`)
    expect(await page.locator('.dissent').innerText()).toContain('The minutes are late.')
    expect(await faultsOfLooks(page)).toEqual([])
  }))
