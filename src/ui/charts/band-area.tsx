import type { Texts } from '#platform/i18n/texts.ts'
import { BandDrawing, bandLayouts } from './band-drawing.tsx'
import { totals, type Band, type BandSeries } from './band-geometry.ts'
import { FigureFrame, type FigureLink } from './figure-frame.tsx'
import { pagePalette } from './palette.ts'

export type BandAreaSpec = {
  title: string
  summary: string
  years: number[]
  /** One to five layers, the lowest first; each has a value for every year. */
  series: BandSeries[]
  /** How low and how high the total can be. */
  band: Band
  annotations: { year: number; label: string }[]
  source: string
  /** What is counted, above the axis: "agreements in force at the end of the year". */
  unit: string
  tableCaption: string
  downloads?: FigureLink[] | undefined
  id?: string | undefined
  headingLevel?: 2 | 3 | undefined
}

/** A stacked area over years whose total has a band of doubt, with the same numbers as a table. */
export function BandArea({ spec, t }: { spec: BandAreaSpec; t: Texts }) {
  const { title, summary, source, downloads, headingLevel } = spec
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class="band-area">
      <BandDrawing {...{ spec, t }} layout={bandLayouts.wide} palette={pagePalette} />
      <BandDrawing {...{ spec, t }} layout={bandLayouts.narrow} palette={pagePalette} />
      <details class="picture-table">
        <summary>{t('charts.table')}</summary>
        <BandTable {...{ spec, t }} />
      </details>
    </FigureFrame>
  )
}

function BandTable({ spec, t }: { spec: BandAreaSpec; t: Texts }) {
  const { years, series, band, tableCaption } = spec
  const sums = totals(series, years.length)
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
          <th scope="col">{t('charts.minimum')}</th>
          <th scope="col">{t('charts.maximum')}</th>
        </tr>
      </thead>
      <tbody>
        {years.map((year, index) => (
          <tr>
            <th scope="row">{year}</th>
            {series.map(({ values }) => (
              <td>{values[index]}</td>
            ))}
            <td>{sums[index]}</td>
            <td>{band.min[index]}</td>
            <td>{band.max[index]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
