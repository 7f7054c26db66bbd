// Where a record leads that was merged or split, on the page of an actor.
import { pathAsOf, type Actor, type ActorRedirect, type Census } from '#register/index.ts'
import { actorIn, ActorLink } from '../frame/naming.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { actorPath } from '../site.paths.ts'

type Props = { actor: Actor; census: Census; redirects: readonly ActorRedirect[]; words: Words }

/** What was merged into the actor or split from it, and where to find it. */
export function Redirects({ actor, census, redirects, words }: Props) {
  const { t, today } = words
  return (
    <>
      {redirects.map(({ kind, from, to, revision }) => {
        if (kind === 'merged') {
          const before = today(pathAsOf(actorPath(from), revision - 1))
          return (
            <p>
              {t('site.actor.merged')} <a href={before}>{from}</a>
            </p>
          )
        }
        const isOld = from === actor.id
        return (
          <p>
            {t(isOld ? 'site.actor.split' : 'site.actor.split-from')}{' '}
            <ActorLink actor={actorIn(census, from)} words={words} />
            {isOld && (
              <>
                {' · '}
                <ActorLink actor={actorIn(census, to)} words={words} />
              </>
            )}
          </p>
        )
      })}
    </>
  )
}
