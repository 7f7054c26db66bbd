// Sources whose address no longer answers, since when, and what has been kept of them.
import { Hono } from 'hono'
import {
  lastLinkCheck, listDeadLinks, listDocumentsOf, type DeadLink, type Document,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { sourcePath, sourcesPath } from '../site.paths.ts'
import { documentPath, linkRotPath } from './document.paths.ts'

export function linkRotPages(parts: SiteParts) {
  return new Hono<AppEnv>().get(linkRotPath, async (c) => {
    const words = wordsFor(c)
    const { t, at, language } = words
    const { account } = c.var
    const links = await listDeadLinks(parts.reader)
    const copies = new Map<string, Document[]>()
    for (const { source } of links) {
      const documents = await listDocumentsOf(parts.reader, source, { account })
      copies.set(source, documents.filter(({ state }) => state === 'accepted')) // prettier-ignore
    }
    const last = await lastLinkCheck(parts.reader)
    const title = t('evidence.link-rot.title')
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('evidence.link-rot.lead'),
      wide: true,
      body: (
        <>
          <PageHead title={title} lead={t('evidence.link-rot.lead')}>
            <p class="quiet">
              {last
                ? t('evidence.link-rot.checked', { day: formatDay(last.toISOString().slice(0, 10), language) })
                : t('evidence.link-rot.never')}
            </p>
          </PageHead>
          {links.length === 0 ? (
            <EmptyState
              title={t('evidence.link-rot.none')}
              actions={[{ label: t('site.nav.sources'), href: at(sourcesPath) }]}
            />
          ) : (
            <DeadLinks links={links} copies={copies} caption={title} words={words} />
          )}
        </>
      ),
    })
  })
}

type DeadLinksProps = {
  links: readonly DeadLink[]
  copies: ReadonlyMap<string, readonly Document[]>
  caption: string
  words: Words
}

function DeadLinks({ links, copies, caption, words }: DeadLinksProps) {
  const { t, at, language } = words
  const day = (date: Date) => formatDay(date.toISOString().slice(0, 10), language)
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={links}
      columns={[
        {
          key: 'source',
          header: t('site.sources.source'),
          cell: ({ source, title, language: lang }) => (
            <a href={at(sourcePath(source))}>{title && lang ? <LangText lang={lang}>{title}</LangText> : source}</a>
          ),
        },
        {
          key: 'address',
          header: t('site.source.address'),
          cell: ({ url }) => (
            <a href={url} rel="external nofollow" class="secret-text">
              {url}
            </a>
          ),
        },
        {
          key: 'since',
          header: t('evidence.link-rot.since'),
          nowrap: true,
          cell: ({ failingSince }) => day(failingSince),
        },
        {
          key: 'fault',
          header: t('evidence.link-rot.fault'),
          cell: ({ fault, status }) => t(`evidence.refused.${fault}`, { status: status ?? 0 }),
        },
        {
          key: 'checked',
          header: t('evidence.link-rot.asked'),
          nowrap: true,
          cell: ({ checkedAt }) => day(checkedAt),
        },
        {
          key: 'copy',
          header: t('evidence.link-rot.copy'),
          cell: ({ source }) =>
            copies.get(source)?.map(({ id, name }) => (
              <>
                <a href={at(documentPath(id))}>{name}</a>{' '}
              </>
            )),
        },
      ]}
    />
  )
}
