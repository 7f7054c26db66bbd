// One cooperation: in what state it is and because of what, everything dated about it, and who says so.
import { Hono } from 'hono'
import type { Account } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  listSourcesById,
  readEvidenceBelow,
  type Asking,
  type Citation,
  type Passage,
  type Source,
} from '#evidence/index.ts'
import {
  emptyFilter,
  findCooperation,
  listConflicts,
  listCooperations,
  listHistory,
  outlineOf,
  rowsOfParty,
  type Actor,
  type Census,
  type Conflict,
  type Cooperation,
  type HistoryEntry,
  type Outline,
} from '#register/index.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { MarginSection } from '#ui/controls/margin-section.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section, WithMargin } from '#ui/layout/section.tsx'
import { CiteInMargin } from '../frame/cite.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import {
  actorIn,
  ActorLink,
  actorName,
  Citations,
  DateText,
  dateInWords,
  endedByNote,
  inLanguage,
  pairName,
  StatusText,
} from '../frame/naming.views.tsx'
import { ProposeAboutCooperation, ReportErrorLink, RulingLink } from '../proposals/propose-links.views.tsx'
import { codePath, cooperationPath, cooperationsPath, countryPath } from '../site.paths.ts'
import { History } from '../changes/history.views.tsx'
import { noSuchCooperation } from './share-card.pages.tsx'
import { ConflictNotice } from './conflict.views.tsx'
import { AgreementList, EventTimeline, ReasonList } from './cooperation.views.tsx'

/** Everything that the page shows, read at once. */
export type Profile = {
  cooperation: Cooperation
  outline: Outline
  home: Actor
  counterpart: Actor
  conflicts: Conflict[]
  citations: readonly Citation[]
  citationsOf: (factId: string) => readonly Citation[]
  sources: ReadonlyMap<string, Source>
  passages: readonly Passage[]
  history: HistoryEntry[]
  neighbours: { sameCounterpart: Cooperation[]; sameHome: Cooperation[] }
}

export function cooperationPages(parts: SiteParts) {
  return new Hono<AppEnv>().get('/cooperations/:id', async (c) => {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const profile = await readProfile(site, c.req.param('id'), c.var.account)
    const title = `${actorName(profile.home, words.language)} – ${actorName(profile.counterpart, words.language)}`
    return showPage(c, site, {
      title: `${title}, ${words.vocabulary.label('cooperation_kind', profile.cooperation.kind).toLocaleLowerCase(words.language)}`,
      description: words.t('site.cooperation.description', { title }),
      current: 'cooperations',
      wide: true,
      followed: { path: cooperationPath(profile.cooperation.id), name: title },
      linked: cooperationPath(profile.cooperation.id),
      share: { path: `${cooperationPath(profile.cooperation.id)}/share.png`, alt: title },
      body: (
        <>
          <ProfileBody profile={profile} title={title} site={site} words={words} />
          <ReportErrorLink resource="cooperations" id={profile.cooperation.id} words={words} />
          {profile.conflicts.map((conflict) => (
            <RulingLink account={c.var.account} conflict={conflict} words={words} />
          ))}
          <ProposeAboutCooperation
            account={c.var.account}
            cooperation={profile.cooperation}
            citations={profile.citations}
            words={words}
          />
        </>
      ),
    })
  })
}

async function readProfile(site: Site, id: string, account: Account | undefined): Promise<Profile> {
  const { reader } = site
  const { census, asOf } = site.standing
  const asking = { account, asOf }
  const [{ cooperation, conflicts, neighbours, history }, evidence] = await Promise.all([
    readAround(site, id, asking),
    readEvidenceBelow(reader, id, asking),
  ])
  const { citations, sources, passages } = evidence
  const stated = conflicts.flatMap(({ statements }) => statements.flatMap(({ source }) => source ?? []))
  const uncited = stated.filter((source) => !sources.has(source))
  const byFact = Map.groupBy(citations, (citation) => citation.factId)
  return {
    cooperation,
    outline: outlineOf(cooperation),
    home: actorIn(census, cooperation.home),
    counterpart: actorIn(census, cooperation.counterpart),
    conflicts,
    citations,
    citationsOf: (factId) => byFact.get(factId) ?? [],
    sources: new Map([...sources, ...(await listSourcesById(reader, uncited, asking))]),
    passages,
    history,
    neighbours,
  }
}

