// Feeds of the register's changes: all of them, and those of one cooperation or actor.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { feedTypes, writeAtom, writeJsonFeed, type Feed, type FeedEntry } from '#publication/index.ts'
import {
  findCooperation, listActorHistory, listChangesets, listHistory, type Changeset, type HistoryEntry,
} from '#register/index.ts' // prettier-ignore
import { siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { actorIn, actorName, pairName } from '../frame/naming.views.tsx'
import { actorPath, changesetPath, changesPath, cooperationPath, feedPath } from '../site.paths.ts'

/** Readers ask every hour or so: what is older than these is on the page. */
export const mostEntries = 50

type Form = keyof typeof feedTypes
type Followed = Pick<Feed, 'title' | 'subtitle' | 'entries'> & { path: string }

export function feedPages(parts: SiteParts) {
  const pages = new Hono<AppEnv>()
  const serve = (path: string, form: Form, follow: (site: Site, words: Words, id: string) => Promise<Followed>) =>
    pages.get(`${path}.${form}`, async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return sendFeed(c, form, site, words, await follow(site, words, c.req.param('id') ?? ''))
    })
  for (const form of ['atom', 'json'] as const) {
    serve('/changes/feed', form, followAll)
    serve('/cooperations/:id/feed', form, followCooperation)
    serve('/actors/:id/feed', form, followActor)
  }
  return pages
}

/** Answers with what is followed, in the form and the language that are asked for. */
export function sendFeed(c: Context<AppEnv>, form: Form, site: Site, words: Words, followed: Followed): Response {
  const address = (path: string) => `${site.url}${words.at(path)}`
  const feed: Feed = {
    ...followed,
    language: words.language,
    url: address(followed.path),
    atomUrl: address(feedPath('atom', followed.path)),
    jsonUrl: address(feedPath('json', followed.path)),
    updatedAt: followed.entries[0]?.at ?? new Date(0),
  }
  const text = form === 'atom' ? writeAtom(feed) : `${JSON.stringify(writeJsonFeed(feed), null, 2)}\n`
  return c.body(text, 200, { 'content-type': `${feedTypes[form]}; charset=utf-8`, 'content-language': words.language })
}

async function followAll(site: Site, words: Words): Promise<Followed> {
  const { t, language } = words
  const changesets = await listChangesets(site.reader, mostEntries, site.standing.revision)
  return {
    path: changesPath,
    title: t('site.feed.title'),
    subtitle: t('site.changes.lead'),
    entries: changesets.map((changeset: Changeset) => {
      const { revision, recorded_at: at, author, added, changed, withdrawn } = changeset
      const address = `${site.url}${words.today(changesetPath(revision))}`
      return {
        id: address,
        url: address,
        title: language === 'sv' ? changeset.message_sv : changeset.message_en,
        content: t('site.changes.counts-plain', { added, changed, withdrawn }),
        author,
        at,
      }
    }),
  }
}

async function followCooperation(site: Site, words: Words, id: string): Promise<Followed> {
  const { census, asOf } = site.standing
  const cooperation = await findCooperation(site.reader, id, asOf)
  if (!cooperation) throw new Problem('not-found', 'site/no-such-cooperation', `There is no cooperation “${id}”.`)
  const kind = words.vocabulary.label('cooperation_kind', cooperation.kind).toLocaleLowerCase(words.language)
  const name = words.t('site.changes.cooperation', { parties: pairName(cooperation, census, words), kind })
  const history = await listHistory(site.reader, cooperation.history.slice(0, mostEntries))
  return entriesOf(cooperationPath(id), id, name, history, site, words)
}

async function followActor(site: Site, words: Words, id: string): Promise<Followed> {
  const { census, asOf } = site.standing
  if (!census.actors.codeOf.has(id)) throw new Problem('not-found', 'site/no-such-actor', 'There is no such actor.')
  const name = actorName(actorIn(census, id), words.language)
  const history = await listActorHistory(site.reader, id, asOf)
  return entriesOf(actorPath(id), id, name, history.slice(0, mostEntries), site, words)
}

function entriesOf(
  path: string,
  about: string,
  name: string,
  history: readonly HistoryEntry[],
  site: Site,
  { t, language, today }: Words,
): Followed {
  const entryOf = ({ revision, recordedAt, author, taken, closed, ...entry }: HistoryEntry): FeedEntry => {
    const address = `${site.url}${today(changesetPath(revision, { about }))}`
    return {
      id: address,
      url: address,
      title: `${name}: ${language === 'sv' ? entry.messageSv : entry.messageEn}`,
      content: t('site.cooperation.revision', { revision, taken, closed }),
      author,
      at: recordedAt,
    }
  }
  return {
    path,
    title: t('site.feed.title-of', { name }),
    subtitle: t('site.feed.lead-of', { name }),
    entries: history.map(entryOf),
  }
}
