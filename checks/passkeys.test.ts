/** Does an address for passkeys take only what a device of a member has signed? The rest is tried in a browser. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from './harness/members.ts'
import type { Visitor } from './harness/visitor.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world?.close())

function send(path: string, body: string, visitor?: Visitor): Promise<Response> {
  const cookie = [...(visitor?.cookies ?? [])].map((pair) => pair.join('=')).join('; ')
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  return world.app.request(path, { method: 'POST', body, headers: cookie ? { ...headers, cookie } : headers })
}

test('a challenge is made for whoever asks, another one each time', async () => {
  const ask = async () => (await (await send('/en/sign-in/passkey/options', '{}')).json()) as Record<string, unknown>
  const [one, two] = [await ask(), await ask()]
  expect(one).toMatchObject({ rpId: 'samband.test', userVerification: 'required' })
  expect(one.challenge).not.toBe(two.challenge)
  expect(one).not.toHaveProperty('allowCredentials.0')
})

test('whatever is no signature is refused, and signs nobody in', async () => {
  const signature = {
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
  }
  const bodies = ['', '{', 'null', '[]', '{"response":{}}', JSON.stringify({ response: signature })]
  for (const body of bodies) {
    const response = await send('/en/sign-in/passkey', body)
    expect([body, response.status, response.headers.getSetCookie()]).toEqual([body, 422, []])
  }
})

test('nor does anything else that comes as JSON break the addresses', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.json({ maxDepth: 3 }),
      fc.constantFrom('/en/account/passkeys', '/sv/account/passkeys'),
      async (body, path) => {
        expect((await send(path, body, world.administrator)).status).toBe(422)
      },
    ),
    { numRuns: 25 },
  )
})

test('only members are offered a passkey, and it carries no more than the device needs', async () => {
  expect((await send('/en/account/passkeys/options', '{}')).status).toBe(403)
  const options = (await (await send('/en/account/passkeys/options', '{}', world.administrator)).json()) as object
  expect(options).toMatchObject({
    rp: { name: 'Samband', id: 'samband.test' },
    user: { name: 'ada@littleland.example', displayName: 'Ada' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
})
