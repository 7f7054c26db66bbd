// What people do with documents: hand one in, accept or refuse it, say who may see it, withdraw it.
import { sql } from 'kysely'
import type { Account } from '#accounts/index.ts'
import type { Database, Tx } from '#platform/db/database.ts'
import { cleanFileName, recogniseFile, type MediaType } from '#platform/files/file-kind.ts'
import { readFileText } from '#platform/files/file-reading.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { UnreadableFileError, type FileText, type UnreadableReason } from '#platform/files/file-text.ts'
import { Problem } from '#platform/http/problem.ts'
import type { HeldBack } from '../seals/check.commands.ts'
import { findSource } from '../sources/source.queries.ts'
import { mayDecide, refuseAcceptance, type DecisionRefusal } from './document.policy.ts'
import { documentChannel, findDocument } from './document.queries.ts'
import type { Document, DocumentState, DocumentStep, DocumentVisibility } from './document.rules.ts'

/** What handing in works with. */
export type Arriving = {
  database: Database
  files: FileStore
  now: () => Date
  /** Bytes. */
  largestFile: number
}

/** What documents work with. The register gives what it alone knows: the revision that comes next, and what is published. */
export type Documents = Arriving & {
  /** The first revision as of which what is done now is shown, held back until the transaction ends. */
  nextRevision: (tx: Tx) => Promise<number>
  /** Shows the document from the revision on, unless that would lead to somebody under seal: then nothing has happened. */
  publish: (
    part: { document: number },
    work: (tx: Tx, revision: number) => Promise<void>,
  ) => Promise<{ ok: true } | { ok: false; heldBack: HeldBack }>
  /** Called once a change is there, so that no page of before is shown by this process any more. */
  changed: () => void
  /** See SAMBAND_SECOND_PERSON. */
  needsSecondPerson: boolean
}

export type Arrival = {
  source: string
  name: string
  bytes: Uint8Array
  said: string
  /** Who brings it; undefined on the command line. */
  account: Account | undefined
  /** Where it was fetched; undefined for what was uploaded. */
  url?: string
}

export const arrivalRefusals = ['empty', 'too-big', 'kind'] as const
export type ArrivalRefusal = (typeof arrivalRefusals)[number] | UnreadableReason

/** `isNew` is false for a file that the source has already, which is then left as it is. */
export type HandedIn = { ok: true; id: number; isNew: boolean } | { ok: false; refusal: ArrivalRefusal }

/**
 * Keeps the file and its text, to wait for a curator. Everything that can fail or takes long comes before the one
 * transaction; of a process that is killed before it, a file without a document is left, which nothing leads to and the
 * next one with the same content uses.
 */
