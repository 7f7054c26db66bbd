/** Does an organisation's own sign-in let in its own members, as whom they are, and nobody else? */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openIdentityProvider, type Claims, type TestProvider } from './harness/identity-provider.ts'
import { administratorEmail, openWorld, type World } from './harness/members.ts'
import { fieldsOf, headingOf, type Answer, type Visitor } from './harness/visitor.ts'

const url = 'http://localhost:3000'
const callback = `${url}/sign-in/callback`

let world: World
let provider: TestProvider
beforeAll(async () => {
  world = await openWorld({ url })
  provider = await openIdentityProvider(callback)
})
afterAll(async () => {
  await world?.close()
  await provider?.close()
})

const errorOf = ({ document }: Answer, field: string) => document.querySelector(`#field-${field}-error`)?.textContent
const setUp = (fields: Record<string, string>) =>
  world.administrator.post(`${world.organisation}/identity-provider`, fields)
const own = () => ({ issuer: provider.issuer, ...provider.client })

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
    })
    const silent = await setUp({ ...own(), issuer: 'http://127.0.0.1:9' })
    expect(errorOf(silent, 'issuer')).toContain('No service that calls itself so answers there')
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
    const refused = await signInThrough(successor, 'successor', { email: 'gull@littleland.example' })
    expect([refused.status, headingOf(refused)]).toEqual([422, 'You were not signed in'])
    expect((await successor.get('/en/account')).status).toBe(303)
  })

  test.each([
    ['somebody who is no member', 'stranger', { email: 'stranger@littleland.example' }],
    ['an address that is not proved', 'ada-unproved', { email: administratorEmail, email_verified: false }],
    ['somebody without an address', 'nobody', {}],
  ])('refuses %s', async (_, subject, claims) => {
    const visitor = world.visitor()
    const refused = await signInThrough(visitor, subject, claims)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('you are not a member of the register')
    expect(visitor.cookies.size).toBe(0)
  })

  test('vouches for the own people only, not for members of another organisation', async () => {
    const added = await world.administrator.post('/en/administration/organisations', { name: 'Småby', actor: '' })
    const other = added.location ?? ''
    await world.administrator.post(`${other}/identity-provider`, own())
    const visitor = world.visitor()
    provider.signInAs('ada', { email: administratorEmail, email_verified: true })
    const begun = await visitor.get(`/en/sign-in/organisations/${other.split('/').at(-1)}`)
    const refused = await arrive(visitor, await provider.visit(begun.location ?? ''))
    expect([refused.status, visitor.cookies.size]).toEqual([422, 0])
    await world.administrator.post(`${other}/identity-provider/removal`)
    expect((await visitor.get(`/en/sign-in/organisations/${other.split('/').at(-1)}`)).status).toBe(404)
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
      const { issuer, client } = posting
      expect((await setUp({ issuer, ...client })).status).toBe(303)
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
