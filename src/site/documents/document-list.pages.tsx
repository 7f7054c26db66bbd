// Finding documents by what stands in them; and those that wait for a curator.
import { Hono } from 'hono'
import {
  documentStates, listDocumentsIn, listSourcesById, mayDecide, searchDocuments, type Document, type Found, type Source,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SearchField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { MomentFields, showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { sourceLabel } from '../frame/naming.views.tsx'
import { sourcePath, sourcesPath, withQuery } from '../site.paths.ts'
import { documentListPath, documentPath, documentsPath } from './document.paths.ts'
import { originInWords, sizeInWords } from './document.views.tsx'

const mostFound = 50
const mostListed = 100
const longestSearch = 200

export function documentListPages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get(documentsPath, async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t, at } = words
      const { account } = c.var
      const { asOf } = site.standing
      const asked = (c.req.query('q') ?? '').trim().slice(0, longestSearch)
      const asking = { account, asOf }
      const found = asked ? await searchDocuments(site.reader, asked, asking, mostFound) : []
      const sources = await listSourcesById(site.reader, found.map(({ source }) => source), asking) // prettier-ignore
      const title = t('evidence.search.title')
      return showPage(c, site, {
        title,
        description: t('evidence.search.lead'),
        body: (
          <>
            <PageHead title={title} lead={t('evidence.search.lead')} />
            <form method="get" action={words.today(documentsPath)} class="fields">
              <MomentFields words={words} />
              <SearchField t={t} label={t('evidence.search.words')} hint={t('evidence.search.hint')} value={asked} />
            </form>
            {asked && found.length === 0 && (
              <EmptyState
                title={t('evidence.search.none')}
                actions={[{ label: t('site.nav.sources'), href: at(sourcesPath) }]}
              >
                {t('evidence.search.none-hint')}
              </EmptyState>
            )}
            {found.length > 0 && (
              <Section id="found" title={t('evidence.search.found', { count: found.length })}>
                <ol class="plain-list found-pages">
                  {found.map((each) => (
                    <li>
                      <FoundPage found={each} source={sources.get(each.source)} words={words} />
                    </li>
                  ))}
                </ol>
              </Section>
            )}
          </>
        ),
      })
    })
    .get(documentListPath, async (c) => {
      const words = wordsFor(c)
      const { t } = words
      const account = signedIn(c)
      const isCurator = mayDecide(account)
      const states = documentStates.filter((one) => isCurator || ['handed_in', 'refused', 'accepted'].includes(one))
      const state = states.find((one) => one === c.req.query('state')) ?? 'handed_in'
      const documents = await listDocumentsIn(parts.reader, state, account, mostListed)
      const sources = await listSourcesById(parts.reader, documents.map(({ source }) => source), { account }) // prettier-ignore
      const title = t(isCurator ? 'evidence.list.title-all' : 'evidence.list.title-own')
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        body: (
          <>
            <PageHead title={title} lead={t(isCurator ? 'evidence.list.lead-all' : 'evidence.list.lead-own')} />
            <nav class="sort-links" aria-label={t('evidence.list.states')}>
              {states.map((one) => (
                <a
                  href={words.today(withQuery(documentListPath, new URLSearchParams({ state: one })))}
                  aria-current={one === state ? 'page' : undefined}
                >
                  {t(`evidence.state.${one}`)}
                </a>
              ))}
            </nav>
            {documents.length === 0 ? (
              <EmptyState
                title={t('evidence.list.none')}
                actions={[{ label: t('site.nav.sources'), href: words.today(sourcesPath) }]}
              />
            ) : (
              <DocumentTable documents={documents} sources={sources} caption={title} words={words} />
            )}
          </>
        ),
      })
    })
}

type FoundProps = { found: Found; source: Source | undefined; words: Words }

function FoundPage({ found, source, words }: FoundProps) {
  const { t, at } = words
  return (
    <>
      <p>
        <a href={at(documentPath(found.document, found.page))}>
          {found.name}
          {found.hasPages && `, ${t('evidence.document.page', { page: found.page })}`}
        </a>{' '}
        {source && (
          <span class="quiet">
            <a href={at(sourcePath(source.id))}>{source.title ?? sourceLabel(source, words)}</a>
          </span>
        )}
      </p>
      <p class="snippet">{found.snippet.map((piece, index) => (index % 2 === 1 ? <mark>{piece}</mark> : piece))}</p>
    </>
  )
}

type TableProps = {
  documents: readonly Document[]
  sources: ReadonlyMap<string, Source>
  caption: string
  words: Words
}

function DocumentTable({ documents, sources, caption, words }: TableProps) {
  const { t, today } = words
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={documents}
      columns={[
        { key: 'name', header: t('evidence.list.document'), cell: ({ id, name }) => <a href={today(documentPath(id))}>{name}</a> }, // prettier-ignore
        {
          key: 'source',
          header: t('site.sources.source'),
          cell: ({ source: id }) => {
            const source = sources.get(id)
            return source && <a href={today(sourcePath(id))}>{source.title ?? sourceLabel(source, words)}</a>
          },
        },
        { key: 'size', header: t('evidence.document.size'), cell: (document) => sizeInWords(document, words) },
        { key: 'origin', header: t('evidence.document.origin'), cell: (document) => originInWords(document, words) },
      ]}
    />
  )
}
