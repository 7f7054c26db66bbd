// All SQL that reads proposals.
import { sql, type Generated } from 'kysely'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { FactRow } from '#platform/db/versions.ts'
import type { Language } from '#platform/i18n/language.ts'
import type { Act, EditedResource } from './change.rules.ts'
import type { Proposal, ProposalKind, ProposalState, ProposalWithChanges, Step, Subject } from './proposal.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.proposal': {
      id: Generated<number>
      kind: ProposalKind
      state: ProposalState
      person: string | null
      organisation: string | null
      author: string
      language: Language
      message: string
      about_resource: EditedResource
      about_id: string
      reverts: number | null
      answers: number | null
      source_url: string | null
      email: string | null
      revision: number | null
      created_at: Date
    }
    'register.proposal_change': {
      proposal: number
      position: number
      resource: EditedResource
      fact_id: string
      act: Act
      base: number | null
      before: FactRow | null
      fields: FactRow
    }
    'register.proposal_warning': { proposal: number; code: string; fact_id: string; reason: string }
    'register.proposal_step': {
      proposal: number
      position: number
      act: Step['act']
      person: string | null
      said: string | null
      at: Date
    }
  }
}

function selectProposals(reader: Reader) {
  return reader
    .selectFrom('register.proposal as p')
    .select(['p.id', 'p.kind', 'p.state', 'p.person', 'p.organisation', 'p.author', 'p.language', 'p.message'])
    .select(['p.about_resource', 'p.about_id', 'p.reverts', 'p.answers', 'p.source_url as sourceUrl', 'p.email'])
    .select(['p.revision', 'p.created_at as createdAt'])
}

type Selected = Omit<Proposal, 'about'> & { about_resource: EditedResource; about_id: string }

function withSubject({ about_resource: resource, about_id: id, ...proposal }: Selected): Proposal {
  return { ...proposal, about: { resource, id } }
}

export type ProposalFilter = { states?: readonly ProposalState[]; person?: string; about?: Subject }

/** The latest first. */
export async function listProposals(
  reader: Reader,
  { states, person, about }: ProposalFilter,
  limit: number,
): Promise<Proposal[]> {
  let query = selectProposals(reader)
  if (states) query = query.where('p.state', 'in', [...states])
  if (person) query = query.where('p.person', '=', person)
  if (about) query = query.where('p.about_resource', '=', about.resource).where('p.about_id', '=', about.id)
  return (await query.orderBy('p.id', 'desc').limit(limit).execute()).map(withSubject)
}

/** How many proposals there are in each state, of one person or of all. */
export async function countProposals(reader: Reader, person?: string): Promise<Map<ProposalState, number>> {
  let query = reader.selectFrom('register.proposal').select('state')
  if (person) query = query.where('person', '=', person)
  const rows = await query
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .groupBy('state')
    .execute()
  return new Map(rows.map(({ state, count }) => [state, count]))
}

export async function findProposal(reader: Reader, id: number): Promise<ProposalWithChanges | undefined> {
  const found = await selectProposals(reader).where('p.id', '=', id).executeTakeFirst()
  if (!found) return undefined
  const changes = await reader
    .selectFrom('register.proposal_change')
    .where('proposal', '=', id)
    .select(['resource', 'fact_id as id', 'act', 'base', 'before', 'fields'])
    .orderBy('position')
    .execute()
  const warnings = await reader
    .selectFrom('register.proposal_warning')
    .where('proposal', '=', id)
    .select(['code', 'fact_id as id', 'reason'])
    .orderBy('code')
    .orderBy('fact_id')
    .execute()
  const steps = await reader
    .selectFrom('register.proposal_step as s')
    .leftJoin('accounts.person as who', 'who.id', 's.person')
    .where('s.proposal', '=', id)
    .select(['s.act', 's.person', 'who.name', 's.said', 's.at'])
    .orderBy('s.position')
    .execute()
  return { ...withSubject(found), changes, warnings, steps }
}

/** The proposal that became a revision. */
export async function findProposalOf(reader: Reader, revision: number): Promise<number | undefined> {
  const row = await reader
    .selectFrom('register.proposal')
    .where('revision', '=', revision)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** Holds the proposal back from everybody else until the transaction ends, and reads it as it then is. */
export async function lockProposal(tx: Tx, id: number): Promise<ProposalWithChanges | undefined> {
  await sql`select id from register.proposal where id = ${id} for update`.execute(tx)
  return findProposal(tx, id)
}
