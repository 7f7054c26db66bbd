// What the columns of open data mean, table by table. Each has an address, which is its name in linked data.
import { Hono } from 'hono'
import type { AppEnv } from '#platform/http/app-env.ts'
import { meaningOf, publicTables, type TableDescription } from '#publication/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { PageHead } from '#ui/layout/page-head.tsx'
import { Section } from '#ui/layout/section.tsx'
import { showPage, siteFor, wordsFor, type SiteParts, type Words } from '../frame/frame.views.tsx'
import { codebookPath, dictionaryPath } from '../site.paths.ts'

export function dictionaryPages(parts: SiteParts) {
  return new Hono<AppEnv>().get(dictionaryPath, (c) => {
    const words = wordsFor(c)
    const { t, language } = words
    return showPage(c, siteFor(c, parts), {
      title: t('site.dictionary.title'),
      description: t('site.dictionary.lead'),
      current: 'data',
      body: (
        <>
          <PageHead title={t('site.dictionary.title')} lead={t('site.dictionary.lead')}>
            <p>
              {publicTables.map(({ name, title }, index) => (
                <>
                  {index > 0 && ' · '}
                  <a href={`#${name}`}>{title[language]}</a>
                </>
              ))}
            </p>
          </PageHead>
          {publicTables.map((table) => (
            <TableMeaning table={table} words={words} />
          ))}
        </>
      ),
    })
  })
}

function TableMeaning({ table, words }: { table: TableDescription; words: Words }) {
  const { t, at, language } = words
  return (
    <Section id={table.name} title={table.title[language]}>
      <p>{table.meaning[language]}</p>
      <p class="quiet">{t('site.dictionary.facts', { key: table.key.join(', '), licence: table.licence })}</p>
      <DataTable
        t={t}
        caption={table.title[language]}
        rows={table.columns}
        rowId={({ name }) => `${table.name}.${name}`}
        columns={[
          { key: 'name', header: t('site.dictionary.column'), nowrap: true, cell: ({ name }) => <code>{name}</code> },
          {
            key: 'type',
            header: t('site.dictionary.type'),
            cell: ({ type, isNullable }) =>
              isNullable
                ? `${t(`site.dictionary.type-${type}`)}, ${t('site.dictionary.may-be-empty')}`
                : t(`site.dictionary.type-${type}`),
          },
          {
            key: 'meaning',
            header: t('site.data.meaning'),
            cell: (column) =>
              column.codes ? (
                <>
                  {column.meaning[language]}{' '}
                  <a href={at(`${codebookPath}#${column.codes}`)}>{t('site.dictionary.codes')}</a>
                </>
              ) : (
                meaningOf(column, language)
              ),
          },
        ]}
      />
    </Section>
  )
}
