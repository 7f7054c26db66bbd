// The parts of a proposal's page.
import type { Account, Fields } from '#accounts/index.ts'
import { formatDay } from '#platform/i18n/format.ts'
import {
  hasForm, refuseAct, type Judgement, type ProposalAct, type ProposalWithChanges, type Subject,
} from '#register/index.ts' // prettier-ignore
import { TextField } from '#ui/controls/fields.tsx'
import { Breadcrumbs } from '#ui/controls/breadcrumbs.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { ActButton, WriteForm } from '../accounts/form.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { actorPath, changesetPath, conflictPath, cooperationPath, sourcePath, withQuery } from '../site.paths.ts'
import { Clashes, Diff, FactId, Faults, StoodByList, WarningFields } from './diff.views.tsx'
import { typedIn } from './draft-page.views.tsx'
import { subjectFor } from './fact-draft.queries.ts'
import type { NamedProposal } from './fact-names.queries.ts'
import { shorten } from './proposal-list.pages.tsx'
import {
  additionPath,
  addTo,
  changePath,
  gridPath,
  proposalActPath,
  proposalPath,
  proposalsPath,
  reversalPath,
} from './proposal.paths.ts'

/** What was wrong with an act: which, in words, and what had been filled in. */
export type Trouble = { act?: ProposalAct; said?: string; fields?: Fields }

type Props = {
  words: Words
  proposal: ProposalWithChanges
  /** Of an open proposal, how it stands to the facts now. */
  judgement: Judgement | undefined
  trouble: Trouble
  /** What the facts are called. */
  named: NamedProposal
  account: Account
  needsSecondPerson: boolean
}

export function ProposalBody(props: Props) {
  const { words, proposal, judgement, trouble, named, account, needsSecondPerson } = props
  const { t, at, language } = words
  const { id, changes, state, kind } = proposal
  const shown = { changes, words, known: named.known, facts: judgement?.facts }
  const mayDo = (act: ProposalAct) => refuseAct(act, account, proposal, needsSecondPerson) === undefined
  const soft = (judgement?.findings ?? []).filter(
    ({ isHard, code, id: fact }) => !isHard && !proposal.warnings.some((one) => one.code === code && one.id === fact),
  )
  const clashes = judgement?.clashes ?? []
  return (
    <>
      <draft-sent />
      <PageHead
        title={shorten(proposal.message)}
        above={<Breadcrumbs t={t} crumbs={[{ label: t('proposals.list.title-all'), href: at(proposalsPath) }]} />}
      >
        <p>
          <strong>{t(`proposals.state.${state}`)}</strong>
          {proposal.revision !== null && (
            <>
              {' '}
              <a href={at(changesetPath(proposal.revision))}>
                {t('proposals.page.revision', { revision: proposal.revision })}
              </a>
            </>
          )}
        </p>
      </PageHead>
      {trouble.said && (
        <Notice t={t} kind="warn">
          <p>{trouble.said}</p>
        </Notice>
      )}
      <div class="particulars">
        <DefinitionList
          items={[
            {
              term: t(kind === 'report' ? 'proposals.report.message' : 'proposals.field.message'),
              description: <span class="as-typed">{proposal.message}</span>,
            },
            { term: t('proposals.list.who'), description: proposal.author || t('proposals.list.anybody') },
            { term: t('proposals.list.about'), description: <About {...{ proposal, named, words }} /> },
            {
              term: t('proposals.report.source'),
              description: proposal.sourceUrl && (
                <a href={proposal.sourceUrl} rel="nofollow noreferrer">
                  {proposal.sourceUrl}
                </a>
              ),
            },
            { term: t('proposals.report.email'), description: mayDo('answer') && proposal.email },
            {
              term: t('proposals.page.answers'),
              description: proposal.answers !== null && (
                <a href={at(proposalPath(String(proposal.answers)))}>
                  {t('proposals.page.report', { id: proposal.answers })}
                </a>
              ),
            },
          ]}
        />
      </div>
      {kind === 'change' && (
        <Section id="changes" title={t('proposals.page.changes')}>
          {judgement && <Faults {...shown} findings={judgement.findings} />}
          <StoodByList {...shown} warnings={proposal.warnings} />
          <Diff {...shown} />
        </Section>
      )}
      {clashes.length + soft.length > 0 && mayDo('change') && (
        <Section id="settling" title={t('proposals.clash.title')}>
          <p>{t('proposals.clash.text')}</p>
          <WriteForm action={at(proposalActPath(String(id), 'settling'))} button={t('proposals.clash.settle')}>
            {clashes.length > 0 && <Clashes {...shown} clashes={clashes} />}
            <WarningFields
              {...shown}
              findings={soft}
              typed={typedIn(trouble.fields ?? {})}
              isAskedAgain={trouble.fields !== undefined}
            />
          </WriteForm>
        </Section>
      )}
      <Section id="steps" title={t('proposals.page.steps')}>
        <ol class="plain-list">
          {proposal.steps.map(({ act, name, said, at: when }) => {
            const day = when.toISOString().slice(0, 10)
            return (
              <li>
                <time datetime={when.toISOString()}>{formatDay(day, language)}</time>{' '}
                {t(`proposals.step.${act}`, { name: name ?? t('proposals.list.anybody') })}
                {said && <p class="as-typed">{said}</p>}
              </li>
            )
          })}
        </ol>
      </Section>
      <Acts {...props} mayDo={mayDo} />
    </>
  )
}