export async function handIn(work: Arriving, arrival: Arrival): Promise<HandedIn> {
  const { bytes } = arrival
  if (bytes.byteLength === 0) return { ok: false, refusal: 'empty' }
  if (bytes.byteLength > work.largestFile) return { ok: false, refusal: 'too-big' }
  try {
    const kept = await keepFile(work.files, bytes)
    if (!kept) return { ok: false, refusal: 'kind' }
    const { sha256: file, mediaType } = kept
    return await work.database.write(async (tx) => {
      const source = await findSource(tx, arrival.source)
      if (!source || source.visibility === 'sealed') throw noSuchDocument()
      const at = work.now()
      await insertFile(tx, kept, at)
      const added = await tx
        .insertInto('evidence.document')
        .values({
          source: arrival.source,
          file,
          name: cleanFileName(arrival.name, mediaType),
          visibility: source.visibility === 'public' ? 'public' : 'members',
          state: 'handed_in',
          origin: arrival.url === undefined ? 'upload' : 'web',
          url: arrival.url ?? null,
          person: arrival.account?.person ?? null,
          organisation: arrival.account?.organisation.name ?? '',
          handed_in_at: at,
          recorded_from: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (!added) return { ok: true, id: await findHeld(tx, arrival.source, file), isNew: false }
      await recordStep(tx, added.id, {
        act: 'handed_in',
        person: arrival.account?.person ?? null,
        said: arrival.said || null,
        at,
      })
      return { ok: true, id: added.id, isNew: true }
    })
  } catch (error) {
    if (error instanceof UnreadableFileError) return { ok: false, refusal: error.reason }
    throw error
  }
}

/** A file as it lies in the file store, and what was read in it. */
export type KeptFile = { sha256: string; mediaType: MediaType; bytes: number; text: FileText }

/** Reads the file and puts it into the store; undefined for a kind that is not taken. @throws UnreadableFileError */
export async function keepFile(files: FileStore, bytes: Uint8Array): Promise<KeptFile | undefined> {
  const mediaType = await recogniseFile(bytes)
  if (!mediaType) return undefined
  const text = await readFileText(mediaType, bytes)
  return { sha256: await files.put(bytes), mediaType, bytes: bytes.byteLength, text }
}

/** Records the file with its text; one that is known stays as it is. */
export async function insertFile(tx: Tx, { sha256, mediaType, bytes, text }: KeptFile, at: Date): Promise<void> {
  await tx
    .insertInto('evidence.file')
    .values({ sha256, media_type: mediaType, bytes, has_pages: text.hasPages, carries: text.carries, stored_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await sql`
    insert into evidence.file_page (file, page, text)
    select ${sha256}, page, text from unnest(${text.pages}::text[]) with ordinality as t (text, page)
    on conflict do nothing`.execute(tx)
}

async function findHeld(tx: Tx, source: string, file: string): Promise<number> {
  const { id } = await tx
    .selectFrom('evidence.document')
    .where('source', '=', source)
    .where('file', '=', file)
    .where('state', 'in', ['handed_in', 'accepted'])
    .select('id')
    .executeTakeFirstOrThrow()
  return id
}

type Deciding = { account: Account; id: number; said: string }

/** From now on it is shown to those that `visibility` says, if they may see the source; or gives what holds it back. */
export async function acceptDocument(
  work: Documents,
  { account, id, said, visibility }: Deciding & { visibility: DocumentVisibility },
): Promise<HeldBack | undefined> {
  const published = await work.publish({ document: id }, (tx, revision) =>
    decideIn(tx, work, account, id, async (document) => {
      const refusal = refuseAcceptance(account, document, work.needsSecondPerson)
      if (refusal) throw refused(refusal)
      await tx
        .updateTable('evidence.document')
        .set({ state: 'accepted', visibility, recorded_from: revision })
        .where('id', '=', id)
        .execute()
      return { act: 'accepted', said }
    }),
  )
  if (!published.ok) return published.heldBack
  work.changed()
  return undefined
}

export function refuseDocument(work: Documents, { account, id, said }: Deciding): Promise<void> {
  return decide(work, account, id, async (tx, { state }) => {
    if (state !== 'handed_in') throw refused('closed')
    await moveTo(tx, id, 'refused')
    return { act: 'refused', said }
  })
}

/** It is gone for everybody but curators, as of every moment: what should not have been shown is not shown as of before. */
export function withdrawDocument(work: Documents, { account, id, said }: Deciding): Promise<void> {
  return decide(work, account, id, async (tx, { state }) => {
    if (state !== 'accepted') throw refused('closed')
    await moveTo(tx, id, 'withdrawn')
    return { act: 'withdrawn', said }
  })
}

/** As of every moment, as for sources: what is narrowed now was never for others. */
export function changeVisibility(
  work: Documents,
  { account, id, visibility }: Omit<Deciding, 'said'> & { visibility: DocumentVisibility },
): Promise<void> {
  return decide(work, account, id, async (tx, { state }) => {
    if (state !== 'accepted') throw refused('closed')
    await tx.updateTable('evidence.document').set({ visibility }).where('id', '=', id).execute()
    return { act: 'visibility_changed', said: visibility }
  })
}

async function decide(
  work: Documents,
  account: Account,
  id: number,
  act: (tx: Tx, document: Document) => Promise<Pick<DocumentStep, 'act' | 'said'>>,
): Promise<void> {
  await work.database.write((tx) => decideIn(tx, work, account, id, (document) => act(tx, document)))
  work.changed()
}

/** The document as it stands, locked; in the same transaction what was done to it, and the notice to every process. */
async function decideIn(
  tx: Tx,
  work: Documents,
  account: Account,
  id: number,
  act: (document: Document) => Promise<Pick<DocumentStep, 'act' | 'said'>>,
): Promise<void> {
  await sql`select id from evidence.document where id = ${id} for update`.execute(tx)
  const document = await findDocument(tx, id, { account })
  if (!document) throw noSuchDocument()
  if (!mayDecide(account)) throw new Problem('forbidden', 'evidence/not-a-curator', 'Only curators may do this.')
  const { said, ...step } = await act(document)
  await recordStep(tx, id, { ...step, said: said || null, person: account.person, at: work.now() })
  await tellDocumentsChanged(tx)
}

function moveTo(tx: Tx, id: number, state: DocumentState) {
  return tx.updateTable('evidence.document').set({ state }).where('id', '=', id).execute()
}

export function tellDocumentsChanged(tx: Tx) {
  return sql`select pg_notify(${documentChannel}, '')`.execute(tx)
}

async function recordStep(tx: Tx, document: number, { act, person, said, at }: Omit<DocumentStep, 'name'>) {
  await sql`
    insert into evidence.document_step (document, position, act, person, said, at)
    select ${document}, count(*), ${act}, ${person}, ${said}, ${at}
    from evidence.document_step where document = ${document}`.execute(tx)
}

export function noSuchDocument(): Problem {
  return new Problem('not-found', 'evidence/no-such-document', 'There is no such document.')
}

function refused(refusal: DecisionRefusal): Problem {
  const sentences = {
    closed: 'This has been decided meanwhile.',
    'second-person': 'A document of your own needs another curator.',
  }
  return new Problem(refusal === 'closed' ? 'conflict' : 'forbidden', `evidence/${refusal}`, sentences[refusal], {
    text: (t) => t(`evidence.document.refused-${refusal}`),
  })
}
