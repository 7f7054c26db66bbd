// What one person proposes about evidence under seal and another confirms: grants, rulings, the end of the seal.
import { may, type Account } from '#accounts/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Day } from '#platform/time/day.ts'
import { keepFindings, unruledAbout } from './check.commands.ts'
import { encryptValue, keyMissing, recordOf } from './envelope.commands.ts'
import {
  knownSeal,
  makeId,
  noGrant,
  noProof,
  noSuchSeal,
  todayOf,
  type KnownSeal,
  type Seals,
} from './seal.commands.ts'
import { isRecentlyProved, mayKnow, mayPropose, refuseDecision, type DecisionRefusal } from './seal.policy.ts'
import { findEnvelope, findSeal, listDecisions, listSeals } from './seal.queries.ts'
import { mayFollow, type Decision, type DecisionAct, type Seal } from './seal.rules.ts'

/** `person` and `until` of a grant, `until` of a prolongation, `finding` of a ruling. */
export type Proposal = {
  act: Exclude<DecisionAct, 'seal'>
  person?: string
  until?: Day
  finding?: string
  reason: string
}

/** Proposes a decision; nothing follows from it before somebody else has confirmed it. */
export function proposeDecision(seals: Seals, account: Account, id: string, proposal: Proposal): Promise<void> {
  const { database, accounts, ring } = seals
  const { act, person = null, until = null, finding = null, reason } = proposal
  if (ring.length === 0) throw keyMissing()
  return database.write(async (tx) => {
    await lock(tx, id)
    const { seal, decisions } = await knownSeal(tx, seals, account, id)
    if (!mayPropose(account, { act, person, seal: id }, decisions, todayOf(seals))) {
      if (act === 'rule') throw noGrant()
      throw refused('not-a-keeper')
    }
    if (act === 'rule' && !isRecentlyProved(account, accounts.now())) throw noProof()
    if (finding !== null) await mustBeFinding(tx, id, finding)
    const isAsked = decisions.some(
      (one) => one.state === 'proposed' && one.act === act && one.person === person && one.finding === finding,
    )
    if (isAsked || !mayFollow(act, seal.state)) throw refused('closed')
    const decision = makeId()
    await tx
      .insertInto('evidence.seal_decision')
      .values({
        id: decision,
        seal: id,
        act,
        state: 'proposed',
        person,
        until,
        finding,
        envelope: encryptValue(ring, reason, recordOf('seal_decision', id, decision)),
        proposed_by: account.person,
        proposed_at: accounts.now(),
        decided_by: null,
        decided_at: null,
        revoked_by: null,
        revoked_at: null,
      })
      .execute()
  })
}

async function mustBeFinding(tx: Tx, seal: string, finding: string): Promise<void> {
  const found = await tx
    .selectFrom('evidence.seal_finding')
    .where('id', '=', finding)
    .where('seal', '=', seal)
    .select('id')
    .executeTakeFirst()
  if (!found) throw noSuchSeal()
}

/** Confirms or declines what somebody else has proposed, or withdraws one's own; what follows is done with it or not at all. */
export function decide(
  seals: Seals,
  account: Account,
  id: string,
  decisionId: string,
  verdict: 'confirmed' | 'declined' | 'withdrawn',
): Promise<void> {
  const { database, accounts } = seals
  return database.write(async (tx) => {
    // In this order everywhere: the revision, then the evidence.
    const next = await seals.nextRevision(tx)
    await lock(tx, id)
    const { seal, decisions } = await knownSeal(tx, seals, account, id)
    const decision = decisions.find((one) => one.id === decisionId)
    if (!decision) throw noSuchSeal()
    const at = accounts.now()
    if (verdict === 'withdrawn') {
      if (decision.proposedBy !== account.person) throw refused('not-a-keeper')
      if (decision.state !== 'proposed') throw refused('closed')
    } else {
      const refusal = refuseDecision(account, decision, decisions, todayOf(seals))
      if (refusal) throw refused(refusal)
      if (decision.act === 'rule' && !isRecentlyProved(account, at)) throw noProof()
      // What has been proposed may have lost its sense since then.
      const isPossible = decision.act === 'seal' ? seal.state === 'proposed' : mayFollow(decision.act, seal.state)
      if (verdict === 'confirmed' && !isPossible) throw refused('closed')
    }
    await tx
      .updateTable('evidence.seal_decision')
      .set({
        state: verdict,
        decided_by: verdict === 'withdrawn' ? null : account.person,
        decided_at: verdict === 'withdrawn' ? null : at,
      })
      .where('id', '=', decisionId)
      .execute()
    if (verdict === 'confirmed') await carryOut(tx, seals, seal, decision, next)
    else if (decision.act === 'seal') await endSeal(tx, seal, 'refused', next, at)
  })
}

