// Sources: what each is, and every fact that it supports.
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import {
  findSource, isWithheld, listDocumentsOf, listPassagesIn, listSources, mayDecide, mayHandIn, type Passage, type Source,
} from '#evidence/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { DocumentSection, PassageLink } from '../documents/document.views.tsx'
import { documentsPath, linkRotPath } from '../documents/document.paths.ts'
import { TableFiles } from '../data/table-files.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { listSourceHistory, type HistoryEntry } from '#register/index.ts'
import { ProposeChange, ProposeAddition, ReportErrorLink } from '../proposals/propose-links.views.tsx'
import { dateInWords, inLanguage, locatorInWords, sourceLabel } from '../frame/naming.views.tsx'
import { History } from '../changes/history.views.tsx'
import { sourcePath, sourcesPath } from '../site.paths.ts'
import { factPath, readCitedFacts, type CitedFact } from './cited-fact.queries.ts'

export function sourcePages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/sources', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return showPage(c, site, {
        title: words.t('site.sources.title'),
        description: words.t('site.sources.lead'),
        wide: true,
        body: (
          <>
            <SourceIndex
              sources={await listSources(site.reader, { account: c.var.account, asOf: site.standing.asOf })}
              words={words}
            />
            <ProposeAddition account={c.var.account} resource="sources" words={words} />
          </>
        ),
      })
    })
    .get('/sources/:id', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { account } = c.var
      const asking = { account, asOf: site.standing.asOf }
      const source = await findSource(site.reader, c.req.param('id'), asking)
      if (!source) throw new Problem('not-found', 'site/no-such-source', 'There is no such source.')
      const title = titleOf(source, words)
      const facts = await readCitedFacts(site, source.id, words, account)
      const actors = facts.flatMap((fact) => fact.actors)
      return showPage(c, site, {
        title,
        description: words.t('site.source.description', { title }),
        body: (
          <>
            <SourceBody
              source={source}
              facts={facts}
              passages={await listPassagesIn(site.reader, source.id, asking)}
              documents={
                <DocumentSection
                  source={source}
                  documents={await listDocumentsOf(site.reader, source.id, asking)}
                  mayHandIn={mayHandIn(account, source, actors)}
                  mayFetch={mayDecide(account)}
                  words={words}
                />
              }
              history={await listSourceHistory(site.reader, source.id, site.standing.asOf)}
              words={words}
            />
            <ReportErrorLink resource="sources" id={source.id} words={words} />
            {source.visibility === 'public' && (
              <ProposeChange account={account} resource="sources" id={source.id} words={words} />
            )}
          </>
        ),
      })
    })
}

function titleOf(source: Source, words: Words): string {
  return source.title ?? sourceLabel(source, words)
}

function SourceIndex({ sources, words }: { sources: readonly (Source & { citations: number })[]; words: Words }) {
  const { t, at, vocabulary } = words
  return (
    <>
      <PageHead title={t('site.sources.title')} lead={t('site.sources.lead')}>
        <TableFiles table="sources" of={t('site.sources.title')} words={words} />
        <p class="quiet">
          <a href={at(documentsPath)}>{t('evidence.search.title')}</a> ·{' '}
          <a href={at(linkRotPath)}>{t('evidence.link-rot.title')}</a>
        </p>
      </PageHead>
      {[...Map.groupBy(sources, ({ kind }) => kind)].map(([kind, ofKind]) => (
        <Section id={kind} title={vocabulary.label('source_kind', kind)}>
          <DataTable
            t={t}
            caption={vocabulary.label('source_kind', kind)}
            rows={ofKind}
            columns={[
              {
                key: 'title',
                header: t('site.sources.source'),
                cell: (source) => (
                  <a href={at(sourcePath(source.id))}>
                    {source.title && source.language ? (
                      <LangText lang={source.language}>{source.title}</LangText>
                    ) : (
                      titleOf(source, words)
                    )}
                  </a>
                ),
              },
              { key: 'who', header: t('site.sources.who'), cell: (source) => source.publisher ?? source.author },
              {
                key: 'date',
                header: t('site.sources.date'),
                cell: (source) => (source.date ? dateInWords(source.date, t, words.language) : null),
              },
              {
                key: 'citations',
                header: t('site.sources.citations'),
                align: 'end',
                cell: (source) => source.citations,
              },
            ]}
          />
        </Section>
      ))}
    </>
  )
}

