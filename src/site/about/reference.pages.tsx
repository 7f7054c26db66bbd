// The register's own books: codebook, conflicts and changes.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { listSourcesById } from '#evidence/index.ts'
import { listChangesets, listConflicts, type Conflict } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, wordsFor, type Site, type Words } from '../frame/frame.views.tsx'
import { actorPath, cooperationPath } from '../site.paths.ts'
import { RulingLink } from '../proposals/propose-links.views.tsx'
import { ConflictNotice } from '../profiles/conflict.views.tsx'

const schemes = [
  'cooperation_kind',
  'status',
  'event_kind',
  'reason',
  'stance',
  'initiator',
  'formality',
  'rank',
  'standing',
  'layer',
  'term',
  'actor_kind',
  'regime',
  'name_type',
  'source_kind',
  'visibility',
  'fact_stance',
] as const

const mostChangesets = 200

export function referencePages(site: Site) {
  return new Hono<AppEnv>()
    .get('/codebook', (c) => {
      const words = wordsFor(c, site)
      return showPage(c, site, {
        title: words.t('site.codebook.title'),
        description: words.t('site.codebook.lead'),
        body: <Codebook words={words} />,
      })
    })
    .get('/conflicts', async (c) => {
      const words = wordsFor(c, site)
      const conflicts = await listConflicts(site.reader)
      const sources = await listSourcesById(
        site.reader,
        conflicts.flatMap(({ statements }) => statements.map(({ source }) => source)),
      )
      const order = ['register', 'cooperation', 'actor'] as const
      return showPage(c, site, {
        title: words.t('site.conflicts.title'),
        description: words.t('site.conflicts.lead'),
        body: (
          <>
            <PageHead title={words.t('site.conflicts.title')} lead={words.t('site.conflicts.lead')} />
            {order.map((table) => (
              <Section id={`about-${table}`} title={words.t(`site.conflicts.about-${table}`)}>
                {conflicts
                  .filter(({ subjectTable }) => subjectTable === table)
                  .map((conflict) => (
                    <>
                      <ConflictNotice conflict={conflict} sources={sources} words={words} />
                      <Subject conflict={conflict} words={words} />
                      <RulingLink account={c.var.account} conflict={conflict} words={words} />
                    </>
                  ))}
              </Section>
            ))}
          </>
        ),
      })
    })
    .get('/changes', async (c) => {
      const words = wordsFor(c, site)
      const { t, language } = words
      return showPage(c, site, {
        title: t('site.changes.title'),
        description: t('site.changes.lead'),
        body: (
          <>
            <PageHead title={t('site.changes.title')} lead={t('site.changes.lead')} />
            <DataTable
              t={t}
              caption={t('site.changes.title')}
              rows={await listChangesets(site.reader, mostChangesets)}
              columns={[
                {
                  key: 'what',
                  header: t('site.changes.what'),
                  cell: (changeset) => (language === 'sv' ? changeset.message_sv : changeset.message_en),
                },
                {
                  key: 'revision',
                  header: t('site.changes.revision'),
                  align: 'end',
                  cell: (changeset) => changeset.revision,
                },
                {
                  key: 'when',
                  header: t('site.changes.when'),
                  cell: (changeset) => <When at={changeset.recorded_at} words={words} />,
                },
                { key: 'added', header: t('site.changes.added'), align: 'end', cell: (changeset) => changeset.added },
                {
                  key: 'changed',
                  header: t('site.changes.changed'),
                  align: 'end',
                  cell: (changeset) => changeset.changed,
                },
                {
                  key: 'withdrawn',
                  header: t('site.changes.withdrawn'),
                  align: 'end',
                  cell: (changeset) => changeset.withdrawn,
                },
              ]}
            />
          </>
        ),
      })
    })
}

function When({ at, words }: { at: Date; words: Words }) {
  const day = at.toISOString().slice(0, 10)
  return <time datetime={at.toISOString()}>{formatDay(day, words.language)}</time>
}

function Subject({ conflict, words }: { conflict: Conflict; words: Words }) {
  const { subjectTable, subjectId } = conflict
  if (subjectId === null || subjectTable === 'register') return null
  const path = subjectTable === 'actor' ? actorPath(subjectId) : cooperationPath(subjectId)
  return (
    <p>
      <a href={words.at(path)}>{words.t(`site.conflicts.to-${subjectTable}`)}</a>
    </p>
  )
}

function Codebook({ words }: { words: Words }) {
  const { t, vocabulary } = words
  return (
    <>
      <PageHead title={t('site.codebook.title')} lead={t('site.codebook.lead')}>
        <p>
          <a href="/api/v1/codebook">JSON</a>
        </p>
      </PageHead>
      {schemes.map((scheme) => (
        <Section id={scheme} title={t(`site.scheme.${scheme}`)}>
          <dl class="book-of-terms">
            {vocabulary.codes(scheme).map(({ code }) => (
              <>
                <dt id={`${scheme}.${code}`}>
                  {vocabulary.label(scheme, code)} <code class="quiet">{code}</code>
                </dt>
                <dd>{vocabulary.definition(scheme, code)}</dd>
              </>
            ))}
          </dl>
        </Section>
      ))}
    </>
  )
}
