// Which actor is meant by an address, or by an organisation, that names one which was merged? The one that stays.
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Census } from '../census/census.rules.ts'
import type { StandingRegister } from '../census/standing.queries.ts'

const aboutActor = /^((?:\/(?:sv|en))?(?:\/api\/v1|\/embed)?\/actors\/)([^/]+)(\/.*)?$/

/** Page, API, linked data, feeds, pictures and embeds of an actor that was merged lead to those of the one that stays. */
export function followActorRedirects(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const [, before, named = '', behind = ''] = aboutActor.exec(pathname) ?? []
    const { census } = c.var.shown.standing
    // Identifiers may hold full stops, and so may what follows them: `xl-nystad.ttl`.
    const [, bare = named, ending = ''] = census.actors.codeOf.has(named) ? [] : (/^(.+)(\.[a-z]+)$/.exec(named) ?? [])
    const stays = before && ['GET', 'HEAD'].includes(c.req.method) ? standingFor(census, bare) : undefined
    if (stays === undefined) return next()
    // For good as long as nobody takes the merge back: whoever keeps the answer is to ask again.
    c.header('cache-control', 'no-cache')
    return c.redirect(`${before}${stays}${ending}${behind}${search}`, 308)
  }
}

/** Whoever belongs to an organisation that was merged as an actor speaks for the one that stays. */
export function speakForStanding(register: StandingRegister): MiddlewareHandler<AppEnv> {
  return (c, next) => {
    const { account } = c.var
    const actor = account?.organisation.actor
      ? standingFor(register.now().census, account.organisation.actor)
      : undefined
    if (account && actor) c.set('account', { ...account, organisation: { ...account.organisation, actor } })
    return next()
  }
}

/** The actor that one which was merged leads to; undefined of any other. */
function standingFor({ actors: { codeOf, rows } }: Census, id: string): string | undefined {
  const actor = rows[codeOf.get(id) ?? -1]
  return actor && actor.id !== id ? actor.id : undefined
}
