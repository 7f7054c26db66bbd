// What people do with rounds of coding: make one, code, say that they are done, close, decide, publish.
import { randomInt } from 'node:crypto'
import { listCoderCandidates, may, type Account, type Accounts } from '#accounts/index.ts'
import { findVisibilities, tellDocumentsChanged, type HeldBack } from '#evidence/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import type { KeyRing } from '#platform/secrets/envelope.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import { publishPart } from '../seals/seal-gate.commands.ts'
import { findCodebookVersion, listCodebookEntries } from '../codebook/codebook-version.queries.ts'
import { refuseInRound, type RoundAct, type RoundRefusal } from './coding-round.policy.ts'
import {
  listCoders,
  listCodingUnits,
  listStandingFacts,
  lockCodingRound,
  readClosedRound,
} from './coding-round.queries.ts'
import type { RoundForm, UnitFault } from './coding-round.input.ts'
import { decidedAt, unitsOf, type Answer, type CodingRound, type CodingUnit, type Coder } from './coding-round.rules.ts'

/** What rounds work with. `sealKeys`: what is published is compared with what is under seal. */
export type CodingWork = { database: Database; accounts: Accounts; sealKeys: KeyRing }

export type NewRound = RoundForm & { language: Language; units: readonly CodingUnit[] }

export type MadeRound =
  | { ok: true; id: number }
  | { ok: false; refusal: 'few-coders' | 'no-version' | 'no-units' | { units: UnitFault[] } }

/**
 * Makes a round, which is open at once. Coders get their numbers by lot, so that a number tells nothing of the order of
 * names. What is wrong with a unit names its position as the line.
 */
