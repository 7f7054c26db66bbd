// Which actor of the register is a place that a list names? Points for code, name, country and coordinates, each with its
// reason; what is not certain goes to a person.
import { distance } from 'fastest-levenshtein'
import type { Actor, ActorName, ActorRedirect } from '../actors/actor.rules.ts'
import { foldWords, isUnspaced } from '#platform/i18n/folding.rules.ts'
import { kmBetween, type Point } from './earth.rules.ts'

export type WrittenPlace = {
  name: string
  /** As written, and as understood. */
  countryName: string
  country: string | null
  code: string | null
  /** Null where the list gives none, or none that can be. */
  at: Point | null
  /** The point that the list gives, whether it can be or not. */
  told: Point | null
}

/** What speaks for an actor, or against it. `km`: how far apart both are. */
export type MatchReason = {
  because: 'code' | NameLikeness | 'country' | 'near' | 'in-reach' | 'far'
  points: number
  name?: string
  km?: number
}
type NameLikeness = 'name' | 'other-name' | 'former-name' | 'transliteration' | 'slip' | 'part' | 'area'

export type MatchOption = { actor: string; score: number; reasons: MatchReason[] }

export type Match = {
  match: 'matched' | 'unsure' | 'none'
  /** The actor where it is certain. */
  actor: string | null
  /** The best first. */
  options: MatchOption[]
}

const pointsOf: Record<MatchReason['because'], number> = {
  code: 100,
  name: 60,
  'other-name': 55,
  'former-name': 45,
  // Without accents Habo and Håbo are one; a list that leaves them out is believed with country and coordinates only.
  transliteration: 45,
  slip: 30,
  // “Fellingsbro (Lindesberg)” lies in Lindesberg, and is not it.
  part: 30,
  // Of a county it is not said whether its region is meant or the board of the state.
  area: 30,
  country: 20,
  near: 20,
  'in-reach': 15,
  far: -40,
}

const certain = 80
const lead = 15
const possible = 40
const mostOptions = 5

/** Kilometres from the point that the register has; municipalities in the north are wide. */
const reach = { near: 15, 'in-reach': 40, far: 100 }

type Named = { actor: Actor; because: NameLikeness; name: string; exact: string }

/** The actors of the register by what they are called. */
export type MatchBook = {
  byRun: ReadonlyMap<string, readonly Named[]>
  byCode: ReadonlyMap<string, Actor>
  byCountry: ReadonlyMap<string, readonly Actor[]>
}

/** The identifier of an actor that was merged is that of the one that it leads to. */
export function openMatchBook(
  actors: readonly Actor[],
  names: readonly ActorName[],
  redirects: readonly ActorRedirect[] = [],
): MatchBook {
  const byRun = new Map<string, Named[]>()
  const byId = new Map(actors.map((actor) => [actor.id, actor]))
  const note = (actor: Actor, name: string | null, because: NameLikeness) => {
    for (const [form, how] of name ? formsOf(name, because, actor) : []) {
      const run = runOf(form)
      if (run === '') continue
      const named = byRun.get(run) ?? []
      byRun.set(run, named)
      named.push({ actor, because: how, name: name ?? '', exact: exactOf(form) })
    }
  }
  for (const actor of actors) {
    const { nameSv, nameEn, nameLocal, nameRomanised, sortName } = actor
    for (const name of [nameSv, nameEn, nameLocal, sortName]) note(actor, name, 'name')
    note(actor, nameRomanised, 'transliteration')
  }
  for (const { actor, name, type } of names) {
    const known = byId.get(actor)
    if (known) note(known, name, likenessByType[type] ?? 'other-name')
  }
  const codes = actors.flatMap((actor) =>
    [actor.id, actor.scbCode, actor.gbt2260, actor.iso31662].flatMap((code) => (code ? [[code, actor] as const] : [])),
  )
  for (const { kind, from, to } of redirects) {
    const actor = kind === 'merged' ? byId.get(to) : undefined
    if (actor) codes.push([from, actor])
  }
  const counted = Map.groupBy(codes, ([code]) => code)
  return {
    byRun,
    // The code of a county is that of two bodies: it tells neither.
    byCode: new Map(codes.filter(([code]) => counted.get(code)?.length === 1)),
    byCountry: Map.groupBy(actors, ({ country }) => country),
  }
}

