// All SQL that reads candidates and their places. They are told to those who import, and to nobody else.
import { sql, type SqlBool } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import type { Census } from '../census/census.rules.ts'
import { foldWords } from '#platform/i18n/folding.rules.ts'
import { compareWithCensus, homeCountries, type Comparison, type MatchedPair } from './comparison.rules.ts'
import { readMatchBook } from './import.queries.ts'
import { matchPlace, type MatchOption } from './place-match.rules.ts'

export type CandidatePlace = {
  id: number
  name: string
  countryName: string
  country: string | null
  lat: number | null
  lon: number | null
  code: string | null
  actor: string | null
  match: 'matched' | 'unsure' | 'none'
  isRuled: boolean
}

export type Candidate = {
  id: number
  row: number
  hasEnded: boolean
  isMutual: boolean
  isListed: boolean
  a: CandidatePlace
  b: CandidatePlace
}

export const matchings = ['both', 'one', 'none', 'unsure'] as const
export type Matching = (typeof matchings)[number]

/** Undefined is not asked for. `isListed` false asks for what the list has no longer. */
export type CandidateFilter = {
  text?: string
  country?: string
  matching?: Matching
  comparison?: Comparison
  isListed: boolean
}

/** What a page of candidates is read with: where it begins, after the candidate of that number. */
type Page = { after: number; limit: number }

const bothEnds = sql<SqlBool>`(a.match = 'matched' and b.match = 'matched')`
const oneEnd = sql<SqlBool>`((a.match = 'matched') <> (b.match = 'matched'))`

function holding({ matching, text, country }: CandidateFilter) {
  const conditions = [
    matching === 'both' ? bothEnds : undefined,
    matching === 'one' ? oneEnd : undefined,
    matching === 'none' ? sql<SqlBool>`(a.match = 'none' and b.match = 'none')` : undefined,
    matching === 'unsure' ? sql<SqlBool>`(a.match = 'unsure' or b.match = 'unsure')` : undefined,
    country ? sql<SqlBool>`(a.country = ${country} or b.country = ${country})` : undefined,
    // Keys are folded, so that accents and case do not matter; some places are known by a code only.
    ...wordsIn(text).map((word) => sql<SqlBool>`(c.key like ${`%${word}%`} or lower(a.name || ' ' || b.name) like ${`%${word}%`})`), // prettier-ignore
  ].filter((condition) => condition !== undefined)
  return conditions.length > 0 ? sql<SqlBool>`(${sql.join(conditions, sql` and `)})` : sql<SqlBool>`true`
}

function wordsIn(text: string | undefined): string[] {
  return foldWords((text ?? '').slice(0, 200)).split(' ').filter(Boolean).slice(0, 10) // prettier-ignore
}

function fromCandidates(reader: Reader, list: number, filter: CandidateFilter, only?: ComparedWith) {
  const query = reader
    .selectFrom('register.import_candidate as c')
    .innerJoin('register.import_place as a', 'a.id', 'c.place_a')
    .innerJoin('register.import_place as b', 'b.id', 'c.place_b')
    .where('c.list', '=', list)
    .where('c.is_listed', '=', filter.isListed)
    .where(holding(filter))
  return only ? query.where(only) : query
}

type ComparedWith = ReturnType<typeof sql<SqlBool>>

function placeOf(side: 'a' | 'b') {
  const at = sql.raw(side)
  return sql<CandidatePlace>`jsonb_build_object('id', ${at}.id, 'name', ${at}.name, 'countryName', ${at}.country_name,
    'country', ${at}.country, 'lat', ${at}.lat, 'lon', ${at}.lon, 'code', ${at}.code, 'actor', ${at}.actor, 'match', ${at}.match,
    'isRuled', ${at}.ruled_at is not null)`.as(side)
}

/** A page of candidates by number, and how many there are before it and in all. */
export async function listCandidates(
  reader: Reader,
  census: Census,
  list: number,
  filter: CandidateFilter,
  { after, limit }: Page,
): Promise<{ rows: Candidate[]; before: number; total: number }> {
  const compared = filter.comparison ? await comparedAs(reader, census, list, filter.comparison) : undefined
  const query = fromCandidates(reader, list, filter, compared)
  const rows = await query
    .where('c.id', '>', after)
    .select(['c.id', 'c.row', 'c.has_ended as hasEnded', 'c.is_mutual as isMutual', 'c.is_listed as isListed'])
    .select([placeOf('a'), placeOf('b')])
    .orderBy('c.id')
    .limit(limit)
    .execute()
  const counted = await query
    .select(sql<number>`count(*)`.as('total'))
    .select(sql<number>`count(*) filter (where c.id <= ${after})`.as('before'))
    .executeTakeFirstOrThrow()
  return { rows, ...counted }
}

/**
 * The same candidates, where places without an actor are by now one of the register: it has been added since the list was
 * read. Counts and filters know of it once the list is read again.
 */
export async function withActorsSince(reader: Reader, rows: readonly Candidate[]): Promise<readonly Candidate[]> {
  const isWithout = ({ match, isRuled }: CandidatePlace) => match === 'none' && !isRuled
  if (!rows.some(({ a, b }) => isWithout(a) || isWithout(b))) return rows
  const book = await readMatchBook(reader)
  const asOfNow = (place: CandidatePlace): CandidatePlace => {
    if (!isWithout(place)) return place
    const { lat, lon } = place
    const at = lat === null || lon === null ? null : { lat, lon }
    const { match, actor } = matchPlace(book, { ...place, at, told: at })
    return match === 'matched' ? { ...place, match, actor } : place
  }
  return rows.map((row) => ({ ...row, a: asOfNow(row.a), b: asOfNow(row.b) }))
}

