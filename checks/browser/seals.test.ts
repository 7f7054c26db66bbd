/** Is evidence sealed, granted, opened and reviewed in browsers by the people whom it takes, and how does it look? */
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { faultsOfLooks } from './looks.ts'
import { joinBy, joinFirst, withPageOf, type Cookies } from './members.ts'
import { startProgram, type Program } from './server.ts'

let browser: Browser
let program: Program
/** The first administrator, and two curators whom she has invited. */
let ada: Cookies
let cody: Cookies
let cora: Cookies
/** The evidence that they work on. */
let path = ''
beforeAll(async () => {
  ;[browser, program] = await Promise.all([openBrowser(), startProgram('--demo')])
  ada = await joinFirst(browser, program)
  cody = await invite('Cody')
  cora = await invite('Cora')
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

async function invite(name: string): Promise<Cookies> {
  const email = `${name.toLowerCase()}@littleland.example`
  let link = ''
  await withPage(ada, async (page) => {
    await page.goto(`${program.address}/en/administration/organisations`)
    await page.click('main table a')
    await page.fill('#invitations [name="email"]', email)
    await page.selectOption('#invitations [name="role"]', 'curator')
    await page.click('#invitations form:has([name="language"]) button')
    await page.goto(program.outboxAddress)
    const text = await page.locator('main tbody tr', { hasText: email }).first().locator('.mail-text').innerText()
    link = /http\S+/.exec(text)?.[0] ?? ''
  })
  return joinBy(browser, program, link, (page) => page.fill('main [name="name"]', name))
}

const withPage = (cookies: Cookies, work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
  withPageOf(browser, work, { origin: program.address, cookies, ...options })

const withoutScript = { javaScriptEnabled: false }
const stateOf = (page: Page) => page.locator('.page-head strong').innerText()

describe.sequential('without script', () => {
  test('one seals, another confirms', async () => {
    await withPage(
      ada,
      async (page) => {
        await page.goto(`${program.address}/en/account`)
        await page.click('main a:has-text("Evidence under seal")')
        await page.click('main a:has-text("Put evidence under seal")')
        await page.fill('[name="person"]', 'Vera Vik')
        await page.fill('[name="role"]', 'head of office')
        await page.fill('[name="place"]', 'Nystad')
        await page.fill('[name="date"]', '2020-02')
        await page.fill('[name="content"]', 'The ponds had run dry.\n\nNobody was to know.')
        await page.check('[name="supports reason/lack_of_activity"]')
        await page.fill('[name="sunset"]', '2030-06-30')
        await page.fill('[name="reason"]', 'Asked for by who gave it.')
        await page.click('main form button')
        expect(await stateOf(page)).toBe('Waits for a second person.')
        path = new URL(page.url()).pathname
      },
      withoutScript,
    )
    await withPage(
      cody,
      async (page) => {
        await page.goto(program.address + path)
        await page.click('#decisions button:has-text("Confirm")')
        expect(await stateOf(page)).toBe('Under seal.')
      },
      withoutScript,
    )
  })

  test('one proposes a grant, another confirms, and a third opens it with a code and stands for it', async () => {
    await withPage(
      cody,
      async (page) => {
        await page.goto(program.address + path)
        await page.selectOption('#grants [name="person"]', { label: 'Ada' })
        await page.fill('#grants [name="until"]', '2029-12-31')
        await page.fill('#grants [name="reason"]', 'To review it.')
        await page.click('#grants form button')
        expect(await page.locator('#decisions').innerText()).toContain('Grant Ada access until 31 December 2029')
        expect(await page.locator('#decisions button:has-text("Confirm")').count()).toBe(0)
        expect(await page.locator('#opening button').count()).toBe(0)
      },
      withoutScript,
    )
    await withPage(
      cora,
      async (page) => {
        await page.goto(program.address + path)
        await page.click('#decisions button:has-text("Confirm")')
        expect(await page.locator('#grants tbody').innerText()).toContain('Ada')
      },
      withoutScript,
    )
    await withPage(
      ada,
      async (page) => {
        await page.goto(`${program.address}/en/account`)
        await page.click('#second-factor button')
        const text = await page.locator('.secret-text').innerText()
        const totp = new TOTP({ secret: Secret.fromBase32(text.replaceAll(/\s/g, '')) })
        await page.fill('[name="code"]', totp.generate())
        await page.click('main form button')
        await page.goto(program.address + path)
        await page.fill('#opening [name="purpose"]', 'To review it.')
        await page.click('#opening form button')
        expect(await page.locator('#secret').innerText()).toMatch(/Vera Vik[\s\S]*The ponds had run dry\./)
        await page.click('main a:has-text("Back")')
        await page.click('#opening button:has-text("it says what it is cited for")')
        expect(await page.locator('#opening').innerText()).toContain('You have said that it says')
        expect(await page.locator('#log tbody').innerText()).toMatch(/Ada[\s\S]*To review it\./)
        expect(await page.locator('#findings tbody').innerText()).toContain('reason/lack_of_activity')
      },
      withoutScript,
    )
  })
})

test.each(['en', 'sv'])('every page of it is sound in every look, in %s', (language) =>
  withPage(ada, async (page) => {
    for (const address of ['/seals', '/seals/new', path.replace(/^\/en/, '')]) {
      await page.goto(`${program.address}/${language}${address}`)
      expect([address, await faultsOfLooks(page)]).toEqual([address, []])
    }
    await page.fill('#opening [name="purpose"]', 'To look at it.')
    await page.click('#opening form button')
    await page.locator('#secret').waitFor()
    expect(await faultsOfLooks(page)).toEqual([])
  }),
)
