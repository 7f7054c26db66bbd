/** Can administrators, and nobody else, bring people in, give them roles and let them go, without locking everybody out? */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roles, type Role } from '#accounts/index.ts'
import { linkIn } from './harness/mail-server.ts'
import { administratorEmail, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

const list = '/en/administration/organisations'
const day = 86_400_000

let at = new Date('2026-03-02T12:00:00Z')
let world: World
beforeAll(async () => {
  world = await openWorld({ now: () => at })
})
afterAll(() => world?.close())

const errorOf = ({ document }: Answer, field: string) => document.querySelector(`#field-${field}-error`)?.textContent

async function addOrganisation(name: string, actor = ''): Promise<string> {
  const added = await world.administrator.post(list, { name, actor })
  expect([added.status, errorOf(added, 'name'), errorOf(added, 'actor')]).toEqual([303, undefined, undefined])
  return added.location ?? ''
}

/** The address that the form of somebody's row on the page leads to: of their role, or the end of their membership. */
async function memberForm(organisation: string, name: string, what: 'role' | 'end'): Promise<string> {
  const page = await world.administrator.get(organisation)
  const row = [...page.document.querySelectorAll('#members tbody tr')].find(
    (one) => one.querySelector('th')?.textContent === name,
  )
  const forms = [...(row?.querySelectorAll('form') ?? [])].map((form) => form.getAttribute('action') ?? '')
  return forms.find((action) => action.endsWith('/removal') === (what === 'end')) ?? ''
}

describe('an organisation', () => {
  test('is an actor of the register, named in either language, or none', async () => {
    const page = await world.administrator.get(await addOrganisation('The clerks of Småby', 'SMABY municipality'))
    expect(page.document.querySelector('main a[href="/en/actors/xl-smaby"]')?.textContent).toBe('Småby Municipality')
    const ministry = await world.administrator.get(await addOrganisation('Ministry of Reeds'))
    expect(ministry.document.querySelector('.page-head .quiet')?.textContent).toBe('no actor in the register')
  })

  test('has a name that is free, and an actor that there is; what was typed stays', async () => {
    await addOrganisation('Institute of Mud')
    const taken = await world.administrator.post(list, { name: ' institute  of MUD', actor: 'nystadd' })
    expect(taken.status).toBe(422)
    expect(errorOf(taken, 'actor')).toBe('There is no such actor in the register. Perhaps City of Nystad (xl-nystad)?')
    const again = await world.administrator.post(list, { name: 'institute of MUD', actor: 'xl-nystad' })
    expect([again.status, errorOf(again, 'name')]).toEqual([422, 'There is an organisation of this name already.'])
    expect(fieldsOf(again, list)).toEqual({ name: 'institute of MUD', actor: 'xl-nystad' })
  })

  test('can be renamed, and removed once nobody belongs to it', async () => {
    const path = await addOrganisation('Museum of Rain')
    const renamed = await world.administrator.post(path, { name: 'Museum of Hail', actor: '' })
    expect(renamed.status).toBe(303)
    expect(headingOf(await world.administrator.get(path))).toBe('Museum of Hail')
    await world.administrator.post(`${path}/removal`)
    expect((await world.administrator.get(path)).status).toBe(404)

    const kept = await world.administrator.post(`${world.organisation}/removal`)
    expect(kept.status).toBe(409)
    expect((await world.administrator.get(world.organisation)).status).toBe(200)
  })
})

describe('an invitation', () => {
  test.each([
    ['sv', 'Ministry of Ponds bjuder in dig till Samband', 'forskare', '7 dagar'],
    ['en', 'Ministry of Ponds invites you to Samband', 'researcher', '7 days'],
  ] as const)('in %s brings somebody in, once', async (language, subject, role, limit) => {
    const email = `gull-${language}@littleland.example`
    await world.administrator.post(`${world.organisation}/invitations`, { email, role: 'researcher', language })
    const mail = await world.mail.nextTo(email)
    expect(mail.subject).toBe(subject)
    expect(mail.text).toContain(role)
    expect(mail.text).toContain(limit)
    expect(mail.html).toContain(limit)
    const action = `/${language}/invitation`
    const visitor = world.visitor()
    const page = await visitor.get(linkIn(mail))
    const nameless = await visitor.post(action, fieldsOf(page, action))
    expect([nameless.status, errorOf(nameless, 'name')]).toEqual([422, expect.stringMatching(/\w/)])
    const accepted = await visitor.post(action, { ...fieldsOf(nameless, action), name: 'Gull' })
    expect([accepted.status, accepted.location]).toEqual([303, `/${language}/account`])
    expect((await visitor.get('/en/account')).text).toContain('researcher')

    const second = await world.visitor().post(action, { ...fieldsOf(page, action), name: 'Crow' })
    expect([second.status, second.headers.getSetCookie()]).toEqual([410, []])
  })

  test('is accepted once by two who press at the same moment', async () => {
    const email = 'twice@littleland.example'
    await world.administrator.post(`${world.organisation}/invitations`, { email, role: 'reader', language: 'en' })
    const fields = fieldsOf(await world.visitor().get(linkIn(await world.mail.nextTo(email))), '/en/invitation')
    const answers = await Promise.all(
      ['One', 'Two'].map((name) => world.visitor().post('/en/invitation', { ...fields, name })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303, 410]))
  })

  test('expires after seven days, and can then be sent anew', async () => {
    const email = 'late@littleland.example'
    const form = { email, role: 'reader', language: 'en' }
    await world.administrator.post(`${world.organisation}/invitations`, form)
    const link = linkIn(await world.mail.nextTo(email))
    const waiting = await world.administrator.post(`${world.organisation}/invitations`, form)
    expect([waiting.status, errorOf(waiting, 'email')]).toEqual([422, expect.stringContaining('waits for an answer')])
    const sent = at
    try {
      at = new Date(sent.getTime() + 7 * day)
      const late = await world.visitor().get(link)
      expect([late.status, headingOf(late)]).toEqual([410, 'The invitation is not valid'])
      expect((await world.administrator.get(world.organisation)).text).toContain('expired on 9 March 2026')
      expect((await world.administrator.post(`${world.organisation}/invitations`, form)).status).toBe(303)
      expect((await world.visitor().get(linkIn(await world.mail.nextTo(email)))).status).toBe(200)
    } finally {
      at = sent
    }
  })

  test('can be withdrawn', async () => {
    const email = 'withdrawn@littleland.example'
    await world.administrator.post(`${world.organisation}/invitations`, { email, role: 'reader', language: 'en' })
    const link = linkIn(await world.mail.nextTo(email))
    const page = await world.administrator.get(world.organisation)
    const row = [...page.document.querySelectorAll('#invitations tbody tr')].find((one) =>
      one.textContent?.includes(email),
    )
    await world.administrator.post(row?.querySelector('form')?.getAttribute('action') ?? '')
    const late = await world.visitor().get(link)
    expect(late.status).toBe(410)
    expect(late.text).toContain('It has been withdrawn.')
  })

  test('is not left behind when its mail cannot be sent', async () => {
    const email = 'refused@littleland.example'
    const form = { email, role: 'curator', language: 'sv' }
    world.mail.refuse(true)
    try {
      const failed = await world.administrator.post(`${world.organisation}/invitations`, form)
      expect([failed.status, errorOf(failed, 'email')]).toEqual([422, expect.stringContaining('could not be sent')])
      expect(fieldsOf(failed, `${world.organisation}/invitations`)).toEqual(form)
    } finally {
      world.mail.refuse(false)
    }
    expect((await world.administrator.post(`${world.organisation}/invitations`, form)).status).toBe(303)
    await world.mail.nextTo(email)
  })

  test('is kept as a hash', async () => {
    const email = 'hashed@littleland.example'
    await world.administrator.post(`${world.organisation}/invitations`, { email, role: 'reader', language: 'en' })
    const link = linkIn(await world.mail.nextTo(email))
    const token = new URL(link, 'http://x').searchParams.get('token') ?? 'none'
    const { rows } = await sql<{ row: string }>`select i::text as row from accounts.invitation i`.execute(
      world.app.database.reader,
    )
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([])
  })

  test('needs an address, a role that there is, and somebody who does not belong here already', async () => {
    const invite = (fields: Record<string, string>) =>
      world.administrator.post(`${world.organisation}/invitations`, fields)
    const wrong = await invite({ email: 'x', role: 'emperor', language: 'en' })
    expect([wrong.status, Boolean(errorOf(wrong, 'email')), Boolean(errorOf(wrong, 'role'))]).toEqual([422, true, true])
    const member = await invite({ email: administratorEmail, role: 'reader', language: 'en' })
    expect(errorOf(member, 'email')).toBe('The address belongs to an organisation already.')
  })
})

