/** Does signing in let in exactly those who should be, and leave what is public as it was? */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { offerFirstAdministrator, type Role } from '#accounts/index.ts'
import { openTestApp, type TestApp } from './harness/app.ts'
import { littleland } from './harness/littleland.ts'
import { linkIn } from './harness/mail-server.ts'
import { administratorEmail, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, openVisitor, type Visitor } from './harness/visitor.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

let newcomers = 0

/** The address of somebody who has just joined: mails to one address are counted, so each test has its own. */
async function newcomer(role: Role): Promise<string> {
  const email = `newcomer-${(newcomers += 1)}@littleland.example`
  await world.join(email, role)
  return email
}

/** Asks for a link, follows it and presses the button. */
async function signIn(visitor: Visitor, email: string, language: 'sv' | 'en' = 'en') {
  await visitor.post(`/${language}/sign-in`, { email })
  const page = await visitor.get(linkIn(await world.mail.nextTo(email)))
  return visitor.post(`/${language}/sign-in/link`, fieldsOf(page, `/${language}/sign-in/link`))
}

describe('the first administrator', () => {
  let fresh: TestApp
  beforeAll(async () => {
    fresh = await openTestApp(littleland)
  })
  afterAll(() => fresh?.close())
  const form = { name: 'Bo', email: 'Bo@Littleland.example', organisation: 'Småby kommun' }

  test('comes in by a link that works once, and only the latest', async () => {
    const old = (await offerFirstAdministrator(fresh.accounts)) ?? ''
    const token = (await offerFirstAdministrator(fresh.accounts)) ?? ''
    const visitor = openVisitor(fresh)
    expect((await visitor.get(`/sv/first-administrator?token=${old}`)).status).toBe(410)
    expect((await visitor.get('/sv/first-administrator')).status).toBe(410)
    const page = await visitor.get(`/sv/first-administrator?token=${token}`)
    expect(page.status).toBe(200)
    expect(fieldsOf(page, '/sv/first-administrator').token).toBe(token)

    const wrong = await visitor.post('/sv/first-administrator', { token, ...form, email: 'bo', name: ' ' })
    expect(wrong.status).toBe(422)
    expect(fieldsOf(wrong, '/sv/first-administrator')).toMatchObject({
      token,
      email: 'bo',
      organisation: 'Småby kommun',
    })
    expect(wrong.document.querySelectorAll('.field-error')).toHaveLength(2)

    const [one, two] = await Promise.all([
      visitor.post('/sv/first-administrator', { token, ...form }),
      openVisitor(fresh).post('/sv/first-administrator', { token, ...form, email: 'eve@littleland.example' }),
    ])
    expect(new Set([one.status, two.status])).toEqual(new Set([303, 410]))
    expect(await offerFirstAdministrator(fresh.accounts)).toBeUndefined()
  })

  test('is signed in at once, under a name that may be a pseudonym', async () => {
    const account = await world.administrator.get('/en/account')
    expect(account.text).toContain('Signed in as Ada.')
    expect(account.text).toContain('Ministry of Ponds')
    expect(account.text).toContain('administrator')
  })
})

test('a link that is too old makes nobody an administrator', async () => {
  let at = new Date('2026-03-02T10:00:00Z')
  const app = await openTestApp(littleland, new Date('2026-03-01'), { now: () => at })
  try {
    const token = (await offerFirstAdministrator(app.accounts)) ?? ''
    at = new Date('2026-03-03T10:00:00Z')
    expect((await openVisitor(app).get(`/en/first-administrator?token=${token}`)).status).toBe(410)
  } finally {
    await app.close()
  }
})

