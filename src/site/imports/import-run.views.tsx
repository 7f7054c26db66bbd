// The parts of the page of a run: the form for its columns, counts, progress, what was found, and why it was refused.
import {
  importFields, refusals, type FindingKind, type ImportColumns, type ImportField, type ImportFinding, type ImportRun,
  type ImportSummary,
} from '#register/index.ts' // prettier-ignore
import { DataTable } from '#ui/controls/data-table.tsx'
import { DefinitionList } from '#ui/controls/definition-list.tsx'
import { SelectField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { ViewTabs } from '#ui/controls/view-tabs.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { withQuery } from '../site.paths.ts'
import { candidatesPath, importRunPath, placesPath, runActPath } from './import.paths.ts'

type RunProps = { run: ImportRun; words: Words }

type ColumnsFormProps = RunProps & {
  headings: readonly string[]
  sample: readonly (readonly string[])[]
  columns: ImportColumns
  faults: readonly ImportField[]
}

/** What each field is filled from; the first rows of the file stand below. */
export function ColumnsForm({ run, headings, sample, columns, faults, words }: ColumnsFormProps) {
  const { t, today } = words
  const fieldsOf = (side: '1' | '2' | '') => importFields.filter((field) => field.replace(/[^12]/g, '') === side)
  const select = (field: ImportField) => (
    <SelectField
      name={field}
      label={t(`imports.field.${field.replace(/[12]$/, '') as 'name'}`)}
      error={faults.includes(field) ? t('imports.field-missing') : undefined}
      options={[
        { value: '', label: t('imports.no-column') },
        ...headings.map((heading) => ({ value: heading, label: heading, chosen: columns[field] === heading })),
      ]}
    />
  )
  return (
    <Section id="columns" title={t('imports.columns')}>
      <p>{t('imports.columns-text')}</p>
      <form method="post" action={today(runActPath(String(run.id), 'columns'))} class="fields">
        <div class="two-sides">
          <fieldset>
            <legend>{t('imports.place-1')}</legend>
            {fieldsOf('1').map(select)}
          </fieldset>
          <fieldset>
            <legend>{t('imports.place-2')}</legend>
            {fieldsOf('2').map(select)}
          </fieldset>
        </div>
        {fieldsOf('').map(select)}
        <div class="buttons">
          <button type="submit" class={run.state === 'uploaded' ? 'button' : 'button plain'}>
            {t('imports.preview')}
          </button>
        </div>
      </form>
      <DataTable
        t={t}
        caption={t('imports.sample')}
        captionShown
        rows={headings.map((heading, at) => ({ heading, cells: sample.map((row) => row[at] ?? '') }))}
        columns={[
          { key: 'heading', header: t('imports.heading'), cell: ({ heading }) => heading || '–' },
          { key: 'cells', header: t('imports.first-cells'), cell: ({ cells }) => cells.join(' · ') },
        ]}
      />
    </Section>
  )
}

/** Why a list was refused as a whole, with examples; or what a run failed with. */
export function WholeFault({ run: { fault }, words }: RunProps) {
  const { t, vocabulary } = words
  if (!fault) return null
  if (fault.kind !== 'wrong-country') {
    return (
      <Notice t={t} kind="warn">
        <p>{fault.kind === 'no-pairs' ? t('imports.fault.no-pairs') : t('imports.fault.failed')}</p>
      </Notice>
    )
  }
  const { country, places, there, named, instead, examples } = fault
  const name = vocabulary.country(country)
  return (
    <Notice t={t} kind="warn" title={t('imports.fault.title')}>
      <p>{t('imports.fault.wrong-country', { country: name, places, there, named })}</p>
      {instead && (
        <p>{t('imports.fault.instead', { count: instead.places, country: vocabulary.country(instead.country) })}</p>
      )}
      <ul>
        {examples.map((example) => (
          <li>
            {t('imports.fault.example', {
              name: example.name,
              lat: example.at.lat.toFixed(2),
              lon: example.at.lon.toFixed(2),
            })}
            {example.in && `, ${t('imports.fault.lies-in', { country: vocabulary.country(example.in) })}`}
          </li>
        ))}
      </ul>
      <p>{t('imports.fault.what-now')}</p>
    </Notice>
  )
}

/** How far a run is; works without script by asking again. */
export function RunProgress({ run, words }: RunProps) {
  const { t, today } = words
  if (!['waiting', 'running', 'cancelled', 'failed'].includes(run.state)) return null
  const said = t('imports.progress', { written: run.written, total: run.total })
  return (
    <div class="unit-progress">
      <p id="progress-text">{said}</p>
      <progress value={run.written} max={Math.max(1, run.total)} aria-labelledby="progress-text">
        {said}
      </progress>
      {['waiting', 'running'].includes(run.state) && (
        <p>
          <a href={today(importRunPath(String(run.id)))}>{t('imports.look-again')}</a>
        </p>
      )}
    </div>
  )
}

/** Counts before the import as they would be, afterwards as they are. */
export function Outcome({ run, summary, words }: RunProps & { summary: ImportSummary }) {
  const { t, today } = words
  const isDone = run.state === 'done'
  const { added, same, changed, gone } = isDone ? run : summary
  const number = (count: number) => t('imports.number', { count })
  const refused = refusals.reduce((sum, kind) => sum + (summary.findings[kind] ?? 0), 0)
  return (
    <Section id="outcome" title={t(isDone ? 'imports.became' : 'imports.would')}>
      <DefinitionList
        items={[
          { term: t('imports.count.rows'), description: number(summary.rows) },
          { term: t('imports.count.pairs'), description: number(summary.pairs) },
          { term: t('imports.count.added'), description: number(added) },
          { term: t('imports.count.same'), description: number(same) },
          { term: t('imports.count.changed'), description: number(changed) },
          { term: t('imports.count.gone'), description: number(gone) },
          { term: t('imports.count.unsure'), description: number(summary.unsure) },
          { term: t('imports.count.refused'), description: number(refused) },
          { term: t('imports.count.duplicate'), description: number(summary.findings.duplicate ?? 0) },
          { term: t('imports.count.matched'), description: t('imports.count.matched-of', { one: summary.oneMatched, both: summary.bothMatched }) },
        ]}
      />
      <p>
        {isDone && (
          <>
            <a href={today(candidatesPath(run.list))}>{t('imports.to-candidates')}</a>
            {summary.unsure > 0 && (
              <>
                {' · '}
                <a href={today(placesPath(String(run.list)))}>{t('imports.to-places')}</a>
              </>
            )}
          </>
        )}
      </p>
    </Section>
  ) // prettier-ignore
}

type FindingsProps = RunProps & {
  counts: ImportSummary['findings']
  kind: FindingKind | undefined
  findings: readonly ImportFinding[]
  /** The finding after which the next page begins. */
  next: number | undefined
}

/** What is to be known about single rows, by sort. */
export function Findings({ run, counts, kind, findings, next, words }: FindingsProps) {
  const { t, today } = words
  const path = (query: Record<string, string>) =>
    `${today(withQuery(importRunPath(String(run.id)), new URLSearchParams(query)))}#findings`
  const kinds = Object.keys(counts) as FindingKind[]
  if (kinds.length === 0) return null
  return (
    <Section id="findings" title={t('imports.findings')}>
      <ViewTabs
        label={t('imports.findings')}
        views={[
          { label: t('imports.all'), href: path({}), current: kind === undefined },
          ...kinds.map((one) => ({
            label: `${t(`imports.finding.${one}`)} (${t('imports.number', { count: counts[one] ?? 0 })})`,
            href: path({ kind: one }),
            current: kind === one,
          })),
        ]}
      />
      <DataTable
        t={t}
        caption={t('imports.findings')}
        rows={findings}
        columns={[
          { key: 'row', header: t('imports.row'), nowrap: true, cell: ({ row }) => row },
          { key: 'kind', header: t('imports.found'), cell: (finding) => t(`imports.finding.${finding.kind}`) },
          { key: 'text', header: t('imports.written-so'), cell: ({ text }) => text },
          {
            key: 'detail',
            header: t('imports.detail'),
            cell: ({ kind: one, detail }) =>
              detail !== null && (one === 'duplicate' ? t('imports.repeats-row', { row: detail }) : t('imports.km', { km: detail })),
          },
        ]}
      />
      {next !== undefined && (
        <p>
          <a href={path({ ...(kind ? { kind } : {}), after: String(next) })}>{t('imports.more-findings')}</a>
        </p>
      )}
    </Section>
  ) // prettier-ignore
}
