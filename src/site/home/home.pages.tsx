// The first page: what this is, the figures that matter, and the whole register at a glance.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { dayNumber } from '#platform/time/day.ts'
import { formatDay } from '#platform/i18n/format.ts'
import { emptyFilter, listCooperations, nextRows, orderOf, selectRows, statusesOn } from '#register/index.ts'
import { answerSeries, groundOf, nkk2022, seriesOf, stockOf, type SeriesPoint } from '#statistics/index.ts'
import { BandArea, type BandAreaSpec } from '#ui/charts/band-area.tsx'
import { bandAreaSvg } from '#ui/charts/band-area-file.tsx'
import { Lifelines } from '#ui/charts/lifelines.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { FigureNumber, FigureRow } from '#ui/controls/figure-number.tsx'
import { SearchField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { FlowMap } from '#ui/maps/flow-map.tsx'
import { sourceLine } from '../frame/source-line.views.tsx'
import { showPage, siteFor, wordsFor, type Site, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { readCatalogued, schemaOrgDataset } from '#publication/index.ts'
import { sendShareCard } from '../frame/share.views.tsx'
import { sendSvg, themeAsked } from '../frame/picture-file.pages.tsx'
import { lineOf, mapSpecOf, stateLabels } from '../frame/pictures.views.tsx'
import {
  aboutPath,
  actorsPath,
  changesetPath,
  changesPath,
  conflictsPath,
  cooperationsPath,
  rulePath,
  sharePath,
} from '../site.paths.ts'

/** The report speaks of the turn “since 2017”; the figure of endings keeps to that. */
const turningYear = 2017

/** The picture of the first page shows a register of some size; a larger one is better read in its list. */
const mostLines = 120

export function homePages(parts: SiteParts) {
  return new Hono<AppEnv>()
    .get('/', async (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return showPage(c, site, {
        title: 'Samband',
        description: words.t('site.home.lead'),
        content: schemaOrgDataset(await readCatalogued(site.reader, site.standing, site.url), words.language),
        wide: true,
        body: await Home({ site, words }),
      })
    })
    .get(sharePath, (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      const picture = site.standing.census.rows > 0 ? bandAreaSvg(bandSpec(site, words), words.t) : undefined
      return sendShareCard(c, { kind: '', title: words.t('site.home.title'), picture })
    })
    .get('/in-force.svg', (c) => {
      const site = siteFor(c, parts)
      const words = wordsFor(c)
      return sendSvg(c, 'samband-in-force', bandAreaSvg(bandSpec(site, words), words.t, { theme: themeAsked(c) }))
    })
}

async function Home({ site, words }: { site: Site; words: Words }) {
  const { t, at, today } = words
  const years = yearsOf(site)
  return (
    <>
      <PageHead title={t('site.home.title')} lead={t('site.home.lead')}>
        <form
          role="search"
          aria-label={t('site.home.search')}
          method="get"
          action={today(cooperationsPath())}
          class="fields"
        >
          <SearchField
            t={t}
            label={words.hasWords ? t('site.home.search') : t('site.as-of.search')}
            hint={words.hasWords ? t('site.home.search-hint') : t('site.as-of.no-words')}
          />
        </form>
      </PageHead>
      {site.standing.census.rows === 0 ? (
        <EmptyState title={t('site.home.nothing')} actions={[{ label: t('site.nav.actors'), href: at(actorsPath) }]} />
      ) : (
        <>
          <Figures site={site} words={words} />
          <BandArea spec={bandSpec(site, words)} t={t} />
          {await HomeLifelines({ site, words })}
          <HomeMap site={site} words={words} />
        </>
      )}
      <Section id="changes" title={t('site.home.changes')}>
        <ol class="plain-list">
          {site.standing.changesets.slice(0, 3).map((changeset) => {
            const day = changeset.recorded_at.toISOString().slice(0, 10)
            return (
              <li>
                <time datetime={day}>{formatDay(day, words.language)}</time>{' '}
                <a href={at(changesetPath(changeset.revision))}>
                  {words.language === 'sv' ? changeset.message_sv : changeset.message_en}
                </a>
                <span class="quiet">
                  {' '}
                  {t('site.changes.counts', {
                    added: changeset.added,
                    changed: changeset.changed,
                    withdrawn: changeset.withdrawn,
                  })}
                </span>
              </li>
            )
          })}
        </ol>
        <p>
          <a href={at(changesPath)}>{t('site.home.all-changes')}</a> ·{' '}
          <a href={at(conflictsPath)}>{t('site.home.conflicts')}</a> ·{' '}
          <a href={at(aboutPath)}>{t('site.home.about')}</a>
          {site.standing.coverage && <> · {t('site.home.covers', years)}</>}
        </p>
      </Section>
    </>
  )
}

function yearsOf(site: Site): { from: number; to: number } {
  const { coverage } = site.standing
  return { from: Number(coverage?.from.slice(0, 4) ?? 0), to: Number(coverage?.to.slice(0, 4) ?? 0) }
}

/** Every figure holds for the last day that the data cover, and leads to its rows. */
function Figures({ site, words }: { site: Site; words: Words }) {
  const { t, at } = words
  const { census, coverage } = site.standing
  if (!coverage) return null
  const { to } = yearsOf(site)
  const asOf = coverage.to
  const rule = { label: t('site.rule.nkk-2022'), href: at(rulePath) }
  const inForce = seriesOf(census, 'in-force', nkk2022, { from: to, to })[0] as SeriesPoint
  const statusOn = statusesOn(census, dayNumber(coverage.to))
  const others = [
    { key: 'ended', filter: { status: ['ended'], ended: [{ from: turningYear, to }] } },
    { key: 'paused', filter: { status: ['paused'] } },
    { key: 'dormant', filter: { status: ['dormant'] } },
  ] as const
  return (
    <FigureRow>
      <FigureNumber
        t={t}
        value={inForce.best}
        band={[inForce.min, inForce.max]}
        unit={t('site.home.in-force', { count: inForce.best })}
        href={at(cooperationsPath({ counted: stockOf(to) }))}
        asOf={asOf}
        rule={rule}
      />
      {others.map(({ key, filter: asked }) => {
        const filter = { ...emptyFilter, ...asked }
        const count = selectRows(census, filter, statusOn).total
        return (
          <FigureNumber
            t={t}
            value={count}
            unit={t(`site.home.${key}`, { count, year: String(turningYear) })}
            href={at(cooperationsPath({ filter }))}
            asOf={asOf}
            rule={rule}
          />
        )
      })}
    </FigureRow>
  )
}

function bandSpec(site: Site, words: Words): BandAreaSpec {
  const { t, at, vocabulary } = words
  const { census } = site.standing
  const range = yearsOf(site)
  const total = seriesOf(census, 'in-force', nkk2022, range)
  const kinds = vocabulary.codes('cooperation_kind').filter(({ code }) => census.kinds.includes(code))
  const split = answerSeries(groundOf(site.standing), { measure: 'in-force', by: 'kind', rule: nkk2022, years: range })
  const ofKind = new Map(split.map(({ value, points }) => [value, points]))
  const peak = total.reduce((best, point) => (point.best > best.best ? point : best), total[0] as SeriesPoint)
  const last = total.at(-1) as SeriesPoint
  return {
    title: t('site.series.title'),
    summary: t('site.series.summary', {
      first: String(range.from),
      peakYear: String(peak.year),
      peak: peak.best,
      peakMin: peak.min,
      peakMax: peak.max,
      lastYear: String(last.year),
      last: last.best,
      lastMin: last.min,
      lastMax: last.max,
    }),
    years: total.map((point) => point.year),
    series: kinds.map(({ code }) => ({
      key: code,
      label: vocabulary.label('cooperation_kind', code),
      values: total.map((_, index) => ofKind.get(code)?.[index]?.figure?.best ?? 0),
    })),
    band: { min: total.map((point) => point.min), max: total.map((point) => point.max) },
    annotations: [],
    source: sourceLine(site, words),
    unit: t('site.series.unit'),
    tableCaption: t('site.series.table'),
    downloads: [
      { label: 'SVG', href: at('/in-force.svg') },
      { label: 'CSV', href: at(`/api/v1/series/in-force.csv?from=${range.from}&to=${range.to}`) },
      { label: 'JSON', href: at(`/api/v1/series/in-force?from=${range.from}&to=${range.to}`) },
    ],
  }
}

async function HomeLifelines({ site, words }: { site: Site; words: Words }) {
  const { t, at } = words
  const { census } = site.standing
  const sort = { key: 'started', descending: false } as const
  const { rows, more } = nextRows(orderOf(census, sort), new Uint8Array(census.rows).fill(1), mostLines)
  const items = await listCooperations(
    site.reader,
    rows.map((row) => census.no[row] ?? 0),
    site.standing.asOf,
  )
  const frame = {
    id: 'home-lifelines',
    title: t('site.lifelines.title'),
    summary: t('site.lifelines.summary', { count: items.length }),
    source: sourceLine(site, words),
    ...yearsOf(site),
    lines: [],
    stateLabels: stateLabels(words),
    annotations: [{ year: turningYear, until: null, label: t('site.lifelines.turn', { year: String(turningYear) }) }],
    downloads: [
      { label: 'SVG', href: at('/cooperations/lifelines.svg?sort=started') },
      { label: t('site.lifelines.as-table'), href: at(cooperationsPath({ sort })) },
    ],
  }
  return (
    <>
      <Lifelines spec={{ ...frame, lines: items.map((item) => lineOf(item, census, frame, words)) }} t={t} />
      {more && <p class="quiet">{t('site.lifelines.cut', { most: mostLines, total: census.rows })}</p>}
    </>
  )
}

function HomeMap({ site, words }: { site: Site; words: Words }) {
  const { t, today } = words
  const { census } = site.standing
  const spec = mapSpecOf(census, new Uint8Array(census.rows).fill(1), words, {
    title: t('site.map.title'),
    summary: t('site.map.summary', { count: census.rows }),
    source: sourceLine(site, words, 'site.map.source-line'),
    years: yearsOf(site),
    year: undefined,
    yearForm: { action: today('/cooperations'), hidden: [['view', 'map'], ...words.moment] },
    homeTitle: t('site.map.home'),
    counterpartTitle: t('site.map.counterpart'),
  })
  return <FlowMap spec={spec} t={t} />
}
