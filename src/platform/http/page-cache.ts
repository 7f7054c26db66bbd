/** Has this public page been made since the register last changed? Then it is sent again from memory, as it is. */
import { createHash } from 'node:crypto'
import { chooseEncoding, compress, isWorthCompressing, type Encoding } from './encoding.ts'

export type Fetch = (request: Request, env?: object) => Response | Promise<Response>

export type PageCacheOptions = {
  /** A number that moves whenever any public page may have changed. Asked at every request: keep it a variable. */
  revision: () => number
  maxBytes?: number
  /** Called for an answer from memory, which passes no middleware: no request id, no line in the log. */
  onHit?: (request: Request, status: number) => void
  /** True for a request whose answer may be one person's own: it passes by the cache in both directions. */
  isPersonal?: (request: Request) => boolean
}

export type PageCache = {
  fetch: Fetch
  counts: () => { hits: number; misses: number; pages: number; bytes: number }
  clear: () => void
}

type Prepared = { bytes: Uint8Array<ArrayBuffer>; etag: string; headers: Record<string, string> }
type Page = {
  tag: string
  identity: Prepared
  encoded: Map<Encoding, Prepared | Promise<Prepared>>
  isCompressible: boolean
  notModified: Map<string, Record<string, string>>
  size: number
}

const largestPage = 4 * 1024 * 1024
const brotliQuality = 5 // 0.7 ms for 57 kB, and within 1 % of quality 6; quality 11 takes over fifty times as long
const bookkeepingBytes = 2048

/** Headers that are for whoever asked first, and for nobody who is sent the page from memory. */
const ofWhoAsked = ['ratelimit']

/**
 * Stands in front of the app rather than among its middleware, because finding the route and running the chain
 * costs more than the whole answer. What it sends is a copy of what the app sent, security headers included.
 * The key is the whole address (host too, so that a forged Host header can spoil only its own answers), with the
 * query's parameters in order. The language is in the path; whatever varies by another header is never kept.
 */
export function cachePages(fetch: Fetch, options: PageCacheOptions): PageCache {
  const { revision, onHit, isPersonal = hasCredentials, maxBytes = 128 * 1024 * 1024 } = options
  const pages = new Map<string, Page>()
  const underWay = new Map<string, Promise<Page | undefined>>()
  let bytes = 0
  let hits = 0
  let misses = 0
  let shown = revision()

  function clear(): void {
    pages.clear()
    underWay.clear()
    bytes = 0
  }

  function keep(key: string, page: Page): void {
    drop(key)
    pages.set(key, page)
    bytes += page.size
    for (const oldest of pages.keys()) {
      if (bytes <= maxBytes) break
      drop(oldest)
    }
  }

  function drop(key: string): void {
    const page = pages.get(key)
    if (page && pages.delete(key)) bytes -= page.size
  }

  function grow(key: string, page: Page, by: number): void {
    page.size += by
    if (pages.get(key) !== page) return
    bytes += by
    if (bytes > maxBytes) keep(key, page)
  }

  function answerFrom(page: Page, key: string, request: Request): Response | Promise<Response> {
    const condition = request.headers.get('if-none-match')
    const matched = condition && matchingTag(page, condition)
    if (matched) return notModified(page, matched)
    const encoding = page.isCompressible ? chooseEncoding(request.headers.get('accept-encoding')) : 'identity'
    if (encoding === 'identity') return send(page.identity, request)
    const encoded = page.encoded.get(encoding) ?? encode(page, encoding, key)
    return encoded instanceof Promise ? encoded.then((ready) => send(ready, request)) : send(encoded, request)
  }

  function encode(page: Page, encoding: Encoding, key: string): Promise<Prepared> {
    const working = compress(page.identity.bytes, encoding, brotliQuality).then(
      (compressed) => {
        const ready = prepare(compressed, `${page.tag}-${encoding}`, page.identity.headers, encoding)
        page.encoded.set(encoding, ready)
        grow(key, page, compressed.byteLength)
        return ready
      },
      () => page.identity,
    )
    page.encoded.set(encoding, working)
    return working
  }

  async function answerFromApp(key: string, request: Request, env?: object): Promise<Response> {
    // A crowd that asks for the same page just after a change waits for one making of it.
    const same = underWay.get(key)
    if (same) {
      const page = await same
      if (page) return answerFrom(page, key, request)
    }
    const done = Promise.withResolvers<Page | undefined>()
    if (!same) underWay.set(key, done.promise)
    let page: Page | undefined
    try {
      misses += 1
      const atRevision = shown
      const isHead = request.method === 'HEAD'
      const response = await fetch(isHead ? new Request(request, { method: 'GET' }) : request, env)
      if (!mayBeKept(response)) return isHead ? new Response(null, response) : response
      const body = await readUpTo(response, largestPage)
      if (body instanceof Response) return isHead ? new Response(null, body) : body
      page = makePage(body, response)
      if (atRevision === revision()) keep(key, page)
      const answer = await answerFrom(page, key, request)
      for (const name of ofWhoAsked) {
        const value = response.headers.get(name)
        if (value !== null) answer.headers.set(name, value)
      }
      return answer
    } finally {
      if (underWay.get(key) === done.promise) underWay.delete(key)
      done.resolve(page)
    }
  }

  return {
    fetch(request, env) {
      if ((request.method !== 'GET' && request.method !== 'HEAD') || isPersonal(request)) return fetch(request, env)
      const now = revision()
      if (now !== shown) {
        shown = now
        clear()
      }
      const key = sortedAddress(request.url)
      const page = pages.get(key)
      if (!page) return answerFromApp(key, request, env)
      // Last used goes last, so that the first is the one to drop.
      pages.delete(key)
      pages.set(key, page)
      hits += 1
      const response = answerFrom(page, key, request)
      onHit?.(request, response instanceof Promise ? 200 : response.status)
      return response
    },
    counts: () => ({ hits, misses, pages: pages.size, bytes }),
    clear,
  }
}

