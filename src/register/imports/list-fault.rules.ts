// Is a list wrong as a whole? One whose “Swedish” towns lie in Denmark was drawn up by a wrong question: none of its rows
// can be believed, however good each looks by itself.
import { countryAt, kmBetween, kmToCountry, type Point } from './earth.rules.ts'
import type { ImportGround } from './import-plan.rules.ts'
import type { Match, MatchBook, WrittenPlace } from './place-match.rules.ts'

export type ListFault =
  | { kind: 'no-pairs' }
  | {
      kind: 'wrong-country'
      /** The country that the list says, and how many of its places were looked at. */
      country: string
      places: number
      /** How many of them lie there by their coordinates, and how many are called as an actor of the register there. */
      there: number
      named: number
      /** Where most of the others lie, if that can be told, and how many. */
      instead: { country: string; places: number } | undefined
      examples: { name: string; at: Point; in: string | undefined }[]
    }

/** Fewer places say nothing of a whole list. */
const fewest = 10
/** What is wrong in fewer of the rows is a matter of those. */
const share = 0.2
const mostExamples = 5
/** Outlines are drawn coarsely, and harbours lie at their edge. */
const coastKm = 5
/** Small islands are not drawn at all. */
const islandKm = 25
/** From the nearest body that the register knows, where it has no outline of the country. */
const reachKm = 200

type Judged = WrittenPlace & Match

/** In how many rows one of the two columns of places says each country, and of which places, by key. */
export type SaidColumn = Map<string, { rows: number; keys: Set<string> }>

type Said = { rows: number; columns: readonly SaidColumn[]; places: ReadonlyMap<string, Judged> }

export function faultOfList({ rows, columns, places }: Said, ground: ImportGround): ListFault | undefined {
  if (places.size === 0) return { kind: 'no-pairs' }
  // Each column by itself: a wrong question fills one of them, and the other may name the same country rightly.
  for (const column of columns) {
    for (const [country, said] of column) {
      const these = [...said.keys].flatMap((key) => places.get(key) ?? []).filter(({ told }) => told !== null)
      const isMuch = said.rows >= rows * share && these.length >= fewest
      const fault = isMuch ? faultOfCountry(country, these, ground) : undefined
      if (fault) return fault
    }
  }
  return undefined
}

function faultOfCountry(country: string, places: readonly Judged[], ground: ImportGround): ListFault | undefined {
  const where = places.map(({ told }) => isThere(country, told!, ground))
  if (where.includes(undefined)) return undefined
  const there = where.filter(Boolean).length
  const named = places.filter(({ match }) => match !== 'none').length
  const hasBodies = (ground.book.byCountry.get(country)?.length ?? 0) > 0
  // Coordinates may be wrong and names right: then it is the coordinates that are not believed, place by place.
  if (there * 2 >= places.length || (hasBodies && named * 5 >= places.length)) return undefined
  const elsewhere = places.filter((_, at) => !where[at])
  const lying = elsewhere.map((place) => ({ name: place.name, at: place.told!, in: countryOf(place.told!, ground) }))
  const counted = [...Map.groupBy(lying, (one) => one.in)]
    .flatMap(([code, these]) => (code === undefined ? [] : [{ country: code, places: these.length }]))
    .toSorted((a, b) => b.places - a.places)
  return {
    kind: 'wrong-country',
    country,
    places: places.length,
    there,
    named,
    instead: counted[0],
    examples: lying.slice(0, mostExamples),
  }
}

/** Undefined where nothing is known of the country that would tell. */
function isThere(country: string, at: Point, { land, book }: ImportGround): boolean | undefined {
  const km = kmToCountry(land, country, at)
  if (km !== undefined) return km <= coastKm
  const nearest = kmToBodies(book, country, at)
  return nearest === undefined ? undefined : nearest <= reachKm
}

function countryOf(at: Point, { land, book }: ImportGround): string | undefined {
  const found = countryAt(land, at, islandKm)
  if (found) return found
  const [nearest] = [...book.byCountry.keys()]
    .filter((country) => !land.has(country))
    .map((country) => ({ country, km: kmToBodies(book, country, at) ?? Infinity }))
    .toSorted((a, b) => a.km - b.km)
  return nearest && nearest.km <= reachKm ? nearest.country : undefined
}

function kmToBodies(book: MatchBook, country: string, at: Point): number | undefined {
  const bodies = (book.byCountry.get(country) ?? []).flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }])) // prettier-ignore
  return bodies.length === 0 ? undefined : Math.min(...bodies.map((body) => kmBetween(body, at)))
}
