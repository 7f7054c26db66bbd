// The list of cooperations: filters, chosen filters, and the rows as table.
import type { Texts } from '#platform/i18n/texts.ts'
import {
  facetNames,
  outlineOf,
  sortKeys,
  type Census,
  type Cooperation,
  type CooperationFilter,
  type SortKey,
} from '#register/index.ts'
import {
  defaultQuery,
  termNames,
  writeCooperationQuery,
  writeYearRange,
  type Choice,
  type CooperationQuery,
} from '#statistics/index.ts'
import { Chips } from '#ui/controls/chips.tsx'
import { DataTable, SortLinks } from '#ui/controls/data-table.tsx'
import { FacetForm } from '#ui/controls/facet-form.tsx'
import { SearchField, TextField } from '#ui/controls/fields.tsx'
import type { Words } from '../frame/frame.views.tsx'
import {
  actorIn,
  ActorLink,
  actorName,
  DateText,
  dateInWords,
  endedByNote,
  StatusText,
} from '../frame/naming.views.tsx'
import { questionInWords, valueTitle } from '../frame/question.views.tsx'
import { cooperationPath, cooperationsPath } from '../site.paths.ts'
import { FacetGroups, facetLabel, facetTitles, shownFacets } from './facet.views.tsx'

type ListProps = { census: Census; choice: Choice; query: CooperationQuery; words: Words }

export function Filters({ census, choice, query, words }: ListProps) {
  const { t, today } = words
  const carried = writeCooperationQuery({
    on: query.on,
    counted: query.counted,
    terms: query.terms,
    ids: query.ids,
    sort: query.sort,
    view: query.view,
    filter: unfaceted(query.filter),
  })
  const chosen = shownFacets.reduce((sum, facet) => sum + query.filter[facet].length, 0)
  return (
    <FacetForm
      t={t}
      action={today(cooperationsPath())}
      hidden={[...[...carried].filter(([name]) => name !== 'on'), ...words.moment]}
      chosen={chosen}
    >
      <SearchField
        t={t}
        label={t('site.list.search')}
        hint={words.hasWords ? t('site.list.search-hint') : t('site.as-of.no-words')}
        value={query.q}
        id="list-search"
        disabled={!words.hasWords}
      />
      <FacetGroups census={census} choice={choice} query={query} words={words} />
      <TextField name="on" type="date" label={t('site.list.on')} hint={t('site.list.on-hint')} value={query.on} />
    </FacetForm>
  )
}

/** What no checkbox stands for must ride along unseen. */
function unfaceted(filter: CooperationFilter): CooperationFilter {
  const bare = Object.fromEntries(facetNames.map((name) => [name, []]))
  return { ...filter, ...bare }
}

type Choosing = { facet?: string; label: string; without: Partial<CooperationQuery> }

/** Every choice of the query, and the query without it. */
export function choicesOf({ census, query, words }: Omit<ListProps, 'choice'>): Choosing[] {
  const { t, language } = words
  const choices: Choosing[] = []
  if (query.q)
    choices.push({
      facet: t('site.list.search'),
      label: t('site.list.quoted', { text: query.q }),
      without: { ...query, q: '' },
    })
  if (query.counted)
    choices.push({ label: questionInWords(query.counted, words), without: { ...query, counted: undefined } })
  if (query.ids.length > 0)
    choices.push({ label: t('site.list.named', { count: query.ids.length }), without: { ...query, ids: [] } })
  for (const name of termNames) {
    for (const value of query.terms[name]) {
      const terms = { ...query.terms, [name]: query.terms[name].filter((each) => each !== value) }
      choices.push({
        facet: t(`statistics.dimension.${name}`),
        label: valueTitle(name, value, census, words),
        without: { ...query, terms },
      })
    }
  }
  for (const facet of shownFacets) {
    for (const value of query.filter[facet]) {
      const rest = { ...query.filter, [facet]: (query.filter[facet] as unknown[]).filter((each) => each !== value) }
      const written = typeof value === 'string' ? value : writeYearRange(value)
      choices.push({
        facet: t(facetTitles[facet]),
        label: facetLabel(facet, written, census, words),
        without: { ...query, filter: rest },
      })
    }
  }
  for (const field of ['homeActor', 'counterpart'] as const) {
    for (const id of query.filter[field]) {
      const actor = census.actors.rows[census.actors.codeOf.get(id) ?? -1]
      const rest = { ...query.filter, [field]: query.filter[field].filter((each) => each !== id) }
      choices.push({ label: actor ? actorName(actor, language) : id, without: { ...query, filter: rest } })
    }
  }
  if (query.on)
    choices.push({
      facet: t('site.list.on'),
      label: dateInWords(query.on, t, language),
      without: { ...query, on: undefined },
    })
  return choices.map((choice) => ({ ...choice, without: { ...choice.without, after: undefined } }))
}

