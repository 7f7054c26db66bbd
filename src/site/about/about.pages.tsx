// What the register is, how it counts, how to take it away, and how accessible it is.
import { Hono } from 'hono'
import type { Account } from '#accounts/index.ts'
import type { AppEnv } from '#platform/http/app-env.ts'
import { problemKinds, problemListPath } from '#platform/http/problem.ts'
import { listSourcesById } from '#evidence/index.ts'
import { endpoints, readCatalogued, schemaOrgDataset } from '#publication/index.ts'
import { listContextEvents } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DownloadLinks } from '#ui/controls/download-links.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { countingRules, stockOf } from '#statistics/index.ts'
import { DatasetList } from '../frame/dataset.views.tsx'
import { ruleText, ruleTitle } from '../frame/rule.views.tsx'
import { Patterns } from '#ui/patterns.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { EveryTable, LinkedDataText, WholeFiles } from '../data/table-files.views.tsx'
import { ContextEvents } from './context.views.tsx'
import { editionsPath } from '../editions/edition.paths.ts'
import { claimsPath, cooperationsPath, conflictsPath, codebookPath, sourcePath } from '../site.paths.ts'

export function aboutPages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/about', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return showPage(c, site, {
        title: words.t('site.about.title'),
        description: words.t('site.about.lead'),
        body: <About {...await readContext(site, c.var.account)} site={site} words={words} />,
      })
    })
    .get('/data', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return showPage(c, site, {
        title: words.t('site.data.title'),
        description: words.t('site.data.lead'),
        content: schemaOrgDataset(await readCatalogued(site.reader, site.standing, site.url), words.language),
        current: 'data',
        body: <DataPage site={site} words={words} />,
      })
    })
    .get('/accessibility', (c) => {
      const site = siteFor(c, parts)
      const { t } = wordsFor(c)
      return showPage(c, site, {
        title: t('site.accessibility.title'),
        description: t('site.accessibility.lead'),
        body: (
          <>
            <PageHead title={t('site.accessibility.title')} lead={t('site.accessibility.lead')} />
            <Section id="how" title={t('site.accessibility.how')}>
              <p>{t('site.accessibility.how-text')}</p>
            </Section>
            <Section id="known" title={t('site.accessibility.known')}>
              <p>{t('site.accessibility.known-text')}</p>
            </Section>
            <Section id="tell" title={t('site.accessibility.tell')}>
              <p>{t('site.accessibility.tell-text')}</p>
            </Section>
          </>
        ),
      })
    })
    .get('/patterns', (c) => {
      const site = siteFor(c, parts)
      const { t, language } = wordsFor(c)
      return showPage(c, site, {
        title: t('ui.patterns.title'),
        description: t('ui.patterns.lead'),
        wide: true,
        body: <Patterns t={t} language={language} />,
      })
    })
}

async function readContext({ reader, standing: { asOf } }: Site, account: Account | undefined) {
  const events = await listContextEvents(reader, { account, asOf })
  const cited = events.flatMap(({ citations }) => citations.map(({ source }) => source))
  return { events, sources: await listSourcesById(reader, cited, { account, asOf }) }
}

type AboutProps = { site: Site; words: Words } & Awaited<ReturnType<typeof readContext>>

function About({ site, words, events, sources }: AboutProps) {
  const { t, at } = words
  const { datasets, coverage } = site.standing
  return (
    <>
      <PageHead title={t('site.about.title')} lead={t('site.about.lead')} />
      <Section id="what" title={t('site.about.what')}>
        <p>{t('site.about.what-text')}</p>
        <p>
          <a href={at(sourcePath('nkk-2022'))}>{t('site.about.report')}</a>.{' '}
          {coverage && t('site.about.covers', { from: coverage.from.slice(0, 4), to: coverage.to.slice(0, 4) })}
        </p>
      </Section>
      <Section id="words" title={t('site.about.words')}>
        <p>{t('site.about.words-text')}</p>
        <p>
          <a href={at(codebookPath)}>{t('site.codebook.title')}</a>
        </p>
      </Section>
      <Section id="nkk-2022" title={t('site.about.rule')}>
        <p>{t('site.about.rule-lead')}</p>
        <ul>
          {(['unit', 'stock', 'status', 'disputed', 'dates', 'leaves-out'] as const).map((point) => (
            <li>{t(`site.about.rule-${point}`)}</li>
          ))}
        </ul>
        <p>
          <a href={at(cooperationsPath({ counted: stockOf(2016) }))}>{t('site.about.rule-example')}</a>
        </p>
      </Section>
      <Section id="readings" title={t('claims.rules')}>
        <dl class="book-of-terms">
          {countingRules.map(({ id }) => (
            <>
              <dt id={`rule-${id}`}>
                {ruleTitle(id, t)} <code class="quiet">{id}</code>
              </dt>
              <dd>{ruleText(id, t)}</dd>
            </>
          ))}
        </dl>
        <p>
          <a href={at(claimsPath)}>{t('claims.title')}</a>
        </p>
      </Section>
      <Section id="uncertain" title={t('site.about.uncertain')}>
        <p>{t('site.about.uncertain-text')}</p>
        <p>
          <a href={at(conflictsPath)}>{t('site.conflicts.title')}</a>
        </p>
      </Section>
      {events.length > 0 && (
        <Section id="context" title={t('site.about.context')}>
          <ContextEvents events={events} sources={sources} words={words} />
        </Section>
      )}
      <Section id="sealed" title={t('site.about.sealed')}>
        <p>{t('site.about.sealed-text')}</p>
      </Section>
      <Section id="self-government" title={t('site.about.self-government')}>
        <p>{t('site.about.self-government-text')}</p>
      </Section>
      <Section id="licence" title={t('site.about.licence')}>
        <p>{t('site.about.licence-text')}</p>
        <DatasetList datasets={datasets} words={words} />
        <p>{t('site.about.geonames')}</p>
      </Section>
    </>
  )
}

