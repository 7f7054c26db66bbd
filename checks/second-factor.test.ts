/** Does the second step keep out whoever has only the mail, and let in whoever has the app or a backup code? */
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { linkIn } from './harness/mail-server.ts'
import { openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Visitor } from './harness/visitor.ts'

const set = '/en/account/second-factor'

let at = new Date()
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => at })
})
afterAll(() => world?.close())

let people = 0

/** Another one each time: codes and mails are counted by person. */
async function newcomer(): Promise<{ email: string; visitor: Visitor }> {
  const email = `newcomer-${(people += 1)}@littleland.example`
  return { email, visitor: await world.join(email, 'researcher', `Newcomer ${people}`) }
}

/** The app in somebody's telephone, as its codes are half a minute, or `later` half minutes, from now. */
function appWith(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret.replaceAll(' ', '')) })
  return (later = 0) => totp.generate({ timestamp: at.getTime() + later * 30_000 })
}

function halfMinuteLater(times = 1): void {
  at = new Date(at.getTime() + times * 30_000)
}

/** Somebody with a second factor: their visitor, app and backup codes. */
async function withApp() {
  const { email, visitor } = await newcomer()
  await visitor.post(set)
  const page = await visitor.get(set)
  const app = appWith(page.document.querySelector('.secret-text')?.textContent ?? '')
  const confirmed = await visitor.post(`${set}/confirmation`, { code: app() })
  const codes = [...confirmed.document.querySelectorAll('.backup-codes code')].map((code) => code.textContent ?? '')
  halfMinuteLater()
  return { email, visitor, app, codes }
}

async function followLink(visitor: Visitor, email: string) {
  await visitor.post('/en/sign-in', { email })
  const page = await visitor.get(linkIn(await world.mail.nextTo(email)))
  return visitor.post('/en/sign-in/link', fieldsOf(page, '/en/sign-in/link'))
}

test('is set up with a picture or a text, once the app has shown that it can reckon', async () => {
  const { visitor } = await newcomer()
  expect((await visitor.get(set)).location).toBe('/en/account')
  expect((await visitor.post(set)).location).toBe(set)
  const page = await visitor.get(set)
  const secret = page.document.querySelector('.secret-text')?.textContent ?? ''
  expect(secret).toMatch(/^([A-Z2-7]{4} ?){8}$/)
  expect(page.document.querySelector('svg.qr-code')?.getAttribute('aria-label')).toMatch(/QR code/)
  const app = appWith(secret)
  const wrong = await visitor.post(`${set}/confirmation`, { code: '12345' })
  expect([wrong.status, wrong.document.querySelector('.secret-text')?.textContent]).toEqual([422, secret])
  expect((await visitor.get('/en/account')).text).toContain('Set up a code app')

  const confirmed = await visitor.post(`${set}/confirmation`, { code: app() })
  expect(headingOf(confirmed)).toBe('Your backup codes')
  expect(new Set(confirmed.text.match(/[0-9a-z]{5}-[0-9a-z]{5}(?=<)/g)).size).toBe(10)
  expect(confirmed.headers.get('cache-control')).toContain('no-store')
  const account = await visitor.get('/en/account')
  expect(account.text).toContain('10 backup codes are left')
  expect((await visitor.get(set)).location).toBe('/en/account')
  expect((await visitor.post(set)).location).toBe(set)
  expect((await visitor.get(set)).location, 'a confirmed secret is neither shown nor replaced').toBe('/en/account')
})

test('a link in a mail alone no longer signs in', async () => {
  const { email, app } = await withApp()
  const visitor = world.visitor()
  await followLink(visitor, email)
  const refused = await visitor.get('/en/account')
  expect(refused.location).toBe('/en/sign-in/code?to=%2Fen%2Faccount')
  const page = await visitor.get(refused.location ?? '')
  expect([page.status, page.document.querySelector('.account-link')?.textContent]).toEqual([200, 'Sign in'])
  for (const path of ['/en/account', `${set}/removal`, '/en/account/passkeys/options']) {
    expect([path, (await visitor.post(path, { name: 'X', code: '1' })).status]).toEqual([path, 403])
  }
  const given = await visitor.post('/en/sign-in/code', { ...fieldsOf(page, '/en/sign-in/code'), code: app() })
  expect([given.status, given.location]).toEqual([303, '/en/account'])
  expect((await visitor.get('/en/account')).text).toContain('In this session you have given a code')
})

test('a session from before it was set up owes it too', async () => {
  const { email, visitor } = await newcomer()
  const other = world.visitor()
  await followLink(other, email)
  expect((await other.get('/en/account')).status).toBe(200)
  await visitor.post(set)
  const app = appWith((await visitor.get(set)).document.querySelector('.secret-text')?.textContent ?? '')
  await visitor.post(`${set}/confirmation`, { code: app() })
  expect((await visitor.get('/en/account')).status).toBe(200)
  expect((await other.get('/en/account')).location).toContain('/en/sign-in/code')
})

test('a session that proved itself before it was set up owes it again', async () => {
  const { email, visitor } = await newcomer()
  const stolen = world.visitor()
  await followLink(stolen, email)
  await visitor.post(set)
  const app = appWith((await visitor.get(set)).document.querySelector('.secret-text')?.textContent ?? '')
  for (const path of [`${set}/codes`, `${set}/removal`]) {
    const early = await stolen.post(path, { code: app() })
    expect([path, early.status], 'what is not confirmed proves nothing').toEqual([path, 422])
  }
  halfMinuteLater()
  expect(headingOf(await visitor.post(`${set}/confirmation`, { code: app() }))).toBe('Your backup codes')
  expect((await stolen.get('/en/account')).location).toContain('/en/sign-in/code')
})

