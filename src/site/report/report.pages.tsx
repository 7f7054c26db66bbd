// Reports that count for themselves: their index, each as a page, and its files.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import type { Language } from '#platform/i18n/language.ts'
import { citeReport, renderReportPdf, renderReportWord, ReportArticle, settledText } from '#publication/index.ts'
import type { Shown } from '#register/index.ts'
import { TextField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { sendShareCard } from '../frame/share.views.tsx'
import { reportPath } from '../site.paths.ts'
import { openReports, type Opened } from './opened-report.views.tsx'

const fileTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
} as const
type Ending = keyof typeof fileTypes

export function reportPages(parts: SiteParts) {
  const { once, shelved, documentOf, openReport } = openReports(parts)

  async function makeFile(id: string, language: Language, shown: Shown, ending: Ending) {
    const { document, settled } = await openReport(id, language, shown)
    const make = {
      pdf: () => renderReportPdf(settled, { base: parts.url }),
      docx: () => renderReportWord(settled, { base: parts.url }),
      bib: () => Buffer.from(citeReport(document, 'bibtex')),
      ris: () => Buffer.from(citeReport(document, 'ris')),
    }
    return Uint8Array.from(await make[ending]())
  }

  const pages = new Hono<AppEnv>()
    .get('/report', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const { shown } = c.var
      const reports = await Promise.all(shelved(shown.standing).map(({ id }) => openReport(id, words.language, shown)))
      return showPage(c, site, {
        title: words.t('report.index-title'),
        description: words.t('report.index-lead'),
        current: 'report',
        body: <Index reports={reports} words={words} />,
      })
    }) // prettier-ignore
    .get('/report/:id{[a-z0-9-]+}/share.png', (c) => {
      const { title, subtitle } = documentOf(c.req.param('id'), c.var.language, c.var.shown)
      return sendShareCard(c, { kind: wordsFor(c).t('report.nav'), title, text: subtitle ?? undefined })
    })
    .get('/report/:id{[a-z0-9-]+}', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const opened = await openReport(c.req.param('id'), words.language, c.var.shown)
      return showPage(c, site, {
        title: opened.document.title,
        description: opened.document.subtitle ?? opened.document.title,
        current: 'report',
        wide: true,
        hasOwnMoment: true,
        share: { path: `${reportPath(opened.id)}/share.png`, alt: opened.document.title },
        body: <ReportPage opened={opened} words={words} />,
      })
    })
  for (const ending of Object.keys(fileTypes).filter(isEnding)) {
    pages.get(`/report/:file{[a-z0-9-]+\\.${ending}}`, async (c: Context<AppEnv>) => {
      const { language } = c.var
      const id = (c.req.param('file') ?? '').slice(0, -ending.length - 1)
      const { shown } = c.var
      documentOf(id, language, shown)
      const key = `${ending} ${id} ${language} ${shown.asOf?.asked ?? ''}`
      const file = await once(key, () => makeFile(id, language, shown, ending))
      const { revision } = shown.standing
      return c.body(file, 200, {
        'content-type': fileTypes[ending],
        'content-language': language,
        'content-disposition': `${ending === 'pdf' ? 'inline' : 'attachment'}; filename="samband-${id}-${language}-r${revision}.${ending}"`,
      })
    })
  }
  return pages
}

function isEnding(ending: string): ending is Ending {
  return Object.hasOwn(fileTypes, ending)
}

function Index({ reports, words }: { reports: readonly Opened[]; words: Words }) {
  const { t, at } = words
  return (
    <>
      <PageHead title={t('report.index-title')} lead={t('report.index-lead')} />
      {reports.length === 0 && <p>{t('report.index-none')}</p>}
      {reports.map(({ id, document, settled }) => (
        <Section id={id} title={<a href={at(reportPath(id))}>{document.title}</a>}>
          {document.subtitle && <p>{document.subtitle}</p>}
          <p class="quiet">
            {document.author} · <time datetime={document.date}>{document.date}</time>
          </p>
          {settled.abstract.map((block) => block.kind === 'paragraph' && <p>{settledText(block.inlines)}</p>)}
          <p>
            <a href={at(reportPath(id))}>{t('report.read')}</a> · <Downloads id={id} words={words} />
          </p>
        </Section>
      ))}
    </>
  )
}

function Downloads({ id, words: { t, at } }: { id: string; words: Words }) {
  return (
    <>
      <a href={at(reportPath(id, 'pdf'))} type={fileTypes.pdf}>
        {t('report.download-pdf')}
      </a>{' '}
      ·{' '}
      <a href={at(reportPath(id, 'docx'))} type={fileTypes.docx}>
        {t('report.download-docx')}
      </a>
    </>
  )
}

function ReportPage({ opened, words }: { opened: Opened; words: Words }) {
  const { id, document, settled, shown, faults } = opened
  const { revision } = shown.standing
  const { t, at, today } = words
  return (
    <>
      <ReportArticle report={settled}>
        <p class="report-imprint">
          <Downloads id={id} words={words} /> · <a href="#cite">{t('report.cite')}</a>
        </p>
        <p class="report-imprint">
          {t('report.revision', { revision })} {faults > 0 && <strong>{t('report.faults', { count: faults })}</strong>}
        </p>
      </ReportArticle>
      <Section id="as-of" title={t('report.as-of-title')}>
        <form method="get" action={today(reportPath(id))} class="fields">
          <TextField
            name="as_of"
            type="date"
            label={t('report.as-of-day')}
            hint={t('report.as-of-hint')}
            value={shown.asOf?.day}
          />
          <p>
            <button type="submit" class="button">
              {t('report.as-of-show')}
            </button>
          </p>
        </form>
      </Section>
      <Section id="cite" title={t('report.cite')}>
        <dl class="report-citations">
          <dt>APA</dt>
          <dd>{citeReport(document, 'apa')}</dd>
          <dt>Chicago</dt>
          <dd>{citeReport(document, 'chicago')}</dd>
          <dt>{t('report.cite-files')}</dt>
          <dd>
            <a href={at(reportPath(id, 'bib'))}>BibTeX</a> · <a href={at(reportPath(id, 'ris'))}>RIS</a>
          </dd>
        </dl>
      </Section>
    </>
  )
}
