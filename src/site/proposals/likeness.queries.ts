// What does the register have already that may be the same as what somebody is about to add?
import { listSourcesLike, type Source } from '#evidence/index.ts'
import type { Reader } from '#platform/db/database.ts'
import {
  actorsLike, listCooperations, rowsOfParty, suggestActors, type Actor, type Census, type ProposedChange, type Cooperation,
} from '#register/index.ts' // prettier-ignore
import type { SiteParts } from '../frame/frame.views.tsx'

export type Likeness = { cooperations: Cooperation[]; actors: Actor[]; sources: Source[] }

const most = 5
/** Of all rows of a grid together. */
const mostOfAll = 30

/** Cooperations of the pair or of those that lie in one another, and actors of a like name; nothing for changes. */
export async function readLikeness(
  { reader, register }: Pick<SiteParts, 'reader' | 'register'>,
  changes: readonly ProposedChange[],
): Promise<Likeness> {
  const { census } = register.now()
  const added = (resource: ProposedChange['resource']) =>
    changes.flatMap((change) => (change.act === 'add' && change.resource === resource ? [change.fields] : []))
  const nos = added('cooperations').flatMap((row) => cooperationsLike(census, String(row.home), String(row.counterpart))) // prettier-ignore
  return {
    cooperations: await listCooperations(reader, [...new Set(nos)].slice(0, mostOfAll)),
    actors: [...new Set(added('actors').flatMap((row) => actorsLike(census, namesOf(row))))].slice(0, mostOfAll),
    sources: await sourcesLike(reader, added('sources')),
  }
}

/** Numbers of cooperations of the home actor with the counterpart, or with one of a near name or place. */
export function cooperationsLike(census: Census, home: string, counterpart: string): number[] {
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

/** Sources of the title, address or diary number of any of the rows. */
async function sourcesLike(reader: Reader, rows: readonly ProposedChange['fields'][]): Promise<Source[]> {
  const found = new Map<string, Source>()
  for (const row of rows) {
    if (found.size >= mostOfAll) break
    const text = (column: string) => String(row[column] ?? '')
    const like = { title: text('title'), url: text('url'), diaryNumber: text('diary_number') }
    for (const source of await listSourcesLike(reader, like, most)) found.set(source.id, source)
  }
  return [...found.values()]
}

function namesOf(row: ProposedChange['fields']): string[] {
  return [row.name_sv, row.name_en, row.name_local, row.name_romanised].flatMap((name) => name ?? []).map(String)
}
