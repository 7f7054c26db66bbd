// Dissenting from a ruling: what a curator holds against it is kept with it, whoever rules later. It changes no fact that
// anything is counted from, and nobody has to accept it: whoever is of another opinion could otherwise keep it out.
import { may, type Account } from '#accounts/index.ts'
import type { HeldBack } from '#evidence/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import { announceRevision, latestRevision, lockRevisions, recordChangeset } from '../changesets/changeset.queries.ts'
import { deriveCooperations } from '../cooperations/derivation.commands.ts'
import { holdBack, publishUnlessHeldBack } from '../seals/seal-gate.commands.ts'
import { recordEdits, sealing } from './acceptance.commands.ts'
import { editsDataset } from './change.rules.ts'
import { findFact } from './fact.queries.ts'
import type { Proposals } from './proposal.commands.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.dissent': {
      id: string
      conflict: string
      ruling: number
      says: string
      language: Language
      author: string
      person: string
      dataset: string
      recorded_from: number
      recorded_to: number | null
    }
  }
}

/** `changed`: there is another ruling by now. `own`: the person has made or accepted it. `twice`: has dissented already. */
export type DissentRefusal = 'changed' | 'own' | 'twice'

/** `ruling` is the version of the conflict that was read, as `StandingFact.base` names it. */
export type NewDissent = { conflict: string; ruling: number; says: string; language: Language }

export async function recordDissent(
  work: Proposals,
  account: Account,
  dissent: NewDissent,
): Promise<
  { ok: true; revision: number } | { ok: false; refusal: DissentRefusal } | { ok: false; heldBack: HeldBack }
> {
  if (!may(account.role, 'review')) {
    throw new Problem('forbidden', 'register/not-a-curator', 'Only curators may do this.', {
      text: (t) => t('proposals.refused.not-a-curator'),
    })
  }
  const published = await publishUnlessHeldBack(work.database, sealing(work), async (tx) => {
    await lockRevisions(tx)
    const conflict = await findFact(tx, 'conflicts', dissent.conflict)
    if (!conflict) throw new Problem('not-found', 'register/no-such-fact', 'There is no such fact.')
    const refusal = await refuseDissent(tx, account, dissent, conflict.base)
    if (refusal) return { ok: false, refusal } as const
    const at = work.accounts.now()
    const revision = (await latestRevision(tx)) + 1
    const title = (language: Language) => String(conflict.row[`title_${language}`])
    await recordEdits(tx, revision)
    await recordChangeset(tx, {
      revision,
      recorded_at: at,
      kind: 'edit',
      dataset: editsDataset,
      author: account.organisation.name,
      message_sv: textsFor('sv')('proposals.dissent.entry', { title: title('sv') }),
      message_en: textsFor('en')('proposals.dissent.entry', { title: title('en') }),
      added: 1,
      changed: 0,
      withdrawn: 0,
    })
    await tx
      .insertInto('register.dissent')
      .values({
        ...dissent,
        id: `${dissent.conflict}.dissent-${revision}`,
        author: account.organisation.name,
        person: account.person,
        dataset: editsDataset,
        recorded_from: revision,
        recorded_to: null,
      })
      .execute()
    await deriveCooperations(tx, [String(conflict.row.subject_id)])
    await holdBack(tx, work.sealKeys, { since: revision })
    await announceRevision(tx, revision)
    return { ok: true, revision } as const
  })
  if (!published.ok) return published
  if (published.result.ok) await work.refresh()
  return published.result
}

async function refuseDissent(
  tx: Tx,
  { person }: Account,
  { conflict, ruling }: NewDissent,
  standing: number,
): Promise<DissentRefusal | undefined> {
  if (ruling !== standing) return 'changed'
  const own = await tx
    .selectFrom('register.proposal as p')
    .innerJoin('register.proposal_step as s', 's.proposal', 'p.id')
    .innerJoin('register.proposal_change as c', 'c.proposal', 'p.id')
    .where('p.revision', '=', ruling)
    .where('c.resource', '=', 'conflicts')
    .where('c.fact_id', '=', conflict)
    .where('s.person', '=', person)
    .where('s.act', 'in', ['proposed', 'changed', 'accepted'])
    .select('p.id')
    .executeTakeFirst()
  if (own) return 'own'
  const known = await tx
    .selectFrom('register.dissent')
    .where('conflict', '=', conflict)
    .where('ruling', '=', ruling)
    .where('person', '=', person)
    .select('id')
    .executeTakeFirst()
  return known && 'twice'
}