type ChosenProps = Omit<ListProps, 'choice'> & {
  /** Where a choice taken away leads; to the list unless given. */
  hrefOf?: (query: Partial<CooperationQuery>) => string
}

export function ChosenFilters({ hrefOf, ...props }: ChosenProps) {
  const { t, at } = props.words
  const leadTo = hrefOf ?? ((query: Partial<CooperationQuery>) => at(cooperationsPath(query)))
  const chips = choicesOf(props).map(({ facet, label, without }) => ({ facet, label, href: leadTo(without) }))
  const { sort, view } = props.query
  return chips.length > 0 ? <Chips t={t} chips={chips} clearHref={leadTo({ ...defaultQuery, sort, view })} /> : null
}

const sortTitles = {
  home: 'site.list.home',
  counterpart: 'site.list.counterpart',
  province: 'site.list.province',
  kind: 'site.list.kind',
  status: 'site.list.status',
  started: 'site.list.established',
  ended: 'site.list.ended',
} as const satisfies Record<SortKey, Parameters<Texts>[0]>

/** The same list sorted by a column; a second time turns it round. */
export function sortLink(key: SortKey, query: CooperationQuery, { at }: Words) {
  const isCurrent = query.sort.key === key
  const descending = isCurrent && !query.sort.descending
  return {
    href: at(cooperationsPath({ ...query, after: undefined, sort: { key, descending } })),
    direction: isCurrent ? (query.sort.descending ? ('descending' as const) : ('ascending' as const)) : undefined,
  }
}

export function sortOptions(query: CooperationQuery, words: Words) {
  return sortKeys.map((key) => ({ label: words.t(sortTitles[key]), ...sortLink(key, query, words) }))
}

type TableProps = {
  census: Census
  items: readonly Cooperation[]
  query: CooperationQuery
  words: Words
  flags?: ReadonlyMap<string, string>
  /** Where the rows are not those of the query, their order cannot be asked for. */
  fixedOrder?: boolean
}

/** `flags` are words beside a row's name: that it may count or not, for instance. */
export function CooperationTable({ census, items, query, words, flags, fixedOrder }: TableProps) {
  const { t, at, vocabulary, language } = words
  const outlines = new Map(items.map((item) => [item.id, outlineOf(item, query.on)]))
  const outline = (item: Cooperation) => outlines.get(item.id) ?? outlineOf(item, query.on)
  const sorted = (key: SortKey) => (fixedOrder ? undefined : sortLink(key, query, words))
  return (
    <>
      {!fixedOrder && (
        <div class="cards-only">
          <SortLinks t={t} options={sortOptions(query, words)} />
        </div>
      )}
      <DataTable
        t={t}
        caption={t('site.list.caption')}
        rows={items}
        rowId={(item) => item.id}
        columns={[
          {
            key: 'home',
            header: t('site.list.home'),
            sort: sorted('home'),
            cell: (item) => (
              <>
                <a href={at(cooperationPath(item.id))}>{actorName(actorIn(census, item.home), language)}</a>
                {flags?.has(item.id) && <span class="quiet"> {flags.get(item.id)}</span>}
                {item.standing === 'disputed' && <span class="quiet"> ({t('site.list.disputed')})</span>}
              </>
            ),
          },
          {
            key: 'counterpart',
            header: t('site.list.counterpart'),
            sort: sorted('counterpart'),
            cell: (item) => <ActorLink actor={actorIn(census, item.counterpart)} words={words} />,
          },
          {
            key: 'kind',
            header: t('site.list.kind'),
            sort: sorted('kind'),
            cell: (item) => vocabulary.label('cooperation_kind', item.kind),
          },
          {
            key: 'status',
            header: t('site.list.status'),
            sort: sorted('status'),
            cell: (item) => (
              <StatusText
                status={outline(item).status}
                note={endedByNote(outline(item).endedBy, words)}
                words={words}
              />
            ),
          },
          {
            key: 'started',
            header: t('site.list.established'),
            sort: sorted('started'),
            cell: (item) => <DateText date={outline(item).established} words={words} />,
          },
          {
            key: 'ended',
            header: t('site.list.ended'),
            sort: sorted('ended'),
            cell: (item) => (outline(item).ended ? <DateText date={outline(item).ended} words={words} /> : null),
          },
        ]}
      />
    </>
  )
}
