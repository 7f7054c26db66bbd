// One proposal: what it would change, what is to be said against it, what was said about it, and deciding on it.
import { Hono, type Context } from 'hono'
import { typed } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import {
  acceptProposal, actOn, findProposal, judgeChanges, maySee, noSuchProposal, revise, settle, type Judgement,
  type ProposalAct, type Proposals, type ProposalWithChanges,
} from '#register/index.ts' // prettier-ignore
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, wordsFor, type Site } from '../frame/frame.views.tsx'
import { clashField } from './diff.views.tsx'
import { typedIn, warningsIn } from './draft-page.views.tsx'
import { mailDecision } from './proposal-mail.views.tsx'
import { shorten } from './proposal-list.pages.tsx'
import { ProposalBody, type Trouble } from './proposal.views.tsx'
import { proposalActPath, proposalPath } from './proposal.paths.ts'

export function proposalPages(site: Site, work: Proposals) {
  const { reader } = site

  const find = async (c: Context<AppEnv>): Promise<ProposalWithChanges> => {
    const id = c.req.param('id') ?? ''
    const proposal = /^\d{1,9}$/.test(id) ? await findProposal(reader, Number(id)) : undefined
    if (!proposal || !maySee(signedIn(c), proposal)) throw noSuchProposal()
    return proposal
  }

  const show = async (c: Context<AppEnv>, trouble: Trouble = {}) => {
    const words = wordsFor(c, site)
    const proposal = await find(c)
    const isOpen = ['proposed', 'sent_back'].includes(proposal.state)
    const judgement: Judgement | undefined = isOpen ? await judgeChanges(reader, proposal.changes) : undefined
    const title = shorten(proposal.message)
    return showPage(c, site, {
      title,
      description: title,
      isPrivate: true,
      status: Object.keys(trouble).length > 0 ? 422 : 200,
      body: (
        <ProposalBody
          {...{ words, proposal, judgement, trouble }}
          census={site.register.now().census}
          account={signedIn(c)}
          needsSecondPerson={work.needsSecondPerson}
        />
      ),
    })
  }

  const decided = async (c: Context<AppEnv>, proposal: ProposalWithChanges, said: string) => {
    await mailDecision(work.accounts, proposal, said)
    return c.redirect(wordsFor(c, site).at(proposalPath(String(proposal.id))), 303)
  }

  /** An act that says something; `needsReason`: it may not be empty. */
  const act =
    (which: Exclude<ProposalAct, 'change' | 'accept'>, needsReason: boolean) => async (c: Context<AppEnv>) => {
      const proposal = await find(c)
      const said = typed(await readFields(c), 'said').trim()
      if (needsReason && !said) return show(c, { act: which, said: c.var.t('accounts.field.missing') })
      if (said.length > longestReason) return show(c, { act: which, said: c.var.t('accounts.field.too-long') })
      // A report that is closed keeps no address: who reported is written to with the one it had.
      const { email } = proposal
      return decided(c, { ...(await actOn(work, signedIn(c), proposal.id, which, said)), email }, said)
    }

  return new Hono<AppEnv>()
    .get(proposalPath(':id'), (c) => show(c))
    .post(proposalActPath(':id', 'acceptance'), async (c) => {
      const { id } = await find(c)
      const said = typed(await readFields(c), 'said')
        .trim()
        .slice(0, longestReason)
      const accepted = await acceptProposal(work, signedIn(c), id, said)
      if (!accepted.ok) return show(c, { act: 'accept', said: c.var.t('proposals.refused.unsound') })
      return decided(c, accepted.proposal, said)
    })
    .post(proposalActPath(':id', 'rejection'), act('reject', true))
    .post(proposalActPath(':id', 'return'), act('send_back', true))
    .post(proposalActPath(':id', 'withdrawal'), act('withdraw', false))
    .post(proposalActPath(':id', 'remark'), act('comment', true))
    .post(proposalActPath(':id', 'answer'), act('answer', true))
    .post(proposalActPath(':id', 'settling'), async (c) => {
      const proposal = await find(c)
      const fields = await readFields(c)
      const { facts } = await judgeChanges(reader, proposal.changes)
      const changes = settle(proposal.changes, facts, (clash) => typedIn(fields)(clashField(clash)) === 'proposed')
      if (changes.length === 0) return show(c, { act: 'change', said: c.var.t('proposals.clash.nothing-left') })
      const warnings = [...proposal.warnings, ...warningsIn(fields)]
      const draft = { ...proposal, changes, warnings, reverts: proposal.reverts ?? undefined, answers: undefined }
      const settled = await revise(work, signedIn(c), proposal.id, draft)
      if (!settled.ok) return show(c, { act: 'change', said: c.var.t('proposals.refused.unsound'), fields })
      return c.redirect(wordsFor(c, site).at(proposalPath(String(proposal.id))), 303)
    })
}

const longestReason = 1000
