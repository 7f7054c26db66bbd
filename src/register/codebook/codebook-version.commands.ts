// Making versions of the codebook: from a data package, or by curators in a draft that is published once.
import { sql } from 'kysely'
import { may, type Account } from '#accounts/index.ts'
import type { HeldBack } from '#evidence/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { Problem } from '#platform/http/problem.ts'
import { announceRevision, latestRevision, lockRevisions, recordChangeset } from '../changesets/changeset.queries.ts'
import type { Proposals } from '../proposals/proposal.commands.ts'
import { holdBack, publishUnlessHeldBack } from '../seals/seal-gate.commands.ts'
import {
  findCodebookDraft,
  listCodebookEntries,
  listCodebookVersions,
  listDraftEntries,
  listOverlay,
} from './codebook-version.queries.ts'
import {
  codedSchemes,
  differencesOf,
  entryColumns,
  type CodebookEntry,
  type CodedScheme,
  type EntryTexts,
} from './codebook-version.rules.ts'

/** Columns that an entry has in common with `register.code`. */
const columns = sql.join(['scheme', 'code', ...entryColumns, 'sort'].map((column) => sql.ref(column)))

/**
 * Keeps what data packages say of the coded schemes as a published version, as long as people have published none of
 * their own; a version for each time that it differs.
 */
export async function keepPackagedCodebook(tx: Tx, now: Date): Promise<void> {
  if ((await listOverlay(tx)).length > 0) return
  const { rows: standing } = await sql<CodebookEntry>`
    select ${columns} from register.code where scheme = any(${Object.keys(codedSchemes)}::text[])
    order by scheme, sort, code`.execute(tx)
  const [latest] = await listCodebookVersions(tx)
  const known = latest ? await listCodebookEntries(tx, latest.number) : []
  if (standing.length === 0 || differencesOf(known, standing).length === 0) return
  const number = await nextNumber(tx)
  await tx
    .insertInto('register.codebook_version')
    .values({ ...emptyVersion, number, state: 'published', created_at: now, published_at: now })
    .execute()
  await insertEntries(tx, number, standing)
}

const emptyVersion = { person: null, note_sv: null, note_en: null, published_at: null, revision: null }

