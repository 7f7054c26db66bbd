// The tables described for programs: Frictionless Data Package 2.0, and CSV on the Web.
import { licences, type Bilingual, type ColumnType, type Licence, type TableDescription } from './public-table.rules.ts'
import { describeTable, tableNames } from './table-list.rules.ts'

type Column = TableDescription['columns'][number]

/** What is said of all tables together. */
export type Whole = {
  /** Where the site stands, as in `https://samband.example`. */
  url: string
  revision: number
  /** When that revision was recorded. */
  recordedAt: Date
}

export const wholeTitle: Bilingual = {
  sv: 'Samband: ett öppet register över samarbeten under den nationella nivån',
  en: 'Samband: an open register of cooperation below the national level',
}
export const wholeMeaning: Bilingual = {
  sv: 'Samarbeten mellan offentliga organ under den nationella nivån och motparter utomlands: vem, med vem, sedan när, i vilket läge och på vilka belägg.',
  en: 'Cooperation between public bodies below the national level and counterparts abroad: who, with whom, since when, in what state, on what evidence.',
}

/** What a column means, with the codes or rows that it holds. */
export function meaningOf({ meaning, codes, refersTo }: Column, language: keyof Bilingual): string {
  if (codes)
    return `${meaning[language]} ${{ sv: `Kod i schemat ${codes}.`, en: `Code of the scheme ${codes}.` }[language]}`
  return refersTo
    ? `${meaning[language]} ${{ sv: `Rad i ${refersTo}.`, en: `Row of ${refersTo}.` }[language]}`
    : meaning[language]
}

const frictionless: Record<ColumnType, object> = {
  string: { type: 'string' },
  edtf: { type: 'string' },
  url: { type: 'string', format: 'uri' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean', trueValues: ['yes'], falseValues: ['no'] },
  day: { type: 'date' },
  instant: { type: 'datetime' },
}

/** A table in the key of another, where one column alone names a row. */
function referencesOf({ columns }: TableDescription) {
  return columns.flatMap((column) => {
    const target = tableNames.find((name) => name === column.refersTo)
    const [key, ...more] = target ? describeTable(target).key : []
    return target && key && more.length === 0 ? [{ column: column.name, target, key }] : []
  })
}

/** `datapackage.json` of files beside it, or, with an address for each table, of files elsewhere. */
export function dataPackage(
  tables: readonly TableDescription[],
  { url, revision, recordedAt }: Whole,
  pathOfTable: (table: TableDescription) => string = ({ name }) => `${name}.csv`,
): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'samband',
    id: `${url}/data`,
    title: wholeTitle.en,
    title_sv: wholeTitle.sv,
    description: wholeMeaning.en,
    homepage: `${url}/data`,
    version: String(revision),
    created: recordedAt.toISOString(),
    licenses: [...new Set(tables.map(({ licence }) => licence))].map(licenceOf),
    contributors: [{ title: 'Samband', roles: ['publisher'] }],
    resources: tables.map((table) => ({
      name: table.name,
      type: 'table',
      title: table.title.en,
      title_sv: table.title.sv,
      description: table.meaning.en,
      description_sv: table.meaning.sv,
      path: pathOfTable(table),
      scheme: /^https?:/.exec(pathOfTable(table))?.[0].slice(0, -1) ?? 'file',
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      licenses: [licenceOf(table.licence)],
      schema: frictionlessSchema(table),
    })),
  }
}

function licenceOf(name: Licence) {
  return { name, ...licences[name] }
}

function frictionlessSchema(table: TableDescription): object {
  const references = referencesOf(table)
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: table.columns.map((column) => ({
      name: column.name,
      ...frictionless[column.type],
      description: meaningOf(column, 'en'),
      description_sv: meaningOf(column, 'sv'),
      ...(column.isNullable ? {} : { constraints: { required: true } }),
    })),
    missingValues: [''],
    primaryKey: [...table.key],
    // The profile wants at least one where they are given.
    ...(references.length > 0 && {
      foreignKeys: references.map(({ column, target, key }) => ({
        fields: [column],
        reference: { resource: target, fields: [key] },
      })),
    }),
  }
}

const csvw: Record<ColumnType, unknown> = {
  string: 'string',
  edtf: { base: 'string', '@id': 'http://id.loc.gov/datatypes/edtf' },
  url: 'anyURI',
  integer: 'integer',
  number: 'number',
  boolean: { base: 'boolean', format: 'yes|no' },
  day: 'date',
  instant: 'dateTime',
}

/** CSV on the Web: `cooperations.csv-metadata.json` of the file beside it. */
export function csvwOf(table: TableDescription, file: string, { url }: Pick<Whole, 'url'>): object {
  return { '@context': csvwContext, ...csvwTable(table, file, url) }
}

/** CSV on the Web of all files in one folder: `csv-metadata.json`. */
export function csvwOfAll(tables: readonly TableDescription[], { url }: Pick<Whole, 'url'>): object {
  return {
    '@context': csvwContext,
    'dc:title': inLanguages(wholeTitle),
    tables: tables.map((table) => csvwTable(table, `${table.name}.csv`, url, true)),
  }
}

const csvwContext = ['http://www.w3.org/ns/csvw', { '@language': 'en' }]

function csvwTable(table: TableDescription, file: string, url: string, isAmongOthers = false): object {
  const references = isAmongOthers ? referencesOf(table) : []
  return {
    url: file,
    'dc:title': inLanguages(table.title),
    'dc:description': inLanguages(table.meaning),
    'dc:license': { '@id': licences[table.licence].path },
    tableSchema: {
      columns: table.columns.map((column) => ({
        name: column.name,
        titles: column.name,
        'dc:description': inLanguages({ sv: meaningOf(column, 'sv'), en: meaningOf(column, 'en') }),
        datatype: csvw[column.type],
        required: !column.isNullable,
        propertyUrl: termOf(url, table, column),
      })),
      primaryKey: [...table.key],
      ...(references.length > 0 && {
        foreignKeys: references.map(({ column, target, key }) => ({
          columnReference: column,
          reference: { resource: `${target}.csv`, columnReference: key },
        })),
      }),
    },
  }
}

function inLanguages({ sv, en }: Bilingual) {
  return [
    { '@value': en, '@language': 'en' },
    { '@value': sv, '@language': 'sv' },
  ]
}

/** The permanent name of a column, where the dictionary says what it means. */
export function termOf(url: string, { name }: Pick<TableDescription, 'name'>, column: Pick<Column, 'name'>): string {
  return `${url}/data/dictionary#${name}.${column.name}`
}
