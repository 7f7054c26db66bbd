// Documents that everybody may see, by their source or one by one, and addresses of sources that no longer answer.
import { Hono } from 'hono'
import { findDocument, findSource, listDeadLinks, listDocumentsOf, listPassagesIn } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Reader } from '#platform/db/database.ts'
import { describeDeadLink, describeDocument, describePassage } from './document-item.rules.ts'
import type { Base } from './item.rules.ts'
import { refuseMoment } from './query-error.input.ts'

type Parts = { reader: Reader; base: Base }

/** Nobody is signed in here: the queries give what everybody may see. */
export function documentApi({ reader, base }: Parts) {
  return new Hono<AppEnv>()
    .get('/sources/:id/documents', async (c) => {
      const id = c.req.param('id')
      const asking = { asOf: c.var.shown.standing.asOf }
      if (!(await findSource(reader, id, asking)))
        throw new Problem('not-found', 'api/no-such-source', `There is no source “${id}”.`)
      const items = (await listDocumentsOf(reader, id, asking)).map((document) => describeDocument(base, document))
      return c.json({ total: items.length, items, next: null })
    })
    .get('/documents/:id', async (c) => {
      const id = c.req.param('id')
      const asking = { asOf: c.var.shown.standing.asOf }
      const document = /^\d{1,9}$/.test(id) ? await findDocument(reader, Number(id), asking) : undefined
      if (!document) throw new Problem('not-found', 'api/no-such-document', `There is no document “${id}”.`)
      const passages = await listPassagesIn(reader, document.source, asking)
      return c.json({
        ...describeDocument(base, document),
        passages: passages.filter((passage) => passage.document === document.id).map(describePassage),
      })
    })
    .get('/dead-links', async (c) => {
      refuseMoment(c)
      // Links are asked without a new revision of the register.
      c.header('cache-control', 'no-store')
      const items = (await listDeadLinks(reader)).map(describeDeadLink)
      return c.json({ total: items.length, items, next: null })
    })
}
