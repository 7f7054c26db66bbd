// The list of actors, by country.
import { cooperationsByActor, foldWords, type Actor, type Census } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { EmptyState } from '#ui/controls/empty-state.tsx'
import { SearchField } from '#ui/controls/fields.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import { MomentFields, type Words } from '../frame/frame.views.tsx'
import { ActorLink, actorName, countriesByName } from '../frame/naming.views.tsx'
import { actorsPath, countryPath } from '../site.paths.ts'

/** Without a search the index names the actors that have cooperations; with one, all that match. */
export function ActorIndex({ census, q, words }: { census: Census; q: string; words: Words }) {
  const { t, at, today, vocabulary, language } = words
  const counts = cooperationsByActor(census)
  const wanted = foldWords(q)
  const matches = (actor: Actor) =>
    [actor.nameSv, actor.nameEn, actor.nameRomanised ?? '', ...actor.former].some((name) =>
      foldWords(name).includes(wanted),
    ) ||
    (actor.nameLocal?.includes(q.trim()) ?? false)
  const found = census.actors.rows
    .map((actor, code) => ({ id: actor.id, actor, count: counts[code] ?? 0, rank: census.actors.rank[code] ?? 0 }))
    .filter(({ actor, count }) => (wanted === '' && q.trim() === '' ? count > 0 : matches(actor)))
    .toSorted((a, b) => a.rank - b.rank)
  const countries = countriesByName([...new Set(found.map(({ actor }) => actor.country))], words)
  return (
    <>
      <PageHead title={t('site.actors.title')} lead={t('site.actors.lead')}>
        <form method="get" action={today(actorsPath)} class="fields">
          <MomentFields words={words} />
          <SearchField t={t} label={t('site.actors.search')} hint={t('site.actors.search-hint')} value={q} />
        </form>
        <TableFiles
          table="actors"
          search={new URLSearchParams(q ? { q } : {})}
          of={t('site.actors.title')}
          words={words}
        />
      </PageHead>
      {found.length === 0 && (
        <EmptyState
          title={t('site.actors.nothing')}
          actions={[{ label: t('site.actors.show-all'), href: at(actorsPath) }]}
        >
          {t('site.actors.nothing-hint')}
        </EmptyState>
      )}
      {countries.map(({ value: country, label: name }) => {
        const inCountry = found.filter(({ actor }) => actor.country === country)
        const rows = inCountry.slice(0, mostListed)
        return (
          <Section id={country} title={<a href={at(countryPath(country))}>{name}</a>}>
            {rows.length < inCountry.length && (
              <p class="quiet">{t('site.actors.cut', { most: mostListed, total: inCountry.length })}</p>
            )}
            <DataTable
              t={t}
              caption={t('site.actors.caption', { country: name })}
              rows={rows}
              columns={[
                {
                  key: 'name',
                  header: t('site.actors.name'),
                  cell: ({ actor }) => <ActorLink actor={actor} words={words} />,
                },
                {
                  key: 'kind',
                  header: t('site.source.kind'),
                  cell: ({ actor }) => vocabulary.label('actor_kind', actor.kind),
                },
                {
                  key: 'where',
                  header: t('site.actors.where'),
                  cell: ({ actor }) =>
                    actor.county
                      ? vocabulary.county(actor.county)
                      : ancestorsOf(census, actor)
                          .map((up) => actorName(up, language))
                          .join(', '),
                },
                {
                  key: 'code',
                  header: t('site.actors.code'),
                  nowrap: true,
                  cell: ({ actor }) => actor.scbCode ?? actor.gbt2260 ?? actor.iso31662,
                },
                { key: 'count', header: t('site.actors.cooperations'), align: 'end', cell: ({ count }) => count },
              ]}
            />
          </Section>
        )
      })}
    </>
  )
}

const mostListed = 400

export function ancestorsOf(census: Census, actor: Actor): Actor[] {
  const ancestors: Actor[] = []
  for (let id = actor.parent; id !== null;) {
    const parent: Actor | undefined = census.actors.rows[census.actors.codeOf.get(id) ?? -1]
    if (!parent) break
    ancestors.unshift(parent)
    id = parent.parent
  }
  return ancestors
}
