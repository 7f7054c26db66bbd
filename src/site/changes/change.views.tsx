// Changes to facts: how many of each kind, and each with what it said before and after.
import { readLocator } from '#evidence/index.ts'
import type { Texts } from '#platform/i18n/texts.ts'
import {
  didTo, fieldChanges, localLanguage, pathAsOf, type Change, type ChangeCount, type Did, type FactFields, type FactKind,
  type FieldChange, type RevisionSpan, type SubjectName,
} from '#register/index.ts' // prettier-ignore
import { DataTable, type Column } from '#ui/controls/data-table.tsx'
import { NextIcon } from '#ui/controls/icons.tsx'
import { LangText } from '#ui/controls/lang-text.tsx'
import { Section } from '#ui/layout/section.tsx'
import type { Site, Words } from '../frame/frame.views.tsx'
import { dateInWords, locatorInWords } from '../frame/naming.views.tsx'
import { valueInWords } from '../profiles/conflict.views.tsx'
import {
  aboutPath, actorPath, claimsPath, conflictPath, contextEventPath, cooperationPath, sourcePath,
} from '../site.paths.ts' // prettier-ignore
import { fieldName } from './field-name.views.tsx'

/** A page of what changed over a span, and everything that is needed to name it. */
export type Changes = {
  span: RevisionSpan
  /** On the first page. */
  counts: readonly ChangeCount[] | undefined
  changes: readonly Change[]
  names: ReadonlyMap<string, SubjectName>
  /** The same page from the next change on. */
  nextHref: string | undefined
  /** The first page, on any other. */
  firstHref: string | undefined
  /** The changes of one kind, or of every kind. */
  hrefOf: (kind: FactKind | undefined) => string
  kind: FactKind | undefined
}

type Props = { shown: Changes; site: Site; words: Words }

/** Counts by kind, then the changes of this page, kind by kind. */
export function ChangeReport({ shown, site, words }: Props) {
  const { t } = words
  const { counts, changes, kind, nextHref, firstHref } = shown
  if (counts?.length === 0) return <p>{t('site.changes.none')}</p>
  const wanted = counts?.filter((count) => !kind || count.kind === kind)
  const total = wanted?.reduce((sum, { added, changed, withdrawn }) => sum + added + changed + withdrawn, 0)
  return (
    <>
      {counts && (
        <Section id="counts" title={t('site.changes.by-kind')}>
          <Counts counts={counts} shown={shown} words={words} />
          <p class="quiet">{t('site.changes.left-out')}</p>
        </Section>
      )}
      {[...Map.groupBy(changes, (change) => change.kind)].map(([each, ofKind]) => (
        <Section id={`kind-${each}`} title={t(`site.fact-kinds.${each}`)}>
          <ChangeTable kind={each} changes={ofKind} shown={shown} site={site} words={words} />
        </Section>
      ))}
      {(nextHref ?? firstHref) && (
        <nav class="pager" aria-label={t('ui.pager.title')}>
          {total !== undefined && (
            <span class="number">{t('site.changes.page', { shown: changes.length, total })}</span>
          )}
          {firstHref && (
            <a href={firstHref} rel="first">
              {t('site.changes.first')}
            </a>
          )}
          {nextHref && (
            <a href={nextHref} rel="next">
              {t('ui.pager.next')}
              <NextIcon />
            </a>
          )}
        </nav>
      )}
    </>
  )
}

/** How many facts a row tells of that were added, changed and withdrawn. */
export function countColumns<Row extends Record<Did, number>>(t: Texts): Column<Row>[] {
  return (['added', 'changed', 'withdrawn'] as const).map((did) => ({
    key: did,
    header: t(`site.changes.${did}`),
    align: 'end',
    cell: (row) => row[did],
  }))
}

type CountsProps = { counts: readonly ChangeCount[]; shown: Changes; words: Words }

function Counts({ counts, shown, words }: CountsProps) {
  const { t } = words
  const { kind, hrefOf } = shown
  return (
    <>
      <DataTable
        t={t}
        caption={t('site.changes.by-kind')}
        rows={counts}
        columns={[
          {
            key: 'kind',
            header: t('site.changes.kind'),
            cell: (count) => (
              <a href={hrefOf(count.kind)} aria-current={count.kind === kind ? 'true' : undefined}>
                {t(`site.fact-kinds.${count.kind}`)}
              </a>
            ),
          },
          ...countColumns(t),
        ]}
      />
      {kind && (
        <p>
          <a href={hrefOf(undefined)}>{t('site.changes.all-kinds')}</a>
        </p>
      )}
    </>
  )
}

