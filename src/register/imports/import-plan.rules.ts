// What would a list bring? Its rows become places and pairs, each pair once however often it is listed; what cannot be
// taken, or is doubtful, is said with its row. A list that is wrong as a whole is refused as a whole.
import { foldWords } from '#platform/i18n/folding.rules.ts'
import type { CountryReader } from './country-name.rules.ts'
import { kmBetween, kmToCountry, type Land, type Point } from './earth.rules.ts'
import { pointPattern, type ImportColumns, type PlaceField } from './import-columns.rules.ts'
import { faultOfList, type ListFault, type SaidColumn } from './list-fault.rules.ts'
import { exactOf, matchPlace, type Match, type MatchBook, type WrittenPlace } from './place-match.rules.ts'

export const refusals = ['no-name', 'too-long', 'self-pair'] as const
const isRefusal = (kind: FindingKind) => refusals.some((refusal) => refusal === kind)
export const findingKinds = [
  ...refusals, 'duplicate', 'impossible-coordinates', 'unknown-country', 'one-name-two-places',
] as const // prettier-ignore
export type FindingKind = (typeof findingKinds)[number]

/** `detail`: the row that a duplicate repeats, or kilometres. */
export type ImportFinding = { row: number; kind: FindingKind; side: 1 | 2 | null; text: string; detail: string | null }

/** `ownKey` is the key that the place has by its own name, whether or not it is known to be an actor. */
export type PlannedPlace = WrittenPlace & Match & { key: string; ownKey: string }

export type PlannedPair = { key: string; a: string; b: string; hasEnded: boolean; row: number; isMutual: boolean }

export type ImportPlan = {
  rows: number
  places: PlannedPlace[]
  pairs: PlannedPair[]
  findings: ImportFinding[]
  fault: ListFault | undefined
}

export type ImportGround = { book: MatchBook; readCountry: CountryReader; land: Land }

type Table = { headings: readonly string[]; rows: readonly (readonly string[])[]; firstRow: number }

type ReadRow = { row: number; sides: [WrittenPlace, WrittenPlace]; hasEnded: boolean }

/** Between steps others may have their turn. */
const stepRows = 500

const longestName = 200
/** Nothing that a country's bodies govern lies farther from its land; a town in dispute between two may. */
const farthestKm = 200
/** Two geocoders put one town so far apart at most; two towns of one name are farther apart. */
const sameTownKm = 25

/** Plans in steps; the last one gives the plan. */
export function* planImport(
  { headings, rows, firstRow }: Table,
  columns: ImportColumns,
  ground: ImportGround,
): Generator<undefined, ImportPlan> {
  const findings: ImportFinding[] = []
  const told = new Set<string>()
  /** Each row that is refused is said; what is found about a place, where the place first stands. */
  const tellOnce = (finding: ImportFinding) => {
    const key = `${finding.kind} ${finding.text}`
    if (isRefusal(finding.kind) || !told.has(key)) findings.push(finding)
    told.add(key)
  }
  const cellOf = openCells(headings, columns)
  const far = new Map<string, boolean>()
  const read: ReadRow[] = []
  for (const [index, cells] of rows.entries()) {
    if (index % stepRows === stepRows - 1) yield undefined
    if (cells.every((cell) => cell === '')) continue
    const row = readRow(cells, index + firstRow, cellOf, ground, far, tellOnce)
    if (row) read.push(row)
  }
  yield undefined
  const keyOf = nameKeys(read, findings)
  const places = new Map<string, PlannedPlace>()
  const seen = new Set<string>()
  const columnsSaid: SaidColumn[] = [new Map(), new Map()]
  for (const [index, { sides }] of read.entries()) {
    if (index % stepRows === stepRows - 1) yield undefined
    for (const [at, side] of sides.entries()) {
      const spelling = spellingOf(side, keyOf(side))
      const said = `${spelling} ${side.country} ${side.at?.lat} ${side.at?.lon}`
      if (!seen.has(said)) {
        const key = keyOf(side)
        const place = { ...side, ...matchPlace(ground.book, side), key, ownKey: key }
        if (saysMore(place, places.get(spelling))) places.set(spelling, place)
      }
      seen.add(said)
      noteSaid(columnsSaid[at]!, side.country, spelling)
    }
  }
  const known = openPlaces(places)
  yield undefined
  const fault = faultOfList({ rows: read.length, columns: columnsSaid, places }, ground)
  const planned = new Map<string, PlannedPlace>()
  const pairs = new Map<string, PlannedPair & { first: string }>()
  for (const [index, { row, sides, hasEnded }] of read.entries()) {
    if (index % stepRows === stepRows - 1) yield undefined
    const ends = sides.map((side) => known(spellingOf(side, keyOf(side))))
    const [from = '', to = ''] = ends.map((place) => place.key)
    if (from === to) {
      findings.push({ row, kind: 'self-pair', side: null, text: sides[0].name, detail: null })
      continue
    }
    for (const place of ends) {
      // Of several names of an actor that which says most surely who it is, whichever row comes first.
      if (scoreOf(place) > scoreOf(planned.get(place.key))) planned.set(place.key, place)
    }
    const { key, a, b } = pairOf(from, to)
    const before = pairs.get(key)
    if (!before) {
      pairs.set(key, { key, a, b, hasEnded, row, isMutual: false, first: from })
      continue
    }
    before.hasEnded &&= hasEnded
    if (before.first !== from) before.isMutual = true
    findings.push({ row, kind: 'duplicate', side: null, text: textOf(sides), detail: String(before.row) })
  }
  return {
    rows: rows.length,
    places: [...planned.values()],
    pairs: Array.from(pairs.values(), ({ first: _first, ...pair }) => pair),
    findings: findings.toSorted((one, other) => one.row - other.row),
    fault,
  }
}