test('a session that proved itself by an earlier app owes a code of the new one', async () => {
  const { email, visitor, app } = await withApp()
  const other = world.visitor()
  await followLink(other, email)
  await other.post('/en/sign-in/code', { code: app() })
  expect((await other.get('/en/account')).status).toBe(200)
  halfMinuteLater()
  expect((await visitor.post(`${set}/removal`, { code: app() })).status).toBe(303)
  await visitor.post(set)
  const next = appWith((await visitor.get(set)).document.querySelector('.secret-text')?.textContent ?? '')
  await visitor.post(`${set}/confirmation`, { code: next() })
  expect((await visitor.get('/en/account')).status).toBe(200)
  expect((await other.get('/en/account')).location).toContain('/en/sign-in/code')
})

test('a code is good once, and within half a minute of its time', async () => {
  const { email, app } = await withApp()
  const [one, two] = [world.visitor(), world.visitor()]
  await followLink(one, email)
  await followLink(two, email)
  const early = app(2)
  const wrong = await one.post('/en/sign-in/code', { code: early })
  expect([wrong.status, wrong.document.querySelector('#field-code-error')?.textContent]).toEqual([
    422,
    expect.stringContaining('not right'),
  ])
  const code = app()
  const answers = await Promise.all([one, two].map((visitor) => visitor.post('/en/sign-in/code', { code })))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422])
})

test('cannot be guessed: after five tries one has to wait', async () => {
  const { email } = await withApp()
  const visitor = world.visitor()
  await followLink(visitor, email)
  const statuses = []
  // Setting up has counted as the first.
  for (let time = 0; time < 5; time += 1)
    statuses.push((await visitor.post('/en/sign-in/code', { code: '000000' })).status)
  expect(statuses).toEqual([422, 422, 422, 422, 429])
})

test('after twenty wrong codes within a day none is taken, and the owner is told', async () => {
  const { email, app, codes } = await withApp()
  const visitor = world.visitor()
  await followLink(visitor, email)
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  try {
    const wrong = []
    for (let time = 0; time < 20; time += 1) {
      // The first limit holds back whoever does not wait.
      if (time % 4 === 0) vi.setSystemTime(Date.now() + 900_000)
      wrong.push((await visitor.post('/sv/sign-in/code', { code: '000000' })).status)
      if (time < 19) expect(world.mail.unread()).toEqual([])
    }
    expect(new Set(wrong)).toEqual(new Set([422]))
    const mail = await world.mail.nextTo(email)
    expect(mail.subject).toBe('Fel koder för ditt konto i Samband')
    expect(mail.text).toContain('20 fel koder')
    expect(linkIn(mail)).toBe('/sv/account')

    vi.setSystemTime(Date.now() + 900_000)
    for (const code of [app(), codes[0] ?? '']) {
      const refused = await visitor.post('/en/sign-in/code', { code })
      expect([refused.status, Number(refused.headers.get('retry-after')) > 3600]).toEqual([429, true])
    }
    expect(world.mail.unread(), 'told once').toEqual([])
    vi.setSystemTime(Date.now() + 86_400_000)
    expect((await visitor.post('/en/sign-in/code', { code: codes[0] ?? '' })).status).toBe(303)
  } finally {
    vi.useRealTimers()
  }
})

test('a backup code is good once, however it is typed, and new ones replace the old', async () => {
  const { email, codes, app } = await withApp()
  const [first = '', second = ''] = codes
  const visitor = world.visitor()
  await followLink(visitor, email)
  await visitor.post('/en/sign-in/code', { code: first.toUpperCase().replace('-', ' ') })
  expect((await visitor.get('/en/account')).text).toContain('9 backup codes are left')
  const again = world.visitor()
  await followLink(again, email)
  expect((await again.post('/en/sign-in/code', { code: first })).status).toBe(422)

  const renewed = await visitor.post(`${set}/codes`, { code: app() })
  expect(renewed.document.querySelectorAll('.backup-codes code')).toHaveLength(10)
  expect((await again.post('/en/sign-in/code', { code: second })).status).toBe(422)
})

test('is turned off with a code, and only with one', async () => {
  const { email, visitor, app } = await withApp()
  const kept = await visitor.post(`${set}/removal`, { code: 'abc' })
  expect([kept.status, fieldsOf(kept, `${set}/removal`).code]).toEqual([422, ''])
  expect((await visitor.post(`${set}/removal`, { code: app() })).status).toBe(303)
  const other = world.visitor()
  await followLink(other, email)
  expect((await other.get('/en/account')).status).toBe(200)
})

test('whoever has lost everything comes back by a new invitation', async () => {
  const { email } = await withApp()
  const page = await world.administrator.get(world.organisation)
  const row = [...page.document.querySelectorAll('#members tbody tr')].find((one) => one.textContent?.includes(email))
  const actions = [...(row?.querySelectorAll('form') ?? [])].map((form) => form.getAttribute('action') ?? '')
  await world.administrator.post(actions.find((action) => action.endsWith('/removal')) ?? '')
  const visitor = await world.join(email, 'researcher')
  expect((await visitor.get('/en/account')).text).toContain('Set up a code app')
})

test('neither secret nor codes can be read from the database', async () => {
  const { visitor } = await newcomer()
  await visitor.post(set)
  const secret = ((await visitor.get(set)).document.querySelector('.secret-text')?.textContent ?? '').replaceAll(
    ' ',
    '',
  )
  const { codes } = await withApp()
  const { rows } = await sql<{ row: string }>`
    select f::text as row from accounts.second_factor f
    union all select b::text from accounts.backup_code b`.execute(world.app.database.reader)
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.filter(({ row }) => [secret, ...codes].some((one) => row.includes(one)))).toEqual([])
})
