// The register's own books: codebook and conflicts.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { listSourcesById, listToldSeals, type ToldSeals } from '#evidence/index.ts'
import { listConflicts, type Conflict } from '#register/index.ts'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import { codebookVersionsPath, codingPath } from '../coding/coding.paths.ts'
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

export function referencePages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/codebook', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const told = await listToldSeals(site.reader, site.standing.revision, site.standing.asOf)
      return showPage(c, site, {
        title: words.t('site.codebook.title'),
        description: words.t('site.codebook.lead'),
        body: <Codebook words={words} told={told} />,
      })
    })
    .get('/conflicts', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const asking = { account: c.var.account, asOf: site.standing.asOf }
      const conflicts = await listConflicts(site.reader, undefined, asking)
      const sources = await listSourcesById(
        site.reader,
        conflicts.flatMap(({ statements }) => statements.map(({ source }) => source)),
        asking,
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

/** That somebody under seal bears out a code is told of the code only, and never of a body. */
function Confidential({ told, words: { t } }: { told: ToldSeals | undefined; words: Words }) {
  if (!told) return null
  const { sources, reviewers, named } = told
  return (
    <>
      {sources > 0 && <p class="quiet">{t('seals.told.sources', { sources, reviewers })}</p>}
      {named > 0 && <p class="quiet">{t('seals.told.named', { named })}</p>}
    </>
  )
}

function Codebook({ words, told }: { words: Words; told: ReadonlyMap<string, ToldSeals> }) {
  const { t, vocabulary } = words
  return (
    <>
      <PageHead title={t('site.codebook.title')} lead={t('site.codebook.lead')}>
        <TableFiles table="codebook" of={t('site.codebook.title')} words={words} />
        <p>
          <a href={words.at(codebookVersionsPath)}>{t('coding.versions.title')}</a>
          {' · '}
          <a href={words.at(codingPath)}>{t('coding.rounds.title')}</a>
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
                <dd>
                  {vocabulary.definition(scheme, code)}
                  <Confidential told={told.get(`${scheme}/${code}`)} words={words} />
                </dd>
              </>
            ))}
          </dl>
        </Section>
      ))}
    </>
  )
}
