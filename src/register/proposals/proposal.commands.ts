// What people do with proposals short of accepting one: send, change, send back, reject, withdraw, talk.
import { sql } from 'kysely'
import type { Account, Accounts } from '#accounts/index.ts'
import type { Database, Reader, Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import type { Language } from '#platform/i18n/language.ts'
import { factKey, type ProposedChange } from './change.rules.ts'
import type { Finding } from './change-check.rules.ts'
import { judgeChanges, type Judgement } from './judging.queries.ts'
import { mayPropose, maySee, refuseAct, type ActRefusal } from './proposal.policy.ts'
import { findProposal, lockProposal } from './proposal.queries.ts'
import type {
  Proposal,
  ProposalAct,
  ProposalState,
  ProposalWithChanges,
  Step,
  StoodBy,
  Subject,
} from './proposal.rules.ts'

/** What proposals work with. */
export type Proposals = {
  database: Database
  accounts: Accounts
  /** Called once a new revision is there, so that whoever made it sees it at once. */
  refresh: () => Promise<void>
  /** See SAMBAND_SECOND_PERSON. */
  needsSecondPerson: boolean
  /** See SAMBAND_SEAL_KEY. */
  sealKeys: KeyRing
}

export type Draft = {
  about: Subject
  language: Language
  message: string
  changes: readonly ProposedChange[]
  /** Reasons for standing by what is unlikely. */
  warnings: readonly StoodBy[]
  reverts?: number
  /** The report that it answers. */
  answers?: number
}

/** What keeps a draft from being sent; the draft is as it was. */
export type Unsent = { ok: false; judgement: Judgement; unanswered: Finding[] }

/** Sends a draft to the curators. Of a reversal, what was changed since then is for the curators to see, and no hindrance. */
export function propose(work: Proposals, account: Account, draft: Draft): Promise<{ ok: true; id: number } | Unsent> {
  return work.database.write(async (tx) => {
    const judgement = await judgeDraft(tx, account, draft)
    if (isUnsound(judgement, draft)) return { ok: false, ...judgement }
    const at = work.accounts.now()
    const { id } = await tx
      .insertInto('register.proposal')
      .values({
        kind: 'change',
        state: 'proposed',
        person: account.person,
        organisation: account.organisation.id,
        author: account.organisation.name,
        language: draft.language,
        message: draft.message,
        about_resource: draft.about.resource,
        about_id: draft.about.id,
        reverts: draft.reverts ?? null,
        answers: draft.answers ?? null,
        source_url: null,
        email: null,
        revision: null,
        created_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeDraft(tx, id, draft)
    await recordStep(tx, id, { act: 'proposed', person: account.person, said: null, at })
    return { ok: true, id }
  })
}

/** Replaces what a proposal would do, by its author or a curator; one that was sent back is proposed again. */
export function revise(
  work: Proposals,
  account: Account,
  id: number,
  draft: Draft,
): Promise<{ ok: true; id: number } | Unsent> {
  return work.database.write(async (tx) => {
    await lockFor(tx, work, 'change', account, id)
    const judgement = await judgeDraft(tx, account, draft)
    if (isUnsound(judgement, draft)) return { ok: false, ...judgement }
    await tx.deleteFrom('register.proposal_change').where('proposal', '=', id).execute()
    await tx.deleteFrom('register.proposal_warning').where('proposal', '=', id).execute()
    await tx
      .updateTable('register.proposal')
      .set({
        state: 'proposed',
        message: draft.message,
        about_resource: draft.about.resource,
        about_id: draft.about.id,
      })
      .where('id', '=', id)
      .execute()
    await writeDraft(tx, id, draft)
    await recordStep(tx, id, { act: 'changed', person: account.person, said: null, at: work.accounts.now() })
    return { ok: true, id }
  })
}

async function judgeDraft(tx: Tx, account: Account, { changes, warnings }: Draft) {
  const judgement = await judgeChanges(tx, changes)
  mustBeAllowed(account, changes, judgement)
  const unanswered = judgement.findings.filter(
    ({ isHard, code, id }) => !isHard && !warnings.some((one) => one.code === code && one.id === id && one.reason),
  )
  return { judgement, unanswered }
}

function isUnsound({ judgement, unanswered }: Omit<Unsent, 'ok'>, { reverts }: Draft): boolean {
  if (unanswered.length > 0) return true
  if (reverts !== undefined) return false
  return judgement.clashes.length > 0 || judgement.findings.some(({ isHard }) => isHard)
}

/** @throws Problem where somebody may not propose this. */
function mustBeAllowed(account: Account, changes: readonly ProposedChange[], { facts }: Judgement): void {
  const partiesOf = (id: string) => facts.get(factKey({ resource: 'cooperations', id }))?.row
  if (changes.length > 0 && mayPropose(account, changes, partiesOf)) return
  throw new Problem('forbidden', 'register/not-your-facts', 'These are not facts of your organisation.', {
    text: (t) => t('proposals.refused.not-your-facts'),
  })
}

/** Talks about a proposal, or moves it on without touching the facts. `said` is a remark or a reason. */
export async function actOn(
  work: Proposals,
  account: Account,
  id: number,
  act: Exclude<ProposalAct, 'change' | 'accept'>,
  said: string,
): Promise<ProposalWithChanges> {
  const after: Record<typeof act, { state?: ProposalState; step: Step['act'] }> = {
    comment: { step: 'commented' },
    answer: { step: 'answered' },
    send_back: { state: 'sent_back', step: 'sent_back' },
    reject: { state: 'rejected', step: 'rejected' },
    withdraw: { state: 'withdrawn', step: 'withdrawn' },
  }
  const { state, step } = after[act]
  return work.database.write(async (tx) => {
    const proposal = await lockFor(tx, work, act, account, id)
    if (state) await close(tx, id, state)
    await recordStep(tx, id, { act: step, person: account.person, said: said || null, at: work.accounts.now() })
    return { ...proposal, state: state ?? proposal.state }
  })
}

/** A report that is closed keeps nobody's address. */
export async function close(tx: Tx, id: number, state: ProposalState): Promise<void> {
  await tx.updateTable('register.proposal').set({ state, email: null }).where('id', '=', id).execute()
}

/** The proposal, locked; a Problem where there is none for this person or the act is not theirs. */
export async function lockFor(
  tx: Tx,
  { needsSecondPerson }: Proposals,
  act: ProposalAct,
  account: Account,
  id: number,
): Promise<ProposalWithChanges> {
  const proposal = await lockProposal(tx, id)
  const refusal = proposal && refuseAct(act, account, proposal, needsSecondPerson)
  // Whose proposal it is, and that there is one, is told to nobody else.
  if (!proposal || refusal === 'not-yours') throw noSuchProposal()
  if (refusal) throw refused(refusal)
  return proposal
}

/** The proposal with the number that an address gives, for whoever may see it; there is none for anybody else. */
export async function readProposal(reader: Reader, account: Account, id: string): Promise<ProposalWithChanges> {
  const proposal = /^\d{1,9}$/.test(id) ? await findProposal(reader, Number(id)) : undefined
  if (!proposal || !maySee(account, proposal)) throw noSuchProposal()
  return proposal
}

export function noSuchProposal(): Problem {
  return new Problem('not-found', 'register/no-such-proposal', 'There is no such proposal.')
}

function refused(refusal: Exclude<ActRefusal, 'not-yours'>): Problem {
  const sentences = {
    closed: 'This has been decided meanwhile.',
    'not-a-curator': 'Only curators may do this.',
    'second-person': 'A change of your own needs another curator.',
  }
  const kind = refusal === 'closed' ? 'conflict' : 'forbidden'
  return new Problem(kind, `register/${refusal}`, sentences[refusal], {
    text: (t) => t(`proposals.refused.${refusal}`),
  })
}

// Of five hundred changes at once a statement has a few thousand parameters; PostgreSQL takes 65,535.
const changesAtOnce = 500

async function writeDraft(tx: Tx, proposal: number, { changes, warnings }: Draft): Promise<void> {
  const rows = changes.map(
    (
      { resource, id, act, base, before, fields },
      position,
    ) => sql`(${proposal}, ${position}, ${resource}, ${id}, ${act},
      ${base}, ${before && JSON.stringify(before)}::json, ${JSON.stringify(fields)}::json)`,
  )
  for (let start = 0; start < rows.length; start += changesAtOnce) {
    await sql`
      insert into register.proposal_change (proposal, position, resource, fact_id, act, base, before, fields)
      values ${sql.join(rows.slice(start, start + changesAtOnce))}`.execute(tx)
  }
  for (const { code, id, reason } of warnings) {
    await tx.insertInto('register.proposal_warning').values({ proposal, code, fact_id: id, reason }).execute()
  }
}

export async function recordStep(tx: Tx, proposal: number, step: Omit<Step, 'name'>): Promise<void> {
  await sql`
    insert into register.proposal_step (proposal, position, act, person, said, at)
    select ${proposal}, count(*), ${step.act}, ${step.person}, ${step.said}, ${step.at}
    from register.proposal_step where proposal = ${proposal}`.execute(tx)
}

export type { Proposal }
