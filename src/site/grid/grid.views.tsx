// The grid as a plain table of fields with a place to paste below it. <fact-grid> makes a spreadsheet of both.
import { factFields, type FactField, type FormResource, type StandingFact } from '#register/index.ts'
import { TextField } from '#ui/controls/fields.tsx'
import { Notice } from '#ui/controls/notice.tsx'
import type { Words } from '../frame/frame.views.tsx'
import { columnLabel } from '../proposals/fact-words.views.tsx'
import { fieldRefusalInWords } from '../proposals/fact-form.views.tsx'
import { cellOf, choicesIn, type CellWords } from './grid-cell.rules.ts'
import { gridColumns, mostRows, unsaid, type GridColumn } from './grid-columns.input.ts'
import type { CellFault } from './grid-draft.queries.ts'
import { cellField, pastedField, type GridRow } from './grid-rows.input.ts'

/** Something to be said of a cell, in words. `isHard`: it has to be mended. */
export type CellNote = { row: number; column: string; text: string; isHard: boolean }

/** What the head of a column says. */
export function headOf({ column }: { column: string }, words: Words): string {
  if (column === 'cited' || column === 'locator' || column === 'established')
    return words.t(`proposals.field.${column}`)
  if (column === 'cooperation' || column === 'event' || column === 'id') return words.t(`proposals.grid.${column}`)
  return columnLabel(column, words)
}

/** Heads that are read, in both languages and as the codes of columns. */
export function columnsByHead(resource: FormResource, both: readonly Words[], fold: (text: string) => string) {
  const heads = new Map([['id', 'id'], ['base', 'base']]) // prettier-ignore
  for (const words of both) {
    for (const one of [{ column: 'id' }, ...gridColumns(resource)]) {
      heads.set(fold(one.column), one.column)
      heads.set(fold(headOf(one, words)), one.column)
    }
  }
  return (head: string) => heads.get(head.trim()) ?? heads.get(fold(head))
}

export function faultInWords({ column, refusal }: Pick<CellFault, 'column' | 'refusal'>, words: Words): string {
  if (refusal === 'gone' || refusal === 'twice' || refusal === 'not-yours') return words.t(`proposals.grid.error-${refusal}`) // prettier-ignore
  if (refusal === 'no-such') return words.t(`proposals.grid.error-no-such-${column === 'event' ? 'event' : 'cooperation'}`) // prettier-ignore
  return fieldRefusalInWords(refusal, words)
}

type GridProps = {
  resource: FormResource
  /** Facts of the table, each with what was written over it. */
  facts: readonly { fact: StandingFact; written: GridRow | undefined; index: number | undefined }[]
  pasted: string
  rows: readonly GridRow[]
  notes: readonly CellNote[]
  cellWords: CellWords
  countries: readonly string[]
  /** What new rows may hang on. */
  parents: readonly string[]
}

