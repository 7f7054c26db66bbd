/** Does an organisation's own sign-in let in its own members, as whom they are, and nobody else? */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdentityProvider, type Claims, type TestProvider } from './harness/identity-provider.ts'
import { administratorEmail, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

const url = 'http://localhost:3000'
let at = new Date()
let world: World
let provider: TestProvider
/** Where the provider of the administrator's organisation sends people back to. */
let callback: string
beforeAll(async () => {
  world = await openWorld({ url, now: () => at })
  callback = callbackOf(world.organisation)
  provider = await openIdentityProvider(callback)
})
afterAll(async () => {
  await world?.close()
  await provider?.close()
})

const idOf = (organisation: string) => organisation.split('/').at(-1) ?? ''
const callbackOf = (organisation: string) => `${url}/sign-in/callback/${idOf(organisation)}`
const errorOf = ({ document }: Answer, field: string) => document.querySelector(`#field-${field}-error`)?.textContent
const setUp = (fields: Record<string, string>) =>
  world.administrator.post(`${world.organisation}/identity-provider`, fields)
const fieldsFor = ({ issuer, client }: Pick<TestProvider, 'issuer' | 'client'>) => ({
  issuer,
  ...client,
  provesAddresses: 'no',
})
const own = () => fieldsFor(provider)

async function addOrganisation(name: string): Promise<string> {
  const added = await world.administrator.post('/en/administration/organisations', { name, actor: '' })
  return added.location ?? ''
}

/** Follows a permanent address to the page in the language of the visitor. */
async function arrive(visitor: Visitor, address: string): Promise<Answer> {
  const { pathname, search } = new URL(address, url)
  const answer = await visitor.get(pathname + search)
  return answer.location && [302].includes(answer.status) ? arrive(visitor, answer.location) : answer
}

/** Presses the link of the page for signing in, goes through the provider and comes back. */
async function signInThrough(visitor: Visitor, subject: string, claims: Claims, query = ''): Promise<Answer> {
  provider.signInAs(subject, claims)
  const page = await visitor.get(`/en/sign-in${query}`)
  const begun = await visitor.get(page.document.querySelector('#organisations a')?.getAttribute('href') ?? '')
  return arrive(visitor, await provider.visit(begun.location ?? ''))
}

/** A provider that sends people on to another, and waits for what they bring back from there. */
async function openTrap(honest: string) {
  const caught: string[] = []
  const server = createServer((request, response) => {
    const issuer = `http://${request.headers.host}`
    const isAsked = request.url === '/.well-known/openid-configuration'
    if (!isAsked) caught.push(request.url ?? '')
    response.writeHead(isAsked ? 200 : 400, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify({
        issuer,
        authorization_endpoint: `${honest}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      }),
    )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Addresses at which it was sent something. */
    caught,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

describe('setting it up', () => {
  test('says where people are to be sent back to, and what is wrong with a provider', async () => {
    const page = await world.administrator.get(world.organisation)
    expect(page.document.querySelector('#identity-provider code')?.textContent).toBe(callback)
    expect(
      await world
        .visitor()
        .get('/en/sign-in')
        .then(({ text }) => text),
    ).not.toContain('Ministry of Ponds')

    const unsafe = await setUp({ ...own(), issuer: 'http://login.littleland.example' })
    expect([unsafe.status, errorOf(unsafe, 'issuer')]).toEqual([422, expect.stringContaining('https://')])
    expect(fieldsOf(unsafe, `${world.organisation}/identity-provider`)).toEqual({
      issuer: 'http://login.littleland.example',
      clientId: 'samband',
      clientSecret: '',
      provesAddresses: 'no',
    })
    const silent = await setUp({ ...own(), issuer: 'http://127.0.0.1:9' })
    expect(errorOf(silent, 'issuer')).toContain('No service that calls itself so answers there')
    const document = `${provider.issuer}/.well-known/openid-configuration`
    const otherwise = await setUp({ ...own(), issuer: document })
    expect([otherwise.status, errorOf(otherwise, 'issuer')], 'an address that is not what it calls itself').toEqual([
      422,
      expect.stringContaining('No service that calls itself so answers there'),
    ])
    const keyless = await setUp({ ...own(), clientSecret: '' })
    expect(errorOf(keyless, 'clientSecret')).toContain('Fill in the secret')
  })

  test('keeps the secret encrypted, shows it to nobody, and sends it to no other issuer', async () => {
    expect((await setUp(own())).status).toBe(303)
    const { rows } = await sql<{ row: string }>`select i::text as row from accounts.identity_provider i`.execute(
      world.app.database.reader,
    )
    expect(rows).toHaveLength(1)
    expect(rows.filter(({ row }) => row.includes(provider.client.clientSecret))).toEqual([])
    const page = await world.administrator.get(world.organisation)
    expect(page.text).not.toContain(provider.client.clientSecret)
    expect((await setUp({ ...own(), clientSecret: '' })).status, 'left empty, it stays').toBe(303)
    const other = await setUp({ ...own(), clientId: 'another', clientSecret: '' })
    expect(errorOf(other, 'clientSecret')).toContain('Fill in the secret')
  })

  test('is for administrators', async () => {
    const curator = await world.join('curator@littleland.example', 'curator')
    expect((await curator.post(`${world.organisation}/identity-provider`, own())).status).toBe(403)
    expect((await curator.post(`${world.organisation}/identity-provider/removal`)).status).toBe(403)
  })
})

describe('signing in', () => {
  test('lets in a member, to the page that was asked for', async () => {
    await world.join('gull@littleland.example', 'researcher', 'Gull')
    const visitor = world.visitor()
    const claims = { email: 'Gull@Littleland.example', email_verified: true }
    const done = await signInThrough(visitor, 'gull', claims, '?to=%2Fen%2Fsources')
    expect([done.status, done.location]).toEqual([303, '/en/sources'])
    expect((await visitor.get('/en/account')).text).toContain('Signed in as Gull.')
    expect([...visitor.cookies.keys()]).toEqual(['samband.session_token'])
  })

  test('knows a member by the subject from then on, and not whoever gets the address after them', async () => {
    const again = world.visitor()
    await signInThrough(again, 'gull', { email: 'renamed@littleland.example' })
    expect((await again.get('/en/account')).text).toContain('Signed in as Gull.')
    const successor = world.visitor()
    const refused = await signInThrough(successor, 'successor', {
      email: 'gull@littleland.example',
      email_verified: true,
    })
    expect([refused.status, headingOf(refused)]).toEqual([422, 'You were not signed in'])
    expect((await successor.get('/en/account')).status).toBe(303)
  })

  test.each([
    ['somebody who is no member', 'stranger', { email: 'stranger@littleland.example', email_verified: true }],
    ['an address that is not proved', 'ada-unproved', { email: administratorEmail, email_verified: false }],
    [
      'an address that is not proved, in a word',
      'ada-in-a-word',
      { email: administratorEmail, email_verified: 'false' },
    ],
    ['an address of which it is not said', 'ada-unsaid', { email: administratorEmail }],
    ['somebody without an address', 'nobody', {}],
  ])('refuses %s', async (_, subject, claims) => {
    const visitor = world.visitor()
    const refused = await signInThrough(visitor, subject, claims)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('you are not a member of the register')
    expect(visitor.cookies.size).toBe(0)
  })

  test('lets in by an address of which nothing is said, if an administrator vouches for all of them', async () => {
    await world.join('heron@littleland.example', 'reader', 'Heron')
    await setUp({ ...own(), provesAddresses: 'yes' })
    try {
      const page = await world.administrator.get(world.organisation)
      expect(fieldsOf(page, `${world.organisation}/identity-provider`).provesAddresses).toBe('yes')
      const unproved = world.visitor()
      await signInThrough(unproved, 'heron', { email: 'heron@littleland.example', email_verified: false })
      expect((await unproved.get('/en/account')).status).toBe(303)
      const visitor = world.visitor()
      await signInThrough(visitor, 'heron', { email: 'heron@littleland.example' })
      expect((await visitor.get('/en/account')).text).toContain('Signed in as Heron.')
    } finally {
      await setUp(own())
    }
  })

  test('vouches for the own people only, not for members of another organisation', async () => {
    const other = await addOrganisation('Småby')
    const theirs = await openIdentityProvider(callbackOf(other))
    try {
      await world.administrator.post(`${other}/identity-provider`, fieldsFor(theirs))
      const visitor = world.visitor()
      theirs.signInAs('ada', { email: administratorEmail, email_verified: true })
      const begun = await visitor.get(`/en/sign-in/organisations/${idOf(other)}`)
      const refused = await arrive(visitor, await theirs.visit(begun.location ?? ''))
      expect([refused.status, visitor.cookies.size]).toEqual([422, 0])
      expect(refused.text).toContain('you are not a member of the register')
      await world.administrator.post(`${other}/identity-provider/removal`)
      expect((await visitor.get(`/en/sign-in/organisations/${idOf(other)}`)).status).toBe(404)
    } finally {
      await theirs.close()
    }
  })

  test('gives no provider what another gave out, although both belong to one register', async () => {
    const other = await addOrganisation('Ministry of Traps')
    const trap = await openTrap(provider.issuer)
    try {
      const fields = { issuer: trap.issuer, clientId: 'samband', clientSecret: 'of the trap', provesAddresses: 'no' }
      expect((await world.administrator.post(`${other}/identity-provider`, fields)).status).toBe(303)
      provider.signInAs('gull', { email: 'gull@littleland.example', email_verified: true })
      const visitor = world.visitor()
      const begun = new URL((await visitor.get(`/en/sign-in/organisations/${idOf(other)}`)).location ?? '')
      expect(begun.origin, 'the trap sends people to the honest provider').toBe(provider.issuer)
      begun.searchParams.set('redirect_uri', callback)
      const answer = new URL(await provider.visit(begun.href))
      // Many providers do not say who answers (RFC 9207).
      answer.searchParams.delete('iss')
      expect(answer.searchParams.get('code')).toBeTruthy()
      expect((await arrive(visitor, answer.href)).status).toBe(422)
      expect(trap.caught).toEqual([])
    } finally {
      await trap.close()
      await world.administrator.post(`${other}/identity-provider/removal`)
    }
  })

  test('takes no longer than ten minutes', async () => {
    provider.signInAs('gull', {})
    const visitor = world.visitor()
    const begun = await visitor.get(`/en/sign-in/organisations/${idOf(world.organisation)}`)
    const answer = await provider.visit(begun.location ?? '')
    const before = at
    try {
      at = new Date(before.getTime() + 600_000)
      expect([(await arrive(visitor, answer)).status, visitor.cookies.size]).toEqual([422, 0])
    } finally {
      at = before
    }
  })

  test('is refused, and breaks nothing, with another cookie of ours in the place of the flow’s', async () => {
    const visitor = world.visitor()
    visitor.cookies.set('samband.flow', world.administrator.cookies.get('samband.session_token') ?? '')
    expect((await arrive(visitor, `${callback}?code=x&state=y`)).status).toBe(422)
  })

  test('ties somebody once who comes for the first time in two browsers at once', async () => {
    await world.join('ibis@littleland.example', 'reader', 'Ibis')
    provider.signInAs('ibis', { email: 'ibis@littleland.example', email_verified: true })
    const visitors = [world.visitor(), world.visitor()]
    const answers = []
    for (const visitor of visitors) {
      const begun = await visitor.get(`/en/sign-in/organisations/${idOf(world.organisation)}`)
      answers.push({ visitor, answer: await provider.visit(begun.location ?? '') })
    }
    const done = await Promise.all(answers.map(({ visitor, answer }) => arrive(visitor, answer)))
    expect(done.map(({ status }) => status)).toEqual([303, 303])
    const { rows } = await sql`select * from accounts.identity where subject = 'ibis'`.execute(
      world.app.database.reader,
    )
    expect(rows).toHaveLength(1)
  })

  test('ends with the provider, or when another takes its place; coming in otherwise does not', async () => {
    const visitor = world.visitor()
    const comeIn = async () => {
      await signInThrough(visitor, 'gull', {})
      expect((await visitor.get('/en/account')).status).toBe(200)
    }
    await comeIn()
    await setUp(own())
    expect((await visitor.get('/en/account')).status, 'saved as it was').toBe(200)
    const another = await openIdentityProvider(callback)
    try {
      await setUp(fieldsFor(another))
      expect((await visitor.get('/en/account')).status, 'another issuer').toBe(303)
    } finally {
      await another.close()
      await setUp(own())
    }
    await comeIn()
    await world.administrator.post(`${world.organisation}/identity-provider/removal`)
    expect((await visitor.get('/en/account')).status, 'removed').toBe(303)
    expect((await world.administrator.get('/en/account')).status).toBe(200)
    await setUp(own())
  })

  test('refuses an answer that another browser asked for, that is used twice, or that somebody changed', async () => {
    const claims = { email: 'gull@littleland.example' }
    provider.signInAs('gull', claims)
    const visitor = world.visitor()
    const page = await visitor.get('/en/sign-in')
    const start = page.document.querySelector('#organisations a')?.getAttribute('href') ?? ''
    const answer = await provider.visit((await visitor.get(start)).location ?? '')
    const kept = new Map(visitor.cookies)

    const other = world.visitor()
    expect((await arrive(other, answer)).status, 'without the cookie').toBe(422)
    await other.get(start)
    expect((await arrive(other, answer)).status, 'with the cookie of another flow').toBe(422)
    expect((await arrive(visitor, answer)).status).toBe(303)
    const replay = world.visitor()
    for (const [name, value] of kept) replay.cookies.set(name, value)
    expect((await arrive(replay, answer)).status, 'a second time').toBe(422)
    expect((await replay.get('/en/account')).status).toBe(303)
  })

  test('works with a provider that wants its secret in the body', async () => {
    const posting = await openIdentityProvider(callback, 'client_secret_post')
    try {
      expect((await setUp(fieldsFor(posting))).status).toBe(303)
      const visitor = world.visitor()
      posting.signInAs('ada', { email: administratorEmail, email_verified: true })
      const page = await visitor.get('/en/sign-in')
      const begun = await visitor.get(page.document.querySelector('#organisations a')?.getAttribute('href') ?? '')
      await arrive(visitor, await posting.visit(begun.location ?? ''))
      expect((await visitor.get('/en/account')).text).toContain('Signed in as Ada.')
    } finally {
      await posting.close()
      await setUp(own())
    }
  })

  test('goes on by mail when the provider does not answer', async () => {
    await provider.close()
    const visitor = world.visitor()
    const page = await visitor.get('/en/sign-in')
    const refused = await visitor.get(page.document.querySelector('#organisations a')?.getAttribute('href') ?? '')
    expect([refused.status, headingOf(refused)]).toEqual([422, 'You were not signed in'])
    expect((await visitor.post('/en/sign-in', { email: 'gull@littleland.example' })).status).toBe(303)
  })
})