/** The same pair from either end. */
function pairOf(one: string, other: string): { key: string; a: string; b: string } {
  const [a = '', b = ''] = [one, other].toSorted()
  return { key: `${a} ~ ${b}`, a, b }
}

/**
 * The plan by the keys that places have in the database: one that has become known as an actor since the list was last read
 * is the same place, and its pairs are no new ones.
 */
export function inStandingKeys(plan: ImportPlan, standing: readonly { key: string }[]): ImportPlan {
  const known = new Set(standing.map(({ key }) => key))
  const planned = new Set(plan.places.map(({ key }) => key))
  const keyOf = new Map(
    plan.places
      .filter(({ key, ownKey }) => !known.has(key) && known.has(ownKey) && !planned.has(ownKey))
      .map(({ key, ownKey }) => [key, ownKey]),
  )
  const inStanding = (key: string) => keyOf.get(key) ?? key
  return {
    ...plan,
    places: plan.places.map((place) => ({ ...place, key: inStanding(place.key) })),
    pairs: plan.pairs.map((pair) => ({ ...pair, ...pairOf(inStanding(pair.a), inStanding(pair.b)) })),
  }
}

function scoreOf(place: PlannedPlace | undefined): number {
  return place ? (place.options[0]?.score ?? 0) : -1
}

/** Of several rows of a place one that has coordinates says more, then that which tells most surely who it is. */
function saysMore(place: PlannedPlace, than: PlannedPlace | undefined): boolean {
  if (!than || !place.at !== !than.at) return !than || place.at !== null
  return scoreOf(place) > scoreOf(than) || (scoreOf(place) === scoreOf(than) && place.name < than.name)
}

/** Habo and Håbo may be two actors, and one of an accent forgotten: each spelling is matched by itself. */
function spellingOf({ name, code }: WrittenPlace, key: string): string {
  return isIdentifier(code) ? key : `${key} | ${exactOf(name)} ${code ?? ''}`
}

/**
 * An actor is one place, however many names the list has for it: Göteborg and Gothenburg. What is certainly none is one
 * with all that is written alike but for accents: Málaga and Malaga.
 */
function openPlaces(places: ReadonlyMap<string, PlannedPlace>): (spelling: string) => PlannedPlace {
  const others = new Map<string, PlannedPlace>()
  for (const place of places.values())
    if (place.match !== 'matched' && saysMore(place, others.get(place.key))) others.set(place.key, place)
  return (spelling) => {
    const place = places.get(spelling)!
    return place.match === 'matched' ? { ...place, key: `actor ${place.actor}` } : others.get(place.key)!
  }
}

function noteSaid(column: SaidColumn, country: string | null, key: string): void {
  if (country === null) return
  const said = column.get(country) ?? { rows: 0, keys: new Set() }
  said.rows += 1
  said.keys.add(key)
  column.set(country, said)
}

type Cells = (cells: readonly string[], field: PlaceField | 'status', side: 1 | 2 | '') => string

function openCells(headings: readonly string[], columns: ImportColumns): Cells {
  const places = new Map(Object.entries(columns).map(([field, heading]) => [field, headings.indexOf(heading)]))
  return (cells, field, side) => cells[places.get(`${field}${side}`) ?? -1] ?? ''
}

const endedWords = ['ended', 'former', 'terminated', 'dissolved', 'cancelled', 'inactive', 'past', 'avslutad', 'avslutat', 'upphort', 'uppsagt', 'tidigare', 'ended by'] // prettier-ignore

