// The proposals: one's own for contributors, all of them for curators, with what waits for a decision first.
import { Hono } from 'hono'
import { may, typed } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  changeOf, countProposals, isEditedResource, listDivergences, listProposals, proposalStates, settleDivergence,
  type Proposal, type ProposalState, type Proposals, type Takeover,
} from '#register/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { ActButton, readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { cooperationsPath, withQuery } from '../site.paths.ts'
import { Diff } from './diff.views.tsx'
import { divergencePath, proposalPath, proposalsPath } from './proposal.paths.ts'

const mostShown = 100

export function proposalListPages(parts: SiteParts, work: Proposals) {
  return new Hono<AppEnv>()
    .get(proposalsPath, async (c) => {
      const words = wordsFor(c)
      const { t } = words
      const account = signedIn(c)
      const isCurator = may(account.role, 'review')
      const asked = proposalStates.find((state) => state === c.req.query('state'))
      const state = asked ?? 'proposed'
      const person = isCurator ? undefined : account.person
      const proposals = await listProposals(parts.reader, { states: [state], person }, mostShown)
      const counts = await countProposals(parts.reader, person)
      const title = t(isCurator ? 'proposals.list.title-all' : 'proposals.list.title-own')
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        body: (
          <>
            <PageHead title={title} lead={t(isCurator ? 'proposals.list.lead-all' : 'proposals.list.lead-own')} />
            <StateTabs state={state} counts={counts} words={words} />
            {proposals.length === 0 ? (
              <EmptyState
                title={t('proposals.list.none')}
                actions={[{ label: t('site.nav.cooperations'), href: words.at(cooperationsPath()) }]}
              />
            ) : (
              <ProposalTable proposals={proposals} words={words} caption={title} />
            )}
            {isCurator && <Divergences parts={parts} words={words} divergences={await listDivergences(parts.reader)} />}
          </>
        ),
      })
    })
    .post(divergencePath, async (c) => {
      const fields = await readFields(c)
      const resource = typed(fields, 'resource')
      const which = { id: typed(fields, 'id'), dataset: typed(fields, 'dataset') }
      if (isEditedResource(resource)) await work.database.write((tx) => settleDivergence(tx, { resource, ...which }))
      return c.redirect(wordsFor(c).at(`${proposalsPath}#divergences`), 303)
    })
}

type StateTabsProps = { state: ProposalState; counts: ReadonlyMap<ProposalState, number>; words: Words }

function StateTabs({ state, counts, words }: StateTabsProps) {
  const { t, at } = words
  return (
    <nav class="sort-links" aria-label={t('proposals.list.states')}>
      {proposalStates.map((one) => (
        <a
          href={at(withQuery(proposalsPath, new URLSearchParams({ state: one })))}
          aria-current={one === state ? 'page' : undefined}
        >
          {t(`proposals.state.${one}`)} ({counts.get(one) ?? 0})
        </a>
      ))}
    </nav>
  )
}

type TableProps = { proposals: readonly Proposal[]; words: Words; caption: string }

function ProposalTable({ proposals, words, caption }: TableProps) {
  const { t, at, language } = words
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={proposals}
      columns={[
        {
          key: 'what',
          header: t('proposals.list.what'),
          cell: ({ id, message }) => <a href={at(proposalPath(String(id)))}>{shorten(message)}</a>,
        },
        { key: 'kind', header: t('proposals.list.kind'), cell: ({ kind }) => t(`proposals.kind.${kind}`) },
        { key: 'about', header: t('proposals.list.about'), cell: ({ about }) => about.id },
        { key: 'who', header: t('proposals.list.who'), cell: ({ author }) => author || t('proposals.list.anybody') },
        {
          key: 'when',
          header: t('proposals.list.when'),
          nowrap: true,
          cell: ({ createdAt }) => formatDay(createdAt.toISOString().slice(0, 10), language),
        },
      ]}
    />
  )
}

const longestTitle = 120

/** Whole words of a message, for a line in a list. */
export function shorten(message: string): string {
  const [line = ''] = message.split('\n')
  return line.length <= longestTitle ? line : `${line.slice(0, longestTitle).replace(/\s+\S*$/, '')} …`
}

type DivergencesProps = { parts: SiteParts; words: Words; divergences: readonly Takeover[] }

/** Facts of which a data package says something new since an edit took them over. */
function Divergences({ parts, words, divergences }: DivergencesProps) {
  const { t, at } = words
  if (divergences.length === 0) return null
  const { census } = parts.register.now()
  return (
    <Section id="divergences" title={t('proposals.divergence.title')}>
      <p>{t('proposals.divergence.text')}</p>
      {divergences.map((divergence) => {
        const { resource, id, dataset, said, says } = divergence
        const change = said && says ? changeOf({ resource, id, base: 0, row: said }, says) : undefined
        const whole = { resource, id, base: null, before: said, fields: says ?? {} }
        return (
          <>
            <p>{t(says ? 'proposals.divergence.says' : 'proposals.divergence.dropped', { dataset, fact: id })}</p>
            <Diff changes={[change ?? { ...whole, act: says ? 'add' : 'withdraw' }]} words={words} known={census} />
            <ActButton
              action={at(divergencePath)}
              button={t('proposals.divergence.keep')}
              label={t('proposals.divergence.keep-label', { fact: id })}
              hidden={{ resource, id, dataset }}
            />
          </>
        )
      })}
    </Section>
  )
}