describe('a link by mail', () => {
  test.each([
    ['sv', 'Logga in i Samband', 'inom 15 minuter'],
    ['en', 'Sign in to Samband', 'within 15 minutes'],
  ] as const)('in %s signs in, once', async (language, subject, limit) => {
    const [visitor, email] = [world.visitor(), await newcomer('reader')]
    const sent = await visitor.post(`/${language}/sign-in`, { email: ` ${email.toUpperCase()} ` })
    expect([sent.status, sent.location]).toEqual([303, `/${language}/sign-in/sent`])
    const mail = await world.mail.nextTo(email)
    expect(mail.subject).toBe(subject)
    expect(mail.from?.text).toContain('register@littleland.example')
    expect(mail.text).toContain(limit)
    expect(mail.html).toContain(`<html lang="${language}">`)
    expect(mail.html).toContain(limit)

    const link = linkIn(mail)
    const page = await visitor.get(link)
    expect(visitor.cookies.size, 'looking at the link does not use it').toBe(0)
    const done = await visitor.post(`/${language}/sign-in/link`, fieldsOf(page, `/${language}/sign-in/link`))
    expect([done.status, done.location]).toEqual([303, `/${language}/account`])
    expect((await visitor.get(`/${language}/account`)).status).toBe(200)

    const again = await world.visitor().post(`/${language}/sign-in/link`, fieldsOf(page, `/${language}/sign-in/link`))
    expect([again.status, again.headers.getSetCookie()]).toEqual([422, []])
  })

  test('leads on to the page that was asked for, and to no other site', async () => {
    const [visitor, email] = [world.visitor(), await newcomer('administrator')]
    const refused = await visitor.get('/en/administration/organisations?x=1')
    expect(refused.location).toBe('/en/sign-in?to=%2Fen%2Fadministration%2Forganisations%3Fx%3D1')
    const form = fieldsOf(await visitor.get(refused.location ?? ''), '/en/sign-in')
    await visitor.post('/en/sign-in', { ...form, email })
    const page = await visitor.get(linkIn(await world.mail.nextTo(email)))
    const fields = fieldsOf(page, '/en/sign-in/link')
    const done = await visitor.post('/en/sign-in/link', fields)
    expect(done.location).toBe('/en/administration/organisations?x=1')

    const elsewhere = world.visitor()
    await elsewhere.post('/en/sign-in', { email, to: '//evil.example/sv' })
    const other = await elsewhere.get(linkIn(await world.mail.nextTo(email)))
    const sent = { ...fieldsOf(other, '/en/sign-in/link'), to: 'https://evil.example' }
    expect((await elsewhere.post('/en/sign-in/link', sent)).location).toBe('/en/account')
  })

  test('is no good when it is too old', async () => {
    const [visitor, email] = [world.visitor(), await newcomer('reader')]
    await visitor.post('/en/sign-in', { email })
    const page = await visitor.get(linkIn(await world.mail.nextTo(email)))
    await world.app.database.write((tx) =>
      sql`update accounts.verification set expires_at = now() - interval '1 second'`.execute(tx),
    )
    const late = await visitor.post('/en/sign-in/link', fieldsOf(page, '/en/sign-in/link'))
    expect([late.status, headingOf(late)]).toEqual([422, 'The link does not work'])
  })

  test('is kept as a hash: the database holds no token that works', async () => {
    const [visitor, email] = [world.visitor(), await newcomer('reader')]
    await visitor.post('/en/sign-in', { email })
    const link = linkIn(await world.mail.nextTo(email))
    const token = new URL(link, 'http://x').searchParams.get('token') ?? ''
    expect(token.length).toBeGreaterThan(30)
    const { rows } = await sql<{ row: string }>`select v::text as row from accounts.verification v`.execute(
      world.app.database.reader,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([])
  })

  test('goes to nobody without an account, and the answer does not tell', async () => {
    const email = await newcomer('reader')
    const no = await world.visitor().post('/en/sign-in', { email: 'nobody@littleland.example' })
    const yes = await world.visitor().post('/en/sign-in', { email })
    const told = ({ status, location, text }: typeof yes) => ({ status, location, text })
    expect(told(no)).toEqual(told(yes))
    // Two mails that were asked for later, the second after the first had come: the same way is open to a mail that was
    // asked for before both.
    await world.mail.nextTo(email)
    await world.visitor().post('/en/sign-in', { email })
    await world.mail.nextTo(email)
    expect(world.mail.unread()).toEqual([])
  })

  test('is not sent to one address again and again', async () => {
    const visitor = world.visitor()
    const email = 'flooded@littleland.example'
    const statuses = []
    for (let time = 0; time < 6; time += 1) statuses.push((await visitor.post('/en/sign-in', { email })).status)
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429])
    const refused = await visitor.post('/sv/sign-in', { email })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect(headingOf(refused)).toBe('För många frågor')
  })

  test('can be asked for although somebody else has asked again and again, until very many have been sent', async () => {
    const other = await openWorld({ clientHeader: 'x-forwarded-for' })
    try {
      const ask = async (client: string, email = administratorEmail) => {
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': client,
        }
        const body = new URLSearchParams({ email }).toString()
        const answer = await other.app.request('/en/sign-in', { method: 'POST', body, headers })
        return [answer.status, answer.headers.get('location')]
      }
      const sent = [303, '/en/sign-in/sent']
      for (let time = 0; time < 5; time += 1) expect(await ask('198.51.100.1')).toEqual(sent)
      expect(await ask('198.51.100.1')).toEqual([429, null])
      expect(await ask('198.51.100.2'), 'the owner').toEqual(sent)
      for (let time = 0; time < 6; time += 1) await other.mail.nextTo(administratorEmail)

      for (let time = 0; time < 30; time += 1)
        expect(await ask(`203.0.113.${time}`), 'it is never told that there were many').toEqual(sent)
      for (let time = 6; time < 30; time += 1) await other.mail.nextTo(administratorEmail)
      await other.join('control@littleland.example', 'reader')
      expect(other.mail.unread(), 'no thirty-first').toEqual([])
    } finally {
      await other.close()
    }
  })

  test('can be asked for although pictures on some page have made the browser follow bad links', async () => {
    const other = await openWorld()
    try {
      await other.administrator.post(`${other.organisation}/invitations`, {
        email: 'good@littleland.example',
        role: 'reader',
        language: 'en',
      })
      const good = linkIn(await other.mail.nextTo('good@littleland.example'))
      const visitor = other.visitor()
      const paths = ['/en/invitation?token=x', '/en/first-administrator?token=x', '/en/sign-in/callback/x?code=x']
      const statuses = []
      for (let time = 0; time < 61; time += 1) statuses.push((await visitor.get(paths[time % 3] ?? '')).status)
      expect(new Set(statuses.slice(0, 60))).toEqual(new Set([410, 422]))
      expect(statuses.at(-1)).toBe(429)
      expect((await visitor.get(good)).status).toBe(200)
      expect((await visitor.post('/en/sign-in', { email: administratorEmail })).status).toBe(303)
    } finally {
      await other.close()
    }
  })

  test('an address that is none is told beside the field, and stays in it', async () => {
    const wrong = await world.visitor().post('/sv/sign-in', { email: 'ada@' })
    expect(wrong.status).toBe(422)
    expect(fieldsOf(wrong, '/sv/sign-in').email).toBe('ada@')
    expect(wrong.document.querySelector('#field-email-error')?.textContent).toContain('namn@kommun.example')
    expect(wrong.document.querySelector('#field-email')?.getAttribute('aria-invalid')).toBe('true')
  })
})

