// The explorer: any measure, split, filter, rule and years, as picture, table and words, at an address that holds it all.
import { Hono, type Context } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { citeReport } from '#publication/index.ts'
import {
  askRegister, fromForm, knownOf, readExplorerQuery, writeExplorerQuery, type ExplorerError, type ExplorerQuery,
} from '#statistics/index.ts' // prettier-ignore
import { questionOf } from '#register/index.ts'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { DownloadLinks } from '#ui/controls/download-links.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { WithFilters } from '#ui/layout/section.tsx'
import { ChosenFilters } from '../cooperations/cooperation-list.views.tsx'
import { chartEmbed, figureEmbed } from '../embeds/offer.views.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { sendPng, sendSvg, themeAsked } from '../frame/picture-file.pages.tsx'
import { sendShareCard } from '../frame/share.views.tsx'
import { claimsPath, diagramsPath, statisticsPath, survivalPath, withQuery } from '../site.paths.ts'
import { hasDiagrams } from './diagrams.pages.tsx'
import { CiteAnswer, citedAnswer, DecidedBy, Definition, PartTable, Sensitivity } from './explorer-basis.views.tsx'
import { AnswerPicture, answerSvg } from './explorer-chart.views.tsx'
import { ExplorerForm } from './explorer-form.views.tsx'
import { Headline } from './explorer-headline.views.tsx'
import { headingOf, type Answered } from './explorer-spec.views.tsx'
import { readNotes } from './context-notes.views.tsx'

type Asked = { query: ExplorerQuery; errors: ExplorerError[] }

