// The versions of the codebook that people code by: what each says, and how it differs from another.
import { Hono } from 'hono'
import { may } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  codedSchemes, differencesOf, findCodebookDraft, findCodebookVersion, listCodebookEntries, listCodebookVersions, questionOf,
  type CodebookVersion, type CodedScheme,
} from '#register/index.ts' // prettier-ignore
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SelectField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { ActButton } from '../accounts/form.views.tsx'
import { MomentFields, showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { changesetPath, codebookPath } from '../site.paths.ts'
import { CodebookEntries, Differences } from './codebook-entry.views.tsx'
import { codebookDraftPath, codebookVersionPath, codebookVersionsPath, codingPath } from './coding.paths.ts'

export const schemeNames = Object.keys(codedSchemes) as CodedScheme[]

export function codebookVersionPages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get(codebookVersionsPath, async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t, at } = words
      const versions = await listCodebookVersions(site.reader)
      const isCurator = may(c.var.account?.role, 'review')
      const title = t('coding.versions.title')
      return showPage(c, site, {
        title,
        description: t('coding.versions.lead'),
        body: (
          <>
            <PageHead title={title} lead={t('coding.versions.lead')} above={<BackToCodebook words={words} />}>
              <p>
                <a href={at(codingPath)}>{t('coding.rounds.title')}</a>
              </p>
            </PageHead>
            {isCurator && <DraftWay words={words} hasDraft={(await findCodebookDraft(site.reader)) !== undefined} />}
            {versions.length === 0 ? (
              <EmptyState
                title={t('coding.versions.none')}
                actions={[{ label: t('site.codebook.title'), href: at(codebookPath) }]}
              />
            ) : (
              <VersionTable versions={versions} words={words} caption={title} />
            )}
          </>
        ),
      })
    })
    .get(codebookVersionPath(':number'), async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { t, at } = words
      const asked = c.req.param('number')
      const version = /^\d{1,6}$/.test(asked) ? await findCodebookVersion(site.reader, Number(asked)) : undefined
      if (!version) throw new Problem('not-found', 'site/no-such-codebook', 'There is no such version of the codebook.')
      const { number } = version
      const versions = await listCodebookVersions(site.reader)
      const from = readFrom(questionOf(c).get('from'), versions, number)
      const entries = await listCodebookEntries(site.reader, number)
      const differences = from && differencesOf(await listCodebookEntries(site.reader, from), entries)
      const title = t('coding.version.title', { number })
      const crumbs = [
        { label: t('site.codebook.title'), href: at(codebookPath) },
        { label: t('coding.versions.title'), href: at(codebookVersionsPath) },
      ]
      return showPage(c, site, {
        title: from && questionOf(c).has('from') ? t('coding.version.title-from', { number, from }) : title,
        description: t('coding.version.lead'),
        body: (
          <>
            <PageHead title={title} lead={t('coding.version.lead')} above={<Breadcrumbs t={t} crumbs={crumbs} />}>
              <VersionFacts version={version} words={words} />
            </PageHead>
            {schemeNames.map((scheme) => (
              <Section id={scheme} title={t(`site.scheme.${scheme}`)}>
                <p>{t(`coding.scheme.${scheme}`)}</p>
                <CodebookEntries entries={entries.filter((entry) => entry.scheme === scheme)} words={words} />
              </Section>
            ))}
            {from !== undefined && differences && (
              <Section id="differences" title={t('coding.version.differences', { from })}>
                {differences.length === 0 ? (
                  <p>{t('coding.version.same')}</p>
                ) : (
                  <Differences
                    differences={differences}
                    words={words}
                    caption={t('coding.version.differences', { from })}
                  />
                )}
                <form
                  method="get"
                  action={`${words.today(codebookVersionPath(String(number)))}#differences`}
                  class="row-form"
                >
                  <MomentFields words={words} />
                  <SelectField
                    name="from"
                    label={t('coding.version.from')}
                    options={versions
                      .filter((one) => one.number !== number)
                      .map((one) => ({
                        value: String(one.number),
                        label: t('coding.version.title', { number: one.number }),
                        chosen: one.number === from,
                      }))}
                  />
                  <button type="submit" class="button plain">
                    {t('coding.version.compare')}
                  </button>
                </form>
              </Section>
            )}
          </>
        ),
      })
    })
}

/** The version to compare with: the one before, unless the address asks for another. */
function readFrom(asked: string | null, versions: readonly CodebookVersion[], number: number): number | undefined {
  if (asked === null) return versions.find((one) => one.number < number)?.number
  const found = versions.find((one) => String(one.number) === asked && one.number !== number)
  if (found) return found.number
  throw new Problem('bad-request', 'site/no-such-codebook', 'There is no such version to compare with.', { parameter: 'from' }) // prettier-ignore
}

function BackToCodebook({ words: { t, at } }: { words: Words }) {
  return <Breadcrumbs t={t} crumbs={[{ label: t('site.codebook.title'), href: at(codebookPath) }]} />
}

function DraftWay({ words, hasDraft }: { words: Words; hasDraft: boolean }) {
  const { t, today } = words
  return hasDraft ? (
    <p class="way-on">
      <a href={today(codebookDraftPath)}>{t('coding.draft.go-on')}</a>
    </p>
  ) : (
    <ActButton action={today(codebookDraftPath)} button={t('coding.draft.begin')} />
  )
}

function publishedOn({ publishedAt }: CodebookVersion, { language }: Words): string {
  return publishedAt ? formatDay(publishedAt.toISOString().slice(0, 10), language) : ''
}

function noteOf({ noteSv, noteEn }: CodebookVersion, { t, language }: Words): string {
  return (language === 'sv' ? noteSv : noteEn) ?? t('coding.version.packaged')
}

type TableProps = { versions: readonly CodebookVersion[]; words: Words; caption: string }

function VersionTable({ versions, words, caption }: TableProps) {
  const { t, at } = words
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={versions}
      columns={[
        {
          key: 'version',
          header: t('coding.versions.version'),
          cell: ({ number }) => (
            <a href={at(codebookVersionPath(String(number)))}>{t('coding.version.title', { number })}</a>
          ),
        },
        { key: 'when', header: t('coding.versions.published'), nowrap: true, cell: (one) => publishedOn(one, words) },
        { key: 'what', header: t('coding.versions.what'), cell: (one) => noteOf(one, words) },
      ]}
    />
  )
}

function VersionFacts({ version, words }: { version: CodebookVersion; words: Words }) {
  const { t, at } = words
  const { revision } = version
  return (
    <DefinitionList
      items={[
        { term: t('coding.versions.published'), description: publishedOn(version, words) },
        { term: t('coding.versions.what'), description: noteOf(version, words) },
        {
          term: t('coding.versions.revision'),
          description: revision !== null && <a href={at(changesetPath(revision))}>{revision}</a>,
        },
      ]}
    />
  )
}
