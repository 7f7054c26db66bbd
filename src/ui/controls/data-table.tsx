import type { Texts } from '#platform/i18n/texts.ts'
import type { Child } from 'hono/jsx'
import { AscendingIcon, DescendingIcon } from './icons.tsx'

export type SortDirection = 'ascending' | 'descending'

export type Column<Row> = {
  readonly key: string
  readonly header: string
  /** Numbers stand to the right. */
  readonly align?: 'start' | 'end'
  /** Kept on one line: dates, codes. */
  readonly nowrap?: boolean
  readonly cell: (row: Row) => Child
  /** The list in this order; `direction` when it stands in it now. */
  readonly sort?: { readonly href: string; readonly direction?: SortDirection }
}

export type DataTableProps<Row> = {
  t: Texts
  /** Names the table for those who do not see the page around it. */
  caption: string
  captionShown?: boolean
  /** The first one holds the link of the row. */
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowId?: (row: Row) => string
}

/**
 * A real table. On a narrow page each row becomes a card with the same order, its headers standing before the
 * values; the roles are spelled out because Safari drops them when rows and cells are no longer table boxes.
 */
export function DataTable<Row>({ t, caption, captionShown, columns, rows, rowId }: DataTableProps<Row>) {
  return (
    <div class="table-frame">
      <table class="data-table" role="table">
        <caption class={captionShown ? undefined : 'visually-hidden'}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th scope="col" role="columnheader" class={cellClass(column)} aria-sort={column.sort?.direction}>
                <ColumnHead t={t} column={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" id={rowId?.(row)}>
              {columns.map((column, index) => {
                const content = column.cell(row)
                return index === 0 ? (
                  <th scope="row" role="rowheader" class={cellClass(column)}>
                    {content}
                  </th>
                ) : (
                  // One element within, because on a card the cell is a grid of label and content.
                  <td role="cell" class={cellClass(column)} data-label={column.header}>
                    {content !== null && content !== undefined && content !== '' && <div>{content}</div>}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellClass(column: { align?: 'start' | 'end'; nowrap?: boolean }): string | undefined {
  return [column.align === 'end' && 'end', column.nowrap && 'nowrap'].filter(Boolean).join(' ') || undefined
}

function ColumnHead<Row>({ t, column }: { t: Texts; column: Column<Row> }) {
  if (!column.sort) return <>{column.header}</>
  return (
    <a href={column.sort.href} title={t('ui.sort.by', { column: column.header })}>
      {column.header}
      <DirectionIcon direction={column.sort.direction} />
    </a>
  )
}

function DirectionIcon({ direction }: { direction?: SortDirection }) {
  if (!direction) return null
  return direction === 'ascending' ? <AscendingIcon /> : <DescendingIcon />
}

export type SortOption = { readonly label: string; readonly href: string; readonly direction?: SortDirection }

/** The orders of a list as links: for charts and cards, which have no column heads to press. */
export function SortLinks({ t, options }: { t: Texts; options: readonly SortOption[] }) {
  return (
    <p class="sort-links">
      <span class="quiet">{t('ui.sort.title')}</span>
      {options.map((option) => (
        <a href={option.href} aria-current={option.direction ? 'true' : undefined}>
          {option.label}
          <DirectionIcon direction={option.direction} />
          {option.direction && <span class="visually-hidden"> ({t(`ui.sort.${option.direction}`)})</span>}
        </a>
      ))}
    </p>
  )
}
