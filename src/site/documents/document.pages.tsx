// One document: where it comes from, its pages as picture and text, and the passages that citations rest on.
import { Hono, type Context } from 'hono'
import { typed } from '#accounts/index.ts'
import {
  acceptDocument, addPassage, changeVisibility, documentVisibilities, findDocument, findPage, findSource,
  listPassagesIn, listSteps, mayDecide, noSuchDocument, refuseDocument, removePassage, withdrawDocument, type Document,
  type Documents,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { readCitedFacts } from '../profiles/cited-fact.queries.ts'
import { documentActRoute, documentPath, documentRoute } from './document.paths.ts'
import { DocumentBody } from './document-page.views.tsx'
import { citationKey, type Trouble } from './passage.views.tsx'

const longestReason = 1000

/** The document of the address, if whoever asks may see it at the moment that is shown; otherwise there is none. */
export async function readDocument(c: Context<AppEnv>, parts: SiteParts): Promise<Document> {
  const id = c.req.param('id') ?? ''
  const { account } = c.var
  const { asOf } = siteFor(c, parts).standing
  const document = /^\d{1,9}$/.test(id) ? await findDocument(parts.reader, Number(id), { account, asOf }) : undefined
  if (!document) throw noSuchDocument()
  return document
}

export function documentPages(parts: SiteParts, work: Documents) {
  const find = (c: Context<AppEnv>) => readDocument(c, parts)

  const show = async (c: Context<AppEnv>, document: Document, number: number, trouble?: Trouble) => {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const { account } = c.var
    const { asOf } = site.standing
    const page = await findPage(parts.reader, document.file, number)
    const source = await findSource(parts.reader, document.source, { account, asOf })
    if (!page || !source) throw noSuchDocument()
    return showPage(c, site, {
      title: document.name,
      description: words.t('evidence.document.description', { name: document.name }),
      wide: true,
      status: trouble ? 422 : 200,
      // What only some may see is not for search engines, and has no address that others could use.
      isPrivate: document.state !== 'accepted',
      body: (
        <DocumentBody
          {...{ document, source, words, account, trouble }}
          page={{ number, text: page.text }}
          passages={await listPassagesIn(parts.reader, source.id, { account, asOf })}
          facts={await readCitedFacts(site, source.id, words, account)}
          steps={mayDecide(account) && asOf === undefined ? await listSteps(parts.reader, document.id) : []}
          needsSecondPerson={work.needsSecondPerson}
        />
      ),
    })
  }

  const pageAsked = (text: string | undefined) => (/^[1-9]\d{0,4}$/.test(text ?? '') ? Number(text) : 1)

  const toPage = (c: Context<AppEnv>, { id }: Document, page?: number) =>
    c.redirect(wordsFor(c).today(documentPath(id, page)), 303)

  const decision = async (c: Context<AppEnv>) => {
    const fields = await readFields(c)
    const visibility = documentVisibilities.find((one) => one === fields.visibility) ?? 'members'
    return { account: signedIn(c), said: typed(fields, 'said').trim().slice(0, longestReason), visibility }
  }

  /** Refusing and withdrawing take a reason. */
  const withReason =
    (act: typeof refuseDocument | typeof withdrawDocument, which: 'refuse' | 'withdraw') =>
    async (c: Context<AppEnv>) => {
      const document = await find(c)
      const { account, said } = await decision(c)
      if (!said) return show(c, document, 1, { act: which, error: c.var.t('accounts.field.missing') })
      await act(work, { account, id: document.id, said })
      return toPage(c, document)
    }

  return new Hono<AppEnv>()
    .get(documentRoute, async (c) => show(c, await find(c), pageAsked(c.req.query('page'))))
    .post(documentActRoute('acceptance'), async (c) => {
      const document = await find(c)
      const heldBack = await acceptDocument(work, { id: document.id, ...(await decision(c)) })
      if (heldBack)
        return show(c, document, 1, { act: 'accept', error: c.var.t(`seals.held-back.${heldBack.refusal}`) })
      return toPage(c, document)
    })
    .post(documentActRoute('refusal'), withReason(refuseDocument, 'refuse'))
    .post(documentActRoute('withdrawal'), withReason(withdrawDocument, 'withdraw'))
    .post(documentActRoute('visibility'), async (c) => {
      const document = await find(c)
      await changeVisibility(work, { id: document.id, ...(await decision(c)) })
      return toPage(c, document)
    })
    .post(documentActRoute('passages'), async (c) => {
      const document = await find(c)
      const fields = await readFields(c)
      const page = pageAsked(typed(fields, 'page'))
      const [factId = '', citation = ''] = typed(fields, 'citation').split(' ')
      const quote = typed(fields, 'quote')
      const refusal = await addPassage(work, signedIn(c), { document: document.id, page, quote, factId, citation })
      if (!refusal) return toPage(c, document, page)
      const error = c.var.t(`evidence.passage.refused-${refusal}`)
      return show(c, document, page, { act: 'quote', error, quote, citation: citationKey({ factId, id: citation }) })
    })
    .post(documentActRoute('passages/removal'), async (c) => {
      const document = await find(c)
      const fields = await readFields(c)
      const passage = Number(typed(fields, 'passage'))
      if (Number.isSafeInteger(passage)) await removePassage(work, signedIn(c), document.id, passage)
      return toPage(c, document, pageAsked(typed(fields, 'page')))
    })
}