/** The cooperation, and what is told beside it. */
async function readAround(site: Site, id: string, asking: Asking) {
  const { reader } = site
  const cooperation = await findCooperation(reader, id, asking.asOf)
  if (!cooperation) throw noSuchCooperation(id)
  const [conflicts, neighbours, history] = await Promise.all([
    cooperation.conflicts > 0 ? listConflicts(reader, { table: 'cooperation', id }, asking) : [],
    readNeighbours(site, cooperation),
    listHistory(reader, cooperation.history),
  ])
  return { cooperation, conflicts, neighbours, history }
}

/** A popular counterpart may have thousands; the page names this many and links to the rest. */
const mostNeighbours = 5

async function readNeighbours(site: Site, cooperation: Cooperation): Promise<Profile['neighbours']> {
  const { census } = site.standing
  const others = (side: 'home' | 'counterpart') => {
    const rows = rowsOfParty(census, side, census.actors.codeOf.get(cooperation[side]) ?? -1)
    const nos = Array.from(rows.subarray(0, mostNeighbours + 1), (row) => census.no[row] ?? 0)
    return nos.filter((no) => no !== cooperation.no).slice(0, mostNeighbours)
  }
  const sameCounterpart = others('counterpart')
  const sameHome = others('home')
  const found = await listCooperations(site.reader, [...new Set([...sameCounterpart, ...sameHome])], site.standing.asOf)
  return {
    sameCounterpart: found.filter(({ no }) => sameCounterpart.includes(no)),
    sameHome: found.filter(({ no }) => sameHome.includes(no)),
  }
}

type BodyProps = { profile: Profile; title: string; site: Site; words: Words }

function ProfileBody({ profile, title, site, words }: BodyProps) {
  const { t, at, vocabulary, language } = words
  const { cooperation, counterpart, outline, conflicts } = profile
  const note = inLanguage(cooperation, 'note', language)
  const crumbs = [
    { label: t('site.nav.cooperations'), href: at(cooperationsPath()) },
    { label: vocabulary.country(counterpart.country), href: at(countryPath(counterpart.country)) },
  ]
  return (
    <>
      <PageHead title={title} above={<Breadcrumbs t={t} crumbs={crumbs} />}>
        <StatusLine profile={profile} words={words} />
        {cooperation.standing === 'disputed' && <p class="quiet">{t('site.cooperation.disputed')}</p>}
        {conflicts.length > 0 && (
          <p>
            <a href="#conflicts">{t('site.cooperation.has-conflicts', { count: conflicts.length })}</a>
          </p>
        )}
      </PageHead>
      <WithMargin
        margin={
          <>
            <MarginSection title={t('site.cooperation.facts')}>
              <Facts profile={profile} words={words} />
            </MarginSection>
            <MarginSection title={t('site.cooperation.says-so')}>
              <Citations
                citations={profile.citationsOf(cooperation.id)}
                sources={profile.sources}
                passages={profile.passages}
                words={words}
              />
              <p class="quiet">{t('site.cooperation.citations', { count: cooperation.citations })}</p>
              <p>
                <a href={at(`/api/v1/cooperations/${cooperation.id}`)}>JSON</a>
              </p>
            </MarginSection>
            <CiteInMargin {...{ site, title, words }} path={words.today(cooperationPath(cooperation.id))} />
          </>
        }
      >
        {note && <p>{note}</p>}
        {cooperation.reasons.length > 0 && (
          <Section id="reasons" title={t('site.cooperation.reasons')}>
            <ReasonList profile={profile} words={words} />
          </Section>
        )}
        <Section id="events" title={t('site.cooperation.events')}>
          <EventTimeline profile={profile} words={words} />
        </Section>
        {profile.cooperation.agreements.length > 0 && (
          <Section id="agreements" title={t('site.cooperation.agreements')}>
            <AgreementList profile={profile} words={words} />
          </Section>
        )}
        {conflicts.length > 0 && (
          <Section id="conflicts" title={t('site.cooperation.conflicts')}>
            {conflicts.map((conflict) => (
              <ConflictNotice conflict={conflict} sources={profile.sources} words={words} />
            ))}
          </Section>
        )}
        <Neighbours profile={profile} census={site.standing.census} words={words} />
        <Section id="history" title={t('site.cooperation.history')}>
          <History
            history={profile.history}
            about={cooperation.id}
            path={cooperationPath(cooperation.id)}
            words={words}
          />
        </Section>
        {outline.spans.length === 0 && <p>{t('site.cooperation.no-dates')}</p>}
      </WithMargin>
    </>
  )
}

