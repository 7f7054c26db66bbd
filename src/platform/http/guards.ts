/** Which requests and answers need protecting, and how? Headers, length limit, same origin, open reading of the API. */
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'

const longestUrl = 4096

const policyFor = (script: string, ancestors: string) =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')

const contentSecurityPolicy = policyFor("'self'", "'self'")

/** The policy of a page that is made to stand in pages of others: it may run nothing, and anybody may frame it. */
export const framedAnywhere = policyFor("'none'", '*')

/** A header that a page has set itself, such as the policy of a page made for embedding, stays. */
export function secureHeaders(siteUrl: string): MiddlewareHandler<AppEnv> {
  const headers: [string, string][] = [
    ['content-security-policy', contentSecurityPolicy],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
    ['cross-origin-opener-policy', 'same-origin'],
  ]
  // Over plain http browsers ignore it, and on localhost it would follow the developer around for a year.
  if (siteUrl.startsWith('https:')) headers.push(['strict-transport-security', 'max-age=31536000'])
  return async (c, next) => {
    await next()
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
}

export function limitUrl(longest = longestUrl): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (pathname.length + search.length > longest) {
      throw new Problem('uri-too-long', 'http/uri-too-long', `An address may be at most ${longest} characters long.`)
    }
    // No name of ours holds a NUL, and no database takes one.
    if (pathname.includes('%00'))
      throw new Problem('not-found', 'http/no-such-name', 'There is nothing at this address.')
    await next()
  }
}

/**
 * A form of ours is a few kilobytes. Paths that are `exempt` set a limit of their own, once it is known who asks: nobody
 * else is to make us take in more.
 */
export function limitBody(mostBytes = 100_000, exempt?: RegExp): MiddlewareHandler<AppEnv> {
  const limit = bodyLimit({
    maxSize: mostBytes,
    onError: () => {
      throw new Problem('too-large', 'http/too-large', `What is sent may be at most ${mostBytes} bytes.`)
    },
  })
  return (c, next) => (exempt?.test(c.req.path) ? next() : limit(c, next))
}

/**
 * Refuses writing from another site's page (CSRF). Browsers say where a request comes from in Sec-Fetch-Site, older
 * ones in Origin. A client that sends neither is no browser, and has no cookie of ours that could be misused.
 */
export function sameOriginWrites(siteUrl: string): MiddlewareHandler<AppEnv> {
  const { host: siteHost, hostname } = new URL(siteUrl)
  const isAtDesk = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return async (c, next) => {
    if (!['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const isAllowed = site
        ? site === 'same-origin' || site === 'none'
        : origin
          ? isOneOf(origin, [siteHost, isAtDesk ? c.req.header('host') : undefined])
          : !c.req.header('cookie')
      if (!isAllowed) {
        throw new Problem('forbidden', 'http/other-origin', 'This may only be sent from a page of this site.')
      }
    }
    await next()
  }
}

function isOneOf(origin: string, hosts: (string | undefined)[]): boolean {
  return URL.canParse(origin) && hosts.includes(new URL(origin).host)
}

/** Any site may read (GET, HEAD) what is public; nothing else is opened. */
export function openReading(): MiddlewareHandler<AppEnv> {
  const allowReading = cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'OPTIONS'],
    allowHeaders: ['Accept', 'If-None-Match'],
    exposeHeaders: [
      'ETag',
      'Link',
      'X-Request-Id',
      'Content-Disposition',
      'RateLimit',
      'RateLimit-Policy',
      'Retry-After',
    ],
    maxAge: 86_400,
  })
  return async (c, next) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return allowReading(c, next)
    await next()
  }
}
