import type { Texts } from '#platform/i18n/texts.ts'
import { CitationNote } from '../controls/citation-note.tsx'
import { DefinitionList } from '../controls/definition-list.tsx'
import { Coordinates, LangText } from '../controls/lang-text.tsx'
import { MarginSection } from '../controls/margin-section.tsx'
import { Timeline } from '../controls/timeline.tsx'
import { Section, WithMargin } from '../layout/section.tsx'

/** Events on a line of time with their sources, and plain facts. */
export function Events({ t }: { t: Texts }) {
  const cite = (number: 1 | 2 | 3, contradicts = false) => ({
    label: t(`ui.patterns.source-${number}`),
    href: '#timeline',
    contradicts,
  })
  return (
    <Section id="timeline" title={t('ui.patterns.timeline')}>
      <WithMargin
        margin={
          <>
            <MarginSection title={t('ui.patterns.method')}>
              <p>{t('ui.patterns.method-text')}</p>
            </MarginSection>
            <MarginSection title={t('ui.patterns.sources')}>
              <p>{t('ui.patterns.sources-text')}</p>
            </MarginSection>
          </>
        }
      >
        <Timeline
          items={[
            {
              date: t('ui.patterns.date-1'),
              datetime: '1986-03-12',
              title: t('ui.patterns.event-1'),
              status: 'active',
              citations: <CitationNote t={t} citations={[cite(1), cite(3, true)]} />,
            },
            { date: t('ui.patterns.date-2'), datetime: '1989', title: t('ui.patterns.event-2'), status: 'paused' },
            {
              date: t('ui.patterns.date-3'),
              uncertain: true,
              title: (
                <>
                  {t('ui.patterns.event-3')} <LangText lang="zh-Hans">示例市</LangText>
                </>
              ),
              citations: <CitationNote t={t} citations={[cite(1)]} />,
            },
            {
              date: t('ui.patterns.date-5'),
              datetime: '2018',
              title: t('ui.patterns.event-5'),
              superseded: true,
              citations: <CitationNote t={t} citations={[cite(3)]} />,
            },
            {
              date: t('ui.patterns.date-4'),
              datetime: '2020-08-19',
              title: t('ui.patterns.event-4'),
              status: 'ended',
              children: <p>{t('ui.patterns.event-4-note')}</p>,
              citations: <CitationNote t={t} citations={[cite(2)]} />,
            },
          ]}
        />
        <h3>{t('ui.patterns.facts')}</h3>
        <DefinitionList
          items={[
            { term: t('ui.patterns.fact-place'), description: <Coordinates t={t} lat={63.5012} lon={20.25} /> },
            { term: t('ui.patterns.fact-local-name'), description: <LangText lang="zh-Hans">示例市灯塔</LangText> },
            { term: t('ui.patterns.fact-code'), description: 'SE-0042' },
            { term: t('ui.patterns.fact-former'), description: 'Gamla Grynnan' },
          ]}
        />
      </WithMargin>
    </Section>
  )
}
