/**
 * The catalogue of what is given away, by DCAT-AP-SE 3 (an application of DCAT-AP 3 and DCAT 3), for portals that harvest it; and
 * the same dataset in the words of schema.org, for search engines.
 */
import type { GraphNode, GraphValue } from '../tables/graph.rules.ts'
import { licences, pathOf, type Bilingual, type Licence, type TableDescription } from '../tables/public-table.rules.ts'
import { tableFormatNames, tableFormats, zippedFormats, type TableFormat } from '../tables/table-format.rules.ts'
import { publicTables } from '../tables/table-list.rules.ts'
import { wholeMeaning, wholeTitle, type Whole } from '../tables/table-schema.rules.ts'

export type Catalogued = Whole & {
  /** When the first revision was recorded. */
  firstRecordedAt: Date
  /** The days that the data claim to cover. */
  covers: { from: string; to: string } | undefined
  /** ISO 3166-1 alpha-3 codes of the countries that home actors lie in. */
  countries: readonly string[]
}

const authority = 'http://publications.europa.eu/resource/authority'
const keywords: readonly Bilingual[] = [
  { sv: 'vänorter', en: 'twin towns' },
  { sv: 'kommuner', en: 'municipalities' },
  { sv: 'internationellt samarbete', en: 'international cooperation' },
  { sv: 'avtal', en: 'agreements' },
]
/** Themes of the EU's data portal: government and public sector, international issues, regions and cities. */
const themes = ['GOVE', 'INTR', 'REGI']

/** Names of file types in the EU's list; of Parquet and NDJSON it has the first only. */
const fileTypes: Partial<Record<TableFormat | 'zip', string>> = {
  csv: 'CSV', xlsx: 'XLSX', json: 'JSON', jsonld: 'JSON_LD', parquet: 'PARQUET', sqlite: 'SQLITE', zip: 'ZIP',
} // prettier-ignore

const inBoth = ({ sv, en }: Bilingual): GraphValue[] => [
  { text: sv, language: 'sv' },
  { text: en, language: 'en' },
]
const day = (date: Date): GraphValue => ({ text: date.toISOString().slice(0, 10), type: 'xsd:date' })
const each = (name: string, values: readonly GraphValue[]) => values.map((value) => [name, value] as const)

/** The whole catalogue: itself, who publishes it, its datasets and the API. */
export function catalogueOf(about: Catalogued): GraphNode[] {
  const { url } = about
  const publisher = `${url}/about#publisher`
  const datasets = [
    wholeDataset(about, publisher),
    ...publicTables.map((table) => tableDataset(about, table, publisher)),
  ]
  const named = datasets.map(({ iri = '' }): GraphValue => ({ iri }))
  return [
    {
      iri: `${url}/data`,
      types: ['dcat:Catalog'],
      says: [
        ...each('dcterms:title', inBoth({ sv: 'Öppna data från Samband', en: 'Open data from Samband' })),
        ...each('dcterms:description', inBoth(wholeMeaning)),
        ['dcterms:publisher', { iri: publisher }],
        ['dcterms:license', licence('CC-BY-4.0')],
        ['foaf:homepage', { iri: `${url}/` }],
        ...each('dcterms:language', languages),
        ['dcterms:issued', day(about.firstRecordedAt)],
        ['dcterms:modified', day(about.recordedAt)],
        ['dcat:themeTaxonomy', { iri: `${authority}/data-theme` }],
        ...each('dcat:dataset', named),
        ['dcat:service', { iri: `${url}/data#api` }],
      ],
    },
    { iri: publisher, types: ['foaf:Agent'], says: [['foaf:name', { text: 'Samband' }]] },
    ...datasets,
    {
      iri: `${url}/data#api`,
      types: ['dcat:DataService'],
      says: [
        ...each('dcterms:title', inBoth({ sv: 'API v1', en: 'API v1' })),
        ['dcterms:publisher', { iri: publisher }],
        ['dcterms:license', licence('CC-BY-4.0')],
        ['dcterms:accessRights', { iri: `${authority}/access-right/PUBLIC` }],
        ['dcat:endpointURL', { iri: `${url}/api/v1` }],
        ['dcat:endpointDescription', { iri: `${url}/api/v1/openapi.json` }],
        ['dcat:landingPage', { iri: `${url}/data` }],
        ...each('dcat:servesDataset', named),
      ],
    },
  ]
}

const languages: GraphValue[] = ['SWE', 'ENG'].map((code) => ({ iri: `${authority}/language/${code}` }))

function licence(name: Licence): GraphValue {
  return { iri: licences[name].path }
}

function wholeDataset(about: Catalogued, publisher: string): GraphNode {
  const { url } = about
  const alone = (['sqlite', 'xlsx'] as const).map((format) =>
    distribution({
      iri: `${url}/data#samband.${format}`,
      address: `${url}/api/v1/samband.${format}`,
      title: { sv: `Allt som ${tableFormats[format].label}`, en: `Everything as ${tableFormats[format].label}` },
      fileType: format,
      mediaType: tableFormats[format].mediaType,
      licence: 'CC-BY-4.0',
    }),
  )
  const zipped = zippedFormats.map((format) =>
    distribution({
      iri: `${url}/data#samband.${format}.zip`,
      address: `${url}/api/v1/samband.${format}.zip`,
      title: {
        sv: `Allt som ${tableFormats[format].label}, en fil per tabell`,
        en: `Everything as ${tableFormats[format].label}, a file for each table`,
      },
      fileType: format,
      mediaType: tableFormats[format].mediaType,
      packed: 'application/zip',
      licence: 'CC-BY-4.0',
    }),
  )
  return dataset(about, publisher, {
    iri: `${url}/data#samband`,
    title: wholeTitle,
    meaning: wholeMeaning,
    distributions: [...alone, ...zipped],
  })
}

