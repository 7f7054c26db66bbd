// What does the register have already that may be the same as what somebody is about to add?
import {
  foldWords, listCooperations, rowsOfParty, suggestActors, type Actor, type Census, type ProposedChange, type Cooperation,
} from '#register/index.ts' // prettier-ignore
import type { SiteParts } from '../frame/frame.views.tsx'
import type { FormPlace } from './fact-draft.queries.ts'

export type Likeness = { cooperations: Cooperation[]; actors: Actor[] }

const most = 5

/** Cooperations of the pair or of those that lie in one another, and actors of a like name; nothing for changes. */
export async function readLikeness(
  parts: SiteParts,
  place: FormPlace,
  changes: readonly ProposedChange[],
): Promise<Likeness> {
  const { census } = parts.register.now()
  const row = changes[0]?.fields ?? {}
  if (place.act !== 'add') return { cooperations: [], actors: [] }
  if (place.resource === 'actors') return { cooperations: [], actors: actorsLike(census, row) }
  if (place.resource !== 'cooperations') return { cooperations: [], actors: [] }
  const nos = cooperationsLike(census, String(row.home), String(row.counterpart))
  return { cooperations: await listCooperations(parts.reader, nos), actors: [] }
}

/** Numbers of cooperations of the home actor with the counterpart, or with one of a near name or place. */
function cooperationsLike(census: Census, home: string, counterpart: string): number[] {
  const { codeOf, rows } = census.actors
  const other = rows[codeOf.get(counterpart) ?? -1]
  if (!other) return []
  const near = new Set([
    other.id,
    other.parent,
    ...suggestActors(census, [other.nameEn, other.nameRomanised].filter(Boolean).join(' ')).map(({ id }) => id),
    ...rows.filter(({ parent }) => parent === other.id).map(({ id }) => id),
  ])
  return [...rowsOfParty(census, 'home', codeOf.get(home) ?? -1)]
    .filter((at) => near.has(rows[census.counterpart[at] ?? -1]?.id ?? ''))
    .flatMap((at) => census.no[at] ?? [])
    .slice(0, most)
}

function actorsLike(census: Census, row: ProposedChange['fields']): Actor[] {
  const names = [row.name_sv, row.name_en, row.name_local, row.name_romanised].flatMap((name) => name ?? []).map(String)
  const wanted = new Set(names.map(foldWords))
  const same = census.actors.rows.filter(({ nameSv, nameEn, nameLocal, nameRomanised, sortName, former }) =>
    [nameSv, nameEn, nameLocal, nameRomanised, sortName, ...former].some((name) => name && wanted.has(foldWords(name))),
  )
  return [...new Set([...same, ...suggestActors(census, names.join(' '))])].slice(0, most)
}
