// Which country does a list mean? Lists write countries as their language, their time and their typist had them.
import { distance } from 'fastest-levenshtein'
import { foldWords } from '#platform/i18n/folding.rules.ts'

export type NamedCountry = { code: string; alpha3: string; numeric: string; name_sv: string; name_en: string }

/** The code of the country that is meant, ISO 3166-1 alpha-2; undefined where that cannot be told. */
export type CountryReader = (written: string) => string | undefined

/** Languages that lists of twinnings are written in. */
const languages = ['sv', 'en', 'de', 'fr', 'es', 'it', 'fi', 'da', 'nb', 'pl', 'nl', 'pt']

/** Names that no such table has: parts of a state that lists take for countries, and short or older names. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  GB: ['England', 'Scotland', 'Wales', 'Northern Ireland', 'Great Britain', 'UK'],
  US: ['USA', 'United States of America', 'U.S.'],
  IE: ['Republic of Ireland', 'Eire'],
  CZ: ['Czech Republic', 'Tjeckiska republiken'],
  MK: ['Macedonia', 'Republic of Macedonia'],
  TR: ['Turkey'],
  RU: ['Russian Federation'],
  KR: ['South Korea', 'Republic of Korea'],
  KP: ['North Korea'],
  CN: ['PRC', "People's Republic of China", 'Mainland China'],
  TW: ['Taiwan', 'Republic of China'],
  PS: ['Palestine', 'State of Palestine', 'West Bank', 'Palestinian territories'],
  XK: ['Kosovo'],
  CD: ['Democratic Republic of the Congo', 'DR Congo'],
  CG: ['Congo', 'Republic of the Congo'],
  CI: ['Ivory Coast'],
  CV: ['Cape Verde'],
  TL: ['East Timor'],
  SZ: ['Swaziland'],
  MM: ['Burma'],
  MD: ['Moldavia'],
  BY: ['Belorussia', 'Vitryssland'],
  FM: ['Micronesia', 'Federated States of Micronesia'],
  VA: ['Vatican'],
  VN: ['Viet Nam'],
  BA: ['Bosnia', 'Bosnia and Hercegovina'],
  SR: ['Surinam'],
}

/** Shorter names are a slip away from too many. */
const shortest = 5

export function openCountryReader(countries: readonly NamedCountry[]): CountryReader {
  const byName = new Map<string, string>()
  const note = (name: string | undefined, code: string) => {
    const folded = foldWords(name ?? '')
    if (folded && !byName.has(folded)) byName.set(folded, code)
  }
  for (const { code, alpha3, numeric, name_sv, name_en } of countries)
    for (const name of [name_sv, name_en, code, alpha3, numeric]) note(name, code)
  for (const [code, names] of Object.entries(otherNames)) for (const name of names) note(name, code)
  for (const language of languages) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (const { code } of countries) note(names.of(code), code)
  }
  const known = new Map<string, string | undefined>()
  const read = (written: string): string | undefined => {
    // “Georgia (country)”, “in Italy”, “Wales, United Kingdom”.
    const bare = foldWords(written.replaceAll(/\([^)]*\)|\[[^\]]*\]/g, ' ')).replace(/^(?:in|i|the) /, '')
    const found = byName.get(bare) ?? byName.get(foldWords(written.split(',').at(-1) ?? ''))
    if (found !== undefined || bare.length < shortest) return found
    const near = new Set([...byName].flatMap(([name, code]) => (name.length >= shortest && distance(name, bare) === 1 ? [code] : []))) // prettier-ignore
    return near.size === 1 ? [...near][0] : undefined
  }
  return (written) => {
    if (!known.has(written)) known.set(written, read(written))
    return known.get(written)
  }
}
