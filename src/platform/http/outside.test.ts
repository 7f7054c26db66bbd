/** Are only machines of the public network asked, and never more of them than is wanted? */
import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { allowThisComputer, openWebServer, type WebServer } from '../../../checks/harness/web-server.ts'
import { askOutside, isPublicAddress, type Outside } from './outside.ts'

describe('which addresses are public', () => {
  test.each(['8.8.8.8', '130.242.1.1', '2001:6b0::1', '2a00:1450:400f::1'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    '127.0.0.1', '127.255.255.254', '0.0.0.0', '0.1.2.3', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1',
    '169.254.169.254', '100.64.0.1', '100.127.255.255', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
    '192.0.2.1', '198.51.100.1', '203.0.113.1', '198.18.0.1', '192.0.0.8', '192.0.0.192',
    '::', '::1', 'fe80::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '::ffff:127.0.0.1',
    '::ffff:10.0.0.1', '::ffff:a00:1', '64:ff9b::a00:1', '64:ff9b:1::1', '2002:a00:1::1', '2001::1', 'fec0::1', '100::1', '::127.0.0.1',
    'localhost', '', '1.2.3', 'fe80::1%eth0',
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  }) // prettier-ignore
})

let server: WebServer
let respond: (response: ServerResponse, path: string) => void
beforeAll(async () => {
  server = await openWebServer((request, response) => respond(response, request.url ?? ''))
})
beforeEach(() => {
  server.asked.length = 0
  respond = (response) => response.setHeader('content-type', 'text/html').end('<html>here</html>')
})
afterAll(() => server?.close())

const ask = (address: string, outside: Partial<Outside> = {}) =>
  askOutside(address, { mostBytes: 1000, timeoutMs: 5000, guard: allowThisComputer, ...outside })

const textOf = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.ok ? Buffer.from(answer.body).toString() : answer.fault

test('what is permitted is asked, and names itself without telling who it is for', async () => {
  const headers: Record<string, unknown>[] = []
  const other = await openWebServer((request, response) => {
    headers.push(request.headers)
    response.end('x')
  })
  const answer = await ask(`${other.url}/a`)
  expect(answer).toMatchObject({ ok: true, status: 200, url: `${other.url}/a` })
  expect(Object.keys(headers[0] ?? {}).toSorted()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ])
  await other.close()
})

describe('without leave this computer is not asked', () => {
  test.each([
    ['by its address', (port: number) => `http://127.0.0.1:${port}/`],
    ['by name', (port: number) => `http://localhost:${port}/`],
    ['by a number', (port: number) => `http://2130706433:${port}/`],
    ['by a short address', (port: number) => `http://127.1:${port}/`],
    ['by an octal address', (port: number) => `http://0177.0.0.1:${port}/`],
    ['by IPv6', (port: number) => `http://[::1]:${port}/`],
    ['by IPv6 around IPv4', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
    ['as nobody', (port: number) => `http://0.0.0.0:${port}/`],
  ])('%s', async (_, address) => {
    expect(await ask(address(server.port), { guard: undefined })).toEqual({ ok: false, fault: 'not-public' })
    expect(server.asked).toEqual([])
  })

  test('nor where another site leads to it', async () => {
    const guard = (address: string) => address === '127.0.0.1'
    respond = (response) => response.writeHead(302, { location: `http://[::1]:${server.port}/inside` }).end()
    expect(await ask(server.url, { guard })).toEqual({ ok: false, fault: 'not-public' })
    respond = (response) => response.writeHead(307, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    expect(await ask(server.url, { guard })).toEqual({ ok: false, fault: 'not-public' })
    expect(server.asked).toEqual(['/', '/'])
  })

  test('a name one of whose addresses is not public is refused, whichever comes first', async () => {
    const seen: string[] = []
    const guard = (address: string) => {
      seen.push(address)
      return seen.length < 2 && address !== '::1'
    }
    const answer = await ask(`http://localhost:${server.port}/`, { guard })
    // Where the machine knows localhost by one address only, that one was permitted.
    expect([seen.length > 1, answer.ok]).toEqual(seen.length > 1 ? [true, false] : [false, true])
  })
})

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'javascript:alert(1)', 'http://a:b@127.0.0.1/', 'nothing', ''])(
  '%s is no address to ask',
  async (address) => {
    expect(await ask(address)).toEqual({ ok: false, fault: 'address' })
  },
)

test('a redirect to another kind of address is not followed', async () => {
  respond = (response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end()
  expect(await ask(server.url)).toEqual({ ok: false, fault: 'address' })
})

test('redirects are followed, five of them', async () => {
  respond = (response, path) => {
    const left = Number(path.slice(1))
    if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end()
    else response.end('arrived')
  }
  const answer = await ask(`${server.url}/5`)
  expect([textOf(answer), answer.ok && answer.url]).toEqual(['arrived', `${server.url}/0`])
  expect(await ask(`${server.url}/6`)).toEqual({ ok: false, fault: 'redirects' })
})

test('more than is wanted is not taken, packed or not', async () => {
  respond = (response) => response.end('x'.repeat(2000))
  expect(textOf(await ask(server.url))).toBe('too-large')
  respond = (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('x'.repeat(100_000)))
  expect(textOf(await ask(server.url))).toBe('too-large')
  respond = (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed'))
  expect(textOf(await ask(server.url))).toBe('packed')
  respond = (response) => response.setHeader('content-encoding', 'gzip').end('not packed')
  expect(textOf(await ask(server.url))).toBe('garbled')
})

test('who does not answer in time is not waited for, nor who stops half way', async () => {
  respond = () => undefined
  expect(await ask(server.url, { timeoutMs: 200 })).toEqual({ ok: false, fault: 'too-slow' })
  respond = (response) => {
    response.writeHead(200, { 'content-length': '100' }).write('half')
    setTimeout(() => response.destroy(), 20)
  }
  expect(await ask(server.url)).toEqual({ ok: false, fault: 'no-answer' })
})

test('a site that is not there, and a name that is not', async () => {
  const gone = await openWebServer(() => undefined)
  await gone.close()
  expect(await ask(gone.url)).toEqual({ ok: false, fault: 'no-answer' })
  expect(await ask('http://nothing.invalid/')).toEqual({ ok: false, fault: 'no-such-host' })
})

test('where only the status is wanted nothing is read', async () => {
  respond = (response) => response.writeHead(410).end('x'.repeat(5000))
  expect(await ask(server.url, { mostBytes: 0 })).toMatchObject({ ok: true, status: 410, body: new Uint8Array() })
})
