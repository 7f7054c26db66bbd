// Asks for every address of every route as somebody, and looks for words in all that is answered.
import { createHash } from 'node:crypto'
import { inflateRawSync } from 'node:zlib'
import { readFileText } from '#platform/files/file-reading.ts'
import { isEndpoint, routeKey } from '../../src/route-policies.ts'
import type { TestApp } from './app.ts'

type Route = { method: string; path: string }
export type Address = { key: string; method: string; path: string }
type Values = Readonly<Record<string, readonly string[]>>

/** Every address that the values make of the route, without query. Throws where it has a parameter without a value. */
export function addressesOf(route: Route, values: Values): Address[] {
  const key = routeKey(route)
  const segments = route.path.split('/')
  const choicesOf = (index: number, before: string) => {
    const segment = segments[index] ?? ''
    if (segment === '*') return ['x']
    const parameter = /^:(\w+)(?:\{(.*)\})?$/.exec(segment)
    if (!parameter) return [segment]
    const [, name = '', pattern = '.*'] = parameter
    const place = `${segments[index - 1]?.replace(/\{.*/, '')}/:${name}`
    // Of facts of a kind those of that kind, where they are told apart.
    const all = values[`${before}/:${name}`] ?? values[place]
    const known = all?.filter((value) => new RegExp(`^(?:${pattern})$`).test(value)) ?? []
    if (known.length === 0)
      throw new Error(`${key}: say in checks/harness/secrets.ts what “${place}” may be, so that the route is tried`)
    return known
  }
  const paths = segments.reduce<string[]>(
    (made, _, index) =>
      made.flatMap((path) => {
        const choices = choicesOf(index, path.slice(path.lastIndexOf('/') + 1))
        return choices.map((one) => (path === '' && one === '' ? '' : `${path}/${one}`))
      }),
    [''],
  )
  return paths.map((path) => ({ key, method: route.method, path: path || '/' }))
}

/** The routes that answer, each once. */
export function endpointsOf(app: Pick<TestApp, 'routes'>): Route[] {
  return [...new Map(app.routes.filter(isEndpoint).map((route) => [`${route.method} ${route.path}`, route])).values()]
}

/** All that an answer says: status, headers, and the body; of packed files what is packed, of a PDF its text. */
export async function wordsOf(response: Response): Promise<string> {
  const head = [...response.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n')
  const bytes = new Uint8Array(await response.arrayBuffer())
  const raw = Buffer.from(bytes).toString('utf8')
  return `${response.status}\n${head}\n\n${raw}\n${await packedIn(bytes, raw)}`.toLowerCase()
}

/** Texts of files by the digest of their bytes: the same ones are given to everybody. */
const read = new Map<string, string>()

async function packedIn(bytes: Uint8Array, raw: string): Promise<string> {
  if (!/^(?:PK|%PDF)/.test(raw)) return ''
  const digest = createHash('sha256').update(bytes).digest('hex')
  const text = read.get(digest) ?? (await textOf(bytes, raw))
  read.set(digest, text)
  return text
}

async function textOf(bytes: Uint8Array, raw: string): Promise<string> {
  if (raw.startsWith('PK')) return unzipped(Buffer.from(bytes))
  return (await readFileText('application/pdf', bytes)).pages.join('\n')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Names and content of everything in a zip. */
function unzipped(zip: Buffer): string {
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\u0005\u0006') + 16)
  const found: string[] = []
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)]
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset))
    const local = zip.readUInt32LE(at + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = zip.subarray(start, start + size)
    found.push(
      zip.subarray(at + 46, at + 46 + name).toString(),
      String(method === 8 ? inflateRawSync(content) : content),
    )
    at += 46 + name + extra + comment
  }
  return found.join('\n')
}

/** Asks with the cookies of a visitor, as a page of ours would. Forms are sent empty: nothing that is typed comes back. */
export function askAs(
  app: Pick<TestApp, 'request'>,
  cookies: ReadonlyMap<string, string>,
  { method, path }: Omit<Address, 'key'>,
) {
  const headers = new Headers({ accept: 'text/html', 'accept-language': 'en', 'sec-fetch-site': 'same-origin' })
  if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
  if (method === 'POST') headers.set('content-type', 'application/x-www-form-urlencoded')
  return app.request(path, { method, headers, body: method === 'POST' ? '' : undefined })
}