test('cookies are for this site, out of reach of scripts, and secure where the address is', async () => {
  const cookieOf = async (url: string) => {
    const app = await openTestApp(littleland, new Date(), { url })
    try {
      const token = (await offerFirstAdministrator(app.accounts)) ?? ''
      const fields = { token, name: 'Bo', email: 'bo@littleland.example', organisation: 'Småby' }
      const visitor = openVisitor(app)
      const [cookie = ''] = (await visitor.post('/en/first-administrator', fields)).headers.getSetCookie()
      expect((await visitor.get('/en/account')).status).toBe(200)
      return cookie.replace(/=[^;]+/, '=…')
    } finally {
      await app.close()
    }
  }
  expect(await cookieOf('https://samband.test')).toBe(
    '__Secure-samband.session_token=…; Max-Age=1209600; Path=/; HttpOnly; Secure; SameSite=Lax',
  )
  expect(await cookieOf('http://samband.test')).toBe(
    'samband.session_token=…; Max-Age=1209600; Path=/; HttpOnly; SameSite=Lax',
  )
})

test('a form of another site signs nobody in or out', async () => {
  const headers = { cookie: [...world.administrator.cookies].map((pair) => pair.join('=')).join('; ') }
  for (const site of ['cross-site', 'same-site']) {
    const init = { method: 'POST', headers: { ...headers, 'sec-fetch-site': site } }
    expect((await world.app.request('/en/sign-out', init)).status).toBe(403)
  }
  expect((await world.administrator.get('/en/account')).status).toBe(200)
})

test('a cookie that somebody made up is nobody’s', async () => {
  const visitor = world.visitor()
  visitor.cookies.set('samband.session_token', 'abc.def')
  expect((await visitor.get('/en/account')).location).toContain('/en/sign-in')
  const [[name, value] = ['', '']] = world.administrator.cookies
  visitor.cookies.set(
    name,
    value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
  )
  expect((await visitor.get('/en/account')).location).toContain('/en/sign-in')
})