describe('roles', () => {
  test.each(roles.filter((role) => role !== 'administrator'))('a %s may not administer', async (role) => {
    const visitor = await world.join(`${role}-probe@littleland.example`, role)
    expect((await visitor.get(list)).status).toBe(403)
    const page = await visitor.get(world.organisation)
    expect([page.status, page.text.includes(administratorEmail)]).toEqual([403, false])
    for (const [path, fields] of [
      [list, { name: 'Palace', actor: '' }],
      [
        `${world.organisation}/invitations`,
        { email: 'friend@littleland.example', role: 'administrator', language: 'en' },
      ],
    ] as const) {
      expect((await visitor.post(path, fields)).status).toBe(403)
    }
    expect(world.mail.unread().map(({ subject }) => subject)).toEqual([])
  })

  test('are changed by administrators, and hold from the next request on', async () => {
    const visitor = await world.join('ibis@littleland.example', 'reader', 'Ibis')
    expect((await visitor.get(list)).status).toBe(403)
    const action = await memberForm(world.organisation, 'Ibis', 'role')
    await world.administrator.post(action, { role: 'administrator' })
    expect((await visitor.get(list)).status).toBe(200)
    await world.administrator.post(action, { role: 'contributor' })
    expect((await visitor.get(list)).status).toBe(403)
    expect((await world.administrator.post(action, { role: 'emperor' })).status).toBe(422)
  })

  test('end with the membership: signed out everywhere, no link, and back only by a new invitation', async () => {
    const email = 'jay@littleland.example'
    const visitor = await world.join(email, 'curator', 'Jay')
    await world.administrator.post(await memberForm(world.organisation, 'Jay', 'end'))
    expect((await visitor.get('/en/account')).status).toBe(303)
    await world.visitor().post('/en/sign-in', { email })
    expect(world.mail.unread()).toEqual([])

    await world.administrator.post(`${world.organisation}/invitations`, { email, role: 'reader', language: 'en' })
    const page = await visitor.get(linkIn(await world.mail.nextTo(email)))
    expect(fieldsOf(page, '/en/invitation')).not.toHaveProperty('name')
    await visitor.post('/en/invitation', fieldsOf(page, '/en/invitation'))
    expect((await visitor.get('/en/account')).text).toContain('Signed in as Jay.')
  })

  test('do not come alive again with a link or a passkey from before the end', async () => {
    const email = 'lark@littleland.example'
    await world.join(email, 'curator', 'Lark')
    const old = world.visitor()
    await old.post('/en/sign-in', { email })
    const fields = fieldsOf(await old.get(linkIn(await world.mail.nextTo(email))), '/en/sign-in/link')
    await world.administrator.post(await memberForm(world.organisation, 'Lark', 'end'))
    const late = await old.post('/en/sign-in/link', fields)
    expect([late.status, headingOf(late), late.headers.getSetCookie()]).toEqual([422, 'The link does not work', []])

    const { database } = world.app
    await database.write((tx) =>
      sql`
        insert into accounts.passkey (id, person, name, public_key, counter, transports, created_at)
        select 'late', id, 'late', '', 0, '', now() from accounts.person where email = ${email}`.execute(tx),
    )
    const left = async () => {
      const { rows } = await sql<{ what: string }>`
        select 'session' as what from accounts.session join accounts.person p on p.id = person where email = ${email}
        union all select 'passkey' from accounts.passkey where id = 'late'`.execute(database.reader)
      return rows.map(({ what }) => what)
    }
    expect(await left()).toEqual(['passkey'])
    await world.join(email, 'reader')
    expect(await left(), 'the session is that of the invitation').toEqual(['session'])
  })
})

