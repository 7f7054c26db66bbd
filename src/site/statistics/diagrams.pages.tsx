// The report's five diagrams. The first three rest on another body's survey, of which the report gives few values: those
// are drawn, the others are shown as missing, and beside each stands the same diagram from the register. The last two
// are drawn from the register as the report counts.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { hasClaim, listClaims, type Claim } from '#register/index.ts'
import {
  askRegister, answerSeries, defaultQuery, groundOf, narrowed, nkk2022, yearsCovered, type Dimension, type ExplorerQuery, type Measure,
  type Question,
} from '#statistics/index.ts' // prettier-ignore
import { BarChart } from '#ui/charts/bar-chart.tsx'
import type { BarSpec } from '#ui/charts/bar-geometry.ts'
import { CategoryBars } from '#ui/charts/category-bars.tsx'
import type { Category } from '#ui/charts/category-geometry.ts'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { sourceLine } from '../frame/source-line.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { locatorInWords } from '../frame/naming.views.tsx'
import { ruleInWords, valueTitle, yearsInWords } from '../frame/question.views.tsx'
import { claimsPath, cooperationsPath, statisticsPath } from '../site.paths.ts'
import { DecidedBy } from './explorer-basis.views.tsx'
import { AnswerPicture } from './explorer-chart.views.tsx'
import { rowsHref } from './explorer-spec.views.tsx'

/** Codes of the parts of the world (UN M49), as the first diagram has them. */
const regions = ['150', '142', '019', '002', '009']
const asia = '142'

/** Which claim holds the stated value of a bar. */
const statedOf = {
  regions: { '150': 'skr-413-europe' },
  countries: { JP: 'skr-japan-3', IN: 'skr-india-1' },
} as const satisfies Record<string, Record<string, string>>

/** What a country is said to be though no number is given. */
const named = {
  countries: ['CN', 'JP', 'IN'],
  claim: 'skr-china-largest-outside-europe',
  mostOfAsia: 'skr-china-most-of-asia',
}

/** Only a register that holds the report's claims can draw them. */
export function hasDiagrams({ reader, standing }: Pick<Site, 'reader' | 'standing'>): Promise<boolean> {
  return hasClaim(reader, statedOf.regions['150'], standing.asOf)
}

export function diagramPages(parts: SiteParts) {
  return new Hono<AppEnv>().get('/statistics/diagrams', async (c) => {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    if (!(await hasDiagrams(site)))
      throw new Problem('not-found', 'site/no-such-page', 'The register holds no report with such diagrams.')
    const claims = new Map((await listClaims(site.reader, site.standing.asOf)).map((claim) => [claim.id, claim]))
    const { t } = words
    return showPage(c, site, {
      title: t('statistics.diagrams.title'),
      description: t('statistics.diagrams.lead'),
      wide: true,
      current: 'statistics',
      body: (
        <>
          <PageHead title={t('statistics.diagrams.title')} lead={t('statistics.diagrams.lead')} />
          <SurveyDiagram number={1} by="region" claims={claims} site={site} words={words} />
          <SurveyDiagram number={2} by="counterpart_country" claims={claims} site={site} words={words} />
          <SurveyDiagram number={3} by="counterpart_country" within={asia} claims={claims} site={site} words={words} />
          <Development site={site} words={words} />
          <Departures site={site} words={words} />
        </>
      ),
    })
  })
}

type SurveyProps = {
  number: 1 | 2 | 3
  by: Dimension
  within?: string
  claims: ReadonlyMap<string, Claim>
  site: Site
  words: Words
}

async function SurveyDiagram({ number, by, within, claims, site, words }: SurveyProps) {
  const { t, at, language } = words
  const title = t(`statistics.diagrams.title-${number}`)
  const stated: Record<string, string> = by === 'region' ? statedOf.regions : statedOf.countries
  const { census } = site.standing
  const values = by === 'region' ? regions : named.countries
  const categories = values.map((value): Category => {
    const claim = claims.get(stated[value] ?? '')
    return {
      key: value,
      label: valueTitle(by, value, census, words),
      value: claim?.stated === undefined || claim.stated === null ? null : Number(claim.stated),
      ...(claim && { href: at(`${claimsPath}#${claim.id}`) }),
    }
  })
  const said = claims.get(number === 3 ? named.mostOfAsia : named.claim)
  return (
    <Section id={`diagram-${number}`} title={title}>
      <div class="side-by-side">
        <CategoryBars
          t={t}
          spec={{
            id: `stated-${number}`,
            title: t('statistics.diagrams.stated'),
            summary: t(`statistics.diagrams.stated-${number}`, statedValues(claims)),
            categories,
            categoryLabel: t(`statistics.dimension.${by}`),
            unit: t('statistics.diagrams.survey-unit'),
            source: t('statistics.diagrams.survey-source'),
            tableCaption: `${title}: ${t('statistics.diagrams.stated')}`,
            headingLevel: 3,
          }}
        />
        {await RegisterBars({ number, by, within, site, words })}
      </div>
      {number !== 1 && said && (
        <p>
          {language === 'sv' ? said.claimSv : said.claimEn}{' '}
          <a href={at(`${claimsPath}#${said.id}`)}>[{locatorInWords(said.locator, t)}]</a>
        </p>
      )}
    </Section>
  )
}

