// The facets of a list of cooperations: what they and their values are called, and their checkboxes with counts.
import type { Texts } from '#platform/i18n/texts.ts'
import { byPeriod, isInRange, type Census, type FacetName } from '#register/index.ts'
import {
  facetParameters, readYearRange, writeYearRange, type Choice, type CooperationQuery,
} from '#statistics/index.ts' // prettier-ignore
import { FacetGroup, type FacetOption } from '#ui/controls/facet-form.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { valueTitle } from '../frame/question.views.tsx'

/** What a facet's value is called. */
export function facetLabel(facet: FacetName, value: string, census: Census, words: Words): string {
  if (facet === 'status') return words.vocabulary.label('status', value)
  if (facet === 'started' || facet === 'ended') return value.replace('..', '–')
  return valueTitle(facetParameters[facet], value, census, words)
}

export const facetTitles = {
  homeKind: 'site.list.home-kind',
  county: 'site.list.county',
  country: 'site.list.country',
  province: 'site.list.province',
  kind: 'site.list.kind',
  status: 'site.list.status',
  started: 'site.list.started',
  ended: 'site.list.ended',
  reason: 'site.list.reason',
} as const satisfies Record<FacetName, Parameters<Texts>[0]>

/** In the order that readers ask: what state, what kind, where, when, why. */
export const shownFacets: readonly FacetName[] = [
  'status',
  'kind',
  'homeKind',
  'county',
  'country',
  'province',
  'started',
  'ended',
  'reason',
]

export type FacetProps = { census: Census; choice: Choice; query: CooperationQuery; words: Words }

/** A group of checkboxes for each facet that leaves a choice. */
export function FacetGroups({ census, choice, query, words }: FacetProps) {
  const { t } = words
  const hasProvinces = isOneCountry(choice, query)
  return (
    <>
      {shownFacets.map((facet) => {
        if (facet === 'province' && !hasProvinces) return null
        const options = facetOptions(facet, census, choice, query, words)
        return options.length > 1 || options.some((option) => option.chosen) ? (
          <FacetGroup
            t={t}
            legend={t(facetTitles[facet])}
            name={facetParameters[facet]}
            options={options}
            first={facet === 'status' ? 5 : 6}
            hint={facet === 'country' && !hasProvinces ? t('site.list.country-hint') : undefined}
          />
        ) : null
      })}
    </>
  )
}

/** The provinces of all countries are hundreds, among which nobody finds one: they wait for a country. */
function isOneCountry(choice: Choice, { filter }: CooperationQuery): boolean {
  return filter.province.length > 0 || filter.country.length === 1 || choice.facets.country.size <= 1
}

function facetOptions(
  facet: FacetName,
  census: Census,
  choice: Choice,
  query: CooperationQuery,
  words: Words,
): FacetOption[] {
  const isYears = facet === 'started' || facet === 'ended'
  const counts = isYears ? byPeriod(choice.facets[facet]) : choice.facets[facet]
  const chosen = new Set(isYears ? query.filter[facet].map(writeYearRange) : (query.filter[facet] as readonly string[]))
  // A range that came with a link, and is no period of ours, keeps its checkbox, so that sending the form keeps it.
  const values = new Set([...counts.keys(), ...chosen])
  const options = [...values].map((value) => ({
    value,
    label: facetLabel(facet, value, census, words),
    count: counts.get(value) ?? (isYears ? countIn(choice.facets[facet], value) : 0),
    chosen: chosen.has(value),
  }))
  const { language } = words
  if (isYears) return options.toSorted((a, b) => (a.value < b.value ? -1 : 1))
  if (facet === 'status' || facet === 'kind' || facet === 'homeKind') {
    const scheme = { status: 'status', kind: 'cooperation_kind', homeKind: 'actor_kind' }[facet]
    const order = words.vocabulary.codes(scheme).map(({ code }) => code)
    return options.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
  }
  return options.toSorted((a, b) => b.count - a.count || a.label.localeCompare(b.label, language))
}

function countIn(years: ReadonlyMap<string, number>, value: string): number {
  const range = readYearRange(value)
  return [...years].reduce((sum, [year, count]) => sum + (range && isInRange(range, Number(year)) ? count : 0), 0)
}