describe('the last administrator', () => {
  let alone: World
  beforeAll(async () => {
    alone = await openWorld()
  })
  afterAll(() => alone?.close())

  const actionsOf = async (visitor: Visitor, name: string) => {
    const page = await visitor.get(alone.organisation)
    const row = [...page.document.querySelectorAll('#members tbody tr')].find(
      (one) => one.querySelector('th')?.textContent === name,
    )
    const [role = '', end = ''] = [...(row?.querySelectorAll('form') ?? [])].map(
      (form) => form.getAttribute('action') ?? '',
    )
    return { role, end }
  }

  const administrators = async () => {
    const { rows } = await sql<{ role: Role }>`
      select role from accounts.membership where role = 'administrator'`.execute(alone.app.database.reader)
    return rows.length
  }

  test('can be neither removed nor given another role', async () => {
    const { role, end } = await actionsOf(alone.administrator, 'Ada')
    for (const [path, fields] of [
      [role, { role: 'reader' }],
      [end, {}],
    ] as const) {
      const refused = await alone.administrator.post(path, fields)
      expect(refused.status).toBe(422)
      expect(refused.document.querySelector('#members .notice')?.textContent).toContain(
        'Make another person administrator first',
      )
    }
    expect((await alone.administrator.get(list)).status).toBe(200)
  })

  test('remains when two administrators remove each other, or themselves, at the same moment', async () => {
    const other = await alone.join('kea@littleland.example', 'administrator', 'Kea')
    for (let round = 0; round < 4; round += 1) {
      const [ada, kea] = [await actionsOf(alone.administrator, 'Ada'), await actionsOf(other, 'Kea')]
      expect(await administrators()).toBe(2)
      const isEachOther = round % 2 === 0
      const answers = await Promise.all([
        alone.administrator.post(isEachOther ? kea.role : ada.role, { role: 'reader' }),
        other.post(isEachOther ? ada.role : kea.role, { role: 'reader' }),
      ])
      expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
      expect(await administrators()).toBe(1)
      // Whoever is left makes the other one administrator again.
      const isAda = (await alone.administrator.get(list)).status === 200
      await (isAda ? alone.administrator : other).post((isAda ? kea : ada).role, { role: 'administrator' })
    }
  })
})

