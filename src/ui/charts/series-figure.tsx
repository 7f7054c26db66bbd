import type { Child } from 'hono/jsx'
import type { Texts } from '#platform/i18n/texts.ts'
import { FigureFrame } from './figure-frame.tsx'
import { innerWidth, svgFile, type FileForm } from './file-frame.tsx'
import { filePalettes, pagePalette } from './palette.ts'
import { plotLayouts, type PlotLayout } from './plot-geometry.ts'
import type { DrawingForm } from './plot-parts.tsx'
import { isEmpty, type SeriesSpec } from './series.ts'
import { SeriesTable, TableFold } from './series-table.tsx'

type Draw = (form: DrawingForm) => Child
type SeriesFigureProps = { spec: SeriesSpec; t: Texts; class: string; draw: Draw }

/** A picture over years on a page, with the same values and the ways to their rows as a table. */
export function SeriesFigure({ spec, t, class: name, draw }: SeriesFigureProps) {
  return (
    <PlotFigure {...{ spec, t, draw }} class={name} isEmpty={isEmpty(spec)} table={<SeriesTable {...{ spec, t }} />} />
  )
}

type PlotFigureProps = {
  spec: Pick<SeriesSpec, 'id' | 'title' | 'summary' | 'source' | 'tableCaption' | 'downloads' | 'headingLevel'>
  t: Texts
  class: string
  isEmpty: boolean
  draw: Draw
  table: Child
}

/** The picture wide and narrow, of which the stylesheet shows the one that fits, and its table. */
export function PlotFigure({ spec, t, class: name, isEmpty: nothing, draw, table }: PlotFigureProps) {
  const { title, summary, source, downloads, headingLevel } = spec
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class={`plot ${name}`}>
      {nothing ? (
        <p class="picture-nothing">{t('charts.nothing')}</p>
      ) : (
        <>
          {draw({ layout: plotLayouts.wide, palette: pagePalette, t })}
          {draw({ layout: plotLayouts.narrow, palette: pagePalette, t })}
          <TableFold id={spec.id} caption={spec.tableCaption} t={t}>
            {table}
          </TableFold>
        </>
      )}
    </FigureFrame>
  )
}

type PlotFileProps = {
  spec: Pick<SeriesSpec, 'title' | 'summary' | 'source'>
  t: Texts
  form: FileForm
  isEmpty: boolean
  draw: Draw
  /** How tall the picture is; as the layout says unless given. */
  heightOf?: (layout: PlotLayout) => number
}

/** A file is mostly shrunk to the width of a column, so it is somewhat narrower than the picture of a page. */
export const fileWidth = 924

/** The wide picture as a file that stands alone. */
export function plotSvg({ spec, t, form, isEmpty: nothing, draw, heightOf }: PlotFileProps): string {
  const width = form.width ?? fileWidth
  const layout = { ...plotLayouts.wide, width: innerWidth(width) }
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width,
    height: nothing ? 40 : (heightOf?.(layout) ?? layout.height),
    isBare: form.isBare,
    theme: form.theme,
    href: form.href,
    children: nothing ? (
      <text y="24">{t('charts.nothing')}</text>
    ) : (
      draw({ layout, palette: filePalettes[form.theme ?? 'light'], t, isFile: true })
    ),
  })
}