/** Lists of the API as examples of its answers. */
const apiLists = ['/cooperations?limit=500', '/actors?limit=500', '/sources?limit=500', '/claims', '/context-events']

function DataPage({ site, words }: { site: Site; words: Words }) {
  const { t, at } = words
  const base = `${site.url}/api/v1`
  const figures = [
    ['CSV', at('/api/v1/series/in-force.csv')],
    ['JSON', at('/api/v1/series/in-force')],
  ] as const
  return (
    <>
      <PageHead title={t('site.data.title')} lead={t('site.data.lead')}>
        <p>
          <a href={words.today(editionsPath)}>{t('editions.title')}</a>: {t('editions.lead')}
        </p>
      </PageHead>
      <WholeFiles words={words} />
      <EveryTable words={words} />
      <p>
        {t('site.data.same-filters')} <a href={at(cooperationsPath())}>{t('site.nav.cooperations')}</a>
      </p>
      <Section id="figures" title={t('site.data.figures')}>
        <DownloadLinks
          t={t}
          of={t('site.series.title')}
          downloads={figures.map(([format, href]) => ({ format: `${t('site.series.title')}, ${format}`, href }))}
        />
      </Section>
      <LinkedDataText words={words} url={site.url} />
      <Section id="api" title="API v1">
        <p>{t('site.data.promise')}</p>
        <p>
          <a href="/api/v1/openapi.json">OpenAPI 3.1</a>
          {apiLists.map((path) => (
            <>
              {' · '}
              <a href={at(`/api/v1${path}`)} rel="nofollow">
                <code>{path.replace(/\?.*/, '')}</code>
              </a>
            </>
          ))}
        </p>
        <pre tabindex={0}>
          <code>{`curl '${base}/cooperations?status=dormant&limit=5'\ncurl '${base}/cooperations?q=Lanzhou'\ncurl '${base}/series/in-force?from=2010&to=2021&kind=twinning'`}</code>
        </pre>
        <p>{t('site.data.conventions')}</p>
        <p>{t('site.data.client')}</p>
      </Section>
      <Section id="promise" title={t('site.data.stable')}>
        <ul>
          {(['never', 'added', 'changes', 'long'] as const).map((point) => (
            <li>{t(`site.data.stable-${point}`)}</li>
          ))}
        </ul>
      </Section>
      <Section id="limits" title={t('site.data.limits')}>
        <p>{t('site.data.limits-text')}</p>
      </Section>
      <Section id="endpoints" title={t('site.data.endpoints')}>
        <p>{t('site.data.endpoints-text')}</p>
        {endpoints.map((endpoint) => (
          <Endpoint endpoint={endpoint} words={words} />
        ))}
      </Section>
      <Section id="problems" title={t('site.data.problems')}>
        <p>{t('site.data.problems-text', { path: problemListPath })}</p>
        <p>
          {problemKinds.map((kind, index) => (
            <>
              {index > 0 && ', '}
              <code>{kind}</code>
            </>
          ))}
        </p>
      </Section>
    </>
  )
}

function Endpoint({
  endpoint: { path, summary, parameters },
  words,
}: {
  endpoint: (typeof endpoints)[number]
  words: Words
}) {
  const { t } = words
  const id = path
    .slice(1)
    .replaceAll(/[^a-z]+/g, '-')
    .replace(/-$/, '')
  return (
    <details id={id}>
      <summary>
        <code>GET {path}</code>
      </summary>
      <div class="flow">
        <p lang="en">{summary}</p>
        {parameters.length > 0 && (
          <DataTable
            t={t}
            caption={t('site.data.parameters', { path })}
            rows={parameters}
            columns={[
              {
                key: 'name',
                header: t('site.data.parameter'),
                nowrap: true,
                cell: ({ name }) => <code>{name}</code>,
              },
              {
                key: 'meaning',
                header: t('site.data.meaning'),
                cell: ({ description }) => <span lang="en">{asWritten(description)}</span>,
              },
            ]}
          />
        )}
      </div>
    </details>
  )
}

/** Names of parameters stand between backticks in the description of the API. */
function asWritten(description: string) {
  return description.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
}
