// What changes, fact by fact: the value before and the value after, beside one another.
import type { Child } from 'hono/jsx'
import type { FactRow } from '#platform/db/versions.ts'
import {
  changedRow,
  factKey,
  type Clash,
  type Facts,
  type Finding,
  type ProposedChange,
  type StoodBy,
} from '#register/index.ts'
import { DataTable } from '#ui/controls/data-table.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import { TextField } from '#ui/controls/fields.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { columnLabel, factInWords, namedBeside, shownColumns, valueInWords, type Known } from './fact-words.views.tsx'

type DiffProps = {
  changes: readonly ProposedChange[]
  words: Words
  known: Known
  /** What stands around the changes. */
  facts?: Facts | undefined
}

/** More facts than this are read faster in one table than one after another. */
const mostApart = 30

export function Diff({ changes, words, known }: DiffProps) {
  const { t } = words
  if (changes.length > mostApart) return <DiffTable changes={changes} words={words} known={known} />
  return (
    <>
      {changes.map((change) => {
        const name = nameOf(change, words, known)
        const value = (column: string, row: FactRow | null | undefined) =>
          shownValue(change.resource, column, row?.[column], words, known)
        const after = changedRow(change, change.before)
        const shown = change.act === 'change' ? change.fields : (after ?? change.before ?? {})
        const rows = shownColumns(shown).filter((column) => change.act === 'change' || (shown[column] ?? null) !== null)
        return (
          <section class={`difference difference-${change.act}`}>
            <h3>
              <FactHeading {...{ change, words, known }} />
            </h3>
            <DataTable
              t={t}
              caption={name}
              rows={rows}
              columns={[
                {
                  key: 'field',
                  header: t('proposals.diff.field'),
                  cell: (column) => columnLabel(column, words, change.resource),
                },
                ...(change.act === 'add'
                  ? []
                  : [
                      {
                        key: 'before',
                        header: t('proposals.diff.before'),
                        cell: (column: (typeof rows)[number]) => {
                          const text = value(column, change.before)
                          return text === undefined ? <None words={words} /> : <del>{text}</del>
                        },
                      },
                    ]),
                ...(change.act === 'withdraw'
                  ? []
                  : [
                      {
                        key: 'after',
                        header: t('proposals.diff.after'),
                        cell: (column: (typeof rows)[number]) => {
                          const text = value(column, after)
                          return text === undefined ? <None words={words} /> : <ins>{text}</ins>
                        },
                      },
                    ]),
              ]}
            />
          </section>
        )
      })}
    </>
  )
}

/** Many changes, each in one row. */
function DiffTable({ changes, words, known }: DiffProps) {
  const { t } = words
  const said = (change: ProposedChange) => {
    const shown = change.act === 'withdraw' ? {} : change.fields
    const value = (column: string, row: FactRow | null) =>
      shownValue(change.resource, column, row?.[column], words, known)
    return shownColumns(shown).flatMap((column) => {
      const [before, after] = [value(column, change.before), value(column, shown)]
      if (before === undefined && after === undefined) return []
      return [
        <div>
          {columnLabel(column, words, change.resource)}: {before !== undefined && <del>{before}</del>}{' '}
          {after === undefined ? <None words={words} /> : <ins>{after}</ins>}
        </div>,
      ]
    })
  }
  return (
    <DataTable
      t={t}
      caption={t('proposals.page.changes')}
      rows={changes}
      columns={[
        {
          key: 'fact',
          header: t('proposals.clash.fact'),
          cell: (change) => <FactHeading {...{ change, words, known }} />,
        },
        { key: 'says', header: t('proposals.diff.after'), cell: (change) => <>{said(change)}</> },
      ]}
    />
  )
}

/** A value, with the identifier beside a name that two may have; undefined where there is none. */
function shownValue(...[resource, column, value, words, known]: Parameters<typeof valueInWords>): Child | undefined {
  const text = valueInWords(resource, column, value, words, known)
  if (text === undefined || text === value || !namedBeside.includes(column)) return text
  return (
    <>
      {text} <FactId id={String(value)} />
    </>
  )
}

export function FactId({ id }: { id: string }) {
  return <span class="quiet fact-id">{id}</span>
}

function None({ words }: { words: Words }) {
  return <span class="quiet">{words.t('proposals.diff.nothing')}</span>
}

type FactHeadingProps = { change: ProposedChange; words: Words; known: Known }

/** What is done to which fact; two may have one name. */
function FactHeading({ change, words, known }: FactHeadingProps) {
  const row = change.before ?? change.fields
  // These two are named together with the fact that they are for, which has been said.
  const own = { citations: row.id, actor_names: row.actor }[change.resource as string]
  return (
    <>
      {words.t(`proposals.act.${change.act}`, { fact: nameOf(change, words, known) })}{' '}
      <FactId id={String(own ?? change.id)} />
    </>
  )
}

export function nameOf(change: ProposedChange, words: Words, known: Known): string {
  return factInWords(change.resource, change.before ?? change.fields, words, known)
}

/** What is wrong with changes, as a list for the head of a form. */
export function Faults({ findings, ...props }: DiffProps & { findings: readonly Finding[] }) {
  const { words } = props
  const hard = findings.filter(({ isHard }) => isHard)
  if (hard.length === 0) return null
  return (
    <Notice t={words.t} kind="conflict" title={words.t('proposals.faults.title')}>
      <ul>
        {hard.map((finding) => (
          <li>{findingInWords(finding, props)}</li>
        ))}
      </ul>
    </Notice>
  )
}

