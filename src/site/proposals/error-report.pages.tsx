// Telling the register that something is wrong: a small form for anybody.
import { Hono, type Context } from 'hono'
import { typed, type Fields } from '#accounts/index.ts'
import { findSource } from '#evidence/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { clientOf, limitRate } from '#platform/http/rate-limit.ts'
import {
  readBranch, readReport, reportError, type Proposals, type ReadReport, type StandingFact,
  type Subject,
} from '#register/index.ts' // prettier-ignore
import { SelectField, TextField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { readFields } from '../accounts/form.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { factInWords } from './fact-words.views.tsx'
import { noSuchFact } from './fact-form.pages.tsx'
import { actorPath, cooperationPath, sourcePath, withQuery } from '../site.paths.ts'
import { errorReportPath, errorReportSentPath } from './proposal.paths.ts'

/** Pages that a report can be made from. */
const reportable = { cooperations: cooperationPath, actors: actorPath, sources: sourcePath } as const

function isReportable(resource: string): resource is keyof typeof reportable {
  return Object.hasOwn(reportable, resource)
}

/** Programs fill in every field; people do not see this one. */
const trap = 'website'

export function errorReportPages(parts: SiteParts, work: Proposals) {
  const limits = {
    client: limitRate({ tries: 10, seconds: 3600 }),
    // Whoever has many addresses is stopped too; a register that is being reported on more often has another problem.
    all: limitRate({ tries: 200, seconds: 3600 }),
  }

  /** The fact that the page is about, with what hangs on it. */
  const readSubject = async (c: Context<AppEnv>) => {
    const [resource = '', id = ''] = (c.req.query('about') ?? '').split('/')
    if (!isReportable(resource)) throw noSuchFact()
    const branch = await readBranch(parts.reader, resource, id)
    const fact = branch.at(-1)
    if (!fact) throw noSuchFact()
    return {
      fact,
      page: reportable[resource](id),
      details: branch.filter((one) => one !== fact && one.resource !== 'citations'),
    }
  }

  const nameOf = async (c: Context<AppEnv>, { resource, id, row }: StandingFact) => {
    const words = wordsFor(c)
    const isOpen = resource !== 'sources' || (await findSource(parts.reader, id))?.visibility === 'public'
    return isOpen ? factInWords(resource, row, words, parts.register.now().census) : words.t('site.source.sealed')
  }

  const show = async (c: Context<AppEnv>, fields: Fields = {}, read?: ReadReport) => {
    const words = wordsFor(c)
    const { t } = words
    const { fact, details } = await readSubject(c)
    const errors = read && !read.ok ? read.errors : {}
    const error = (field: keyof typeof errors) => errors[field] && t(`proposals.report.error-${errors[field]}`)
    const title = t('proposals.report.title')
    const { pathname, search } = new URL(c.req.url)
    const { census } = parts.register.now()
    return showPage(c, siteFor(c, parts), {
      title,
      description: t('proposals.report.lead'),
      status: read ? 422 : 200,
      body: (
        <>
          <PageHead title={title} lead={t('proposals.report.lead')}>
            <p class="quiet">{await nameOf(c, fact)}</p>
          </PageHead>
          <draft-keeper notice={t('proposals.draft.restored')} discard={t('proposals.draft.discard')}>
            <form method="post" action={pathname + search} class="fields">
              {details.length > 0 && (
                <SelectField
                  name="fact"
                  label={t('proposals.report.fact')}
                  options={[
                    { value: '', label: t('proposals.report.fact-any') },
                    ...details.map(({ resource, id, row }) => ({
                      value: `${resource}/${id}`,
                      label: factInWords(resource, row, words, census),
                      chosen: typed(fields, 'fact') === `${resource}/${id}`,
                    })),
                  ]}
                />
              )}
              <TextField
                name="message"
                label={t('proposals.report.message')}
                value={typed(fields, 'message')}
                error={error('message')}
                rows={6}
                maxlength={2000}
                required
              />
              <TextField
                name="source"
                label={t('proposals.report.source')}
                hint={t('proposals.report.source-hint')}
                value={typed(fields, 'source')}
                error={error('sourceUrl')}
                inputmode="url"
                maxlength={2000}
              />
              <TextField
                name="email"
                label={t('proposals.report.email')}
                hint={t('proposals.report.email-hint')}
                value={typed(fields, 'email')}
                error={error('email')}
                type="email"
                autocomplete="email"
                maxlength={254}
              />
              <div hidden>
                <TextField name={trap} label={t('proposals.report.trap')} autocomplete="off" />
              </div>
              <div class="buttons">
                <button type="submit" class="button">
                  {t('proposals.report.send')}
                </button>
              </div>
            </form>
          </draft-keeper>
        </>
      ),
    })
  }

  return new Hono<AppEnv>()
    .get(errorReportPath, (c) => show(c))
    .post(errorReportPath, async (c) => {
      const fields = await readFields(c)
      const { at } = wordsFor(c)
      const { fact, details } = await readSubject(c)
      const sent = at(withQuery(errorReportSentPath, new URLSearchParams({ about: c.req.query('about') ?? '' })))
      // Nothing tells a program that it has been found out.
      if (typed(fields, trap)) return c.redirect(sent, 303)
      const read = readReport(fields)
      if (!read.ok) return show(c, fields, read)
      await limits.client.spend(c, clientOf(c, work.accounts.clientHeader))
      await limits.all.spend(c, 'all')
      const chosen = details.find(({ resource, id }) => `${resource}/${id}` === typed(fields, 'fact')) ?? fact
      const about: Subject = { resource: chosen.resource, id: chosen.id }
      await reportError(work, c.var.account, about, c.var.language, read.value)
      return c.redirect(sent, 303)
    })
    .get(errorReportSentPath, async (c) => {
      const { t, at } = wordsFor(c)
      const { fact, page } = await readSubject(c)
      const title = t('proposals.report.sent')
      return showPage(c, siteFor(c, parts), {
        title,
        description: title,
        isPrivate: true,
        body: (
          <>
            <draft-sent />
            <PageHead title={title} lead={t('proposals.report.sent-text')} />
            <p>
              <a href={at(page)}>{t('proposals.report.back', { name: await nameOf(c, fact) })}</a>
            </p>
          </>
        ),
      })
    })
}
