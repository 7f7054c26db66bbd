// All SQL about the codebook, countries and counties.
import { sql } from 'kysely'
import type { Reader } from '#platform/db/database.ts'
import type { Language } from '#platform/i18n/language.ts'

export type Code = {
  scheme: string
  code: string
  label_sv: string
  label_en: string
  definition_sv: string
  definition_en: string
  sort: number
} & CodeDetails

/** What stands there of codes that people code by; versions of the codebook show it. */
type CodeDetails = Record<
  'example_sv' | 'example_en' | 'includes_sv' | 'includes_en' | 'excludes_sv' | 'excludes_en',
  string | null
>

export type Country = {
  code: string
  alpha3: string
  numeric: string
  name_sv: string
  name_en: string
  m49_region_code: string | null
  m49_region_sv: string | null
  m49_region_en: string | null
  m49_subregion_code: string | null
  m49_subregion_sv: string | null
  m49_subregion_en: string | null
}

export type County = { country: string; code: string; name_sv: string; name_en: string; iso3166_2: string | null }

declare module '#platform/db/database.ts' {
  interface Tables {
    'register.code': Code
    'register.country': Country
    'register.county': County
  }
}

export function listCodes(reader: Reader): Promise<Code[]> {
  return reader
    .selectFrom('register.code')
    .selectAll()
    .orderBy(sql`scheme collate "C"`)
    .orderBy('sort')
    .orderBy(sql`code collate "C"`)
    .execute()
}

export function listCountries(reader: Reader): Promise<Country[]> {
  return reader.selectFrom('register.country').selectAll().orderBy('code').execute()
}

export function listCounties(reader: Reader): Promise<County[]> {
  return reader.selectFrom('register.county').selectAll().orderBy('code').execute()
}

/** Labels and names of codes, countries and counties, in one language. */
export type Vocabulary = {
  codes: (scheme: string) => Code[]
  label: (scheme: string, code: string) => string
  definition: (scheme: string, code: string) => string
  country: (code: string) => string
  county: (code: string) => string
  /** M49 code of the part of the world that a country lies in; undefined where M49 gives none. */
  regionOf: (country: string) => string | undefined
  /** Name of that part of the world, by its M49 code. */
  region: (code: string) => string
  /** M49 codes of all parts of the world, ascending. */
  regions: readonly string[]
  hasCountry: (code: string) => boolean
  hasCounty: (code: string) => boolean
}

/** Everything that pages need to put words to codes; small enough to hold for every language at once. */
export async function readVocabularies(reader: Reader): Promise<Record<Language, Vocabulary>> {
  const codes = await listCodes(reader)
  const countries = await listCountries(reader)
  const counties = await listCounties(reader)
  const byScheme = Map.groupBy(codes, (code) => code.scheme)
  const byCode = new Map(codes.map((code) => [`${code.scheme}/${code.code}`, code]))
  const regionOf = new Map(countries.flatMap(({ code, m49_region_code: region }) => (region ? [[code, region]] : [])))
  const regions = [...new Set(regionOf.values())].toSorted()
  const vocabulary = (language: Language): Vocabulary => {
    const countryNames = new Map(countries.map((country) => [country.code, country[`name_${language}`]]))
    const countyNames = new Map(counties.map((county) => [county.code, county[`name_${language}`]]))
    const regionNames = new Map(
      countries.flatMap((country) =>
        country.m49_region_code ? [[country.m49_region_code, country[`m49_region_${language}`]]] : [],
      ),
    )
    return {
      codes: (scheme) => byScheme.get(scheme) ?? [],
      // An unknown code shows as itself: better than nothing, and the loader lets none in.
      label: (scheme, code) => byCode.get(`${scheme}/${code}`)?.[`label_${language}`] ?? code,
      definition: (scheme, code) => byCode.get(`${scheme}/${code}`)?.[`definition_${language}`] ?? '',
      country: (code) => countryNames.get(code) ?? code,
      county: (code) => countyNames.get(code) ?? code,
      regionOf: (country) => regionOf.get(country),
      region: (code) => regionNames.get(code) ?? code,
      regions,
      hasCountry: (code) => countryNames.has(code),
      hasCounty: (code) => countyNames.has(code),
    }
  }
  return { sv: vocabulary('sv'), en: vocabulary('en') }
}
