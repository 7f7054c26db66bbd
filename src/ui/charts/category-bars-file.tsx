import type { Texts } from '#platform/i18n/texts.ts'
import { CategoryBar, categoryHeight } from './category-drawing.tsx'
import { placeCategories, type CategoryBarsSpec } from './category-geometry.ts'
import { innerWidth, svgFile, type FileForm } from './file-frame.tsx'
import { textWidth, wrapText } from './lanes.ts'
import { filePalettes } from './palette.ts'
import { bandText, valueText } from './series.ts'
import { fileWidth } from './series-figure.tsx'

const size = 13
const line = size + 4
const gap = 14
const top = 30

/** The bars of categories as one SVG file: names to the left, values to the right. */
export function categoryBarsSvg(
  spec: CategoryBarsSpec,
  t: Texts,
  { isBare, theme = 'light', href, width = fileWidth }: FileForm = {},
): string {
  const palette = filePalettes[theme]
  const { nought, places } = placeCategories(spec.categories)
  const inner = innerWidth(width)
  const values = spec.categories.map((category) => valueText(category, spec.format, t))
  const bands = spec.categories.map((category) => bandText(category, spec.format, t))
  const widest = Math.max(0, ...spec.categories.map(({ label }) => textWidth(label, size)))
  const left = Math.min(widest, inner * 0.36) + gap
  const widthOf = (texts: string[]) => Math.max(0, ...texts.map((text) => textWidth(text, size)))
  const band = widthOf(bands)
  const right = widthOf(values) + gap + (band && band + 6)
  let y = top
  const rows = spec.categories.map((category, index) => {
    const lines = wrapText(category.label, left - gap, size)
    const height = Math.max(categoryHeight + 4, lines.length * line + 4)
    const row = {
      category,
      lines,
      value: values[index] ?? '',
      band: bands[index],
      place: places[index] ?? null,
      y,
      height,
    }
    y += height
    return row
  })
  return svgFile({
    title: spec.title,
    summary: spec.summary,
    source: t('charts.source', { source: spec.source }),
    width,
    height: y,
    isBare,
    theme,
    href,
    children: (
      <g font-size={size}>
        <text y={size} fill={palette.quietInk}>
          {rows.length === 0 ? t('charts.nothing') : spec.unit}
        </text>
        {rows.map(({ category, lines, value, band: bandOf, place, y: rowY, height }) => {
          const middle = rowY + height / 2
          return (
            <>
              <text y={middle - ((lines.length - 1) * line) / 2 + size * 0.36} lang={category.labelLang}>
                {lines.map((text, index) => (
                  <tspan x="0" dy={index === 0 ? undefined : line}>
                    {text}
                  </tspan>
                ))}
              </text>
              <svg
                x={left}
                y={middle - categoryHeight / 2}
                width={inner - left - right}
                height={categoryHeight}
                overflow="visible"
              >
                {' '}
                {/* prettier-ignore */}
                <CategoryBar {...{ place, nought, palette }} />
              </svg>
              <text x={inner - (band && band + 6)} y={middle + size * 0.36} text-anchor="end">
                {value}
              </text>
              <text x={inner - band} y={middle + size * 0.36} fill={palette.quietInk}>
                {bandOf}
              </text>
            </>
          )
        })}
      </g>
    ),
  })
}
