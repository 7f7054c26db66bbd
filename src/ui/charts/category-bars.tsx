import type { Texts } from '#platform/i18n/texts.ts'
import { CategoryBar, categoryHeight } from './category-drawing.tsx'
import { placeCategories, type Category, type CategoryBarsSpec } from './category-geometry.ts'
import { FigureFrame } from './figure-frame.tsx'
import { pagePalette } from './palette.ts'
import { bandText, numberText, valueText } from './series.ts'
import { LinkedValue, TableFold } from './series-table.tsx'

type CategoryBarsProps = { spec: CategoryBarsSpec; t: Texts }

/**
 * A level bar for each category. Rows are text with a small picture in each, as in the lifelines: names of any length
 * wrap, can be read and followed, and stand above their bars on a phone.
 */
export function CategoryBars({ spec, t }: CategoryBarsProps) {
  const { id, title, summary, source, downloads, headingLevel, categories } = spec
  const { nought, places } = placeCategories(categories)
  return (
    <FigureFrame {...{ title, summary, source, downloads, headingLevel, t }} class="category-bars">
      {categories.length === 0 ? (
        <p class="picture-nothing">{t('charts.nothing')}</p>
      ) : (
        <>
          <p class="category-unit">{spec.unit}</p>
          <ol class="category-rows">
            {categories.map((category, index) => (
              <li class="category-row">
                <CategoryName category={category} />
                <svg class="category-track" height={categoryHeight} aria-hidden="true">
                  <CategoryBar place={places[index] ?? null} {...{ nought }} palette={pagePalette} />
                </svg>
                <span class="category-value">{valueText(category, spec.format, t)}</span>
                <span class="category-band">{bandText(category, spec.format, t)}</span>
              </li>
            ))}
          </ol>
          <TableFold id={id} caption={spec.tableCaption} t={t}>
            <CategoryTable {...{ spec, t }} />
          </TableFold>
        </>
      )}
    </FigureFrame>
  )
}

function CategoryName({ category: { label, labelLang, href } }: { category: Category }) {
  return (
    <span class="category-name" lang={labelLang}>
      <LinkedValue href={href} text={label} />
    </span>
  )
}

function CategoryTable({ spec, t }: CategoryBarsProps) {
  const { categories, categoryLabel, format } = spec
  const cell = (value: number | null | undefined) => (value === null || value === undefined ? '' : numberText(value, format, t)) // prettier-ignore
  return (
    <table>
      <caption>{spec.tableCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{categoryLabel}</th>
          <th scope="col">{spec.unit}</th>
          <th scope="col">{t('charts.minimum')}</th>
          <th scope="col">{t('charts.maximum')}</th>
        </tr>
      </thead>
      <tbody>
        {categories.map(({ label, labelLang, href, value, min, max }) => (
          <tr>
            <th scope="row" lang={labelLang}>
              {label}
            </th>
            <td>
              <LinkedValue href={href} text={value === null ? t('charts.unknown') : cell(value)} />
            </td>
            <td>{cell(min ?? value)}</td>
            <td>{cell(max ?? value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
