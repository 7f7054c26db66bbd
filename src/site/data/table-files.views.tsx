// The same rows to take away, in every form: beside a list what it shows, on the page of open data every table.
import {
  describeTable, isOfToday, pathOf, publicTables, tableFormatNames, tableFormats, zippedFormats, type TableDescription,
  type TableName,
} from '#publication/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { DownloadLinks } from '#ui/controls/download-links.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { dictionaryPath, withQuery } from '../site.paths.ts'

function filesOf(table: TableDescription, search: URLSearchParams, words: Words) {
  return tableFormatNames.map((format) => {
    const path = withQuery(`/api/v1/${pathOf(table)}.${format}`, search)
    return { format: tableFormats[format].label, href: isOfToday(table.name) ? path : words.at(path) }
  })
}

/** What a list shows: `search` is its query without what only the page needs. */
export function TableFiles({
  table,
  search = new URLSearchParams(),
  of,
  words,
}: {
  table: TableName
  search?: URLSearchParams
  of: string
  words: Words
}) {
  return <DownloadLinks t={words.t} of={of} downloads={filesOf(describeTable(table), search, words)} />
}

export function WholeFiles({ words }: { words: Words }) {
  const { t, at } = words
  const files = [
    ['samband.sqlite', 'SQLite', t('site.data.whole-sqlite')],
    ['samband.csv.zip', 'CSV', t('site.data.whole-csv')],
    ['samband.xlsx', 'Excel', t('site.data.whole-xlsx')],
    ['samband.parquet.zip', 'Parquet', t('site.data.whole-parquet')],
    ...zippedFormats
      .filter((format) => format !== 'csv' && format !== 'parquet')
      .map((format) => [`samband.${format}.zip`, tableFormats[format].label, t(`site.data.whole-${format}`)] as const),
  ] as const
  return (
    <Section id="whole" title={t('site.data.whole')}>
      <p>{t('site.data.whole-text')}</p>
      <DefinitionList
        items={files.map(([file, label, description]) => ({
          term: (
            <a href={at(`/api/v1/${file}`)} rel="nofollow">
              {label}
            </a>
          ),
          description,
        }))}
      />
    </Section>
  )
}

export function EveryTable({ words }: { words: Words }) {
  const { t, at, language } = words
  return (
    <Section id="tables" title={t('site.data.tables')}>
      <p>
        {t('site.data.tables-text')} <a href={at(dictionaryPath)}>{t('site.dictionary.title')}</a>
      </p>
      <DataTable
        t={t}
        caption={t('site.data.tables')}
        rows={publicTables}
        columns={[
          {
            key: 'table',
            header: t('site.data.table'),
            cell: (table) => <a href={at(`${dictionaryPath}#${table.name}`)}>{table.title[language]}</a>,
          },
          { key: 'meaning', header: t('site.data.meaning'), cell: (table) => table.meaning[language] },
          {
            key: 'files',
            header: t('site.data.files'),
            cell: (table) =>
              filesOf(table, new URLSearchParams(), words).map(({ format, href }, index) => (
                <>
                  {index > 0 && ' · '}
                  <a href={href} rel="nofollow" aria-label={`${table.title[language]}, ${format}`}>
                    {format}
                  </a>
                </>
              )),
          },
        ]}
      />
    </Section>
  )
}

export function LinkedDataText({ words, url }: { words: Words; url: string }) {
  const { t } = words
  const files = [
    ['/data/catalog.ttl', t('site.data.catalogue-ttl')],
    ['/data/catalog.jsonld', t('site.data.catalogue-jsonld')],
    ['/api/v1/datapackage.json', t('site.data.datapackage')],
  ] as const
  return (
    <Section id="linked-data" title={t('site.data.linked')}>
      <p>{t('site.data.linked-text')}</p>
      <pre tabindex={0}>
        <code>{`curl -L -H 'Accept: text/turtle' '${url}/actors/se-goteborg'\ncurl -L -H 'Accept: application/ld+json' '${url}/countries/CN'`}</code>
      </pre>
      <ul>
        {files.map(([path, label]) => (
          <li>
            <a href={path}>{label}</a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
