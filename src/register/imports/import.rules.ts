// What is a list from outside, and what is a run of its import?
import type { ImportColumns } from './import-columns.rules.ts'
import type { FindingKind, ImportPlan, PlannedPair, PlannedPlace } from './import-plan.rules.ts'
import type { ListFault } from './list-fault.rules.ts'

export const runStates = ['uploaded', 'previewed', 'refused', 'waiting', 'running', 'cancelled', 'done', 'failed'] as const // prettier-ignore
export type RunState = (typeof runStates)[number]

export type ImportList = {
  id: number
  title: string
  url: string | null
  licence: string | null
  columns: ImportColumns | null
}

/** Pairs, but for `rows` (of the file), `places` and what is counted by kind of finding. */
export type ImportSummary = {
  rows: number
  places: number
  pairs: number
  added: number
  same: number
  changed: number
  gone: number
  /** Pairs with a place that a person is to rule on. */
  unsure: number
  /** Pairs of which one place, or both, is an actor of the register. */
  oneMatched: number
  bothMatched: number
  findings: Partial<Record<FindingKind, number>>
}

/** Why a run came to nothing. */
export type RunFault = ListFault | { kind: 'failed'; message: string }

export type ImportRun = {
  id: number
  list: number
  state: RunState
  fileName: string
  fileHash: string
  columns: ImportColumns
  summary: ImportSummary | null
  fault: RunFault | null
  /** Pairs to write, and how many have been written; of those how many were new, as before, or otherwise. */
  total: number
  written: number
  added: number
  same: number
  changed: number
  gone: number
  createdAt: Date
  finishedAt: Date | null
}

export type RunAct = 'columns' | 'start' | 'cancel' | 'resume' | 'removal'

/** What may be done with a run in each state. */
const acts: Record<RunState, readonly RunAct[]> = {
  uploaded: ['columns', 'removal'],
  previewed: ['columns', 'start', 'removal'],
  refused: ['columns', 'removal'],
  waiting: ['cancel'],
  running: ['cancel'],
  cancelled: ['resume', 'removal'],
  failed: ['resume', 'removal'],
  done: [],
}

export function mayAct({ state }: Pick<ImportRun, 'state'>, act: RunAct): boolean {
  return acts[state].includes(act)
}

/** What stands in the database of a pair and a place, as far as a plan may say otherwise. */
export type StandingPair = { key: string; hasEnded: boolean; isMutual: boolean; isListed: boolean }
export type StandingPlace = Pick<
  PlannedPlace,
  'key' | 'name' | 'countryName' | 'country' | 'code' | 'actor' | 'match'
> & {
  lat: number | null
  lon: number | null
  isRuled: boolean
}

/** What the plan would do to what stands. */
export function summarise(
  plan: ImportPlan,
  standing: { pairs: readonly StandingPair[]; places: readonly StandingPlace[] },
): ImportSummary {
  const placeOf = new Map(standing.places.map((place) => [place.key, place]))
  const after = new Map(plan.places.map((place) => [place.key, withRuling(place, placeOf.get(place.key))]))
  const touched = new Set(plan.places.filter((place) => isOtherwise(place, placeOf.get(place.key))).map(({ key }) => key)) // prettier-ignore
  const before = new Map(standing.pairs.map((pair) => [pair.key, pair]))
  const counts = { added: 0, same: 0, changed: 0, unsure: 0, oneMatched: 0, bothMatched: 0 }
  for (const pair of plan.pairs) {
    counts[whatBecomesOf(pair, before.get(pair.key), touched)] += 1
    const matches = [pair.a, pair.b].map((key) => after.get(key)?.match)
    if (matches.includes('unsure')) counts.unsure += 1
    const matched = matches.filter((match) => match === 'matched').length
    if (matched === 1) counts.oneMatched += 1
    if (matched === 2) counts.bothMatched += 1
  }
  const planned = new Set(plan.pairs.map(({ key }) => key))
  const findings: ImportSummary['findings'] = {}
  for (const { kind } of plan.findings) findings[kind] = (findings[kind] ?? 0) + 1
  const gone = standing.pairs.filter(({ key, isListed }) => isListed && !planned.has(key)).length
  return { rows: plan.rows, places: plan.places.length, pairs: plan.pairs.length, ...counts, gone, findings }
}

function whatBecomesOf(
  pair: PlannedPair,
  before: StandingPair | undefined,
  touched: ReadonlySet<string>,
): 'added' | 'same' | 'changed' {
  if (!before) return 'added'
  const isSame = before.isListed && before.hasEnded === pair.hasEnded && before.isMutual === pair.isMutual
  return isSame && !touched.has(pair.a) && !touched.has(pair.b) ? 'same' : 'changed'
}

/** What a person has ruled stays, whatever a later run finds. */
function withRuling(place: PlannedPlace, before: StandingPlace | undefined): Pick<PlannedPlace, 'match' | 'actor'> {
  return before?.isRuled ? before : place
}

function isOtherwise(place: PlannedPlace, before: StandingPlace | undefined): boolean {
  if (!before) return false
  const { match, actor } = withRuling(place, before)
  const now = [place.name, place.countryName, place.country, place.code, place.at?.lat ?? null, place.at?.lon ?? null, match, actor] // prettier-ignore
  const was = [before.name, before.countryName, before.country, before.code, before.lat, before.lon, before.match, before.actor] // prettier-ignore
  return now.some((value, at) => value !== was[at])
}
