// All SQL that reads documents. Who may see them is decided here, in each statement.
import { sql, type Generated, type RawBuilder, type SqlBool } from 'kysely'
import type { Account } from '#accounts/index.ts'
import type { Database, Reader } from '#platform/db/database.ts'
import { heldAt } from '#platform/db/versions.ts'
import { visibleTo, type Asking } from '../sources/source.policy.ts'
import { isBelow, visibilityOf } from '../sources/source.queries.ts'
import { mayDecide, maySeeDocument } from './document.policy.ts'
import type { Document, DocumentState, DocumentStep, DocumentVisibility, Passage } from './document.rules.ts'

declare module '#platform/db/database.ts' {
  interface Tables {
    'evidence.file': {
      sha256: string
      media_type: string
      bytes: number
      has_pages: boolean
      carries: string
      stored_at: Date
    }
    'evidence.file_page': { file: string; page: number; text: string; picture: string | null }
    'evidence.document': {
      id: Generated<number>
      source: string
      file: string
      name: string
      visibility: DocumentVisibility
      state: DocumentState
      origin: Document['origin']
      url: string | null
      person: string | null
      organisation: string
      handed_in_at: Date
      recorded_from: number | null
    }
    'evidence.document_step': {
      document: number
      position: number
      act: DocumentStep['act']
      person: string | null
      said: string | null
      at: Date
    }
    'evidence.passage': {
      id: Generated<number>
      document: number
      page: number
      quote: string
      citation: string
      fact_id: string
      person: string
      added_at: Date
      recorded_from: number
      recorded_to: number | null
    }
  }
}

/** Sent whenever what people see of documents may have changed. */
export const documentChannel = 'samband_documents'

/** Moves whenever what people see of documents may have changed. */
export type DocumentChanges = {
  count: () => number
  /** For whoever has made a change in this process: the notice of the database takes a moment. */
  add: () => void
}

/** Counts the changes to documents that any process has made, from when this one began to listen. */
export async function countDocumentChanges(database: Pick<Database, 'listen'>): Promise<DocumentChanges> {
  let changes = 0
  const add = () => {
    changes += 1
  }
  await database.listen(documentChannel, add)
  return { count: () => changes, add }
}

function selectDocuments(reader: Reader, asOf: number | undefined) {
  return reader
    .selectFrom('evidence.document as d')
    .innerJoin('evidence.file as f', 'f.sha256', 'd.file')
    .innerJoin('evidence.source as s', (join) => join.onRef('s.id', '=', 'd.source').on(heldAt('s', asOf)))
    .select(['d.id', 'd.source', 'd.file', 'd.name', 'f.media_type as mediaType', 'f.bytes', 'f.has_pages as hasPages'])
    .select(['f.carries', 'd.visibility', 'd.state', 'd.origin', 'd.url', 'd.person', 'd.organisation'])
    .select(['d.handed_in_at as handedInAt', visibilityOf(asOf).as('sourceVisibility')])
    .select((eb) =>
      eb
        .selectFrom('evidence.file_page as p')
        .whereRef('p.file', '=', 'd.file')
        .select((inner) => inner.fn.countAll<number>().as('pages'))
        .$asScalar()
        .$notNull()
        .as('pages'),
    )
}

/** The condition on `d` and `s` for whoever asks, and no other moment than the one asked for. */
function seenBy({ account, asOf }: Asking): RawBuilder<SqlBool> {
  const known = asOf === undefined ? sql<SqlBool>`true` : sql<SqlBool>`d.recorded_from <= ${asOf}`
  const visibility = visibilityOf(asOf)
  const levels = sql.join(visibleTo(account))
  const accepted = sql<SqlBool>`(d.state = 'accepted' and ${known}
    and d.visibility in (${levels}) and ${visibility} in (${levels}))`
  if (!account || asOf !== undefined) return accepted
  if (mayDecide(account)) return sql`${visibility} <> 'sealed'`
  return sql`(${accepted} or (d.person = ${account.person} and d.state in ('handed_in', 'refused')
    and ${visibility} = 'public'))`
}

/** Those of a source, the oldest first. */
export function listDocumentsOf(reader: Reader, source: string, asking: Asking): Promise<Document[]> {
  return selectDocuments(reader, asking.asOf)
    .where('d.source', '=', source)
    .where(seenBy(asking))
    .where('d.state', 'in', ['handed_in', 'accepted'])
    .orderBy('d.id')
    .execute()
}

/** Accepted ones of all sources by number, the first `limit` after the number. */
export function listDocumentsAfter(reader: Reader, after: number, limit: number, asking: Asking): Promise<Document[]> {
  return selectDocuments(reader, asking.asOf)
    .where('d.id', '>', after)
    .where(seenBy(asking))
    .where('d.state', '=', 'accepted')
    .orderBy('d.id')
    .limit(limit)
    .execute()
}

/** Undefined where there is none or it is not for whoever asks: the two cannot be told apart. */
export async function findDocument(reader: Reader, id: number, asking: Asking): Promise<Document | undefined> {
  const found = await selectDocuments(reader, asking.asOf)
    .where('d.id', '=', id)
    .where(seenBy(asking))
    .executeTakeFirst()
  return found && maySeeDocument(asking.account, found) ? found : undefined
}