export function GridFields({ resource, facts, pasted, rows, notes, cellWords, countries, parents }: GridProps) {
  const { words } = cellWords
  const { t } = words
  const columns = gridColumns(resource)
  const notesAt = Map.groupBy(notes, ({ row, column }) => `${row} ${column}`)
  const ofLines = notes.flatMap((note) => {
    const at = rows[note.row]?.at
    return at && 'line' in at ? [{ ...note, line: at.line }] : []
  })
  const required = (factFields[resource] as readonly FactField[]).filter((one) => one.isRequired && !unsaid[one.column]).map((one) => one.column) // prettier-ignore
  return (
    <fact-grid
      label={t('proposals.grid.label')}
      keys={t('proposals.grid.keys')}
      row={t('proposals.grid.new-row')}
      status={t('proposals.grid.status', { changed: '%1', added: '%2' })}
      pasted={t('proposals.grid.pasted', { rows: '%1', columns: '%2' })}
      cut={t('proposals.grid.cut', { cells: '%1' })}
      full={t('proposals.grid.too-many', { most: mostRows })}
      most={mostRows}
    >
      {columns.map((column) => (
        <Choices column={column} choices={column.role === 'key' ? parents : choicesIn(column, cellWords, countries)} />
      ))}
      <div class="grid-frame" tabindex={0} role="region" aria-label={t('proposals.grid.label')}>
        <table class="grid">
          <caption class="visually-hidden">{t('proposals.grid.label')}</caption>
          <thead>
            <tr>
              <th scope="col" data-column="id" data-label={headOf({ column: 'id' }, words)}>
                {headOf({ column: 'id' }, words)}
              </th>
              {columns.map((column) => (
                <th
                  scope="col"
                  data-column={column.column}
                  data-label={headOf(column, words)}
                  data-kind={column.kind}
                  data-role={column.role}
                  data-list={hasChoices(column) ? listId(column) : undefined}
                >
                  {headOf(column, words)}
                  {required.includes(column.column) && <span class="quiet"> *</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {facts.map(({ fact, written, index }, row) => (
              <tr>
                <th scope="row">
                  <span class="grid-id">{fact.id}</span>
                  <input type="hidden" name={cellField('id', row)} value={fact.id} />
                  <input type="hidden" name={cellField('base', row)} value={written?.base || String(fact.base)} />
                  <Notes notes={notesAt.get(`${index} id`)} id={`cell-id-${row}`} />
                </th>
                {columns.map((column) => {
                  const stands = cellOf(column, fact.row[column.column], cellWords)
                  const notesHere = notesAt.get(`${index} ${column.column}`)
                  if (column.role === 'key') return <td>{stands}</td>
                  return (
                    <td class={notesHere?.some(({ isHard }) => isHard) ? 'wrong' : undefined}>
                      <CellInput
                        column={column}
                        row={row}
                        stands={stands}
                        written={written?.cells[column.column]}
                        label={`${headOf(column, words)}, ${fact.id}`}
                        hasNotes={notesHere !== undefined}
                        isWrong={notesHere?.some(({ isHard }) => isHard) ?? false}
                      />
                      <Notes notes={notesHere} id={`cell-${column.column}-${row}`} />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TextField
        name={pastedField}
        label={t('proposals.grid.paste')}
        hint={t('proposals.grid.paste-hint', { columns: columns.map((column) => headOf(column, words)).join(', ') })}
        error={ofLines.some(({ isHard }) => isHard) ? t('proposals.grid.paste-wrong') : undefined}
        value={pasted}
        rows={8}
        autocomplete="off"
      />
      <ul class="line-notes" hidden>
        {ofLines.map(({ line, column, text, isHard }) => (
          <li data-line={line} data-column={column} data-hard={isHard ? '' : undefined}>
            {text}
          </li>
        ))}
      </ul>
    </fact-grid>
  )
}

function hasChoices({ kind, role }: GridColumn): boolean {
  return kind === 'code' || kind === 'country' || (role === 'key' && kind !== 'date' && kind !== 'actor')
}

function listId({ column }: GridColumn): string {
  return `choices-${column}`
}

function Choices({ column, choices }: { column: GridColumn; choices: readonly string[] }) {
  if (!hasChoices(column)) return null
  return (
    <datalist id={listId(column)}>
      {choices.map((choice) => (
        <option value={choice} />
      ))}
    </datalist>
  )
}

type CellInputProps = {
  column: GridColumn
  row: number
  stands: string
  written: string | undefined
  label: string
  hasNotes: boolean
  isWrong: boolean
}

function CellInput({ column, row, stands, written, label, hasNotes, isWrong }: CellInputProps) {
  const field = {
    name: cellField(column.column, row),
    'aria-label': label,
    'aria-describedby': hasNotes ? `cell-${column.column}-${row}` : undefined,
    'aria-invalid': isWrong ? ('true' as const) : undefined,
    'data-stands': written !== undefined && written !== stands ? stands : undefined,
    maxlength: 2000,
  }
  // A field of one line would drop the line ends of a remark.
  if (column.kind === 'long') {
    return (
      <textarea {...field} rows={1}>
        {written ?? stands}
      </textarea>
    )
  }
  return (
    <input
      {...field}
      type="text"
      value={written ?? stands}
      list={hasChoices(column) ? listId(column) : undefined}
      autocomplete="off"
    />
  )
}

function Notes({ notes, id }: { notes: readonly CellNote[] | undefined; id: string }) {
  if (!notes) return null
  return (
    <p class={notes.some(({ isHard }) => isHard) ? 'field-error' : 'field-hint'} id={id}>
      {notes.map(({ text }) => text).join(' ')}
    </p>
  )
}

/** More than this many cannot be mended one by one; whoever has them has made one mistake many times. */
const mostListed = 100

/** Everything that is wrong, by row and column, as a list for the head of the page. */
export function NoteList({
  notes,
  rows,
  words,
}: {
  notes: readonly CellNote[]
  rows: readonly GridRow[]
  words: Words
}) {
  const { t } = words
  const hard = notes.filter(({ isHard }) => isHard)
  if (hard.length === 0) return null
  return (
    <Notice t={t} kind="conflict" title={t('proposals.grid.faults', { count: hard.length })}>
      <ul>
        {hard.slice(0, mostListed).map(({ row, column, text }) => {
          const at = rows[row]?.at
          const field = headOf({ column }, words)
          const id = rows[row]?.id
          if (!id && at && 'line' in at) {
            const no = rows.slice(0, row + 1).filter((one) => one.id === '').length
            return <li>{t('proposals.grid.fault-line', { no, line: at.line, field, text })}</li>
          }
          const where = t('proposals.grid.fault-row', { id: id ?? '', field, text })
          return <li>{at && 'table' in at ? <a href={`#cell-${column}-${at.table}`}>{where}</a> : where}</li>
        })}
      </ul>
      {hard.length > mostListed && <p>{t('proposals.grid.more', { count: hard.length - mostListed })}</p>}
    </Notice>
  )
}
