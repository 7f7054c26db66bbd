// The list of cooperations, as table, lifelines or map. One address holds the whole choice.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import {
  listCooperations,
  orderOf,
  placeOf,
  questionOf,
  rowOf,
  suggestActors,
  type Census,
  type Cooperation,
} from '#register/index.ts'
import {
  chooseCooperations,
  knownOf,
  readCooperationPage,
  readCooperationQuery,
  views,
  writeCooperationQuery,
  type Choice,
  type CooperationQuery,
  type View,
} from '#statistics/index.ts'
import { Lifelines } from '#ui/charts/lifelines.tsx'
import { lifelinesSvg } from '#ui/charts/lifelines-file.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { KeysetPager } from '#ui/controls/keyset-pager.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { ViewTabs } from '#ui/controls/view-tabs.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { GridLinks, ProposeAddition } from '../proposals/propose-links.views.tsx'
import { WithFilters } from '#ui/layout/section.tsx'
import { FlowMap } from '#ui/maps/flow-map.tsx'
import { flowMapSvg } from '#ui/maps/flow-map-file.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import { FollowLinks } from '../changes/history.views.tsx'
import { listEmbed } from '../embeds/offer.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { sendPng, sendSvg, themeAsked } from '../frame/picture-file.pages.tsx'
import { actorName } from '../frame/naming.views.tsx'
import { actorPath, cooperationsPath, statisticsPath } from '../site.paths.ts'
import { choicesOf, ChosenFilters, CooperationTable, Filters } from './cooperation-list.views.tsx'
import { followedQuery } from './cooperation-feed.pages.tsx'
import { lifelinesSpec, mapSpec, mostLines } from './cooperation-pictures.views.tsx'
import { countedAs, CountedNotice } from './counted.views.tsx'

type Chosen = { query: CooperationQuery; choice: Choice; errors: string[] }

export function cooperationListPages(parts: SiteParts) {
  async function choose(c: Context<AppEnv>): Promise<Chosen> {
    const { t } = c.var
    const { standing } = c.var.shown
    const { query, errors } = readCooperationQuery(questionOf(c), knownOf(standing, c.var.language))
    // A parameter that we do not know does no harm on a page: links gather them on their way.
    const told = errors.filter((error) => error.message !== 'unknown-parameter')
    return {
      query,
      choice: await chooseCooperations(parts.reader, standing, query),
      errors: told.map(({ parameter, message, value }) => t(`site.list.error.${message}`, { parameter, value })),
    }
  }

  async function lifelines(c: Context<AppEnv>): Promise<string> {
    const { query, choice } = await choose(c)
    const at = { site: siteFor(c, parts), words: wordsFor(c) }
    const { spec } = await lifelinesSpec(at.site, query, choice, at.words)
    const { pageUrl } = listEmbed(at, 'lifelines', query, choice.total)
    return lifelinesSvg(spec, c.var.t, { theme: themeAsked(c), href: pageUrl })
  }

  async function map(c: Context<AppEnv>): Promise<string> {
    const { query, choice } = await choose(c)
    const at = { site: siteFor(c, parts), words: wordsFor(c) }
    const spec = mapSpec(at.site, query, choice, at.words, readYear(c))
    const { pageUrl } = listEmbed(at, 'map', query, choice.total)
    return flowMapSvg(spec, c.var.t, { theme: themeAsked(c), href: pageUrl })
  }

  return new Hono<AppEnv>()
    .get('/cooperations', async (c) => {
      const chosen = await choose(c)
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { census } = site.standing
      const title = titleOf(chosen.query, census, words)
      return showPage(c, site, {
        title,
        description: words.t('site.list.description'),
        wide: true,
        current: chosen.query.view === 'map' ? 'map' : 'cooperations',
        searchValue: chosen.query.q,
        embeds: embedsOf({ ...chosen, site, words }),
        followed: { path: cooperationsPath(followedQuery(chosen.query)), name: title },
        body: (
          <>
            {await ListBody({ ...chosen, site, words, title, year: readYear(c) })}
            <p class="quiet">
              <FollowLinks path={cooperationsPath(followedQuery(chosen.query))} words={words} />
            </p>
            <ProposeAddition account={c.var.account} resource="cooperations" words={words} />
            <GridLinks account={c.var.account} of={writeCooperationQuery(chosen.query)} words={words} />
          </>
        ),
      })
    })
    .get('/cooperations/lifelines.svg', async (c) => sendSvg(c, 'samband-lifelines', await lifelines(c)))
    .get('/cooperations/lifelines.png', async (c) => sendPng(c, 'samband-lifelines', await lifelines(c)))
    .get('/cooperations/map.svg', async (c) => sendSvg(c, 'samband-map', await map(c)))
    .get('/cooperations/map.png', async (c) => sendPng(c, 'samband-map', await map(c)))
}

/** Lifelines and maps can be put into pages elsewhere; of the table there are the files. */
function embedsOf({ query, choice, ...at }: Pick<BodyProps, 'query' | 'choice' | 'site' | 'words'>) {
  const { view } = query
  return view === 'table' || choice.total === 0
    ? undefined
    : [listEmbed(at, view, query, Math.min(choice.total, mostLines))]
}

function readYear(c: Context<AppEnv>): number | undefined {
  const year = c.req.query('year') ?? ''
  return /^\d{4}$/.test(year) ? Number(year) : undefined
}

