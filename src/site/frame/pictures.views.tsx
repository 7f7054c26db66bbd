// Cooperations as pictures: what the lifelines and the map are drawn from.
import { boundsOf } from '#platform/time/edtf.ts'
import {
  noStatus, outlineOf, statuses, type Census, type Cooperation, type CooperationEvent, type EventKind, type Status,
} from '#register/index.ts' // prettier-ignore
import type { MarkKind } from '#ui/charts/line-geometry.ts'
import type { LifelinesSpec, Line } from '#ui/charts/lifelines.tsx'
import type { LineState } from '#ui/charts/palette.ts'
import type { Arc, FlowMapSpec, Place } from '#ui/maps/flow-map.tsx'
import { actorPath, cooperationPath } from '../site.paths.ts'
import type { Words } from './frame.views.tsx'
import { actorIn, actorName, dateInWords } from './naming.views.tsx'

/** Which mark an event gets on a line; the onset of dormancy shows as a change of pattern already. */
const markKinds: Partial<Record<EventKind, MarkKind>> = {
  established: 'start',
  signed: 'agreement',
  renewed: 'agreement',
  paused: 'pause',
  resumed: 'resume',
  not_renewed: 'end',
  lapsed: 'end',
  ended: 'end',
  partly_ended: 'note',
  activity: 'note',
  affirmed: 'note',
  proposed: 'note',
  evaluated: 'note',
  prepared: 'note',
}

export function stateLabels(words: Words): Record<LineState, string> {
  const label = (status: LineState) => words.vocabulary.label('status', status)
  return {
    active: label('active'),
    dormant: label('dormant'),
    paused: label('paused'),
    partly_ended: label('partly_ended'),
    ended: label('ended'),
  }
}

/** One line of the lifelines. */
export function lineOf(cooperation: Cooperation, census: Census, years: LifelinesSpec, words: Words): Line {
  const { t, language, vocabulary } = words
  const home = actorIn(census, cooperation.home)
  const counterpart = actorIn(census, cooperation.counterpart)
  const isPartnership = cooperation.kind !== 'twinning'
  return {
    id: cooperation.id,
    href: words.at(cooperationPath(cooperation.id)),
    label: `${language === 'sv' ? home.sortName : home.nameEn} – ${actorName(counterpart, language)}`,
    sublabel: isPartnership
      ? vocabulary.label('cooperation_kind', cooperation.kind).toLocaleLowerCase(language)
      : undefined,
    spans: outlineOf(cooperation).spans.map(({ status, from, to }) => ({ state: status, from, to })),
    marks: cooperation.events.flatMap((event) => markOf(event, years, words)),
    isDisputed: cooperation.standing === 'disputed' || undefined,
  }
  function markOf(event: CooperationEvent, { from, to }: LifelinesSpec, { vocabulary: codes }: Words) {
    const kind = markKinds[event.kind]
    const day = event.date ? boundsOf(event.date) : undefined
    if (!kind || !day || event.rank === 'deprecated' || event.date === null) return []
    const year = Number(day.best.slice(0, 4))
    if (year < from || year > to) return []
    return { day, kind, label: `${codes.label('event_kind', event.kind)}, ${dateInWords(event.date, t, language)}` }
  }
}

/** Beyond this many lines a map is a blot; then only the places with the most cooperations are drawn. */
const mostArcs = 1500
const mostPlaces = 200

/** The map of these rows of the census. `year` draws what stood at its end. */
export function mapSpecOf(
  census: Census,
  mask: Uint8Array,
  words: Words,
  frame: Pick<
    FlowMapSpec,
    'title' | 'summary' | 'source' | 'years' | 'year' | 'yearForm' | 'homeTitle' | 'counterpartTitle'
  >,
): FlowMapSpec {
  const rows = placedRows(census, mask)
  const counts = new Map<number, number>()
  const homes = new Set<number>()
  for (const row of rows) {
    const [home, counterpart] = [census.home[row] as number, census.counterpart[row] as number]
    homes.add(home)
    for (const code of [home, counterpart]) counts.set(code, (counts.get(code) ?? 0) + 1)
  }
  const isCrowded = rows.length > mostArcs
  const drawn = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, isCrowded ? mostPlaces : undefined)
  const places = drawn.map(([code, count]) => ({
    isHome: homes.has(code),
    place: placeOf(census, code, count, words),
  }))
  return {
    ...frame,
    summary: isCrowded ? `${frame.summary} ${words.t('site.map.crowded', { most: mostPlaces })}` : frame.summary,
    home: places.filter(({ isHome }) => isHome).map(({ place }) => place),
    counterpart: places.filter(({ isHome }) => !isHome).map(({ place }) => place),
    arcs: isCrowded ? [] : Array.from(rows, (row) => arcOf(census, row)),
    stateLabels: stateLabels(words),
  }
}

/** Rows whose state is known and whose both ends have a place. */
function placedRows(census: Census, mask: Uint8Array): Int32Array {
  const isPlaced = Uint8Array.from(census.actors.rows, ({ lat, lon }) => (lat !== null && lon !== null ? 1 : 0))
  const rows = new Int32Array(census.rows)
  let found = 0
  for (let row = 0; row < census.rows; row += 1) {
    if (!mask[row] || census.status[row] === noStatus) continue
    if (isPlaced[census.home[row] as number] && isPlaced[census.counterpart[row] as number]) rows[found++] = row
  }
  return rows.subarray(0, found)
}

function arcOf(census: Census, row: number): Arc {
  const idOf = (code: number | undefined) => census.actors.rows[code ?? -1]?.id ?? ''
  return {
    from: idOf(census.home[row]),
    to: idOf(census.counterpart[row]),
    state: statuses[census.status[row] as number] as Status,
    startYear: census.startYear[row] ?? 0,
    endYear: census.endYear[row] || null,
  }
}

function placeOf(census: Census, code: number, count: number, words: Words): Place {
  const actor = census.actors.rows[code]
  if (!actor) throw new Error(`The census has no actor with code ${code}`)
  return {
    id: actor.id,
    label: actor.country === 'SE' && words.language === 'sv' ? actor.sortName : actorName(actor, words.language),
    lat: actor.lat ?? 0,
    lon: actor.lon ?? 0,
    href: words.at(actorPath(actor.id)),
    count,
  }
}
