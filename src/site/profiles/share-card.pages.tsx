// The pictures of actors and cooperations that stand beside a link when it is passed on.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { findCooperation, outlineOf, rowsOfParty, type Census, type Cooperation } from '#register/index.ts'
import type { ShareCard } from '#ui/charts/share-card.tsx'
import { siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { actorName } from '../frame/naming.views.tsx'
import { sendShareCard } from '../frame/share.views.tsx'

export function shareCardPages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/cooperations/:id/share.png', async (c) => {
      const { standing, reader } = siteFor(c, parts)
      const cooperation = await findCooperation(reader, c.req.param('id'), standing.asOf)
      if (!cooperation) throw noSuchCooperation(c.req.param('id'))
      return sendShareCard(c, shareCardOf(standing.census, cooperation, wordsFor(c)))
    })
    .get('/actors/:id/share.png', (c) => {
      const { census } = siteFor(c, parts).standing
      const { t, language, vocabulary } = wordsFor(c)
      const code = census.actors.codeOf.get(c.req.param('id'))
      const actor = code === undefined ? undefined : census.actors.rows[code]
      if (code === undefined || !actor) throw noSuchActor()
      const own = new Set([...rowsOfParty(census, 'home', code), ...rowsOfParty(census, 'counterpart', code)])
      return sendShareCard(c, {
        kind: `${vocabulary.label('actor_kind', actor.kind)} · ${vocabulary.country(actor.country)}`,
        title: actorName(actor, language),
        text: t('site.share.rows', { count: own.size }),
      })
    })
}

export function noSuchActor(): Problem {
  return new Problem('not-found', 'site/no-such-actor', 'There is no such actor.')
}

export function noSuchCooperation(id: string): Problem {
  return new Problem('not-found', 'site/no-such-cooperation', `There is no cooperation “${id}”.`)
}

function shareCardOf({ actors }: Census, cooperation: Cooperation, { language, vocabulary }: Words): ShareCard {
  const name = (id: string) => {
    const actor = actors.rows[actors.codeOf.get(id) ?? -1]
    return actor ? actorName(actor, language) : id
  }
  const { status, established, ended } = outlineOf(cooperation)
  const years = [established, ended].map((date) => date?.earliest?.slice(0, 4) ?? date?.latest?.slice(0, 4) ?? '')
  return {
    kind: vocabulary.label('cooperation_kind', cooperation.kind),
    title: `${name(cooperation.home)} – ${name(cooperation.counterpart)}`,
    text: [years.some(Boolean) ? years.join('–') : '', status ? vocabulary.label('status', status) : '']
      .filter(Boolean)
      .join(' · '),
  }
}
