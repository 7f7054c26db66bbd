// Actors, here and abroad: names and codes, where they lie, all their cooperations, and who else deals with them.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  listActorHistory,
  listActorNames,
  listActorRedirects,
  listConflicts,
  listCooperations,
  localLanguage,
  type Actor,
  type ActorName,
  type ActorRedirect,
  type Census,
  type Conflict,
  type Cooperation,
  type HistoryEntry,
} from '#register/index.ts'
import { listSourcesById, type Source } from '#evidence/index.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { Coordinates, LangText } from '#ui/controls/lang-text.tsx'
import { MarginSection } from '#ui/controls/margin-section.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section, WithMargin } from '#ui/layout/section.tsx'
import { actorEmbed } from '../embeds/offer.views.tsx'
import { CiteInMargin } from '../frame/cite.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { noSuchActor } from './share-card.pages.tsx'
import { actorName, ActorLink, inLanguage, LocalName } from '../frame/naming.views.tsx'
import { ProposeAddition, ProposeChange, ReportErrorLink, RulingLink } from '../proposals/propose-links.views.tsx'
import { actorPath, actorsPath, codePath, cooperationsPath, countryPath } from '../site.paths.ts'
import { CooperationTable } from '../cooperations/cooperation-list.views.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import { defaultQuery, writeCooperationQuery } from '#statistics/index.ts'
import { History } from '../changes/history.views.tsx'
import { ActorIndex, ancestorsOf } from './actor-index.views.tsx'
import { ConflictNotice } from './conflict.views.tsx'
import { Redirects } from './redirect.views.tsx'

/** The page of an actor names this many cooperations and links to the rest. */
const mostRows = 100

export function actorPages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/actors', (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const q = (c.req.query('q') ?? '').slice(0, 200)
      return showPage(c, site, {
        title: words.t('site.actors.title'),
        description: words.t('site.actors.lead'),
        current: 'cooperations',
        wide: true,
        body: (
          <>
            <ActorIndex census={site.standing.census} q={q} words={words} />
            <ProposeAddition account={c.var.account} resource="actors" words={words} />
          </>
        ),
      })
    })
    .get('/actors/:id', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { census, asOf } = site.standing
      const code = census.actors.codeOf.get(c.req.param('id'))
      const actor = code === undefined ? undefined : census.actors.rows[code]
      if (code === undefined || !actor) throw noSuchActor()
      const name = actorName(actor, words.language)
      const rows = relatedRows(census, code)
      const nosOf = (wanted: number[]) => wanted.slice(0, mostRows).map((row) => census.no[row] ?? 0)
      const nos = [rows.own, rows.within, rows.above].flatMap(nosOf)
      const byNo = Map.groupBy(await listCooperations(site.reader, nos, asOf), ({ no }) => no)
      const listed = (wanted: number[]) => ({
        items: nosOf(wanted).flatMap((no) => byNo.get(no) ?? []),
        total: wanted.length,
      })
      const asking = { account: c.var.account, asOf }
      const conflicts = await listConflicts(site.reader, { table: 'actor', id: actor.id }, asking)
      return showPage(c, site, {
        title: name,
        description: words.t('site.actor.description', { name }),
        current: 'cooperations',
        wide: true,
        followed: { path: actorPath(actor.id), name },
        linked: actorPath(actor.id),
        share: { path: `${actorPath(actor.id)}/share.png`, alt: name },
        embeds: [actorEmbed({ site, words }, actor)],
        body: (
          <>
            <ActorBody
              actor={actor}
              site={site}
              names={await listActorNames(site.reader, actor.id, asOf)}
              redirects={await listActorRedirects(site.reader, actor.id, asOf)}
              own={listed(rows.own)}
              within={listed(rows.within)}
              above={listed(rows.above)}
              conflicts={conflicts}
              history={await listActorHistory(site.reader, actor.id, asOf)}
              sources={await listSourcesById(
                site.reader,
                conflicts.flatMap(({ statements }) => statements.map(({ source }) => source)),
                asking,
              )}
              words={words}
            />
            <ReportErrorLink resource="actors" id={actor.id} words={words} />
            {conflicts.map((conflict) => (
              <RulingLink account={c.var.account} conflict={conflict} words={words} />
            ))}
            <ProposeAddition account={c.var.account} resource="cooperations" of={actor.id} words={words} />
            <ProposeChange account={c.var.account} resource="actors" id={actor.id} words={words} />
          </>
        ),
      })
    })
}

/** Rows of the actor itself, of places that lie in it, and of the places that it lies in. */
function relatedRows(census: Census, code: number): { own: number[]; within: number[]; above: number[] } {
  // Asked once for each actor and not once for each row: there may be many more rows.
  const within = censusActors(census).map((inner) => (liesIn(census, inner, code) ? 1 : 0))
  const above = censusActors(census).map((outer) => (liesIn(census, code, outer) ? 1 : 0))
  const related = { own: [] as number[], within: [] as number[], above: [] as number[] }
  for (let row = 0; row < census.rows; row += 1) {
    const home = census.home[row] ?? 0
    const counterpart = census.counterpart[row] ?? 0
    if (home === code || counterpart === code) related.own.push(row)
    else if (within[home] || within[counterpart]) related.within.push(row)
    else if (above[home] || above[counterpart]) related.above.push(row)
  }
  return related
}

function censusActors(census: Census): Int32Array {
  return Int32Array.from(census.actors.rows.keys())
}

function liesIn(census: Census, inner: number, outer: number): boolean {
  const { parent } = census.actors
  for (let up = parent[inner] ?? -1; up >= 0; up = parent[up] ?? -1) if (up === outer) return true
  return false
}

type Listed = { items: Cooperation[]; total: number }

