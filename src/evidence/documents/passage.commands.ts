// Pointing out the words of a document that a citation rests on, and taking that back.
import type { Account } from '#accounts/index.ts'
import { Problem } from '#platform/http/problem.ts'
import { listCitationsFrom } from '../sources/source.queries.ts'
import { noSuchDocument, tellDocumentsChanged, type Documents } from './document.commands.ts'
import { mayDecide } from './document.policy.ts'
import { findDocument, findPage } from './document.queries.ts'
import { findPassage, mostQuoted } from './document.rules.ts'

export const passageRefusals = ['missing', 'too-long', 'not-there', 'no-citation'] as const
export type PassageRefusal = (typeof passageRefusals)[number]

export type PassageDraft = {
  document: number
  page: number
  quote: string
  /** The citation, named by its fact and its own identifier. */
  factId: string
  citation: string
}

/** Gives what is wrong, or undefined once it is kept. */
export async function addPassage(
  work: Documents,
  account: Account,
  draft: PassageDraft,
): Promise<PassageRefusal | undefined> {
  const quote = draft.quote.trim()
  if (quote === '') return 'missing'
  if (quote.length > mostQuoted) return 'too-long'
  const refusal = await work.database.write(async (tx) => {
    const revision = await work.nextRevision(tx)
    const document = await findDocument(tx, draft.document, { account })
    const page = document && (await findPage(tx, document.file, draft.page))
    if (!document || !page) throw noSuchDocument()
    mustBeCurator(account)
    if (document.state !== 'accepted') throw new Problem('conflict', 'evidence/not-accepted', 'It is not accepted.')
    const citations = await listCitationsFrom(tx, document.source)
    if (!citations.some(({ id, factId }) => id === draft.citation && factId === draft.factId)) return 'no-citation'
    if (!findPassage(page.text, quote)) return 'not-there'
    await tx
      .insertInto('evidence.passage')
      .values({
        document: document.id,
        page: draft.page,
        quote,
        citation: draft.citation,
        fact_id: draft.factId,
        person: account.person,
        added_at: work.now(),
        recorded_from: revision,
        recorded_to: null,
      })
      .execute()
    await tellDocumentsChanged(tx)
  })
  if (!refusal) work.changed()
  return refusal
}

/** It stays in what was known earlier, unless the register has not moved since it was added. */
export async function removePassage(work: Documents, account: Account, document: number, id: number): Promise<void> {
  mustBeCurator(account)
  await work.database.write(async (tx) => {
    const revision = await work.nextRevision(tx)
    await tx
      .updateTable('evidence.passage')
      .set({ recorded_to: revision })
      .where('id', '=', id)
      .where('document', '=', document)
      .where('recorded_to', 'is', null)
      .execute()
    await tellDocumentsChanged(tx)
  })
  work.changed()
}

function mustBeCurator(account: Account): void {
  if (!mayDecide(account)) throw new Problem('forbidden', 'evidence/not-a-curator', 'Only curators may do this.')
}
