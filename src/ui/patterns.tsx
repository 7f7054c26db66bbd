import type { Language } from '#platform/i18n/language.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import { PageHead } from './layout/page-head.tsx'
import { Section } from './layout/section.tsx'
import { Breadcrumbs } from './controls/breadcrumbs.tsx'
import { EmptyState } from './controls/empty-state.tsx'
import { FigureNumber, FigureRow, FigureValue } from './controls/figure-number.tsx'
import { LangText } from './controls/lang-text.tsx'
import { Notice } from './controls/notice.tsx'
import { Charts } from './patterns/chart-patterns.tsx'
import { Events } from './patterns/event-patterns.tsx'
import { Fields } from './patterns/form-patterns.tsx'
import { List } from './patterns/list-patterns.tsx'
import { Statuses } from './patterns/status-patterns.tsx'

/** The body of a page that shows every control; for whoever changes the look. */
export function Patterns({ t, language }: { t: Texts; language: Language }) {
  return (
    <>
      <PageHead
        above={<Breadcrumbs t={t} crumbs={[{ label: 'Samband', href: `/${language}/` }]} />}
        title={t('ui.patterns.title')}
        lead={t('ui.patterns.lead')}
      />
      <Figures t={t} />
      <Statuses t={t} />
      <List t={t} />
      <Events t={t} />
      <Charts t={t} />
      <Notices t={t} />
      <Fields t={t} />
      <Empty t={t} />
      <Type t={t} />
    </>
  )
}

function Figures({ t }: { t: Texts }) {
  const rule = { label: t('ui.patterns.figure-rule'), href: '#figures' }
  const basis = { t, rule, asOf: '2021-12-31', href: '#list' }
  return (
    <Section id="figures" title={t('ui.patterns.figures')}>
      <FigureRow>
        <FigureNumber {...basis} value={49} band={[48, 50]} unit={t('ui.patterns.figure-unit-1')} />
        <FigureNumber {...basis} value={21} unit={t('ui.patterns.figure-unit-2')} />
        <FigureNumber {...basis} value={4} band={[4, 5]} unit={t('ui.patterns.figure-unit-3')} />
        <FigureNumber {...basis} value={1024} unit={t('ui.patterns.figure-unit-4')} />
      </FigureRow>
      <p>
        {t('ui.patterns.figure-text')} <FigureValue t={t} value={49} band={[48, 50]} />.
      </p>
    </Section>
  )
}

function Notices({ t }: { t: Texts }) {
  return (
    <Section id="notices" title={t('ui.patterns.notices')}>
      {(['info', 'warn', 'conflict'] as const).map((kind) => (
        <Notice t={t} kind={kind}>
          <p>{t(`ui.patterns.notice-${kind}`)}</p>
        </Notice>
      ))}
    </Section>
  )
}

function Empty({ t }: { t: Texts }) {
  return (
    <Section id="empty" title={t('ui.patterns.empty')}>
      <EmptyState
        title={t('ui.patterns.empty-title')}
        actions={[
          { label: t('ui.patterns.empty-clear'), href: '#list' },
          { label: t('ui.patterns.empty-all'), href: '#list' },
        ]}
      >
        {t('ui.patterns.empty-text')}
      </EmptyState>
    </Section>
  )
}

function Type({ t }: { t: Texts }) {
  return (
    <Section id="type" title={t('ui.patterns.type')}>
      <p>
        {t('ui.patterns.type-text')} {t('ui.patterns.type-example')}, <LangText lang="zh-Hans">示例市</LangText>.{' '}
        <a href="#type">{t('ui.patterns.type-link')}</a>.
      </p>
      <h3>{t('ui.patterns.type-heading-3')}</h3>
      <ul>
        <li>{t('ui.patterns.type-list-1')}</li>
        <li>{t('ui.patterns.type-list-2')}</li>
      </ul>
      <h4>{t('ui.patterns.type-heading-4')}</h4>
      <p class="quiet">{t('ui.patterns.sources-text')}</p>
    </Section>
  )
}
