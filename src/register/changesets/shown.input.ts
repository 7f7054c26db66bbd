// Which register does a request read: the one that stands, or with `as_of` in its address the one of an earlier
// revision or day? Decided here for every page and every endpoint.
import type { Context, MiddlewareHandler } from 'hono'
import type { Reader } from '#platform/db/database.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Standing, StandingRegister } from '../census/standing.queries.ts'
import { findAsOf, type AsOf } from './as-of.queries.ts'

/** The register that a request reads. Without `asOf` it is the present one; `asked` is what its address says. */
export type Shown = { standing: Standing; asOf?: AsOf & { asked: string } }

declare module 'hono' {
  interface ContextVariableMap {
    shown: Shown
  }
}

const parameter = 'as_of'

/**
 * Sets `c.var.shown`. What cannot be read is a Problem that names the parameter. A past page is the same for ever but
 * for its labels, and nobody who looks for a cooperation should find it there: no search engine is to keep it.
 */
export function readShown(reader: Reader, register: StandingRegister): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    // The page of a problem is written with the present register.
    c.set('shown', { standing: register.now() })
    const isReading = ['GET', 'HEAD'].includes(c.req.method) && !/^\/(?:assets|health)(?:\/|$)/.test(c.req.path)
    const asked = isReading ? c.req.query(parameter) : undefined
    if (asked) c.set('shown', await findShown(reader, register, asked))
    await next()
    if (asked) c.res.headers.set('x-robots-tag', 'noindex')
  }
}

async function findShown(reader: Reader, register: StandingRegister, asked: string): Promise<Shown> {
  const found = await findAsOf(reader, asked)
  if (found === 'unreadable')
    throw new Problem('bad-request', 'register/as-of-unreadable', 'as_of takes a revision (3) or a day (2026-11-24).', {
      parameter,
      text: (t) => t('register.as-of-unreadable'),
    })
  if (found === 'future')
    throw new Problem('not-found', 'register/as-of-future', `as_of=${asked} is yet to come.`, {
      parameter,
      text: (t) => t('register.as-of-future', { asked }),
    })
  if (found.revision === 0) throw nothingKnown({ asked })
  return { standing: await register.asOf(found.revision), asOf: { ...found, asked } }
}

/** That the register did not hold what a page tells then: no fault of the address, but nothing to show either. */
export function nothingKnown({ asked }: { asked: string }): Problem {
  const sentence = `As of ${parameter}=${asked} the register held nothing of what is asked for.`
  return new Problem('not-found', 'register/nothing-known', sentence, {
    parameter,
    text: (t) => t('register.as-of-nothing', { asked }),
  })
}

/** The query of a request without the moment, which is no part of the question that it asks. */
export function questionOf(c: Context<AppEnv>): URLSearchParams {
  const search = new URL(c.req.url).searchParams
  search.delete(parameter)
  return search
}

/** The same path and query as of the moment that is shown. */
export function asShown(path: string, { asOf }: Pick<Shown, 'asOf'>): string {
  return asOf ? pathAsOf(path, asOf.asked) : path
}

/** The same path and query as of a revision or day; `#fragments` stay at the end. */
export function pathAsOf(path: string, asked: string | number): string {
  const [address = '', fragment] = path.split('#')
  const joined = `${address}${address.includes('?') ? '&' : '?'}${parameter}=${encodeURIComponent(asked)}`
  return fragment === undefined ? joined : `${joined}#${fragment}`
}

/** What a form carries along unseen, so that its answer is as of the same moment. */
export function hiddenAsShown({ asOf }: Pick<Shown, 'asOf'>): [name: string, value: string][] {
  return asOf ? [[parameter, asOf.asked]] : []
}