/** The numbers that the report states, for the sentences about them. */
function statedValues(claims: ReadonlyMap<string, Claim>) {
  const value = (id: string) => Number(claims.get(id)?.stated ?? 0)
  const [total, europe] = [value('skr-512'), value(statedOf.regions['150'])]
  return {
    total,
    europe,
    rest: total - europe,
    japan: value(statedOf.countries.JP),
    india: value(statedOf.countries.IN),
  }
}

/** The same split of what the register itself holds. */
async function RegisterBars({ number, by, within, site, words }: Omit<SurveyProps, 'claims'>) {
  const { t } = words
  const standing = site.standing
  const { to } = yearsCovered(standing.coverage)
  const question: Question = { measure: 'in-force', rule: nkk2022, years: { from: to, to }, by }
  const query: ExplorerQuery = {
    question,
    chart: 'bars',
    hasEvents: false,
    among: narrowed(defaultQuery, within === undefined ? undefined : 'region', within),
  }
  const { parts } = await askRegister(site.reader, standing, query)
  const title = t('statistics.diagrams.ours', { year: String(to) })
  return (
    <CategoryBars
      t={t}
      spec={{
        id: `ours-${number}`,
        title,
        summary: t('statistics.diagrams.ours-summary', { count: parts.length }),
        categories: parts.map(({ value, figure }) => ({
          key: value,
          label: valueTitle(by, value, standing.census, words),
          href: rowsHref(query, words, value),
          value: figure?.best ?? null,
          min: figure?.min ?? null,
          max: figure?.max ?? null,
        })),
        categoryLabel: t(`statistics.dimension.${by}`),
        unit: t('statistics.axis', {
          unit: t('statistics.unit.cooperation', { count: 2 }),
          rule: ruleInWords(question, words),
        }),
        source: sourceLine(site, words),
        tableCaption: title,
        headingLevel: 3,
      }}
    />
  )
}

/** Diagram 4: the total over the years, with its band and the rows that decide the last figure. */
async function Development({ site, words }: { site: Site; words: Words }) {
  const { t } = words
  const standing = site.standing
  const question: Question = { measure: 'in-force', rule: nkk2022, years: yearsCovered(standing.coverage), by: 'kind' }
  const query: ExplorerQuery = { question, chart: 'area', hasEvents: false, among: defaultQuery }
  const answer = await askRegister(site.reader, standing, query)
  const answered = { site, query, answer, notes: [], words }
  return (
    <>
      <Section id="diagram-4" title={t('statistics.diagrams.title-4')}>
        <AnswerPicture answered={answered} headingLevel={3} />
        <ToExplorer query={query} words={words} />
      </Section>
      <DecidedBy answered={answered} />
    </>
  )
}

/** Diagram 5: endings and pauses side by side, year by year. */
function Departures({ site, words }: { site: Site; words: Words }) {
  const { t } = words
  const standing = site.standing
  const years = yearsCovered(standing.coverage)
  const ask = (measure: Measure): ExplorerQuery => ({
    question: { measure, rule: nkk2022, years },
    chart: 'bars',
    hasEvents: false,
    among: defaultQuery,
  })
  const series = (['ended', 'paused'] as const).map((measure) => {
    const query = ask(measure)
    const [answer] = answerSeries(groundOf(standing), query.question)
    const points = answer?.points ?? []
    return {
      key: measure,
      label: t(`statistics.measure.${measure}`),
      values: points.map(({ figure }) => figure?.best ?? null),
      min: points.map(({ figure }) => figure?.min ?? null),
      max: points.map(({ figure }) => figure?.max ?? null),
      hrefs: points.map(({ year, figure }) =>
        figure && figure.max > 0 ? rowsHref(query, words, undefined, year) : undefined,
      ),
    }
  })
  const spec: BarSpec = {
    id: 'departures',
    title: t('statistics.diagrams.heading-5', { years: yearsInWords(years) }),
    headingLevel: 3,
    summary: t('statistics.diagrams.summary-5'),
    years: Array.from({ length: years.to - years.from + 1 }, (_, index) => years.from + index),
    series,
    arrangement: 'beside',
    annotations: [],
    gaps: [],
    unit: t('statistics.axis', {
      unit: t('statistics.unit.cooperation', { count: 2 }),
      rule: ruleInWords(ask('ended').question, words),
    }),
    source: sourceLine(site, words),
    tableCaption: t('statistics.diagrams.title-5'),
  }
  return (
    <Section id="diagram-5" title={t('statistics.diagrams.title-5')}>
      <BarChart spec={spec} t={t} />
      <ToExplorer query={ask('ended-or-paused')} words={words} />
      <p>
        <a href={words.at(cooperationsPath({ counted: ask('ended-or-paused').question }))}>
          {t('statistics.diagrams.rows-5')}
        </a>
      </p>
    </Section>
  )
}

function ToExplorer({ query, words: { t, at } }: { query: ExplorerQuery; words: Words }) {
  return (
    <p>
      <a href={at(statisticsPath(query))}>{t('statistics.diagrams.explore')}</a>
    </p>
  )
}