describe('what cannot be seen', () => {
  test.each(['\0', '\u0007', '\u009f'])('is refused in names, beside the field: %j', async (unseen) => {
    const added = await world.administrator.post(list, { name: `Ministry${unseen} of Fog`, actor: `qqqq${unseen}` })
    expect([added.status, errorOf(added, 'name'), errorOf(added, 'actor')]).toEqual([
      422,
      expect.stringContaining('cannot be seen'),
      'There is no such actor in the register.',
    ])
    expect(fieldsOf(added, list)).toEqual({ name: 'Ministry of Fog', actor: 'qqqq' })
    const renamed = await world.administrator.post('/en/account', { name: `A${unseen}da` })
    expect([renamed.status, errorOf(renamed, 'name')]).toEqual([422, expect.stringContaining('cannot be seen')])
    const provider = await world.administrator.post(`${world.organisation}/identity-provider`, {
      issuer: 'https://login.littleland.example',
      clientId: `a${unseen}`,
      clientSecret: `b${unseen}`,
      provesAddresses: 'no',
    })
    for (const field of ['clientId', 'clientSecret']) expect(errorOf(provider, field)).toContain('cannot be seen')
  })

  test('breaks no form and no address', async () => {
    const nul = 'x\0'
    const forms = [
      ['/en/sign-in', { email: `${nul}@littleland.example` }],
      ['/en/sign-in/link', { token: nul, to: nul }],
      ['/en/invitation', { token: nul, name: nul }],
      ['/en/first-administrator', { token: nul, name: nul, email: nul, organisation: nul }],
      ['/en/account/sessions', { session: nul }],
      ['/en/account/passkeys/removal', { passkey: nul }],
      ['/en/account/second-factor/removal', { code: nul }],
      [`${world.organisation}/invitations`, { email: nul, role: nul, language: nul }],
      [`${list}/x%00`, { name: 'Fog', actor: '' }],
      [`${world.organisation}/members/x%00`, { role: 'reader' }],
      [`/en/administration/invitations/x%00/withdrawal`, {}],
    ] as const
    for (const [path, fields] of forms) {
      const { status } = await world.administrator.post(path, fields)
      expect([path, status < 500]).toEqual([path, true])
    }
    const addresses = [
      '/en/sign-in/organisations/x%00',
      '/en/sign-in/callback/x%00',
      '/en/sources/x%00',
      `${list}/x%00`,
    ]
    for (const path of addresses) {
      expect([path, (await world.administrator.get(path)).status]).toEqual([path, 404])
    }
  })
})
