// The rows of a list from outside, and the ways from each into the register.
import { homeCountries, type Candidate, type CandidatePlace, type Census, type Comparison, type Cooperation, type ImportList } from '#register/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { ActorLink } from '../frame/naming.views.tsx'
import { additionPath } from '../proposals/proposal.paths.ts'
import { cooperationPath, withQuery } from '../site.paths.ts'
import { placesPath } from './import.paths.ts'

export type ComparedCandidate = Candidate & {
  /** Undefined where an end is not known to be an actor of the register. */
  comparison: Comparison | undefined
  cooperations: readonly Cooperation[]
}

type TableProps = { list: ImportList; rows: readonly ComparedCandidate[]; census: Census; words: Words }

export function CandidateTable({ list, rows, census, words }: TableProps) {
  const { t } = words
  const homes = homeCountries(census)
  const place = { list, census, words }
  return (
    <DataTable
      t={t}
      caption={t('imports.candidates')}
      rows={rows}
      columns={[
        { key: 'a', header: t('imports.place-1'), cell: ({ a }) => <Place {...place} place={a} /> },
        { key: 'b', header: t('imports.place-2'), cell: ({ b }) => <Place {...place} place={b} /> },
        {
          key: 'there',
          header: t('imports.there'),
          cell: ({ hasEnded, isMutual, isListed, row }) => (
            <>
              {t(!isListed ? 'imports.there.gone' : hasEnded ? 'imports.there.ended' : 'imports.there.listed')}
              <br />
              <span class="quiet">{t(isMutual ? 'imports.there.mutual' : 'imports.there.row', { row })}</span>
            </>
          ),
        },
        { key: 'here', header: t('imports.here'), cell: (row) => <Here row={row} words={words} /> },
        { key: 'way', header: t('imports.way'), cell: (row) => <Way {...{ row, list, homes, words }} /> },
      ]}
    />
  )
}

type PlaceProps = { list: ImportList; place: CandidatePlace; census: Census; words: Words }

/** As the list names it; and below, the actor that it is. */
function Place({ list, place, census, words }: PlaceProps) {
  const { t, today } = words
  const actor = place.actor === null ? undefined : census.actors.rows[census.actors.codeOf.get(place.actor) ?? -1]
  return (
    <>
      <LangText lang="und">{[place.name, place.countryName].filter(Boolean).join(', ')}</LangText>
      <br />
      <span class="quiet">
        {actor && place.match === 'matched' ? (
          <ActorLink actor={actor} words={words} />
        ) : place.match === 'unsure' ? (
          <a href={today(`${placesPath(String(list.id))}#place-${place.id}`)}>{t('imports.match.unsure')}</a>
        ) : (
          t('imports.match.none')
        )}
      </span>
    </>
  )
}

function Here({ row: { comparison, cooperations }, words }: { row: ComparedCandidate; words: Words }) {
  const { t, at, vocabulary } = words
  if (!comparison) return <span class="quiet">–</span>
  return (
    <>
      {t(`imports.comparison.${comparison}`)}
      {cooperations.map(({ id, kind }) => (
        <>
          <br />
          <a href={at(cooperationPath(id))}>{vocabulary.label('cooperation_kind', kind)}</a>
        </>
      ))}
    </>
  )
}

type WayProps = { row: ComparedCandidate; list: ImportList; homes: readonly string[]; words: Words }

/** Into the form of a proposal, with what the list says filled in: of the cooperation, or first of the actor. */
function Way({ row, list, homes, words }: WayProps) {
  const { t, today, vocabulary } = words
  const { a, b, cooperations } = row
  const isHome = ({ match, country }: CandidatePlace) =>
    match === 'matched' && country !== null && homes.includes(country)
  // A cooperation begins at home; what neither end is at home in is no concern of the register.
  const [own, other] = isHome(a) ? [a, b] : [b, a]
  if (cooperations.length > 0 || !isHome(own) || own.country === other.country) return null
  const source = {
    'source.kind': 'dataset',
    'source.title': list.title,
    'source.url': list.url ?? '',
    locator: t('imports.there.row', { row: row.row }),
  }
  const path = (resource: 'cooperations' | 'actors', values: Record<string, string>) =>
    today(withQuery(additionPath(resource), new URLSearchParams(Object.entries(values).filter(([, value]) => value)))) // prettier-ignore
  if (other.match === 'matched')
    return <a href={path('cooperations', { home: own.actor ?? '', counterpart: other.actor ?? '', ...source })}>{t('imports.propose')}</a> // prettier-ignore
  const country = other.country !== null && vocabulary.hasCountry(other.country) ? other.country : ''
  const [lat, lon] = [other.lat, other.lon].map((degrees) => (degrees === null ? '' : String(degrees)))
  return (
    <>
      <a href={path('actors', { country, name_sv: other.name, name_en: other.name, lat: lat ?? '', lon: lon ?? '' })}>
        {t('imports.propose-actor', { name: other.name })}
      </a>
      <br />
      <a href={path('cooperations', { home: own.actor ?? '', counterpart: other.name, ...source })}>
        {t('imports.propose')}
      </a>
    </>
  )
}
