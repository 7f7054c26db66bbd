// Proposals that need no form but a reason: withdrawing a fact with what hangs on it, and taking back a changeset.
import { Hono, type Context } from 'hono'
import type { Fields } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  draftReversal, isEditedResource, judgeChanges, propose, readBranch, withdrawalOf, type ProposedChange, type Proposals,
  type Subject,
} from '#register/index.ts' // prettier-ignore
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields, WriteForm } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { Diff, Faults, WarningFields } from './diff.views.tsx'
import { typedIn, warningsIn } from './draft-page.views.tsx'
import { subjectFor } from './fact-draft.queries.ts'
import { noSuchFact } from './fact-form.pages.tsx'
import { nameOf } from './diff.views.tsx'
import { factWithdrawalPath, proposalPath, reversalPath } from './proposal.paths.ts'

type Ready = { changes: readonly ProposedChange[]; about: Subject; title: string; reverts?: number }

export function readyDraftPages(parts: SiteParts, work: Proposals) {
  const show = async (c: Context<AppEnv>, { changes, title }: Ready, fields?: Fields) => {
    const words = wordsFor(c)
    const { t } = words
    const { findings, clashes } = await judgeChanges(parts.reader, changes)
    const props = { changes, words, known: parts.register.now().census }
    const typed = typedIn(fields ?? {})
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: fields ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('proposals.form.lead')} />
          <Faults {...props} findings={findings} />
          {clashes.length > 0 && (
            <Notice t={t} kind="warn">
              <p>{t('proposals.reversal.changed-since')}</p>
            </Notice>
          )}
          <Section id="changes" title={t('proposals.page.changes')}>
            <Diff {...props} />
          </Section>
          <WriteForm action={new URL(c.req.url).pathname} button={t('proposals.draft.send')}>
            <WarningFields {...props} findings={findings} typed={typed} isAskedAgain={fields !== undefined} />
            <TextField
              name="message"
              label={t('proposals.field.message')}
              hint={t('proposals.hint.message')}
              value={typed('message')}
              error={fields && !typed('message').trim() ? t('accounts.field.missing') : undefined}
              rows={3}
              maxlength={1000}
              required
            />
          </WriteForm>
        </>
      ),
    })
  }

  const send = async (c: Context<AppEnv>, ready: Ready) => {
    const words = wordsFor(c)
    const fields = await readFields(c)
    const message = typedIn(fields)('message').trim().slice(0, 1000)
    if (!message) return show(c, ready, fields)
    const { changes, about, reverts } = ready
    const { findings } = await judgeChanges(parts.reader, changes)
    const draft = { changes, about, reverts, message, language: words.language, warnings: warningsIn(fields, findings) }
    const sent = await propose(work, signedIn(c), draft)
    return sent.ok ? c.redirect(words.at(proposalPath(String(sent.id))), 303) : show(c, ready, fields)
  }

  const withdrawal = async (c: Context<AppEnv>): Promise<Ready> => {
    const [resource, id] = [c.req.param('resource') ?? '', c.req.param('id') ?? '']
    const branch = isEditedResource(resource) && withdrawable.includes(resource) ? await readBranch(parts.reader, resource, id) : [] // prettier-ignore
    const changes = branch.map(withdrawalOf)
    const main = changes.at(-1)
    if (!main) throw noSuchFact()
    const fact = nameOf(main, wordsFor(c), parts.register.now().census)
    const about = subjectFor(main.resource, main.id)
    return { changes, about, title: c.var.t('proposals.act.withdraw', { fact }) }
  }

  const reversal = async (c: Context<AppEnv>): Promise<Ready> => {
    const revision = Number(c.req.param('revision'))
    const { proposal, changes } = await draftReversal(work, Number.isSafeInteger(revision) ? revision : 0)
    return {
      changes,
      about: proposal.about,
      reverts: revision,
      title: c.var.t('proposals.reversal.title', { revision }),
    }
  }

  return new Hono<AppEnv>()
    .get(factWithdrawalPath(':resource', ':id'), async (c) => show(c, await withdrawal(c)))
    .post(factWithdrawalPath(':resource', ':id'), async (c) => send(c, await withdrawal(c)))
    .get(reversalPath(':revision{\\d+}'), async (c) => show(c, await reversal(c)))
    .post(reversalPath(':revision{\\d+}'), async (c) => send(c, await reversal(c)))
}

/** What may be withdrawn from its page; an actor or a source goes only once nothing leans on it. */
const withdrawable: readonly string[] = ['cooperations', 'agreements', 'events', 'reasons', 'sources', 'citations']
