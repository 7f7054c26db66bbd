import type { Texts } from '#platform/i18n/texts.ts'
import { PlotFigure } from './series-figure.tsx'
import { LinkedValue } from './series-table.tsx'
import { medianText, StepDrawing } from './step-drawing.tsx'
import { isEmptyOfCurves, lastTime, shareAt, type Step, type StepCurve, type StepSpec } from './step-geometry.ts'

type StepChartProps = { spec: StepSpec; t: Texts }

/** One to four curves that fall by steps (Kaplan–Meier): which share is left so many years after the start. */
export function StepChart({ spec, t }: StepChartProps) {
  return (
    <PlotFigure
      {...{ spec, t }}
      class="step-chart"
      isEmpty={isEmptyOfCurves(spec)}
      draw={(form) => <StepDrawing {...form} spec={spec} />}
      table={<StepTable {...{ spec, t }} />}
    />
  )
}

/** Every whole year of every curve: share, bands and the number still followed. */
function StepTable({ spec, t }: StepChartProps) {
  const { curves, unit, timeLabel, bandLabel, doubtLabel, atRiskLabel, tableCaption } = spec
  const years = Array.from({ length: Math.floor(lastTime(curves)) + 1 }, (_, year) => year)
  return (
    <table>
      <caption>{tableCaption}</caption>
      {curves.map((curve) => (
        <tbody>
          <tr>
            <th scope="rowgroup" colspan={5}>
              <LinkedValue href={curve.href} text={curve.label} />, {medianText(curve, t)}
            </th>
          </tr>
          <tr>
            {[timeLabel, unit, bandLabel, doubtLabel, atRiskLabel].map((label) => (
              <th scope="col">{label}</th>
            ))}
          </tr>
          {years
            .filter((year) => year <= curve.until)
            .map((year) => (
              <tr>
                <th scope="row">{year}</th>
                <td>{t('charts.share', { share: shareAt(curve.steps, year) })}</td>
                <td>{rangeText(curve.low, curve.high, year, t)}</td>
                <td>{rangeText(curve.doubtLow, curve.doubtHigh, year, t)}</td>
                <td>{atRiskText(curve, year, t)}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </table>
  )
}

function rangeText(low: Step[] | undefined, high: Step[] | undefined, year: number, t: Texts): string {
  if (!low || !high) return ''
  const [least, most] = [low, high].map((steps) => t('charts.share', { share: shareAt(steps, year) }))
  return t('charts.range', { low: String(least), high: String(most) })
}

function atRiskText({ atRisk }: StepCurve, year: number, t: Texts): string {
  const count = atRisk[year]
  return count === undefined ? '' : t('charts.number', { value: count })
}
