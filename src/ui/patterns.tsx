import type { Language } from '#platform/i18n/language.ts'
import type { TextKey, Texts } from '#platform/i18n/texts.ts'
import { PageHead } from './layout/page-head.tsx'
import { Section, WithFilters, WithMargin } from './layout/section.tsx'
import { Breadcrumbs } from './controls/breadcrumbs.tsx'
import { Chips } from './controls/chips.tsx'
import { CitationNote } from './controls/citation-note.tsx'
import { DataTable, SortLinks, type Column } from './controls/data-table.tsx'
import { DefinitionList } from './controls/definition-list.tsx'
import { DownloadLinks } from './controls/download-links.tsx'
import { EmptyState } from './controls/empty-state.tsx'
import { FacetForm, FacetGroup } from './controls/facet-form.tsx'
import { SearchField, SelectField, TextField } from './controls/fields.tsx'
import { FigureNumber, FigureRow, FigureValue } from './controls/figure-number.tsx'
import { KeysetPager } from './controls/keyset-pager.tsx'
import { Coordinates, LangText } from './controls/lang-text.tsx'
import { MarginSection } from './controls/margin-section.tsx'
import { Notice } from './controls/notice.tsx'
import { StatusMark, type StatusKey } from './controls/status-mark.tsx'
import { Timeline } from './controls/timeline.tsx'
import { ViewTabs } from './controls/view-tabs.tsx'

const statuses: readonly StatusKey[] = ['active', 'dormant', 'paused', 'partly_ended', 'ended', 'unknown']

type Lighthouse = { name: string; port: string; status: StatusKey; since?: number; built: string; height: number }

const lighthouses: readonly Lighthouse[] = [
  { name: 'Grynnan', port: 'Norrhamn', status: 'active', built: '1986', height: 31.5 },
  { name: 'Långskär', port: 'Norrhamn', status: 'dormant', since: 2019, built: '1993-04', height: 8 },
  { name: 'Blåkubben', port: 'Tallvik', status: 'paused', since: 2020, built: '2002', height: 117.2 },
  { name: 'Yttre Måsören', port: '示例市', status: 'partly_ended', since: 2020, built: '1999', height: 24.8 },
  { name: 'Stångudden', port: 'Tallvik', status: 'ended', since: 2018, built: '1987', height: 19 },
  { name: 'Mörkö', port: 'Sundby', status: 'unknown', built: '2002/', height: 12.4 },
]

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

function Statuses({ t }: { t: Texts }) {
  return (
    <Section id="statuses" title={t('ui.patterns.statuses')}>
      <p>{t('ui.patterns.statuses-text')}</p>
      <div class="figure-row">
        {statuses.map((status) => (
          <StatusMark status={status} label={statusLabel(t, status)} />
        ))}
      </div>
    </Section>
  )
}

function List({ t }: { t: Texts }) {
  const counts = [3, 2, 1, 5, 0, 4, 2, 1, 0]
  const coasts = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const
  return (
    <Section
      id="list"
      title={t('ui.patterns.list')}
      tools={
        <DownloadLinks
          t={t}
          of={t('ui.patterns.table-caption')}
          downloads={['CSV', 'JSON', 'XLSX'].map((format) => ({ format, href: '#list' }))}
        />
      }
    >
      <WithFilters
        filters={
          <FacetForm t={t} action="" chosen={2}>
            <FacetGroup
              t={t}
              legend={t('ui.patterns.facet-status')}
              name="status"
              options={statuses.map((status, index) => ({
                value: status,
                label: statusLabel(t, status),
                count: counts[index] ?? 0,
                chosen: status === 'active',
              }))}
            />
            <FacetGroup
              t={t}
              legend={t('ui.patterns.facet-coast')}
              name="coast"
              first={5}
              options={coasts.map((coast, index) => ({
                value: String(coast),
                label: t(`ui.patterns.coast-${coast}`),
                count: counts[index] ?? 0,
                chosen: coast === 4,
              }))}
            />
          </FacetForm>
        }
      >
        <ViewTabs
          label={t('ui.patterns.views')}
          views={[
            { label: t('ui.patterns.view-table'), href: '#list', current: true },
            { label: t('ui.patterns.view-lines'), href: '#timeline' },
            { label: t('ui.patterns.view-map'), href: '#list' },
          ]}
        />
        <Chips
          t={t}
          clearHref="#list"
          chips={[
            { facet: t('ui.patterns.facet-status'), label: t('ui.patterns.status.active'), href: '#list' },
            { facet: t('ui.patterns.facet-coast'), label: t('ui.patterns.coast-4'), href: '#list' },
          ]}
        />
        <SortLinks
          t={t}
          options={[
            { label: t('ui.patterns.column-name'), href: '#list', direction: 'ascending' },
            { label: t('ui.patterns.column-built'), href: '#list' },
          ]}
        />
        <DataTable t={t} caption={t('ui.patterns.table-caption')} columns={columns(t)} rows={lighthouses} />
        <KeysetPager t={t} from={1} to={50} total={57} previousHref="#list" nextHref="#list" />
      </WithFilters>
    </Section>
  )
}

function columns(t: Texts): readonly Column<Lighthouse>[] {
  return [
    {
      key: 'name',
      header: t('ui.patterns.column-name'),
      sort: { href: '#list', direction: 'ascending' },
      cell: (row) => <a href="#timeline">{row.name}</a>,
    },
    {
      key: 'port',
      header: t('ui.patterns.column-port'),
      cell: (row) => (/\p{Script=Han}/u.test(row.port) ? <LangText lang="zh-Hans">{row.port}</LangText> : row.port),
    },
    {
      key: 'status',
      header: t('ui.patterns.column-status'),
      cell: (row) => (
        <StatusMark
          status={row.status}
          label={statusLabel(t, row.status)}
          note={row.since ? t('ui.patterns.since', { year: String(row.since) }) : undefined}
        />
      ),
    },
    {
      key: 'built',
      header: t('ui.patterns.column-built'),
      nowrap: true,
      sort: { href: '#list' },
      cell: (row) => <time>{row.built}</time>,
    },
    {
      key: 'height',
      header: t('ui.patterns.column-height'),
      align: 'end',
      sort: { href: '#list' },
      cell: (row) => t('ui.patterns.height', { height: row.height }),
    },
  ]
}

function Events({ t }: { t: Texts }) {
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

function Fields({ t }: { t: Texts }) {
  return (
    <Section id="fields" title={t('ui.patterns.fields')}>
      <form class="fields" method="get" action="">
        <SearchField t={t} label={t('ui.search.label')} hint={t('ui.patterns.field-search-hint')} />
        <TextField
          name="name"
          label={t('ui.patterns.field-name')}
          hint={t('ui.patterns.field-name-hint')}
          value="Grynnan"
        />
        <TextField
          name="year"
          label={t('ui.patterns.field-year')}
          error={t('ui.patterns.field-year-error')}
          value="86"
          inputmode="numeric"
        />
        <SelectField
          name="status"
          label={t('ui.patterns.facet-status')}
          options={statuses.map((status) => ({ value: status, label: statusLabel(t, status) }))}
        />
        <TextField name="note" label={t('ui.patterns.field-note')} rows={3} />
        <div class="buttons">
          <button type="submit" class="button">
            {t('ui.patterns.button-save')}
          </button>
          <a class="button plain" href="#fields">
            {t('ui.patterns.button-cancel')}
          </a>
        </div>
      </form>
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

function statusLabel(t: Texts, status: StatusKey): string {
  const key: TextKey = `ui.patterns.status.${status}`
  return t(key)
}