/** Where the page before this one begins. */
export async function previousCandidatePage(
  reader: Reader,
  census: Census,
  list: number,
  filter: CandidateFilter,
  { after, limit }: Page,
): Promise<number> {
  const compared = filter.comparison ? await comparedAs(reader, census, list, filter.comparison) : undefined
  const found = await fromCandidates(reader, list, filter, compared)
    .where('c.id', '<=', after)
    .select('c.id')
    .orderBy('c.id', 'desc')
    .offset(limit)
    .limit(1)
    .executeTakeFirst()
  return found?.id ?? 0
}

/** How many candidates there are of each matching and each comparison. */
export async function countCandidates(
  reader: Reader,
  census: Census,
  list: number,
): Promise<Record<Matching | Comparison | 'all' | 'gone', number>> {
  const of = (filter: Partial<CandidateFilter>, only?: ComparedWith) =>
    fromCandidates(reader, list, { isListed: true, ...filter }, only)
      .select(sql<number>`count(*)`.as('n'))
      .executeTakeFirstOrThrow()
      .then(({ n }) => n)
  const byMatch = await fromCandidates(reader, list, { isListed: true })
    .select([
      sql<number>`count(*)`.as('all'),
      sql<number>`count(*) filter (where ${bothEnds})`.as('both'),
      sql<number>`count(*) filter (where ${oneEnd})`.as('one'),
      sql<number>`count(*) filter (where a.match = 'none' and b.match = 'none')`.as('none'),
      sql<number>`count(*) filter (where a.match = 'unsure' or b.match = 'unsure')`.as('unsure'),
    ])
    .executeTakeFirstOrThrow()
  return {
    ...byMatch,
    gone: await of({ isListed: false }),
    'ended-here': await of({}, await comparedAs(reader, census, list, 'ended-here')),
    'ended-there': await of({}, await comparedAs(reader, census, list, 'ended-there')),
    'not-here': await of({}, await comparedAs(reader, census, list, 'not-here')),
    agrees: await of({}, await comparedAs(reader, census, list, 'agrees')),
  }
}

/**
 * What the register says of pairs. Not here are pairs that the list says go on, of a body of the home country with a place
 * in another one: of all others the register keeps no account.
 */
async function comparedAs(reader: Reader, census: Census, list: number, comparison: Comparison): Promise<ComparedWith> {
  const pairs: MatchedPair[] = await reader
    .selectFrom('register.import_candidate as c')
    .innerJoin('register.import_place as a', 'a.id', 'c.place_a')
    .innerJoin('register.import_place as b', 'b.id', 'c.place_b')
    .where('c.list', '=', list)
    .where(bothEnds)
    .select(['c.id', 'c.has_ended as hasEnded', sql<string>`a.actor`.as('a'), sql<string>`b.actor`.as('b')])
    .execute()
  const known = pairs.map((pair) => ({ id: pair.id, comparison: compareWithCensus(census, pair).comparison }))
  if (comparison !== 'not-here')
    return sql`(c.id = any(${known.filter((one) => one.comparison === comparison).map(({ id }) => id)}::int[]))` // prettier-ignore
  const here = known.filter((one) => one.comparison !== 'not-here').map(({ id }) => id) // prettier-ignore
  const homes = homeCountries(census)
  return sql`(not c.has_ended and a.country is distinct from b.country and c.id <> all(${here}::int[]) and
    (a.match = 'matched' and a.country = any(${homes}::text[]) or b.match = 'matched' and b.country = any(${homes}::text[])))`
}

/** Countries of the places of a list, with how many places each has. */
export function listPlaceCountries(reader: Reader, list: number): Promise<{ country: string; places: number }[]> {
  return reader
    .selectFrom('register.import_place')
    .where('list', '=', list)
    .where('country', 'is not', null)
    .select([sql<string>`country`.as('country'), (eb) => eb.fn.countAll<number>().as('places')])
    .groupBy('country')
    .execute()
}

export type DoubtfulPlace = CandidatePlace & { options: MatchOption[]; pairs: number }

/** Places that a person is to rule on, or has ruled on: those that most pairs hang on first. */
export async function listDoubtfulPlaces(
  reader: Reader,
  list: number,
  which: 'unsure' | 'ruled',
  { after, limit }: Page,
): Promise<{ rows: DoubtfulPlace[]; total: number }> {
  const query = reader
    .selectFrom('register.import_place as a')
    .where('a.list', '=', list)
    .where(which === 'ruled' ? sql<SqlBool>`a.ruled_at is not null` : sql<SqlBool>`a.match = 'unsure'`)
  const rows = await query
    .select(['id', 'name', 'country_name as countryName', 'country', 'lat', 'lon', 'code', 'actor', 'match', 'options'])
    .select(sql<boolean>`ruled_at is not null`.as('isRuled'))
    .select(
      sql<number>`(select count(*) from register.import_candidate c where a.id in (c.place_a, c.place_b))`.as('pairs'),
    ) // prettier-ignore
    .orderBy('pairs', 'desc')
    .orderBy('name')
    .orderBy('id')
    .offset(after)
    .limit(limit)
    .execute()
  const { total } = await query.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return { rows, total }
}
