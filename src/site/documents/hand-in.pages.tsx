// Handing in a document of a source, and having a copy fetched of what its address leads to.
import { Hono, type Context } from 'hono'
import { typed, type Fields } from '#accounts/index.ts'
import {
  fetchCopy, findDocument, findSource, handIn, mayDecide, mayHandIn, type ArrivalRefusal, type CopyRefusal, type Documents, type Source,
} from '#evidence/index.ts' // prettier-ignore
import type { AppEnv } from '#platform/http/app-env.ts'
import { limitBody } from '#platform/http/guards.ts'
import type { AddressGuard } from '#platform/http/outside.ts'
import { Problem } from '#platform/http/problem.ts'
import { limitRate } from '#platform/http/rate-limit.ts'
import { FileField, TextField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { signedIn } from '../accounts/account.rules.ts'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { sourceLabel } from '../frame/naming.views.tsx'
import { readCitedFacts } from '../profiles/cited-fact.queries.ts'
import { sourcePath } from '../site.paths.ts'
import { copyPath, documentPath, handInPath } from './document.paths.ts'

/** What a form adds to the file that it carries. */
const roomForForm = 20_000
const longestRemark = 1000

export type DocumentWork = Documents & {
  /** Which machines may be asked for copies; absent: those of the public network. */
  guard?: AddressGuard
}

export function handInPages(parts: SiteParts, work: DocumentWork) {
  // Copies make us ask others, and reading files takes time: neither without end.
  const limit = limitRate({ tries: 60, seconds: 3600 })

  const readSource = async (c: Context<AppEnv>): Promise<Source> => {
    const source = await findSource(parts.reader, c.req.param('source') ?? '', { account: c.var.account })
    if (!source) throw new Problem('not-found', 'site/no-such-source', 'There is no such source.')
    return source
  }

  const mustBeTheirs = async (c: Context<AppEnv>, source: Source) => {
    const facts = await readCitedFacts(siteFor(c, parts), source.id, wordsFor(c), c.var.account)
    const actors = facts.flatMap((fact) => fact.actors)
    if (mayHandIn(signedIn(c), source, actors)) return
    throw new Problem('forbidden', 'evidence/not-your-source', 'This is no source of facts of your organisation.', {
      text: (t) => t('evidence.hand-in.not-yours'),
    })
  }

  const show = (c: Context<AppEnv>, source: Source, fields: Fields = {}, refusal?: ArrivalRefusal | 'already') => {
    const words = wordsFor(c)
    const { t } = words
    const title = t('evidence.hand-in.title')
    const megabytes = Math.floor(work.largestFile / 1_000_000)
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('evidence.hand-in.lead'),
      isPrivate: true,
      status: refusal ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('evidence.hand-in.lead')}>
            <p>
              <a href={words.today(sourcePath(source.id))}>{source.title ?? sourceLabel(source, words)}</a>
            </p>
          </PageHead>
          <form method="post" action={words.today(handInPath(source.id))} enctype="multipart/form-data" class="fields">
            <FileField
              name="file"
              label={t('evidence.hand-in.file')}
              hint={t('evidence.hand-in.file-hint', { megabytes })}
              error={refusal && t(`evidence.refused.${refusal}`)}
              accept=".pdf,.docx,.eml,.html,.htm,.png,.jpg,.jpeg,.webp,.tif,.tiff"
              required
            />
            <TextField
              name="said"
              label={t('evidence.hand-in.said')}
              hint={t('evidence.hand-in.said-hint')}
              value={typed(fields, 'said')}
              maxlength={longestRemark}
              rows={3}
            />
            <div class="buttons">
              <button type="submit" class="button">
                {t('evidence.hand-in.send')}
              </button>
            </div>
          </form>
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(handInPath(':source'), async (c) => {
      const source = await readSource(c)
      await mustBeTheirs(c, source)
      return show(c, source)
    })
    .post(handInPath(':source'), limitBody(work.largestFile + roomForForm), async (c) => {
      const source = await readSource(c)
      await mustBeTheirs(c, source)
      await limit.spend(c, signedIn(c).person)
      const fields = await readFields(c)
      const { file } = fields
      if (!(file instanceof File)) return show(c, source, fields, 'empty')
      const handedIn = await handIn(work, {
        source: source.id,
        name: file.name,
        bytes: await file.bytes(),
        said: typed(fields, 'said').trim().slice(0, longestRemark),
        account: signedIn(c),
      })
      if (!handedIn.ok) return show(c, source, fields, handedIn.refusal)
      // Somebody else's, which this person may not see.
      if (!(await findDocument(parts.reader, handedIn.id, { account: signedIn(c) })))
        return show(c, source, fields, 'already')
      return c.redirect(wordsFor(c).today(documentPath(handedIn.id)), 303)
    })
    .post(copyPath(':source'), async (c) => {
      const source = await readSource(c)
      if (!mayDecide(signedIn(c)))
        throw new Problem('forbidden', 'evidence/not-a-curator', 'Only curators may do this.')
      await limit.spend(c, signedIn(c).person)
      const { guard } = work
      const fetched = await fetchCopy(work, { source: source.id, account: signedIn(c), guard })
      if (fetched.ok) return c.redirect(wordsFor(c).today(documentPath(fetched.id)), 303)
      return showFailure(c, source, fetched.refusal, fetched.status)
    })

  function showFailure(c: Context<AppEnv>, source: Source, refusal: CopyRefusal, status = 0) {
    const words = wordsFor(c)
    const { t } = words
    const title = t('evidence.copy.failed')
    return showPage(c, siteFor(c, parts), {
      title,
      description: title,
      isPrivate: true,
      status: 422,
      body: (
        <>
          <PageHead title={title} lead={t(`evidence.refused.${refusal}`, { status })} />
          <p>
            <a href={words.today(sourcePath(source.id))}>{source.title ?? sourceLabel(source, words)}</a>
          </p>
        </>
      ),
    })
  }
}