/** Kinds whose facts are about nothing but themselves. */
const standAlone: readonly FactKind[] = ['dataset', 'cooperation', 'actor', 'context_event', 'claim', 'source']

type TableProps = Props & { kind: FactKind; changes: readonly Change[] }

function ChangeTable({ kind, changes, shown, site, words }: TableProps) {
  const { t } = words
  const leadTo = (change: Change, path: string) => hrefOfChange(change, path, shown.span, site, words)
  const about = {
    key: 'about',
    header: t('site.changes.about'),
    cell: (change: Change) => {
      const path = subjectPath(change, shown.names)
      const name = nameOf(change.subject, shown.names, words)
      return path ? <a href={leadTo(change, path)}>{name}</a> : name
    },
  }
  return (
    <DataTable
      t={t}
      caption={t(`site.fact-kinds.${kind}`)}
      rows={changes}
      columns={[
        {
          key: 'fact',
          header: t('site.changes.fact'),
          cell: (change) => <a href={leadTo(change, factPath(change))}>{factName(change, shown.names, words)}</a>,
        },
        ...(standAlone.includes(kind) ? [] : [about]),
        { key: 'did', header: t('site.changes.what'), cell: (change) => t(`site.changes.did.${didTo(change)}`) },
        {
          key: 'fields',
          header: t('site.changes.fields'),
          cell: (change) => <Fields change={change} names={shown.names} words={words} />,
        },
      ]}
    />
  )
}

/** Where the fact is told as it is after the change, or where it is withdrawn, as it was before. */
function hrefOfChange({ after }: Change, path: string, { from, to }: RevisionSpan, site: Site, words: Words): string {
  if (after === null) return words.today(pathAsOf(path, from))
  return to === site.standing.revision ? words.at(path) : words.today(pathAsOf(path, to))
}

function rowOf({ before, after }: Change): FactFields {
  return after ?? before ?? {}
}

function textOf(row: FactFields, column: string): string {
  return String(row[column] ?? '')
}

function subjectPath({ subject }: Change, names: Changes['names']): string | undefined {
  const table = names.get(subject)?.table
  if (table === undefined) return undefined
  return table === 'actor' ? actorPath(subject) : cooperationPath(subject)
}

function factPath(change: Change): string {
  const row = rowOf(change)
  const id = textOf(row, 'id')
  switch (change.kind) {
    case 'dataset':
      return `${aboutPath}#licence`
    case 'cooperation':
      return cooperationPath(id)
    case 'agreement':
    case 'event':
    case 'reason':
      return `${cooperationPath(change.subject)}#${id}`
    case 'actor':
      return actorPath(id)
    case 'actor_name':
    case 'actor_redirect':
      return actorPath(change.subject)
    case 'conflict':
      return conflictPath(id)
    case 'statement':
    case 'dissent':
      return conflictPath(textOf(row, 'conflict'))
    case 'context_event':
      return contextEventPath(id)
    case 'claim':
      return `${claimsPath}#${id}`
    case 'source':
      return sourcePath(id)
    case 'citation':
      return sourcePath(textOf(row, 'source'))
  }
}

function nameOf(id: string, names: Changes['names'], { language, t, vocabulary }: Words): string {
  const name = names.get(id)
  if (!name) return id
  const called = language === 'sv' ? name.nameSv : name.nameEn
  if (name.table === 'actor') return called
  const kind = vocabulary.label('cooperation_kind', name.kind).toLocaleLowerCase(language)
  return t('site.changes.cooperation', { parties: called, kind })
}

/** What the fact is called, shortly. */
function factName(change: Change, names: Changes['names'], words: Words) {
  const { t, language, vocabulary } = words
  const row = rowOf(change)
  const own = (column: string) => textOf(row, `${column}_${language}`)
  switch (change.kind) {
    case 'dataset':
      return own('title')
    case 'cooperation':
    case 'actor':
      return nameOf(change.subject, names, words)
    case 'agreement':
      return [vocabulary.label('layer', textOf(row, 'layer')), dateOf(row, 'signed', words)].filter(Boolean).join(', ')
    case 'event':
      return [vocabulary.label('event_kind', textOf(row, 'kind')), dateOf(row, 'date', words)]
        .filter(Boolean)
        .join(', ')
    case 'reason':
      return vocabulary.label('reason', textOf(row, 'code'))
    case 'actor_redirect':
      return `${textOf(row, 'from_actor')} → ${textOf(row, 'to_actor')}`
    case 'actor_name':
      return marked(textOf(row, 'name'), textOf(row, 'lang'))
    case 'conflict':
    case 'context_event':
      return own('title')
    case 'statement':
      return own('says')
    case 'dissent':
      return marked(textOf(row, 'says'), textOf(row, 'language'))
    case 'claim':
      return own('claim')
    case 'source':
      return row.title === null ? textOf(row, 'id') : marked(textOf(row, 'title'), textOf(row, 'language'))
    case 'citation':
      return row.locator === null ? t('site.changes.citation') : locatorInWords(textOf(row, 'locator'), t)
  }
}

