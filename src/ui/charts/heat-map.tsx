import type { Texts } from '#platform/i18n/texts.ts'
import { FigureFrame } from './figure-frame.tsx'
import { cellsFit, gapAt, heatClasses, shadeOf, type HeatClass, type HeatMapSpec } from './heat-geometry.ts'
import { heatKey } from './heat-words.ts'
import { axisYears } from './line-geometry.ts'
import { boundedText, boundsAt, isEmpty, numberText } from './series.ts'
import { LinkedValue, SeriesTable, TableFold } from './series-table.tsx'

type HeatMapProps = { spec: HeatMapSpec; t: Texts }

const cell = { text: 12, least: 28, row: 820 }

/**
 * Categories by years, shaded by value. The picture is itself a table, whose cells have classes for shades: names wrap
 * and lead to their rows, and stay in sight when a phone scrolls the years past them.
 */
export function HeatMap({ spec, t }: HeatMapProps) {
  const { id, title, summary, source, downloads, headingLevel, rows } = spec
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class="heat-map">
      {isEmpty({ series: rows }) ? (
        <p class="picture-nothing">{t('charts.nothing')}</p>
      ) : (
        <>
          <HeatLegend {...{ spec, t }} />
          <div class="heat-scroll" role="region" aria-label={title} tabindex={0}>
            <HeatTable {...{ spec, t }} />
          </div>
          <TableFold id={id} caption={spec.tableCaption} t={t}>
            <SeriesTable spec={{ ...spec, series: rows }} t={t} />
          </TableFold>
        </>
      )}
    </FigureFrame>
  )
}

function HeatLegend({ spec, t }: HeatMapProps) {
  return (
    <div class="heat-legend">
      <span>{spec.unit}</span>
      <ul aria-label={t('charts.legend')}>
        {heatKey(spec, t).map(({ shade, text }) => (
          <li>
            <span class={`heat-swatch heat-${shade}`} />
            {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

function HeatTable({ spec, t }: HeatMapProps) {
  const { years, rows, categoryLabel, format, title } = spec
  const from = years[0] ?? 0
  const labelled = new Set(axisYears({ from, to: years.at(-1) ?? from }))
  const classes = heatClasses(rows)
  const texts = rows.flatMap(({ values }) =>
    values.map((value) => (value === null ? '' : numberText(value, format, t))),
  )
  const isWritten = cellsFit(texts, Math.max(cell.least, cell.row / years.length), cell.text)
  return (
    <table class="heat-table">
      <caption class="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{categoryLabel}</span>
          </th>
          {years.map((year) => (
            <th scope="col">
              <span class={labelled.has(year) ? 'heat-year' : 'visually-hidden'}>{year}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row" lang={row.labelLang}>
              <LinkedValue href={row.href} text={row.label} />
            </th>
            {years.map((_, index) => (
              <HeatCell {...{ spec, t, index, row, isWritten, classes }} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type HeatCellProps = HeatMapProps & {
  row: HeatMapSpec['rows'][number]
  index: number
  classes: HeatClass[]
  isWritten: boolean
}

// A nought is left to the eye as paper, as the key says: a field of noughts hides the shape of the rest.
function HeatCell({ spec: { years, gaps, format }, t, row, index, classes, isWritten }: HeatCellProps) {
  const bounds = boundsAt(row, index)
  const year = years[index] ?? 0
  const words = boundedText(bounds, format, t)
  if (bounds.value === null) {
    const gap = gapAt(gaps, year)
    return (
      <td
        class={gap ? 'heat-gap' : 'heat-unknown'}
        title={t('charts.peak', { year: String(year), value: gap?.label ?? words })}
      >
        <span class="visually-hidden">{gap?.label ?? words}</span>
      </td>
    )
  }
  const { value, min, max } = bounds
  const isDoubtful = (min ?? value) !== (max ?? value)
  const text = numberText(value, format, t)
  return (
    <td
      class={`heat-${shadeOf(value, classes)}${isDoubtful ? ' heat-doubt' : ''}`}
      title={t('charts.peak', { year: String(year), value: words })}
    >
      {isWritten && value !== 0 ? text : <span class="visually-hidden">{text}</span>}
    </td>
  )
}