type SourceProps = {
  source: Source
  facts: readonly CitedFact[]
  passages: readonly Passage[]
  documents: Child
  history: readonly HistoryEntry[]
  words: Words
}

function SourceBody({ source, facts, passages, documents, history, words }: SourceProps) {
  const { t, at, vocabulary, language } = words
  return (
    <>
      <PageHead
        title={
          source.title && source.language ? (
            <LangText lang={source.language}>{source.title}</LangText>
          ) : (
            titleOf(source, words)
          )
        }
        above={<Breadcrumbs t={t} crumbs={[{ label: t('site.sources.title'), href: at(sourcesPath) }]} />}
      />
      {isWithheld(source) && (
        <Notice t={t} kind="info" title={sourceLabel(source, words)}>
          <p>{t(source.visibility === 'members' ? 'site.source.withheld-text' : 'site.source.sealed-text')}</p>
        </Notice>
      )}
      {source.visibility === 'members' && !isWithheld(source) && (
        <Notice t={t} kind="info" title={t('site.source.for-members')}>
          <p>{t('site.source.for-members-text')}</p>
        </Notice>
      )}
      <DefinitionList
        items={[
          { term: t('site.source.kind'), description: vocabulary.label('source_kind', source.kind) },
          { term: t('site.source.author'), description: source.author },
          { term: t('site.source.publisher'), description: source.publisher },
          { term: t('site.source.container'), description: source.container },
          { term: t('site.sources.date'), description: source.date && dateInWords(source.date, t, language) },
          { term: t('proposals.column.diary_number'), description: source.diaryNumber },
          {
            term: t('site.source.address'),
            description: source.url && (
              <a href={source.url} rel="external">
                {source.url}
              </a>
            ),
          },
          {
            term: t('site.source.accessed'),
            description: source.accessed && dateInWords(source.accessed, t, language),
          },
        ]}
      />
      {inLanguage(source, 'note', language) && <p>{inLanguage(source, 'note', language)}</p>}
      {documents}
      <Section id="facts" title={t('site.source.facts', { count: facts.length })}>
        {facts.length === 0 ? (
          <EmptyState title={t('site.source.no-facts')}>{t('site.source.background')}</EmptyState>
        ) : (
          <DataTable
            t={t}
            caption={t('site.source.facts', { count: facts.length })}
            rows={facts}
            columns={[
              {
                key: 'fact',
                header: t('site.source.fact'),
                cell: ({ citation, label, detail }) => (
                  <>
                    <a href={at(factPath(citation))}>{label}</a> {detail && <span class="quiet">{detail}</span>}
                  </>
                ),
              },
              {
                key: 'table',
                header: t('site.source.fact-kind'),
                cell: ({ citation }) => t(`site.fact.${citation.factTable}`),
              },
              {
                key: 'place',
                header: t('site.source.place'),
                cell: ({ citation }) => (
                  <>
                    {citation.locator && locatorInWords(citation.locator, t)}{' '}
                    <PassageLink citation={citation} passages={passages} words={words} />
                  </>
                ),
              },
              {
                key: 'stance',
                header: t('site.source.stance'),
                cell: ({ citation }) => vocabulary.label('fact_stance', citation.stance),
              },
            ]}
          />
        )}
      </Section>
      {history.length > 0 && (
        <Section id="history" title={t('site.cooperation.history')}>
          <History history={history} about={source.id} words={words} />
        </Section>
      )}
    </>
  )
}
