// A country: how many cooperations it is a part of, and where in it.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { Problem } from '#platform/http/problem.ts'
import { emptyFilter, listCountries, selectRows } from '#register/index.ts'
import { nkk2022, seriesOf, stockOf } from '#statistics/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { FigureNumber, FigureRow } from '#ui/controls/figure-number.tsx'
import { MarginSection } from '#ui/controls/margin-section.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section, WithMargin } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts } from '../frame/frame.views.tsx'
import { actorIn, ActorLink } from '../frame/naming.views.tsx'
import { cooperationsPath, rulePath } from '../site.paths.ts'

export function countryPages(parts: SiteParts) {
  return new Hono<AppEnv>().get('/countries/:code', async (c) => {
    const site = siteFor(c, parts)
    const words = wordsFor(c)
    const { t, at, language } = words
    const country = (await listCountries(site.reader)).find(({ code }) => code === c.req.param('code').toUpperCase())
    if (!country) throw new Problem('not-found', 'site/no-such-country', 'There is no such country.')
    const name = country[`name_${language}`]
    const { census, coverage } = site.standing
    const filter = { ...emptyFilter, country: [country.code] }
    const { total, facets, mask } = selectRows(census, filter)
    const isHome = census.home.some((code) => census.actors.rows[code]?.country === country.code)
    const year = Number(coverage?.to.slice(0, 4) ?? 0)
    const inForce = seriesOf(census, 'in-force', nkk2022, { from: year, to: year }, mask)[0]
    const provinces = [...facets.province]
      .map(([id, count]) => ({ id, count }))
      .toSorted((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1))
    return showPage(c, site, {
      title: name,
      description: t('site.country.description', { name }),
      current: 'cooperations',
      body: (
        <>
          <PageHead title={name} lead={isHome ? t('site.country.home', { name }) : t('site.country.lead', { name })} />
          <WithMargin
            margin={
              <MarginSection title={t('site.country.facts')}>
                <DefinitionList
                  items={[
                    { term: 'ISO 3166-1', description: `${country.code} · ${country.alpha3} · ${country.numeric}` },
                    { term: t('site.country.region'), description: country[`m49_region_${language}`] },
                    { term: t('site.country.subregion'), description: country[`m49_subregion_${language}`] },
                  ]}
                />
              </MarginSection>
            }
          >
            {isHome && (
              <p>
                <a href={at(cooperationsPath())}>{t('site.country.all', { count: census.rows })}</a>
              </p>
            )}
            {total === 0 && !isHome && (
              <EmptyState
                title={t('site.country.none', { name })}
                actions={[{ label: t('site.nav.cooperations'), href: at(cooperationsPath()) }]}
              />
            )}
            {total > 0 && inForce && (
              <>
                <FigureRow>
                  <FigureNumber
                    t={t}
                    value={inForce.best}
                    band={[inForce.min, inForce.max]}
                    unit={t('site.home.in-force', { count: inForce.best })}
                    href={at(cooperationsPath({ filter, counted: stockOf(year) }))}
                    asOf={coverage?.to}
                    rule={{ label: t('site.rule.nkk-2022'), href: at(rulePath) }}
                  />
                  <FigureNumber
                    t={t}
                    value={total}
                    unit={t('site.country.ever', { count: total })}
                    href={at(cooperationsPath({ filter }))}
                    asOf={coverage?.to}
                  />
                </FigureRow>
                <Section id="provinces" title={t('site.country.provinces')}>
                  <DataTable
                    t={t}
                    caption={t('site.country.provinces')}
                    rows={provinces}
                    columns={[
                      {
                        key: 'name',
                        header: t('site.list.province'),
                        cell: ({ id }) => <ActorLink actor={actorIn(census, id)} words={words} />,
                      },
                      {
                        key: 'count',
                        header: t('site.actors.cooperations'),
                        align: 'end',
                        cell: ({ id, count }) => (
                          <a href={at(cooperationsPath({ filter: { ...filter, province: [id] } }))}>{count}</a>
                        ),
                      },
                    ]}
                  />
                </Section>
              </>
            )}
          </WithMargin>
        </>
      ),
    })
  })
}
