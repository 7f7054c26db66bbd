// How the register changed: the list of changesets, each with what it did, and what differs between two moments.
import { Hono, type Context } from 'hono'
import type { Child } from 'hono/jsx'
import { may } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  countChanges, findChangeset, findProposalOf, listAbout, listChanges, listChangesets, nameSubjects, questionOf, readChangeKey,
  readFactKind, readSpan, writeChangeKey, type Changeset, type ReadSpan, type RevisionSpan, type SpanError,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import { KeysetPager } from '#ui/controls/keyset-pager.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import {
  MomentFields,
  showPage,
  siteFor,
  wordsFor,
  type Site,
  type SiteParts,
  type Words,
} from '../frame/frame.views.tsx'
import { changesetPath, changesPath, comparePath, homePath, withQuery, type ChangeQuery } from '../site.paths.ts'
import { reversalPath } from '../proposals/proposal.paths.ts'
import { ChangeReport, countColumns, type Changes } from './change.views.tsx'
import { FollowLinks } from './history.views.tsx'

const pageSize = 50

export function changePages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/changes', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t } = words
      const { revision } = site.standing
      const before = Number(/^\d{1,9}$/.exec(c.req.query('before') ?? '')?.[0] ?? revision + 1)
      const first = Math.min(revision, before - 1)
      return showPage(c, site, {
        title: t('site.changes.title'),
        description: t('site.changes.lead'),
        body: (
          <>
            <PageHead title={t('site.changes.title')} lead={t('site.changes.lead')}>
              <p>
                <FollowLinks words={words} />
              </p>
            </PageHead>
            <ChangesetTable changesets={await listChangesets(site.reader, pageSize, first)} words={words} />
            {revision > pageSize && (
              <KeysetPager
                t={t}
                from={revision - first + 1}
                to={Math.min(revision, revision - first + pageSize)}
                total={revision}
                previousHref={first < revision ? words.at(withBefore(first + pageSize + 1)) : undefined}
                nextHref={first > pageSize ? words.at(withBefore(first - pageSize + 1)) : undefined}
              />
            )}
            <Section id="compare" title={t('site.compare.title')}>
              <CompareForm from={String(Math.max(0, revision - 1))} to={String(revision)} words={words} />
            </Section>
          </>
        ),
      })
    }) // prettier-ignore
    .get('/changes/compare', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t } = words
      const search = questionOf(c)
      const read = await readSpan(site.reader, search, site.standing.revision)
      const errors = 'errors' in read ? read.errors : []
      const asked = 'errors' in read ? {} : { from: String(read.span.from), to: String(read.span.to) }
      const typed = { ...asked, ...Object.fromEntries([...search].filter(([, value]) => value)) }
      const hrefOf = (query: ChangeQuery) => words.at(comparePath({ ...typed, ...query }))
      return showPage(c, site, {
        title: titleOf(read, words),
        description: t('site.compare.lead'),
        wide: true,
        status: errors.length > 0 ? 400 : 200,
        body: (
          <>
            <PageHead
              title={titleOf(read, words)}
              lead={t('site.compare.lead')}
              above={<Breadcrumbs t={t} crumbs={[{ label: t('site.changes.title'), href: words.at(changesPath) }]} />}
            />
            <CompareForm from={typed.from} to={typed.to} errors={errors} words={words} />
            {'span' in read && (
              <ChangeReport shown={await readChanges(c, site, read.span, hrefOf)} site={site} words={words} />
            )}
          </>
        ),
      })
    })
    .get('/changes/:revision{[0-9]{1,9}}', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t } = words
      const revision = Number(c.req.param('revision'))
      const changeset = await findChangeset(site.reader, revision, site.standing.revision)
      if (!changeset) throw new Problem('not-found', 'site/no-such-changeset', `There is no revision ${revision}.`)
      const hrefOf = (query: ChangeQuery) => words.at(changesetPath(revision, query))
      const title = t('site.changes.heading', { revision, message: messageOf(changeset, words) })
      const span = { from: revision - 1, to: revision }
      // What a proposal brought another may take back; what a data package did is for the package to change.
      const canTakeBack = may(c.var.account?.role, 'propose-any') && (await findProposalOf(parts.reader, revision)) !== undefined // prettier-ignore
      return showPage(c, site, {
        title,
        description: t('site.changes.description', { revision }),
        wide: true,
        body: (
          <>
            <PageHead
              title={title}
              above={<Breadcrumbs t={t} crumbs={[{ label: t('site.changes.title'), href: words.at(changesPath) }]} />}
            />
            <ChangesetFacts changeset={changeset} latest={site.standing.revision} words={words}>
              {canTakeBack && (
                <p>
                  <a href={words.at(reversalPath(String(revision)))}>{t('proposals.do.revert')}</a>
                </p>
              )}
            </ChangesetFacts>
            <ChangeReport shown={await readChanges(c, site, span, hrefOf)} site={site} words={words} />
          </>
        ),
      })
    })
}

function withBefore(before: number): string {
  return withQuery(changesPath, new URLSearchParams({ before: String(before) }))
}

