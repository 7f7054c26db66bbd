// People who are signed in, and what of their pages is no fault.
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect } from 'vitest'
import { address, openPage } from './browser.ts'
import type { Program } from './server.ts'

export type Cookies = Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>

/** What could not be taken is answered with 422. */
export const notTaken = /status of 422|^422 /
/** The same where a lost connection is what a test is about. */
export const notTakenOrLost = /status of 422|^422 |ERR_INTERNET_DISCONNECTED/

type Visit = BrowserContextOptions & {
  /** Where the program is; the one that tests share, unless given. */
  origin?: string
  /** Of whoever is signed in. */
  cookies?: Cookies
  /** Which faults belong to what is done. */
  expected?: RegExp
}

/** Gives a page of its own to the work, and fails if the page had other faults than those expected. */
export async function withPageOf(
  browser: Browser,
  work: (page: Page) => Promise<void>,
  { origin = address, cookies = [], expected = notTaken, ...options }: Visit = {},
): Promise<void> {
  const { page, faults } = await openPage(browser, options, origin)
  try {
    await page.context().addCookies(cookies)
    await work(page)
    expect(faults.filter((fault) => !expected.test(fault))).toEqual([])
  } finally {
    await page.context().close()
  }
}

/** Sends a form while there is no connection, and waits for the page on which the browser says so: it would cut short
 * whatever is opened before it. */
export async function sendOffline(page: Page, button: string): Promise<void> {
  await page.context().setOffline(true)
  await page.click(button, { noWaitAfter: true })
  await page.waitForFunction(() => location.protocol === 'chrome-error:')
  await page.context().setOffline(false)
}

/** Comes in by a link that makes a member: gives the cookies once the form that `fill` fills in is sent. */
export async function joinBy(
  browser: Browser,
  { address: origin }: Pick<Program, 'address'>,
  link: string,
  fill: (page: Page) => Promise<void>,
): Promise<Cookies> {
  let cookies: Cookies = []
  await withPageOf(
    browser,
    async (page) => {
      await page.goto(link)
      await fill(page)
      await page.click('main form button')
      await page.locator('#role').waitFor()
      cookies = await page.context().cookies()
    },
    { origin },
  )
  return cookies
}

/** Ada, the first administrator, who may do everything. */
export function joinFirst(browser: Browser, program: Program): Promise<Cookies> {
  return joinBy(browser, program, program.firstAdministratorLink, async (page) => {
    await page.fill('main [name="name"]', 'Ada')
    await page.fill('main [name="email"]', 'ada@littleland.example')
    await page.fill('main [name="organisation"]', 'Ministry of Ponds')
  })
}
