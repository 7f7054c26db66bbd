// What do the shades of a heat map stand for, in words?
import type { Texts } from '#platform/i18n/texts.ts'
import { classBounds, gapAt, heatClasses, type HeatClass, type HeatMapSpec } from './heat-geometry.ts'
import { hasBand, isWhole, numberText } from './series.ts'

export type HeatKey = number | 'unknown' | 'gap' | 'doubt'

/** Each shade that the picture has, with what it stands for. */
export function heatKey({ rows, years, gaps, format }: HeatMapSpec, t: Texts): { shade: HeatKey; text: string }[] {
  const areWhole = isWhole(rows)
  const rangeOf = (one: HeatClass) => {
    const [low, high] = classBounds(one, areWhole).map((value) => numberText(value, format, t))
    return low === high ? String(low) : t('charts.range', { low: String(low), high: String(high) })
  }
  const isUnknown = rows.some(({ values }) =>
    years.some((year, index) => (values[index] ?? null) === null && !gapAt(gaps, year)),
  )
  return [
    { shade: 0, text: numberText(0, format, t) },
    ...heatClasses(rows).map((one) => ({ shade: one.shade, text: rangeOf(one) })),
    ...(isUnknown ? [{ shade: 'unknown' as const, text: t('charts.unknown') }] : []),
    ...gaps.map(({ from, to, label }) => ({
      shade: 'gap' as const,
      text: t('charts.label-value', { label: from === to ? String(from) : `${from}–${to}`, value: label }),
    })),
    ...(rows.some(hasBand) ? [{ shade: 'doubt' as const, text: t('charts.legend-doubt') }] : []),
  ]
}