export function explorerPages(parts: SiteParts) {
  function ask(c: Context<AppEnv>): Asked {
    return readExplorerQuery(questionOf(c), knownOf(c.var.shown.standing, c.var.language))
  }
  async function answer(c: Context<AppEnv>, query: ExplorerQuery): Promise<Answered> {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const found = await askRegister(site.reader, site.standing, query)
    return { site, query, answer: found, notes: query.hasEvents ? await readNotes(site, words) : [], words }
  }

  async function picture(c: Context<AppEnv>): Promise<string> {
    const answered = await answer(c, ask(c).query)
    const { pageUrl } = chartEmbed(answered, answered.query, answered.answer)
    return answerSvg(answered, { theme: themeAsked(c), href: pageUrl })
  }

  function sendCitation(c: Context<AppEnv>, style: 'bibtex' | 'ris', type: string, ending: string): Response {
    const cited = citedAnswer({ site: siteFor(c, parts), query: ask(c).query, words: wordsFor(c) })
    return c.body(citeReport(cited, style), 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="samband-statistics.${ending}"`,
    })
  }

  return new Hono<AppEnv>()
    .get('/statistics', async (c) => {
      const searchParams = questionOf(c)
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const written = fromForm(searchParams)
      // What a form sends becomes the one address of the question, which can be kept and sent on. What cannot be read
      // stays as it was sent, so that it can be told.
      if (written) {
        const sent = readExplorerQuery(written, knownOf(site.standing, c.var.language))
        const path = sent.errors.length === 0 ? statisticsPath(sent.query) : withQuery('/statistics', written)
        return c.redirect(words.at(path), 302)
      }
      const { query, errors } = ask(c)
      const title = headingOf(query, site, words)
      const answered = await answer(c, query)
      return showPage(c, site, {
        title: searchParams.size === 0 ? words.t('statistics.title') : title,
        description: words.t('statistics.lead'),
        wide: true,
        current: 'statistics',
        share: { path: statisticsPath(query, '/share.png'), alt: title },
        embeds: [chartEmbed(answered, query, answered.answer), figureEmbed(answered, query, answered.answer)],
        body: <Explorer answered={answered} errors={errors} typed={searchParams.get('years')} />,
      })
    })
    .get('/statistics/share.png', async (c) => {
      const { query } = ask(c)
      const title = headingOf(query, siteFor(c, parts), wordsFor(c))
      return sendShareCard(c, { kind: '', title, picture: await answerSvg(await answer(c, query)) })
    })
    .get('/statistics.svg', async (c) => sendSvg(c, 'samband-statistics', await picture(c)))
    .get('/statistics.png', async (c) => sendPng(c, 'samband-statistics', await picture(c)))
    .get('/statistics.bib', (c) => sendCitation(c, 'bibtex', 'application/x-bibtex', 'bib'))
    .get('/statistics.ris', (c) => sendCitation(c, 'ris', 'application/x-research-info-systems', 'ris'))
}

type ExplorerProps = { answered: Answered; errors: readonly ExplorerError[]; typed: string | null }

async function Explorer({ answered, errors, typed }: ExplorerProps) {
  const { site, query, answer, words } = answered
  const { t } = words
  const { question } = query
  const { census } = site.standing
  const told = errors.filter(({ message }) => message !== 'unknown-parameter')
  const wrongYears = errors.find(({ parameter }) => parameter === 'years')
  const [typedFrom = '', typedTo = typedFrom] = (typed ?? '').split('..')
  const years = {
    error: wrongYears && t('statistics.error.years'),
    from: wrongYears ? typedFrom : String(question.years.from),
    to: wrongYears ? typedTo : String(question.years.to),
  }
  return (
    <>
      <PageHead title={t('statistics.title')} lead={t('statistics.lead')}>
        <More hasDiagrams={await hasDiagrams(site)} words={words} />
      </PageHead>
      <WithFilters filters={<ExplorerForm {...{ query, answer, census, words, years }} />}>
        <div id="answer" class="flow">
          <ChosenFilters
            census={census}
            query={query.among}
            words={words}
            hrefOf={(among) => words.at(statisticsPath({ ...query, among: { ...query.among, ...among } }))}
          />
          {told.length > 0 && <Errors errors={told} words={words} />}
          <Headline answered={answered} />
          {answer.choice.total === 0 && (
            <EmptyState
              title={t('site.list.nothing')}
              actions={[
                {
                  label: t('ui.chips.clear'),
                  href: words.at(statisticsPath({ question, hasEvents: query.hasEvents })),
                },
              ]}
            >
              {t('site.list.nothing-filters')}
            </EmptyState>
          )}
          <AnswerPicture answered={answered} />
          <Files query={query} words={words} />
          <PartTable answered={answered} />
          <DecidedBy answered={answered} />
          <Sensitivity answered={answered} />
          <Definition answered={answered} />
          <CiteAnswer answered={answered} />
        </div>
      </WithFilters>
    </>
  )
}

function Errors({ errors, words: { t } }: { errors: readonly ExplorerError[]; words: Words }) {
  return (
    <Notice t={t} kind="warn" title={t('site.list.left-out')}>
      <ul>
        {errors.map(({ parameter, message, value }) => (
          <li>
            {message === 'unsuitable-chart'
              ? t('statistics.error.unsuitable-chart', { chart: value })
              : t(`site.list.error.${message}`, { parameter, value })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function Files({ query, words }: { query: ExplorerQuery; words: Words }) {
  const { t } = words
  const search = writeExplorerQuery({ question: query.question, among: query.among })
  return (
    <DownloadLinks
      t={t}
      of={t('statistics.downloads')}
      downloads={[
        { format: 'CSV', href: words.at(withQuery('/api/v1/statistics.csv', search)) },
        { format: 'JSON', href: words.at(withQuery('/api/v1/statistics', search)) },
      ]}
    />
  )
}

function More({ hasDiagrams: isOffered, words: { t, at } }: { hasDiagrams: boolean; words: Words }) {
  const links = [
    ...(isOffered ? [[t('statistics.to-diagrams'), diagramsPath] as const] : []),
    [t('statistics.to-survival'), survivalPath()],
    [t('statistics.to-claims'), claimsPath],
  ] as const
  return (
    <p>
      {links.map(([label, path], index) => (
        <>
          {index > 0 && ' · '}
          <a href={at(path)}>{label}</a>
        </>
      ))}
    </p>
  )
}
