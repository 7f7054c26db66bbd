/** How often may one client, or one mailbox, be troubled? Counted in this process; a restart forgets. */
import type { Context } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { AppEnv } from './app-env.ts'
import { Problem } from './problem.ts'

/** Counts one try of the key. Throws a Problem `too-many`, and says when to come back, once there were too many. */
export type RateLimit = (c: Context<AppEnv>, key: string) => Promise<void>

export function limitRate({ tries, seconds }: { tries: number; seconds: number }): RateLimit {
  const limiter = new RateLimiterMemory({ points: tries, duration: seconds })
  return async (c, key) => {
    try {
      await limiter.consume(key)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      c.header('retry-after', String(Math.ceil(refused.msBeforeNext / 1000)))
      throw new Problem('too-many', 'http/too-many', 'There were too many tries. Wait a while.')
    }
  }
}

/**
 * Who asks: the address at the other end of the connection, or, behind a proxy, what it says in `header`. Of a list only
 * the last entry is the proxy's own; whatever stands before it came with the request.
 */
export function clientOf(c: Context<AppEnv>, header: string | undefined): string {
  const said = header && c.req.header(header)?.split(',').at(-1)?.trim()
  return said || c.env?.incoming?.socket.remoteAddress || 'unknown'
}
