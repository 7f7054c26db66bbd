import type { Child } from 'hono/jsx'
import type { Texts } from '#platform/i18n/texts.ts'
import { boundedText, boundsAt, hasBand, type SeriesSpec } from './series.ts'

type SeriesTableProps = { spec: Pick<SeriesSpec, 'years' | 'series' | 'gaps' | 'format' | 'tableCaption'>; t: Texts }

/** The numbers of a picture over years, each with its band and the way to its rows. */
export function SeriesTable({ spec, t }: SeriesTableProps) {
  const { years, series, gaps } = spec
  const gapOf = (year: number) => gaps.find(({ from, to }) => year >= from && year <= to)?.label
  const hasGaps = years.some((year) => gapOf(year) !== undefined)
  return (
    <table>
      <caption>{spec.tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('charts.year')}</th>
          {series.map((one) => (
            <th scope="col">{hasBand(one) ? t('charts.label-with-band', { label: one.label }) : one.label}</th>
          ))}
          {hasGaps && <th scope="col">{t('charts.remark')}</th>}
        </tr>
      </thead>
      <tbody>
        {years.map((year, index) => (
          <tr>
            <th scope="row">{year}</th>
            {series.map((one) => (
              <td>
                <LinkedValue href={one.hrefs?.[index]} text={boundedText(boundsAt(one, index), spec.format, t)} />
              </td>
            ))}
            {hasGaps && <td>{gapOf(year)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function LinkedValue({ href, text }: { href: string | undefined; text: string }) {
  return href === undefined ? <>{text}</> : <a href={href}>{text}</a>
}

type TableFoldProps = { id: string; caption: string; t: Texts; children: Child }

/** Wide tables scroll in a place of their own, which the keyboard can reach. */
export function TableFold({ id, caption, t, children }: TableFoldProps) {
  return (
    <details class="picture-table">
      <summary>{t('charts.table')}</summary>
      <div class="picture-table-rows" id={`${id}-table`} role="group" aria-label={caption} tabindex={0}>
        {children}
      </div>
    </details>
  )
}
