// What do two registers say of the cooperations between their countries? Each is at home at one end: what is home in the one is the
// counterpart in the other.
import type { Actor, DatedAs, Status } from '#register/index.ts'

export type ViewActor = Pick<
  Actor,
  'id' | 'kind' | 'country' | 'nameSv' | 'nameEn' | 'scbCode' | 'gbt2260' | 'iso31662'
>

/** A cooperation as one register sees it. */
export type ViewedCooperation = {
  id: string
  home: ViewActor
  counterpart: ViewActor
  kind: string
  status: Status | undefined
  established: DatedAs | undefined
  ended: DatedAs | undefined
}

/** `established` and `ended`: the two dates have no day in common, or only one of the two knows an end. */
export type ViewDifference = 'only-here' | 'only-there' | 'status' | 'established' | 'ended'

export type ComparedViews = {
  ours: ViewedCooperation | undefined
  theirs: ViewedCooperation | undefined
  differences: ViewDifference[]
}

const codes = ['scbCode', 'gbt2260', 'iso31662'] as const

/**
 * The actor of ours that one of theirs is: of the same country with the same official code, of several (a region and its county board)
 * the one of the same kind; without a code in common the one of the same identifier. Names decide nothing: two places may share one.
 */
export function openActorMatching(ours: readonly ViewActor[]): (theirs: ViewActor) => ViewActor | undefined {
  const byCode = Map.groupBy(
    ours.flatMap((actor) => keysOf(actor).map((key) => ({ key, actor }))),
    ({ key }) => key,
  )
  const byId = new Map(ours.map((actor) => [actor.id, actor]))
  return (theirs) => {
    for (const key of keysOf(theirs)) {
      const found = (byCode.get(key) ?? []).map(({ actor }) => actor)
      const alike = found.length > 1 ? found.filter(({ kind }) => kind === theirs.kind) : found
      if (alike.length === 1) return alike[0]
    }
    const same = byId.get(theirs.id)
    return same && same.country === theirs.country && !contradict(same, theirs) ? same : undefined
  }
}

function keysOf(actor: ViewActor): string[] {
  return codes.flatMap((code) => (actor[code] === null ? [] : [`${actor.country} ${code} ${actor[code]}`]))
}

function contradict(a: ViewActor, b: ViewActor): boolean {
  return codes.some((code) => a[code] !== null && b[code] !== null && a[code] !== b[code])
}

/**
 * Those that both see side by side, then what only one sees. `ours` and `theirs` are what each has between the two countries;
 * `actors` are all of ours. Those that differ come first.
 */
export function compareViews(
  ours: readonly ViewedCooperation[],
  theirs: readonly ViewedCooperation[],
  actors: readonly ViewActor[],
): ComparedViews[] {
  const sameActor = openActorMatching(actors)
  const left = new Map(ours.map((own) => [keyOf(own.home.id, own.counterpart.id, own.kind), own]))
  const compared: ComparedViews[] = []
  for (const other of theirs) {
    const [home, counterpart] = [sameActor(other.counterpart), sameActor(other.home)]
    const key = home && counterpart && keyOf(home.id, counterpart.id, other.kind)
    const own = key === undefined ? undefined : left.get(key)
    if (own && key !== undefined) left.delete(key)
    compared.push({ ours: own, theirs: other, differences: own ? differencesOf(own, other) : ['only-there'] })
  }
  for (const own of left.values()) compared.push({ ours: own, theirs: undefined, differences: ['only-here'] })
  const rank = ({ ours: own, theirs: other, differences }: ComparedViews) =>
    own && other ? (differences.length > 0 ? 0 : 1) : 2
  return compared.toSorted((a, b) => rank(a) - rank(b))
}

function keyOf(home: string, counterpart: string, kind: string): string {
  return JSON.stringify([home, counterpart, kind])
}

function differencesOf(ours: ViewedCooperation, theirs: ViewedCooperation): ViewDifference[] {
  const differences: ViewDifference[] = []
  if (ours.status !== theirs.status) differences.push('status')
  if (exclude(ours.established, theirs.established)) differences.push('established')
  if (exclude(ours.ended, theirs.ended) || (ours.ended === undefined) !== (theirs.ended === undefined))
    differences.push('ended')
  return differences
}

/** No day that the one can mean is one that the other can mean; an unknown date excludes nothing. */
function exclude(a: DatedAs | undefined, b: DatedAs | undefined): boolean {
  if (!a || !b) return false
  const isBefore = (x: DatedAs, y: DatedAs) => x.latest !== null && y.earliest !== null && x.latest < y.earliest
  return isBefore(a, b) || isBefore(b, a)
}
