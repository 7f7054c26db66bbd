// All SQL that reads evidence under seal. What is in an envelope is opened elsewhere.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import type { Day } from '#platform/time/day.ts'
import type { Decision, DecisionAct, DecisionState, Seal, SealState } from './seal.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'evidence.seal': {
      id: string
      kind: string
      state: SealState
      sunset_on: Day
      envelope: Uint8Array | null
      sealed_by: string
      created_at: Date
      ended_at: Date | null
      told_from: number | null
      told_to: number | null
    }
    'evidence.seal_support': { seal: string; code: string }
    'evidence.seal_decision': {
      id: string
      seal: string
      act: DecisionAct
      state: DecisionState
      person: string | null
      until: Day | null
      finding: string | null
      envelope: Uint8Array
      proposed_by: string
      proposed_at: Date
      decided_by: string | null
      decided_at: Date | null
      revoked_by: string | null
      revoked_at: Date | null
    }
    'evidence.seal_opening': { id: string; seal: string; person: string; at: Date; envelope: Uint8Array }
    'evidence.seal_review': { seal: string; person: string; at: Date; told_from: number }
    'evidence.seal_finding': { id: string; seal: string; envelope: Uint8Array; found_at: Date }
  }
}

function selectSeals(reader: Reader) {
  return reader
    .selectFrom('evidence.seal as s')
    .select(['s.id', 's.kind', 's.state', 's.sunset_on as sunsetOn', 's.sealed_by as sealedBy'])
    .select(['s.created_at as createdAt', 's.told_from as toldFrom', 's.told_to as toldTo'])
    .select(
      sql<string[]>`array(select code from evidence.seal_support where seal = s.id order by code collate "C")`.as(
        'codes',
      ),
    )
}

/** The one that is due first comes first. */
export function listSeals(reader: Reader): Promise<Seal[]> {
  return selectSeals(reader).orderBy('s.sunset_on').orderBy('s.id').execute()
}

export function findSeal(reader: Reader, id: string): Promise<Seal | undefined> {
  return selectSeals(reader).where('s.id', '=', id).executeTakeFirst()
}

/** Evidence that is or is to be under seal, with its envelope. */
export async function listSealed(reader: Reader): Promise<(Seal & { envelope: Uint8Array })[]> {
  const rows = await selectSeals(reader)
    .select('s.envelope')
    .where('s.state', 'in', ['proposed', 'sealed'])
    .orderBy('s.id')
    .execute()
  return rows.flatMap(({ envelope, ...seal }) => (envelope ? [{ ...seal, envelope }] : []))
}

export async function findEnvelope(reader: Reader, id: string): Promise<Uint8Array | undefined> {
  const row = await reader.selectFrom('evidence.seal').where('id', '=', id).select('envelope').executeTakeFirst()
  return row?.envelope ?? undefined
}

/** With the names or pseudonyms of those concerned; null for somebody who is not a member any more. */
export type NamedDecision = Decision & {
  personName: string | null
  proposerName: string | null
  deciderName: string | null
  envelope: Uint8Array
}

/** Every decision, or those about one piece of evidence, the latest first. */
export function listDecisions(reader: Reader, seal?: string): Promise<NamedDecision[]> {
  return reader
    .selectFrom('evidence.seal_decision as d')
    .leftJoin('accounts.person as who', 'who.id', 'd.person')
    .leftJoin('accounts.person as proposer', 'proposer.id', 'd.proposed_by')
    .leftJoin('accounts.person as decider', 'decider.id', 'd.decided_by')
    .$if(seal !== undefined, (query) => query.where('d.seal', '=', seal ?? ''))
    .select(['d.id', 'd.seal', 'd.act', 'd.state', 'd.person', 'd.until', 'd.finding', 'd.envelope'])
    .select(['d.proposed_by as proposedBy', 'd.proposed_at as proposedAt', 'd.decided_by as decidedBy'])
    .select(['d.revoked_at as revokedAt', 'who.name as personName', 'proposer.name as proposerName'])
    .select('decider.name as deciderName')
    .orderBy('d.proposed_at', 'desc')
    .orderBy('d.id')
    .execute()
}