function tableDataset(about: Catalogued, table: TableDescription, publisher: string): GraphNode {
  const { url } = about
  return dataset(about, publisher, {
    iri: `${url}/data/dictionary#${table.name}`,
    title: { sv: `Samband: ${table.title.sv}`, en: `Samband: ${table.title.en}` },
    meaning: table.meaning,
    partOf: `${url}/data#samband`,
    distributions: tableFormatNames.map((format) =>
      distribution({
        iri: `${url}/data#${table.name}.${format}`,
        address: `${url}/api/v1/${pathOf(table)}.${format}`,
        title: {
          sv: `${table.title.sv} som ${tableFormats[format].label}`,
          en: `${table.title.en} as ${tableFormats[format].label}`,
        },
        fileType: format,
        mediaType: tableFormats[format].mediaType,
        licence: table.licence,
      }),
    ),
  })
}

type Dataset = {
  iri: string
  title: Bilingual
  meaning: Bilingual
  partOf?: string
  distributions: readonly GraphNode[]
}

function dataset(
  { url, covers, countries, firstRecordedAt, recordedAt, revision }: Catalogued,
  publisher: string,
  { iri, title, meaning, partOf, distributions }: Dataset,
): GraphNode {
  return {
    iri,
    types: ['dcat:Dataset'],
    says: [
      ...each('dcterms:title', inBoth(title)),
      ...each('dcterms:description', inBoth(meaning)),
      ['dcterms:identifier', { text: iri }],
      ['dcterms:publisher', { iri: publisher }],
      ...each('dcat:keyword', keywords.flatMap(inBoth)),
      ...each('dcat:theme', themes.map((theme) => ({ iri: `${authority}/data-theme/${theme}` }))), // prettier-ignore
      ...each('dcterms:language', languages),
      ...each('dcterms:spatial', countries.map((code) => ({ iri: `${authority}/country/${code}` }))), // prettier-ignore
      ...(covers ? [['dcterms:temporal', period(covers)] as const] : []),
      ['dcterms:accessRights', { iri: `${authority}/access-right/PUBLIC` }],
      ['dcterms:accrualPeriodicity', { iri: `${authority}/frequency/IRREG` }],
      ['dcterms:issued', day(firstRecordedAt)],
      ['dcterms:modified', day(recordedAt)],
      ['dcat:version', { text: String(revision) }],
      ['dcat:landingPage', { iri: `${url}/data` }],
      ...(partOf ? [['dcterms:isPartOf', { iri: partOf }] as const] : []),
      ...each('dcat:distribution', distributions),
    ],
  }
}

function period({ from, to }: { from: string; to: string }): GraphNode {
  return {
    types: ['dcterms:PeriodOfTime'],
    says: [
      ['dcat:startDate', { text: from, type: 'xsd:date' }],
      ['dcat:endDate', { text: to, type: 'xsd:date' }],
    ],
  }
}

type Distribution = {
  iri: string
  address: string
  title: Bilingual
  fileType: TableFormat
  mediaType: string
  packed?: string
  licence: Licence
}

function distribution({ iri, address, title, fileType, mediaType, packed, licence: given }: Distribution): GraphNode {
  const type = (whole: string): GraphValue => ({
    iri: `https://www.iana.org/assignments/media-types/${whole.split(';')[0]}`,
  })
  const known = fileTypes[fileType]
  return {
    iri,
    types: ['dcat:Distribution'],
    says: [
      ...each('dcterms:title', inBoth(title)),
      ['dcat:accessURL', { iri: address }],
      ['dcat:downloadURL', { iri: address }],
      ['dcat:mediaType', type(mediaType)],
      ...(packed ? [['dcat:packageFormat', type(packed)] as const] : []),
      ...(known ? [['dcterms:format', { iri: `${authority}/file-type/${known}` }] as const] : []),
      ['dcterms:license', licence(given)],
    ],
  }
}

/** The whole as a schema.org Dataset, to stand in a page. */
export function schemaOrgDataset(about: Catalogued, language: keyof Bilingual): object {
  const { url, covers, revision, firstRecordedAt, recordedAt } = about
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': `${url}/data#samband`,
    name: wholeTitle[language],
    description: wholeMeaning[language],
    url: `${url}/data`,
    sameAs: `${url}/data`,
    version: String(revision),
    inLanguage: ['sv', 'en'],
    license: licences['CC-BY-4.0'].path,
    isAccessibleForFree: true,
    keywords: keywords.map((word) => word[language]),
    creator: { '@type': 'Organization', name: 'Samband', url: `${url}/about` },
    datePublished: firstRecordedAt.toISOString().slice(0, 10),
    dateModified: recordedAt.toISOString().slice(0, 10),
    ...(covers && { temporalCoverage: `${covers.from}/${covers.to}` }),
    includedInDataCatalog: { '@type': 'DataCatalog', name: 'Samband', url: `${url}/data` },
    distribution: [
      ['samband.sqlite', tableFormats.sqlite.mediaType],
      ['samband.xlsx', tableFormats.xlsx.mediaType],
      ['samband.csv.zip', 'application/zip'],
      ['samband.jsonld.zip', 'application/zip'],
      ['samband.parquet.zip', 'application/zip'],
    ].map(([file, type]) => ({ '@type': 'DataDownload', encodingFormat: type, contentUrl: `${url}/api/v1/${file}` })),
  }
}