describe('sessions', () => {
  test('are listed, and the others can be ended', async () => {
    const [home, work, phone] = [world.visitor(), world.visitor(), openVisitor(world.app, 'Phone/2.0')]
    const email = 'cleo@littleland.example'
    await world.join(email, 'reader')
    for (const visitor of [home, work, phone]) await signIn(visitor, email)
    const page = await home.get('/en/account')
    const rows = [...page.document.querySelectorAll('#sessions tbody tr')]
    expect(rows).toHaveLength(4)
    expect(rows.filter((row) => row.textContent?.includes('this browser'))).toHaveLength(1)
    const ofPhone = rows.find((row) => row.textContent?.includes('Phone/2.0'))
    const session = ofPhone?.querySelector('input[name="session"]')?.getAttribute('value') ?? ''
    await home.post('/en/account/sessions', { session })
    expect((await phone.get('/en/account')).status).toBe(303)
    expect((await work.get('/en/account')).status).toBe(200)

    await work.post('/en/account/sessions', { session: 'others' })
    expect((await home.get('/en/account')).status).toBe(303)
    expect((await work.get('/en/account')).status).toBe(200)
  })

  test('begin in the place of the one that the browser had', async () => {
    const email = 'hans@littleland.example'
    const visitor = await world.join(email, 'reader')
    const earlier = world.visitor()
    for (const [name, value] of visitor.cookies) earlier.cookies.set(name, value)
    await signIn(visitor, email)
    expect((await earlier.get('/en/account')).status, 'with the cookie from before').toBe(303)
    const page = await visitor.get('/en/account')
    expect(page.document.querySelectorAll('#sessions tbody tr')).toHaveLength(1)
  })

  test('of somebody else cannot be ended', async () => {
    const other = await world.join('dora@littleland.example', 'reader')
    const theirs = await sql<{ id: string }>`
      select s.id from accounts.session s join accounts.person p on p.id = s.person
      where p.email = ${administratorEmail}`.execute(world.app.database.reader)
    for (const { id } of theirs.rows) await other.post('/en/account/sessions', { session: id })
    expect(theirs.rows.length).toBeGreaterThan(0)
    expect((await world.administrator.get('/en/account')).status).toBe(200)
  })

  test('end when somebody signs out, also for whoever has copied the cookie', async () => {
    const visitor = await world.join('emil@littleland.example', 'reader')
    const copied = new Map(visitor.cookies)
    const out = await visitor.post('/sv/sign-out')
    expect([out.status, out.location, visitor.cookies.size]).toEqual([303, '/sv/', 0])
    for (const [name, value] of copied) visitor.cookies.set(name, value)
    expect((await visitor.get('/sv/account')).status).toBe(303)
  })

  test('keep no network address', async () => {
    const { rows } = await sql<{ ip: string | null }>`select ip_address as ip from accounts.session`.execute(
      world.app.database.reader,
    )
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(({ ip }) => ip)).toEqual([])
  })
})

test('what has run out is removed when somebody asks for a link', async () => {
  const email = 'karin@littleland.example'
  await world.join(email, 'reader')
  await world.administrator.post(`${world.organisation}/invitations`, {
    email: 'unanswered@littleland.example',
    role: 'reader',
    language: 'en',
  })
  await world.mail.nextTo('unanswered@littleland.example')
  const { database } = world.app
  await database.write(async (tx) => {
    await sql`
      update accounts.session set expires_at = now() - interval '1 second'
      where person = (select id from accounts.person where email = ${email})`.execute(tx)
    await sql`
      insert into accounts.verification values ('over', 'over', '{}', now(), now(), now() - interval '1 second'),
        ('waits', 'waits', '{}', now(), now(), now() + interval '1 hour')`.execute(tx)
    await sql`
      insert into accounts.challenge values ('over', null, now() - interval '1 second'),
        ('waits', null, now() + interval '1 hour')`.execute(tx)
    await sql`update accounts.invitation set expires_at = now() - interval '91 days' where email = ${email}`.execute(tx)
    await sql`
      update accounts.invitation set expires_at = now() - interval '89 days'
      where email = 'unanswered@littleland.example'`.execute(tx)
  })
  await world.visitor().post('/en/sign-in', { email: 'nobody@littleland.example' })
  const { rows } = await sql<{ what: string }>`
    select 'session' as what from accounts.session join accounts.person p on p.id = person where email = ${email}
    union all select 'verification ' || id from accounts.verification where id in ('over', 'waits')
    union all select 'challenge ' || value from accounts.challenge where value in ('over', 'waits')
    union all select 'invitation ' || email from accounts.invitation
      where email in (${email}, 'unanswered@littleland.example')`.execute(database.reader)
  expect(rows.map(({ what }) => what).toSorted()).toEqual([
    'challenge waits',
    'invitation unanswered@littleland.example',
    'verification waits',
  ])
})

