/** Can people sign in and administrators do their work in a browser, without script, and are those pages as sound as the others? */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { address, openBrowser, openPage, wide } from './browser.ts'
import { faultsOfLooks } from './looks.ts'

const ada = 'ada@littleland.example'
const organisations = '/administration/organisations'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function withPage(work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}): Promise<void> {
  const { page, faults } = await openPage(browser, options)
  try {
    await work(page)
    // A form that could not be taken is answered with 422, which the console mentions.
    expect(faults.filter((fault) => !fault.includes('status of 422'))).toEqual([])
  } finally {
    await page.context().close()
  }
}

const withoutScript = { javaScriptEnabled: false }

/** The latest mail of the outbox to the address; the page follows its link. */
async function followMail(page: Page, to: string): Promise<void> {
  const mail = page.locator('main tbody tr', { hasText: to }).first()
  for (let look = 0; look < 20; look += 1) {
    await page.goto(`${address}/en/outbox`)
    if (await mail.isVisible()) break
    await page.waitForTimeout(100)
  }
  const text = await mail.locator('.mail-text').innerText()
  await page.goto(/http\S+/.exec(text)?.[0] ?? '')
}

async function signIn(page: Page, email: string, language = 'en'): Promise<void> {
  await page.goto(`${address}/${language}/sign-in`)
  await page.fill('main [name="email"]', email)
  await page.click('main form button')
  await followMail(page, email)
  await page.click('main form button')
  await page.waitForURL(`${address}/${language}/account`)
}

// One after the other: each stands on what the one before has made.
describe.sequential('without script', () => {
  test('the first administrator comes in by the printed link', () =>
    withPage(async (page) => {
      await page.goto(inject('firstAdministratorLink'))
      await page.fill('main [name="name"]', 'Ada')
      await page.fill('main [name="email"]', ada)
      await page.fill('main [name="organisation"]', 'Ministry of Ponds')
      await page.click('main form button')
      expect(await page.locator('.account-link').innerText()).toBe('Ada')
      await page.click('.page-head form button')
      expect(await page.locator('.account-link').innerText()).toMatch(/Sign in|Logga in/)
      expect(await page.context().cookies()).toEqual([])
    }, withoutScript))

  test('an administrator signs in by mail, adds an organisation and invites; the invited accepts', () =>
    withPage(async (page) => {
      await signIn(page, ada, 'sv')
      await page.click(`main a[href$="${organisations}"]`)
      await page.fill('#add [name="name"]', 'Mora')
      await page.fill('#add [name="actor"]', 'Mora kommun')
      await page.click('#add button')
      expect(await page.locator('h1').innerText()).toBe('Mora')
      await page.fill('#invitations [name="email"]', 'bo@littleland.example')
      await page.selectOption('#invitations [name="role"]', 'curator')
      await page.selectOption('#invitations [name="language"]', 'en')
      await page.click('#invitations form:has([name="language"]) button')
      expect(await page.locator('#invitations tbody tr').innerText()).toContain('bo@littleland.example')

      await withPage(async (other) => {
        await followMail(other, 'bo@littleland.example')
        await other.fill('main [name="name"]', 'Bo')
        await other.click('main form button')
        expect(await other.locator('#role').innerText()).toMatch(/Mora[\s\S]*curator/)
      }, withoutScript)

      await page.reload()
      expect(await page.locator('#members tbody tr').innerText()).toContain('Bo')
    }, withoutScript))
})

describe.sequential.each(['sv', 'en'])('in %s', (language) => {
  test('every page about accounts is sound, in every look', () =>
    withPage(async (page) => {
      const looks: Record<string, string[]> = {}
      const look = async (path: string, prepare: () => Promise<void> = async () => undefined) => {
        await page.setViewportSize(wide)
        await page.goto(`${address}/${language}${path}`)
        await prepare()
        looks[path] = [...(looks[path] ?? []), ...(await faultsOfLooks(page))]
      }
      const openFirst = () => page.click('main tbody tr:has-text("Mora") a')
      await look('/sign-in/sent')
      await look('/sign-in/link?token=x')
      await look('/sign-in/link?token=y', () => page.click('main form button'))
      await signIn(page, ada, language)
      await look('/sign-in')
      await look('/account')
      await look(organisations)
      await look(organisations, async () => {
        await page.fill('#add [name="name"]', 'Mora')
        await page.fill('#add [name="actor"]', 'Moora')
        await page.click('#add button')
      })
      await look(organisations, openFirst)
      await look(organisations, async () => {
        await openFirst()
        await page.fill('#invitations [name="email"]', ada)
        await page.click('#invitations form:has([name="language"]) button')
      })
      await look('/outbox')
      await look('/cooperations')
      expect(Object.entries(looks).filter(([, faults]) => faults.length > 0)).toEqual([])
      expect(Object.keys(looks)).toHaveLength(8)
    }))
})
