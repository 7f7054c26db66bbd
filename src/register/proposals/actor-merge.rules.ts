// What has to be changed when two records of actors are of one body, or one record is of two? Nothing is lost, and the changes
// can be taken back as any others.
import type { FactRow } from '#platform/db/versions.ts'
import { localLanguage } from '../actors/actor.rules.ts'
import { addition, changeOf, withdrawalOf, type ProposedChange, type StandingFact } from './change.rules.ts'
import { proposedId } from './fact-id.rules.ts'

/** Everything that hangs on the two actors. Those that hang on either hold those of both. */
export type MergeGround = {
  gone: StandingFact
  stays: StandingFact
  cooperations: readonly StandingFact[]
  names: readonly StandingFact[]
  /** Citations of names of the one that goes. */
  citations: readonly StandingFact[]
  /** Actors that lie in the one that goes. */
  children: readonly StandingFact[]
  /** Conflicts about the one that goes. */
  conflicts: readonly StandingFact[]
  redirects: readonly StandingFact[]
  /** Every column of a name, empty. */
  emptyName: FactRow
}

/** `sides`: one is a home actor, the other a counterpart. `code`: each has another of the same system. */
export type MergeRefusal =
  | { because: 'itself' | 'country' | 'kind' | 'sides' }
  | { because: 'code'; column: CodeColumn }
  /** The cooperations that would be two of a kind between the same two: one of the actor that goes, one of the other. */
  | { because: 'pairs'; pairs: readonly (readonly [gone: string, stays: string])[] }

const codeColumns = ['scb_code', 'gbt2260', 'iso3166_2'] as const
export type CodeColumn = (typeof codeColumns)[number]

export function refuseMerge({ gone, stays, cooperations }: MergeGround): MergeRefusal | undefined {
  if (gone.id === stays.id) return { because: 'itself' }
  if (gone.row.country !== stays.row.country) return { because: 'country' }
  if (gone.row.kind !== stays.row.kind) return { because: 'kind' }
  const isAt = (side: 'home' | 'counterpart', { id }: StandingFact) => cooperations.some(({ row }) => row[side] === id)
  if ((isAt('home', gone) && isAt('counterpart', stays)) || (isAt('counterpart', gone) && isAt('home', stays))) {
    return { because: 'sides' }
  }
  const column = codeColumns.find((each) => gone.row[each] && stays.row[each] && gone.row[each] !== stays.row[each])
  if (column) return { because: 'code', column }
  const pairOf = (row: FactRow) => [row.home, row.counterpart, row.kind].join(' ')
  const kept = new Map(
    cooperations.filter((one) => !isPartyOf(gone, one)).map(({ id, row }) => [pairOf(row), id] as const),
  )
  const pairs = cooperations.flatMap((one) => {
    const other = isPartyOf(gone, one)
      ? kept.get(pairOf({ ...one.row, ...partiesMoved(one, gone.id, stays.id) }))
      : undefined
    return other === undefined ? [] : [[one.id, other] as const]
  })
  return pairs.length > 0 ? { because: 'pairs', pairs } : undefined
}

/** The changes of a merge that `refuseMerge` has nothing against. */
export function mergeChanges(ground: MergeGround): ProposedChange[] {
  const { gone, stays, cooperations, children, conflicts } = ground
  const redirect = { kind: 'merged', from_actor: gone.id, to_actor: stays.id }
  return [
    addition('actor_redirects', { ...redirect, id: proposedId('actor_redirects', redirect) }),
    changeOf(stays, filledFrom(gone, stays)) ?? [],
    ...namesMoved(ground),
    ...cooperations.flatMap((one) => changeOf(one, partiesMoved(one, gone.id, stays.id)) ?? []),
    ...children.flatMap((one) => (one.id === stays.id ? [] : (changeOf(one, { parent: stays.id }) ?? []))),
    ...conflicts.flatMap((one) => changeOf(one, { subject_id: stays.id }) ?? []),
    ...redirectsMoved(ground),
    withdrawalOf(gone),
  ].flat()
}

