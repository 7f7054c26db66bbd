// Accepting a proposal: its changes become a changeset, with everything that follows from them, in one transaction.
import { may, type Account } from '#accounts/index.ts'
import type { HeldBack } from '#evidence/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { applyVersions, type VersionPlan } from '#platform/db/versions.ts'
import {
  announceRevision,
  latestRevision,
  lockRevisions,
  recordChangeset,
  recordDataset,
} from '../changesets/changeset.queries.ts'
import { deriveActorTexts } from '../census/search-text.commands.ts'
import { deriveCooperations } from '../cooperations/derivation.commands.ts'
import { versionedTable } from '../packages/fact-table.queries.ts'
import { holdBack, publishUnlessHeldBack } from '../seals/seal-gate.commands.ts'
import {
  changedRow,
  editsDataset,
  factKey,
  reversalOf,
  subjectOf,
  type ProposedChange,
  type Facts,
  type StandingFact,
} from './change.rules.ts'
import { findFact } from './fact.queries.ts'
import { judgeChanges, type Judgement } from './judging.queries.ts'
import { close, lockFor, noSuchProposal, recordStep, type Proposals } from './proposal.commands.ts'
import { findProposal, findProposalOf } from './proposal.queries.ts'
import type { ProposalWithChanges } from './proposal.rules.ts'
import { recordTakeover } from './takeover.commands.ts'

export type Acceptance =
  | { ok: true; revision: number; proposal: ProposalWithChanges }
  /** Something has come between, or does not fit any more; nothing has been done. */
  | { ok: false; judgement: Judgement }
  /** It would lead to somebody under seal; nothing has been done. */
  | { ok: false; heldBack: HeldBack }

/** Takes the changes into the register. `said` is what the curator adds, for the author. */
export async function acceptProposal(work: Proposals, account: Account, id: number, said: string): Promise<Acceptance> {
  const published = await publishUnlessHeldBack(work.database, sealing(work), async (tx): Promise<Acceptance> => {
    await lockRevisions(tx)
    const proposal = await lockFor(tx, work, 'accept', account, id)
    const judgement = await judgeChanges(tx, proposal.changes)
    if (judgement.clashes.length > 0 || judgement.findings.some(({ isHard }) => isHard)) return { ok: false, judgement }
    const at = work.accounts.now()
    const revision = await takeIn(tx, proposal, judgement.facts, at)
    await holdBack(tx, work.sealKeys, { since: revision })
    await tx.updateTable('register.proposal').set({ state: 'accepted', revision }).where('id', '=', id).execute()
    await recordStep(tx, id, { act: 'accepted', person: account.person, said: said || null, at })
    if (proposal.answers !== null) await closeReport(tx, proposal.answers, account, at)
    return { ok: true, revision, proposal: { ...proposal, state: 'accepted', revision } }
  })
  if (!published.ok) return { ok: false, heldBack: published.heldBack }
  if (published.result.ok) await work.refresh()
  return published.result
}

export function sealing({ sealKeys, accounts }: Proposals) {
  return { ring: sealKeys, at: accounts.now() }
}

/** Writes the facts, the changeset and all that is derived; gives the new revision. */
async function takeIn(tx: Tx, proposal: ProposalWithChanges, facts: Facts, at: Date): Promise<number> {
  const { changes, author, message } = proposal
  const revision = (await latestRevision(tx)) + 1
  for (const change of changes) {
    const fact = facts.get(factKey(change))
    if (fact && fact.dataset !== editsDataset) await recordTakeover(tx, fact)
  }
  const count = (act: ProposedChange['act']) => changes.filter((change) => change.act === act).length
  await recordEdits(tx, revision)
  await recordChangeset(tx, {
    revision,
    recorded_at: at,
    kind: 'edit',
    dataset: editsDataset,
    author,
    message_sv: message,
    message_en: message,
    added: count('add'),
    changed: count('change'),
    withdrawn: count('withdraw'),
  })
  await applyVersions(tx, plansOf(changes, facts, revision))
  await derive(tx, changes)
  await announceRevision(tx, revision)
  return revision
}

/** Sees to it that there is a dataset of what is changed in the register itself. */
export async function recordEdits(tx: Tx, revision: number): Promise<void> {
  await recordDataset(tx, edits, revision)
}

/** How it describes itself. */
const edits = {
  id: editsDataset,
  title_sv: 'Ändringar gjorda i registret',
  title_en: 'Changes made in the register',
  version: '1',
  licence: 'CC-BY-4.0',
  covers_from: null,
  covers_to: null,
  fingerprint: '',
}

function plansOf(changes: readonly ProposedChange[], facts: Facts, revision: number): VersionPlan[] {
  return changes.flatMap((change) => {
    const table = versionedTable(change.resource)
    const fact = facts.get(factKey(change))
    const row = changedRow(change, fact?.row ?? null)
    return [
      ...(fact ? [{ table, dataset: fact.dataset, revision, toClose: [fact.row], toAdd: [] }] : []),
      ...(row ? [{ table, dataset: editsDataset, revision, toClose: [], toAdd: [row] }] : []),
    ]
  })
}

async function derive(tx: Tx, changes: readonly ProposedChange[]): Promise<void> {
  const touchesActors = changes.some(({ resource }) => resource === 'actors' || resource === 'actor_names')
  if (touchesActors) await deriveActorTexts(tx)
  const subjects = changes.flatMap(({ resource, id, before, fields }) =>
    resource === 'conflicts' ? [String(before?.subject_id), String(fields.subject_id)] : [subjectOf(id)],
  )
  await deriveCooperations(tx, [...new Set(subjects)])
}

async function closeReport(tx: Tx, report: number, account: Account, at: Date): Promise<void> {
  const found = await findProposal(tx, report)
  if (!found || found.kind !== 'report' || found.state !== 'proposed' || !may(account.role, 'review')) return
  await close(tx, report, 'accepted')
  await recordStep(tx, report, { act: 'accepted', person: account.person, said: null, at })
}

/** What would take back the changeset of a revision, against the facts as they stand. */
export async function draftReversal(
  work: Proposals,
  revision: number,
): Promise<{ proposal: ProposalWithChanges; changes: ProposedChange[] }> {
  const { reader } = work.database
  const id = await findProposalOf(reader, revision)
  const proposal = id === undefined ? undefined : await findProposal(reader, id)
  if (!proposal) throw noSuchProposal()
  const standing = new Map<string, StandingFact | undefined>()
  for (const change of proposal.changes) {
    standing.set(factKey(change), await findFact(reader, change.resource, change.id))
  }
  const changes = reversalOf(proposal.changes, (change) => standing.get(factKey(change))?.base)
  return { proposal, changes }
}