test('people change what they are called', async () => {
  const visitor = await world.join('frida@littleland.example', 'contributor', 'Frida')
  const empty = await visitor.post('/en/account', { name: '  ' })
  expect([empty.status, empty.document.querySelector('#field-name-error')?.textContent]).toEqual([
    422,
    'Fill in this field.',
  ])
  await visitor.post('/en/account', { name: ' The <Heron>  ' })
  const page = await visitor.get('/en/account')
  expect(page.document.querySelector('.account-link')?.textContent).toBe('The <Heron>')
  expect(fieldsOf(page, '/en/account').name).toBe('The <Heron>')
})

describe('what is public', () => {
  const paths = ['/sv', '/en/cooperations', '/en/statistics', '/sv/actors/xl-smaby', '/api/v1/cooperations']

  test('is the same, byte for byte, before and after members have read it', async () => {
    const read = async (path: string) => {
      const response = await world.app.request(path)
      return { path, body: await response.text(), headers: [...response.headers] }
    }
    const before = await Promise.all(paths.map(read))
    for (const path of paths) {
      const mine = await world.administrator.get(path)
      expect(mine.status).toBe(200)
      if (path.startsWith('/api/')) continue
      expect(mine.document.querySelector('.account-link')?.textContent).toBe('Ada')
      expect(mine.headers.get('cache-control')).toBe('private, no-store')
      expect(mine.headers.get('etag')).toBeNull()
    }
    expect(await Promise.all(paths.map(read))).toEqual(before)
    expect(before.filter(({ body }) => body.includes('Ada'))).toEqual([])
  })

  test('is kept for everybody, and pages about people and links never are', async () => {
    const kept = await world.app.request('/en/cooperations')
    expect(kept.headers.get('etag')).not.toBeNull()
    for (const path of ['/en/sign-in', '/en/sign-in/link?token=x', '/en/invitation?token=x', '/en/account']) {
      const response = await world.app.request(path)
      expect([path, response.headers.get('cache-control')]).toEqual([path, expect.stringContaining('no-store')])
      expect(response.headers.get('etag')).toBeNull()
    }
  })

  test('is the same with the cookie of a session that is over', async () => {
    const visitor = world.visitor()
    visitor.cookies.set('samband.session_token', 'abc.def')
    const stale = await visitor.get('/en/cooperations')
    expect(stale.text).toBe(await (await world.app.request('/en/cooperations')).text())
  })
})

test('the addresses of the library for signing in are not open', async () => {
  for (const path of ['/auth/get-session', '/auth/sign-in/magic-link', '/auth/ok', '/auth/sign-up/email']) {
    expect([path, (await world.administrator.get(path)).status]).toEqual([path, 404])
    expect([path, (await world.administrator.post(path)).status]).toEqual([path, 404])
  }
})

test('where no mail can be sent, the page says so and offers no form', async () => {
  const app = await openTestApp(littleland)
  try {
    const page = await openVisitor(app).get('/sv/sign-in')
    expect(page.text).toContain('E-post är inte inställd här')
    expect(page.document.querySelector('main input[name="email"]')).toBeNull()
    expect((await openVisitor(app).get('/sv/outbox')).status).toBe(404)
  } finally {
    await app.close()
  }
})

test('at a desk the mail lies in the outbox', async () => {
  const app = await openTestApp(littleland, new Date(), { url: 'http://localhost:3000', mail: { by: 'outbox' } })
  try {
    const token = (await offerFirstAdministrator(app.accounts)) ?? ''
    const visitor = openVisitor(app)
    const email = 'bo@littleland.example'
    await visitor.post('/en/first-administrator', { token, name: 'Bo', email, organisation: 'Småby' })
    await visitor.post('/en/sign-out')
    const sent = await visitor.post('/en/sign-in', { email })
    expect((await visitor.get(sent.location ?? '')).text).toContain('at the address that it printed')
    const outbox = await vi.waitFor(async () => {
      const page = await visitor.get(`/en/outbox?key=${app.accounts.outboxKey}`)
      expect(page.text).toContain(email)
      return page
    })
    const text = outbox.document.querySelector('.mail-text')?.textContent ?? ''
    const mail = await visitor.get(outbox.document.querySelector('main table a')?.getAttribute('href') ?? '')
    const page = await visitor.get(linkIn({ text, html: mail.text }))
    await visitor.post('/en/sign-in/link', fieldsOf(page, '/en/sign-in/link'))
    expect((await visitor.get('/en/account')).text).toContain('Signed in as Bo.')
  } finally {
    await app.close()
  }
})
