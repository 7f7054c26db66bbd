// A real OpenID provider on this computer, whose people sign in without being asked anything.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export type Claims = { email?: string; email_verified?: boolean | string }

export type TestProvider = {
  issuer: string
  client: { clientId: string; clientSecret: string }
  /** Whoever comes next is this one. */
  signInAs: (subject: string, claims: Claims) => void
  /** Goes through the provider as a browser does, and gives the address at which it leaves for ours. */
  visit: (address: string) => Promise<string>
  close: () => Promise<void>
}

const mostRedirects = 10

/** `callback` is where it sends people back to. */
export async function openIdentityProvider(
  callback: string,
  method: 'client_secret_basic' | 'client_secret_post' = 'client_secret_basic',
): Promise<TestProvider> {
  const people = new Map<string, Claims>()
  let next = ''
  let answer: ReturnType<Provider['callback']> | undefined
  const server = createServer((request, response) => void answer?.(request, response))
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { clientId: 'samband', clientSecret: 'what only the provider and the register know' }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [callback],
        token_endpoint_auth_method: method,
      },
    ],
    clientAuthMethods: [method],
    cookies: { keys: ['cookies of the provider'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => Promise.resolve({ sub: id, ...people.get(id) }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()
  answer = async (request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      await provider.interactionFinished(request, response, { login: { accountId: next } })
    } else {
      await handle(request, response)
    }
  }
  return {
    issuer,
    client,
    signInAs: (subject, claims) => {
      people.set(subject, claims)
      next = subject
    },
    visit: async (address) => {
      const cookies = new Map<string, string>()
      let at = address
      for (let hop = 0; hop < mostRedirects; hop += 1) {
        if (!at.startsWith(issuer)) return at
        const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
        const response = await fetch(at, { redirect: 'manual', headers: cookie ? { cookie } : {} })
        for (const line of response.headers.getSetCookie()) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
          if (value) cookies.set(name, value)
          else cookies.delete(name)
        }
        const location = response.headers.get('location')
        if (!location)
          throw new Error(`The provider answered ${response.status}: ${(await response.text()).slice(0, 300)}`)
        at = new URL(location, at).href
      }
      throw new Error('The provider sends round in circles')
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