type ActorBodyProps = {
  actor: Actor
  site: Site
  names: readonly ActorName[]
  redirects: readonly ActorRedirect[]
  own: Listed
  within: Listed
  above: Listed
  conflicts: readonly Conflict[]
  history: readonly HistoryEntry[]
  sources: ReadonlyMap<string, Source>
  words: Words
}

function ActorBody({
  actor,
  site,
  names,
  redirects,
  own,
  within,
  above,
  conflicts,
  history,
  sources,
  words,
}: ActorBodyProps) {
  const { t, at, vocabulary, language } = words
  const { census } = site.standing
  const name = actorName(actor, language)
  const isHome = own.items.some((item) => item.home === actor.id)
  const field = isHome ? 'homeActor' : 'counterpart'
  const filter = { ...defaultQuery.filter, [field]: [actor.id] }
  const crumbs = [
    { label: t('site.nav.actors'), href: at(actorsPath) },
    { label: vocabulary.country(actor.country), href: at(countryPath(actor.country)) },
    ...ancestorsOf(census, actor).map((ancestor) => ({
      label: actorName(ancestor, language),
      href: at(actorPath(ancestor.id)),
    })),
  ]
  const groups = [
    { id: 'own', title: isHome ? t('site.actor.own') : t('site.actor.who', { name }), listed: own },
    { id: 'within', title: t('site.actor.within', { name }), listed: within },
    { id: 'above', title: t('site.actor.above', { name }), listed: above },
  ].filter(({ listed }) => listed.total > 0)
  return (
    <>
      <PageHead
        title={
          <>
            {name}
            <LocalName actor={actor} />
          </>
        }
        above={<Breadcrumbs t={t} crumbs={crumbs} />}
      >
        <p class="quiet">
          {vocabulary.label('actor_kind', actor.kind)} · {t('site.actor.count', { count: own.total })}
        </p>
        <Redirects {...{ actor, census, redirects, words }} />
      </PageHead>
      <WithMargin
        margin={
          <>
            <MarginSection title={t('site.actor.names')}>
              <ActorFacts actor={actor} names={names} words={words} />
            </MarginSection>
            <CiteInMargin {...{ site, words }} title={name} path={words.today(actorPath(actor.id))} />
          </>
        }
      >
        {groups.length === 0 && (
          <EmptyState
            title={t('site.actor.none')}
            actions={[{ label: t('site.nav.cooperations'), href: at(cooperationsPath()) }]}
          />
        )}
        {groups.map(({ id, title, listed }) => (
          <Section id={id} title={title}>
            <CooperationTable census={census} items={listed.items} query={defaultQuery} words={words} fixedOrder />
            {listed.total > listed.items.length && (
              <p>
                <a href={at(cooperationsPath({ filter }))}>{t('site.actor.all', { total: listed.total })}</a>
              </p>
            )}
          </Section>
        ))}
        {own.total > 0 && (
          <TableFiles
            table="cooperations"
            search={writeCooperationQuery({ ...defaultQuery, filter })}
            of={t('site.actor.files', { name })}
            words={words}
          />
        )}
        {conflicts.length > 0 && (
          <Section id="conflicts" title={t('site.cooperation.conflicts')}>
            {conflicts.map((conflict) => (
              <ConflictNotice conflict={conflict} sources={sources} words={words} />
            ))}
          </Section>
        )}
        <Children actor={actor} census={census} words={words} />
        <Section id="history" title={t('site.cooperation.history')}>
          <History history={history} about={actor.id} path={actorPath(actor.id)} words={words} />
        </Section>
      </WithMargin>
    </>
  )
}

function Children({ actor, census, words }: { actor: Actor; census: Census; words: Words }) {
  const children = census.actors.rows.filter((each) => each.parent === actor.id)
  if (children.length === 0) return null
  return (
    <Section id="children" title={words.t('site.actor.children', { name: actorName(actor, words.language) })}>
      <ul class="plain-list">
        {children.map((child) => (
          <li>
            <ActorLink actor={child} words={words} />{' '}
            <span class="quiet">{words.vocabulary.label('actor_kind', child.kind)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function ActorFacts({ actor, names, words }: { actor: Actor; names: readonly ActorName[]; words: Words }) {
  const { t, at, vocabulary, language } = words
  const lang = localLanguage(actor.country)
  return (
    <>
      <DefinitionList
        items={[
          { term: t('site.actor.name-sv'), description: <LangText lang="sv">{actor.nameSv}</LangText> },
          { term: t('site.actor.name-en'), description: <LangText lang="en">{actor.nameEn}</LangText> },
          {
            term: t('site.actor.name-local'),
            description: actor.nameLocal && lang && <LangText lang={lang}>{actor.nameLocal}</LangText>,
          },
          { term: t('site.actor.name-romanised'), description: actor.nameRomanised },
          { term: t('site.actor.scb'), description: actor.scbCode },
          { term: t('site.actor.gbt'), description: actor.gbt2260 },
          { term: 'ISO 3166-2', description: actor.iso31662 },
          { term: t('site.list.county'), description: actor.county && vocabulary.county(actor.county) },
          {
            term: t('site.actor.seat'),
            description: actor.lat !== null && actor.lon !== null && (
              <Coordinates t={t} lat={actor.lat} lon={actor.lon} />
            ),
          },
        ]}
      />
      {names.length > 0 && (
        <>
          <h3>{t('site.actor.other-names')}</h3>
          <ul class="plain-list">
            {names.map((other) => (
              <li>
                {other.lang ? <LangText lang={other.lang}>{other.name}</LangText> : other.name}{' '}
                <span class="quiet">
                  <a href={at(codePath('name_type', other.type))}>{vocabulary.label('name_type', other.type)}</a>
                  {inLanguage(other, 'note', language) ? ` · ${inLanguage(other, 'note', language)}` : ''}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
