// Cooperations that could be: when they began, what became of them, who decided so and why.
import type { InventedPlace } from './invented-places.ts'
import { seededRandom, type Random } from './seeded-random.ts'

export type InventedEvent = {
  id: string
  kind: string
  date: string
  initiator: string
  formality: string
  rank: string
  bodySv: string | null
  bodyEn: string | null
  diaryNumber: string | null
  noteSv: string | null
  noteEn: string | null
  reasons: string[]
}

export type InventedCooperation = {
  id: string
  home: string
  counterpart: string
  kind: 'twinning' | 'municipal_partnership'
  designation: string | null
  designationLang: string | null
  standing: 'asserted' | 'disputed'
  noteSv: string | null
  noteEn: string | null
  agreement: { signed: string; term: string } | null
  events: InventedEvent[]
}

const lastYear = 2021
const reasonCodes = [
  'lack_of_activity', 'lack_of_activity', 'lack_of_activity', 'doubtful_value', 'human_rights_democracy', 'state_conduct',
  'political_criticism', 'awaiting_relations', 'other_factors',
] // prettier-ignore
const designations: readonly (readonly [text: string, language: string])[] = [
  ['Vänortsavtal', 'sv'], ['Avtal om vänskapligt samarbete', 'sv'], ['Samarbetsavtal', 'sv'], ['Avsiktsförklaring', 'sv'],
  ['Friendship agreement', 'en'], ['Memorandum of understanding', 'en'], ['Agreement on friendly cooperation', 'en'],
  ['友好城市协议', 'zh-Hans'], ['友好交流关系备忘录', 'zh-Hans'], ['Städtepartnerschaft', 'de'], ['Charte de jumelage', 'fr'],
] // prettier-ignore
const notes: readonly (readonly [sv: string, en: string])[] = [
  ['Utbyte mellan skolor och musikgrupper.', 'Exchange between schools and music groups.'],
  ['Projekt om avfall och fjärrvärme.', 'Project on waste and district heating.'],
  ['Ungdomsläger varje sommar.', 'Youth camp every summer.'],
  ['Besök av en delegation från fullmäktige.', 'Visit by a delegation of the council.'],
  ['Källan nämner ett samarbete om vattenrening.', 'The source names cooperation on water treatment.'],
]
const bodies: readonly (readonly [sv: string, en: string])[] = [
  ['kommunfullmäktige', 'municipal council'], ['kommunstyrelsen', 'municipal executive board'],
  ['regionfullmäktige', 'regional council'], ['regionstyrelsen', 'regional executive board'],
] // prettier-ignore

const two = (number: number) => String(number).padStart(2, '0')

/** Sources mostly know a year; some a month or a day, some only about when. */
function dateIn(random: Random, year: number): string {
  const roll = random.next()
  if (roll < 0.72) return String(year)
  if (roll < 0.8) return `${year}-${two(1 + random.below(12))}`
  if (roll < 0.95) return `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`
  return `${year}~`
}

/** Most began in the decades around the turn of the century. */
function firstYear(random: Random): number {
  return Math.min(lastYear - 1, 1950 + Math.floor(((random.next() + random.next() + random.next()) / 3) * 90) - 4)
}

function laterYear(random: Random, from: number): number {
  return Math.min(lastYear, from + 1 + Math.floor(random.next() ** 0.7 * (lastYear - from)))
}

function eventOf(random: Random, cooperation: string, kind: string, date: string): InventedEvent {
  const isEnd = ['ended', 'not_renewed', 'lapsed', 'paused', 'partly_ended'].includes(kind)
  const isDecided = (kind === 'ended' || kind === 'paused') && random.chance(0.5)
  const body = isDecided ? random.pick(bodies) : undefined
  const note = random.chance(0.04) ? random.pick(notes) : undefined
  const reasons =
    isEnd && random.chance(0.5)
      ? new Set(Array.from({ length: 1 + random.below(2) }, () => random.pick(reasonCodes)))
      : []
  return {
    id: `${cooperation}.${kind}-${/\d{4}/.exec(date)?.[0] ?? 'undated'}`.replaceAll('_', '-'),
    kind,
    date,
    initiator: isEnd
      ? random.pick(['home', 'home', 'home', 'counterpart', 'unknown'])
      : random.pick(['unknown', 'unknown', 'home', 'mutual']),
    formality: isDecided ? 'formal_decision' : kind === 'lapsed' ? 'lapse' : 'unknown',
    rank: 'normal',
    bodySv: body?.[0] ?? null,
    bodyEn: body?.[1] ?? null,
    diaryNumber: isDecided && random.chance(0.6) ? `KS ${date.slice(0, 4)}/${1 + random.below(1900)}` : null,
    noteSv: note?.[0] ?? null,
    noteEn: note?.[1] ?? null,
    reasons: [...reasons],
  }
}