function dateOf(row: FactFields, column: string, { t, language }: Words): string {
  const date = textOf(row, column)
  return date && dateInWords(date, t, language)
}

function marked(text: string, lang: string) {
  return lang ? <LangText lang={lang}>{text}</LangText> : text
}

/** What the table says already. */
const toldElsewhere = ['id', 'cooperation', 'conflict']

function Fields({ change, names, words }: { change: Change; names: Changes['names']; words: Words }) {
  const { t } = words
  const fields = fieldChanges(change).filter(({ name }) => !toldElsewhere.includes(name))
  const isChanged = didTo(change) === 'changed'
  return (
    <ul class="field-changes">
      {fields.map((field) => (
        <li>
          <span class="quiet">{fieldName(field.name, words)}</span>{' '}
          {isChanged ? (
            <>
              <del>
                <Value field={field} side="before" {...{ change, names, words }} />
              </del>{' '}
              <span aria-hidden="true">→</span>{' '}
              <ins>
                <Value field={field} side="after" {...{ change, names, words }} />
              </ins>
            </>
          ) : (
            <Value field={field} side={change.after ? 'after' : 'before'} {...{ change, names, words }} />
          )}
        </li>
      ))}
      {fields.length === 0 && <li>{t('site.changes.nothing-else')}</li>}
    </ul>
  )
}

/** The codebook's scheme for a column that holds codes. */
const schemes: Partial<Record<FactKind, Record<string, string>>> = {
  cooperation: { kind: 'cooperation_kind', standing: 'standing' },
  agreement: { layer: 'layer', term: 'term' },
  event: { kind: 'event_kind', initiator: 'initiator', formality: 'formality', rank: 'rank' },
  reason: { code: 'reason', stance: 'stance' },
  actor: { kind: 'actor_kind' },
  actor_name: { type: 'name_type' },
  statement: { rank: 'rank' },
  source: { kind: 'source_kind', visibility: 'visibility' },
  citation: { stance: 'fact_stance' },
}

/** Columns that name another fact or are written for programs. */
const machineWritten =
  /^(cooperation|agreement|event|conflict|source|fact_id|subject_id|fact_table|subject_table|measure|parameters|comparison|unit|theme|parent|from_actor|to_actor|lang|language|designation_lang|url)$/

type ValueProps = {
  field: FieldChange
  side: 'before' | 'after'
  change: Change
  names: Changes['names']
  words: Words
}

function Value({ field, side, change, names, words }: ValueProps) {
  const { t, vocabulary } = words
  const { name } = field
  const value = field[side]
  if (value === null) return <span class="quiet">{t('site.changes.empty')}</span>
  const text = String(value)
  const scheme = schemes[change.kind]?.[name]
  if (scheme) return <>{vocabulary.label(scheme, text)}</>
  if (name === 'value') return <>{valueInWords(text, words)}</>
  if (change.kind === 'actor_redirect' && name === 'kind')
    return <>{t(`proposals.redirect.${text as 'merged' | 'split'}`)}</>
  if (name === 'country') return <>{vocabulary.country(text)}</>
  if (name === 'county') return <>{vocabulary.county(text)}</>
  if (name === 'locator' && readLocator(text).place !== 'other') return <>{locatorInWords(text, t)}</>
  if (names.has(text)) return <>{nameOf(text, names, words)}</>
  if (machineWritten.test(name)) return <code>{text}</code>
  return marked(text, languageOf(name, change[side] ?? {}) ?? '') as ReturnType<typeof LangText>
}

/** The language of a text, where its column or its row says it. */
function languageOf(name: string, row: FactFields): string | undefined {
  const suffix = /_(sv|en)$/.exec(name)?.[1]
  if (suffix) return suffix
  const said = {
    designation: 'designation_lang',
    name: 'lang',
    title: 'language',
    container: 'language',
    says: 'language',
  }[name]
  if (said) return textOf(row, said) || undefined
  return name === 'name_local' ? localLanguage(textOf(row, 'country')) : undefined
}
