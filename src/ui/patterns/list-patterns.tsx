import type { Texts } from '#platform/i18n/texts.ts'
import { Chips } from '../controls/chips.tsx'
import { DataTable, SortLinks, type Column } from '../controls/data-table.tsx'
import { DownloadLinks } from '../controls/download-links.tsx'
import { FacetForm, FacetGroup } from '../controls/facet-form.tsx'
import { KeysetPager } from '../controls/keyset-pager.tsx'
import { LangText } from '../controls/lang-text.tsx'
import { StatusMark, type StatusKey } from '../controls/status-mark.tsx'
import { ViewTabs } from '../controls/view-tabs.tsx'
import { Section, WithFilters } from '../layout/section.tsx'
import { statuses, statusLabel } from './status-patterns.tsx'

type Lighthouse = { name: string; port: string; status: StatusKey; since?: number; built: string; height: number }

const lighthouses: readonly Lighthouse[] = [
  { name: 'Grynnan', port: 'Norrhamn', status: 'active', built: '1986', height: 31.5 },
  { name: 'Långskär', port: 'Norrhamn', status: 'dormant', since: 2019, built: '1993-04', height: 8 },
  { name: 'Blåkubben', port: 'Tallvik', status: 'paused', since: 2020, built: '2002', height: 117.2 },
  { name: 'Yttre Måsören', port: '示例市', status: 'partly_ended', since: 2020, built: '1999', height: 24.8 },
  { name: 'Stångudden', port: 'Tallvik', status: 'ended', since: 2018, built: '1987', height: 19 },
  { name: 'Mörkö', port: 'Sundby', status: 'unknown', built: '2002/', height: 12.4 },
]

/** A list of rows with its filters, views, order and pages. */
export function List({ t }: { t: Texts }) {
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
