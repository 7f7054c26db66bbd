// What is an edition called, and how is it cited? APA 7, BibTeX, a CITATION.cff and the JSON of DataCite 4.5.
import type { BagInfo } from '#platform/files/bag.ts'

/** An edition as it describes itself; `edition.json` holds just this. */
export type Edition = {
  /** Year and number, as `2026-1`. */
  id: string
  revision: number
  /** When the revision was recorded, ISO 8601: the moment of everything in the edition. */
  recordedAt: string
  /** Where it can be had for good. */
  url: string
  /** The site that it was made from, without a slash at the end. */
  site: string
  program: string
  cooperations: number
  datasets: readonly { id: string; title_sv: string; title_en: string; version: string; licence: string }[]
}

export const editionFile = 'data/edition.json'
export const editionTitle = {
  sv: 'Samband: register över internationella samarbeten under den nationella nivån',
  en: 'Samband: register of subnational international cooperation',
} as const
const author = 'Samband'

export function isEditionId(text: string): boolean {
  return /^\d{4}-[1-9]\d{0,3}$/.test(text)
}

/** The next number of the year in which the revision was recorded. */
export function nextEditionId(taken: readonly string[], recordedAt: Date): string {
  const year = recordedAt.getUTCFullYear()
  const numbers = taken.filter((id) => id.startsWith(`${year}-`)).map((id) => Number(id.slice(5)))
  return `${year}-${Math.max(0, ...numbers) + 1}`
}

/** The newest first. */
export function byEdition(a: Pick<Edition, 'id'>, b: Pick<Edition, 'id'>): number {
  const [yearA = 0, numberA = 0] = a.id.split('-').map(Number)
  const [yearB = 0, numberB = 0] = b.id.split('-').map(Number)
  return yearB - yearA || numberB - numberA
}

function dayOf({ recordedAt }: Edition): string {
  return recordedAt.slice(0, 10)
}

/** What a data set says of its licences, by their names in SPDX, and where each can be read. */
export function readLicences(licence: string): { name: string; path: string }[] {
  return licence
    .split(/\s*,\s*/)
    .map((name) => ({ name, path: `https://spdx.org/licenses/${encodeURIComponent(name)}.html` }))
}

/** Names of licences as SPDX writes them, each once. */
function licencesOf({ datasets }: Edition): string[] {
  const names = datasets.flatMap(({ licence }) => readLicences(licence).map(({ name }) => name))
  return [...new Set(names)].filter((name) => /^[A-Za-z0-9.+-]+$/.test(name)).toSorted()
}

export function citeEditionApa(edition: Edition, language: 'sv' | 'en'): string {
  const words = { sv: ['Utgåva', 'revision', 'Datamängd'], en: ['Edition', 'revision', 'Data set'] }[language]
  const [name, revision, kind] = words
  const year = dayOf(edition).slice(0, 4)
  return `${author}. (${year}). ${editionTitle[language]} (${name} ${edition.id}, ${revision} ${edition.revision}) [${kind}]. ${edition.url}`
}

export function citeEditionBibtex(edition: Edition, language: 'sv' | 'en'): string {
  const day = dayOf(edition)
  const fields = [
    ['author', `{${author}}`],
    ['title', `{${editionTitle[language]}}`],
    ['edition', edition.id],
    ['version', `revision ${edition.revision}`],
    ['year', day.slice(0, 4)],
    ['date', day],
    ['publisher', author],
    ['language', { sv: 'swedish', en: 'english' }[language]],
    ['url', edition.url],
  ]
  return `@dataset{samband-${edition.id},\n${fields.map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}\n`
}

/** YAML takes JSON texts as they are. */
export function writeCitationFile(edition: Edition): string {
  const quoted = (text: string) => JSON.stringify(text)
  const licences = licencesOf(edition)
  return [
    'cff-version: 1.2.0',
    'message: "If you use these data, please cite this edition."',
    'type: dataset',
    `title: ${quoted(`${editionTitle.en}, edition ${edition.id}`)}`,
    'authors:',
    `  - name: ${quoted(author)}`,
    `version: ${quoted(edition.id)}`,
    `date-released: ${quoted(dayOf(edition))}`,
    `url: ${quoted(edition.url)}`,
    ...(licences.length > 0 ? ['license:', ...licences.map((name) => `  - ${name}`)] : []),
    '',
  ].join('\n')
}

export function dataCiteOf(edition: Edition) {
  const day = dayOf(edition)
  return {
    types: { resourceTypeGeneral: 'Dataset', resourceType: 'Register' },
    creators: [{ name: author, nameType: 'Organizational' }],
    titles: [
      { title: editionTitle.en, lang: 'en' },
      { title: editionTitle.sv, titleType: 'TranslatedTitle', lang: 'sv' },
    ],
    publisher: { name: author },
    publicationYear: day.slice(0, 4),
    subjects: [
      { subject: 'international cooperation', lang: 'en' },
      { subject: 'twin towns', lang: 'en' },
    ],
    dates: [{ date: day, dateType: 'Issued' }],
    language: 'sv',
    alternateIdentifiers: [{ alternateIdentifier: edition.url, alternateIdentifierType: 'URL' }],
    relatedIdentifiers: [
      { relatedIdentifier: edition.site, relatedIdentifierType: 'URL', relationType: 'IsDerivedFrom' },
    ],
    formats: ['application/zip', 'text/csv', 'application/vnd.sqlite3', 'text/html'],
    version: edition.id,
    rightsList: licencesOf(edition).map((name) => ({
      rights: name,
      rightsIdentifier: name,
      rightsIdentifierScheme: 'SPDX',
      schemeUri: 'https://spdx.org/licenses/',
    })),
    descriptions: [
      {
        description: `The public register as it stood at revision ${edition.revision}: ${edition.cooperations} cooperations with agreements, events, reasons, sources and every earlier version of each fact.`,
        descriptionType: 'Abstract',
        lang: 'en',
      },
    ],
    schemaVersion: 'http://datacite.org/schema/kernel-4',
  }
}

export function bagInfoOf(edition: Edition): BagInfo {
  return [
    ['Source-Organization', author],
    ['External-Identifier', edition.url],
    ['External-Description', `${editionTitle.en}, edition ${edition.id}, revision ${edition.revision}`],
    ['Bagging-Date', dayOf(edition)],
    ['Bag-Software-Agent', edition.program],
  ]
}

/** What an edition says of itself, read from its file; undefined where it is none. */
export function readEdition(text: string): Edition | undefined {
  try {
    const read: Edition = JSON.parse(text)
    const { id, revision, recordedAt, url, site, program, cooperations, datasets } = read
    const isWritten =
      isEditionId(id) &&
      Number.isInteger(revision) &&
      Number.isInteger(cooperations) &&
      !Number.isNaN(Date.parse(recordedAt)) &&
      [url, site].every((address) => /^https?:/.test(address) && URL.canParse(address)) &&
      typeof program === 'string' &&
      Array.isArray(datasets)
    return isWritten ? read : undefined
  } catch {
    return undefined
  }
}

/** What `/editions.json` says of an edition; programs of others rely on it. */
export type EditionItem = {
  id: string
  revision: number
  recorded_at: string
  url: string
  program: string
  cooperations: number
  signed: boolean
}

export function editionItem(edition: Edition & { isSigned: boolean }): EditionItem {
  const { id, revision, recordedAt, url, program, cooperations, isSigned } = edition
  return { id, revision, recorded_at: recordedAt, url, program, cooperations, signed: isSigned }
}