async function carryOut(tx: Tx, seals: Seals, seal: Seal, { act, until }: Decision, next: number): Promise<void> {
  const at = seals.accounts.now()
  switch (act) {
    case 'seal':
      await tx.updateTable('evidence.seal').set({ state: 'sealed' }).where('id', '=', seal.id).execute()
      return tellIfClear(tx, seals, seal.id, next)
    case 'rule':
      return tellIfClear(tx, seals, seal.id, next)
    case 'prolong':
      await tx
        .updateTable('evidence.seal')
        .set({ sunset_on: until ?? seal.sunsetOn })
        .where('id', '=', seal.id)
        .execute()
      return
    case 'unseal':
      return endSeal(tx, seal, 'unsealed', next, at)
    case 'destroy':
      return endSeal(tx, seal, 'destroyed', next, at)
    case 'grant':
      return
  }
}

/** The public is told once the check finds nothing that has not been ruled on. */
async function tellIfClear(
  tx: Tx,
  { ring, readSurroundings, accounts }: Seals,
  id: string,
  next: number,
): Promise<void> {
  const seal = await findSeal(tx, id)
  const envelope = await findEnvelope(tx, id)
  if (!seal || !envelope || seal.toldFrom !== null || seal.codes.length === 0) return
  const findings = await unruledAbout(tx, ring, { ...seal, envelope }, await readSurroundings(tx))
  await keepFindings(tx, ring, findings, accounts.now())
  if (findings.length > 0) return
  await tx.updateTable('evidence.seal').set({ told_from: next }).where('id', '=', id).execute()
}

/** What is refused or destroyed is gone, and with it whatever was found about it. */
async function endSeal(
  tx: Tx,
  { id, toldFrom, toldTo }: Seal,
  state: 'unsealed' | 'refused' | 'destroyed',
  next: number,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('evidence.seal')
    .set({
      state,
      ended_at: at,
      told_to: toldFrom === null ? null : (toldTo ?? next),
      ...(state === 'unsealed' ? {} : { envelope: null }),
    })
    .where('id', '=', id)
    .execute()
  if (state === 'unsealed') return
  // What else was proposed has lost its sense, and nobody is to wait for it.
  await tx
    .updateTable('evidence.seal_decision')
    .set({ state: 'withdrawn' })
    .where('seal', '=', id)
    .where('state', '=', 'proposed')
    .execute()
  await tx.deleteFrom('evidence.seal_finding').where('seal', '=', id).execute()
}

/** Takes a grant back at once: to close takes nobody else. By a keeper, or whoever has it. */
export function revokeGrant(seals: Seals, account: Account, id: string, decisionId: string): Promise<void> {
  return seals.database.write(async (tx) => {
    await lock(tx, id)
    const { decisions } = await knownSeal(tx, seals, account, id)
    const grant = decisions.find((one) => one.id === decisionId)
    if (!grant || grant.act !== 'grant') throw noSuchSeal()
    if (!may(account.role, 'keep-seals') && grant.person !== account.person) throw refused('not-a-keeper')
    if (grant.state !== 'confirmed' || grant.revokedAt) throw refused('closed')
    await tx
      .updateTable('evidence.seal_decision')
      .set({ revoked_by: account.person, revoked_at: seals.accounts.now() })
      .where('id', '=', decisionId)
      .execute()
  })
}

async function lock(tx: Tx, id: string): Promise<void> {
  await tx.selectFrom('evidence.seal').where('id', '=', id).select('id').forUpdate().execute()
}

function refused(refusal: DecisionRefusal): Problem {
  if (refusal === 'no-grant') return noGrant()
  const sentences = {
    closed: 'This has been decided, or is no longer possible.',
    'not-a-keeper': 'Only keepers of seals may do this.',
    own: 'This takes a second person.',
  }
  return new Problem(refusal === 'closed' ? 'conflict' : 'forbidden', `evidence/${refusal}`, sentences[refusal], {
    text: (t) => t(`seals.refused.${refusal}`),
  })
}

/** The evidence that the person may know of, with what was decided about each, the one that is due first coming first. */
export async function listKnownSeals(seals: Seals, account: Account): Promise<KnownSeal[]> {
  const { reader } = seals.database
  const bySeal = Map.groupBy(await listDecisions(reader), ({ seal }) => seal)
  const all = (await listSeals(reader)).map((seal) => ({ seal, decisions: bySeal.get(seal.id) ?? [] }))
  return all.filter(({ seal, decisions }) => mayKnow(account, seal, decisions, todayOf(seals)))
}