/** From one to five events: every cooperation has a beginning, and a fate. */
function lifeOf(random: Random, id: string): InventedEvent[] {
  const began = firstYear(random)
  const make = (kind: string, date: string) => eventOf(random, id, kind, date)
  const events = [make('established', dateIn(random, began))]
  if (random.chance(0.12)) events.push(make('renewed', dateIn(random, laterYear(random, began))))
  const fate = random.next()
  if (fate < 0.44) {
    if (random.chance(0.55)) events.push(make('activity', dateIn(random, 2018 + random.below(4))))
  } else if (fate < 0.64) {
    const onset = random.next()
    events.push(
      make(
        'dormant',
        onset < 0.4
          ? '[..2021]'
          : onset < 0.7
            ? `[${laterYear(random, began)}..2021]`
            : dateIn(random, laterYear(random, began)),
      ),
    )
  } else if (fate < 0.71) {
    const paused = laterYear(random, began)
    events.push(make('paused', dateIn(random, paused)))
    if (paused < lastYear && random.chance(0.4)) events.push(make('resumed', dateIn(random, laterYear(random, paused))))
  } else if (fate < 0.73) {
    events.push(make('partly_ended', dateIn(random, laterYear(random, began))))
  } else {
    const ended = laterYear(random, began)
    if (random.chance(0.15)) events.push(make('dormant', dateIn(random, ended)))
    if (random.chance(0.1)) events.push(make('proposed', dateIn(random, ended)))
    const kind = random.pick(['ended', 'ended', 'ended', 'not_renewed', 'lapsed'])
    events.push(make(kind, random.chance(0.1) ? `[${began}..${ended}]` : dateIn(random, ended)))
  }
  if (random.chance(0.01))
    events.push({
      ...make('established', String(began + 2)),
      rank: 'deprecated',
      id: `${id}.established-${began + 2}-2`,
    })
  return events
}

/**
 * `count` cooperations, no pair twice of one kind. Some home actors and some counterparts have far more than others,
 * as in life. The same ones for the same arguments, and the first ones are the same whatever the count.
 */
export function* inventCooperations(
  count: number,
  homes: readonly string[],
  places: readonly InventedPlace[],
): Generator<InventedCooperation> {
  const random = seededRandom(1_2022)
  const weights = homes.map((_, rank) => (rank + 8) ** -0.6)
  const reach = weights.map(((sum) => (weight) => (sum += weight))(0)) // prettier-ignore
  const whole = reach.at(-1) ?? 0
  const shuffledHomes = homes.toSorted(
    (a, b) => ((a.length * 31 + a.charCodeAt(4)) % 97) - ((b.length * 31 + b.charCodeAt(4)) % 97),
  )
  // A place stands anywhere in its country's block, so that popularity must not follow the order of countries.
  const popularity = Array.from(places, (_, index) => (index * 7919) % places.length)
  const taken = new Uint8Array(homes.length * places.length * 2)
  for (let made = 0; made < count;) {
    const drawn = random.next() * whole
    let home = 0
    while ((reach[home] ?? Infinity) < drawn) home += 1
    const place = popularity[Math.floor(random.next() ** 1.2 * places.length)] ?? 0
    const isPartnership = random.chance(0.12)
    const key = (home * places.length + place) * 2 + (isPartnership ? 1 : 0)
    if (taken[key]) continue
    taken[key] = 1
    made += 1
    yield cooperationOf(random, shuffledHomes[home] ?? '', places[place]?.id ?? '', isPartnership)
  }
}

function cooperationOf(random: Random, home: string, counterpart: string, isPartnership: boolean): InventedCooperation {
  const id = `${home.replace(/^se-/, '')}-${counterpart}-${isPartnership ? 'partnership' : 'twinning'}`
  const designation = random.chance(0.3) ? random.pick(designations) : undefined
  const note = random.chance(0.08) ? random.pick(notes) : undefined
  const events = lifeOf(random, id)
  return {
    id,
    home,
    counterpart,
    kind: isPartnership ? 'municipal_partnership' : 'twinning',
    designation: designation?.[0] ?? null,
    designationLang: designation?.[1] ?? null,
    standing: random.chance(0.01) ? 'disputed' : 'asserted',
    noteSv: note?.[0] ?? null,
    noteEn: note?.[1] ?? null,
    agreement: random.chance(0.2)
      ? {
          signed: events[0]?.date ?? '',
          term: random.pick(['indefinite', 'indefinite', 'fixed', 'renewing', 'unknown']),
        }
      : null,
    events,
  }
}