const likenessByType: Readonly<Record<string, NameLikeness>> = {
  former: 'former-name',
  transliteration: 'transliteration',
  misprint: 'transliteration',
}

/** Bodies whose area carries the name of something else than themselves. */
const areaKinds = ['region', 'county_board']
const wideKinds = [...areaKinds, 'province', 'autonomous_region', 'autonomous_prefecture', 'state']
const townWords = /(?:^| )(?:city|town|stad|municipality|kommun)(?: of|$)/
const wideWords = /(?:^| )(?:county|lan|region|province|state|prefecture)(?: of|$)/

const levelBefore =
  /^(?:(?:city|municipality|town|county|province|region|district|commune|state|county administrative board) of (?:the )?|region |lansstyrelsen (?:i )?|landstinget (?:i )?)/
const levelAfter = / (?:kommun|stad|municipality|city|town|county|province|region|prefecture|district|lan|harad|state)$/
const hanLevel = /(?<=..)(?:自治[区州县]|[市省县縣区區州])$/u

/** The name itself, and what it is without the word for its level, without the sign of a genitive. */
function formsOf(name: string, because: NameLikeness, actor: Actor): [string, NameLikeness][] {
  const forms: [string, NameLikeness][] = [[name, because]]
  const bare = bareOf(name)
  if (bare !== foldWords(name)) {
    const how = areaKinds.includes(actor.kind) ? 'area' : because
    for (const form of [bare, bare.replace(/(?<=..)s$/, '')]) forms.push([form, how])
  }
  if (/^.{4,}regionen$/i.test(name)) forms.push([name.replace(/s?regionen$/i, ''), 'area'])
  const digraphs = name.replaceAll(/[åäöøæü]/gi, (letter) => digraphOf[letter.toLowerCase()] ?? letter)
  if (digraphs !== name) forms.push([digraphs, 'transliteration'])
  return forms
}

const digraphOf: Readonly<Record<string, string>> = { å: 'aa', ä: 'ae', ö: 'oe', ø: 'oe', æ: 'ae', ü: 'ue' }

function bareOf(name: string): string {
  if (isUnspaced(name)) return name.trim().replace(hanLevel, '')
  return foldWords(name).replace(levelBefore, '').replace(levelAfter, '')
}

/** Romanised names are written together or apart as one likes: “Xi an”, “Xi’an”, “Xian”. */
function runOf(name: string): string {
  return foldWords(name).replaceAll(' ', '')
}

/** With its accents, so that Håbo is not Habo. */
export function exactOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '')
}

/** The actor that a place is, or those that it may be. */
export function matchPlace(book: MatchBook, place: WrittenPlace): Match {
  const byCode = place.code === null ? undefined : book.byCode.get(place.code)
  const options = byCode ? [codedOption(byCode, place)] : namedOptions(book, place)
  return judgeOptions(options.filter(({ score }) => score >= possible).slice(0, mostOptions))
}

/** Whether the best option, which comes first, is certain. */
export function judgeOptions(options: MatchOption[]): Match {
  const [first, next] = options
  if (!first) return { match: 'none', actor: null, options }
  const isCertain = first.score >= certain && first.score - (next?.score ?? 0) >= lead
  return { match: isCertain ? 'matched' : 'unsure', actor: isCertain ? first.actor : null, options }
}

/** A code is believed, unless what stands beside it contradicts. */
function codedOption(actor: Actor, place: WrittenPlace): MatchOption {
  const isElsewhere = place.country !== null && place.country !== actor.country
  const reasons = [
    reason('code', { name: place.code ?? '' }),
    ...placed(actor, place).filter(({ points }) => points < 0),
  ]
  return scored(actor.id, isElsewhere ? [...reasons, reason('far', {})] : reasons)
}

