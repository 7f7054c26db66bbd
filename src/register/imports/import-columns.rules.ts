// Which column of a list says what? Guessed from the headings and what stands below them; a person may choose otherwise.
import { foldWords } from '#platform/i18n/folding.rules.ts'

/** What a list may say of each of its two places, `1` and `2`; and whether their cooperation has ended. */
export const placeFields = ['name', 'country', 'lat', 'lon', 'point', 'code'] as const
export type PlaceField = (typeof placeFields)[number]
export type ImportField = `${PlaceField}${1 | 2}` | 'status'
export const importFields: readonly ImportField[] = [
  ...placeFields.map((field) => `${field}1` as const),
  ...placeFields.map((field) => `${field}2` as const),
  'status',
]

/** Fields without which there is no pair. */
export const neededFields: readonly ImportField[] = ['name1', 'name2']

/** The heading of the column that fills each field. */
export type ImportColumns = Partial<Record<ImportField, string>>

export function isImportField(text: string): text is ImportField {
  return importFields.some((field) => field === text)
}

/** Needed fields that no column fills, and fields whose column the file does not have. */
export function faultsOfColumns(columns: ImportColumns, headings: readonly string[]): ImportField[] {
  return importFields.filter((field) => {
    const heading = columns[field]
    return heading ? !headings.includes(heading) : neededFields.includes(field)
  })
}

// Numbers and distances that lists carry beside: no field of ours.
const others = /popul|befolk|invanare|dist|avstand|year|\bar\b|date|datum|note|anm|^eu$/
const second = /(?:2|\bb|\bto)$|2 |dest|sister|partner|twin|target|counterpart|motpart|vanort|vanland|other|abroad/
const fieldWords: readonly [PlaceField | 'status', RegExp, number][] = [
  ['lat', /(?:^|[^a-z]|origin|destination|city)lat(?:itude|itud)?\b|latitud|breddgrad|^lat\d?$/, 2],
  ['lon', /(?:^|[^a-z]|origin|destination|city)(?:lng|lon|long)(?:itude|itud)?\b|longitud|langdgrad/, 2],
  ['point', /coord|koord|\bpoint|\bgeo\b|\bwkt/, 2],
  ['country', /country|\b(?:van)?land\b|\bnation\b/, 2],
  ['status', /^(?:status|state|tillstand)$/, 2],
  ['code', /\b(?:qid|code|kod|id|scb|wikidata|item\d?|place\d?|partner|sister|twin)$/, 1],
  ['name', /name|namn|label|city|town|place|municipality|kommun|\bort|stad|vanort|partner|sister|twin/, 1],
]

type Guess = { field: ImportField; heading: string; weight: number }

/** `rows` are a few of the file. Headings that say nothing fill no field. */
export function guessColumns(headings: readonly string[], rows: readonly (readonly string[])[]): ImportColumns {
  const guesses = headings.flatMap((heading, at) =>
    guessesFor(
      heading,
      rows.map((row) => row[at] ?? '').filter((cell) => cell !== ''),
    ),
  )
  const columns: ImportColumns = {}
  const taken = new Set<string>()
  for (const { field, heading } of guesses.toSorted((a, b) => b.weight - a.weight)) {
    if (columns[field] !== undefined || taken.has(heading)) continue
    columns[field] = heading
    taken.add(heading)
  }
  return columns
}

function guessesFor(heading: string, cells: readonly string[]): Guess[] {
  // “originCityLabel” and “city_1” are words too.
  const words = foldWords(heading.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').replaceAll(/(?<=\p{L})(?=\d)/gu, ' '))
  const plain = foldWords(heading)
  if (words === '' || others.test(words)) return []
  const side: 1 | 2 = second.test(words) ? 2 : 1
  const isMostly = (pattern: RegExp) => cells.filter((cell) => pattern.test(cell)).length * 2 > cells.length
  const isLabel = words.endsWith('label')
  return fieldWords.flatMap(([field, pattern, weight]): Guess[] => {
    if (!pattern.test(words) && !pattern.test(plain)) return []
    if ((field === 'lat' || field === 'lon') && !isMostly(decimal)) return []
    if (field === 'point' && !isMostly(pointPattern)) return []
    if (field === 'code' && isLabel) return []
    if (field === 'name' && (isMostly(decimal) || isMostly(address) || /country|land$/.test(words))) return []
    if (field === 'status') return [{ field, heading, weight }]
    // Wikidata's “itemLabel” says in words what “item” says as an address.
    const better = (field === 'name' || field === 'country') && isLabel ? 0.5 : 0
    const worse = (field === 'country' && isMostly(address)) || (field === 'code' && !isMostly(codeLike)) ? 1.5 : 0
    const found: Guess = { field: `${field}${side}`, heading, weight: weight + better - worse }
    return found.weight > 0 ? [found] : []
  })
}

const decimal = /^\s*-?\d{1,3}(?:[.,]\d+)?\s*$/
const address = /^https?:\/\//
const codeLike = /^(?:https?:\/\/\S*\/)?(?:[A-Z]{0,3}-?\d+|[A-Z]{2,3}-[A-Z\d]+)$/
export const pointPattern =
  /^(?:Point\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)|\(?\s*(-?[\d.]+)\s*[,;]\s*(-?[\d.]+)\s*\)?)$/i
