// Reports and the figures of their texts. A document of API v1, described there.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { isLanguage, type Language } from '#platform/i18n/language.ts'
import { describeReport, describeReportFigures } from '#publication/index.ts'
import type { SiteParts } from '../frame/frame.views.tsx'
import { openReports } from './opened-report.views.tsx'

export function reportApi(parts: SiteParts) {
  const { shelved, openReport } = openReports(parts)
  return new Hono<AppEnv>()
    .get('/reports', async (c) => {
      const language = readLanguage(c)
      const reports = shelved(c.var.shown.standing).map(({ id }) => openReport(id, language, c.var.shown))
      const items = (await Promise.all(reports)).map(({ id, settled }) =>
        describeReport({ id, language, url: parts.url }, settled),
      )
      return c.json({ total: items.length, items, next: null })
    })
    .get('/reports/:id', async (c) => {
      const language = readLanguage(c)
      const { id, settled, faults } = await openReport(c.req.param('id'), language, c.var.shown)
      return c.json(describeReportFigures({ id, language, url: parts.url }, settled, faults))
    })
}

/** Texts are of one language; English unless asked for otherwise, as all sentences of the API. */
function readLanguage(c: Context<AppEnv>): Language {
  const refuse = (parameter: string, sentence: string) =>
    new Problem('bad-request', 'api/bad-parameter', `${parameter}: ${sentence}`, { parameter })
  for (const name of Object.keys(c.req.query()))
    if (!['language', 'as_of'].includes(name))
      throw refuse(name, 'there is no such parameter here; see /api/v1/openapi.json.')
  const asked = c.req.query('language') || 'en'
  if (isLanguage(asked)) return asked
  throw refuse('language', `“${asked}” is neither sv nor en.`)
}