function namedOptions(book: MatchBook, place: WrittenPlace): MatchOption[] {
  const found = new Map<Actor, MatchReason>()
  const take = (actor: Actor, why: MatchReason) => {
    const isAbroad = place.country !== null && actor.country !== place.country
    if (!isAbroad && why.points > (found.get(actor)?.points ?? 0)) found.set(actor, why)
  }
  for (const { text, because } of partsOf(place.name)) {
    const exact = exactOf(text)
    for (const named of book.byRun.get(runOf(text)) ?? []) {
      const isOtherAccent = named.exact !== exact && pointsOf[named.because] > pointsOf.transliteration
      const how = isOtherLevel(place.name, named.actor) ? 'area' : isOtherAccent ? 'transliteration' : named.because
      take(named.actor, reason(because && pointsOf[because] < pointsOf[how] ? because : how, { name: named.name }))
    }
  }
  if (found.size === 0) for (const [actor, name] of slipsAway(book, place)) take(actor, reason('slip', { name }))
  return [...found]
    .map(([actor, named]) => scored(actor.id, [named, ...inCountry(place), ...placed(actor, place)]))
    .toSorted((a, b) => b.score - a.score || (a.actor < b.actor ? -1 : 1))
}

/** The city of Jilin is not the province, nor the county of Kalmar the town. */
function isOtherLevel(written: string, { kind }: Actor): boolean {
  const words = foldWords(written)
  return wideKinds.includes(kind) ? townWords.test(words) : wideWords.test(words)
}

/** The whole name, without the word for its level, and what it says that it is a part of: “X (Y)”, “Y – X”. */
function partsOf(name: string): { text: string; because: NameLikeness | undefined }[] {
  const bare = bareOf(name)
  const parts = [...name.matchAll(/\(([^)]+)\)/g)].map(([, inner = '']) => inner)
  const whole = name.split(/\s[–—-]\s/)
  if (whole.length > 1) parts.push(whole[0] ?? '')
  const hasLevel = bare !== foldWords(name) && !isUnspaced(name)
  return [
    { text: name, because: undefined },
    ...(hasLevel ? [{ text: writtenBare(name), because: undefined }] : []),
    ...(isUnspaced(name) ? [{ text: bare, because: 'other-name' as const }] : []),
    ...parts.map((text) => ({ text, because: 'part' as const })),
  ]
}

/** The words of the name that are no level, with their accents. */
function writtenBare(name: string): string {
  const bare = bareOf(name).split(' ')
  const words = name.split(/\s+/).filter((word) => bare.includes(foldWords(word)))
  return words.join(' ') || name
}

const shortestForSlips = 6

function slipsAway(book: MatchBook, { name, country }: WrittenPlace): [Actor, string][] {
  const run = runOf(name)
  if (country === null || run.length < shortestForSlips) return []
  return (book.byCountry.get(country) ?? []).flatMap((actor) => {
    const near = [actor.sortName, actor.nameEn, actor.nameRomanised ?? ''].find((one) => {
      const other = runOf(one)
      return other.length >= shortestForSlips && Math.abs(other.length - run.length) < 2 && distance(run, other) === 1
    })
    return near === undefined ? [] : [[actor, near]]
  })
}

function inCountry({ country }: WrittenPlace): MatchReason[] {
  return country === null ? [] : [reason('country', {})]
}

function placed(actor: Actor, { at }: WrittenPlace): MatchReason[] {
  if (!at || actor.lat === null || actor.lon === null) return []
  const km = Math.round(kmBetween(at, { lat: actor.lat, lon: actor.lon }))
  if (km <= reach.near) return [reason('near', { km })]
  if (km <= reach['in-reach']) return [reason('in-reach', { km })]
  return km > reach.far ? [reason('far', { km })] : []
}

function reason(because: MatchReason['because'], said: { name?: string; km?: number }): MatchReason {
  return { because, points: pointsOf[because], ...said }
}

function scored(actor: string, reasons: MatchReason[]): MatchOption {
  return {
    actor,
    score: Math.min(
      100,
      reasons.reduce((sum, { points }) => sum + points, 0),
    ),
    reasons,
  }
}