export function findingInWords(
  { resource, id, column, code }: Finding,
  { changes, facts, words, known }: DiffProps,
): string {
  const change = changes.find((one) => one.resource === resource && one.id === id)
  const around = resource === 'sources' ? undefined : facts?.get(factKey({ resource, id }))
  return words.t(`proposals.finding.${code}`, {
    fact: change ? nameOf(change, words, known) : around ? factInWords(resource, around.row, words, known) : id,
    field: columnLabel(column, words, resource),
  })
}

export const reasonPrefix = 'reason'

/** The name of the field in which somebody says why something unlikely is right. */
function reasonField({ code, id }: Pick<Finding, 'code' | 'id'>): string {
  return `${reasonPrefix} ${code} ${id}`
}

/** In place of a fact in the name of such a field: the reason holds for all of its kind. */
export const ofAll = '*'

/** So many of one kind are stood by with one reason. */
const mostReasons = 5

/** Unlikely things, each with a field for the reason. `errors` marks those that were left without one. */
export function WarningFields({
  findings,
  typed,
  isAskedAgain,
  ...props
}: DiffProps & { findings: readonly Finding[]; typed: (name: string) => string; isAskedAgain: boolean }) {
  const { t } = props.words
  const soft = findings.filter(({ isHard }) => !isHard)
  if (soft.length === 0) return null
  return (
    <Notice t={t} kind="warn" title={t('proposals.warnings.title')}>
      {[...Map.groupBy(soft, ({ code }) => code)].map(([code, alike]) => {
        if (alike.length <= mostReasons) return null
        const name = reasonField({ code, id: ofAll })
        return (
          <>
            <ul>
              {alike.map((finding) => (
                <li>{findingInWords(finding, props)}</li>
              ))}
            </ul>
            <TextField
              name={name}
              id={`warning-${code}`}
              label={t('proposals.warnings.all', { count: alike.length })}
              hint={t('proposals.warnings.hint')}
              value={typed(name)}
              error={isAskedAgain && !typed(name).trim() ? t('accounts.field.missing') : undefined}
              maxlength={500}
              required
            />
          </>
        )
      })}
      {soft.map((finding, index) => {
        if (soft.filter(({ code }) => code === finding.code).length > mostReasons) return null
        const name = reasonField(finding)
        return (
          <TextField
            name={name}
            id={`warning-${index}`}
            label={findingInWords(finding, props)}
            hint={t('proposals.warnings.hint')}
            value={typed(name)}
            error={isAskedAgain && !typed(name).trim() ? t('accounts.field.missing') : undefined}
            maxlength={500}
            required
          />
        )
      })}
    </Notice>
  )
}

/** Unlikely things that the author stands by, with the reasons. */
export function StoodByList({ warnings, ...props }: DiffProps & { warnings: readonly StoodBy[] }) {
  const { t } = props.words
  if (warnings.length === 0) return null
  return (
    <Notice t={t} kind="warn" title={t('proposals.warnings.stood-by')}>
      <ul>
        {warnings.map(({ code, id, reason }) => {
          const change = props.changes.find((one) => one.id === id)
          const finding = { resource: change?.resource ?? 'events', id, column: '', code, isHard: false } as Finding
          return (
            <li>
              {findingInWords(finding, props)} <q>{reason}</q>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}

/** Names a choice between what was proposed and what stands. */
export function clashField(clash: Clash): string {
  return ['keep', clash.resource, clash.id, clash.kind === 'field' ? clash.column : ''].join(' ').trim()
}

/** What has come between, side by side: what the author saw, what is proposed, what stands now. */
export function Clashes({ clashes, changes, words, known }: DiffProps & { clashes: readonly Clash[] }) {
  const { t } = words
  const fact = (clash: Clash) => {
    const change = changes.find((one) => one.resource === clash.resource && one.id === clash.id)
    return change ? nameOf(change, words, known) : clash.id
  }
  const value = (clash: Clash, which: 'seen' | 'proposed' | 'standing') => {
    if (clash.kind !== 'field') return which === 'standing' ? t(`proposals.clash.${clash.kind}`) : null
    return valueInWords(clash.resource, clash.column, clash[which], words, known) ?? <None words={words} />
  }
  return (
    <DataTable
      t={t}
      caption={t('proposals.clash.title')}
      rows={clashes}
      columns={[
        { key: 'fact', header: t('proposals.clash.fact'), cell: fact },
        {
          key: 'field',
          header: t('proposals.diff.field'),
          cell: (clash) => (clash.kind === 'field' ? columnLabel(clash.column, words, clash.resource) : null),
        },
        { key: 'seen', header: t('proposals.clash.seen'), cell: (clash) => value(clash, 'seen') },
        { key: 'proposed', header: t('proposals.clash.proposed'), cell: (clash) => value(clash, 'proposed') },
        { key: 'standing', header: t('proposals.clash.standing'), cell: (clash) => value(clash, 'standing') },
        {
          key: 'keep',
          header: t('proposals.clash.keep'),
          cell: (clash) => (
            <span class="row-form">
              <select name={clashField(clash)} aria-label={t('proposals.clash.keep-label', { fact: fact(clash) })}>
                <option value="standing">{t('proposals.clash.keep-standing')}</option>
                <option value="proposed">{t('proposals.clash.keep-proposed')}</option>
              </select>
            </span>
          ),
        },
      ]}
    />
  )
}
