// What happened around the cooperations, told from which source: the events that charts lay over a series.
import type { Source } from '#evidence/index.ts'
import { datedAs, type ContextEvent } from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { TableFiles } from '../data/table-files.views.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { Citations, DateText, inLanguage } from '../frame/naming.views.tsx'

type ContextProps = { events: readonly ContextEvent[]; sources: ReadonlyMap<string, Source>; words: Words }

export function ContextEvents({ events, sources, words }: ContextProps) {
  const { t, language } = words
  return (
    <>
      <p>{t('site.about.context-text')}</p>
      <DataTable
        t={t}
        caption={t('site.about.context')}
        rows={events}
        columns={[
          {
            key: 'when',
            header: t('site.about.context-when'),
            cell: (event) => <DateText date={datedAs(event)} words={words} />,
          },
          {
            key: 'what',
            header: t('site.about.context-what'),
            cell: (event) => <span id={event.id}>{inLanguage(event, 'title', language)}</span>,
          },
          { key: 'note', header: t('site.about.context-note'), cell: (event) => inLanguage(event, 'note', language) },
          {
            key: 'source',
            header: t('site.about.context-source'),
            cell: (event) => <Citations citations={event.citations} sources={sources} words={words} />,
          },
        ]}
      />
      <TableFiles table="context_events" of={t('site.about.context')} words={words} />
    </>
  )
}
