// Reports that count for themselves: their index, each as a page, and its files.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import type { Language } from '#platform/i18n/language.ts'
import { textsFor } from '#platform/i18n/texts.ts'
import {
  checkReport,
  citeReport,
  openReportResolver,
  renderReportPdf,
  renderReportWord,
  ReportArticle,
  reportShelf,
  settledText,
  settleReport,
  type ReportDocument,
  type SettledReport,
} from '#publication/index.ts'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, wordsFor, type Site, type Words } from '../frame/frame.views.tsx'
import { lineOf } from '../frame/pictures.views.tsx'
import { reportPath } from '../site.paths.ts'

type Opened = { id: string; document: ReportDocument; settled: SettledReport; faults: number }

const fileTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
} as const
type Ending = keyof typeof fileTypes

export function reportPages(site: Site) {
  const shelf = reportShelf()
  /** A report is computed, and each of its files made, once for each revision of the register and language. */
  let kept = { revision: -1, made: new Map<string, Promise<unknown>>() }

  function once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const { revision } = site.register.now()
    if (kept.revision !== revision) kept = { revision, made: new Map() }
    const { made } = kept
    const known = made.get(key) as Promise<T> | undefined
    if (known) return known
    const making = make()
    made.set(key, making)
    // What failed is tried again when it is next asked for.
    making.catch(() => made.delete(key))
    return making
  }

  function shelved() {
    const ids = new Set(site.register.now().datasets.map(({ id }) => id))
    return shelf.filter(({ dataset }) => ids.has(dataset))
  }

  function documentOf(id: string, language: Language): ReportDocument {
    const document = shelved().find((report) => report.id === id)?.in[language].document
    if (!document) throw new Problem('not-found', 'site/no-such-report', 'There is no such report.')
    return { ...document, url: document.url ?? `${site.url}${reportPath(id)}` }
  }

  function openReport(id: string, language: Language): Promise<Opened> {
    const document = documentOf(id, language)
    return once(`report ${id} ${language}`, async () => {
      const standing = site.register.now()
      const words: Words = {
        t: textsFor(language),
        language,
        vocabulary: standing.vocabularies[language],
        at: (path) => `/${language}${path}`,
      }
      const resolver = await openReportResolver(site.reader, standing, language, (cooperation, frame) =>
        lineOf(cooperation, standing.census, frame, words),
      )
      const settled = settleReport(document, resolver)
      return { id, document, settled, faults: checkReport(document, resolver).length }
    })
  }

  async function makeFile(id: string, language: Language, ending: Ending): Promise<Uint8Array<ArrayBuffer>> {
    const { document, settled } = await openReport(id, language)
    const make = {
      pdf: () => renderReportPdf(settled, { base: site.url }),
      docx: () => renderReportWord(settled, { base: site.url }),
      bib: () => Buffer.from(citeReport(document, 'bibtex')),
      ris: () => Buffer.from(citeReport(document, 'ris')),
    }
    return Uint8Array.from(await make[ending]())
  }

  const pages = new Hono<AppEnv>()
    .get('/report', async (c) => {
      const words = wordsFor(c, site)
      const reports = await Promise.all(shelved().map(({ id }) => openReport(id, words.language)))
      return showPage(c, site, {
        title: words.t('report.index-title'),
        description: words.t('report.index-lead'),
        current: 'report',
        body: <Index reports={reports} words={words} />,
      })
    }) // prettier-ignore
    .get('/report/:id{[a-z0-9-]+}', async (c) => {
      const words = wordsFor(c, site)
      const opened = await openReport(c.req.param('id'), words.language)
      return showPage(c, site, {
        title: opened.document.title,
        description: opened.document.subtitle ?? opened.document.title,
        current: 'report',
        wide: true,
        body: <ReportPage opened={opened} words={words} revision={site.register.now().revision} />,
      })
    })
  for (const ending of Object.keys(fileTypes).filter(isEnding)) {
    pages.get(`/report/:file{[a-z0-9-]+\\.${ending}}`, async (c: Context<AppEnv>) => {
      const { language } = c.var
      const id = (c.req.param('file') ?? '').slice(0, -ending.length - 1)
      documentOf(id, language)
      const file = await once(`${ending} ${id} ${language}`, () => makeFile(id, language, ending))
      const { revision } = site.register.now()
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

function ReportPage({ opened, words, revision }: { opened: Opened; words: Words; revision: number }) {
  const { id, document, settled, faults } = opened
  const { t, at } = words
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