export function makeCodingRound(
  { database, accounts }: CodingWork,
  account: Account,
  round: NewRound,
): Promise<MadeRound> {
  return database.write(async (tx): Promise<MadeRound> => {
    mustCode(account)
    const { scheme, units } = round
    const known = new Set((await listCoderCandidates(tx)).map(({ person }) => person))
    const coders = [...new Set(round.coders)].filter((person) => known.has(person))
    if (coders.length < 2) return { ok: false, refusal: 'few-coders' }
    if (!(await findCodebookVersion(tx, round.codebookVersion))) return { ok: false, refusal: 'no-version' }
    if (units.length === 0) return { ok: false, refusal: 'no-units' }
    const faults = await faultsOfUnits(tx, round)
    if (faults.length > 0) return { ok: false, refusal: { units: faults } }
    const { id } = await tx
      .insertInto('register.coding_round')
      .values({
        title: round.title,
        instructions: round.instructions,
        language: round.language,
        scheme,
        codebook_version: round.codebookVersion,
        state: 'open',
        is_public: round.isPublic,
        person: account.person,
        created_at: accounts.now(),
        closed_at: null,
        adjudicated_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const numbered = shuffled(coders).map((person, index) => ({ round: id, number: index + 1, person, finished_at: null })) // prettier-ignore
    await tx.insertInto('register.coding_coder').values(numbered).execute()
    await tx
      .insertInto('register.coding_unit')
      .values(
        units.map(({ position, factId: fact_id, source, locator, passage }) => ({
          round: id,
          position,
          fact_id,
          source,
          locator,
          passage,
        })),
      )
      .execute()
    return { ok: true, id }
  })
}

async function faultsOfUnits(tx: Tx, { scheme, units }: NewRound): Promise<UnitFault[]> {
  const facts = await listStandingFacts(tx, scheme, units.map(({ factId }) => factId)) // prettier-ignore
  const visibilities = await findVisibilities(tx, units.flatMap(({ source }) => source ?? [])) // prettier-ignore
  return units.flatMap(({ position: line, factId, source }): UnitFault[] => {
    if (!facts.has(factId)) return [{ line, fault: 'no-fact' }]
    if (source === null) return []
    const visibility = visibilities.get(source)
    if (visibility === undefined) return [{ line, fault: 'no-source' }]
    // That a sealed source bears on the fact would be told to everybody who codes.
    return visibility === 'sealed' ? [{ line, fault: 'sealed' }] : []
  })
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const left = [...items]
  return items.map(() => left.splice(randomInt(left.length), 1)[0]!)
}

/** Saves what a coder says of a unit, in place of what they said before. */
export function saveCoding(
  work: CodingWork,
  account: Account,
  id: number,
  position: number,
  answer: Answer,
): Promise<void> {
  return work.database.write((tx) =>
    inRound(tx, work, account, id, 'code', async ({ round, number, now }) => {
      const unit = (await listCodingUnits(tx, id)).find((one) => one.position === position)
      if (!unit) throw noSuchUnit()
      const entries = await listCodebookEntries(tx, round.codebookVersion)
      const isCode = entries.some(({ scheme, code }) => scheme === round.scheme && code === answer.code)
      if (answer.code !== null && !isCode) throw new Error(`${answer.code} is no code of the version`)
      const { last } = await tx
        .selectFrom('register.coding')
        .where('round', '=', id)
        .where('coder', '=', number)
        .select((eb) => eb.fn.max('place').as('last'))
        .executeTakeFirstOrThrow()
      await tx
        .insertInto('register.coding')
        .values({ ...answer, round: id, position, coder: number, place: (last ?? 0) + 1, coded_at: now })
        .onConflict((conflict) =>
          conflict.columns(['round', 'position', 'coder']).doUpdateSet({ ...answer, coded_at: now }),
        )
        .execute()
    }),
  )
}

/** The coder is done. Once all are, the round closes. */
export function finishCoding(work: CodingWork, account: Account, id: number): Promise<{ isClosed: boolean }> {
  return work.database.write((tx) =>
    inRound(tx, work, account, id, 'code', async ({ number, now }) => {
      await tx
        .updateTable('register.coding_coder')
        .set({ finished_at: now })
        .where('round', '=', id)
        .where('number', '=', number)
        .execute()
      const isClosed = (await listCoders(tx, id)).every(({ finishedAt }) => finishedAt !== null)
      if (isClosed) await close(tx, id, now)
      return { isClosed }
    }),
  )
}

/** Closes the round before all coders have said that they are done. What they have not coded stays missing. */
export function closeCodingRound(work: CodingWork, account: Account, id: number): Promise<void> {
  return work.database.write((tx) => inRound(tx, work, account, id, 'close', ({ now }) => close(tx, id, now)))
}

async function close(tx: Tx, id: number, now: Date): Promise<void> {
  await tx.updateTable('register.coding_round').set({ state: 'closed', closed_at: now }).where('id', '=', id).execute()
}

/**
 * Decides what holds for a unit on which coders differ, in place of what was decided before. `seen` is when that was, as the
 * form had it: where it has moved, somebody else has decided meanwhile, and nothing is written.
 */
export function adjudicate(
  work: CodingWork,
  account: Account,
  id: number,
  position: number,
  decision: { code: string | null; note: string },
  seen: string,
): Promise<{ ok: boolean }> {
  return work.database.write((tx) =>
    inRound(tx, work, account, id, 'adjudicate', async ({ now }) => {
      const unit = unitsOf(await readClosedRound(tx, id)).find((one) => one.unit.position === position)
      if (!unit?.differs) throw noSuchUnit()
      if (decidedAt(unit.adjudication) !== seen) return { ok: false }
      const values = { ...decision, person: account.person, at: now }
      await tx
        .insertInto('register.adjudication')
        .values({ ...values, round: id, position })
        .onConflict((conflict) => conflict.columns(['round', 'position']).doUpdateSet(values))
        .execute()
      return { ok: true }
    }),
  )
}

/**
 * The last disagreement has been decided: from now on nothing changes. Refused while one is open, or while what would be
 * published leads to somebody under seal.
 */
export async function finishAdjudication(
  work: CodingWork,
  account: Account,
  id: number,
): Promise<{ ok: true } | { ok: false; undecided: number } | { ok: false; heldBack: HeldBack }> {
  const published = await publishRound(work, id, (tx) =>
    inRound(tx, work, account, id, 'adjudicate', async ({ now }) => {
      const all = unitsOf(await readClosedRound(tx, id))
      const undecided = all.filter(({ differs, adjudication }) => differs && !adjudication).length
      if (undecided > 0) return { ok: false, undecided } as const
      await tx
        .updateTable('register.coding_round')
        .set({ state: 'adjudicated', adjudicated_at: now })
        .where('id', '=', id)
        .execute()
      await tellPublicityChanged(tx)
      return { ok: true } as const
    }),
  )
  return published.ok ? published.result : published
}

/** Whether the round is to be published once it is adjudicated, or stay published; or gives what holds it back. */
export async function setPublicity(
  work: CodingWork,
  account: Account,
  id: number,
  isPublic: boolean,
): Promise<HeldBack | undefined> {
  const change = (tx: Tx) =>
    inRound(tx, work, account, id, 'publish', async () => {
      await tx.updateTable('register.coding_round').set({ is_public: isPublic }).where('id', '=', id).execute()
      await tellPublicityChanged(tx)
    })
  // Taking back is possible always, whatever is found and whether or not a key is there.
  const published = isPublic
    ? await publishRound(work, id, change)
    : ({ ok: true, result: await work.database.write(change) } as const)
  return published.ok ? undefined : published.heldBack
}

/** Files of the whole register hold published rounds, and are kept in memory as pages are that show documents. */
const tellPublicityChanged = tellDocumentsChanged

function publishRound<Result>(
  { database, accounts, sealKeys }: CodingWork,
  id: number,
  work: (tx: Tx) => Promise<Result>,
) {
  return publishPart(database, { ring: sealKeys, at: accounts.now() }, { round: id }, work)
}

type InRound = { round: CodingRound; coders: Coder[]; number: number; now: Date }

/** Does something in a round, locked, for somebody who may; `number` is theirs where they code. */
async function inRound<Result>(
  tx: Tx,
  { accounts }: CodingWork,
  account: Account,
  id: number,
  act: RoundAct,
  work: (found: InRound) => Promise<Result>,
): Promise<Result> {
  mustCode(account)
  const round = await lockCodingRound(tx, id)
  if (!round) throw noSuchRound()
  const coders = await listCoders(tx, id)
  const own = coders.find(({ person }) => person === account.person)
  const refusal =
    refuseInRound(act, account, round, coders) ?? (act === 'code' && own?.finishedAt ? 'closed' : undefined)
  if (refusal) throw refused(refusal)
  return work({ round, coders, number: own?.number ?? 0, now: accounts.now() })
}

function mustCode(account: Account): void {
  if (may(account.role, 'code')) return
  throw new Problem('forbidden', 'register/may-not-code', 'Your role does not code.')
}

export function noSuchRound(): Problem {
  return new Problem('not-found', 'register/no-such-round', 'There is no such round of coding.')
}

export function noSuchUnit(): Problem {
  return new Problem('not-found', 'register/no-such-unit', 'There is no such unit in this round.')
}

export function refused(refusal: RoundRefusal): Problem {
  const sentences = {
    'not-a-coder': 'You do not code in this round.',
    'a-coder': 'Whoever codes in a round does not do this.',
    closed: 'This is closed.',
    'still-open': 'The round is still open.',
  }
  const kind = refusal === 'closed' || refusal === 'still-open' ? 'conflict' : 'forbidden'
  return new Problem(kind, `register/${refusal}`, sentences[refusal], { text: (t) => t(`coding.refused.${refusal}`) })
}