/** “Ended 14 September 2020 because: decision of the municipal council.” */
function StatusLine({ profile, words }: { profile: Profile; words: Words }) {
  const { t, language, at, vocabulary } = words
  const { outline, citationsOf, sources, passages } = profile
  const { because } = outline
  return (
    <p class="status-line">
      <StatusText status={outline.status} note={endedByNote(outline.endedBy, words)} words={words} />{' '}
      {because?.date && (
        <>
          {outline.status === 'ended'
            ? dateInWords(because.date, t, language)
            : t('site.cooperation.since', { date: dateInWords(because.date, t, language) })}
          {'. '}
          <span class="quiet">{t('site.cooperation.because')}</span>{' '}
          <a href={`#${because.id}`}>
            {vocabulary.label('event_kind', because.kind)}
            {inLanguage(because, 'body', language) ? `, ${inLanguage(because, 'body', language)}` : ''}
          </a>
          {because.diaryNumber && (
            <span class="quiet">
              {' '}
              ({t('site.cooperation.diary-number')} {because.diaryNumber})
            </span>
          )}{' '}
          <Citations citations={citationsOf(because.id)} sources={sources} passages={passages} words={words} />
        </>
      )}
      {outline.status && (
        <a class="visually-hidden" href={at(codePath('status', outline.status))}>
          {t('site.cooperation.status-definition')}
        </a>
      )}
    </p>
  )
}

function Facts({ profile, words }: { profile: Profile; words: Words }) {
  const { t, at, vocabulary } = words
  const { cooperation, home, counterpart, outline } = profile
  const { designation, designationLang } = cooperation
  return (
    <DefinitionList
      items={[
        { term: t('site.list.home'), description: <ActorLink actor={home} words={words} /> },
        { term: t('site.list.counterpart'), description: <ActorLink actor={counterpart} words={words} /> },
        {
          term: t('site.list.kind'),
          description: (
            <a href={at(codePath('cooperation_kind', cooperation.kind))}>
              {vocabulary.label('cooperation_kind', cooperation.kind)}
            </a>
          ),
        },
        {
          term: t('site.cooperation.designation'),
          description:
            designation && (designationLang ? <LangText lang={designationLang}>{designation}</LangText> : designation),
        },
        { term: t('site.list.established'), description: <DateText date={outline.established} words={words} /> },
        { term: t('site.list.ended'), description: outline.ended && <DateText date={outline.ended} words={words} /> },
        {
          term: t('site.cooperation.ended-by'),
          description: outline.endedBy && vocabulary.label('initiator', outline.endedBy),
        },
      ]}
    />
  )
}

function Neighbours({ profile, census, words }: { profile: Profile; census: Census; words: Words }) {
  const { t, language } = words
  const { home, counterpart, neighbours } = profile
  const groups = [
    {
      title: t('site.cooperation.same-counterpart', { name: actorName(counterpart, language) }),
      items: neighbours.sameCounterpart,
      field: 'counterpart',
      id: counterpart.id,
    },
    {
      title: t('site.cooperation.same-home', { name: actorName(home, language) }),
      items: neighbours.sameHome,
      field: 'homeActor',
      id: home.id,
    },
  ] as const
  if (groups.every(({ items }) => items.length === 0)) return null
  return (
    <Section id="neighbours" title={t('site.cooperation.neighbours')}>
      {groups.map(({ title, items, field, id }) =>
        items.length === 0 ? null : (
          <>
            <h3>{title}</h3>
            <NeighbourList items={items} census={census} words={words} />
            {items.length === mostNeighbours && (
              <p>
                <a href={words.at(cooperationsPath({ filter: { ...emptyFilter, [field]: [id] } }))}>
                  {t('site.list.show-all')}
                </a>
              </p>
            )}
          </>
        ),
      )}
    </Section>
  )
}

/** Cooperations in a line each: who with whom, and in what state. */
export function NeighbourList({
  items,
  census,
  words,
}: {
  items: readonly Cooperation[]
  census: Census
  words: Words
}) {
  const { t, at, language, vocabulary } = words
  return (
    <ul class="plain-list">
      {items.map((item) => {
        const outline = outlineOf(item)
        return (
          <li>
            <a href={at(cooperationPath(item.id))}>{pairName(item, census, words)}</a>{' '}
            <span class="quiet">
              {vocabulary.label('cooperation_kind', item.kind).toLocaleLowerCase(language)},{' '}
              {outline.established
                ? t('site.cooperation.since', { date: dateInWords(outline.established.edtf, t, language) })
                : ''}
            </span>{' '}
            <StatusText
              status={outline.status}
              note={
                outline.statusSince && outline.status !== 'active'
                  ? dateInWords(outline.statusSince.edtf, t, language)
                  : undefined
              }
              words={words}
            />
          </li>
        )
      })}
    </ul>
  )
}