/** The choice in the title, so that a bookmark or a printed page says what it is. */
function titleOf(query: CooperationQuery, census: Census, words: Words): string {
  const choices = choicesOf({ census, query, words }).map(({ label }) => label)
  return [words.t('site.list.title'), choices.join(', ')].filter(Boolean).join(': ')
}

type BodyProps = Chosen & { site: Site; words: Words; title: string; year: number | undefined }

async function ListBody({ site, query, choice, errors, words, title, year }: BodyProps) {
  const { t } = words
  const { census } = site.standing
  return (
    <>
      <PageHead title={title}>
        <ChosenFilters census={census} query={query} words={words} />
      </PageHead>
      {errors.length > 0 && (
        <Notice t={t} kind="warn" title={t('site.list.left-out')}>
          <ul>
            {errors.map((error) => (
              <li>{error}</li>
            ))}
          </ul>
        </Notice>
      )}
      {query.counted &&
        (await CountedNotice({
          site,
          choice,
          question: query.counted,
          explorerHref: words.at(statisticsPath({ among: query, question: query.counted })),
          words,
        }))}
      <WithFilters filters={<Filters census={census} choice={choice} query={query} words={words} />}>
        <div class="list-tools">
          <p class="number">{t('site.list.total', { total: choice.total })}</p>
          <ViewTabs label={t('site.list.views')} views={views.map((view) => viewLink(view, query, words))} />
          <Downloads query={query} words={words} />
        </div>
        {choice.total === 0 ? (
          <NothingFound census={census} query={query} words={words} />
        ) : query.view === 'table' ? (
          await TableView({ site, query, choice, words })
        ) : query.view === 'lifelines' ? (
          await LifelinesView({ site, query, choice, words })
        ) : (
          <FlowMap spec={mapSpec(site, query, choice, words, year)} t={t} />
        )}
      </WithFilters>
    </>
  )
}

function viewLink(view: View, query: CooperationQuery, { t, at }: Words) {
  return {
    label: t(`site.list.view.${view}`),
    href: at(cooperationsPath({ ...query, view, after: undefined })),
    current: query.view === view,
  }
}

function Downloads({ query, words }: { query: CooperationQuery; words: Words }) {
  const search = writeCooperationQuery({ ...query, view: undefined, limit: undefined, after: undefined })
  return <TableFiles table="cooperations" search={search} of={words.t('site.list.title')} words={words} />
}

function NothingFound({ census, query, words }: { census: Census; query: CooperationQuery; words: Words }) {
  const { t, at, language } = words
  const suggestions = suggestActors(census, query.q).map((actor) => ({
    label: t('site.list.meant', { name: actorName(actor, language) }),
    href: at(actorPath(actor.id)),
  }))
  return (
    <EmptyState
      title={t('site.list.nothing')}
      actions={[...suggestions, { label: t('site.list.show-all'), href: at(cooperationsPath({ view: query.view })) }]}
    >
      {query.q ? t('site.list.nothing-for', { q: query.q }) : t('site.list.nothing-filters')}
    </EmptyState>
  )
}

type ViewProps = { site: Site; query: CooperationQuery; choice: Choice; words: Words }

async function TableView({ site, query, choice, words }: ViewProps) {
  const { census } = site.standing
  const page = await readCooperationPage(site.reader, census, choice, query)
  if (page === 'unknown-after') throw new Problem('not-found', 'site/no-such-page', 'The list has no such page.')
  const { from, previous } = await placeOfPage(site, query, choice, page.items)
  return (
    <>
      <CooperationTable
        census={census}
        items={page.items}
        query={query}
        words={words}
        flags={flagsOf(page.items, choice, site, words)}
      />
      <KeysetPager
        t={words.t}
        from={from}
        to={from + page.items.length - 1}
        total={choice.total}
        previousHref={
          previous === undefined ? undefined : words.at(cooperationsPath({ ...query, after: previous ?? undefined }))
        }
        nextHref={page.next ? words.at(cooperationsPath({ ...query, after: page.next })) : undefined}
      />
    </>
  )
}

/** Where the page stands in the whole list, and after which item the page before it begins (null: at the top). */
async function placeOfPage(site: Site, query: CooperationQuery, choice: Choice, items: readonly Cooperation[]) {
  const first = items[0]
  if (!query.after || !first) return { from: 1, previous: undefined }
  const { census } = site.standing
  const { place, previous } = placeOf(
    orderOf(census, query.sort),
    choice.mask,
    rowOf(census, first.no) ?? -1,
    query.limit,
  )
  const [item] =
    previous === undefined ? [] : await listCooperations(site.reader, [census.no[previous] ?? 0], census.asOf)
  return { from: place, previous: item?.id ?? null }
}

/** Rows that may or may not count in the year asked for say so. */
function flagsOf(items: readonly Cooperation[], choice: Choice, site: Site, { t }: Words): Map<string, string> {
  const { census } = site.standing
  return new Map(
    items.flatMap((item) => {
      const counted = countedAs(item, census, choice)
      return counted ? [[item.id, t(`site.list.flag.${counted}`)]] : []
    }),
  )
}

async function LifelinesView({ site, query, choice, words }: ViewProps) {
  const { spec, more } = await lifelinesSpec(site, query, choice, words)
  return (
    <>
      {more && <p class="quiet">{words.t('site.lifelines.cut', { most: mostLines, total: choice.total })}</p>}
      <Lifelines spec={spec} t={words.t} />
    </>
  )
}