async function nextNumber(tx: Tx): Promise<number> {
  const { last } = await tx
    .selectFrom('register.codebook_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

async function insertEntries(tx: Tx, version: number, entries: readonly CodebookEntry[]): Promise<void> {
  await tx
    .insertInto('register.codebook_entry')
    .values(entries.map((entry) => ({ ...entry, version, edits: 0 })))
    .execute()
}

/** Begins a draft with the codes of the latest version; where there is one already, that one. Gives its number. */
export function beginCodebookDraft({ database, accounts }: Proposals, account: Account): Promise<number> {
  return database.write(async (tx) => {
    mustCurate(account)
    await lockRevisions(tx)
    const standing = await findCodebookDraft(tx)
    if (standing) return standing.number
    const [latest] = await listCodebookVersions(tx)
    const number = await nextNumber(tx)
    const created_at = accounts.now()
    await tx
      .insertInto('register.codebook_version')
      .values({ ...emptyVersion, number, state: 'draft', person: account.person, created_at })
      .execute()
    if (latest) await insertEntries(tx, number, await listCodebookEntries(tx, latest.number))
    return number
  })
}

/** Throws the draft away; nothing happens where there is none. */
export function discardCodebookDraft({ database }: Proposals, account: Account): Promise<void> {
  return database.write(async (tx) => {
    mustCurate(account)
    await tx.deleteFrom('register.codebook_version').where('state', '=', 'draft').execute()
  })
}

export type SavedEntry = { ok: true } | { ok: false; refusal: 'saved-meanwhile' | 'taken' | 'fixed' }

/**
 * Writes what is said of a code of the draft. `edits` is how often it had been saved when the form was filled: where that
 * has moved, somebody else has saved it, and nothing is written.
 */
export function saveCodebookEntry(
  { database }: Proposals,
  account: Account,
  { scheme, code }: { scheme: CodedScheme; code: string },
  texts: EntryTexts,
  edits: number,
): Promise<SavedEntry> {
  return database.write(async (tx) => {
    const version = await lockDraft(tx, account)
    const { numUpdatedRows } = await tx
      .updateTable('register.codebook_entry')
      .set({ ...texts, edits: edits + 1 })
      .where('version', '=', version)
      .where('scheme', '=', scheme)
      .where('code', '=', code)
      .where('edits', '=', edits)
      .executeTakeFirst()
    return numUpdatedRows > 0n ? { ok: true } : { ok: false, refusal: 'saved-meanwhile' }
  })
}

/** Adds a code to the draft, last in its scheme. The codes of `status` are what the program folds, and stay. */
export function addCodebookEntry(
  { database }: Proposals,
  account: Account,
  { scheme, code }: { scheme: CodedScheme; code: string },
  texts: EntryTexts,
): Promise<SavedEntry> {
  return database.write(async (tx) => {
    const version = await lockDraft(tx, account)
    if (scheme === 'status') return { ok: false, refusal: 'fixed' }
    const entries = (await listDraftEntries(tx, version)).filter((entry) => entry.scheme === scheme)
    if (entries.some((entry) => entry.code === code)) return { ok: false, refusal: 'taken' }
    const sort = Math.max(0, ...entries.map((entry) => entry.sort)) + 1
    await insertEntries(tx, version, [{ ...texts, scheme, code, sort }])
    return { ok: true }
  })
}

/** Takes a code out of the draft: it is no longer coded by, and stays in the register where facts carry it. */
export function removeCodebookEntry(
  { database }: Proposals,
  account: Account,
  { scheme, code }: { scheme: CodedScheme; code: string },
): Promise<SavedEntry> {
  return database.write(async (tx) => {
    const version = await lockDraft(tx, account)
    if (scheme === 'status') return { ok: false, refusal: 'fixed' }
    await tx
      .deleteFrom('register.codebook_entry')
      .where('version', '=', version)
      .where('scheme', '=', scheme)
      .where('code', '=', code)
      .execute()
    return { ok: true }
  })
}

export type PublishedCodebook =
  | { ok: true; number: number }
  | { ok: false; refusal: 'nothing-new' }
  | { ok: false; heldBack: HeldBack }

/** Freezes the draft and brings its codes into the register, as a changeset. The notes say what is new. */
export async function publishCodebookDraft(
  { database, accounts, sealKeys, refresh }: Proposals,
  account: Account,
  notes: { note_sv: string; note_en: string },
): Promise<PublishedCodebook> {
  const sealing = { ring: sealKeys, at: accounts.now() }
  const published = await publishUnlessHeldBack(database, sealing, async (tx): Promise<PublishedCodebook> => {
    await lockRevisions(tx)
    const drafted = await lockDraft(tx, account)
    const [latest] = await listCodebookVersions(tx)
    const entries = await listCodebookEntries(tx, drafted)
    // A data package may have brought a version while the draft was written.
    const number = Math.max(drafted, (latest?.number ?? 0) + 1)
    const differences = differencesOf(latest ? await listCodebookEntries(tx, latest.number) : [], entries)
    if (differences.length === 0) return { ok: false, refusal: 'nothing-new' }
    const now = accounts.now()
    const revision = (await latestRevision(tx)) + 1
    const count = (wanted: string) => differences.filter(({ kind }) => kind === wanted).length
    await recordChangeset(tx, {
      revision,
      recorded_at: now,
      kind: 'codebook',
      dataset: null,
      author: account.organisation.name,
      message_sv: notes.note_sv,
      message_en: notes.note_en,
      added: count('added'),
      changed: count('changed'),
      withdrawn: 0,
    })
    await tx
      .updateTable('register.codebook_version')
      .set({ ...notes, number, state: 'published', published_at: now, revision, person: account.person })
      .where('number', '=', drafted)
      .execute()
    for (const { scheme, code } of entries) {
      await tx.deleteFrom('register.code').where('scheme', '=', scheme).where('code', '=', code).execute()
    }
    await tx.insertInto('register.code').values(entries).execute()
    await holdBack(tx, sealKeys, { since: revision })
    await announceRevision(tx, revision)
    return { ok: true, number }
  })
  if (!published.ok) return published
  if (published.result.ok) await refresh()
  return published.result
}

/** The number of the draft, locked. */
async function lockDraft(tx: Tx, account: Account): Promise<number> {
  mustCurate(account)
  const draft = await tx
    .selectFrom('register.codebook_version')
    .where('state', '=', 'draft')
    .select('number')
    .forUpdate()
    .executeTakeFirst()
  if (!draft) throw noCodebookDraft()
  return draft.number
}

export function noCodebookDraft(): Problem {
  return new Problem('not-found', 'register/no-codebook-draft', 'There is no draft of the codebook.')
}

function mustCurate(account: Account): void {
  if (may(account.role, 'review')) return
  throw new Problem('forbidden', 'register/not-a-curator', 'Only curators may change the codebook.')
}