function titleOf(read: ReadSpan, { t }: Words): string {
  return 'span' in read ? t('site.compare.heading', read.span) : t('site.compare.title')
}

/** A page of the changes over a span that the address asks for: of one kind, about one thing, from a place on. */
async function readChanges(
  c: Context<AppEnv>,
  site: Site,
  span: RevisionSpan,
  hrefOf: (query: ChangeQuery) => string,
): Promise<Changes> {
  const search = questionOf(c)
  const kind = readFactKind(search.get('kind'))
  const asked = search.get('about')
  // What names nothing chooses nothing; it has no other sign than these.
  const about = asked && /^[\w.-]+$/.test(asked) ? asked : undefined
  const ids = about === undefined ? undefined : await listAbout(site.reader, about)
  const after = readChangeKey(search.get('after') ?? '')
  // Counting goes through everything that changed: once is enough.
  const counts = after ? undefined : await countChanges(site.reader, span, ids)
  const { changes, more } = await listChanges(site.reader, span, { kind, about: ids, after, limit: pageSize })
  const last = changes.at(-1)
  const leadTo = (query: ChangeQuery) => hrefOf({ about, kind, after: undefined, ...query })
  return {
    span,
    counts,
    changes,
    kind,
    names: await nameSubjects(
      site.reader,
      changes.flatMap(({ subject, before, after: now }) => [subject, ...idsIn(before), ...idsIn(now)]),
      site.standing.revision,
    ),
    nextHref: last && more ? leadTo({ after: writeChangeKey(last) }) : undefined,
    firstHref: after ? leadTo({}) : undefined,
    hrefOf: (each) => leadTo({ kind: each }),
  }
}

const naming = ['home', 'counterpart', 'parent', 'actor', 'subject_id', 'cooperation']

function idsIn(row: Changes['changes'][number]['before']): string[] {
  return naming.flatMap((column) => (typeof row?.[column] === 'string' ? row[column] : []))
}

function messageOf(changeset: Changeset, { language }: Words): string {
  return language === 'sv' ? changeset.message_sv : changeset.message_en
}

function ChangesetTable({ changesets, words }: { changesets: readonly Changeset[]; words: Words }) {
  const { t, at } = words
  return (
    <DataTable
      t={t}
      caption={t('site.changes.title')}
      rows={changesets}
      columns={[
        {
          key: 'what',
          header: t('site.changes.what'),
          cell: (changeset) => <a href={at(changesetPath(changeset.revision))}>{messageOf(changeset, words)}</a>,
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
        ...countColumns(t),
      ]}
    />
  )
}

function When({ at, words }: { at: Date; words: Words }) {
  const day = at.toISOString().slice(0, 10)
  return <time datetime={at.toISOString()}>{formatDay(day, words.language)}</time>
}

type FormProps = { from: string | undefined; to: string | undefined; errors?: readonly SpanError[]; words: Words }

function CompareForm({ from, to, errors = [], words }: FormProps) {
  const { t, today } = words
  const errorOf = (parameter: 'from' | 'to') => {
    const error = errors.find((each) => each.parameter === parameter)
    return error && t(`site.compare.error.${error.message}`, { value: error.value })
  }
  return (
    <form method="get" action={today(comparePath())} class="fields">
      <MomentFields words={words} />
      <TextField
        name="from"
        label={t('site.compare.from')}
        hint={t('site.compare.hint')}
        value={from}
        error={errorOf('from')}
      />
      <TextField
        name="to"
        label={t('site.compare.to')}
        hint={t('site.compare.hint-to')}
        value={to}
        error={errorOf('to')}
      />
      <p>
        <button type="submit" class="button">
          {t('site.compare.show')}
        </button>
      </p>
    </form>
  )
}

type FactsProps = { changeset: Changeset; latest: number; words: Words; children: Child }

function ChangesetFacts({ changeset, latest, words, children }: FactsProps) {
  const { t, today, at } = words
  const { revision, author, dataset, added, changed, withdrawn } = changeset
  const as = (moment: number) => today(`${homePath}?as_of=${moment}`)
  return (
    <div class="flow">
      <DefinitionList
        items={[
          { term: t('site.changes.revision'), description: revision },
          { term: t('site.changes.when'), description: <When at={changeset.recorded_at} words={words} /> },
          { term: t('site.changes.author'), description: author },
          { term: t('site.changes.dataset'), description: dataset && <code>{dataset}</code> },
          {
            term: t('site.changes.count'),
            description: t('site.changes.counts-plain', { added, changed, withdrawn }),
          },
        ]}
      />
      <p>
        <a href={as(revision)}>{t('site.changes.then')}</a>
        {revision > 1 && (
          <>
            {' '}
            · <a href={as(revision - 1)}>{t('site.changes.before')}</a> ·{' '}
            <a href={at(changesetPath(revision - 1))}>{t('site.changes.earlier')}</a>
          </>
        )}
        {revision < latest && (
          <>
            {' '}
            · <a href={at(changesetPath(revision + 1))}>{t('site.changes.later')}</a>
          </>
        )}
      </p>
      {children}
    </div>
  )
}
