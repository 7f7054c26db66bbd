// Editions of the register: all of them, each with its files and how to cite it, and making one.
import { Hono } from 'hono'
import { may } from '#accounts/index.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  CheckForm,
  citeEditionApa,
  citeEditionBibtex,
  findEdition,
  listEditions,
  type EditionDesk,
  type ListedEdition,
} from '#publication/index.ts'
import { countChanges, type Did } from '#register/index.ts'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { WriteForm } from '../accounts/form.views.tsx'
import { DatasetList } from '../frame/dataset.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { comparePath } from '../site.paths.ts'
import {
  editionCheckPath,
  editionFilePath,
  editionListPath,
  editionPath,
  editionsPath,
  editionZipPath,
  otherViewsPath,
} from './edition.paths.ts'

export function editionPages(parts: SiteParts, desk: EditionDesk) {
  return new Hono<AppEnv>()
    .get(editionsPath, async (c) => {
      const words = wordsFor(c)
      const editions = await listEditions(desk.folder)
      const { revision } = parts.register.now()
      // Editions are made without a new revision of the register.
      c.header('cache-control', 'no-store')
      return showPage(c, siteFor(c, parts), {
        title: words.t('editions.title'),
        description: words.t('editions.lead'),
        current: 'data',
        body: (
          <>
            <PageHead title={words.t('editions.title')} lead={words.t('editions.lead')}>
              <p>{words.t('editions.what')}</p>
              <p>
                <a href={words.today(editionCheckPath)}>{words.t('editions.check-here')}</a>
                {' · '}
                <a href={words.today(otherViewsPath)}>{words.t('editions.others.title')}</a>
                {' · '}
                <a href={editionListPath}>{words.t('editions.list-json')}</a>
              </p>
            </PageHead>
            {may(c.var.account?.role, 'administer') && <Making {...{ words, desk, editions, revision }} />}
            <EditionList words={words} editions={editions} />
          </>
        ),
      })
    })
    .post(editionsPath, (c) => {
      desk.begin()
      return c.redirect(wordsFor(c).today(editionsPath), 303)
    })
    .get(editionCheckPath, (c) => {
      const { t, today } = wordsFor(c)
      const title = t('editions.check-here')
      const crumbs = [{ label: t('editions.title'), href: today(editionsPath) }]
      return showPage(c, siteFor(c, parts), {
        title,
        description: t('editions.check.lead'),
        current: 'data',
        body: (
          <>
            <PageHead title={title} lead={t('editions.check.lead')} above={<Breadcrumbs t={t} crumbs={crumbs} />} />
            <CheckForm t={t} />
          </>
        ),
      })
    })
    .get(editionPath(':id{\\d{4}-\\d+}'), async (c) => {
      const words = wordsFor(c)
      const edition = await findEdition(desk.folder, c.req.param('id'))
      if (!edition) throw new Problem('not-found', 'editions/no-such-edition', 'There is no such edition.')
      const older = (await listEditions(desk.folder)).filter(({ revision }) => revision < edition.revision)
      const differences = await Promise.all(older.map((from) => differencesOf(parts, from, edition)))
      c.header('cache-control', 'no-store')
      const title = words.t('editions.one-title', { id: edition.id })
      return showPage(c, siteFor(c, parts), {
        title,
        description: leadOf(edition, words),
        current: 'data',
        body: (
          <OneEdition
            words={words}
            edition={edition}
            publicKey={await publicKeyOf(edition)}
            title={title}
            differences={differences}
          />
        ),
      })
    })
}

function leadOf({ revision, recordedAt }: ListedEdition, { t, language }: Words): string {
  return t('editions.one-lead', { revision, day: formatDay(recordedAt.slice(0, 10), language) })
}

async function publicKeyOf({ folder, isSigned }: ListedEdition): Promise<string | undefined> {
  if (!isSigned) return undefined
  const { publicKey }: { publicKey?: unknown } = JSON.parse(await readFile(join(folder, 'signature.json'), 'utf8'))
  return typeof publicKey === 'string' ? publicKey : undefined
}

type MakingProps = { words: Words; desk: EditionDesk; editions: readonly ListedEdition[]; revision: number }

function Making({ words: { t, today }, desk, editions, revision }: MakingProps) {
  const state = desk.state()
  const same = editions.find((edition) => edition.revision === revision)
  return (
    <Section id="make" title={t('editions.make')}>
      {state.is === 'made' && (
        <Notice t={t} kind="info" id="edition-made" title={t('editions.made', { id: state.id })}>
          <a href={today(editionPath(state.id))}>{t('editions.one-title', { id: state.id })}</a>
        </Notice>
      )}
      {state.is === 'failed' && (
        <Notice t={t} kind="warn" id="edition-failed" title={t('editions.failed')}>
          {null}
        </Notice>
      )}
      {state.is === 'making' ? (
        <p role="status">{t('editions.making')}</p>
      ) : (
        <>
          <p>
            {same ? t('editions.make-again', { revision, id: same.id }) : t('editions.make-text', { revision })}
            {desk.publicKey === undefined && ` ${t('editions.make-unsigned')}`}
          </p>
          <WriteForm action={today(editionsPath)} button={t('editions.make')}>
            {null}
          </WriteForm>
        </>
      )}
    </Section>
  )
}

