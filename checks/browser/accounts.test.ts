/** Can people sign in and administrators do their work in a browser, without script, and are those pages as sound as the others? */
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openIdentityProvider } from '../harness/identity-provider.ts'
import { address, openBrowser, openPage, wide } from './browser.ts'
import { faultsOfLooks } from './looks.ts'
import { withPageOf } from './members.ts'

const ada = 'ada@littleland.example'
const organisations = '/administration/organisations'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const withPage = (work: (page: Page) => Promise<void>, options: BrowserContextOptions = {}) =>
  withPageOf(browser, work, options)

const withoutScript = { javaScriptEnabled: false }

/** The latest mail of the outbox to the address; the page follows its link. */
async function followMail(page: Page, to: string): Promise<void> {
  const mail = page.locator('main tbody tr', { hasText: to }).first()
  for (let look = 0; look < 20; look += 1) {
    await page.goto(inject('outboxAddress'))
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

      // Their own sign-in, on another origin of this computer.
      const provider = await openIdentityProvider(await page.locator('#identity-provider code').innerText())
      try {
        provider.signInAs('bo', { email: 'bo@littleland.example', email_verified: true })
        await page.fill('#identity-provider [name="issuer"]', provider.issuer)
        await page.fill('#identity-provider [name="clientId"]', provider.client.clientId)
        await page.fill('#identity-provider [name="clientSecret"]', provider.client.clientSecret)
        await page.click('#identity-provider form button')
        const { page: other, faults } = await openPage(browser, withoutScript)
        await other.goto(`${address}/sv/sign-in`)
        await other.click('#organisations a')
        await other.waitForURL(`${address}/sv/account`)
        expect(await other.locator('.account-link').innerText()).toBe('Bo')
        expect(faults.filter((fault) => !fault.startsWith('leaves the origin'))).toEqual([])
        await other.context().close()
      } finally {
        await provider.close()
      }
    }, withoutScript))
})

/** A lock built into the computer, which opens when it is asked to; `isOpened: false` is somebody whose face it does not know. */
async function addLock(page: Page) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    recognise: (isUserVerified: boolean) =>
      devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  }
}

describe.sequential('passkeys', () => {
  test('are added, sign in without an address, work once a challenge, and can be removed', () =>
    withPage(async (page) => {
      const lock = await addLock(page)
      await signIn(page, ada)
      await page.fill('#passkeys [name="name"]', 'The lock of the pond')
      await page.click('#passkeys passkey-form button')
      const row = page.locator('#passkeys tbody tr')
      await row.waitFor()
      expect(await row.innerText()).toMatch(/The lock of the pond[\s\S]*never/)
      await page.click('.page-head form button')

      await page.goto(`${address}/en/sign-in?to=%2Fen%2Fadministration%2Forganisations`)
      const sent = page.waitForRequest((request) => request.url().endsWith('/sign-in/passkey'))
      await page.click('passkey-form button')
      await page.waitForURL(`${address}/en/administration/organisations`)
      expect(await page.locator('.account-link').innerText()).toBe('Ada')

      // The same signature again, as somebody might send it who has overheard it.
      const replayed = await page.request.post(`${address}/en/sign-in/passkey`, {
        data: (await sent).postDataJSON(),
        headers: { 'sec-fetch-site': 'same-origin', accept: 'application/json' },
      })
      expect([replayed.status(), replayed.headers()['set-cookie']]).toEqual([422, undefined])

      await page.goto(`${address}/en/account`)
      expect(await row.innerText()).not.toContain('never')
      await page.click('.page-head form button')
      await page.goto(`${address}/en/sign-in`)
      await lock.recognise(false)
      await page.click('passkey-form button')
      await page.locator('passkey-form [role="status"]', { hasText: 'No passkey was used' }).waitFor()
      expect(await page.context().cookies()).toEqual([])

      await lock.recognise(true)
      await page.click('passkey-form button')
      await page.waitForURL(`${address}/en/account`)
      await row.locator('button').click()
      await page.waitForLoadState()
      expect(await row.count()).toBe(0)
      await page.click('.page-head form button')
      await page.goto(`${address}/en/sign-in`)
      await page.click('passkey-form button')
      await page.locator('passkey-form [role="status"]', { hasText: 'That did not work' }).waitFor()
      expect(await page.context().cookies()).toEqual([])
    }))

  test('are not offered where scripts do not run', () =>
    withPage(async (page) => {
      await page.goto(`${address}/en/sign-in`)
      expect(await page.locator('passkey-form').isVisible()).toBe(false)
      expect(await page.locator('main form button').first().isVisible()).toBe(true)
      await signIn(page, ada)
      expect(await page.locator('#passkeys passkey-form').isVisible()).toBe(false)
      expect(await page.locator('#passkeys').innerText()).toContain('the browser has to run scripts')
    }, withoutScript))
})

test('the second step is set up and given, and its pages are sound in every look', () =>
  withPage(async (page) => {
    const faults: Record<string, string[]> = {}
    const look = async (name: string, language?: 'sv' | 'en') => {
      faults[name] = await faultsOfLooks(page, language)
      await page.setViewportSize(wide)
    }
    const lookInBoth = async (path: string) => {
      for (const language of ['sv', 'en'] as const) {
        await page.goto(`${address}/${language}${path}`)
        await look(`${language} ${path}`, language)
      }
    }
    await signIn(page, 'bo@littleland.example')
    await page.click('#second-factor form button')
    await lookInBoth('/account/second-factor')
    const secret = (await page.locator('.secret-text').innerText()).replaceAll(' ', '')
    expect(await page.locator('.qr-code').evaluate((drawing) => drawing.getBoundingClientRect().width)).toBe(240)
    const app = new TOTP({ secret: Secret.fromBase32(secret) })
    await page.fill('[name="code"]', app.generate())
    await page.click('main form button')
    await page.locator('.backup-codes').waitFor()
    await look('backup codes')
    const code = await page.locator('.backup-codes code').first().innerText()
    await lookInBoth('/account')
    await page.click('.page-head form button')

    await page.goto(`${address}/en/sign-in?to=%2Fen%2Fsources`)
    await page.fill('main [name="email"]', 'bo@littleland.example')
    await page.click('main form button')
    await followMail(page, 'bo@littleland.example')
    await page.click('main form button')
    await lookInBoth('/sign-in/code?to=%2Fen%2Fsources')
    await page.fill('[name="code"]', '000')
    await page.click('main form button')
    await look('wrong code')
    await page.fill('[name="code"]', code)
    await page.click('main form button')
    await page.waitForURL(`${address}/en/sources`)
    expect(await page.locator('.account-link').innerText()).toBe('Bo')
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([])
    expect(Object.keys(faults)).toHaveLength(8)
  }))

describe.sequential.each(['sv', 'en'] as const)('in %s', (language) => {
  test('every page about accounts is sound, in its looks', () =>
    withPage(async (page) => {
      const looks: Record<string, string[]> = {}
      const look = async (path: string, prepare: () => Promise<void> = async () => undefined) => {
        await page.setViewportSize(wide)
        await page.goto(`${address}/${language}${path}`)
        await prepare()
        looks[path] = [...(looks[path] ?? []), ...(await faultsOfLooks(page, language))]
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
      await look(`/outbox${new URL(inject('outboxAddress')).search}`)
      await look('/cooperations')
      expect(Object.entries(looks).filter(([, faults]) => faults.length > 0)).toEqual([])
      expect(Object.keys(looks)).toHaveLength(8)
    }))
})