function readRow(
  cells: readonly string[],
  row: number,
  cellOf: Cells,
  ground: ImportGround,
  far: Map<string, boolean>,
  tell: (finding: ImportFinding) => void,
): ReadRow | undefined {
  const names = ([1, 2] as const).map((side) => bareName(cellOf(cells, 'name', side)))
  const refusal = names.some((name) => !/\p{L}/u.test(name)) ? 'no-name' : names.some((name) => name.length > longestName) ? 'too-long' : undefined // prettier-ignore
  if (refusal) {
    const text = cells.filter(Boolean).join(' | ').slice(0, longestName)
    tell({ row, kind: refusal, side: null, text, detail: null })
    return undefined
  }
  const readSide = (side: 1 | 2): WrittenPlace => {
    const name = names[side - 1] ?? ''
    const countryName = cellOf(cells, 'country', side)
    const country = ground.readCountry(countryName) ?? null
    if (country === null && countryName !== '')
      tell({ row, kind: 'unknown-country', side, text: `${name}, ${countryName}`, detail: null })
    const written = writtenPoint((field) => cellOf(cells, field, side))
    const at = written && written !== 'unreadable' && !isFar(written, country, ground, far) ? written : null
    if (written && !at) {
      const said = written === 'unreadable' ? '' : ` (${written.lat}, ${written.lon})`
      const text = `${[name, countryName].filter(Boolean).join(', ')}${said}`
      tell({ row, kind: 'impossible-coordinates', side, text, detail: null })
    }
    const code = cellOf(cells, 'code', side).replace(/^https?:\/\/\S*\//, '') || null
    return { name, countryName, country, code, at, told: written === 'unreadable' ? null : (written ?? null) }
  }
  const sides: [WrittenPlace, WrittenPlace] = [readSide(1), readSide(2)]
  return { row, sides, hasEnded: endedWords.includes(foldWords(cellOf(cells, 'status', ''))) }
}

/** Without footnotes and the marks of wiki pages. */
function bareName(name: string): string {
  return name.replaceAll(/\[[^\]]*\]|['"*†]{2,}|[*†]+$/g, '').trim()
}

/** Undefined where nothing is written. */
function writtenPoint(cell: (field: PlaceField) => string): Point | 'unreadable' | undefined {
  const [, lonOfWkt, latOfWkt, latOfPair, lonOfPair] = pointPattern.exec(cell('point')) ?? []
  const [lat, lon] = [latOfWkt ?? latOfPair ?? cell('lat'), lonOfWkt ?? lonOfPair ?? cell('lon')]
  if (lat === '' && lon === '') return cell('point') === '' ? undefined : 'unreadable'
  const [y, x] = [lat, lon].map((text) => (text === '' ? NaN : Number(text.replace(',', '.'))))
  return y === undefined || x === undefined || Number.isNaN(y) || Number.isNaN(x) ? 'unreadable' : { lat: y, lon: x }
}

/** Not on the earth, where no coordinates were known (0, 0), or nowhere near the country. */
function isFar(
  { lat, lon }: Point,
  country: string | null,
  { land }: ImportGround,
  known: Map<string, boolean>,
): boolean {
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) return true
  if (country === null) return false
  const key = `${country} ${lat} ${lon}`
  const found = known.get(key) ?? (kmToCountry(land, country, { lat, lon }) ?? 0) > farthestKm
  known.set(key, found)
  return found
}

function textOf([one, other]: readonly [WrittenPlace, WrittenPlace]): string {
  return `${one.name}, ${one.countryName} – ${other.name}, ${other.countryName}`
}

/**
 * What each place is known by: its code, or its country and name. Where one name has coordinates far apart, it is two
 * places, or one of them is wrong: they are kept apart, and it is said.
 */
function nameKeys(read: readonly ReadRow[], findings: ImportFinding[]): (place: WrittenPlace) => string {
  const towns = new Map<string, { at: Point; key: string }[]>()
  for (const { row, sides } of read) {
    for (const [index, side] of sides.entries()) {
      if (!side.at || isIdentifier(side.code)) continue
      const key = plainKey(side)
      const known = towns.get(key) ?? []
      const nearest = Math.min(...known.map(({ at }) => kmBetween(at, side.at!)))
      if (nearest <= sameTownKm) continue
      if (known.length > 0) {
        const text = `${side.name}, ${side.countryName} (${side.at.lat}, ${side.at.lon})`
        findings.push({ row, kind: 'one-name-two-places', side: index === 0 ? 1 : 2, text, detail: String(Math.round(nearest)) }) // prettier-ignore
      }
      towns.set(key, [...known, { at: side.at, key }])
    }
  }
  // By where they lie and not by which came first, so that a list in another order names them alike.
  for (const [key, known] of towns) {
    if (known.length > 1)
      for (const town of known) town.key = `${key} @${town.at.lat.toFixed(1)},${town.at.lon.toFixed(1)}`
  }
  return (place) => {
    if (isIdentifier(place.code)) return `code ${place.code}`
    const key = plainKey(place)
    const known = towns.get(key) ?? []
    const { at } = place
    if (!at || known.length < 2) return known.length === 1 ? known[0]!.key : key
    const [nearest] = known.toSorted((one, other) => kmBetween(one.at, at) - kmBetween(other.at, at))
    return nearest?.key ?? key
  }
}

/** Identifiers of Wikidata name one thing only; other codes are those of a column that may hold anything. */
function isIdentifier(code: string | null): code is string {
  return code !== null && /^Q\d+$/.test(code)
}

function plainKey({ name, country, countryName }: WrittenPlace): string {
  return `${country ?? foldWords(countryName)} ${foldWords(name) || name}`
}