function EditionList({ words, editions }: { words: Words; editions: readonly ListedEdition[] }) {
  const { t, language, today } = words
  if (editions.length === 0) return <EmptyState title={t('editions.none')} actions={[]} />
  return (
    <Section id="all" title={t('editions.list')}>
      <DataTable
        t={t}
        caption={t('editions.list')}
        columns={[
          { key: 'id', header: t('editions.id'), cell: ({ id }) => <a href={today(editionPath(id))}>{id}</a> },
          { key: 'revision', header: t('editions.revision'), align: 'end', cell: ({ revision }) => revision },
          {
            key: 'recorded',
            header: t('editions.recorded'),
            nowrap: true,
            cell: ({ recordedAt }) => formatDay(recordedAt.slice(0, 10), language),
          },
          {
            key: 'cooperations',
            header: t('editions.cooperations'),
            align: 'end',
            cell: ({ cooperations }) => cooperations,
          },
          {
            key: 'signed',
            header: t('editions.signed'),
            cell: ({ isSigned }) => t(isSigned ? 'editions.signed-yes' : 'editions.signed-no'),
          },
        ]}
        rows={editions}
      />
    </Section>
  )
}

const files = [
  ['take-site', 'data/index.html'],
  ['take-readme', 'data/README.md'],
  ['take-package', 'data/package/datapackage.json'],
  ['take-sqlite', 'data/samband.sqlite'],
  ['take-citation', 'data/CITATION.cff'],
  ['take-datacite', 'data/datacite.json'],
  ['take-manifest', 'manifest-sha256.txt'],
] as const

type Difference = { from: ListedEdition; to: ListedEdition } & Record<Did, number>

/** The revisions of one register: what the one holds and the other does not, or holds otherwise. */
async function differencesOf({ reader }: SiteParts, from: ListedEdition, to: ListedEdition): Promise<Difference> {
  const counts = await countChanges(reader, { from: from.revision, to: to.revision })
  const sum = (did: Did) => counts.reduce((all, count) => all + count[did], 0)
  return { from, to, added: sum('added'), changed: sum('changed'), withdrawn: sum('withdrawn') }
}

type OneProps = {
  words: Words
  edition: ListedEdition
  publicKey: string | undefined
  title: string
  differences: readonly Difference[]
}

function OneEdition({ words, edition, publicKey, title, differences }: OneProps) {
  const { t, language, today } = words
  const { id, datasets } = edition
  const crumbs = [{ label: t('editions.title'), href: today(editionsPath) }]
  return (
    <>
      <PageHead title={title} lead={leadOf(edition, words)} above={<Breadcrumbs t={t} crumbs={crumbs} />} />
      <Section id="take" title={t('editions.take')}>
        <ul class="plain-list">
          <li>
            <a href={editionZipPath(id)}>{t('editions.take-zip')}</a>
          </li>
          {files.map(([name, path]) => (
            <li>
              <a href={editionFilePath(id, path)}>{t(`editions.${name}`)}</a>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="cite" title={t('editions.cite')}>
        <p>{citeEditionApa(edition, language)}</p>
        <h3>{t('editions.bibtex')}</h3>
        <pre>{citeEditionBibtex(edition, language)}</pre>
      </Section>
      <Section id="differences" title={t('editions.differences')}>
        {differences.length > 0 ? (
          <Differences words={words} differences={differences} />
        ) : (
          <p>{t('editions.differences-first')}</p>
        )}
      </Section>
      <Section id="licences" title={t('editions.licences')}>
        <DatasetList datasets={datasets} words={words} />
      </Section>
      <Section id="signature" title={t('editions.signature')}>
        <p>
          {publicKey ? t('editions.signature-by', { key: publicKey }) : t('editions.signature-none')}{' '}
          <a href={today(editionCheckPath)}>{t('editions.check-here')}</a>
        </p>
      </Section>
    </>
  )
}

function Differences({ words: { t, today }, differences }: { words: Words; differences: readonly Difference[] }) {
  const compare = ({ from, to }: Difference) =>
    today(comparePath({ from: String(from.revision), to: String(to.revision) }))
  const counted = [
    ['new', 'added'],
    ['corrected', 'changed'],
    ['withdrawn', 'withdrawn'],
  ] as const
  return (
    <>
      <p>{t('editions.differences-lead')}</p>
      <DataTable
        t={t}
        caption={t('editions.differences')}
        columns={[
          {
            key: 'since',
            header: t('editions.differences-since'),
            cell: (one) => <a href={compare(one)}>{one.from.id}</a>,
          },
          ...counted.map(([name, did]) => ({
            key: name,
            header: t(`editions.differences-${name}`),
            align: 'end' as const,
            cell: (one: Difference) => one[did],
          })),
        ]}
        rows={differences}
      />
    </>
  )
}