export type Opening = { id: string; name: string | null; at: Date; envelope: Uint8Array }

/** Who has read it, the latest first. */
export function listOpenings(reader: Reader, seal: string): Promise<Opening[]> {
  return reader
    .selectFrom('evidence.seal_opening as o')
    .leftJoin('accounts.person as p', 'p.id', 'o.person')
    .where('o.seal', '=', seal)
    .select(['o.id', 'p.name', 'o.at', 'o.envelope'])
    .orderBy('o.at', 'desc')
    .orderBy('o.id')
    .execute()
}

export async function hasOpened(reader: Reader, seal: string, person: string): Promise<boolean> {
  const row = await reader
    .selectFrom('evidence.seal_opening')
    .where('seal', '=', seal)
    .where('person', '=', person)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Who has reviewed it, accounts.person.id. */
export async function listReviewers(reader: Reader, seal: string): Promise<string[]> {
  const rows = await reader.selectFrom('evidence.seal_review').where('seal', '=', seal).select('person').execute()
  return rows.map(({ person }) => person)
}

export type KeptFinding = { id: string; seal: string; foundAt: Date; envelope: Uint8Array; isRuled: boolean }

/** What the check has found about one piece of evidence, the first found first. */
export function listFindings(reader: Reader, seal: string): Promise<KeptFinding[]> {
  return reader
    .selectFrom('evidence.seal_finding as f')
    .where('f.seal', '=', seal)
    .select(['f.id', 'f.seal', 'f.found_at as foundAt', 'f.envelope'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('evidence.seal_decision as d')
            .whereRef('d.finding', '=', 'f.id')
            .where('d.state', '=', 'confirmed')
            .select('d.id'),
        )
        .$castTo<boolean>()
        .as('isRuled'),
    )
    .orderBy('f.found_at')
    .orderBy('f.id')
    .execute()
}

/** Members whose role lets them hold a grant. */
export function listGrantable(reader: Reader, roles: readonly string[]): Promise<{ person: string; name: string }[]> {
  return reader
    .selectFrom('accounts.membership as m')
    .innerJoin('accounts.person as p', 'p.id', 'm.person')
    .where(sql<boolean>`m.role = any(${roles}::text[])`)
    .select(['m.person', 'p.name'])
    .orderBy((eb) => eb.fn('lower', ['p.name']))
    .orderBy('m.person')
    .execute()
}

/**
 * What the public is told of a code as of a revision: on how many confidential sources it rests and how many people at least
 * have reviewed each of them (`reviewers`); and, apart from those, how many more data packages only name (`named`).
 */
export type ToldSeals = { sources: number; reviewers: number; named: number }

export async function listToldSeals(reader: Reader, revision: number, asOf?: number): Promise<Map<string, ToldSeals>> {
  const told = await sql<{ code: string; sources: number; reviewers: number }>`
    select p.code, count(*) as sources, min((
      select count(*) from evidence.seal_review r where r.seal = s.id and r.told_from <= ${revision})) as reviewers
    from evidence.seal s join evidence.seal_support p on p.seal = s.id
    where s.told_from <= ${revision} and (s.told_to is null or s.told_to > ${revision})
    group by p.code`.execute(reader)
  const named = await sql<{ code: string; named: number }>`
    select c.fact_id as code, count(distinct c.source) as named
    from evidence.citation c join evidence.source s on s.id = c.source
    where c.fact_table = 'codebook' and s.visibility = 'sealed' and ${heldAt('c', asOf)} and ${heldAt('s', asOf)}
    group by c.fact_id`.execute(reader)
  const of = new Map<string, ToldSeals>(told.rows.map(({ code, ...rest }) => [code, { ...rest, named: 0 }]))
  for (const { code, named: count } of named.rows)
    of.set(code, { ...(of.get(code) ?? { sources: 0, reviewers: 0 }), named: count })
  return of
}
