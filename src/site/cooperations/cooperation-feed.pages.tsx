// What changed among the rows of a filtered list, as Atom and JSON Feed: the same parameters as the list.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { FeedEntry, feedTypes } from '#publication/index.ts'
import { findChangeset, listCooperations, listTouched, questionOf, rowOf, type Changeset } from '#register/index.ts' // prettier-ignore
import { chooseCooperations, defaultQuery, knownOf, readCooperationQuery, type CooperationQuery } from '#statistics/index.ts' // prettier-ignore
import { mostEntries, sendFeed } from '../changes/feed.pages.tsx'
import { siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { pairName } from '../frame/naming.views.tsx'
import { changesetPath, cooperationsPath } from '../site.paths.ts'
import { choicesOf } from './cooperation-list.views.tsx'

/** Revisions are looked through so many at a time, and no further back than this. */
const windowOfRevisions = 200
const mostRevisions = 2000
/** An entry names this many cooperations; the page of its revision has them all. */
const mostNamed = 20

export function cooperationFeedPages(parts: SiteParts) {
  const pages = new Hono<AppEnv>()
  for (const form of ['atom', 'json'] as const) {
    pages.get(`/cooperations/feed.${form}`, async (c) => sendListFeed(c, form, siteFor(c, parts)))
  }
  return pages
}

/** What is followed of a list: its rows, whatever their order and however they are shown. */
export function followedQuery(query: CooperationQuery): Partial<CooperationQuery> {
  return { ...query, sort: defaultQuery.sort, view: undefined, limit: undefined, after: undefined }
}

async function sendListFeed(c: Context<AppEnv>, form: keyof typeof feedTypes, site: Site): Promise<Response> {
  const words = wordsFor(c)
  const { t } = words
  const { standing } = site
  const { query, errors } = readCooperationQuery(questionOf(c), knownOf(standing, words.language))
  // Nobody looks at a feed twice: one of other rows than were asked for would be followed for years.
  const [fault] = errors
  if (fault)
    throw new Problem('bad-request', 'site/feed-unreadable', `${fault.parameter}=${fault.value} cannot be read.`, {
      parameter: fault.parameter,
    })
  const { mask } = await chooseCooperations(site.reader, standing, query)
  const chosen = choicesOf({ census: standing.census, query, words }).map(({ label }) => label)
  const name = [t('site.list.title'), chosen.join(', ')].filter(Boolean).join(': ')
  const path = cooperationsPath(followedQuery(query))
  const followed = { path, title: t('site.feed.title-of', { name }), subtitle: t('site.feed.lead-of-list', { name }) }
  const entries = await entriesOf(site, words, mask, `${site.url}${words.today(path)}`)
  return sendFeed(c, form, site, words, { ...followed, entries })
}

/** One entry for each revision that touched some of the rows; the latest first. */
async function entriesOf(site: Site, words: Words, mask: Uint8Array, listUrl: string): Promise<FeedEntry[]> {
  const { reader, standing } = site
  const entries: FeedEntry[] = []
  const last = Math.max(0, standing.revision - mostRevisions)
  for (let to = standing.revision; to > last && entries.length < mostEntries; to -= windowOfRevisions) {
    const span = { from: Math.max(0, to - windowOfRevisions), to }
    for (const { revision, nos } of await listTouched(reader, span, standing.asOf)) {
      if (entries.length === mostEntries) break
      const followed = nos.filter((no) => mask[rowOf(standing.census, no) ?? -1] === 1)
      if (followed.length === 0) continue
      const changeset = await findChangeset(reader, revision, standing.asOf)
      if (changeset) entries.push(await entryOf(site, words, changeset, followed, listUrl))
    }
  }
  return entries
}

async function entryOf(
  site: Site,
  words: Words,
  changeset: Changeset,
  touched: Int32Array,
  listUrl: string,
): Promise<FeedEntry> {
  const { t, language, today } = words
  const { revision, recorded_at: at, author } = changeset
  const { census, asOf } = site.standing
  const lines = (await listCooperations(site.reader, [...touched.subarray(0, mostNamed)], asOf)).map((item) => {
    const kind = words.vocabulary.label('cooperation_kind', item.kind).toLocaleLowerCase(language)
    const name = t('site.changes.cooperation', { parties: pairName(item, census, words), kind })
    const { taken = 0, closed = 0 } = item.history.find((entry) => entry.revision === revision) ?? {}
    return t('site.feed.row', { name, taken, closed })
  })
  const more = touched.length - lines.length
  const message = language === 'sv' ? changeset.message_sv : changeset.message_en
  return {
    id: `${listUrl}#revision-${revision}`,
    url: `${site.url}${today(changesetPath(revision))}`,
    title: t('site.feed.revision-of-list', { count: touched.length, message }),
    content: [...lines, ...(more > 0 ? [t('site.feed.more-rows', { count: more })] : [])].join('\n'),
    author,
    at,
  }
}