/** The changes that give the chosen cooperations to a new actor, which the old one leads to as well. */
export function splitChanges(
  old: StandingFact,
  fresh: ProposedChange,
  chosen: readonly StandingFact[],
): ProposedChange[] {
  const redirect = { kind: 'split', from_actor: old.id, to_actor: fresh.id }
  return [
    fresh,
    addition('actor_redirects', { ...redirect, id: proposedId('actor_redirects', redirect) }),
    ...chosen.flatMap((one) => changeOf(one, partiesMoved(one, old.id, fresh.id)) ?? []),
  ]
}

function isPartyOf({ id }: StandingFact, { row }: StandingFact): boolean {
  return row.home === id || row.counterpart === id
}

function partiesMoved({ row }: StandingFact, from: string, to: string): FactRow {
  const moved = (party: FactRow[string] | undefined) => (party === from ? to : (party ?? null))
  return { home: moved(row.home), counterpart: moved(row.counterpart) }
}

/** What the one that stays does not say of itself, the other says; a point is both its numbers. */
function filledFrom(gone: StandingFact, stays: StandingFact): FactRow {
  const columns = ['name_local', 'name_romanised', ...codeColumns, 'county']
  const filled: FactRow = Object.fromEntries(
    columns.map((column) => [column, stays.row[column] ?? gone.row[column] ?? null]),
  )
  const { lat, lon } = stays.row.lat === null || stays.row.lon === null ? gone.row : stays.row
  const parent = stays.row.parent === gone.id ? null : (stays.row.parent ?? null)
  const above = gone.row.parent === stays.id ? null : (gone.row.parent ?? null)
  return { ...filled, lat: lat ?? null, lon: lon ?? null, parent: parent ?? above }
}

/** What the one that goes was called becomes other names of the one that stays, and citations of them follow. */
function namesMoved({ gone, stays, names, citations, emptyName }: MergeGround): ProposedChange[] {
  const held = new Set(names.filter(({ row }) => row.actor === stays.id).map(({ row }) => row.name))
  const own = names.filter(({ row }) => row.actor === gone.id)
  const moved = own.filter(({ row }) => !held.has(row.name ?? null)).map(({ row }) => ({ ...row, actor: stays.id }))
  for (const row of moved) held.add((row as FactRow).name ?? null)
  const filled = { ...stays.row, ...filledFrom(gone, stays) }
  for (const column of nameColumns) held.add(filled[column] ?? null)
  const languages = { name_sv: 'sv', name_en: 'en', name_local: localLanguage(String(gone.row.country)) } as const
  const called = nameColumns.flatMap((column): FactRow[] => {
    const name = gone.row[column] ?? null
    if (name === null || held.has(name)) return []
    held.add(name)
    const lang = column in languages ? languages[column as keyof typeof languages] : undefined
    return [{ ...emptyName, actor: stays.id, name, lang: lang ?? null, type: 'alternative' }]
  })
  return [
    ...own.map(withdrawalOf),
    ...[...moved, ...called].map((row) => addition('actor_names', row)),
    ...citations.flatMap((citation) => {
      const name = String(citation.row.fact_id).slice(gone.id.length + 1)
      return [withdrawalOf(citation), addition('citations', { ...citation.row, fact_id: `${stays.id}|${name}` })]
    }),
  ]
}

const nameColumns = ['name_sv', 'name_en', 'name_local', 'name_romanised', 'sort_name'] as const

/** Whatever led to the one that goes leads to the one that stays; what would lead to itself is over. */
function redirectsMoved({ gone, stays, redirects }: MergeGround): ProposedChange[] {
  return redirects.flatMap((redirect) => {
    const moved = (id: FactRow[string] | undefined) => (id === gone.id ? stays.id : (id ?? null))
    const ends = { from_actor: moved(redirect.row.from_actor), to_actor: moved(redirect.row.to_actor) }
    return ends.from_actor === ends.to_actor ? [withdrawalOf(redirect)] : (changeOf(redirect, ends) ?? [])
  })
}
