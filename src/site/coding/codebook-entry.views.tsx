// What a version of the codebook says of its codes, and how two versions differ.
import type { CodebookEntry, EntryDifference, EntryField } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import type { Words } from '../frame/frame.views.tsx'

export function labelOf(entry: CodebookEntry, { language }: Pick<Words, 'language'>): string {
  return entry[`label_${language}`]
}

type EntryProps = { entry: CodebookEntry; words: Words; fields: readonly EntryField[] }

/** What is said of a code, by these fields; those that are empty are left out. */
export function EntryTexts({ entry, words, fields }: EntryProps) {
  const { t, language } = words
  return (
    <DefinitionList
      items={fields.map((field) => ({
        term: t(`coding.entry.${field}`),
        description: entry[`${field}_${language}`],
      }))}
    />
  )
}

type ListProps = { entries: readonly CodebookEntry[]; words: Words }

/** The codes of one scheme with everything that is said of them. */
export function CodebookEntries({ entries, words }: ListProps) {
  return (
    <dl class="book-of-terms">
      {entries.map((entry) => (
        <>
          <dt id={`${entry.scheme}.${entry.code}`}>
            {labelOf(entry, words)} <code class="quiet">{entry.code}</code>
          </dt>
          <dd>
            <p>{entry[`definition_${words.language}`]}</p>
            <EntryTexts entry={entry} words={words} fields={['example', 'includes', 'excludes']} />
          </dd>
        </>
      ))}
    </dl>
  )
}

type DifferencesProps = { differences: readonly EntryDifference[]; words: Words; caption: string }

/** Field by field, in both languages: a version differs from another whichever of the two says something new. */
export function Differences({ differences, words, caption }: DifferencesProps) {
  const { t } = words
  const rows = differences.flatMap((difference) => {
    const { scheme, kind } = difference
    const name = `${t(`site.scheme.${scheme}`)}: ${labelOf(kind === 'removed' ? difference.before : difference.after, words)}`
    if (kind !== 'changed') return [{ name, what: t(`coding.difference.${kind}`), before: null, after: null }]
    return difference.columns.map((column) => {
      const [field = '', lang] = column.split('_')
      const said = (entry: CodebookEntry) =>
        entry[column] === null ? null : <InLanguage lang={lang}>{String(entry[column])}</InLanguage>
      return {
        name,
        what: column === 'sort' ? t('coding.entry.sort') : t('coding.entry.in', { field: t(`coding.entry.${field as EntryField}`), language: t(`coding.language.${lang === 'sv' ? 'sv' : 'en'}`) }), // prettier-ignore
        before: said(difference.before),
        after: said(difference.after),
      }
    })
  })
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={rows}
      columns={[
        { key: 'code', header: t('coding.difference.code'), cell: ({ name }) => name },
        { key: 'what', header: t('coding.difference.what'), cell: ({ what }) => what },
        { key: 'before', header: t('coding.difference.before'), cell: ({ before }) => before },
        { key: 'after', header: t('coding.difference.after'), cell: ({ after }) => after },
      ]}
    />
  )
}

function InLanguage({ lang, children }: { lang: string | undefined; children: string }) {
  return lang ? <LangText lang={lang}>{children}</LangText> : <>{children}</>
}
