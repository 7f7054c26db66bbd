/** How often may one client, or one mailbox, be troubled? Counted in this process; a restart forgets. */
import { isIPv6 } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'

export type RateLimit = {
  /** Counts one try of the key. Throws a Problem `too-many`, and says when to come back, once there were too many. */
  spend: (c: Context<AppEnv>, key: string) => Promise<void>
  /** Throws as `spend` does when no try of the key is left, and counts nothing. */
  check: (c: Context<AppEnv>, key: string) => Promise<void>
  /** Counts one try of the key and gives how many are left, below nought once there were too many, and for how long. */
  take: (key: string) => Promise<{ left: number; seconds: number }>
}

/** `tries` in so many `seconds`, which begin with the first. */
export function limitRate({ tries, seconds }: { tries: number; seconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: tries, duration: seconds })
  const refuse = (c: Context<AppEnv>, msBeforeNext: number): never => {
    c.header('retry-after', String(Math.ceil(msBeforeNext / 1000)))
    throw new Problem('too-many', 'http/too-many', 'There were too many tries. Wait a while.')
  }
  return {
    spend: async (c, key) => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key)
      if (consumedPoints > tries) refuse(c, msBeforeNext)
    },
    check: async (c, key) => {
      const spent = await limiter.get(key)
      if (spent && spent.msBeforeNext > 0 && spent.consumedPoints >= tries) refuse(c, spent.msBeforeNext)
    },
    take: async (key) => {
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key)
      return { left: tries - consumedPoints, seconds: Math.ceil(msBeforeNext / 1000) }
    },
  }
}

/**
 * Counts what each client asks for, and says in every answer how much is left, in the header fields of the IETF's draft
 * (draft-ietf-httpapi-ratelimit-headers, as of its tenth version). What the page cache answers passes by: it costs nothing.
 * `header` is the one in which a proxy says who asks.
 */
export function limitReading(
  { tries, seconds }: { tries: number; seconds: number },
  header: string | undefined,
): MiddlewareHandler<AppEnv> {
  const limit = limitRate({ tries, seconds })
  return async (c, next) => {
    // Whether it may ask at all, a browser asks for free.
    if (c.req.method === 'OPTIONS') return next()
    const spent = await limit.take(clientOf(c, header))
    const fields = [
      ['ratelimit-policy', `"reading";q=${tries};w=${seconds}`],
      ['ratelimit', `"reading";r=${Math.max(0, spent.left)};t=${spent.seconds}`],
    ] as const
    for (const [name, value] of fields) c.header(name, value)
    if (spent.left < 0) {
      c.header('retry-after', String(spent.seconds))
      const sentence = `More than ${tries} answers had to be computed for you in ${seconds} seconds. Come back in ${spent.seconds}.`
      throw new Problem('too-many', 'api/too-many', sentence)
    }
    await next()
    for (const [name, value] of fields) c.res.headers.set(name, value)
  }
}

/**
 * Who asks: the address at the other end of the connection, or, behind a proxy, what it says in `header`. Of a list only
 * the last entry is the proxy's own; whatever stands before it came with the request.
 */
export function clientOf(c: Context<AppEnv>, header: string | undefined): string {
  const said = header && c.req.header(header)?.split(',').at(-1)?.trim()
  return networkOf(said || c.env?.incoming?.socket.remoteAddress || 'unknown')
}

/** The address itself, or of IPv6 the first half (/64): the other half its owner may choose anew for each request. */
function networkOf(address: string): string {
  const inFour = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inFour || !isIPv6(address)) return inFour ?? address
  const [plain = ''] = address.split('%')
  const [front = '', back] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::')
  const groups = front ? front.split(':') : []
  // What the two colons stand for is noughts.
  const zeros = back === undefined ? 0 : 8 - groups.length - (back ? back.split(':').length : 0)
  return [...groups, ...Array<string>(zeros).fill('0'), ...(back ? back.split(':') : [])].slice(0, 4).join(':')
}
