// The data packages by name, with version and licences.
import { readLicences } from '#publication/index.ts'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import type { Words } from './frame.views.tsx'

type NamedDataset = { title_sv: string; title_en: string; version: string; licence: string }

export function DatasetList({ datasets, words }: { datasets: readonly NamedDataset[]; words: Words }) {
  const { t, language } = words
  return (
    <DefinitionList
      items={datasets.map(({ title_sv, title_en, version, licence }) => ({
        term: language === 'sv' ? title_sv : title_en,
        description: (
          <>
            {t('site.about.version', { version })} ·{' '}
            {readLicences(licence).map(({ name, path }, index) => (
              <>
                {index > 0 && ', '}
                <a href={path} rel="license">
                  {name}
                </a>
              </>
            ))}
          </>
        ),
      }))}
    />
  )
}
