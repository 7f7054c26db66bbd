// One proposal: what it would change, what is to be said against it, what was said about it, and deciding on it.
import { Hono, type Context } from 'hono'
import { typed } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  acceptProposal, actOn, findProposal, judgeChanges, readProposal, revise, settle, type Judgement,
  type ProposalAct, type Proposals, type ProposalWithChanges,
} from '#register/index.ts' // prettier-ignore
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { clashField } from './diff.views.tsx'
import { typedIn, warningsIn } from './draft-page.views.tsx'
import { readFactNames } from './fact-names.queries.ts'
import { mailDecision, type Decision } from './proposal-mail.views.tsx'
import { shorten } from './proposal-list.pages.tsx'
import { ProposalBody, type Trouble } from './proposal.views.tsx'
import { proposalActPath, proposalPath } from './proposal.paths.ts'

export function proposalPages(parts: SiteParts, work: Proposals) {
  const { reader } = parts

  const find = (c: Context<AppEnv>): Promise<ProposalWithChanges> =>
    readProposal(reader, signedIn(c), c.req.param('id') ?? '')

  const show = async (c: Context<AppEnv>, trouble: Trouble = {}) => {
    const words = wordsFor(c)
    const proposal = await find(c)
    const isOpen = ['proposed', 'sent_back'].includes(proposal.state)
    const judgement: Judgement | undefined = isOpen ? await judgeChanges(reader, proposal.changes) : undefined
    const title = shorten(proposal.message)
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: Object.keys(trouble).length > 0 ? 422 : 200,
      body: (
        <ProposalBody
          {...{ words, proposal, judgement, trouble }}
          named={await readFactNames(reader, parts.register.now().census, proposal, words)}
          account={signedIn(c)}
          needsSecondPerson={work.needsSecondPerson}
        />
      ),
    })
  }

  const toPage = (c: Context<AppEnv>, { id }: ProposalWithChanges) =>
    c.redirect(wordsFor(c).at(proposalPath(String(id))), 303)

  /** An act that says something; `needsReason`: it may not be empty. `decision`: the author hears of it by mail. */
  const act =
    (which: Exclude<ProposalAct, 'change' | 'accept'>, needsReason: boolean, decision?: Decision) =>
    async (c: Context<AppEnv>) => {
      const proposal = await find(c)
      const said = typed(await readFields(c), 'said').trim()
      if (needsReason && !said) return show(c, { act: which, said: c.var.t('accounts.field.missing') })
      if (said.length > longestReason) return show(c, { act: which, said: c.var.t('accounts.field.too-long') })
      await actOn(work, signedIn(c), proposal.id, which, said)
      // As it was read before: of a report that is closed the address is gone.
      if (decision) await mailDecision(work.accounts, proposal, decision, said)
      return toPage(c, proposal)
    }

  return new Hono<AppEnv>()
    .get(proposalPath(':id'), (c) => show(c))
    .post(proposalActPath(':id', 'acceptance'), async (c) => {
      const { id, answers } = await find(c)
      const said = typed(await readFields(c), 'said')
        .trim()
        .slice(0, longestReason)
      const report = answers === null ? undefined : await findProposal(reader, answers)
      const accepted = await acceptProposal(work, signedIn(c), id, said)
      if (!accepted.ok && 'heldBack' in accepted) {
        return show(c, { act: 'accept', said: c.var.t(`seals.held-back.${accepted.heldBack.refusal}`) })
      }
      if (!accepted.ok) return show(c, { act: 'accept', said: c.var.t('proposals.refused.unsound') })
      // What the curator says to the author is not meant for who reported.
      if (report?.state === 'proposed') await mailDecision(work.accounts, report, 'accepted', '')
      await mailDecision(work.accounts, accepted.proposal, 'accepted', said)
      return toPage(c, accepted.proposal)
    })
    .post(proposalActPath(':id', 'rejection'), act('reject', true, 'rejected'))
    .post(proposalActPath(':id', 'return'), act('send_back', true, 'sent_back'))
    .post(proposalActPath(':id', 'withdrawal'), act('withdraw', false))
    .post(proposalActPath(':id', 'remark'), act('comment', true))
    .post(proposalActPath(':id', 'answer'), act('answer', true, 'answered'))
    .post(proposalActPath(':id', 'settling'), async (c) => {
      const proposal = await find(c)
      const fields = await readFields(c)
      const { facts, findings } = await judgeChanges(reader, proposal.changes)
      const changes = settle(proposal.changes, facts, (clash) => typedIn(fields)(clashField(clash)) === 'proposed')
      if (changes.length === 0) return show(c, { act: 'change', said: c.var.t('proposals.clash.nothing-left') })
      const warnings = [...proposal.warnings, ...warningsIn(fields, findings)]
      const draft = { ...proposal, changes, warnings, reverts: proposal.reverts ?? undefined, answers: undefined }
      const settled = await revise(work, signedIn(c), proposal.id, draft)
      if (!settled.ok) return show(c, { act: 'change', said: c.var.t('proposals.refused.unsound'), fields })
      return toPage(c, proposal)
    })
}

const longestReason = 1000