/** Those in a state: all of them for curators, for others their own. What waits comes in turn, what is decided the latest first. */
export function listDocumentsIn(
  reader: Reader,
  state: DocumentState,
  account: Pick<Account, 'person' | 'role'>,
  limit: number,
): Promise<Document[]> {
  let query = selectDocuments(reader, undefined).where('d.state', '=', state).where(seenBy({ account }))
  if (!mayDecide(account)) query = query.where('d.person', '=', account.person)
  return query
    .orderBy('d.id', state === 'handed_in' ? 'asc' : 'desc')
    .limit(limit)
    .execute()
}

export async function findPage(
  reader: Reader,
  file: string,
  page: number,
): Promise<{ text: string; picture: string | null } | undefined> {
  return reader
    .selectFrom('evidence.file_page')
    .where('file', '=', file)
    .where('page', '=', page)
    .select(['text', 'picture'])
    .executeTakeFirst()
}

/** The texts of all pages or parts, in their order. */
export async function listPageTexts(reader: Reader, file: string): Promise<string[]> {
  const pages = await reader.selectFrom('evidence.file_page').where('file', '=', file).select('text').orderBy('page').execute() // prettier-ignore
  return pages.map(({ text }) => text)
}

export function listSteps(reader: Reader, document: number): Promise<DocumentStep[]> {
  return reader
    .selectFrom('evidence.document_step as s')
    .leftJoin('accounts.person as who', 'who.id', 's.person')
    .where('s.document', '=', document)
    .select(['s.act', 's.person', 'who.name', 's.said', 's.at'])
    .orderBy('s.position')
    .execute()
}

export type Found = {
  document: number
  name: string
  source: string
  hasPages: boolean
  page: number
  /** Pieces of the text in turn: what was found stands at every second place, beginning with the second. */
  snippet: string[]
}

/** No text holds these: they are taken for the places where something was found. */
const marks = { from: '\u{f0000}', to: '\u{f0001}' }

/** Pages that hold every word, as whoever asks may see them; the best first. Quotation marks keep words together. */
export async function searchDocuments(reader: Reader, words: string, asking: Asking, limit: number): Promise<Found[]> {
  const query = sql`websearch_to_tsquery('simple', ${words.replaceAll('\0', ' ')})`
  const options = `StartSel=${marks.from}, StopSel=${marks.to}, MaxWords=40, MinWords=20`
  const rows = await reader
    .selectFrom('evidence.document as d')
    .innerJoin('evidence.file as f', 'f.sha256', 'd.file')
    .innerJoin('evidence.source as s', (join) => join.onRef('s.id', '=', 'd.source').on(heldAt('s', asking.asOf)))
    .innerJoin('evidence.file_page as p', 'p.file', 'd.file')
    .where(seenBy(asking))
    .where('d.state', '=', 'accepted')
    .where(sql<SqlBool>`p.words @@ ${query}`)
    .select(['d.id as document', 'd.name', 'd.source', 'f.has_pages as hasPages', 'p.page'])
    .select(sql<string>`ts_headline('simple', p.text, ${query}, ${options})`.as('snippet'))
    .orderBy(sql`ts_rank(p.words, ${query})`, 'desc')
    .orderBy('d.id')
    .orderBy('p.page')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, snippet: row.snippet.split(new RegExp(`[${marks.from}${marks.to}]`, 'u')) }))
}

function selectPassages(reader: Reader, asking: Asking) {
  return reader
    .selectFrom('evidence.passage as p')
    .innerJoin('evidence.document as d', 'd.id', 'p.document')
    .innerJoin('evidence.source as s', (join) => join.onRef('s.id', '=', 'd.source').on(heldAt('s', asking.asOf)))
    .innerJoin('evidence.citation as c', (join) =>
      join
        .onRef('c.id', '=', 'p.citation')
        .onRef('c.fact_id', '=', 'p.fact_id')
        .onRef('c.source', '=', 'd.source')
        .on(heldAt('c', asking.asOf)),
    )
    .where(heldAt('p', asking.asOf))
    .where(seenBy(asking))
    .where('d.state', '=', 'accepted')
    .select(['p.id', 'p.document', 'p.page', 'p.quote', 'p.citation', 'p.fact_id as factId'])
    .distinct()
    .orderBy('p.id')
}

/** Those of a source whose citations are held: a passage whose citation is gone waits for it to come back. */
export function listPassagesIn(reader: Reader, source: string, asking: Asking): Promise<Passage[]> {
  return selectPassages(reader, asking).where('d.source', '=', source).execute()
}

/** Those of all sources by number, the first `limit` after the number. */
export function listPassagesAfter(reader: Reader, after: number, limit: number, asking: Asking): Promise<Passage[]> {
  return selectPassages(reader, asking).where('p.id', '>', after).limit(limit).execute()
}

/** Those of a subject and of all facts below it. */
export function listPassagesBelow(reader: Reader, subject: string, asking: Asking): Promise<Passage[]> {
  return selectPassages(reader, asking).where(isBelow('p.fact_id', subject)).execute()
}