function About({ proposal, named, words }: Pick<Props, 'proposal' | 'named' | 'words'>) {
  const { id: fact } = proposal.about
  const { resource, id } = subjectFor(proposal.about.resource, fact)
  const paths: Partial<Record<typeof resource, string>> = {
    cooperations: cooperationPath(id),
    actors: actorPath(id),
    sources: sourcePath(id),
    conflicts: conflictPath(id),
  }
  const path = paths[resource]
  // What would be added has no page yet.
  const isThere = !proposal.changes.some((change) => change.act === 'add' && change.id === id) || proposal.revision
  const name = named.about ?? fact
  return (
    <>
      {path && isThere ? <a href={words.at(path)}>{name}</a> : name}
      {named.about !== undefined && (
        <>
          {' '}
          <FactId id={fact} />
        </>
      )}
    </>
  )
}

function Acts({
  words,
  proposal,
  trouble,
  needsSecondPerson,
  account,
  mayDo,
}: Props & { mayDo: (act: ProposalAct) => boolean }) {
  const { t, at } = words
  const id = String(proposal.id)
  const own = refuseAct('accept', account, proposal, needsSecondPerson)
  const reopen = formThatMade(proposal)
  const said = (act: ProposalAct) => (trouble.act === act ? trouble.said : undefined)
  const form = (act: 'reject' | 'send_back' | 'comment' | 'answer', path: string) =>
    mayDo(act) && (
      <details open={said(act) !== undefined}>
        <summary>{t(`proposals.do.${act}`)}</summary>
        <WriteForm action={at(path)} button={t(`proposals.do.${act}`)} plain>
          <TextField
            name="said"
            id={`said-${act}`}
            label={t(`proposals.do.${act}-said`)}
            error={said(act)}
            rows={3}
            maxlength={1000}
            required
          />
        </WriteForm>
      </details>
    )
  return (
    <Section id="acts" title={t('proposals.page.acts')}>
      {own === 'second-person' && <p>{t('proposals.refused.second-person')}</p>}
      {mayDo('accept') && (
        <WriteForm action={at(proposalActPath(id, 'acceptance'))} button={t('proposals.do.accept')}>
          <TextField name="said" id="said-accept" label={t('proposals.do.accept-said')} rows={2} maxlength={1000} />
        </WriteForm>
      )}
      {form('send_back', proposalActPath(id, 'return'))}
      {form('reject', proposalActPath(id, 'rejection'))}
      {form('answer', proposalActPath(id, 'answer'))}
      {form('comment', proposalActPath(id, 'remark'))}
      {reopen && mayDo('change') && (
        <p>
          <a href={at(withQuery(reopen.path, new URLSearchParams({ ...reopen.query, proposal: id })))}>
            {t('proposals.do.change')}
          </a>
        </p>
      )}
      {proposal.kind === 'report' && mayDo('answer') && (
        <p>
          {t('proposals.do.turn-into-change')}{' '}
          <span class="row-links">
            {formsFor(proposal, words).map(({ label, path }, index) => (
              <>
                {index > 0 && ' · '}
                <a href={at(`${path}${path.includes('?') ? '&' : '?'}report=${id}`)}>{label}</a>
              </>
            ))}
          </span>
        </p>
      )}
      {mayDo('withdraw') && (
        <ActButton action={at(proposalActPath(id, 'withdrawal'))} button={t('proposals.do.withdraw')} />
      )}
      {proposal.revision !== null && (
        <p>
          <a href={at(reversalPath(String(proposal.revision)))}>{t('proposals.do.revert')}</a>
        </p>
      )}
    </Section>
  )
}

/** The form that made the proposal, to open it again; a withdrawal or a reversal has none. */
function formThatMade({ changes, reverts, about }: ProposalWithChanges) {
  const main = changes.find(({ resource }) => hasForm(resource))
  const ownForms = ['conflicts', 'statements', 'actor_redirects']
  const isOfOwnForm = changes.some(({ resource }) => ownForms.includes(resource))
  if (reverts !== null || isOfOwnForm || !main || main.act === 'withdraw') return undefined
  const rows = changes.filter(({ resource }) => resource === main.resource)
  if (rows.length > 1)
    return {
      path: gridPath(main.resource),
      query: changes.some(({ act, id }) => act === 'add' && id === about.id) ? {} : gridQuery(about),
    }
  if (main.act === 'change') return { path: changePath(main.resource, main.id), query: {} }
  const of = main.fields.event ?? main.fields.cooperation
  return { path: additionPath(main.resource), query: of ? { of: String(of) } : ({} as Record<string, string>) }
}

/** What the grid was of; a grid of a list is opened again without it. */
function gridQuery({ resource, id }: Subject): Record<string, string> {
  return resource === 'cooperations' || resource === 'actors' ? { of: id } : {}
}

/** Where a curator begins to make a change of a report. */
function formsFor({ about }: ProposalWithChanges, { t }: Words): { label: string; path: string }[] {
  const { resource, id } = about
  const change = hasForm(resource) ? [{ label: t('proposals.links.change'), path: changePath(resource, id) }] : []
  const cooperation = subjectFor(resource, id)
  if (cooperation.resource !== 'cooperations') return change
  return [
    ...change,
    { label: t('proposals.links.add-event'), path: addTo('events', cooperation.id) },
    { label: t('proposals.links.add-agreement'), path: addTo('agreements', cooperation.id) },
  ]
}
