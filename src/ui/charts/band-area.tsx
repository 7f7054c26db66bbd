import type { Texts } from '#platform/i18n/texts.ts'
import { BandDrawing, totalOf } from './band-drawing.tsx'
import type { Band } from './band-geometry.ts'
import { isEmpty, numberText, type SeriesSpec } from './series.ts'
import { PlotFigure } from './series-figure.tsx'
import { LinkedValue } from './series-table.tsx'

/** Layers that add up, the lowest first; where one of them is unknown, so is the sum, and the area has a hole. */
export type BandAreaSpec = Omit<SeriesSpec, 'id' | 'gaps'> & {
  id?: string
  gaps?: SeriesSpec['gaps']
  /** How low and how high the total can be. */
  band?: Band
  /** Where the rows behind each total are. */
  totalHrefs?: (string | undefined)[]
}

type BandAreaProps = { spec: BandAreaSpec; t: Texts }

/** A stacked area over years whose total has a band of doubt, with the same numbers as a table. */
export function BandArea({ spec, t }: BandAreaProps) {
  return (
    <PlotFigure
      {...{ t }}
      spec={{ ...spec, id: spec.id ?? 'band' }}
      class="band-area"
      isEmpty={isEmpty(spec)}
      draw={(form) => <BandDrawing {...form} spec={spec} />}
      table={<BandTable {...{ spec, t }} />}
    />
  )
}

function BandTable({ spec, t }: BandAreaProps) {
  const { years, series, band, tableCaption, totalHrefs } = spec
  const total = totalOf(spec)
  const cell = (value: number | null | undefined) =>
    value === null || value === undefined ? t('charts.unknown') : numberText(value, spec.format, t)
  return (
    <table>
      <caption>{tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('charts.year')}</th>
          {series.map(({ label }) => (
            <th scope="col">{label}</th>
          ))}
          <th scope="col">{t('charts.total')}</th>
          {band && (
            <>
              <th scope="col">{t('charts.minimum')}</th>
              <th scope="col">{t('charts.maximum')}</th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {years.map((year, index) => (
          <tr>
            <th scope="row">{year}</th>
            {series.map(({ values, hrefs }) => (
              <td>
                <LinkedValue href={hrefs?.[index]} text={cell(values[index])} />
              </td>
            ))}
            <td>
              <LinkedValue href={totalHrefs?.[index]} text={cell(total.values[index])} />
            </td>
            {band && (
              <>
                <td>{cell(band.min[index])}</td>
                <td>{cell(band.max[index])}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