/**
 * The same address whatever the order of the parameters; values of one parameter keep theirs. Where a name is written in
 * another way than plainly, two may be one name, and the order stays.
 */
export function sortedAddress(url: string): string {
  const start = url.indexOf('?')
  if (start < 0 || !url.includes('&', start)) return url
  const parameters = url.slice(start + 1).split('&')
  const nameOf = (parameter: string) => parameter.split('=', 1)[0] ?? ''
  if (parameters.some((parameter) => /[%+]/.test(nameOf(parameter)))) return url
  parameters.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0))
  return `${url.slice(0, start)}?${parameters.join('&')}`
}

function hasCredentials(request: Request): boolean {
  return request.headers.has('authorization') || (request.headers.get('cookie')?.includes('samband') ?? false)
}

/** `immutable` marks files with a hash in their name, which are in memory already and outlive a revision. */
function mayBeKept(response: Response): boolean {
  const { headers, status } = response
  const variesBy =
    headers
      .get('vary')
      ?.toLowerCase()
      .split(/\s*,\s*/) ?? []
  return (
    status === 200 &&
    response.body !== null &&
    !headers.has('set-cookie') &&
    !headers.has('content-encoding') &&
    !/no-store|private|immutable/.test(headers.get('cache-control') ?? '') &&
    variesBy.every((name) => name === 'accept-encoding')
  )
}

/** The whole body, or, when it is larger than the limit, a response that still streams all of it. */
async function readUpTo(response: Response, limit: number): Promise<Uint8Array<ArrayBuffer> | Response> {
  const reader = response.body?.getReader()
  if (!reader) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(value)
    length += value.byteLength
    if (length > limit) return new Response(continued(chunks, reader), response)
  }
  return Buffer.concat(chunks)
}

function continued(chunks: Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = chunks.shift() ?? (await reader.read()).value
      if (next) controller.enqueue(next)
      else controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function makePage(body: Uint8Array<ArrayBuffer>, response: Response): Page {
  const headers = Object.fromEntries(response.headers)
  // They are about the request that made the page, not those that are sent it.
  for (const name of ['x-request-id', ...ofWhoAsked]) delete headers[name]
  delete headers['content-length']
  delete headers['transfer-encoding']
  headers['cache-control'] ??= 'public, no-cache'
  headers.vary = 'Accept-Encoding'
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    tag,
    identity: prepare(body, tag, headers),
    encoded: new Map(),
    isCompressible: isWorthCompressing(headers['content-type'], body.byteLength),
    notModified: new Map(),
    size: body.byteLength + bookkeepingBytes,
  }
}

function prepare(
  bytes: Uint8Array<ArrayBuffer>,
  tag: string,
  headers: Record<string, string>,
  encoding?: Encoding,
): Prepared {
  const etag = `"${tag}"`
  return {
    bytes,
    etag,
    headers: {
      ...headers,
      ...(encoding ? { 'content-encoding': encoding } : {}),
      etag,
      'content-length': String(bytes.byteLength),
    },
  }
}

function send({ bytes, headers }: Prepared, request: Request): Response {
  return new Response(request.method === 'HEAD' ? null : bytes, { headers })
}

/** A copy in any encoding is good: whoever has one needs no other, only the confirmation of the one it has. */
function matchingTag(page: Page, condition: string): string | undefined {
  if (condition.trim() === '*') return page.identity.etag
  const tags = condition.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.find((tag) => tag === page.identity.etag || tag === `"${page.tag}-br"` || tag === `"${page.tag}-gzip"`)
}

function notModified(page: Page, etag: string): Response {
  let headers = page.notModified.get(etag)
  if (!headers) {
    headers = { ...page.identity.headers, etag }
    delete headers['content-length']
    delete headers['content-type']
    page.notModified.set(etag, headers)
  }
  return new Response(null, { status: 304, headers })
}
